//! The usual names.

use unicode_normalization::UnicodeNormalization;

use crate::domain::choices::index_of;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Stem,
    Kind,
    Options,
    /// One option, from 0.
    Option(usize),
    Answer,
    /// Answers that are wrong, beside a right one.
    Wrong,
    Explanation,
    Source,
    Points,
    Difficulty,
    Tags,
    ValidUntil,
    Id,
    Shuffle,
    AnyOrder,
    Picture,
}

/// Names without blanks, underscores and brackets, in lower case; the first
/// that a question has is taken.
const NAMES: [(Field, &[&str]); 15] = [
    (
        Field::Stem,
        &[
            "题干",
            "题目",
            "题目内容",
            "试题",
            "试题内容",
            "试题题干",
            "问题",
            "大题题干",
            "小题题干",
            "question",
            "stem",
            "questiontext",
            "questionstem",
            "questioncontent",
            "questiontitle",
            "body",
            "prompt",
            "content",
            "内容",
            "text",
            "title",
            "标题",
            "q",
        ],
    ),
    (
        Field::Kind,
        &[
            "题型",
            "题目类型",
            "试题类型",
            "小题题型",
            "类型",
            "kind",
            "type",
            "questiontype",
            "qtype",
            "typename",
        ],
    ),
    (
        Field::Options,
        &[
            "选项",
            "选项列表",
            "options",
            "option",
            "choices",
            "choice",
            "optionlist",
            "answerlist",
            "candidates",
        ],
    ),
    (
        Field::Answer,
        &[
            "答案",
            "正确答案",
            "标准答案",
            "参考答案",
            "答案1",
            "正确选项",
            "answer",
            "answers",
            "key",
            "keys",
            "correctanswer",
            "correctanswers",
            "rightanswer",
            "rightanswers",
            "correct",
            "correctoption",
            "correctoptions",
            "standardanswer",
            "solution",
            "answerkey",
            "correctoptionid",
            "correctoptionids",
            "correctindex",
            "answerindex",
            "correctanswerindex",
            "correctchoice",
        ],
    ),
    (Field::Wrong, &["incorrectanswers", "wronganswers", "distractors"]),
    (
        Field::Explanation,
        &[
            "解析",
            "答案解析",
            "试题解析",
            "题目解析",
            "整体解析",
            "分析",
            "说明",
            "explanation",
            "analysis",
            "explain",
            "rationale",
            "feedback",
            "parse",
        ],
    ),
    (Field::Source, &["出处", "依据", "法规依据", "来源", "source", "reference", "basis"]),
    (
        Field::Points,
        &["分值", "分数", "得分", "得分1", "单空分数", "score", "points", "point", "mark", "marks"],
    ),
    (Field::Difficulty, &["难度", "难易度", "难度系数", "difficulty", "level"]),
    (
        Field::Tags,
        &[
            "标签",
            "知识点",
            "考点",
            "二级考点",
            "知识点一级",
            "章节",
            "分类",
            "目录",
            "所属题库",
            "模块",
            "科目",
            "学科",
            "专业",
            "tags",
            "tag",
            "category",
            "chapter",
            "knowledge",
            "knowledgepoint",
            "knowledgepoints",
            "topic",
            "subject",
        ],
    ),
    (Field::ValidUntil, &["有效期至", "有效期", "validuntil", "expires"]),
    (Field::Id, &["编号", "id", "code", "guid", "试题guid", "uuid", "questionid", "原题号"]),
    (Field::Shuffle, &["shuffle", "shuffleoptions", "选项乱序", "可否打乱选项", "选项可否打乱"]),
    (Field::AnyOrder, &["anyorder", "乱序", "乱序匹配", "不分顺序", "不分先后"]),
    (
        Field::Picture,
        &[
            "图片",
            "题目图片",
            "image",
            "images",
            "img",
            "picture",
            "pic",
            "视频",
            "题目视频",
            "audio",
            "video",
        ],
    ),
];

/// What begins the name of a single option.
const OPTION: [&str; 6] = ["选项", "选择项", "候选项", "option", "choice", "opt"];

/// What a name stands for, and how far down its list it is.
pub(super) fn named(name: &str) -> Option<(Field, usize)> {
    let name = plain(name);
    let known = NAMES
        .iter()
        .find_map(|(field, names)| Some((*field, names.iter().position(|known| *known == name)?)));
    known.or_else(|| Some((Field::Option(option(&name)?), 0)))
}

/// A name in the form in which it is compared.
pub(super) fn plain(name: &str) -> String {
    let whole: String = name.nfkc().flat_map(char::to_lowercase).collect();
    let said = whole.split('(').next().filter(|said| !said.trim().is_empty()).unwrap_or(&whole);
    said.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// `选项a`, `option3`, `a`: which option it is.
fn option(name: &str) -> Option<usize> {
    let rest = OPTION.iter().find_map(|start| name.strip_prefix(start)).unwrap_or(name);
    let number = || rest.parse().ok().filter(|_| rest.len() < name.len());
    lettered(rest).or_else(|| number().and_then(|number: usize| number.checked_sub(1)).filter(|at| *at < 26))
}

/// The option that a single letter names.
pub(super) fn lettered(text: &str) -> Option<usize> {
    let mut letters = text.trim().nfkc();
    let first = letters.next()?.to_ascii_uppercase();
    letters.next().is_none().then(|| index_of(first)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> Option<Field> {
        named(name).map(|(field, _)| field)
    }

    #[test]
    fn names_are_known_in_many_forms() {
        for (name, field) in [
            ("题干（必填）", Field::Stem),
            ("question_text", Field::Stem),
            ("correctOptionIds", Field::Answer),
            ("correct_answer", Field::Answer),
            ("选项 A", Field::Option(0)),
            ("选择项3", Field::Option(2)),
            ("optionB", Field::Option(1)),
            ("Ｃ", Field::Option(2)),
            ("d", Field::Option(3)),
            ("试题GUID", Field::Id),
        ] {
            assert_eq!(of(name), Some(field), "{name}");
        }
        for unknown in ["", "option", "3", "选项0", "createdAt", "()"] {
            assert!(!matches!(of(unknown), Some(Field::Option(_))), "{unknown}");
        }
    }

    #[test]
    fn no_name_stands_for_two_things() {
        let mut all: Vec<&str> = NAMES.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        let many = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), many);
        assert!(all.iter().all(|name| plain(name) == *name));
    }
}
