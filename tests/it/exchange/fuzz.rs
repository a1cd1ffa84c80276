//! Whatever is sent as a question bank: a message at worst, never a panic, and
//! never more memory or time than its size is worth.
//!
//! The suite runs a few cases of each. For an hour, within two gigabytes, so
//! that whatever grows without bounds dies of it:
//!
//! ```text
//! (ulimit -v 2000000; PROPTEST_CASES=200000 timeout 1h cargo test --release --test it exchange::fuzz -- --test-threads 2)
//! ```
//!
//! What fails is written to `proptest-regressions` beside this file and is run
//! first from then on; its story belongs among the tests of the reader.
//!
//! Files that were made to hurt ([`hostile`]) are written full size by
//!
//! ```text
//! BAITI_HOSTILE_DIR=/tmp/hostile cargo test --test it hostile_files_are_written -- --ignored
//! for file in /tmp/hostile/*; do /usr/bin/time -f '%MK %es' baiti bank load --dry-run $file; done
//! ```

mod grammar;
mod hostile;
mod mutation;
mod seeds;

use baiti::{
    domain::question::{Body, Question},
    exchange::{
        Found, annotate,
        file::{self, File},
        preview::{Counts, Preview},
        settle::{Settled, settle},
        union::{Standing, union},
    },
    table::MAX_ROWS,
};
use proptest::prelude::*;

/// So many cases as the environment says, else so many.
fn cases(few: u32) -> ProptestConfig {
    let said = std::env::var("PROPTEST_CASES").is_ok();
    let usual = ProptestConfig::default();
    if said { usual } else { ProptestConfig { cases: few, ..usual } }
}

/// The most bytes that are found in a file for each byte of it: a cell stands
/// in all rows it is merged over, a heading with all questions below it.
const GROWTH: usize = 200;

/// Takes a file all the way that it goes, and says how many questions were
/// taken.
fn swallow(bytes: &[u8]) -> usize {
    let file = match file::open(bytes) {
        Ok(file) => file,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return 0;
        }
    };
    let found = file.clone().read(&file.mapping(&[]));
    assert!(found.drafts.len() <= MAX_ROWS, "{} drafts", found.drafts.len());
    let most = bytes.len() * GROWTH + 64 * 1024;
    assert!(weight(&found) <= most, "{} bytes found in {}", weight(&found), bytes.len());
    let problems = found.problems.clone();
    let drafts = found.drafts.len();
    let settled = settle(found.drafts);
    assert!(settled.taken.len() + settled.refused + settled.repeated == drafts, "every draft is told of");
    settled.taken.iter().for_each(|taken| sound(&taken.question));
    compare(&file, settled, problems)
}

/// Compares and annotates.
fn compare(file: &File, settled: Settled, mut problems: Vec<baiti::exchange::problem::Problem>) -> usize {
    let taken = settled.taken;
    let union = union("bank", &[], &taken);
    assert_eq!(union.added.len(), taken.len(), "what stands once is added once");
    problems.extend(settled.problems);
    let counts = Counts { refused: settled.refused, repeated: settled.repeated };
    let preview = Preview::of(&taken, &union, counts, &problems);
    let kept = serde_json::to_string(&preview).expect("plain data");
    assert_eq!(serde_json::from_str::<Preview>(&kept).expect("as written"), preview);
    if file.book.sheets.is_empty() {
        annotate::text(annotate::Form::of(file.kind, &file.lines), &file.lines, &problems);
    } else {
        annotate::workbook(&file.book, &problems).expect("a workbook with notes");
    }
    let standing = |question| Standing { bank: "bank", question, live: true };
    let standing: Vec<Standing<'_>> = union.added.iter().map(|added| standing(added.as_ref())).collect();
    let again = baiti::exchange::union::union("bank", &standing, &taken);
    assert_eq!((again.added.len(), again.same), (0, taken.len()), "the same file changes nothing");
    taken.len()
}

/// The bytes of all texts that were found.
fn weight(found: &Found) -> usize {
    let pieces = found.drafts.iter().flat_map(|draft| {
        let more = [&draft.id, &draft.kind, &draft.explanation, &draft.source, &draft.points];
        let lists = [&draft.options, &draft.tags, &draft.left_out];
        more.into_iter().flatten().chain(lists.into_iter().flatten()).chain([&draft.stem])
    });
    let texts = pieces.map(|piece| piece.text.len()).sum::<usize>();
    texts + found.problems.iter().map(|problem| problem.message.len()).sum::<usize>()
}

/// What may be asked: a stem, options that differ, a key among them.
fn sound(question: &Question) {
    assert!(!question.stem.is_empty() && !question.code.is_empty());
    let options = match &question.body {
        Body::Single { options, key } => {
            assert!(*key < options.len());
            options
        }
        Body::Multiple { options, key } => {
            assert!(key.iter().count() > 1 && key.iter().all(|at| at < options.len()));
            options
        }
        Body::Judge { .. } => return,
        Body::Blank { key, .. } => {
            return assert!(!key.is_empty() && key.iter().all(|ways| !ways.is_empty()));
        }
    };
    assert!((2..=26).contains(&options.len()) && options.iter().all(|option| !option.is_empty()));
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        swallow(&bytes);
    }

    #[test]
    fn no_damaged_file_panics((name, bytes) in mutation::damaged()) {
        let _ = name;
        swallow(&bytes);
    }

    #[test]
    fn no_grammar_panics((name, text) in grammar::text()) {
        let _ = name;
        swallow(text.as_bytes());
    }

    #[test]
    fn no_table_of_words_panics(text in grammar::table()) {
        swallow(text.as_bytes());
    }
}

#[test]
fn every_seed_is_sound() {
    for seed in seeds::all() {
        assert!(swallow(&seed.bytes) >= 3, "{}", seed.name);
    }
}
