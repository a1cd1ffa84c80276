//! Telling people of an exam, so many in one transaction; the rest is another
//! job, from where this one stopped.

use crate::{
    chat::{
        house::House,
        notices, results,
        say::Say,
        screens::{
            exam_clock::ExamClock,
            exam_results::{ExamResults, release::Known},
        },
    },
    clock::Timestamp,
    domain::{
        exam::{outage::LONGEST_EXTENSION, phase::Phase, timing},
        ids::{ExamId, SittingId, StaffId},
    },
    exams::{release, tell::Tell},
    store::{
        Result, Tx, candidate,
        exam::{self, ExamRow},
        job::{self, Job},
        outage, sitting, staff,
    },
};

/// How many are told in one transaction.
const PAGE: i64 = 200;

/// Tells them. The job ends in the same transaction, so that nobody is told
/// twice.
pub async fn run(house: &House, job: &Job) -> Result<()> {
    // What a later program has to tell is left to it.
    let Some(tell) = Tell::read(&job.subject) else { return Ok(()) };
    let mut tx = house.store.begin().await?;
    let now = house.clock.now();
    if !job::done(&mut tx, job.id, now.0, None).await? {
        return Ok(());
    }
    if let Some(rest) = page(&mut tx, house, tell, now).await? {
        rest.put(&mut tx, now).await?;
    }
    tx.commit().await
}

/// Tells some, and gives what is left to tell.
async fn page(tx: &mut Tx, house: &House, tell: Tell, now: Timestamp) -> Result<Option<Tell>> {
    match tell {
        Tell::Reminder { exam, at, after } => {
            let after = reminded(tx, house, exam, after, now).await?;
            Ok(after.map(|after| Tell::Reminder { exam, at, after }))
        }
        Tell::Opened { exam, after } => {
            let after = opened(tx, house, exam, after, now).await?;
            Ok(after.map(|after| Tell::Opened { exam, after }))
        }
        Tell::GivenBack { outage, after } => {
            let after = given_back(tx, house, outage, after).await?;
            Ok(after.map(|after| Tell::GivenBack { outage, after }))
        }
        Tell::ClockSet { at, after } => {
            let after = clock_set(tx, house, after).await?;
            Ok(after.map(|after| Tell::ClockSet { at, after }))
        }
        Tell::Released { exam, number, after } => {
            let after = released(tx, house, exam, number, after).await?;
            Ok(after.map(|after| Tell::Released { exam, number, after }))
        }
        Tell::ReleasedToLeaders { exam, number } => {
            released_to_leaders(tx, house, exam, number).await.map(|()| None)
        }
        Tell::Marked { exam } => marked(tx, house, exam).await.map(|()| None),
        Tell::Interrupted { exam, outage } => interrupted(tx, house, exam, outage).await.map(|()| None),
    }
}

async fn reminded(
    tx: &mut Tx,
    house: &House,
    id: ExamId,
    after: StaffId,
    now: Timestamp,
) -> Result<Option<StaffId>> {
    let row = exam::get(tx, id).await?.filter(|row| row.phase == Phase::Published);
    let Some(row) = row else { return Ok(None) };
    let window = row.exam.window;
    // It may have waited until it was of no use any more.
    let Some(before) = timing::reminder(window.opens, now) else { return Ok(None) };
    let is_soon = before == timing::REMINDERS[timing::REMINDERS.len() - 1];
    waiting(tx, house, &row, after, |track| ExamClock::Reminder {
        title: row.exam.title.clone(),
        is_soon,
        opens: house.local(window.opens),
        closes: house.local(window.closes),
        track: track.title.clone(),
        minutes: track.minutes,
    })
    .await
}

async fn opened(
    tx: &mut Tx,
    house: &House,
    id: ExamId,
    after: StaffId,
    now: Timestamp,
) -> Result<Option<StaffId>> {
    let row = exam::get(tx, id).await?;
    let row = row.filter(|row| row.phase == Phase::Open && now < row.exam.window.closes);
    let Some(row) = row else { return Ok(None) };
    let window = row.exam.window;
    waiting(tx, house, &row, after, |track| {
        let late = track.late_entry().map(|late| window.opens.plus(late));
        ExamClock::Opened {
            exam: id,
            title: row.exam.title.clone(),
            closes: house.local(window.closes),
            late: late.filter(|late| *late < window.closes).map(|late| house.local(late)),
            track: track.title.clone(),
            minutes: track.minutes,
        }
    })
    .await
}

/// Tells some of those who are expected and have not begun; gives the last of
/// them if there are more.
async fn waiting(
    tx: &mut Tx,
    house: &House,
    row: &ExamRow,
    after: StaffId,
    told: impl Fn(&crate::domain::exam::track::Track) -> ExamClock,
) -> Result<Option<StaffId>> {
    let people = candidate::waiting(tx, row.id, after, PAGE).await?;
    for (staff, track) in &people {
        let Some(track) = row.exam.track(track) else { continue };
        notices::tell(tx, house, *staff, &Say::ExamClock(told(track))).await?;
    }
    Ok(more(&people).map(|(staff, _)| *staff))
}

/// The last of a page that is full.
fn more<T>(page: &[T]) -> Option<&T> {
    page.last().filter(|_| i64::try_from(page.len()).is_ok_and(|told| told >= PAGE))
}

async fn given_back(tx: &mut Tx, house: &House, id: i64, after: SittingId) -> Result<Option<SittingId>> {
    let Some(outage) = outage::get(tx, id).await? else { return Ok(None) };
    let page = sitting::open_page(tx, after, outage.closes, PAGE).await?;
    for open in &page {
        let told = ExamClock::GivenBack {
            sitting: open.id,
            title: open.title.clone(),
            lost: outage.closes.since(outage.opens.max(open.started_at)),
            ends: house.local(open.deadline),
        };
        notices::tell(tx, house, open.staff, &Say::ExamClock(told)).await?;
    }
    Ok(more(&page).map(|open| open.id))
}

async fn clock_set(tx: &mut Tx, house: &House, after: SittingId) -> Result<Option<SittingId>> {
    let page = sitting::open_page(tx, after, Timestamp(i64::MAX), PAGE).await?;
    for open in &page {
        let told = ExamClock::ClockSet {
            sitting: open.id,
            title: open.title.clone(),
            ends: house.local(open.deadline),
        };
        notices::tell(tx, house, open.staff, &Say::ExamClock(told)).await?;
    }
    Ok(more(&page).map(|open| open.id))
}

/// Tells some of those whom a list concerns; gives the last who was looked at if
/// there are more.
async fn released(
    tx: &mut Tx,
    house: &House,
    id: ExamId,
    number: i64,
    after: StaffId,
) -> Result<Option<StaffId>> {
    let (Some(row), Some((known, list))) = (exam::get(tx, id).await?, release::get(tx, id, number).await?)
    else {
        return Ok(None);
    };
    let before = release::get(tx, id, number - 1).await?.map(|(_, list)| list);
    let people = list.people().into_iter().filter(|staff| *staff > after);
    let page: Vec<StaffId> = people.take(usize::try_from(PAGE).unwrap_or(usize::MAX)).collect();
    for staff in &page {
        let notice = results::notice(house, &row, (&known, &list), before.as_ref(), *staff);
        if let Some(mine) = notice {
            notices::tell(tx, house, *staff, &Say::ExamResults(Box::new(ExamResults::Mine(mine)))).await?;
        }
    }
    Ok(more(&page).copied())
}

async fn released_to_leaders(tx: &mut Tx, house: &House, id: ExamId, number: i64) -> Result<()> {
    let (Some(row), Some((known, _))) = (exam::get(tx, id).await?, release::get(tx, id, number).await?)
    else {
        return Ok(());
    };
    let told = Known {
        exam: id,
        title: row.exam.title.clone(),
        number: usize::try_from(number).unwrap_or(usize::MAX),
        code: known.check_code,
    };
    let say = Say::ExamResults(Box::new(ExamResults::Known(told)));
    for staff in exam::leaders(tx, id).await? {
        notices::tell(tx, house, staff, &say).await?;
    }
    Ok(())
}

async fn marked(tx: &mut Tx, house: &House, id: ExamId) -> Result<()> {
    let Some(row) = exam::get(tx, id).await? else { return Ok(()) };
    let (sat, absent) = sitting::tally(tx, id).await?;
    let told = ExamClock::Marked { title: row.exam.title.clone(), sat, absent };
    in_charge(tx, house, &row, told).await
}

async fn interrupted(tx: &mut Tx, house: &House, id: ExamId, outage: i64) -> Result<()> {
    let (Some(row), Some(outage)) = (exam::get(tx, id).await?, outage::get(tx, outage).await?) else {
        return Ok(());
    };
    let lost = outage.closes.since(outage.opens);
    let told = ExamClock::Interrupted {
        title: row.exam.title.clone(),
        lost,
        opens: (row.phase == Phase::Published).then(|| house.local(row.exam.window.opens)),
        closes: house.local(row.exam.window.closes),
        sitting: sitting::count_open(tx, id).await?,
        is_long: lost > LONGEST_EXTENSION,
    };
    in_charge(tx, house, &row, told).await
}

/// Tells those in charge: by their role, and the proctors of this exam.
async fn in_charge(tx: &mut Tx, house: &House, row: &ExamRow, told: ExamClock) -> Result<()> {
    let mut people = exam::in_charge(tx, row.id).await?;
    for staff_no in &row.exam.proctors {
        let found = staff::by_no(tx, staff_no).await?.filter(|found| found.active);
        people.extend(found.map(|found| found.id));
    }
    people.sort_unstable();
    people.dedup();
    let say = Say::ExamClock(told);
    for staff in people {
        notices::tell(tx, house, staff, &say).await?;
    }
    Ok(())
}
