//! Giving a file back with its problems beside what they are about.

use super::{Result, Trouble, Work};
use crate::{
    chat::{
        files::FetchTrouble,
        outgoing::{Keyboard, Outgoing},
        say::Say,
        screens::line::Line,
        uploads,
    },
    intake::questions::{self, Annotated},
    store::file,
};

impl Work<'_> {
    /// Sends the notes. They were promised: where there are none, that is told.
    pub(super) async fn notes(&mut self) -> Result<()> {
        match self.annotated().await {
            Ok(annotated) => self.send(annotated).await,
            Err(Trouble::File(why)) => self.no_notes(&why).await,
            Err(Trouble::Passing(error)) => Err(error),
        }
    }

    /// Nothing is written before the file is made: turns go on meanwhile.
    async fn annotated(&mut self) -> std::result::Result<Annotated, Trouble> {
        let Some(shown) = self.plan.shown().cloned() else {
            return Err(Trouble::File(FetchTrouble::Gone.to_string()));
        };
        let reading = self.as_shown(&shown).await?;
        let compared = reading.compare(&mut self.house.store.read().await?, &shown.target).await?;
        drop(reading);
        let bytes = self.bytes().await?;
        Ok(questions::annotated(bytes, compared.problems).await?)
    }

    async fn send(&self, annotated: Annotated) -> Result<()> {
        let stem = self.plan.name.rsplit_once('.').map_or(self.plan.name.as_str(), |(stem, _)| stem);
        let name = format!("{stem}（批注）.{}", annotated.suffix);
        let mut tx = self.house.store.begin().await?;
        let file = file::add(&mut tx, &name, &annotated.bytes, self.house.clock.now().0).await?;
        let address = self.address(&mut tx).await?;
        let words = self.house.texts.in_lang(address.lang);
        let html = uploads::notes_caption(words, &self.plan.name, annotated.is_loadable);
        let outgoing = Outgoing::Document { file: file.0, html, keyboard: Keyboard::None };
        self.tell(tx, &address, &outgoing).await
    }

    /// Tells why there are none.
    pub(super) async fn no_notes(&self, why: &str) -> Result<()> {
        let mut tx = self.house.store.begin().await?;
        let address = self.address(&mut tx).await?;
        let say = Say::Line(Line::NoNotes { name: self.plan.name.clone(), why: why.to_owned() });
        let outgoing = say.page(self.house.texts.in_lang(address.lang)).send();
        self.tell(tx, &address, &outgoing).await
    }
}
