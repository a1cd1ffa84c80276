//! The banks that come with the program, so that it works as one file.

use include_dir::{Dir, include_dir};

use super::Source;

static BANKS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/question_banks");

/// The bank files that were in `question_banks/` when the program was built,
/// by name.
pub fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    gather(&BANKS, &mut found);
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found
}

fn gather(dir: &Dir<'static>, found: &mut Vec<Source>) {
    for file in dir.files().filter(|file| file.path().extension().is_some_and(|end| end == "toml")) {
        let name = format!("question_banks/{}", file.path().display());
        found.push(Source::new(name, file.contents()));
    }
    for inner in dir.dirs() {
        gather(inner, found);
    }
}
