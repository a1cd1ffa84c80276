//! Who sits an exam.

use std::collections::BTreeMap;

use super::{
    fields::OF_WHO,
    format::MAX_NAMED,
    sheet::{self, Sheet, Table, is_staff_no},
};
use crate::{
    bank::{diagnostic::plain, section::Section, spelling::nearest},
    domain::{
        exam::{Who, track::Track},
        person::UnitPath,
    },
};

/// Checks who sits it.
pub(super) fn check<'a>(sheet: &mut Sheet<'a, '_>, table: Option<Table<'a>>, tracks: &[Track]) -> Who {
    let Some((start, table)) = table else { return Who::default() };
    let mut section = sheet.section(start, table, &OF_WHO, "[who] ".to_owned());
    let section = &mut section;
    section.refuse_unknown();
    let is_unit = |text: &str| UnitPath::parse(text).is_some_and(|path| path.to_string() == text);
    let who = Who {
        units: sheet::names(section, "units", is_unit),
        people: sheet::names(section, "people", is_staff_no),
        except: sheet::names(section, "except", is_staff_no),
        tracks: by_hand(section, tracks),
    };
    if let Some(both) = who.people.iter().find(|person| who.except.contains(person)) {
        let message = format!("里 {} 既在参加的人里，又在不参加的人里；按不参加算", plain(both));
        section.warn(section.start, message, "从 people 或 except 里删去");
    }
    who
}

/// The tracks that were set by hand.
fn by_hand(section: &mut Section<'_, '_>, tracks: &[Track]) -> BTreeMap<String, String> {
    let Some((start, table)) = sheet::one(section, "tracks") else { return BTreeMap::new() };
    if table.len() > MAX_NAMED {
        section.advise(start, format!("的 tracks 有 {} 人，最多 {MAX_NAMED} 人", table.len()), "请减少一些");
        return BTreeMap::new();
    }
    let known: Vec<&str> = tracks.iter().map(|track| track.id.as_str()).collect();
    let mut by_hand = BTreeMap::new();
    for (staff_no, value) in table {
        let (at, staff_no) = (value.span().start, staff_no.get_ref().as_ref());
        match value.get_ref().as_str() {
            Some(track) if is_staff_no(staff_no) && known.contains(&track) => {
                by_hand.insert(staff_no.to_owned(), track.to_owned());
            }
            // Why there are no tracks was told already.
            Some(_) if known.is_empty() => {}
            given => {
                let given = given.unwrap_or_default();
                let meant = nearest(given, &known).or_else(|| known.first().copied()).unwrap_or("closed");
                let message =
                    format!("的 tracks 里，{} 的分场写得不对；有 {}", plain(staff_no), known.join("、"));
                section.error(at, message, format!("\"{}\" = \"{meant}\"", plain(staff_no)));
            }
        }
    }
    by_hand
}
