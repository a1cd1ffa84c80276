//! The `.sql` files: each is understood by its engine and used.

use std::{collections::BTreeSet, path::Path};

use baiti::store::Place;
use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Executor as _, Postgres, SqlSafeStr as _, Type, postgres::PgTypeInfo,
};

use crate::database::{TestDatabase, sqlite};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store");

/// The files of a folder with this ending, without it, and their texts.
fn files(folder: &Path, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == ending) {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            found.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

fn sql(folder: &str) -> Vec<(String, String)> {
    files(&Path::new(FOLDER).join("sql").join(folder), "sql")
}

fn names(folder: &str) -> BTreeSet<String> {
    sql(folder).into_iter().map(|(name, _)| name).collect()
}

/// The statements of a script.
fn statements(script: &str) -> impl Iterator<Item = &str> {
    script.split(";\n").map(str::trim).filter(|statement| !statement.is_empty())
}

/// What the program binds, where PostgreSQL can't tell from the text alone.
fn kinds(name: &str) -> Vec<PgTypeInfo> {
    let pattern = if name == "response_write" { "nnnnnntttnnnnnnnnnnnbnnnnt" } else { "" };
    let kind = |letter| match letter {
        'n' => <i64 as Type<Postgres>>::type_info(),
        't' => <str as Type<Postgres>>::type_info(),
        _ => <bool as Type<Postgres>>::type_info(),
    };
    pattern.chars().map(kind).collect()
}

#[tokio::test]
async fn every_statement_is_understood_by_its_engine() {
    let database = TestDatabase::new().await;
    let own = if matches!(database.place, Place::Sqlite(_)) { "sqlite" } else { "postgres" };
    let mut troubles = Vec::new();
    for (name, script) in sql("").into_iter().chain(sql(own)) {
        for statement in statements(&script) {
            let statement = AssertSqlSafe(statement).into_sql_str();
            let prepared = match &database.place {
                Place::Sqlite(path) => sqlite(path).await.prepare(statement).await.map(drop),
                Place::Postgres(options) => {
                    let mut connection = options.connect().await.unwrap();
                    connection.prepare_with(statement, &kinds(&name)).await.map(drop)
                }
            };
            troubles.extend(prepared.err().map(|error| format!("{name}: {error}")));
        }
    }
    assert_eq!(troubles, Vec::<String>::new());
}

/// Each row of a ranking is looked up by its key. SQLite once looked for each
/// through the whole board, which took seconds on the last page.
#[tokio::test]
async fn a_page_of_a_ranking_does_not_look_through_the_whole_board_for_each_row() {
    let database = TestDatabase::new().await;
    let Place::Sqlite(path) = &database.place else { return };
    let script = sql("").into_iter().find(|(name, _)| name == "score_rows").unwrap().1;
    let plan: Vec<(i64, i64, i64, String)> =
        sqlx::query_as(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {script}")))
            .fetch_all(&mut sqlite(path).await)
            .await
            .unwrap();
    let of_scores = |step: &&str| step.starts_with("SEARCH c ");
    let steps: Vec<&str> = plan.iter().map(|(.., step)| step.as_str()).filter(of_scores).collect();
    assert!(matches!(steps[..], [step] if step.contains("PRIMARY KEY")), "{plan:?}");
}

/// Of the files of an engine, those that are one of a pair.
fn twins(engine: &str) -> BTreeSet<String> {
    let rust = rust();
    let is_twin = |name: &String| rust.contains(&format!("twin!(tx, \"{name}\")"));
    names(engine).into_iter().filter(is_twin).collect()
}

fn rust() -> String {
    let folders = [Path::new(FOLDER).to_owned(), Path::new(FOLDER).join("group")];
    folders.iter().flat_map(|folder| files(folder, "rs")).map(|(_, text)| text).collect()
}

#[test]
fn every_statement_is_used() {
    let rust = rust();
    for name in names("") {
        assert!(rust.contains(&format!("sql!(\"{name}\")")), "{name}.sql is not used");
    }
    for engine in ["sqlite", "postgres"] {
        for name in names(engine).difference(&twins(engine)) {
            let used = rust.contains(&format!("sql!(\"{engine}/\", \"{name}\")"));
            assert!(used, "{engine}/{name}.sql is not used");
        }
    }
}

#[test]
fn twins_come_in_pairs_and_only_where_they_differ() {
    assert_eq!(twins("sqlite"), twins("postgres"));
    assert_eq!(names("sqlite").intersection(&names("")).count(), 0);
    for (name, text) in sql("sqlite") {
        let other = sql("postgres").into_iter().find(|(other, _)| *other == name);
        assert_ne!(Some(text), other.map(|(_, text)| text), "{name}.sql needs no twin");
    }
}

#[test]
fn nothing_in_sql_knows_the_time_or_throws_dice() {
    for (name, text) in sql("").into_iter().chain(sql("sqlite")).chain(sql("postgres")) {
        let text = text.to_lowercase();
        for word in ["current_timestamp", "now()", "random()", "datetime(", "select *"] {
            assert!(!text.contains(word), "{name}.sql: {word}");
        }
    }
}
