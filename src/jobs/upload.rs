//! Going on with a file that somebody has sent to be loaded: fetching it,
//! reading it, loading it, giving it back with notes.

mod loading;
mod notes;
mod reading;

use super::{ATTEMPTS, JobError};
use crate::{
    chat::{
        desk::Desk, house::House, incoming::MessageId, notices, outgoing::Outgoing, screens::upload::View,
        uploads,
    },
    domain::{ids::UploadId, lang::Lang, person::Role},
    intake::{
        plan::{Plan, Stage},
        questions, upload as kept,
    },
    store::{
        self, StoreError, Tx,
        account::{self, Address},
        file,
        job::{self, Job},
        upload::{self, Upload},
    },
};

type Result<T> = std::result::Result<T, JobError>;

/// What is told where the program itself could not go on.
const FAULT: &str = "程序没能处理好这个文件，请过一会儿重新发一次；还是不行，请把文件交给维护人员";

/// Goes on with it, as far as its plan says. The job ends in the transaction
/// that tells what came of it.
pub async fn run(desk: &Desk, job: &Job) -> Result<()> {
    // Cleared away, or of a later program.
    let Some(mut work) = Work::open(desk, job).await? else { return Ok(()) };
    if !work.sender_may().await? {
        return work.call_off().await;
    }
    if work.is_notes {
        return work.notes().await;
    }
    match work.plan.stage.clone() {
        Stage::Reading => work.read().await,
        Stage::Loading(shown) => work.load(shown).await,
        Stage::LoadingPeople(shown) => work.load_people(&shown).await,
        // Another administrator was asked, and has said no.
        Stage::Refused => work.end_with(Stage::Refused).await,
        _ => Ok(()),
    }
}

/// Tells that there will be no other try.
pub async fn give_up(desk: &Desk, job: &Job) -> Result<()> {
    let Some(mut work) = Work::open(desk, job).await? else { return Ok(()) };
    if work.is_notes {
        return work.no_notes(FAULT).await;
    }
    match work.plan.stage {
        Stage::Reading | Stage::Loading(_) | Stage::LoadingPeople(_) => {
            work.end_with(Stage::Failed(FAULT.to_owned())).await
        }
        _ => Ok(()),
    }
}

struct Work<'a> {
    desk: &'a Desk,
    house: &'a House,
    job: &'a Job,
    id: UploadId,
    row: Upload,
    plan: Plan,
    /// Its bytes, if they were fetched just now.
    fetched: Option<Vec<u8>>,
    /// Whether it is to be given back with notes.
    is_notes: bool,
}

/// Why a step came to nothing.
enum Trouble {
    /// It may go better later.
    Passing(JobError),
    /// The file is at fault; the text is for the person.
    File(String),
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Passing(error.into())
    }
}

impl From<questions::ReadError> for Trouble {
    fn from(error: questions::ReadError) -> Self {
        match error {
            questions::ReadError::Store(error) => Self::Passing(error.into()),
            error => Self::File(error.to_string()),
        }
    }
}

impl<'a> Work<'a> {
    async fn open(desk: &'a Desk, job: &'a Job) -> Result<Option<Self>> {
        let subject = job.subject.as_str();
        let (number, is_notes) = match subject.strip_suffix(uploads::NOTES) {
            Some(number) => (number, true),
            None => (subject, false),
        };
        let id = UploadId(number.parse().map_err(|_| StoreError::broken("job", "subject", subject))?);
        let found = upload::get(&mut desk.house().store.read().await?, id).await?;
        let known = found.and_then(|row| Plan::read(&row.plan).map(|plan| (row, plan)));
        Ok(known.map(|(row, plan)| Self {
            desk,
            house: desk.house(),
            job,
            id,
            row,
            plan,
            fetched: None,
            is_notes,
        }))
    }

    /// Whether there will be no other try.
    fn is_last(&self) -> bool {
        self.job.attempts >= ATTEMPTS
    }

    /// Whether whoever has sent it still is an administrator, and still there:
    /// days may lie between.
    async fn sender_may(&self) -> Result<bool> {
        let mut tx = self.house.store.read().await?;
        let person = account::person(&mut tx, &self.row.channel, self.row.chat_id).await?;
        Ok(person.is_some_and(|person| {
            person.staff.0 == self.row.staff_id && person.active && person.is(Role::Administrator)
        }))
    }

    /// Ends it without a word: there is nobody any more who may be told.
    async fn call_off(&mut self) -> Result<()> {
        let mut tx = self.house.store.begin().await?;
        if !self.is_notes && !self.plan.stage.is_over() {
            self.plan.stage = Stage::Cancelled;
            kept::keep(&mut tx, self.id, &mut self.plan, self.row.version).await?;
        }
        self.done(tx).await
    }

    /// Keeps how it stands and tells it where the file came from.
    async fn end_with(&mut self, stage: Stage) -> Result<()> {
        let tx = self.house.store.begin().await?;
        self.end_in(tx, stage).await
    }

    /// The same with what was written in this transaction: all of it or nothing.
    async fn end_in(&mut self, mut tx: Tx, stage: Stage) -> Result<()> {
        self.plan.stage = stage;
        if !self.plan.stage.is_over()
            && let Some(bytes) = self.fetched.take()
        {
            let now = self.house.clock.now().0;
            self.plan.content = Some(file::add(&mut tx, &self.plan.name, &bytes, now).await?.0);
        }
        if !kept::keep(&mut tx, self.id, &mut self.plan, self.row.version).await? {
            // Somebody has decided otherwise meanwhile, and was told.
            return Ok(());
        }
        self.row.version += 1;
        let address = self.address(&mut tx).await?;
        let say = uploads::screen(self.house, self.id, self.row.version, self.plan.clone(), View::State);
        let page = say.page(self.house.texts.in_lang(address.lang));
        let outgoing = match self.plan.message {
            Some(message) => page.edit(MessageId(message)),
            None => page.send(),
        };
        self.tell(tx, &address, &outgoing).await
    }

    /// Tells it, and ends the job.
    async fn tell(&self, mut tx: Tx, address: &Address, outgoing: &Outgoing) -> Result<()> {
        notices::put(&mut tx, self.house, address, outgoing).await?;
        self.done(tx).await
    }

    /// Ends the job with what was written in this transaction: a tap in between
    /// could not begin it anew.
    async fn done(&self, mut tx: Tx) -> Result<()> {
        job::done(&mut tx, self.job.id, self.house.clock.now().0, None).await?;
        Ok(tx.commit().await?)
    }

    /// Where the file came from, and the language that is spoken there.
    async fn address(&self, tx: &mut Tx) -> store::Result<Address> {
        let (channel, account) = (self.row.channel.clone(), self.row.chat_id);
        let person = account::person(tx, &channel, account).await?;
        let lang = person.map_or_else(Lang::default, |person| person.lang);
        Ok(Address { channel, account, lang })
    }
}
