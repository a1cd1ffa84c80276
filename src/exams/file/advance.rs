//! Who goes on to a further exam.

use std::collections::BTreeMap;

use super::{
    fields::OF_ADVANCE,
    format::{MAX_NAMED, TIES},
    sheet::{self, Sheet, Table},
};
use crate::{
    bank::{diagnostic::plain, section::Section, spelling::nearest},
    domain::exam::{
        advance::{Quota, Rule},
        track::Track,
    },
};

/// Checks who goes on.
pub(super) fn check<'a>(
    sheet: &mut Sheet<'a, '_>,
    table: Option<Table<'a>>,
    tracks: &[Track],
) -> Option<Rule> {
    let (start, table) = table?;
    let mut section = sheet.section(start, table, &OF_ADVANCE, "[advance] ".to_owned());
    let section = &mut section;
    section.refuse_unknown();
    let ties = sheet::choice(section, "ties", TIES).unwrap_or_default();
    let ways = ["top", "each_unit", "tracks"];
    let given: Vec<&str> = ways.into_iter().filter(|name| section.value(name).is_some()).collect();
    let quota = match given.as_slice() {
        ["top"] => number(section, "top").map(Quota::Overall),
        ["each_unit"] => number(section, "each_unit").map(Quota::EachUnit),
        ["tracks"] => Some(Quota::PerTrack(by_track(section, tracks))),
        _ => {
            let message =
                "里，top（前几名）、each_unit（每个单位几名）、tracks（各分场几名）要写而且只写一个";
            section.error(section.start, message, section.field("top").example);
            None
        }
    };
    quota.map(|quota| Rule { quota, ties })
}

fn most() -> i64 {
    i64::try_from(MAX_NAMED).unwrap_or(i64::MAX)
}

fn number(section: &mut Section<'_, '_>, name: &'static str) -> Option<usize> {
    sheet::bounded(section, name, 1..=most()).and_then(|number| usize::try_from(number).ok())
}

fn by_track(section: &mut Section<'_, '_>, tracks: &[Track]) -> BTreeMap<String, usize> {
    let Some((_, table)) = sheet::one(section, "tracks") else { return BTreeMap::new() };
    let known: Vec<&str> = tracks.iter().map(|track| track.id.as_str()).collect();
    let mut quotas = BTreeMap::new();
    for (track, value) in table {
        let (at, track) = (value.span().start, track.get_ref().as_ref());
        let number = value.get_ref().as_integer().and_then(|whole| whole.as_str().parse().ok());
        match number.filter(|number| (1..=MAX_NAMED).contains(number)) {
            Some(number) if known.contains(&track) => {
                quotas.insert(track.to_owned(), number);
            }
            // Why there are no tracks was told already.
            Some(_) if known.is_empty() => {}
            _ => {
                let meant = nearest(track, &known).or_else(|| known.first().copied()).unwrap_or("closed");
                let all = known.join("、");
                let message =
                    format!("的 tracks 里，{} 写得不对；分场有 {all}，名额是 1 到 {MAX_NAMED}", plain(track));
                section.error(at, message, format!("\"{meant}\" = 30"));
            }
        }
    }
    if table.is_empty() {
        section.error(section.start, "的 tracks（各分场几名）是空的", section.field("tracks").example);
    }
    quotas
}
