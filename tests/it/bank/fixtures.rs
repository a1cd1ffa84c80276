//! Whole files, sound and corrupted, with all that is told of them.

use baiti::{
    bank::{Retired, Severity, Source, read},
    domain::{
        choices::Choices,
        points::Points,
        question::{Body, Kind},
    },
};
use chrono::NaiveDate;

use super::{rules, sound, told};

const GOOD: &str = include_str!("../fixtures/bank/good.toml");
const BROKEN: &str = include_str!("../fixtures/bank/broken.toml");
const CORRUPT: &str = include_str!("../fixtures/bank/corrupt.toml");

#[test]
fn a_sound_file_is_read_whole() {
    let bank = sound(GOOD);
    assert_eq!(
        (bank.id.as_str(), bank.title.as_str(), bank.topic.as_str()),
        ("good", "样例题库", "regulations")
    );
    let kinds: Vec<Kind> = bank.questions.iter().map(|placed| placed.question.kind()).collect();
    assert_eq!(kinds, [Kind::Single, Kind::Multiple, Kind::Judge, Kind::Blank, Kind::Blank]);
    let lines: Vec<usize> = bank.questions.iter().map(|placed| placed.line).collect();
    assert_eq!(lines, [7, 16, 37, 45, 54]);
    let retired = |id: &str, reason: Option<&str>| Retired { id: id.into(), reason: reason.map(Into::into) };
    assert_eq!(bank.retired, [retired("xkf-001-1", Some("法律已修改")), retired("xkf-001-2", None)]);
}

#[test]
fn every_field_comes_through() {
    let bank = sound(GOOD);
    let multiple = &bank.questions[1].question;
    assert_eq!(multiple.code, "xkf-005-1");
    assert_eq!(multiple.stem, "设定和实施行政许可，应当遵循哪些原则？\n（按法律的原文选择）");
    let options = ["公开", "公平", "公正", "以上都不是"].map(String::from).to_vec();
    assert_eq!(multiple.body, Body::Multiple { options, key: Choices::from_letters("ABC").unwrap() });
    assert_eq!(multiple.explanation.as_deref(), Some("应当遵循公开、公平、公正、非歧视的原则。"));
    assert_eq!(multiple.source.as_deref(), Some("《中华人民共和国行政许可法》第五条"));
    assert_eq!(
        (multiple.points, multiple.difficulty, multiple.shuffle),
        (Points::from_hundredths(250), Some(2), false)
    );
    assert_eq!(multiple.tags, ["原则", "总则"]);
    let end_of_2027 = NaiveDate::from_ymd_opt(2027, 12, 31);
    assert_eq!(multiple.valid_until, end_of_2027);
    assert_eq!(bank.questions[4].question.valid_until, end_of_2027, "a day may stand in quotation marks");
    let key = ["公开", "公平", "公正"].map(|word| vec![word.to_owned()]).to_vec();
    assert_eq!(bank.questions[3].question.body, Body::Blank { key, any_order: true });
}

#[test]
fn what_may_be_left_out_has_its_usual_value() {
    let bank = sound(GOOD);
    let single = &bank.questions[0].question;
    assert_eq!((single.points, single.difficulty, single.shuffle), (Points::ONE, None, true));
    assert!(single.tags.is_empty() && single.valid_until.is_none());
}

#[test]
fn slips_of_the_hand_are_told_one_by_one() {
    let reading = read(&[Source::new("broken.toml", BROKEN)], &rules());
    insta::assert_snapshot!(told(&reading));
}

#[test]
fn everything_wrong_is_told_at_once() {
    let reading = read(&[Source::new("corrupt.toml", CORRUPT)], &rules());
    insta::assert_snapshot!(told(&reading));
}

#[test]
fn a_file_with_errors_gives_no_bank_but_spoils_no_other() {
    let sources = [Source::new("corrupt.toml", CORRUPT), Source::new("good.toml", GOOD)];
    let reading = read(&sources, &rules());
    let banks: Vec<&str> = reading.banks.iter().map(|bank| bank.file.as_str()).collect();
    assert_eq!(banks, ["good.toml"]);
    assert!(reading.errors() > 30 && reading.warnings() > 4, "{} {}", reading.errors(), reading.warnings());
}

#[test]
fn every_diagnostic_says_where_and_what_to_do() {
    for (name, text) in [("broken.toml", BROKEN), ("corrupt.toml", CORRUPT)] {
        for found in read(&[Source::new(name, text)], &rules()).diagnostics {
            assert!(found.line.is_some(), "{found}");
            assert!(
                found.example.is_some() || found.help.as_deref().is_some_and(|help| !help.is_empty()),
                "{found}"
            );
            let named = found.question.as_deref().is_none_or(|id| found.message.contains(id));
            assert!(named, "{found}");
        }
    }
}

#[test]
fn a_warning_does_not_stop_a_bank() {
    let reading = read(&[Source::new("a.toml", GOOD.replace("explanation =", "#"))], &rules());
    assert_eq!(reading.banks.len(), 1);
    assert!(reading.diagnostics.iter().all(|found| found.severity == Severity::Warning));
    assert_eq!(reading.warnings(), 5);
}
