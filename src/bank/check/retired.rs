//! A tombstone.

use super::{question, words, words::Words};
use crate::bank::{Retired, format::MAX_SOURCE, section::Section};

/// Checks a tombstone; `None` if it has no id.
pub(super) fn check(section: &mut Section<'_, '_>) -> Option<Retired> {
    let id = question::id(section);
    section.refuse_unknown();
    let reason = section.text("reason");
    let reason = reason.and_then(|text| words::check(section, text, Words::optional("停用原因", MAX_SOURCE)));
    Some(Retired { id: id?, reason })
}
