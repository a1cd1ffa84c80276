//! The clock of exams, each second: what is due in exams and in sittings.

use std::{sync::Arc, time::Duration};

use tokio::sync::watch;

use crate::{
    chat::{
        desk::Desk,
        house::House,
        notices,
        say::Say,
        screens::exam_clock::{ExamClock, TimeOver},
    },
    clock::Timestamp,
    domain::{
        exam::Moment,
        ids::{ExamId, SittingId},
    },
    exams::{
        clock::{self, Rung, Stepped},
        mark::Marker,
        outage,
    },
    store::{Result, StoreError, Tx, exam, sitting, sitting::Sitting},
};

/// How many sittings are looked after in one transaction: enough to share its
/// cost, and few enough that nobody's tap waits long behind it.
const TOGETHER: i64 = 50;
/// What can't be looked after is tried again after so long.
const PUT_OFF: Duration = Duration::from_mins(1);

/// Does all that is due.
pub async fn run(desk: &Arc<Desk>, stop: &watch::Receiver<bool>) -> Result<()> {
    let house = desk.house();
    if outage::is_silent(&mut house.store.read().await?, house.clock.now()).await? {
        // Nobody's time is over before what was lost is given back.
        super::beat(desk).await?;
    }
    exams(house).await?;
    let mut marker = Marker::default();
    let mut taken = TOGETHER;
    let mut all = 0;
    while !*stop.borrow() && taken == TOGETHER {
        taken = together(house, &mut marker).await?;
        all += taken;
    }
    // The notices of a crowd are handed on by the sweep; its papers go first.
    if (1..TOGETHER).contains(&all) {
        desk.hand_on_left_over(Duration::ZERO).await?;
    }
    Ok(())
}

async fn exams(house: &House) -> Result<()> {
    let due = exam::due(&mut house.store.read().await?, house.clock.now().0).await?;
    for (id, at) in due {
        match one(house, id, at).await {
            Err(error) if !error.is_passing() => {
                tracing::error!(exam = id.0, %error, "an exam could not be looked after");
                let mut tx = house.store.begin().await?;
                exam::set_alarm(&mut tx, id, at, Some(house.clock.now().plus(PUT_OFF))).await?;
                tx.commit().await?;
            }
            ended => ended?,
        }
    }
    Ok(())
}

async fn one(house: &House, id: ExamId, at: Timestamp) -> Result<()> {
    let now = house.clock.now();
    let mut tx = house.store.begin().await?;
    let stepped = clock::step(&mut tx, id, at, now).await?;
    tx.commit().await?;
    if stepped == Stepped::ToMark {
        let mut tx = house.store.begin().await?;
        clock::finish(&mut tx, id, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Looks after some sittings that are due; says how many were.
async fn together(house: &House, marker: &mut Marker) -> Result<i64> {
    let mut tx = house.store.begin().await?;
    let now = house.clock.now();
    let due = sitting::due(&mut tx, now.0, TOGETHER).await?;
    for id in &due {
        match ring(&mut tx, house, marker, *id, now).await {
            Err(error @ StoreError::Broken { .. }) => {
                tracing::error!(sitting = id.0, %error, "a sitting could not be looked after");
                sitting::put_off(&mut tx, *id, now.plus(PUT_OFF)).await?;
            }
            ended => ended?,
        }
    }
    tx.commit().await?;
    Ok(i64::try_from(due.len()).unwrap_or(TOGETHER))
}

async fn ring(tx: &mut Tx, house: &House, marker: &mut Marker, id: SittingId, now: Timestamp) -> Result<()> {
    let Some(rung) = clock::ring(tx, marker, id, now).await? else { return Ok(()) };
    let (staff, told) = match rung {
        Rung::Warned(sitting, left) => {
            let title = marker.exam(tx, &sitting).await?.exam.title.clone();
            (sitting.staff, ExamClock::Warned { sitting: sitting.id, title, left })
        }
        Rung::TimeOver(sitting) => (sitting.staff, time_over(tx, marker, &sitting).await?),
    };
    notices::tell(tx, house, staff, &Say::ExamClock(told)).await
}

async fn time_over(tx: &mut Tx, marker: &mut Marker, sitting: &Sitting) -> Result<ExamClock> {
    let row = marker.exam(tx, sitting).await?;
    let of = sitting.work.entries().len();
    let shows = row.exam.review.mark;
    let earned = sitting.ended.as_ref().filter(|_| shows == Moment::HandedIn).map(|ended| ended.earned);
    Ok(ExamClock::TimeOver(TimeOver {
        title: row.exam.title.clone(),
        answered: of - sitting.work.open().count(),
        of,
        earned,
        full: sitting.paper.full_mark(),
        shows,
    }))
}
