//! Questions that are asked twice or nearly so, within a file and across files.

use std::collections::HashMap;

use super::{Draft, near::Stems};
use crate::bank::{
    diagnostic::{Diagnostic, Severity, harmless},
    normalise,
};

/// What a question is known again by.
#[derive(Debug)]
pub(super) struct Sketch {
    id: Option<String>,
    line: usize,
    stem: String,
    options: Vec<String>,
}

impl Sketch {
    pub(super) fn new(id: Option<&str>, line: usize, stem: &str, options: &[String]) -> Self {
        let mut options: Vec<String> = options.iter().map(|text| normalise::option(text)).collect();
        options.sort();
        Self { id: id.map(str::to_owned), line, stem: normalise::stem(stem), options }
    }

    /// What a diagnostic calls it.
    fn name(&self) -> &str {
        self.id.as_deref().unwrap_or("（没有编号）")
    }
}

/// A sketch with the number of its draft.
type Seen<'a> = (usize, &'a Sketch);

/// Tells every question that came before: an error if it is the same one in
/// the same file, else a warning.
pub(super) fn tell(drafts: &mut [Draft]) {
    let mut found: Vec<(usize, Diagnostic)> = find(drafts);
    found.extend(find_alike(drafts));
    for (draft, twin) in found {
        drafts[draft].findings.add(twin);
    }
}

fn find(drafts: &[Draft]) -> Vec<(usize, Diagnostic)> {
    let mut same: HashMap<(usize, &str, &[String]), Seen<'_>> = HashMap::new();
    let mut alike: HashMap<&str, Seen<'_>> = HashMap::new();
    let mut found = Vec::new();
    for (number, draft) in drafts.iter().enumerate() {
        for sketch in &draft.sketches {
            let seen = (number, sketch);
            let first_same = *same.entry((number, &sketch.stem, &sketch.options)).or_insert(seen);
            let first_alike = *alike.entry(&sketch.stem).or_insert(seen);
            if !std::ptr::eq(first_same.1, sketch) {
                found.push((number, twin(drafts, seen, first_same, Severity::Error)));
            } else if !std::ptr::eq(first_alike.1, sketch) {
                found.push((number, twin(drafts, seen, first_alike, Severity::Warning)));
            }
        }
    }
    found
}

fn find_alike(drafts: &[Draft]) -> Vec<(usize, Diagnostic)> {
    let all: Vec<Seen<'_>> = drafts
        .iter()
        .enumerate()
        .flat_map(|(number, draft)| draft.sketches.iter().map(move |sketch| (number, sketch)))
        .collect();
    let mut stems = Stems::default();
    let alike = all.iter().filter_map(|&later| Some((later, all[stems.add(&later.1.stem)?])));
    alike.map(|(later, first)| (later.0, told(drafts, later, first, "题干几乎相同", ALIKE))).collect()
}

/// What to do about stems that are the same or nearly so.
const ALIKE: &str = "若是同一道题，留一道即可；若不是，改一改题干，让人看得出区别";

fn twin(drafts: &[Draft], later: Seen<'_>, first: Seen<'_>, severity: Severity) -> Diagnostic {
    let (what, help) = match severity {
        Severity::Error => ("题干和选项都相同", "删去其中一道；已经用过的编号移到 [[retired]]"),
        Severity::Warning => ("题干相同", ALIKE),
    };
    Diagnostic { severity, ..told(drafts, later, first, what, help) }
}

fn told(
    drafts: &[Draft],
    (number, later): Seen<'_>,
    (at, first): Seen<'_>,
    what: &str,
    help: &str,
) -> Diagnostic {
    let place = format!("{}:{} 的题目 {}", harmless(&drafts[at].file), first.line, first.name());
    let message = format!("题目 {} 与 {place} {what}", later.name());
    let found = Diagnostic::of_file(&drafts[number].file, message, help).at(later.line);
    Diagnostic { severity: Severity::Warning, question: later.id.clone(), ..found }
}
