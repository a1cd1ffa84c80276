//! The names that columns go by, in one table.

use super::field::Field;

/// The table. Names are bare: half-width, in lower case, without blanks,
/// underscores and notes in brackets.
#[rustfmt::skip]
pub(super) const ALIASES: &[(Field, &[&str])] = &[
    (Field::Stem, &[
        "题干", "试题题干", "题目题干", "题干内容", "大题题干", "题目内容", "试题内容", "问题内容", "试题正文", "题面",
        "题文", "题目", "试题", "问题", "考题", "试题题目", "题目名称", "试题名称", "题目描述", "题目正文",
        "questiontext", "questioncontent", "question", "stem", "提问", "原题", "内容", "title", "标题",
    ]),
    (Field::Substem, &["小题题干"]),
    (Field::Kind, &[
        "题型", "题目类型", "试题类型", "题目题型", "试题题型", "题型名称", "类型", "小题题型", "questiontype", "type",
        "题类", "题目类别", "试题类别", "kind",
    ]),
    (Field::Options, &[
        "选项", "全部选项", "所有选项", "选项内容", "选择项", "候选项", "备选项", "可选项", "备选答案", "答案选项", "试题选项",
        "题目选项", "选项列表", "选择支", "options", "choices",
    ]),
    (Field::IsRight, &[
        "是否正确项", "是否正确", "是否正确答案", "是否为正确答案", "是否正确选项", "是否答案", "isright", "iscorrect",
    ]),
    (Field::OptionNote, &["选项解析", "选项说明"]),
    (Field::Key(0), &[
        "正确答案", "标准答案", "答案", "参考答案", "正确选项", "试题答案", "题目答案", "本题答案", "正确答案选项", "答案内容",
        "标答", "correctanswer", "correctanswers", "correctoption", "rightanswer", "answer", "correct", "key",
    ]),
    (Field::Explanation, &[
        "解析", "答案解析", "试题解析", "题目解析", "整体解析", "试题分析", "答案说明", "解答", "详解", "解释", "分析", "注解",
        "说明", "explanation", "analysis", "feedback",
    ]),
    (Field::Points, &[
        "分值", "分数", "本题分值", "本题分数", "题目分值", "题目分数", "试题分值", "试题分数", "得分", "得分1", "score",
        "points", "marks", "mark",
    ]),
    (Field::PointsEach, &["单空分数", "单空分值", "每空分数", "每空分值"]),
    (Field::Difficulty, &[
        "难度", "难易度", "难度系数", "难易程度", "难度等级", "试题难度", "题目难度", "难易", "level", "difficulty",
    ]),
    (Field::Category, &[
        "分类", "章节", "目录", "所属题库", "题库", "题库名称", "所属章节", "所属分类", "试题分类", "题目分类", "类别", "模块",
        "知识模块", "科目", "学科", "专业", "课程", "章", "节", "category", "chapter", "subject",
    ]),
    (Field::Topic, &["知识点", "考点", "一级考点", "二级考点", "三级考点", "考核点", "topic"]),
    (Field::Tags, &["标签", "关键词", "关键字", "tags", "tag", "keywords"]),
    (Field::Source, &[
        "依据", "出处", "法规依据", "法律依据", "政策依据", "参考依据", "命题依据", "来源", "试题来源", "题目来源", "试题出处",
        "题目出处", "教材出处", "法条", "条款", "法规", "source", "reference",
    ]),
    (Field::ValidUntil, &["有效期至", "有效期", "有效期限", "有效期截止", "失效日期", "validuntil", "expires"]),
    (Field::Shuffle, &[
        "可否打乱选项", "选项可否打乱", "可否打乱", "是否打乱选项", "打乱选项", "选项乱序", "选项是否乱序", "shuffle",
    ]),
    (Field::AnyOrder, &["不分先后", "不分顺序", "填空不分先后", "填空不分顺序", "乱序匹配", "anyorder"]),
    (Field::Id, &[
        "试题id", "题目id", "试题guid", "guid", "uuid", "questionid", "试题编码", "题目编码", "试题编号", "题目编号",
    ]),
    (Field::Serial, &["序号", "题号", "题目序号", "试题序号", "编号", "原题号", "no", "no.", "num", "number", "#", "id"]),
    (Field::Picture, &["图片", "配图", "附图", "附件", "image", "picture", "video", "audio", "media"]),
];

/// Words before the letter or number of an option.
pub(super) const OPTION_WORDS: &[&str] = &[
    "答案选项",
    "试题选项",
    "题目选项",
    "备选答案",
    "选择项",
    "候选项",
    "备选项",
    "选择支",
    "选项",
    "选择",
    "option",
    "choice",
    "opt",
];

/// Notes that stand in headers without brackets.
pub(super) const NOTES: &[&str] =
    &["非必填", "必填项", "必填", "选填项", "选填", "勿删除", "勿删", "不可删除", "可选", "可不填", "可空"];
