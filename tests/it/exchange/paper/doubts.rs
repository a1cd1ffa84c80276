//! Papers whose questions or keys belong to nothing: no key is guessed, and
//! nothing vanishes untold.

use super::{read, shown};

const CHOICES: &str = "1.甲（ ）\nA.一 B.二\n2.乙（ ）\nA.一 B.二\n3.丙（ ）\nA.一 B.二\n";

#[test]
fn a_first_question_without_a_number_is_one() {
    let rest = "2. 乙（ ）\nA. 一\nB. 二\n答案：A\n";
    let found = read(&format!("甲（ ）\nA. 一\nB. 二\n答案：B\n{rest}"));
    insta::assert_snapshot!("loose_first", shown(&found));
    let found =
        read(&format!("应知应会\n\n何日？\nA. 一\nB. 二\n答案：A\n\n何色？\nA. 红\nB. 黄\n答案：B\n{rest}"));
    insta::assert_snapshot!("loose_under_title", shown(&found));
    let found = read(&format!(
        "[单选题] 1、甲（ ）\nA. 一\nB. 二\n答案：B\n{rest}【多选题】3、丙\nA.一\nB.二\n答案：AB\n"
    ));
    insta::assert_snapshot!("kind_before_number", shown(&found));
    let found = read(&format!("1. 甲（ ）\nA. 一\nB. 二\n答案：B\n中间（ ）\nA. 三\nB. 四\n答案：B\n{rest}"));
    insta::assert_snapshot!("loose_between", shown(&found));
}

#[test]
fn a_line_with_a_key_that_belongs_to_nothing_is_told() {
    let found = read("知识测试\n先到先办。（√）\n1. 甲。（√）\n2. 乙。（×）\n");
    insta::assert_snapshot!(shown(&found));
}

#[test]
fn letters_behind_the_last_question_are_no_key() {
    for (name, keys) in [("down", "答案：\nB\nA\nA\n"), ("across", "答案 B A A\n"), ("tight", "答案：ABA\n")]
    {
        let found = read(&format!("{CHOICES}{keys}"));
        insta::assert_snapshot!(format!("letters_{name}"), shown(&found));
    }
    let found = read("1.甲（A）\nA.一 B.二\n2.乙（ ）\nA.一 B.二\n答案：AB\n");
    assert_eq!(shown(&found).matches("答案 AB").count(), 1, "a key of its own");
}

#[test]
fn a_table_of_keys_is_read_across() {
    for keys in [
        "参考答案\n题号\t1\t2\t3\n答案\tA\tB\tA\n",
        "参考答案\n1\t2\t3\nA\tB\tA\n",
        "题号 1 2\n答案 A B\n题号 3\n答案 A\n",
    ] {
        let found = read(&format!("{CHOICES}{keys}"));
        let keys: Vec<_> = found.drafts.iter().filter_map(|draft| draft.key.as_ref()).collect();
        assert_eq!((keys.len(), found.problems.len()), (3, 0), "{}", shown(&found));
    }
    let found = read(&format!("{CHOICES}参考答案\n题号\t1\t2\t3\n答案\tA\tB\n"));
    insta::assert_snapshot!(shown(&found));
}

#[test]
fn a_number_that_occurs_twice_gets_no_key() {
    let found = read(&format!("一、单选题\n{}参考答案\n1-3 ABA\n", CHOICES.replace("2.乙", "3.乙")));
    insta::assert_snapshot!(shown(&found));
}

#[test]
fn a_bad_line_of_keys_is_told() {
    let found = read(&format!("一、单选题\n{CHOICES}参考答案\n一、单选题\n1-3 BBA?\n"));
    insta::assert_snapshot!("bad_range", shown(&found));
    let found = read(&format!("一、单选题\n{CHOICES}参考答案及解析\nB\nA\nA\n"));
    insta::assert_snapshot!("bare_letters", shown(&found));
}

#[test]
fn what_somebody_answered_is_no_key() {
    let found = read(
        "1. 甲（ ）\nA. 一\nB. 二\n我的答案：A 正确答案：B\n2. 乙（ ）\nA. 一\nB. 二\n我的答案：A\n正确答案：B\n得分：0\n",
    );
    insta::assert_snapshot!(shown(&found));
}

#[test]
fn stems_and_options_have_labels() {
    let one = |stem: &str| format!("题干：{stem}（ ）\n选项：A.一 B.二\n答案：B\n解析：略\n\n");
    insta::assert_snapshot!(shown(&read(&(one("甲") + &one("乙")))));
}
