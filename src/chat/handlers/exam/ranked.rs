//! Results lists for those who lead: leaders see whom they lead, administrators
//! see all.

use std::collections::{BTreeSet, HashSet};

use super::{super::standing, result::say};
use crate::{
    chat::{
        say::Toast,
        screens::exam_results::{
            ExamResults,
            ranked::{Figures, Head, ROWS, Ranked, Row, UNITS},
        },
        turn::{Done, Turn, TurnError},
    },
    domain::{
        exam::{
            phase::Phase,
            results::{Results, Tally},
        },
        ids::{ExamId, UnitId},
        person::Role,
    },
    exams::{
        release::{self, List},
        ruling,
    },
    store::{
        account::Person,
        exam::{self, ExamRow},
        release::Release,
        staff, unit,
    },
};

/// How many exams are listed.
const EXAMS: usize = 20;

/// A list as far as somebody may see it.
struct View {
    row: ExamRow,
    /// None before it is known.
    release: Option<Release>,
    list: List,
    /// The units whose people are shown; none for the whole office.
    units: Option<HashSet<UnitId>>,
}

impl View {
    fn shows(&self, unit: UnitId) -> bool {
        self.units.as_ref().is_none_or(|units| units.contains(&unit))
    }

    fn figures(&self) -> Results {
        self.list.figures(|unit| self.shows(unit))
    }

    fn head(&self, turn: &Turn<'_>) -> Head {
        let known = self.release.as_ref().map(|release| {
            let number = usize::try_from(release.number).unwrap_or(usize::MAX);
            (turn.house.local(release.at), number, release.check_code.clone())
        });
        Head { exam: self.row.id, title: self.row.exam.title.clone(), whole: self.units.is_none(), known }
    }
}

/// Shows the exams whose results somebody may look at.
pub(super) async fn exams(turn: &mut Turn<'_>, person: &Person) -> Done {
    let is_admin = person.is(Role::Administrator);
    if !is_admin && !person.is(Role::Leader) {
        return not_yours(turn, person).await;
    }
    let mut shown = Vec::new();
    for listed in exam::list(turn.tx).await? {
        let known = release::is_known(listed.phase);
        let may = if is_admin {
            known || listed.phase == Phase::Marked
        } else {
            known && exam::leaders(turn.tx, listed.id).await?.contains(&person.staff)
        };
        if may && shown.len() < EXAMS {
            shown.push((listed.id, listed.title, known));
        }
    }
    say(turn, ExamResults::Exams(shown));
    Ok(())
}

async fn not_yours(turn: &mut Turn<'_>, person: &Person) -> Done {
    turn.toast(Toast::NotYours);
    super::door::list(turn, person).await
}

/// The list of an exam, as far as somebody may see it now: whatever a button
/// says, one sees whom one leads.
async fn view(turn: &mut Turn<'_>, person: &Person, id: ExamId) -> Result<Option<View>, TurnError> {
    let Some(row) = exam::get(turn.tx, id).await? else { return Ok(None) };
    let is_admin = person.is(Role::Administrator);
    let (release, list) = match release::newest(turn.tx, id).await? {
        Some((release, list)) => (Some(release), list),
        None if is_admin && row.phase == Phase::Marked => {
            (None, release::draft(turn.tx, &row, turn.now).await?)
        }
        None => return Ok(None),
    };
    if is_admin {
        return Ok(Some(View { row, release, list, units: None }));
    }
    let units = led(turn, person, &list).await?;
    Ok((!units.is_empty()).then_some(View { row, release, list, units: Some(units) }))
}

/// The units of a list that somebody leads.
async fn led(turn: &mut Turn<'_>, person: &Person, list: &List) -> Result<HashSet<UnitId>, TurnError> {
    let led = standing::led(turn, person).await?;
    let rows = list.rows.iter().map(|row| row.unit);
    let all: BTreeSet<UnitId> = rows.chain(list.others.iter().map(|other| other.unit)).collect();
    let mut units = HashSet::new();
    if led.is_empty() {
        return Ok(units);
    }
    for id in all {
        let unit = unit::get(turn.tx, id).await?;
        if unit.is_some_and(|unit| led.iter().any(|led| unit.is_within(led))) {
            units.insert(id);
        }
    }
    Ok(units)
}

/// The page that is shown, the last one for any beyond it, and how many there
/// are.
fn turned_to(page: usize, rows: usize, size: usize) -> (usize, usize) {
    let pages = rows.div_ceil(size).max(1);
    (page.min(pages - 1), pages)
}

/// Shows a page of a results list, of all tracks or one.
pub(super) async fn list(
    turn: &mut Turn<'_>,
    person: &Person,
    id: ExamId,
    (track, page): (usize, usize),
) -> Done {
    let Some(view) = view(turn, person, id).await? else { return not_yours(turn, person).await };
    let track = if track > view.list.tracks.len() { 0 } else { track };
    let word = track.checked_sub(1).and_then(|at| view.list.tracks.get(at)).map(|track| track.id.clone());
    let figures = view.figures();
    let tally = match &word {
        None => figures.overall,
        Some(word) => figures.tracks.get(word).cloned().unwrap_or_default(),
    };
    let is_shown =
        |row: &&release::Row| view.shows(row.unit) && word.as_ref().is_none_or(|word| row.track == *word);
    let shown: Vec<&release::Row> = view.list.rows.iter().filter(is_shown).collect();
    let (page, pages) = turned_to(page, shown.len(), ROWS);
    let mut rows = Vec::new();
    for row in shown.into_iter().skip(page * ROWS).take(ROWS) {
        rows.push(named(turn, row, word.is_some()).await?);
    }
    let ranked = Ranked {
        head: view.head(turn),
        tracks: view.list.tracks.iter().map(|track| track.title.clone()).collect(),
        track,
        tally,
        rows,
        page,
        pages,
        can_rule: ruling::is_open(view.row.phase) && person.is(Role::Administrator),
        can_release: view.row.phase == Phase::Marked && person.is(Role::Administrator),
    };
    say(turn, ExamResults::Ranked(ranked));
    Ok(())
}

async fn named(turn: &mut Turn<'_>, row: &release::Row, in_track: bool) -> Result<Row, TurnError> {
    let member = staff::by_id(turn.tx, row.staff).await?;
    Ok(Row {
        place: if in_track { row.track_place } else { row.place },
        name: member.map(|member| member.name).unwrap_or_default(),
        unit: unit::path(turn.tx, row.unit).await?,
        mark: row.mark,
        passed: row.passed,
    })
}

/// Shows the bands and a page of the comparison of units.
pub(super) async fn figures(turn: &mut Turn<'_>, person: &Person, id: ExamId, page: usize) -> Done {
    let Some(view) = view(turn, person, id).await? else { return not_yours(turn, person).await };
    let figures = view.figures();
    let mut compared: Vec<(UnitId, Tally)> = figures.units.into_iter().collect();
    compared.sort_by_key(|(unit, tally)| (std::cmp::Reverse(tally.mean()), *unit));
    let (page, pages) = turned_to(page, compared.len(), UNITS);
    let mut units = Vec::new();
    for (unit, tally) in compared.into_iter().skip(page * UNITS).take(UNITS) {
        units.push((unit::path(turn.tx, unit).await?, tally));
    }
    let head = view.head(turn);
    say(turn, ExamResults::Figures(Figures { head, tally: figures.overall, units, page, pages }));
    Ok(())
}
