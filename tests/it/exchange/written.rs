//! What goes out comes back: banks written in a format and read again.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says where")]

use baiti::{
    bank::{self, BankFile, Placed, Rules, Source, embedded},
    domain::{
        choices::Choices,
        points::Points,
        question::{BLANK, Body, Kind, Question},
        topic,
    },
    exchange::{
        Found, document, json,
        settle::settle,
        sheet::{self, Mapping},
        write::{Format, write},
    },
    table,
};
use chrono::NaiveDate;
use proptest::{collection::vec, option, prelude::*};

fn rules() -> Rules {
    Rules { topics: topic::standing(), today: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() }
}

fn own_banks() -> Vec<BankFile> {
    let reading = bank::read(&embedded::sources(), &rules());
    assert_eq!(reading.errors(), 0);
    reading.banks
}

fn questions(bank: &BankFile) -> Vec<Question> {
    bank.questions.iter().map(|placed| placed.question.clone()).collect()
}

fn found(format: Format, bytes: &[u8]) -> Found {
    match format {
        Format::Xlsx | Format::Csv => {
            let book = table::read(bytes).unwrap();
            let mapping = Mapping::guess(&book);
            assert!(!mapping.is_guessed(), "{mapping:?}");
            sheet::read(book, &mapping)
        }
        Format::Json => json::read(std::str::from_utf8(bytes).unwrap()),
        Format::PaperWithKey => document::read(bytes).unwrap().paper(),
        _ => unreachable!("not read here"),
    }
}

/// What a file brings back, which must be free of problems. A paper parts ways
/// by strokes, which is told whenever it is read.
fn back(format: Format, bytes: &[u8]) -> Vec<Question> {
    if format == Format::Toml {
        let reading = bank::read(&[Source::new("a.toml", bytes)], &rules());
        assert_eq!(reading.errors(), 0, "{:?}", reading.diagnostics);
        return questions(&reading.banks[0]);
    }
    let found = found(format, bytes);
    assert_eq!(found.problems, Vec::new());
    let mut settled = settle(found.drafts);
    if format == Format::PaperWithKey {
        settled.problems.retain(|problem| !problem.message.ends_with("按“/”分开，填哪一个都算对"));
    }
    assert_eq!(settled.problems, Vec::new());
    settled.taken.into_iter().map(|taken| taken.question).collect()
}

const WHOLE: [Format; 4] = [Format::Toml, Format::Xlsx, Format::Csv, Format::Json];

#[test]
fn our_own_banks_come_back_whole() {
    for bank in own_banks() {
        for format in WHOLE {
            let file = write(format, &bank).unwrap();
            assert_eq!(file.left_out, Vec::new(), "{} {format:?}", bank.id);
            assert_eq!(back(format, &file.bytes), questions(&bank), "{} {format:?}", bank.id);
        }
    }
}

/// A paper has no place for ids, tags and the like.
fn on_paper(question: &Question) -> Question {
    Question {
        code: String::new(),
        difficulty: None,
        tags: Vec::new(),
        valid_until: None,
        shuffle: true,
        ..question.clone()
    }
}

#[test]
fn our_own_banks_come_back_from_paper() {
    for bank in own_banks() {
        let file = write(Format::PaperWithKey, &bank).unwrap();
        let told: Vec<_> = file.left_out.iter().filter(|out| out.what.starts_with("再导入")).collect();
        assert!(told.is_empty(), "{}: {told:?}", bank.id);
        let mut sent = questions(&bank);
        sent.sort_by_key(Question::kind);
        let sent: Vec<Question> = sent.iter().map(on_paper).collect();
        let back: Vec<Question> = back(Format::PaperWithKey, &file.bytes).iter().map(on_paper).collect();
        assert_eq!(back, sent, "{}", bank.id);
    }
}

#[test]
fn our_own_banks_lose_nothing_untold_in_other_formats() {
    for bank in own_banks() {
        for format in [Format::Gift, Format::Moodle, Format::Aiken] {
            let file = write(format, &bank).unwrap();
            let told: Vec<_> = file.left_out.iter().filter(|out| out.what.starts_with("再导入")).collect();
            assert!(told.is_empty(), "{} {format:?}: {told:?}", bank.id);
        }
    }
}

fn words() -> impl Strategy<Value = String> {
    // Brackets in pairs: what stands behind one that never closes can't be told from what is in it.
    let marks = prop_oneof![4 => "[，；“”%～·—]", 1 => "（[一-龥]{1,3}）", 1 => "《[一-龥]{1,3}》"];
    vec(prop_oneof![4 => "[一-龥]{2,6}", 1 => "[a-zA-Z0-9]{1,5}", 1 => marks], 2..6)
        .prop_map(|parts| format!("题{}", parts.concat()))
}

fn body() -> impl Strategy<Value = Body> {
    let options = || {
        vec("[一-龥]{2,9}[0-9%]{0,3}", 2..8).prop_map(|texts| {
            (0..).zip(texts).map(|(at, text): (usize, String)| format!("{text}{at}号")).collect::<Vec<_>>()
        })
    };
    let single = (options(), any::<prop::sample::Index>()).prop_map(|(options, at)| {
        let key = at.index(options.len());
        Body::Single { options, key }
    });
    let multiple = (options(), vec(any::<bool>(), 8)).prop_map(|(options, chosen)| {
        let more = (2..options.len()).filter(|&at| chosen[at]);
        let key = more.fold(Choices::only(0).toggled(1), Choices::toggled);
        Body::Multiple { options, key }
    });
    let blank =
        (vec(vec("[一-龥]{1,5}[0-9]{0,2}", 1..3), 1..4), any::<bool>()).prop_map(|(mut key, any_order)| {
            key.iter_mut().for_each(Vec::dedup);
            Body::Blank { any_order: any_order && key.len() > 1, key }
        });
    prop_oneof![single, multiple, any::<bool>().prop_map(|key| Body::Judge { key }), blank]
}

fn question() -> impl Strategy<Value = Question> {
    let texts = (words(), option::of(words()), option::of(words()));
    let rest = (
        1_i64..=200,
        option::of(1_u8..=3),
        vec("[一-龥]{2,6}", 0..3),
        option::of(0_i64..3_000),
        any::<bool>(),
    );
    (texts, body(), rest).prop_map(
        |((stem, explanation, source), body, (halves, difficulty, mut tags, days, shuffle))| {
            let blanks = if let Body::Blank { key, .. } = &body { key.len() } else { 0 };
            tags.sort();
            tags.dedup();
            Question {
                code: String::new(),
                stem: format!("{stem}{}。", format!("{BLANK}和").repeat(blanks)),
                body,
                explanation: explanation.map(|text| format!("{text}。")),
                source,
                points: Points::from_hundredths(halves * 50),
                difficulty,
                tags,
                valid_until: days.map(|days| {
                    NaiveDate::from_ymd_opt(2026, 1, 2).unwrap() + chrono::Days::new(days.unsigned_abs())
                }),
                shuffle,
            }
        },
    )
}

fn a_bank() -> impl Strategy<Value = BankFile> {
    vec(question(), 1..6).prop_map(|questions| {
        let placed = |(at, question): (usize, Question)| Placed {
            line: 0,
            question: Question {
                code: format!("xkf-{at}"),
                stem: format!("第{at}，{}", question.stem),
                ..question
            },
        };
        BankFile {
            file: String::new(),
            id: "one".to_owned(),
            title: "行政许可法".to_owned(),
            topic: topic::standing()[0].id.clone(),
            questions: questions.into_iter().enumerate().map(placed).collect(),
            retired: Vec::new(),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_bank_comes_back_whole(bank in a_bank()) {
        for format in WHOLE {
            let file = write(format, &bank).unwrap();
            prop_assert_eq!(&file.left_out, &Vec::new(), "{:?}", format);
            prop_assert_eq!(back(format, &file.bytes), questions(&bank), "{:?}", format);
        }
    }

    #[test]
    fn any_paper_comes_back(bank in a_bank()) {
        let file = write(Format::PaperWithKey, &bank).unwrap();
        let told: Vec<_> = file.left_out.iter().filter(|out| out.what.starts_with("再导入")).collect();
        prop_assert!(told.is_empty(), "{:?}", told);
        let settled = settle(found(Format::PaperWithKey, &file.bytes).drafts);
        prop_assert_eq!(settled.taken.len(), bank.questions.len());
        let kinds = |kind: Kind| bank.questions.iter().filter(|placed| placed.question.kind() == kind).count();
        for kind in Kind::ALL {
            let back = settled.taken.iter().filter(|taken| taken.question.kind() == kind).count();
            prop_assert_eq!(back, kinds(kind));
        }
    }
}
