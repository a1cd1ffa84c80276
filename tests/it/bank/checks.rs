//! Single checks: one thing wrong, one thing told.

use baiti::bank::Severity;

use super::{bank_of, read_one, sound, statement, told};

/// A single choice that is sound, with one line replaced (or put in).
fn single_with(line: &str) -> String {
    let mut lines = vec![
        "id = \"q\"".to_owned(),
        "kind = \"single\"".to_owned(),
        "stem = \"哪一项？\"".to_owned(),
        "options = [\"甲\", \"乙\"]".to_owned(),
        "key = \"A\"".to_owned(),
        "explanation = \"略。\"".to_owned(),
    ];
    let name = |line: &str| line.split(' ').next().unwrap().to_owned();
    match lines.iter().position(|old| name(old) == name(line)) {
        Some(at) => line.clone_into(&mut lines[at]),
        None => lines.push(line.to_owned()),
    }
    bank_of(&format!("[[question]]\n{}\n", lines.join("\n")))
}

/// Asserts that a text has just this one thing told of it.
#[track_caller]
fn only(text: &str, severity: Severity, said: &str) {
    let reading = read_one(text);
    let told = told(&reading);
    assert_eq!(reading.diagnostics.len(), 1, "{told}");
    assert_eq!(reading.diagnostics[0].severity, severity, "{told}");
    assert!(told.contains(said), "{told}");
}

#[track_caller]
fn error(line: &str, said: &str) {
    only(&single_with(line), Severity::Error, said);
}

#[track_caller]
fn warning(line: &str, said: &str) {
    only(&single_with(line), Severity::Warning, said);
}

#[test]
fn the_question_itself_is_sound() {
    sound(&single_with("points = 0.5"));
    sound(&single_with("points = 100"));
}

#[test]
fn limits_hold_to_the_letter() {
    sound(&single_with(&format!("stem = \"{}\"", "字".repeat(800))));
    error(&format!("stem = \"{}\"", "字".repeat(801)), "题干有 801 字，最多 800 字");
    let other = "乙".repeat(299);
    sound(&single_with(&format!("options = [\"{}\", \"{other}\"]", "字".repeat(300))));
    error(&format!("options = [\"{}\", \"{other}\"]", "字".repeat(301)), "选项有 301 字");
    error(&format!("explanation = \"{}\"", "字".repeat(801)), "解析有 801 字");
    error(&format!("stem = \"{}\"", "𠮷".repeat(401)), "题干有 802 字");
}

#[test]
fn all_texts_together_fit_a_message() {
    let options: Vec<String> = (0..12).map(|n| format!("\"{}{n:02}\"", "字".repeat(288))).collect();
    let line = format!("options = [{}]", options.join(", "));
    error(&line, "合起来有 3486 字，最多 3200 字");
}

#[test]
fn options_are_two_to_twenty_six() {
    let options = |n: usize| (0..n).map(|n| format!("\"第{n}项\"")).collect::<Vec<_>>().join(", ");
    sound(&single_with(&format!("options = [{}]", options(26))));
    error(&format!("options = [{}]", options(27)), "有 27 个选项，应有 2 到 26 个");
    error("options = [\"甲\"]", "有 1 个选项");
}

#[test]
fn keys_of_choices() {
    error("key = \"C\"", "但只有 2 个选项");
    error("key = \"\"", "不行");
    error("key = \"AA\"", "不重复");
    error("key = \"Ａ\"", "正确写法：key = \"A\"");
    error("key = \"甲\"", "正确写法：key = \"B\"");
    error("key = \"AB\"", "kind = \"multiple\"");
    error("key = 2", "正确写法：key = \"B\"");
    error("key = 0", "这里是整数");
    error("key = true", "大写字母");
    error("kind = \"multiple\"", "只有 1 个字母");
}

#[test]
fn a_missing_key_is_shown_in_the_way_of_its_kind() {
    let text =
        bank_of("[[question]]\nid = \"q\"\nkind = \"blank\"\nstem = \"____\"\nexplanation = \"略。\"\n");
    only(&text, Severity::Error, "正确写法：key = [[\"二十日\", \"20日\"]]");
}

#[test]
fn invisible_and_broken_characters_are_told() {
    for (written, said) in [
        ("\\u200B", "U+200B"),
        ("\\uFEFF", "U+FEFF"),
        ("\\u202E", "U+202E"),
        ("\\u0007", "U+0007"),
        ("\\t", "制表符"),
        ("\\uFFFD", "乱码"),
    ] {
        error(&format!("stem = \"哪一{written}项？\""), said);
    }
    error("source = \"一\\n二\"", "换行");
    sound(&single_with("stem = \"一\\n二\""));
}

#[test]
fn doubtful_texts_are_warned_of() {
    warning("stem = \"哪一项?\"", "半角标点 ?");
    warning("explanation = \"略。 \"", "前后有多余的空格");
    warning("options = [\"A. 甲\", \"乙\"]", "自己带了字母 A");
    warning("valid_until = 2026-11-22", "2026-11-22 已过");
    sound(&single_with("valid_until = 2026-11-23"));
}

#[test]
fn extras_are_checked() {
    for wrong in ["0", "0.25", "-1", "100.5", "nan", "inf"] {
        error(&format!("points = {wrong}"), "分值");
    }
    for wrong in ["0", "4", "-1", "9999999999"] {
        error(&format!("difficulty = {wrong}"), "难度");
    }
    error("difficulty = \"难\"", "应是整数");
    error("difficulty = 99999999999999999999", "整数");
    error("valid_until = 2027-12-31T08:00:00", "不是日期");
    error("valid_until = \"明年\"", "不是日期");
    error(&format!("tags = [{}]", vec!["\"词\""; 21].join(", ")), "最多 20 个");
    error("any_order = true", "只用于填空题");
    error("anwser = \"A\"", "不认识的字段 anwser");
    error("kind = \"essay\"", "题型");
}

#[test]
fn tables_in_place_of_values_are_told() {
    error("stem = { a.b.c = 1 }", "这里是表");
    only(&bank_of("[question]\nid = \"q\"\n"), Severity::Error, "[[question]]");
    error("extra.deep.key = 1", "不认识的字段 extra");
}

#[test]
fn questions_may_stand_in_a_plain_list() {
    let bank = sound(&bank_of(
        "question = [\n{ id = \"q\", kind = \"judge\", stem = \"对。\", key = true, explanation = \"略。\" },\n]\n",
    ));
    assert_eq!(bank.questions[0].line, 6);
}

#[test]
fn the_source_is_wanted_where_the_topic_is_the_law() {
    let text = bank_of(&statement("q", "对。"));
    sound(&text);
    only(&text.replace("\"ethics\"", "\"regulations\""), Severity::Warning, "没有依据");
}

#[test]
fn the_head_is_complete() {
    for (missing, said) in [("id", "编号"), ("title", "题库名称"), ("topic", "类别"), ("format", "格式版本")]
    {
        let text = bank_of(&statement("q", "对。")).replacen(&format!("{missing} = "), "#", 1);
        only(&text, Severity::Error, &format!("题库缺少 {missing}（{said}）"));
    }
    only(&bank_of(""), Severity::Warning, "题库里没有题目");
}

#[test]
fn topics_of_the_settings_are_known() {
    let text = bank_of(&statement("q", "对。")).replace("\"ethics\"", "\"safety\"");
    only(&text, Severity::Error, "类别 topic = \"safety\" 不存在");
    let mut rules = super::rules();
    rules.topics[0].id = baiti::domain::topic::TopicId::new("safety").unwrap();
    let reading = baiti::bank::read(&[baiti::bank::Source::new("a.toml", text)], &rules);
    assert_eq!((reading.banks.len(), reading.errors()), (1, 0));
}

#[test]
fn a_newer_format_is_told_and_nothing_else() {
    let text = "format = 2\nid = \"新\"\nkind_of = \"new\"\n";
    only(text, Severity::Error, "请升级 baiti");
    only(&bank_of("").replace("format = 1", "format = \"1\""), Severity::Error, "应是整数");
}

#[test]
fn files_that_are_no_text_are_refused_with_a_way_out() {
    only_bytes(b"format = 1\nid = \"\xc8\xd5\"", "不是 UTF-8", Some(2));
    only_bytes(b"\xff\xfef\0o\0", "空字节", Some(1));
    only_bytes(b"PK\x03\x04\0\0", "空字节", Some(1));
    only_bytes(&vec![b'a'; (20 << 20) + 1], "超过 20 MB", None);
}

#[track_caller]
fn only_bytes(bytes: &[u8], said: &str, line: Option<usize>) {
    let reading = read_one(bytes);
    assert_eq!(reading.diagnostics.len(), 1);
    let found = &reading.diagnostics[0];
    assert!(found.message.contains(said) && found.help.is_some() && found.line == line, "{found}");
    assert!(reading.banks.is_empty());
}

#[test]
fn a_byte_order_mark_and_windows_lines_do_no_harm() {
    let text = format!("\u{feff}{}", bank_of(&statement("q", "对。")).replace('\n', "\r\n"));
    assert_eq!(sound(&text).questions[0].line, 5);
}

#[test]
fn too_many_questions_are_refused() {
    let text = bank_of(&"[[question]]\n".repeat(100_001));
    only(&text, Severity::Error, "最多 100000 道");
}

#[test]
fn endless_troubles_are_told_in_part() {
    let reading = read_one(bank_of(&"[[question]]\nid = \"q\"\nkind = \n".repeat(3_000)));
    assert_eq!(reading.diagnostics.len(), 1_001);
    assert!(told(&reading).contains("还有 2000 处错误没有列出"));
}

#[test]
fn nesting_without_end_overflows_nothing() {
    let keys = vec!["a"; 79].join(".");
    let text = format!("{}{keys} = 1{}", format!("{keys} = {{ ").repeat(78), " }".repeat(78));
    assert!(read_one(text).errors() > 0);
    assert!(read_one("[".repeat(1_000_000)).errors() > 0);
    assert!(read_one(format!("a = {}", "[".repeat(1_000_000))).errors() > 0);
}
