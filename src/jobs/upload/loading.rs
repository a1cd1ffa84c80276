//! Loading what was shown and agreed to.

use super::{Result, Trouble, Work, reading::People};
use crate::{
    chat::notices,
    domain::ids::StaffId,
    intake::{
        plan::{Shown, Stage},
        questions,
        roster::{self, Outcome, RosterPreview},
    },
    store::Tx,
};

impl Work<'_> {
    pub(super) async fn load(&mut self, shown: Box<Shown>) -> Result<()> {
        match self.written(&shown).await {
            Ok(Some(tx)) => self.end_in(tx, Stage::Loaded(shown)).await,
            // Something else was loaded meanwhile: what is left to do is shown.
            Ok(None) => self.read().await,
            Err(Trouble::File(why)) => self.end_with(Stage::Failed(why)).await,
            Err(Trouble::Passing(error)) => Err(error),
        }
    }

    /// The file as it was shown, written; `None` if it would come to something
    /// else.
    async fn written(&mut self, shown: &Shown) -> std::result::Result<Option<Tx>, Trouble> {
        let reading = self.as_shown(shown).await?;
        let (by, now) = (Some(StaffId(self.row.staff_id)), self.house.clock.now());
        let what = (&shown.target, &reading, &shown.preview);
        Ok(questions::written(&self.house.store, by, what, now).await?)
    }

    pub(super) async fn load_people(&mut self, shown: &RosterPreview) -> Result<()> {
        let people = match self.people().await {
            Ok(People::List(people)) => people,
            Ok(People::Faulty(why) | People::No(why)) | Err(Trouble::File(why)) => {
                return self.end_with(Stage::Failed(why)).await;
            }
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
        let Outcome::Loaded(loaded) = roster::load_as_shown(&mut tx, &people, shown, &how).await? else {
            drop(tx);
            return self.read().await;
        };
        for staff in loaded.menus {
            notices::menus(&mut tx, self.house, staff).await?;
        }
        self.end_in(tx, Stage::LoadedPeople { added: loaded.added, changed: loaded.changed }).await
    }
}
