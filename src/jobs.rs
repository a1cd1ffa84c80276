//! Durable jobs and the house's own upkeep: what was left over is taken up,
//! answers are marked again, heartbeats, cleaning.

mod remark;

use std::{sync::Arc, time::Duration};

use tokio::sync::watch;

use crate::{
    chat::{
        desk::{Desk, SENDING_LEASE},
        house::House,
    },
    clock::Timestamp,
    store::{
        Result, Tx, copy, inbox,
        job::{self, Job},
        outbox, tries,
    },
};

/// Marks the answers to a question again. Its subject is the question's
/// number.
pub const REMARK: &str = "remark";

/// How often the house looks round.
const ROUND: Duration = Duration::from_secs(1);
/// What was left alone for so long is taken up.
const LEFT_OVER: Duration = Duration::from_secs(2);
/// How long a job is held without a sign of life.
const LEASE: Duration = Duration::from_mins(5);
/// The pause before a failed job is tried again.
const RETRY: Duration = Duration::from_mins(1);
/// How often a job is tried.
const ATTEMPTS: i64 = 10;
/// How many rounds lie between two cleanings: an hour.
const CLEANING: u64 = 3_600;
/// How many rounds lie between two heartbeats; several fit in a lease.
const HEARTBEAT: u64 = 3;
/// How long what is done is kept: Telegram repeats an update for a day at
/// most.
const KEPT: Duration = Duration::from_hours(7 * 24);
/// How long a copy of the program may be silent before it counts as gone.
pub const SILENT: Duration = Duration::from_secs(30);

/// Looks after the house until told to stop.
pub async fn run(desk: Arc<Desk>, mut stop: watch::Receiver<bool>) {
    let clock = desk.house().clock.clone();
    for round in 0.. {
        if let Err(error) = look_round(&desk, round).await {
            tracing::error!(%error, "the house could not be looked after; trying again");
        }
        tokio::select! {
            biased;
            _ = stop.wait_for(|stop| *stop) => break,
            () = clock.sleep(ROUND) => {}
        }
    }
}

/// Notes that this copy has ended, so that others need not wait for its leases
/// to run out. To be called when no turn is under way any more.
pub async fn leave(desk: &Desk) {
    if let Err(error) = note_left(desk).await {
        tracing::warn!(%error, "could not note that this copy has ended");
    }
}

async fn look_round(desk: &Arc<Desk>, round: u64) -> Result<()> {
    let house = desk.house();
    if round.is_multiple_of(HEARTBEAT) {
        beat(desk).await?;
    }
    desk.take_up(LEFT_OVER).await?;
    desk.hand_on_left_over(LEFT_OVER).await?;
    while one_job(house).await? {
        desk.hand_on_left_over(Duration::ZERO).await?;
    }
    if round.is_multiple_of(CLEANING) {
        clean(house).await?;
    }
    Ok(())
}

async fn beat(desk: &Desk) -> Result<()> {
    let now = desk.house().clock.now();
    let mut tx = desk.house().store.begin().await?;
    copy::beat(&mut tx, desk.copy(), now.0).await?;
    outbox::renew(&mut tx, desk.copy(), now.plus(SENDING_LEASE).0).await?;
    tx.commit().await
}

async fn note_left(desk: &Desk) -> Result<()> {
    let now = desk.house().clock.now();
    let mut tx = desk.house().store.begin().await?;
    outbox::drop_all(&mut tx, desk.copy()).await?;
    copy::forget(&mut tx, desk.copy(), now.minus(KEPT).0).await?;
    tx.commit().await
}

async fn clean(house: &House) -> Result<()> {
    let before = house.clock.now().minus(KEPT).0;
    let mut tx = house.store.begin().await?;
    inbox::purge(&mut tx, before).await?;
    outbox::purge(&mut tx, before).await?;
    job::purge(&mut tx, before).await?;
    tries::purge(&mut tx, before).await?;
    tx.commit().await
}

/// Does the next due job; whether there was one.
pub async fn one_job(house: &House) -> Result<bool> {
    let now = house.clock.now();
    let mut tx = house.store.begin().await?;
    let job = job::claim(&mut tx, now.0, now.plus(LEASE).0).await?;
    tx.commit().await?;
    let Some(job) = job else { return Ok(false) };
    let ended = match job.kind.as_str() {
        REMARK => remark::run(house, &job.subject, |_, _| {}).await,
        _ => Ok(()),
    };
    note(house, &job, ended.err().map(|error| error.to_string())).await?;
    Ok(true)
}

/// What marking again at once has come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Remarked {
    /// Questions whose answers were marked again.
    pub questions: usize,
    /// Questions that could not be; they stay due.
    pub failed: usize,
}

/// Marks again whatever is due, for a program that is not going to stay.
/// `progress` is told the questions done, the person of the present question
/// and how many there are.
pub async fn remark_due(house: &House, mut progress: impl FnMut(usize, usize, usize)) -> Result<Remarked> {
    let mut remarked = Remarked::default();
    loop {
        let now = house.clock.now();
        let mut tx = house.store.begin().await?;
        let job = job::claim_kind(&mut tx, REMARK, now.0, now.plus(LEASE).0).await?;
        tx.commit().await?;
        let Some(job) = job else { return Ok(remarked) };
        let ended = remark::run(house, &job.subject, |at, of| progress(remarked.questions, at, of)).await;
        match &ended {
            Ok(()) => remarked.questions += 1,
            Err(_) => remarked.failed += 1,
        }
        note(house, &job, ended.err().map(|error| error.to_string())).await?;
    }
}

/// Whether a copy of the program is alive that does the jobs.
pub async fn somebody_works(tx: &mut Tx, now: Timestamp) -> Result<bool> {
    let since = now.minus(SILENT).0;
    Ok(copy::list(tx).await?.iter().any(|copy| copy.beat_at >= since))
}

async fn note(house: &House, job: &Job, trouble: Option<String>) -> Result<()> {
    let now = house.clock.now();
    let mut tx = house.store.begin().await?;
    match trouble {
        Some(trouble) if job.attempts < ATTEMPTS => {
            tracing::warn!(kind = job.kind, subject = job.subject, trouble, "a job failed and is put off");
            job::postpone(&mut tx, job.id, now.plus(RETRY).0, &trouble).await?;
        }
        trouble => job::done(&mut tx, job.id, now.0, trouble.as_deref()).await?,
    }
    tx.commit().await
}
