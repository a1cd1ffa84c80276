//! Keys of statements and blanks, ids, tombstones: the rest of the checks.

use super::{bank_of, read_one, sound, statement, told};

/// A question with a kind, a stem and a key.
fn with(kind: &str, stem: &str, key: &str) -> String {
    bank_of(&format!(
        "[[question]]\nid = \"q\"\nkind = \"{kind}\"\nstem = \"{stem}\"\nkey = {key}\nexplanation = \"略。\"\n"
    ))
}

/// The one thing told of a file, with how it is written rightly.
#[track_caller]
fn one(text: &str) -> (String, Option<String>) {
    let reading = read_one(text);
    assert_eq!(reading.diagnostics.len(), 1, "{}", told(&reading));
    let found = reading.diagnostics.into_iter().next().unwrap();
    (found.message, found.example)
}

#[test]
fn what_people_write_for_true_and_false_is_understood() {
    for (written, meant) in [
        ("\"对\"", "true"),
        ("\"正确\"", "true"),
        ("\"A\"", "true"),
        ("1", "true"),
        ("\"错\"", "false"),
        ("\"错误\"", "false"),
        ("\"×\"", "false"),
        ("\"false\"", "false"),
        ("\"B\"", "false"),
    ] {
        let (message, example) = one(&with("judge", "对。", written));
        assert!(message.contains("是判断题，答案 key 应是 true（对）或 false（错）"), "{message}");
        assert_eq!(example, Some(format!("key = {meant}")), "{written}");
    }
}

#[test]
fn blanks_and_lists_agree_in_number() {
    sound(&with("blank", "甲____乙____。", "[[\"一\"], [\"二\", \"贰\"]]"));
    let (message, example) = one(&with("blank", "甲____乙____。", "[[\"一\"]]"));
    assert_eq!(message, "题目 q 的题干有 2 处填空，答案 key 却有 1 个列表");
    assert_eq!(example.as_deref(), Some("key = [[\"答案\"], [\"答案\"]]"));
    let (message, _) = one(&with("blank", "甲____。", "[[\"一\"], [\"二\"]]"));
    assert!(message.contains("有 1 处填空，答案 key 却有 2 个列表"), "{message}");
}

#[test]
fn flat_keys_are_shown_with_the_lists_they_need() {
    for (written, meant) in [
        ("\"一\"", "key = [[\"一\"]]"),
        ("[\"一\", \"二\"]", "key = [[\"一\"], [\"二\"]]"),
        ("1", "key = [[\"二十日\", \"20日\"]]"),
        ("[[\"一\"], \"二\"]", "key = [[\"二\"]]"),
    ] {
        let (message, example) = one(&with("blank", "甲____。", written));
        assert!(message.contains("双层列表"), "{message}");
        assert_eq!(example.as_deref(), Some(meant), "{written}");
    }
}

#[test]
fn an_answer_that_nobody_can_give_is_an_error() {
    for (key, said) in [
        ("[[]]", "有一处填空没有答案"),
        ("[[\"\"]]", "答案是空的"),
        ("[[\"。\"]]", "里没有文字和数字"),
        ("[[20]]", "应是文字，这里是整数"),
    ] {
        let told = told(&read_one(with("blank", "甲____。", key)));
        assert!(told.contains(said), "{key}: {told}");
        assert!(told.contains("错误"), "{key}: {told}");
    }
}

#[test]
fn an_answer_that_is_there_already_is_doubtful() {
    let (message, _) = one(&with("blank", "甲____。", "[[\"20日\", \"２０ 日\"]]"));
    assert!(message.contains("只差标点、空格或全角半角"), "{message}");
    sound(&with("blank", "甲____乙____。", "[[\"20日\"], [\"20日\"]]"));
}

#[test]
fn a_blank_is_four_underscores() {
    for (stem, said) in [
        ("甲_____。", "5 个连着的下划线"),
        ("甲___。", "3 个连着的下划线"),
        ("甲________。", "8 个"),
        ("甲。", "没有填空处"),
    ] {
        let (message, example) = one(&with("blank", stem, "[[\"一\"]]"));
        assert!(message.contains(said), "{message}");
        assert!(example.unwrap().contains("____"));
    }
}

#[test]
fn other_kinds_may_have_underscores_in_their_stem() {
    sound(&with("judge", "应当在____日内（此处为二十）作出决定。", "true"));
}

#[test]
fn ids_are_words_and_nearly_right_ones_are_mended() {
    for (id, mended) in [
        ("XKF-1", "xkf-1"),
        ("xkf_1", "xkf-1"),
        ("xkf 1.2", "xkf-1-2"),
        ("行许-1", "xkf-042-1"),
        ("", "xkf-042-1"),
        ("-a", "xkf-042-1"),
    ] {
        let (message, example) = one(&bank_of(&statement(id, "对。")));
        assert!(message.starts_with("第 1 题的编号"), "{message}");
        assert_eq!(example, Some(format!("id = \"{mended}\"")), "{id}");
    }
    sound(&bank_of(&statement(&"a".repeat(64), "对。")));
    assert_eq!(read_one(bank_of(&statement(&"a".repeat(65), "对。"))).errors(), 1);
}

#[test]
fn titles_are_bounded() {
    let titled = |title: &str| bank_of(&statement("q", "对。")).replace("题库", title);
    sound(&titled(&"名".repeat(60)));
    assert!(one(&titled(&"名".repeat(61))).0.contains("名称有 61 字，最多 60 字"));
    assert!(one(&titled("  ")).0.contains("名称是空的"));
}

#[test]
fn topics_are_named_with_their_likeliest_word() {
    for (written, meant) in [
        ("法规", "regulations"),
        ("regulation", "regulations"),
        ("文明用语", "civilized-language"),
        ("ethic", "ethics"),
    ] {
        let (_, example) =
            one(&bank_of(&statement("q", "对。")).replace("\"ethics\"", &format!("\"{written}\"")));
        assert_eq!(example, Some(format!("topic = \"{meant}\"")), "{written}");
    }
}

#[test]
fn tombstones_have_an_id_and_may_have_a_reason() {
    let grave = |lines: &str| bank_of(&format!("[[retired]]\n{lines}\n"));
    sound(&grave("id = \"q\""));
    sound(&grave("id = \"q\"\nreason = \"法律已修改\""));
    assert!(one(&grave("reason = \"法律已修改\"")).0.contains("第 1 道停用的题缺少 id（编号）"));
    assert!(one(&grave("id = \"q\"\nreason = \"\"")).0.contains("停用原因是空的"));
    assert!(one(&grave("id = \"q\"\nstem = \"旧题\"")).0.contains("不认识的字段 stem"));
    assert!(one(&grave("id = \"q\"\nreason = 1")).0.contains("应是文字"));
}

#[test]
fn other_words_for_a_field_are_understood() {
    for (written, meant) in [
        ("answer", "key"),
        ("\"答案\"", "key"),
        ("analysis", "explanation"),
        ("score", "points"),
        ("Tags", "tags"),
    ] {
        let text = bank_of(&format!("{}{written} = \"甲\"\n", statement("q", "对。")));
        let (message, _) = one(&text);
        assert!(message.contains(&format!("是不是 {meant}（")), "{message}");
    }
}

#[test]
fn a_long_name_or_text_is_quoted_in_part() {
    let (message, _) = one(&bank_of(&format!("{}{} = 1\n", statement("q", "对。"), "x".repeat(10_000))));
    assert!(message.len() < 200, "{message}");
}
