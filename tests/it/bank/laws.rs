//! What holds for every bank and for every file.

use baiti::{
    bank::{
        BankFile, Placed, Reading, Retired, Source,
        change::{Standing, between, different},
        format, read,
        write::write,
    },
    domain::{
        choices::Choices,
        points::Points,
        question::{Body, Question},
        topic::TopicId,
    },
};
use chrono::{Days, NaiveDate};
use proptest::{prelude::*, sample::select};

use super::{read_one, rules, told};

/// Characters that could trouble a writer or a reader.
const CHARACTERS: [char; 30] = [
    '甲', '乙', '第', '条', '，', '。', '“', '”', '《', '》', 'a', 'Z', '0', '9', ' ', '"', '\'', '\\', '#',
    '=', '[', ']', '{', '}', '.', '%', '𠮷', '🙂', 'é', '－',
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(select(&CHARACTERS[..]), 0..30).prop_map(|text| text.into_iter().collect())
}

/// A text that isn't blank and may have several lines.
fn lines() -> impl Strategy<Value = String> {
    prop::collection::vec(text(), 1..4).prop_map(|lines| format!("文{}", lines.join("\n")))
}

/// Options or answers, each different from the others.
fn distinct(number: impl Into<prop::collection::SizeRange>) -> impl Strategy<Value = Vec<String>> {
    let numbered = |(n, text): (usize, String)| format!("第{n}{text}");
    prop::collection::vec(text(), number)
        .prop_map(move |all| all.into_iter().enumerate().map(numbered).collect())
}

fn body() -> impl Strategy<Value = Body> {
    let single = distinct(2..=26).prop_flat_map(|options| {
        let key = 0..options.len();
        (Just(options), key).prop_map(|(options, key)| Body::Single { options, key })
    });
    let multiple = distinct(2..=26).prop_flat_map(|options| {
        let all: Vec<usize> = (0..options.len()).collect();
        let key = prop::sample::subsequence(all, 2..=options.len());
        (Just(options), key).prop_map(|(options, key)| {
            let key = key.into_iter().fold(Choices::NONE, Choices::toggled);
            Body::Multiple { options, key }
        })
    });
    let judge = any::<bool>().prop_map(|key| Body::Judge { key });
    let blank = (prop::collection::vec(distinct(1..4), 1..4), any::<bool>());
    let blank = blank.prop_map(|(key, any_order)| Body::Blank { key, any_order });
    prop_oneof![single, multiple, judge, blank]
}

fn question() -> impl Strategy<Value = Question> {
    let words =
        (lines(), prop::option::of(lines()), prop::option::of(text().prop_map(|text| format!("据{text}"))));
    let extras = (
        1..=200_i64,
        prop::option::of(1..=3_u8),
        distinct(0..4),
        prop::option::of(0..40_000_u64),
        any::<bool>(),
    );
    (body(), words, extras).prop_map(
        |(body, (stem, explanation, source), (halves, difficulty, tags, day, shuffle))| {
            let blanks = if let Body::Blank { key, .. } = &body {
                vec!["____"; key.len()].join("与")
            } else {
                String::new()
            };
            Question {
                code: String::new(),
                stem: format!("{stem}{blanks}"),
                body,
                explanation,
                source,
                points: Points::from_hundredths(halves * 50),
                difficulty,
                tags: tags.into_iter().map(|tag| tag.chars().take(10).collect()).collect(),
                valid_until: day.and_then(|day| NaiveDate::default().checked_add_days(Days::new(day))),
                shuffle,
            }
        },
    )
}

fn bank() -> impl Strategy<Value = BankFile> {
    let retired = prop::collection::vec(prop::option::of(text().prop_map(|text| format!("因{text}"))), 0..3);
    (prop::collection::vec(question(), 0..6), retired, text()).prop_map(|(questions, retired, title)| {
        BankFile {
            file: "a.toml".to_owned(),
            id: "bank-1".to_owned(),
            title: format!("题{title}"),
            topic: TopicId::new("regulations").unwrap(),
            questions: questions.into_iter().enumerate().map(|(n, question)| placed(n, question)).collect(),
            retired: retired
                .into_iter()
                .enumerate()
                .map(|(n, reason)| Retired { id: format!("r-{n}"), reason })
                .collect(),
        }
    })
}

/// With an id and a stem that no other has.
fn placed(n: usize, question: Question) -> Placed {
    let stem = format!("{n}号{}", question.stem);
    Placed { line: 0, question: Question { code: format!("q-{n}"), stem, ..question } }
}

fn without_lines(bank: &BankFile) -> BankFile {
    let mut bank = bank.clone();
    for placed in &mut bank.questions {
        placed.line = 0;
    }
    bank
}

/// Everything that a reading says must be sayable.
fn assert_calm(reading: &Reading) {
    let told = told(reading);
    assert!(!told.contains("程序出错"), "the reader fell over");
    assert!(reading.diagnostics.iter().all(|found| !found.message.is_empty()));
}

const SEEDS: [&str; 3] = [
    include_str!("../fixtures/bank/good.toml"),
    include_str!("../fixtures/bank/broken.toml"),
    include_str!("../fixtures/bank/corrupt.toml"),
];

/// Scraps of the format, to be put where they don't belong.
const SCRAPS: [&str; 24] = [
    "\"",
    "\"\"\"",
    "'''",
    "[[question]]",
    "[question]",
    "[[retired]]",
    "[",
    "]",
    "{",
    "}",
    "=",
    ",",
    ".",
    "\n",
    "\\",
    "#",
    "key = ",
    "[[question.key]]",
    "\u{feff}",
    "\0",
    "-",
    "2027-01-01",
    "\u{200b}",
    "question = 1\n",
];

fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let edit = (any::<prop::sample::Index>(), 0..12_usize, select(&SCRAPS[..]));
    (select(&SEEDS[..]), prop::collection::vec(edit, 1..8)).prop_map(|(seed, edits)| {
        let mut bytes = seed.as_bytes().to_vec();
        for (at, cut, scrap) in edits {
            let at = at.index(bytes.len() + 1);
            let end = (at + cut).min(bytes.len());
            bytes.splice(at..end, scrap.bytes());
        }
        bytes
    })
}

/// What stands after a bank was loaded; some of it withdrawn since.
fn standing<'a>(bank: &'a BankFile, withdrawn: &[bool]) -> Vec<Standing<'a>> {
    let live = withdrawn.iter().map(|withdrawn| !withdrawn).chain(std::iter::repeat(true));
    let questions = bank.questions.iter().map(|placed| &placed.question);
    questions.zip(live).map(|(content, live)| Standing { content, live }).collect()
}

proptest! {
    #[test]
    fn a_change_has_a_place_for_every_question(
        old in bank(),
        new in bank(),
        withdrawn in prop::collection::vec(any::<bool>(), 0..6),
    ) {
        let before = standing(&old, &withdrawn);
        let change = between(&before, &new);
        let placed = change.added.len() + change.changed.len() + change.unchanged + change.restored.len();
        prop_assert_eq!(placed, new.questions.len());
        let live = before.iter().filter(|old| old.live).count();
        prop_assert_eq!(change.changed.len() + change.unchanged + change.withdrawn.len(), live);
        prop_assert!(change.changed.iter().all(|changed| !changed.parts.is_empty()));
    }

    #[test]
    fn what_was_loaded_changes_nothing_when_loaded_again(bank in bank()) {
        let change = between(&standing(&bank, &[]), &bank);
        prop_assert!(change.is_empty());
        prop_assert_eq!(change.unchanged, bank.questions.len());
    }

    #[test]
    fn two_questions_are_equal_or_differ_in_a_part(one in question(), other in question()) {
        prop_assert_eq!(different(&one, &other).is_empty(), one == other);
        prop_assert_eq!(different(&one, &other), different(&other, &one));
    }

    #[test]
    fn a_bank_written_and_read_is_the_same(bank in bank()) {
        let text = write(&bank);
        let reading = read_one(text.clone());
        prop_assert_eq!(reading.errors(), 0, "{}\n{}", told(&reading), text);
        prop_assert_eq!(without_lines(&reading.banks[0]), bank);
    }

    #[test]
    fn what_is_sound_is_what_the_manual_describes(bank in bank()) {
        let written: format::Bank = toml::from_str(&write(&bank)).unwrap();
        prop_assert_eq!(written, format::Bank::from(&bank));
    }

    #[test]
    fn no_bytes_make_the_reader_fall(bytes in prop::collection::vec(any::<u8>(), 0..500)) {
        assert_calm(&read_one(bytes));
    }

    #[test]
    fn no_text_makes_the_reader_fall(text in "(\\PC|[\\[\\]{}=\"'\\\\.,#\n _a-f0-9:-]){0,200}") {
        assert_calm(&read_one(text));
    }

    #[test]
    fn no_damage_makes_the_reader_fall(one in mutated(), other in mutated()) {
        let reading = read(&[Source::new("a.toml", one), Source::new("b.toml", other)], &rules());
        assert_calm(&reading);
    }
}
