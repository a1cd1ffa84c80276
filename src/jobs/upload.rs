//! Going on with a file that somebody has sent to be loaded: fetching it,
//! reading it, loading it, giving it back with notes.

use super::JobError;
use crate::{
    chat::{
        desk::Desk,
        files::FetchTrouble,
        house::House,
        incoming::{Channel, MessageId},
        notices,
        outgoing::{Keyboard, Outgoing},
        screens::upload::View,
        uploads,
    },
    domain::{
        ids::{StaffId, UploadId},
        lang::Lang,
    },
    intake::{
        plan::{Plan, Shown, Stage},
        questions::{self, ReadError, Reading},
        roster::{self, Outcome, RosterPreview},
        upload as kept,
    },
    store::{
        self, StoreError, Tx,
        account::{self, Address},
        file,
        upload::{self, Upload},
    },
};

type Result<T> = std::result::Result<T, JobError>;

/// Goes on with it, as far as its plan says. `is_last` says that there will be
/// no other try.
pub async fn run(desk: &Desk, subject: &str, is_last: bool) -> Result<()> {
    let (number, is_notes) = match subject.strip_suffix(uploads::NOTES) {
        Some(number) => (number, true),
        None => (subject, false),
    };
    let id = UploadId(number.parse().map_err(|_| StoreError::broken("job", "subject", subject))?);
    let mut tx = desk.house().store.read().await?;
    let found = upload::get(&mut tx, id).await?;
    drop(tx);
    let Some((row, plan)) = found.and_then(|row| Plan::read(&row.plan).map(|plan| (row, plan))) else {
        // Cleared away, or of a later program.
        return Ok(());
    };
    let mut work = Work { desk, house: desk.house(), id, row, plan };
    if is_notes {
        return work.notes().await;
    }
    match work.plan.stage.clone() {
        Stage::Reading => work.read(is_last).await,
        Stage::Loading(shown) => work.load(shown).await,
        Stage::LoadingPeople(shown) => work.load_people(shown).await,
        // Another administrator was asked, and has said no.
        Stage::Refused => work.tell().await,
        _ => Ok(()),
    }
}

struct Work<'a> {
    desk: &'a Desk,
    house: &'a House,
    id: UploadId,
    row: Upload,
    plan: Plan,
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

impl From<ReadError> for Trouble {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Store(error) => Self::Passing(error.into()),
            error => Self::File(error.to_string()),
        }
    }
}

impl Work<'_> {
    async fn read(&mut self, is_last: bool) -> Result<()> {
        match self.look(is_last).await {
            Ok(stage) => self.end_with(stage).await,
            Err(Trouble::File(why)) => self.end_with(Stage::Failed(why)).await,
            Err(Trouble::Passing(error)) => Err(error),
        }
    }

    /// What loading it would do.
    async fn look(&mut self, is_last: bool) -> std::result::Result<Stage, Trouble> {
        let read = self.reading(is_last).await;
        // What holds no question may be a staff list.
        let is_bank = matches!(&read, Ok(reading) if reading.has_questions());
        if !is_bank && let Some(people) = self.people().await? {
            let hash = |phone: &str| self.house.phone_key.hash(phone);
            let preview = roster::compare(&mut self.house.store.read().await?, &people, &hash).await?;
            return Ok(Stage::People(Box::new(preview)));
        }
        let reading = read?;
        let mut tx = self.house.store.read().await?;
        let topics = &self.house.rules.topics;
        let target = questions::target(&mut tx, topics, &self.plan.wish, &reading, &self.plan.name).await?;
        let preview = reading.compare(&mut tx, &target).await?.preview;
        let kind = reading.kind.name().to_owned();
        Ok(Stage::Shown(Box::new(Shown { kind, mapping: reading.mapping, target, preview })))
    }

    /// The file as a staff list, if it is one.
    async fn people(&mut self) -> std::result::Result<Option<roster::Reading>, Trouble> {
        if self.plan.content.is_none() {
            return Ok(None);
        }
        let bytes = self.bytes(true).await?;
        let today = self.house.day(self.house.clock.now());
        match roster::read(bytes, self.plan.name.clone(), today).await {
            Ok(reading) => Ok(Some(reading)),
            Err(_) => Ok(None),
        }
    }

    async fn load_people(&mut self, shown: Box<RosterPreview>) -> Result<()> {
        let people = match self.people().await {
            Ok(Some(people)) => people,
            Ok(None) => return self.end_with(Stage::Failed(FetchTrouble::Gone.to_string())).await,
            Err(Trouble::File(why)) => return self.end_with(Stage::Failed(why)).await,
            Err(Trouble::Passing(error)) => return Err(error),
        };
        let how = roster::How {
            hash: &|phone| self.house.phone_key.hash(phone),
            by: Some(StaffId(self.row.staff_id)),
            deactivate_missing: false,
            now: self.house.clock.now(),
            step: &|| {},
        };
        let mut tx = self.house.store.begin().await?;
        let Outcome::Loaded(loaded) = roster::load_as_shown(&mut tx, &people, &shown, &how).await? else {
            drop(tx);
            return self.read(true).await;
        };
        for staff in loaded.menus {
            notices::menus(&mut tx, self.house, staff).await?;
        }
        tx.commit().await?;
        self.end_with(Stage::LoadedPeople { added: loaded.added, changed: loaded.changed }).await
    }

    /// The file, read as somebody said.
    async fn reading(&mut self, is_last: bool) -> std::result::Result<Reading, Trouble> {
        let bytes = self.bytes(is_last).await?;
        let (store, how) = (&self.house.store, self.house.import);
        let Some((sheet, row)) = self.plan.header.take() else {
            return Ok(questions::read(store, bytes, self.plan.mapping.clone(), how).await?);
        };
        let opened = questions::open(store, bytes, self.plan.mapping.take()).await?;
        let mut mapping = opened.mapping.clone();
        if let Some(sheet) = mapping.sheets.get_mut(sheet) {
            sheet.set_header(opened.book(), (row > 0).then_some(row));
        }
        self.plan.mapping = Some(mapping.clone());
        Ok(opened.read_as(mapping).read(how).await?)
    }

    /// Its bytes, which are kept once they were fetched.
    async fn bytes(&mut self, is_last: bool) -> std::result::Result<Vec<u8>, Trouble> {
        if let Some(content) = self.plan.content {
            let mut tx = self.house.store.read().await?;
            let kept = file::get(&mut tx, crate::domain::ids::FileId(content)).await?;
            let gone = || Trouble::File(FetchTrouble::Gone.to_string());
            return Ok(kept.ok_or_else(gone)?.content);
        }
        let channel = Channel::from_word(&self.row.channel)
            .ok_or_else(|| StoreError::broken("upload", "channel", self.id))?;
        let bytes = match self.desk.fetch(channel, &self.plan.fetch).await {
            Ok(bytes) => bytes,
            Err(FetchTrouble::Passing(why)) if !is_last => {
                return Err(Trouble::Passing(JobError::Later(why)));
            }
            Err(trouble) => return Err(Trouble::File(trouble.to_string())),
        };
        let now = self.house.clock.now().0;
        let mut tx = self.house.store.begin().await?;
        self.plan.content = Some(file::add(&mut tx, &self.plan.name, &bytes, now).await?.0);
        tx.commit().await?;
        Ok(bytes)
    }

    async fn load(&mut self, shown: Box<Shown>) -> Result<()> {
        let loaded = match self.reading(true).await {
            Ok(reading) => {
                let (by, now) = (Some(StaffId(self.row.staff_id)), self.house.clock.now());
                questions::load_as_shown(&self.house.store, by, &shown.target, &reading, &shown.preview, now)
                    .await?
            }
            Err(Trouble::File(why)) => return self.end_with(Stage::Failed(why)).await,
            Err(Trouble::Passing(error)) => return Err(error),
        };
        if loaded {
            return self.end_with(Stage::Loaded(shown)).await;
        }
        // Something else was loaded meanwhile, or this was, and the program
        // ended before it could say so: what is left to do is shown.
        self.read(true).await
    }

    /// Keeps how it stands and tells it where the file came from.
    async fn end_with(&mut self, stage: Stage) -> Result<()> {
        self.plan.stage = stage;
        self.tell().await
    }

    async fn tell(&mut self) -> Result<()> {
        let mut tx = self.house.store.begin().await?;
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
        notices::put(&mut tx, self.house, &address, &outgoing).await?;
        Ok(tx.commit().await?)
    }

    /// Gives the file back with its problems beside what they are about.
    async fn notes(&mut self) -> Result<()> {
        let (Some(shown), Ok(reading)) = (self.plan.shown().cloned(), self.reading(true).await) else {
            return Ok(());
        };
        let compared = reading.compare(&mut self.house.store.read().await?, &shown.target).await?;
        drop(reading);
        let Ok(bytes) = self.bytes(true).await else { return Ok(()) };
        let Ok(annotated) = questions::annotated(bytes, compared.problems).await else {
            return Err(StoreError::broken("upload", "plan", self.id).into());
        };
        let stem = self.plan.name.rsplit_once('.').map_or(self.plan.name.as_str(), |(stem, _)| stem);
        let name = format!("{stem}（批注）.{}", annotated.suffix);
        let now = self.house.clock.now().0;
        let mut tx = self.house.store.begin().await?;
        let file = file::add(&mut tx, &name, &annotated.bytes, now).await?;
        let address = self.address(&mut tx).await?;
        let words = self.house.texts.in_lang(address.lang);
        let html = uploads::notes_caption(words, &self.plan.name, annotated.is_loadable);
        let outgoing = Outgoing::Document { file: file.0, html, keyboard: Keyboard::None };
        notices::put(&mut tx, self.house, &address, &outgoing).await?;
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
