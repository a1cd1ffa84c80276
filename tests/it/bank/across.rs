//! What shows only when questions or files are laid side by side.

use std::fmt::Write as _;

use baiti::bank::{Reading, Severity, Source, read};

use super::{bank_of, read_one, rules, statement, told};

fn read_two(one: &str, other: &str) -> Reading {
    let other = bank_of(other).replace("id = \"a\"", "id = \"b\"");
    read(&[Source::new("a.toml", bank_of(one)), Source::new("b.toml", other)], &rules())
}

fn single(id: &str, stem: &str, options: &str) -> String {
    format!(
        "[[question]]\nid = \"{id}\"\nkind = \"single\"\nstem = \"{stem}\"\noptions = [{options}]\nkey = \"A\"\nexplanation = \"略。\"\n"
    )
}

#[test]
fn one_question_twice_in_a_file_is_an_error() {
    let one = single("q1", "哪一项，对？", "\"甲\", \"乙\"");
    let other = single("q2", "哪一项 对?", "\"乙\", \"甲。\"");
    let reading = read_one(bank_of(&format!("{one}{other}")).replace('?', "？"));
    insta::assert_snapshot!(told(&reading), @"
    a.toml:12: 错误：题目 q2 与 a.toml:5 的题目 q1 题干和选项都相同
        怎么办：删去其中一道；已经用过的编号移到 [[retired]]
    ");
}

#[test]
fn one_stem_with_other_options_is_a_warning() {
    let one = single("q1", "哪一项对？", "\"甲\", \"乙\"");
    let other = single("q2", "哪一项对？", "\"丙\", \"乙\"");
    let reading = read_one(bank_of(&format!("{one}{other}")));
    assert_eq!((reading.errors(), reading.warnings()), (0, 1), "{}", told(&reading));
    assert!(told(&reading).contains("题目 q2 与 a.toml:5 的题目 q1 题干相同"));
}

#[test]
fn one_question_in_two_files_is_a_warning_that_names_both() {
    let reading = read_two(&statement("q", "拾金不昧。"), &statement("q", "“拾金不昧”。"));
    insta::assert_snapshot!(told(&reading), @"
    b.toml:5: 警告：题目 q 与 a.toml:5 的题目 q 题干相同
        怎么办：若是同一道题，留一道即可；若不是，改一改题干，让人看得出区别
    ");
    assert_eq!(reading.banks.len(), 2, "ids need be unique only in their bank");
}

#[test]
fn stems_that_differ_in_a_sign_or_a_blank_are_different() {
    let reading = read_two(&statement("q", "税率为5%。"), &statement("q", "税率为5‰。"));
    assert_eq!(told(&reading), "");
}

#[test]
fn duplicates_are_found_although_something_else_is_wrong() {
    let wrong = statement("q2", "拾金不昧。").replace("key = true", "key = 1");
    let reading = read_one(bank_of(&format!("{}{wrong}", statement("q1", "拾金不昧。"))));
    assert_eq!(reading.errors(), 2, "{}", told(&reading));
}

#[test]
fn two_banks_of_one_id_are_an_error_in_the_second() {
    let sources = [
        Source::new("a.toml", bank_of(&statement("q", "一。"))),
        Source::new("b.toml", bank_of(&statement("q", "二。"))),
    ];
    let reading = read(&sources, &rules());
    insta::assert_snapshot!(told(&reading), @"
    b.toml:2: 错误：题库的编号 a 与 a.toml:2 的相同
        怎么办：给其中一个题库换一个编号
    ");
    assert_eq!(reading.banks.len(), 1);
}

#[test]
fn an_id_is_taken_once_even_by_a_tombstone() {
    let grave = "[[retired]]\nid = \"q\"\n";
    let reading = read_one(bank_of(&format!("{}{grave}{grave}", statement("q", "一。"))));
    assert_eq!(reading.errors(), 2, "{}", told(&reading));
    assert!(told(&reading).contains("题目 q 的编号在第 5 行已经用过"));
}

/// A bank of single choices with so many keys of each letter.
fn singles(keys: &[(char, usize)]) -> String {
    let mut text = String::new();
    for (letter, times) in keys {
        for n in 0..*times {
            let question = single(
                &format!("q-{}-{n}", letter.to_ascii_lowercase()),
                &format!("{letter}{n}是？"),
                "\"甲\", \"乙\", \"丙\"",
            );
            write!(text, "{}", question.replace("\"A\"", &format!("\"{letter}\""))).unwrap();
        }
    }
    bank_of(&text)
}

#[test]
fn a_letter_that_is_right_too_often_is_told() {
    let reading = read_one(singles(&[('A', 10), ('B', 6), ('C', 4)]));
    assert!(told(&reading).contains("a.toml: 警告：20 道单选题中有 10 道的答案是 A"), "{}", told(&reading));
    assert_eq!(told(&read_one(singles(&[('A', 9), ('B', 6), ('C', 5)]))), "", "45 % is allowed");
    assert_eq!(told(&read_one(singles(&[('A', 19)]))), "", "too few to weigh");
}

#[test]
fn statements_that_are_nearly_all_true_are_told() {
    let statements =
        |n: usize| (0..n).map(|n| statement(&format!("q{n}"), &format!("第{n}句。"))).collect::<String>();
    let with_false = |n| bank_of(&statements(10).replacen("key = true", "key = false", n));
    let reading = read_one(with_false(1));
    assert!(told(&reading).contains("10 道判断题中有 9 道的答案是“对”"), "{}", told(&reading));
    assert_eq!(reading.diagnostics[0].severity, Severity::Warning);
    let reading = read_one(with_false(10));
    assert!(told(&reading).contains("10 道判断题中有 10 道的答案是“错”"), "{}", told(&reading));
    assert_eq!(told(&read_one(with_false(2))), "", "80 % is allowed");
    assert_eq!(told(&read_one(bank_of(&statements(9)))), "", "too few to weigh");
}

#[test]
fn keys_that_are_known_by_their_length_are_told() {
    // The key is A and B by turns, and a character longer in so many questions.
    let question = |n: usize, longer: bool| {
        let mut options = ["甲乙", "丙丁", "戊己"].map(str::to_owned);
        options[n % 2].push_str(if longer { "庚" } else { "" });
        let options = options.map(|option| format!("\"{option}\"")).join(", ");
        let key = ["\"A\"", "\"B\""][n % 2];
        let question = single(&format!("q{n}"), &format!("第{n}问是？"), &options);
        question.replace("key = \"A\"", &format!("key = {key}"))
    };
    // C is right in some, so that no letter is right too often.
    let bank = |longer: usize| {
        let spare = (20..26).map(|n| {
            question(n, false).replace("key = \"A\"", "key = \"C\"").replace("key = \"B\"", "key = \"C\"")
        });
        bank_of(&(0..20).map(|n| question(n, n < longer)).chain(spare).collect::<String>())
    };
    let reading = read_one(bank(14));
    assert!(told(&reading).contains("26 道单选题中有 14 道的正确选项最长"), "{}", told(&reading));
    assert_eq!(told(&read_one(bank(13))), "", "half is allowed");

    let long = "申请人所在地的县级以上人民政府";
    let reading = read_one(bank_of(&single("q", "向谁申请？", &format!("\"{long}\", \"乡镇\", \"法院\""))));
    assert!(told(&reading).contains("题目 q 的正确选项比其他选项长得多"), "{}", told(&reading));
    let options = format!("\"乡镇\", \"{long}\", \"法院\"");
    assert_eq!(
        told(&read_one(bank_of(&single("q", "向谁申请？", &options)))),
        "",
        "a distractor may be long"
    );
}

#[test]
fn stems_that_are_nearly_the_same_are_told_across_banks() {
    let stem = "行政机关应当自受理行政许可申请之日起二十日内作出行政许可决定。";
    let other = bank_of(&statement("p", &stem.replace("应当", "应"))).replace("id = \"a\"", "id = \"b\"");
    let sources = [Source::new("a.toml", bank_of(&statement("q", stem))), Source::new("b.toml", other)];
    let reading = read(&sources, &rules());
    assert_eq!(reading.errors(), 0);
    assert!(told(&reading).contains("警告：题目 p 与 a.toml:"), "{}", told(&reading));
    assert!(told(&reading).contains("题干几乎相同"), "{}", told(&reading));
}
