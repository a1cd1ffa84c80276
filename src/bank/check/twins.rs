//! Questions that are asked twice, within a file and across files.

use std::collections::HashMap;

use super::Draft;
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
    let found: Vec<(usize, Diagnostic)> = find(drafts);
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

fn twin(
    drafts: &[Draft],
    (number, later): Seen<'_>,
    (at, first): Seen<'_>,
    severity: Severity,
) -> Diagnostic {
    let place = format!("{}:{} 的题目 {}", harmless(&drafts[at].file), first.line, first.name());
    let (what, help) = match severity {
        Severity::Error => ("题干和选项都相同", "删去其中一道；已经用过的编号移到 [[retired]]"),
        Severity::Warning => ("题干相同", "若是同一道题，留一道即可；若不是，改一改题干，让人看得出区别"),
    };
    let message = format!("题目 {} 与 {place} {what}", later.name());
    let found = Diagnostic::of_file(&drafts[number].file, message, help).at(later.line);
    Diagnostic { severity, question: later.id.clone(), ..found }
}
