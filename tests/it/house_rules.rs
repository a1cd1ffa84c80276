//! The house keeps its own rules: who may use whom, what is deliberately
//! absent, and how long things may be.

mod marks;
mod readme;
mod rust;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use rust::Source;

/// The most lines of a file, and of a function.
const LONGEST_FILE: usize = 500;
const LONGEST_FUNCTION: usize = 60;

/// The floors from the ground up: a room and whom it may use. Whoever is used
/// stands above in this list, so that no arrow runs upwards or in a circle.
const FLOORS: [(&str, &[&str]); 17] = [
    ("clock", &[]),
    ("domain", &["clock"]),
    ("bank", &["domain"]),
    ("table", &[]),
    ("roster", &["domain", "table"]),
    ("exchange", &["domain", "bank", "table"]),
    ("reference", &["domain", "exchange"]),
    ("report", &["domain"]),
    ("store", &["domain", "clock"]),
    ("intake", &["clock", "domain", "bank", "table", "roster", "exchange", "reference", "store"]),
    ("exams", &["clock", "domain", "bank", "store"]),
    (
        "chat",
        &["intake", "exams", "table", "domain", "clock", "store", "bank", "exchange", "roster", "report"],
    ),
    ("jobs", &["domain", "clock", "store", "intake", "exams", "chat"]),
    ("telegram", &["clock", "chat"]),
    ("terminal", &["clock", "chat"]),
    ("settings", &["domain", "telegram"]),
    (
        "app",
        &[
            "clock",
            "domain",
            "bank",
            "table",
            "roster",
            "exchange",
            "reference",
            "report",
            "store",
            "intake",
            "exams",
            "chat",
            "jobs",
            "telegram",
            "terminal",
            "settings",
        ],
    ),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder whose name ends like this.
fn files(folder: &str, end: &str) -> Vec<PathBuf> {
    let mut folders = vec![root().join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.to_string_lossy().ends_with(end) => files.push(path),
                false => {}
            }
        }
    }
    files.sort();
    files
}

fn sources() -> Vec<Source> {
    let sources: Vec<Source> =
        files("src", ".rs").into_iter().map(|path| Source::read(&root(), &path)).collect();
    assert!(sources.len() > 50, "the house has rooms");
    sources
}

/// Fails with all that is wrong at once.
fn none(wrongs: impl IntoIterator<Item = String>) {
    let wrongs: Vec<String> = wrongs.into_iter().collect();
    assert!(wrongs.is_empty(), "\n{}", wrongs.join("\n"));
}

/// The sources of all rooms but this one.
fn outside(room: &str) -> Vec<Source> {
    sources().into_iter().filter(|source| source.room() != room).collect()
}

#[test]
fn no_arrow_runs_upwards() {
    for (at, (room, uses)) in FLOORS.iter().enumerate() {
        for used in *uses {
            assert!(FLOORS[..at].iter().any(|(below, _)| below == used), "{room} may not use {used}");
        }
    }
    let rooms: BTreeSet<String> = sources().iter().map(Source::room).collect();
    let known: BTreeSet<String> = FLOORS.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(
        rooms.difference(&known).collect::<Vec<_>>(),
        ["build", "lib", "main"],
        "each room has its floor"
    );
}

#[test]
fn each_room_uses_only_what_lies_below() {
    let wrong = |source: Source| {
        let room = source.room();
        let floor = FLOORS.iter().find(|(name, _)| *name == room).map(|(_, uses)| *uses)?;
        let used = source.rooms_used();
        let wrong: Vec<_> =
            used.into_iter().filter(|used| *used != room && !floor.contains(&used.as_str())).collect();
        (!wrong.is_empty()).then(|| format!("{} uses {}", source.name, wrong.join(", ")))
    };
    none(sources().into_iter().filter_map(wrong));
}

#[test]
fn the_domain_never_awaits() {
    let domain = sources().into_iter().filter(|source| source.room() == "domain");
    none(
        domain
            .filter(|source| source.has_word("async") || source.has_word("await"))
            .map(|source| source.name),
    );
}

#[test]
fn only_the_store_knows_sql() {
    const STATEMENTS: [&str; 7] =
        ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM", "CREATE TABLE", "ALTER TABLE", "PRAGMA "];
    let wrong = |source: Source| {
        let strings = source.strings();
        let statement = STATEMENTS.iter().find(|words| strings.iter().any(|text| text.contains(**words)));
        let crates = source.has_word("sqlx").then_some(&"sqlx");
        statement.or(crates).map(|what| format!("{} knows {what}", source.name))
    };
    none(outside("store").into_iter().filter_map(wrong));
    let elsewhere =
        files("src", ".sql").into_iter().filter(|path| !path.starts_with(root().join("src/store")));
    none(elsewhere.map(|path| path.display().to_string()));
}

#[test]
fn only_one_room_talks_to_telegram() {
    let knows = outside("telegram").into_iter().filter(|source| source.has_word("teloxide"));
    none(knows.map(|source| source.name));
}

#[test]
fn statements_have_no_time_chance_or_rules_of_their_own() {
    let mut statements = files("src/store", ".sql");
    statements.extend(files("migrations", ".sql"));
    assert!(statements.len() > 50);
    for path in statements {
        let text = fs::read_to_string(&path).expect("a text file").to_lowercase();
        let code: String = text.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
        for forbidden in
            ["current_timestamp", "current_date", "random()", "now()", "datetime(", "create trigger"]
        {
            assert!(!code.contains(forbidden), "{} has {forbidden}", path.display());
        }
    }
}

#[test]
fn files_and_functions_are_short() {
    let mut wrongs = Vec::new();
    let ours = ["src", "tests", "benches"].into_iter().filter(|folder| root().join(folder).exists());
    for path in ours.flat_map(|folder| files(folder, ".rs")) {
        let source = Source::read(&root(), &path);
        let lines = source.text.lines().count();
        if lines > LONGEST_FILE {
            wrongs.push(format!("{} has {lines} lines", source.name));
        }
        // A test may be as long as the file it writes out.
        let of_tests = source.name.starts_with("tests/");
        let long = source.functions().into_iter().filter(|(_, lines)| !of_tests && *lines > LONGEST_FUNCTION);
        wrongs.extend(long.map(|(name, lines)| format!("{}: {name} has {lines} lines", source.name)));
    }
    none(wrongs);
}

#[test]
fn a_room_is_a_file_beside_its_folder() {
    let named = |path: &PathBuf| path.file_name().is_some_and(|name| name == "mod.rs");
    none(files("src", ".rs").into_iter().filter(named).map(|path| path.display().to_string()));
}

#[test]
fn lints_are_expected_with_a_reason() {
    let without =
        |line: &&str| line.trim_start().starts_with("#[allow(") || line.trim_start().starts_with("#![allow(");
    let wrong = |source: Source| {
        source.text.lines().any(|line| without(&line) && !line.contains("reason")).then_some(source.name)
    };
    none(sources().into_iter().filter_map(wrong));
}

#[test]
fn what_tests_need_stays_with_the_tests() {
    let manifest: toml::Table = fs::read_to_string(root().join("Cargo.toml")).unwrap().parse().unwrap();
    let dependencies = manifest["dependencies"].as_table().unwrap();
    assert!(dependencies.contains_key("tokio"));
    let tests = [
        "insta",
        "proptest",
        "tempfile",
        "divan",
        "criterion",
        "mockall",
        "rstest",
        "wiremock",
        "assert_cmd",
    ];
    none(tests.into_iter().filter(|name| dependencies.contains_key(*name)).map(str::to_owned));
}

/// The file's name within the project.
fn name_of(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
