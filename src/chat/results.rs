//! From a results list to what one of those on it is told.

use super::{
    house::House,
    screens::exam_results::mine::{Mine, OfList, Outcome, Papers, Place, Why},
};
use crate::{
    domain::{exam::phase::Phase, ids::StaffId, points::Points},
    exams::release::{self, List, On},
    store::{exam::ExamRow, release::Release},
};

/// What somebody sees of their result on a list; `None` if they are not on it.
pub fn of_list(
    house: &House,
    row: &ExamRow,
    (release, list): (&Release, &List),
    staff: StaffId,
) -> Option<Mine> {
    let on = list.of(staff)?;
    Some(Mine {
        exam: row.id,
        title: row.exam.title.clone(),
        why: Why::Asked,
        outcome: outcome(row, on),
        place: place(row, list, on),
        list: Some(OfList { at: house.local(release.at), code: release.check_code.clone() }),
        papers: Papers::None,
    })
}

/// What somebody is told of a list that is made known now; `None` if it does
/// not concern them. `before` is the list that it corrects.
pub fn notice(
    house: &House,
    row: &ExamRow,
    (release, list): (&Release, &List),
    before: Option<&List>,
    staff: StaffId,
) -> Option<Mine> {
    let mine = of_list(house, row, (release, list), staff)?;
    let old = before.and_then(|before| before.of(staff)).map(|on| on.result());
    let new = list.of(staff)?.result();
    if old == Some(new) || (new == Err(release::Why::Excused) && old.is_none()) {
        return None;
    }
    let why = match before {
        None => Why::Known,
        Some(_) => {
            let mark = old.and_then(Result::ok).map(|(mark, _, _)| mark);
            let before: Option<Points> = mark.filter(|_| row.exam.review.mark.has_come(Phase::Released));
            Why::Corrected { note: release.note.clone(), before }
        }
    };
    let papers = new.is_ok() && row.exam.review.answers.has_come(Phase::Released);
    Some(Mine { why, papers: if papers { Papers::ByResult } else { Papers::None }, ..mine })
}

fn outcome(row: &ExamRow, on: On<'_>) -> Outcome {
    match on.result() {
        Ok((mark, full, passed)) if row.exam.review.mark.has_come(Phase::Released) => {
            Outcome::Mark(mark, full, passed)
        }
        Ok(_) => Outcome::Hidden,
        Err(release::Why::Void) => Outcome::Void,
        Err(release::Why::Absent) => Outcome::Absent,
        Err(release::Why::Excused) => Outcome::Excused,
    }
}

fn place(row: &ExamRow, list: &List, on: On<'_>) -> Option<Place> {
    let On::Row(mine) = on else { return None };
    if !row.exam.review.place.has_come(Phase::Released) {
        return None;
    }
    let of_track = || list.rows.iter().filter(|row| row.track == mine.track).count();
    let track = list.tracks.iter().find(|track| track.id == mine.track).filter(|_| list.tracks.len() > 1);
    Some(Place {
        overall: (mine.place, list.rows.len()),
        track: track.map(|track| (track.title.clone(), mine.track_place, of_track())),
    })
}
