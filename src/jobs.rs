//! Durable jobs and the house's own upkeep, side by side: heartbeats must not
//! wait for a sweep, nor a sweep for an office whose answers are marked again.

pub mod exams;
mod export;
mod remark;
mod tell;
mod upload;

use std::{panic::AssertUnwindSafe, pin::pin, sync::Arc, time::Duration};

use futures::FutureExt as _;
use tokio::sync::watch;

use crate::{
    chat::{
        desk::{Desk, SENDING_LEASE},
        exports,
        house::House,
        incoming::Channel,
        uploads,
    },
    clock::Timestamp,
    domain::exam::outage::{Beat, Found, SILENCE},
    exams::{outage, tell as exams_tell},
    intake,
    store::{
        self, Result, StoreError, Tx, copy, file, inbox,
        job::{self, Job},
        outbox, tries,
    },
};

pub use crate::intake::banks::REMARK;

/// How often is looked for what was left over, and for jobs.
const ROUND: Duration = Duration::from_secs(1);
/// How often this copy says that it lives; several fit in a lease.
const HEARTBEAT: Duration = Duration::from_secs(3);
/// What was left alone for so long is taken up.
const LEFT_OVER: Duration = Duration::from_secs(2);
/// How long a job is held without a sign of life.
const LEASE: Duration = Duration::from_mins(5);
/// How often a job that is being done gives a sign of life.
const SIGN: Duration = Duration::from_mins(1);
/// The pause before a failed job is tried again.
const RETRY: Duration = Duration::from_mins(1);
/// How often a job is tried.
const ATTEMPTS: i64 = 10;
/// How often what is done is cleaned away.
const CLEANING: Duration = Duration::from_hours(1);
/// How long what is done is kept: Telegram repeats an update for a day at
/// most.
const KEPT: Duration = Duration::from_hours(7 * 24);
/// How long a staff list is kept that nobody decides on.
const UNDECIDED: Duration = Duration::from_hours(24);
/// How long a copy of the program may be silent before it counts as gone.
pub const SILENT: Duration = Duration::from_secs(30);

/// Looks after the house until told to stop.
pub async fn run(desk: Arc<Desk>, stop: watch::Receiver<bool>) {
    let every = |chore| Box::pin(again_and_again(chore, &desk, stop.clone()));
    tokio::join!(
        every(Chore::Beat),
        every(Chore::Sweep),
        every(Chore::Exams),
        every(Chore::Work),
        every(Chore::Clean)
    );
}

/// What has to be done again and again.
#[derive(Debug, Clone, Copy)]
enum Chore {
    /// Saying that this copy lives.
    Beat,
    /// Taking up and handing on what was left over.
    Sweep,
    /// Looking after exams and those who sit them.
    Exams,
    /// Doing the jobs that are due.
    Work,
    /// Cleaning away what is done.
    Clean,
}

impl Chore {
    const fn pause(self) -> Duration {
        match self {
            Self::Beat => HEARTBEAT,
            Self::Sweep | Self::Exams | Self::Work => ROUND,
            Self::Clean => CLEANING,
        }
    }

    async fn act(self, desk: &Arc<Desk>, stop: &watch::Receiver<bool>) -> Result<()> {
        match self {
            Self::Beat => beat(desk).await,
            Self::Sweep => sweep(desk).await,
            Self::Exams => exams::run(desk, stop).await,
            Self::Work => work(desk, stop).await,
            Self::Clean => clean(desk.house()).await,
        }
    }
}

async fn again_and_again(chore: Chore, desk: &Arc<Desk>, mut stop: watch::Receiver<bool>) {
    loop {
        if let Err(error) = chore.act(desk, &stop).await {
            tracing::error!(%error, ?chore, "the house could not be looked after; trying again");
        }
        tokio::select! {
            biased;
            _ = stop.wait_for(|stop| *stop) => return,
            () = desk.house().clock.sleep(chore.pause()) => {}
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

async fn sweep(desk: &Arc<Desk>) -> Result<()> {
    desk.take_up(LEFT_OVER).await?;
    desk.hand_on_left_over(LEFT_OVER).await
}

async fn work(desk: &Desk, stop: &watch::Receiver<bool>) -> Result<()> {
    while !*stop.borrow() && one_job(desk).await? {
        desk.hand_on_left_over(Duration::ZERO).await?;
    }
    Ok(())
}

/// Says that this copy lives, and gives back what was lost if none did. To be
/// called before any turn is run, so that nobody's time is over because the
/// program was.
pub async fn beat(desk: &Desk) -> Result<()> {
    let house = desk.house();
    let mut tx = house.store.begin().await?;
    let (now, last) = (house.clock.now(), house.pulse.last());
    copy::beat(&mut tx, desk.copy(), now.0).await?;
    outbox::renew(&mut tx, desk.copy(), now.plus(SENDING_LEASE).0).await?;
    let (beat, found) = outage::beat(&mut tx, last, now, house.clock.running()).await?;
    tx.commit().await?;
    house.pulse.beaten(beat);
    report(found, last);
    Ok(())
}

fn report(found: Found, last: Option<Beat>) {
    if let Some(outage) = found.outage {
        let seconds = outage.closes.since(outage.opens).as_secs();
        tracing::warn!(seconds, "no copy of the program was alive; the time is given back to exams");
    }
    if found.set_by != 0 {
        tracing::warn!(milliseconds = found.set_by, "the clock was set; who sits an exam keeps what is left");
    }
    let was_known = last.is_some_and(|last| last.sign.since(last.at) > SILENCE);
    if found.disagrees && !was_known {
        tracing::error!("another copy's clock is ahead of this one's, or this one's was set back");
    }
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
    outbox::give_up(&mut tx, Channel::Terminal.word(), before, house.clock.now().0).await?;
    outbox::purge(&mut tx, before).await?;
    job::purge(&mut tx, before).await?;
    tries::purge(&mut tx, before).await?;
    file::purge(&mut tx, before).await?;
    store::upload::purge(&mut tx, before).await?;
    intake::upload::forget_people(&mut tx, house.clock.now().minus(UNDECIDED).0).await?;
    tx.commit().await
}

/// Does the next due job; whether there was one. Jobs of kinds that this
/// program doesn't know are left to a newer one.
pub async fn one_job(desk: &Desk) -> Result<bool> {
    let house = desk.house();
    for kind in kinds(desk) {
        if let Some(job) = claim(house, kind).await? {
            let ended = attempt(desk, &job).await;
            note(house, &job, ended.err().map(|error| error.to_string())).await?;
            return Ok(true);
        }
    }
    Ok(false)
}

/// Does a job. What it breaks on must not end the program, nor be tried for
/// ever; who waits for it is told when it is given up.
async fn attempt(desk: &Desk, job: &Job) -> std::result::Result<(), JobError> {
    let ended = if job.attempts > ATTEMPTS {
        Err(JobError::TooOften)
    } else {
        let acting = AssertUnwindSafe(act(desk, job)).catch_unwind();
        let acting = async { acting.await.unwrap_or(Err(JobError::Panic)) };
        held(desk.house(), job, Box::pin(acting)).await
    };
    if ended.is_err() && job.attempts >= ATTEMPTS {
        let telling = AssertUnwindSafe(give_up(desk, job)).catch_unwind().await;
        if let Err(error) = telling.unwrap_or(Err(JobError::Panic)) {
            tracing::error!(%error, kind = job.kind, "nobody could be told that a job is given up");
        }
    }
    ended
}

/// The kinds of jobs that this copy can do: a file can be fetched only where
/// its channel is.
fn kinds(desk: &Desk) -> impl Iterator<Item = &'static str> {
    let uploads = [Channel::Telegram, Channel::Terminal].into_iter().filter(|channel| desk.fetches(*channel));
    [exams_tell::JOB, REMARK, exports::JOB]
        .into_iter()
        .chain(uploads.map(|channel| uploads::job(channel.word())))
}

async fn act(desk: &Desk, job: &Job) -> std::result::Result<(), JobError> {
    match job.kind.as_str() {
        REMARK => Ok(remark::run(desk.house(), &job.subject, |_, _| {}).await?),
        exports::JOB => export::run(desk.house(), job).await,
        exams_tell::JOB => Ok(tell::run(desk.house(), job).await?),
        _ => upload::run(desk, job).await,
    }
}

async fn give_up(desk: &Desk, job: &Job) -> std::result::Result<(), JobError> {
    match job.kind.as_str() {
        // Nobody waits for it; the doctor tells.
        REMARK | exams_tell::JOB => Ok(()),
        exports::JOB => export::give_up(desk.house(), job).await,
        _ => upload::give_up(desk, job).await,
    }
}

/// Why a job came to nothing for now.
#[derive(Debug, thiserror::Error)]
enum JobError {
    /// The storage failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something else did; it may go better later.
    #[error("{0}")]
    Later(String),
    /// It broke.
    #[error("a panic")]
    Panic,
    /// It was begun again and again, and none of them came to an end.
    #[error("it was begun too often")]
    TooOften,
}

async fn claim(house: &House, kind: &str) -> Result<Option<Job>> {
    let now = house.clock.now();
    let mut tx = house.store.begin().await?;
    let job = job::claim(&mut tx, kind, now.0, now.plus(LEASE).0).await?;
    tx.commit().await?;
    Ok(job)
}

/// Does a job and keeps hold of it meanwhile, however long it takes.
async fn held<E: From<StoreError>>(
    house: &House,
    job: &Job,
    doing: impl Future<Output = std::result::Result<(), E>>,
) -> std::result::Result<(), E> {
    let mut doing = pin!(doing);
    loop {
        tokio::select! {
            biased;
            ended = &mut doing => return ended,
            () = house.clock.sleep(SIGN) => {
                let until = house.clock.now().plus(LEASE).0;
                let mut tx = house.store.begin().await?;
                job::renew(&mut tx, job.id, until).await?;
                tx.commit().await?;
            }
        }
    }
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
        let Some(job) = claim(house, REMARK).await? else { return Ok(remarked) };
        let doing = remark::run(house, &job.subject, |at, of| progress(remarked.questions, at, of));
        let ended = held(house, &job, doing).await;
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
        trouble => {
            if let Some(trouble) = &trouble {
                tracing::error!(kind = job.kind, subject = job.subject, trouble, "a job is given up");
            }
            job::done(&mut tx, job.id, now.0, trouble.as_deref()).await?;
        }
    }
    tx.commit().await
}
