//! The checks: one file for itself, then all against each other.

mod body;
mod file;
mod head;
mod key;
mod near;
mod question;
mod retired;
mod spread;
mod twins;
pub(crate) mod words;

use super::{
    BankFile, Diagnostic, Reading, Rules, Source, diagnostic::Findings, fields::OF_BANKS, page::Page, syntax,
};
use twins::Sketch;

/// A file as far as it could be understood.
#[derive(Debug, Default)]
pub(super) struct Draft {
    file: String,
    findings: Findings,
    /// The bank, if all that a bank needs is there.
    bank: Option<BankFile>,
    /// The bank's id with its line.
    id: Option<(String, usize)>,
    /// What duplicates are found by.
    sketches: Vec<Sketch>,
}

impl Draft {
    /// A file of which nothing could be understood.
    pub(super) fn refused(why: Diagnostic) -> Self {
        let mut draft = Self { file: why.file.clone(), ..Self::default() };
        draft.findings.add(why);
        draft
    }
}

/// Checks one file for itself.
pub(super) fn one(source: &Source, rules: &Rules) -> Draft {
    let text = match syntax::text(source) {
        Ok(text) => text,
        Err(why) => return Draft::refused(*why),
    };
    let page = Page::new(&source.name, text);
    let mut draft = Draft { file: source.name.clone(), ..Draft::default() };
    let parsed = syntax::parse(&page, &OF_BANKS, &mut draft.findings);
    file::check(&page, rules, &parsed, &mut draft);
    draft
}

/// Checks files against each other and makes an end.
pub(super) fn across(mut drafts: Vec<Draft>) -> Reading {
    head::same_ids(&mut drafts);
    twins::tell(&mut drafts);
    let mut reading = Reading::default();
    for draft in drafts {
        reading.banks.extend(draft.bank.filter(|_| !draft.findings.has_errors()));
        reading.diagnostics.extend(draft.findings.finish(&draft.file));
    }
    reading
}
