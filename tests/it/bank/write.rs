//! Banks written out.

use baiti::bank::write::write;

use super::{bank_of, sound, statement};

#[test]
fn a_bank_is_written_in_the_order_of_the_format() {
    let bank = sound(include_str!("../fixtures/bank/good.toml"));
    insta::assert_snapshot!(write(&bank), @r#"
    format = 1
    id = "good"
    title = "样例题库"
    topic = "regulations"

    [[question]]
    id = "xkf-042-1"
    kind = "single"
    stem = "除当场决定外，行政机关应当自受理行政许可申请之日起几日内作出决定？"
    options = ["十日", "二十日", "三十日", "六十日"]
    key = "B"
    explanation = "应当自受理之日起二十日内作出决定。"
    source = "《中华人民共和国行政许可法》第四十二条"

    [[question]]
    id = "xkf-005-1"
    kind = "multiple"
    stem = """
    设定和实施行政许可，应当遵循哪些原则？
    （按法律的原文选择）"""
    options = ["公开", "公平", "公正", "以上都不是"]
    key = "ABC"
    explanation = "应当遵循公开、公平、公正、非歧视的原则。"
    source = "《中华人民共和国行政许可法》第五条"
    points = 2.5
    difficulty = 2
    tags = ["原则", "总则"]
    valid_until = 2027-12-31
    shuffle = false

    [[question]]
    id = "xkf-058-1"
    kind = "judge"
    stem = "行政机关实施行政许可，一律不得收取任何费用。"
    key = false
    explanation = "法律、行政法规另有规定的，依照其规定。"
    source = "《中华人民共和国行政许可法》第五十八条"

    [[question]]
    id = "xkf-005-2"
    kind = "blank"
    stem = "设定和实施行政许可，应当遵循____、____、____、非歧视的原则。"
    key = [["公开"], ["公平"], ["公正"]]
    explanation = "见法律总则。"
    source = "《中华人民共和国行政许可法》第五条"
    any_order = true

    [[question]]
    id = "xkf-042-2"
    kind = "blank"
    stem = "二十日内不能作出决定的，经本行政机关负责人批准，可以延长____。"
    key = [["十日", "10日", "10天"]]
    explanation = "并应当将延长期限的理由告知申请人。"
    source = "《中华人民共和国行政许可法》第四十二条"
    valid_until = 2027-12-31

    [[retired]]
    id = "xkf-001-1"
    reason = "法律已修改"

    [[retired]]
    id = "xkf-001-2"
    "#);
}

#[test]
fn writing_twice_gives_one_text() {
    let text = write(&sound(include_str!("../fixtures/bank/good.toml")));
    assert_eq!(write(&sound(&text)), text);
}

#[test]
fn long_options_stand_on_lines_of_their_own() {
    let long = "应当在法定期限内作出决定并且说明理由".repeat(2);
    let question = format!(
        "[[question]]\nid = \"q\"\nkind = \"single\"\nstem = \"？\"\noptions = [\"甲{long}\", \"乙{long}\"]\nkey = \"A\"\nexplanation = \"略。\"\n"
    );
    let text = write(&sound(&bank_of(&question)));
    assert!(text.contains(&format!("options = [\n    \"甲{long}\",\n    \"乙{long}\",\n]\n")), "{text}");
}

#[test]
fn marks_of_the_format_within_a_text_are_kept() {
    let bank = sound(&bank_of(&statement("q", "路径是 C:\\\\a，写作 \\\"[[question]]\\\" # 不是注释。")));
    let text = write(&bank);
    assert_eq!(sound(&text).questions[0].question, bank.questions[0].question);
}
