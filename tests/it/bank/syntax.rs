//! Files that are no TOML: what is said of each slip.

use super::{bank_of, read_one, statement, told};

/// What is said of a question with one more line, without the way to mend it.
fn said(line: &str) -> String {
    let reading = read_one(bank_of(&format!("{}{line}\n", statement("q", "对。"))));
    assert_eq!(reading.diagnostics.len(), 1, "{line}: {}", told(&reading));
    let found = &reading.diagnostics[0];
    assert!(found.example.is_some(), "{found}");
    assert!(found.column.is_some(), "{found}");
    found.message.clone()
}

#[test]
fn every_common_slip_has_its_own_words() {
    for (line, words) in [
        ("source", "字段名后面缺少等号"),
        ("source \"甲\"", "字段名后面缺少等号"),
        ("source =", "等号后面没有内容"),
        ("source = 甲", "文字要用英文双引号括起来"),
        ("source = \"甲", "文字的引号没有配对"),
        ("source = '甲", "文字的引号没有配对"),
        ("source = \"\"\"甲", "三个引号开头的文字没有用三个引号结尾"),
        ("source = \"C:\\资料\"", "反斜杠 \\ 要写两遍"),
        ("source = \"C:\\u12\"", "反斜杠 \\ 要写两遍"),
        ("tags = [\"甲\" \"乙\"]", "列表的两项之间缺少英文逗号"),
        ("tags = [\"甲\",, \"乙\"]", "列表里多了一个逗号"),
        ("tags = [\"甲\"", "列表缺少右方括号 ]"),
        ("source = \"甲\" \"乙\"", "这一行的内容后面多了东西"),
        ("source = = \"甲\"", "多了一个等号"),
        ("依据 = \"甲\"", "字段名只能用英文"),
        ("= \"甲\"", "字段名只能用英文"),
        ("key = true", "同一个字段或同一段写了两次，每个字段在一道题里只写一次"),
        ("valid_until = 2027-02-30", "没有这个日期"),
        ("difficulty = 02", "数字前面多了 0"),
    ] {
        assert_eq!(said(line), words, "{line}");
    }
}

#[test]
fn chinese_marks_are_named_with_what_belongs_there() {
    for (line, wrong, right) in [
        ("source = “甲”", '“', '"'),
        ("source = ‘甲’", '‘', '"'),
        ("source = ＂甲＂", '＂', '"'),
        ("tags = [\"甲\"，\"乙\"]", '，', ','),
        ("tags = [\"甲\"、\"乙\"]", '、', ','),
        ("tags = 【\"甲\"】", '【', '['),
    ] {
        assert_eq!(said(line), format!("中文的符号 {wrong} 要换成英文的 {right}"), "{line}");
    }
}

#[test]
fn the_example_is_that_of_the_line() {
    for (line, example) in [
        ("difficulty = 难", "difficulty = 2"),
        ("依据 = \"甲\"", "source = \"《中华人民共和国行政许可法》第四十二条\""),
        ("[[question]", "[[question]]"),
    ] {
        let reading = read_one(bank_of(&format!("{}{line}\n", statement("q", "对。"))));
        assert_eq!(reading.diagnostics[0].example.as_deref(), Some(example), "{line}");
    }
}

#[test]
fn a_slip_is_told_at_its_line_and_column() {
    let reading = read_one(bank_of(&statement("q", "对。")).replace("\"对。\"", "“对。”"));
    assert_eq!((reading.diagnostics[0].line, reading.diagnostics[0].column), (Some(8), Some(8)));
}

#[test]
fn a_broken_head_is_not_said_to_be_incomplete() {
    let text = bank_of(&statement("q", "半角,标点。")).replace("\"题库\"", "题库");
    let reading = read_one(text);
    assert_eq!((reading.errors(), reading.warnings()), (1, 1), "{}", told(&reading));
    assert_eq!(reading.diagnostics[0].line, Some(3));
}

#[test]
fn a_slip_hides_nothing_of_other_questions() {
    let broken = statement("q1", "一。").replace("key = true", "key = ");
    let wrong = statement("q2", "二。").replace("key = true", "key = \"是\"");
    for text in [format!("{broken}{wrong}"), format!("{wrong}{broken}")] {
        let reading = read_one(bank_of(&text));
        assert_eq!(reading.errors(), 2, "{}", told(&reading));
        assert!(told(&reading).contains("题目 q2 是判断题"), "{}", told(&reading));
    }
}

#[test]
fn what_is_wrong_only_in_the_whole_is_told_once() {
    let reading = read_one(bank_of(&format!("question = 1\n{}", statement("q", "对。"))));
    assert_eq!(reading.errors(), 1, "{}", told(&reading));
    assert_eq!(reading.banks, []);
}

#[test]
fn a_table_header_within_a_text_is_text() {
    let text = bank_of(&statement("q", "x")).replace("\"x\"", "\"\"\"\n写作\n[[question]]\n的一行。\"\"\"");
    let reading = read_one(text);
    assert_eq!(told(&reading), "");
    assert_eq!(reading.banks[0].questions[0].question.stem, "写作\n[[question]]\n的一行。");
}
