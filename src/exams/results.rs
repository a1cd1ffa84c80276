//! From those who were expected and their sittings to the results list.

use std::{
    collections::{BTreeMap, HashMap},
    time::Duration,
};

use crate::{
    domain::{
        exam::{
            Exam,
            results::{Bands, Entry, Sat, Standing, Terms},
            ruling::Scored,
            track::Track,
        },
        ids::{SittingId, StaffId},
    },
    store::{
        Result, StoreError, Tx, candidate,
        exam::ExamRow,
        sitting::{self, EndedBy, Outcome},
    },
};

/// How everybody who was expected stands, by the marks as they are now.
pub async fn entries(tx: &mut Tx, row: &ExamRow) -> Result<Vec<Entry>> {
    entries_with(tx, row, &HashMap::new()).await
}

/// The same with other marks for some sittings.
pub(super) async fn entries_with(
    tx: &mut Tx,
    row: &ExamRow,
    marks: &HashMap<SittingId, Scored>,
) -> Result<Vec<Entry>> {
    let mut of_staff: BTreeMap<StaffId, Vec<Outcome>> = BTreeMap::new();
    for mut outcome in sitting::outcomes(tx, row.id).await? {
        if let Some(scored) = marks.get(&outcome.sitting) {
            (outcome.earned, outcome.full) = (scored.earned, scored.full);
        }
        of_staff.entry(outcome.staff).or_default().push(outcome);
    }
    let mut entries = Vec::new();
    for candidate in candidate::all(tx, row.id).await? {
        let track = row.exam.track(&candidate.track);
        let track = track.ok_or_else(|| StoreError::broken("candidate", "track", candidate.staff))?;
        let attempts = of_staff.remove(&candidate.staff).unwrap_or_default();
        let standing = match candidate.standing {
            candidate::Standing::Expected => standing(track, &attempts),
            candidate::Standing::Excused | candidate::Standing::Declined => Standing::Excused,
        };
        entries.push(Entry {
            staff: candidate.staff,
            unit: candidate.unit,
            track: candidate.track,
            standing,
        });
    }
    Ok(entries)
}

/// By what the list of an exam is made.
pub fn terms(exam: &Exam) -> Terms {
    let pass = |track: &Track| (track.id.clone(), track.pass);
    Terms { order: exam.places, pass_marks: exam.tracks.iter().map(pass).collect(), bands: Bands::default() }
}

/// What counts of somebody's attempts.
fn standing(track: &Track, attempts: &[Outcome]) -> Standing {
    let valid = attempts.iter().filter(|one| one.by != EndedBy::Void);
    let marks: Vec<Sat> = valid.map(sat).collect();
    match track.counts.of(&marks) {
        Some(sat) => Standing::Sat(sat),
        None if attempts.is_empty() => Standing::Absent,
        None => Standing::Void,
    }
}

/// An attempt as it counts. What outages took was not used.
fn sat(outcome: &Outcome) -> Sat {
    let given = Duration::from_millis(u64::try_from(outcome.given_ms).unwrap_or(0));
    Sat {
        mark: outcome.earned,
        full: outcome.full,
        used: outcome.ended_at.since(outcome.started_at).saturating_sub(given),
        handed_in: outcome.ended_at,
    }
}
