//! From drafts to questions: what is taken, mended, refused.

use baiti::{
    domain::question::Body,
    exchange::{
        draft::{Draft, Key, Piece},
        key::Base,
        place::Place,
        settle::{Options, Settled, settle, settle_with},
    },
};

/// A draft in row `row`: stem, options, key, kind.
fn draft(row: u32, stem: &str, options: &[&str], key: &str, kind: &str) -> Draft {
    let cell = |column| Place::Cell { sheet: "".into(), row, column };
    let mut draft = Draft::new(Piece::new(stem, cell(0)));
    draft.options = options.iter().zip(1..).map(|(text, at)| Piece::new(text, cell(at))).collect();
    draft.key = (!key.is_empty()).then(|| Key::Words(Piece::new(key, cell(6))));
    draft.kind = (!kind.is_empty()).then(|| Piece::new(kind, cell(7)));
    draft
}

const FOUR: [&str; 4] = ["五日", "十日", "二十日", "三十日"];

fn one(draft: Draft) -> Settled {
    settle(vec![draft])
}

/// What was taken, in short: the kind, the key, and the stem.
fn shown(settled: &Settled) -> Vec<String> {
    let taken = settled.taken.iter().map(|taken| {
        let question = &taken.question;
        let body = match &question.body {
            Body::Single { key, options } => format!("single {}", options[*key]),
            Body::Multiple { key, .. } => format!("multiple {}", key.letters()),
            Body::Judge { key } => format!("judge {key}"),
            Body::Blank { key, .. } => format!("blank {key:?}"),
        };
        format!("{body}: {}", question.stem)
    });
    taken.chain(settled.problems.iter().map(|problem| format!("! {problem}"))).collect()
}

#[test]
fn sound_drafts_are_taken_as_they_are() {
    let settled = settle(vec![
        draft(2, "多少日？", &FOUR, "C", "单选题"),
        draft(3, "哪些？", &FOUR, "A、C", ""),
        draft(4, "应当公开。", &[], "√", "判断题"),
        draft(5, "应当公开吗？", &["正确", "错误"], "B", ""),
        draft(6, "自受理之日起____日内作出（　）。", &[], "二十;20|决定", "填空"),
    ]);
    insta::assert_snapshot!(shown(&settled).join("\n"), @r#"
    single 二十日: 多少日？
    multiple AC: 哪些？
    judge true: 应当公开。
    judge false: 应当公开吗？
    blank [["二十", "20"], ["决定"]]: 自受理之日起____日内作出____。
    "#);
    assert_eq!(settled.refused, 0);
}

#[test]
fn a_key_in_the_stem_is_taken_out_and_told() {
    let settled = settle(vec![
        draft(2, "多少日（ C ）？", &FOUR, "", ""),
        draft(3, "哪些（AC）", &FOUR, "AC", ""),
        draft(4, "应当公开。（×）", &[], "", "判断"),
        draft(5, "多少天（B）？", &FOUR, "C", ""),
        draft(6, "公务员（含参公人员）应当做到（　）。", &FOUR, "A", ""),
    ]);
    insta::assert_snapshot!(shown(&settled).join("\n"), @"
    single 二十日: 多少日（　）？
    multiple AC: 哪些（　）
    judge false: 应当公开。
    single 五日: 公务员（含参公人员）应当做到（　）。
    ! 第2行 A列：答案“C”写在题干的括号里，已取出
    ! 第3行 A列：题干的括号里也写着答案，已隐去
    ! 第4行 A列：答案“×”写在题干的括号里，已取出
    ! 第5行 G列：题干的括号里是“B”，答案却是“C”。请改成一致的答案
    ");
}

#[test]
fn what_is_not_beyond_doubt_is_refused_with_its_cell() {
    let settled = settle(vec![
        draft(2, "一？", &FOUR, "E", ""),
        draft(3, "二？", &FOUR, "", ""),
        draft(4, "三？", &FOUR, "AB", "单选题"),
        draft(5, "四？", &["甲", "", "丙"], "C", ""),
        draft(6, "五？", &["甲", "甲"], "A", ""),
        draft(7, "六？", &["甲"], "A", ""),
        draft(8, "", &FOUR, "A", ""),
        draft(9, "七？", &FOUR, "2", ""),
        draft(10, "八____九____", &[], "甲", ""),
        draft(11, "请论述。", &[], "略", "论述题"),
        draft(12, "十？", &[], "A", "单选题"),
        draft(13, "（√）", &[], "", "判断题"),
    ]);
    assert_eq!((settled.taken.len(), settled.refused), (0, 12));
    insta::assert_snapshot!(shown(&settled).join("\n"), @"
    ! 第2行 G列：答案“E”，但只有4个选项。请改正答案或补上选项
    ! 第3行 A列：没有答案。请补上答案再导入
    ! 第4行 G列：单选题有2个答案“AB”。请只留一个答案，或把题型改成多选题
    ! 第5行 C列：选项B是空的，后面的选项却有内容。请补上选项，或把后面的选项往前移
    ! 第6行 C列：选项AB一样。请改正其中一个选项
    ! 第7行 B列：只有一个选项。请补上选项
    ! 第8行 A列：没有题干。请补上题干，或者删去这一行
    ! 第9行 G列：答案是数字“2”，看不出是从0还是从1数起。请说明数字从几数起，或把答案改成字母
    ! 第10行 G列：题干有2个空，答案“甲”分不成2份。请用 | 隔开各空的答案，如 二十日|本级
    ! 第11行 A列：“论述题”要人来评分，没有导入。可以改成选择、判断或填空题
    ! 第12行 A列：没有选项。请补上选项，或者改成判断题、填空题
    ! 第13行 A列：答案“√”写在题干的括号里，已取出
    ! 第13行 A列：没有题干。请补上题干，或者删去这一行
    ");
}

#[test]
fn the_same_question_is_taken_once_and_torn_ones_not_at_all() {
    let settled = settle(vec![
        draft(2, "多少日？", &FOUR, "C", ""),
        draft(3, "多少 日?", &["三十日", "二十日", "十日", "五日"], "B", ""),
        draft(4, "几日？", &FOUR, "A", ""),
        draft(5, "几日？", &FOUR, "B", ""),
        draft(6, "多少日？", &["一日", "二日"], "B", ""),
    ]);
    assert_eq!((settled.taken.len(), settled.repeated, settled.refused), (2, 1, 2));
    insta::assert_snapshot!(shown(&settled).join("\n"), @"
    single 二十日: 多少日？
    single 二日: 多少日？
    ! 第3行 A列：与第2行 A列的题目相同，只导入一次
    ! 第4行 A列：这道题在文件里另有一处，答案却不同。请核对后只留一道
    ! 第5行 A列：与第4行 A列的题目相同，答案却不同。请核对后只留一道
    ");
    let codes: Vec<&str> = settled.taken.iter().map(|taken| taken.question.code.as_str()).collect();
    assert_ne!(codes[0], codes[1]);
    let again = one(draft(9, "多少日？", &["五日", "三十日", "十日", "二十日"], "D", ""));
    assert_eq!(again.taken[0].question.code, codes[0], "the code stays when the file comes again");
}

#[test]
fn numbers_count_as_the_whole_file_shows() {
    let from_one = settle(vec![draft(2, "一？", &FOUR, "4", ""), draft(3, "二？", &FOUR, "1,2", "")]);
    assert_eq!(shown(&from_one), ["single 三十日: 一？", "multiple AB: 二？"]);
    let from_zero = settle(vec![draft(2, "一？", &FOUR, "0", ""), draft(3, "二？", &FOUR, "3", "")]);
    insta::assert_snapshot!(shown(&from_zero).join("\n"), @"
    single 五日: 一？
    single 三十日: 二？
    ! 整个文件：答案的数字按从0算起导入：0是第一个选项。如果应当从1算起，请改正是0的答案
    ");
}

#[test]
fn numbers_of_statements_and_slips_say_nothing_of_how_options_count() {
    let truths = ["正确", "错误"];
    let settled = settle(vec![
        draft(2, "一？", &FOUR, "1", "单选题"),
        draft(3, "二？", &FOUR, "3", "单选题"),
        draft(4, "三。", &truths, "1", "判断题"),
        draft(5, "四。", &truths, "0", "判断题"),
    ]);
    insta::assert_snapshot!(shown(&settled).join("\n"), @"
    judge true: 三。
    judge false: 四。
    ! 第2行 G列：答案是数字“1”，看不出是从0还是从1数起。请说明数字从几数起，或把答案改成字母
    ! 第3行 G列：答案是数字“3”，看不出是从0还是从1数起。请说明数字从几数起，或把答案改成字母
    ");
    let slip = ["1", "2", "3", "0", "2"];
    let settled = settle(
        slip.iter().zip(2..).map(|(key, row)| draft(row, &format!("{row}？"), &FOUR, key, "")).collect(),
    );
    assert_eq!((settled.taken.len(), settled.refused), (0, 5));
}

#[test]
fn a_bare_figure_is_no_truth_unless_statements_are_named() {
    let settled = settle(vec![
        draft(2, "一加一等于几？", &[], "2", ""),
        draft(3, "圆圈选项 ①甲 ②乙 ③丙", &[], "②", ""),
        draft(4, "有几个支部？", &[], "（1）", ""),
        draft(5, "应当公开。", &[], "1", "判断题"),
        draft(6, "应当监督。", &[], "V", ""),
        draft(7, "不应监督。", &[], "X", ""),
        draft(8, "一年有____个月。", &[], "12", ""),
    ]);
    insta::assert_snapshot!(shown(&settled).join("\n"), @r#"
    judge true: 应当公开。
    judge true: 应当监督。
    judge false: 不应监督。
    blank [["12"]]: 一年有____个月。
    ! 第2行 G列：看不出是什么题：没有选项，也没有要填的空。填空题请在题干里用 ____ 标出要填的空
    ! 第3行 G列：看不出是什么题：没有选项，也没有要填的空。填空题请在题干里用 ____ 标出要填的空
    ! 第4行 G列：看不出是什么题：没有选项，也没有要填的空。填空题请在题干里用 ____ 标出要填的空
    "#);
}

#[test]
fn extras_are_read_or_told() {
    let mut draft = draft(2, "多少日？\u{200b}", &FOUR, "Ｃ", "多选题");
    let cell = |column| Place::Cell { sheet: "".into(), row: 2, column };
    draft.points = Some(Piece::new("2.5分", cell(8)));
    draft.difficulty = Some(Piece::new("适中", cell(9)));
    draft.tags = vec![Piece::new("行政许可，期限", cell(10)), Piece::new("期限", cell(11))];
    let settled = one(draft);
    let question = &settled.taken[0].question;
    assert_eq!((question.points.hundredths(), question.difficulty), (250, Some(2)));
    assert_eq!(question.tags, ["行政许可", "期限"]);
    insta::assert_snapshot!(shown(&settled).join("\n"), @"
    single 二十日: 多少日？
    ! 第2行 A列：题干里有看不见的字符，已去掉
    ! 第2行 G列：多选题只有一个答案，按单选题导入。如果漏了答案，请补上再导入
    ");
}

#[test]
fn answers_of_blanks_are_parted_only_where_it_is_clear() {
    let settled = settle(vec![
        draft(2, "标准号是____。", &[], "GB/T 9704", "填空题"),
        draft(3, "速度单位____", &[], "km/h|公里", "填空题"),
        draft(4, "民法典施行于____", &[], "2021/1/1", "填空题"),
        draft(5, "期限是____", &[], "20日/二十日", "填空题"),
        draft(6, "坚持____、____", &[], "公平、公正 公开", "填空题"),
        draft(7, "依法____和____", &[], "公平、公正；效率", "填空题"),
        draft(8, "依据____和____", &[], "公平、公正|效率", "填空题"),
        draft(9, "三空（  ）（  ）（  ）", &[], "甲，乙，丙", "填空题"),
    ]);
    insta::assert_snapshot!(shown(&settled).join("\n"), @r#"
    blank [["GB/T 9704"]]: 标准号是____。
    blank [["km/h", "公里"]]: 速度单位____
    blank [["2021/1/1"]]: 民法典施行于____
    blank [["20日", "二十日"]]: 期限是____
    blank [["公平、公正"], ["效率"]]: 依据____和____
    blank [["甲"], ["乙"], ["丙"]]: 三空____ ____ ____
    ! 第5行 G列：答案“20日/二十日”按“/”分开，填哪一个都算对
    ! 第6行 G列：题干有2个空，答案“公平、公正 公开”有几种分法，看不出是哪一种。请用 | 隔开各空的答案，如 二十日|本级
    ! 第7行 G列：题干有2个空，答案“公平、公正；效率”有几种分法，看不出是哪一种。请用 | 隔开各空的答案，如 二十日|本级
    "#);
}

#[test]
fn brackets_within_words_and_marks_that_differ_are_no_key() {
    let settled = settle(vec![
        draft(2, "税收不是（对）称的。", &[], "", "判断题"),
        draft(3, "甲是对的（√ ）乙是错的（×）", &[], "", "判断题"),
        draft(4, "（×）公司不用交税", &[], "", "判断题"),
        draft(5, "甲（A）还是乙（B）？", &FOUR, "", "单选题"),
        draft(6, "公司应交税（ 对 ）。", &[], "", "判断题"),
    ]);
    insta::assert_snapshot!(shown(&settled).join("\n"), @"
    judge false: 公司不用交税
    judge true: 公司应交税。
    ! 第2行 A列：没有答案。请补上答案再导入
    ! 第3行 A列：题干的括号里有“√”，又有“×”，看不出哪个是答案。请只留一个答案
    ! 第4行 A列：答案“×”写在题干的括号里，已取出
    ! 第5行 A列：题干的括号里有“A”，又有“B”，看不出哪个是答案。请只留一个答案
    ! 第6行 A列：答案“对”写在题干的括号里，已取出
    ");
}

#[test]
fn somebody_may_say_from_where_numbers_count() {
    let drafts =
        || vec![draft(2, "几日答复？", &FOUR, "1", "单选题"), draft(3, "几日公布？", &FOUR, "3", "单选题")];
    let with = |base| settle_with(drafts(), Options { base, ..Options::default() });
    let unsaid = with(Base::Unknown);
    assert!(unsaid.uncounted && unsaid.taken.is_empty());
    assert_eq!(shown(&with(Base::One)), ["single 五日: 几日答复？", "single 二十日: 几日公布？"]);
    assert_eq!(shown(&with(Base::Zero)), ["single 十日: 几日答复？", "single 三十日: 几日公布？"]);
    assert!(!with(Base::One).uncounted);
}
