//! Deciding that a file is loaded. Where it corrects keys or makes
//! administrators, another administrator must agree.

use super::Desk;
use crate::{
    chat::{
        incoming::Channel,
        press::upload::{Act, OfUpload},
        say::Toast,
        screens::upload::View,
        turn::{Done, TurnError},
        uploads,
    },
    domain::{ids::StaffId, person::Role},
    intake::plan::Stage,
    store::{
        account::{self, Address, Person},
        audit, job, staff,
    },
};

impl Desk<'_, '_> {
    /// Loads it, or asks another administrator first.
    pub(super) async fn load(&mut self, person: &Person) -> Done {
        let is_delicate = match &self.plan.stage {
            Stage::Shown(shown) if !shown.preview.is_empty() => !shown.preview.rekeyed.is_empty(),
            Stage::People(shown) if !shown.is_empty() => shown.administrators > 0,
            _ => {
                self.show(View::State);
                return Ok(());
            }
        };
        let others = if is_delicate { self.others(person).await? } else { Vec::new() };
        self.plan.asked = others.iter().map(|(name, _)| name.clone()).collect();
        let is_asking = !others.is_empty();
        self.plan.stage = match self.plan.stage.clone() {
            Stage::Shown(shown) if is_asking => Stage::Asking(shown),
            Stage::Shown(shown) => Stage::Loading(shown),
            Stage::People(shown) if is_asking => Stage::AskingPeople(shown),
            Stage::People(shown) => Stage::LoadingPeople(shown),
            other => other,
        };
        if !is_asking {
            return self.go_on().await;
        }
        if self.keep().await? {
            self.ask(person, others);
        }
        Ok(())
    }

    fn ask(&mut self, person: &Person, others: Vec<(String, Address)>) {
        for (_, address) in others {
            let view = View::Approval { from: person.name.clone(), page: 0 };
            let say = uploads::screen(self.turn.house, self.id, self.row.version, self.plan.clone(), view);
            self.turn.notify(&address, &say);
        }
    }

    /// The other administrators who can be asked, by name. A terminal is open
    /// only now and then: who has nothing else is not waited for.
    async fn others(&mut self, person: &Person) -> Result<Vec<(String, Address)>, TurnError> {
        let roles = (Role::Administrator, Role::Owner);
        let channel = Channel::Telegram.word();
        Ok(account::others_of(self.turn.tx, roles, person.staff, channel).await?)
    }

    /// Another administrator looks at a page of what is asked.
    pub(super) async fn look_as_judge(&mut self, page: usize) -> Done {
        if !matches!(self.plan.stage, Stage::Asking(_) | Stage::AskingPeople(_)) {
            self.turn.toast(Toast::DecidedAlready);
            return Ok(());
        }
        let from = staff::by_id(self.turn.tx, StaffId(self.row.staff_id)).await?;
        let from = from.map_or_else(String::new, |member| member.name);
        self.show(View::Approval { from, page });
        Ok(())
    }

    /// Another administrator decides.
    pub(super) async fn judge(&mut self, person: &Person, press: &OfUpload) -> Done {
        let approves = press.act == Act::Approve;
        let (stage, word) = match (self.plan.stage.clone(), approves) {
            (Stage::Asking(shown), true) => (Stage::Loading(shown), "keys-approved"),
            (Stage::Asking(_), false) => (Stage::Refused, "keys-refused"),
            (Stage::AskingPeople(shown), true) => (Stage::LoadingPeople(shown), "rights-approved"),
            (Stage::AskingPeople(_), false) => (Stage::Refused, "rights-refused"),
            _ => {
                self.turn.toast(Toast::DecidedAlready);
                self.show(View::State);
                return Ok(());
            }
        };
        if self.row.staff_id == person.staff.0 {
            self.turn.toast(Toast::NotYours);
            return Ok(());
        }
        if press.version != self.row.version {
            self.turn.toast(Toast::UploadChanged);
            return Ok(());
        }
        self.plan.stage = stage;
        if !self.keep_apart().await? {
            return Ok(());
        }
        let subject = format!("upload {}", self.id);
        audit::append(self.turn.tx, self.turn.now.0, Some(person.staff), word, &subject, &self.plan.name)
            .await?;
        self.turn.toast(Toast::Done);
        self.show(View::State);
        // It goes on where it came from: that chat is told how it ends.
        let kind = uploads::job(&self.row.channel);
        Ok(job::add(self.turn.tx, kind, &self.id.to_string(), self.turn.now.0).await?)
    }
}
