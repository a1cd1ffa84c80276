//! What is kept in `question_banks/`: the banks and the schema.

use std::{env, fs, path::Path};

use baiti::bank::{embedded, files, read, schema};
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
