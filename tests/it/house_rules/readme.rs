//! The README says what the program can do, and nothing else.

use std::{collections::BTreeSet, fs, process::Command};

use baiti::chat::commands::TABLE;

use super::root;

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).expect("there is a README.md")
}

/// The cells of a table's row.
fn cells(line: &str) -> Vec<&str> {
    line.trim().trim_matches('|').split('|').map(|cell| cell.trim().trim_matches('`')).collect()
}

/// The subcommands in the help of a command, with those below them.
fn subcommands(path: &[String]) -> Vec<String> {
    let program = env!("CARGO_BIN_EXE_baiti");
    let help = Command::new(program).args(path).arg("--help").output().expect("the program runs");
    let help = String::from_utf8(help.stdout).expect("the help is UTF-8");
    let listed =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // What explains a command may go on in the next line, further in.
    let names = listed.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    let mut found = Vec::new();
    for name in names {
        let path: Vec<String> = path.iter().cloned().chain([name.to_owned()]).collect();
        let below = subcommands(&path);
        if below.is_empty() {
            found.push(path.join(" "));
        }
        found.extend(below);
    }
    found
}

/// Rows look like `| /quiz | 答题、练习 | … |`.
#[test]
fn the_readme_has_the_table_of_commands() {
    let readme = readme();
    let rows: Vec<Vec<&str>> =
        readme.lines().filter(|line| line.trim_start().starts_with('|')).map(cells).collect();
    for entry in TABLE.iter().filter(|entry| entry.shown_to.is_some()) {
        let name = format!("/{}", entry.name);
        let row = rows.iter().find(|row| row[0] == name);
        let row = row.unwrap_or_else(|| panic!("README.md has no row | {name} | …"));
        let words: BTreeSet<&str> = row.get(1).unwrap_or(&"").split('、').map(str::trim).collect();
        assert_eq!(words, entry.words.iter().copied().collect(), "the words of {name}");
    }
    let known = |name: &str| TABLE.iter().any(|entry| name == format!("/{}", entry.name));
    let unknown: Vec<&&str> =
        rows.iter().map(|row| &row[0]).filter(|name| name.starts_with('/') && !known(name)).collect();
    assert!(unknown.is_empty(), "README.md has rows of commands that are not there: {unknown:?}");
}

#[test]
fn the_readme_names_every_subcommand() {
    let all = subcommands(&[]);
    assert!(all.contains(&"serve".to_owned()) && all.contains(&"bank check".to_owned()), "{all:?}");
    let readme = readme();
    let missing: Vec<&String> =
        all.iter().filter(|command| !readme.contains(&format!("baiti {command}"))).collect();
    assert!(missing.is_empty(), "README.md says nothing of: {missing:?}");
}

/// A command line stands at the start of a line or in backticks.
#[test]
fn every_subcommand_in_the_readme_is_there() {
    let all = subcommands(&[]);
    let readme = format!("\n{}", readme());
    let lines = ["\nbaiti ", "`baiti "].into_iter().flat_map(|way| readme.split(way).skip(1));
    let is_letter = |c: char| c.is_ascii_lowercase() || c == '-';
    let is_word = |word: &&str| !word.is_empty() && !word.starts_with('-') && word.chars().all(is_letter);
    for line in lines {
        let words: Vec<&str> = line.split([' ', '`', '\n']).take(2).take_while(is_word).collect();
        let known =
            all.iter().any(|command| words.is_empty() || words.join(" ").starts_with(command.as_str()));
        assert!(known, "README.md speaks of baiti {}", words.join(" "));
    }
}
