//! Fetching a file, and finding out what loading it would do.

use super::{JobError, Result, Trouble, Work};
use crate::{
    chat::{files::FetchTrouble, incoming::Channel},
    domain::ids::FileId,
    intake::{
        plan::{Shown, Stage},
        questions::{self, Reading},
        roster,
    },
    store::{StoreError, file},
};

/// A file as a staff list.
pub(super) enum People {
    /// It is one.
    List(roster::Reading),
    /// It is meant to be one, for this can't be anything else; what is wrong.
    Faulty(String),
    /// It is none, as far as can be told, and why.
    No(String),
}

impl Work<'_> {
    pub(super) async fn read(&mut self) -> Result<()> {
        match self.look().await {
            Ok(stage) => self.end_with(stage).await,
            Err(Trouble::File(why)) => self.end_with(Stage::Failed(why)).await,
            Err(Trouble::Passing(error)) => Err(error),
        }
    }

    /// What loading it would do.
    async fn look(&mut self) -> std::result::Result<Stage, Trouble> {
        let read = self.reading().await;
        // What holds no question may be a staff list.
        let is_bank = matches!(&read, Ok(reading) if reading.has_questions());
        if !is_bank && let Some(stage) = self.look_for_people().await? {
            return Ok(stage);
        }
        let reading = read?;
        let mut tx = self.house.store.read().await?;
        let topics = &self.house.rules.topics;
        let target = questions::target(&mut tx, topics, &self.plan.wish, &reading, &self.plan.name).await?;
        let preview = reading.compare(&mut tx, &target).await?.preview;
        let kind = reading.kind.name().to_owned();
        let (mapping, uncounted) = (reading.mapping, reading.uncounted);
        Ok(Stage::Shown(Box::new(Shown { kind, mapping, target, preview, uncounted })))
    }

    async fn look_for_people(&mut self) -> std::result::Result<Option<Stage>, Trouble> {
        if self.plan.content.is_none() && self.fetched.is_none() {
            return Ok(None);
        }
        match self.people().await? {
            People::List(people) => {
                let hash = |phone: &str| self.house.phone_key.hash(phone);
                let preview = roster::compare(&mut self.house.store.read().await?, &people, &hash).await?;
                Ok(Some(Stage::People(Box::new(preview))))
            }
            // Who says what the columns are means questions.
            People::Faulty(why) if self.plan.mapping.is_none() => Err(Trouble::File(why)),
            People::Faulty(_) | People::No(_) => Ok(None),
        }
    }

    pub(super) async fn people(&mut self) -> std::result::Result<People, Trouble> {
        let bytes = self.bytes().await?;
        let today = self.house.day(self.house.clock.now());
        match roster::read(bytes, self.plan.name.clone(), today).await {
            Ok(reading) => Ok(People::List(reading)),
            Err(error) if error.is_of_people() => Ok(People::Faulty(error.to_string())),
            Err(roster::ReadError::File(refusal)) => Ok(People::No(refusal.to_string())),
            Err(error @ roster::ReadError::Fault) => Err(Trouble::File(error.to_string())),
        }
    }

    /// The file, read as somebody said.
    async fn reading(&mut self) -> std::result::Result<Reading, Trouble> {
        let bytes = self.bytes().await?;
        let (store, how) = (&self.house.store, self.plan.how(self.house.import));
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

    /// The file, read as it was when it was shown: what is remembered by now of
    /// such tables doesn't count.
    pub(super) async fn as_shown(&mut self, shown: &Shown) -> std::result::Result<Reading, Trouble> {
        let bytes = self.bytes().await?;
        let said = self.plan.mapping.is_some();
        let opened = questions::open_as_shown(bytes, shown.mapping.clone(), said).await?;
        Ok(opened.read(self.plan.how(self.house.import)).await?)
    }

    /// Its bytes, which are kept with the plan once they were fetched.
    pub(super) async fn bytes(&mut self) -> std::result::Result<Vec<u8>, Trouble> {
        if let Some(bytes) = &self.fetched {
            return Ok(bytes.clone());
        }
        if let Some(content) = self.plan.content {
            let kept = file::get(&mut self.house.store.read().await?, FileId(content)).await?;
            let gone = || Trouble::File(FetchTrouble::Gone.to_string());
            return Ok(kept.ok_or_else(gone)?.content);
        }
        let channel = Channel::from_word(&self.row.channel)
            .ok_or_else(|| StoreError::broken("upload", "channel", self.id))?;
        let bytes = match self.desk.fetch(channel, &self.plan.fetch).await {
            Ok(bytes) => bytes,
            Err(FetchTrouble::Passing(why)) if !self.is_last() => {
                return Err(Trouble::Passing(JobError::Later(why)));
            }
            Err(trouble) => return Err(Trouble::File(trouble.to_string())),
        };
        self.fetched = Some(bytes.clone());
        Ok(bytes)
    }
}
