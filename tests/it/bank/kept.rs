//! What is kept in `question_banks/`: the banks and the schema.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::Path,
};

use baiti::{
    bank::{BankFile, embedded, files, read, schema},
    domain::{
        citation::citations,
        question::{Body, Question},
    },
};
use chrono::NaiveDate;

use super::{rules, told};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("question_banks")
}

fn on_disk() -> files::Opened {
    let mut opened = files::open(&[folder()]);
    // There may be none yet.
    opened.diagnostics.retain(|found| !found.message.contains("没有题库文件"));
    opened
}

#[test]
fn the_banks_are_sound_without_a_warning() {
    let opened = on_disk();
    assert_eq!(opened.diagnostics, []);
    // On a fixed day, so that the test doesn't fail when a question expires.
    let today = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
    let reading = read(&opened.sources, &baiti::bank::Rules { today, ..rules() });
    assert_eq!(told(&reading), "");
    assert_eq!(reading.banks.len(), opened.sources.len());
}

fn banks() -> Vec<BankFile> {
    read(&on_disk().sources, &rules()).banks
}

fn questions(banks: &[BankFile], topic: &str) -> Vec<Question> {
    let of_topic = banks.iter().filter(|bank| bank.topic.as_str() == topic);
    of_topic.flat_map(|bank| &bank.questions).map(|placed| placed.question.clone()).collect()
}

#[test]
fn every_topic_has_enough_to_study() {
    let banks = banks();
    for (topic, enough) in [("regulations", 450), ("civilized-language", 150), ("ethics", 150)] {
        let questions = questions(&banks, topic);
        assert!(questions.len() >= enough, "{topic}: {}", questions.len());
        let share = |fits: fn(&Body) -> bool| {
            questions.iter().filter(|question| fits(&question.body)).count() * 100 / questions.len()
        };
        let shares = [
            ("single", share(|body| matches!(body, Body::Single { .. })), 40..=60),
            ("multiple", share(|body| matches!(body, Body::Multiple { .. })), 15..=25),
            ("judge", share(|body| matches!(body, Body::Judge { .. })), 15..=27),
            ("blank", share(|body| matches!(body, Body::Blank { .. })), 5..=15),
            ("true statements", true_statements(&questions), 40..=60),
        ];
        for (what, share, allowed) in shares {
            assert!(allowed.contains(&share), "{topic}: {what} {share} %");
        }
        let levels: BTreeSet<_> = questions.iter().map(|question| question.difficulty).collect();
        assert_eq!(levels, BTreeSet::from([Some(1), Some(2), Some(3)]), "{topic}");
    }
}

/// In percent of all statements.
fn true_statements(questions: &[Question]) -> usize {
    let keys = questions.iter().filter_map(|question| match question.body {
        Body::Judge { key } => Some(key),
        _ => None,
    });
    let keys: Vec<bool> = keys.collect();
    keys.iter().filter(|&&key| key).count() * 100 / keys.len()
}

#[test]
fn every_question_on_a_law_names_its_article() {
    let banks = banks();
    let mut laws: BTreeMap<String, usize> = BTreeMap::new();
    for question in questions(&banks, "regulations") {
        let cited = citations(question.source.as_deref().unwrap_or_default());
        assert!(!cited.is_empty() && cited.iter().all(|one| one.article.is_some()), "{}", question.code);
        *laws.entry(cited[0].law.clone()).or_default() += 1;
    }
    assert!(laws.values().filter(|&&questions| questions >= 20).count() >= 15, "{laws:?}");
    for bank in &banks {
        for placed in &bank.questions {
            let question = &placed.question;
            assert!(question.source.is_some() && question.explanation.is_some(), "{}", question.code);
        }
    }
}

#[test]
fn the_program_carries_the_banks_of_the_folder() {
    let on_disk: Vec<Vec<u8>> = on_disk().sources.into_iter().map(|source| source.bytes).collect();
    let carried: Vec<Vec<u8>> = embedded::sources().into_iter().map(|source| source.bytes).collect();
    assert_eq!(
        carried.len(),
        on_disk.len(),
        "banks came or went: touch src/bank/embedded.rs and build again"
    );
    assert!(carried == on_disk, "banks changed: touch src/bank/embedded.rs and build again");
}

#[test]
fn the_schema_is_fresh() {
    let path = folder().join("schema.json");
    if env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(&path, schema::text()).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap();
    assert!(
        kept == schema::text(),
        "question_banks/schema.json is stale; refresh it: UPDATE_SCHEMA=1 cargo test schema"
    );
}
