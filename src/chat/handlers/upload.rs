//! Files that administrators send to be loaded: looked at, corrected, decided.

use serde_json::json;

use crate::{
    chat::{
        files,
        incoming::Poll,
        press::upload::{Act, OfUpload, fingerprint},
        say::{Say, Toast},
        screens::{
            line::Line,
            upload::{FIELDS, View},
        },
        turn::{Done, Turn, TurnError},
        uploads,
    },
    domain::{choices::letter, ids::UploadId, person::Role},
    exchange::key::Base,
    intake::{
        Wish,
        plan::{Plan, Shown, Stage},
        roster::RosterPreview,
    },
    store::{
        account::{self, Address, Person},
        audit, bank, file, job,
        upload::{self, Upload},
    },
};

/// A file has come.
pub(super) async fn received(
    turn: &mut Turn<'_>,
    person: &Person,
    (id, name, size): (&str, Option<&str>, Option<u64>),
) -> Done {
    if let Some(bytes) = size.filter(|bytes| *bytes > files::LARGEST) {
        turn.send(&Say::Line(Line::FileTooLarge(bytes)));
        return Ok(());
    }
    if !person.is(Role::Administrator) {
        turn.send(&Say::Line(Line::FileNotHere));
        return Ok(());
    }
    begin(turn, person, Plan::fetched(name.unwrap_or_default().to_owned(), id.to_owned())).await
}

/// A quiz of the chat program was forwarded.
pub(super) async fn quiz(turn: &mut Turn<'_>, person: &Person, poll: &Poll) -> Done {
    if !person.is(Role::Administrator) {
        turn.send(&Say::Line(Line::Unreadable));
        return Ok(());
    }
    if poll.right.is_empty() {
        turn.send(&Say::Line(Line::PollNoKey));
        return Ok(());
    }
    let key: String = poll.right.iter().map(|option| letter(*option)).collect();
    let kind = if poll.allows_several || poll.right.len() > 1 { "多选题" } else { "单选题" };
    let text = json!({
        "title": "转发的测验",
        "questions": [{
            "题型": kind,
            "题干": poll.question,
            "选项": poll.options,
            "答案": key,
            "解析": poll.explanation.clone().unwrap_or_default(),
        }],
    });
    pasted(turn, person, "转发的测验.json", &text.to_string()).await
}

/// A text is to be read as a file.
pub(super) async fn pasted(turn: &mut Turn<'_>, person: &Person, name: &str, text: &str) -> Done {
    let content = file::add(turn.tx, name, text.as_bytes(), turn.now.0).await?;
    begin(turn, person, Plan::kept(name.to_owned(), content.0)).await
}

async fn begin(turn: &mut Turn<'_>, person: &Person, plan: Plan) -> Done {
    let chat = (turn.channel(), turn.incoming.chat.id);
    let id = upload::add(turn.tx, person.staff, chat, &plan.write(), turn.now.0).await?;
    turn.send(&uploads::screen(turn.house, id, 1, plan, View::State));
    enqueue(turn, id).await
}

/// Goes on with it beside the turns.
async fn enqueue(turn: &mut Turn<'_>, id: UploadId) -> Done {
    let kind = uploads::job(turn.channel());
    Ok(job::add(turn.tx, kind, &id.to_string(), turn.now.0).await?)
}

/// A button of such a file was tapped.
pub(super) async fn pressed(turn: &mut Turn<'_>, person: &Person, press: &OfUpload) -> Done {
    if !person.is(Role::Administrator) {
        turn.toast(Toast::NotYours);
        return Ok(());
    }
    let found = upload::get(turn.tx, press.upload).await?;
    let known = found.and_then(|row| Plan::read(&row.plan).map(|plan| (row, plan)));
    let Some((row, plan)) = known else {
        turn.toast(Toast::Expired);
        turn.send(&Say::Line(Line::UploadForgotten));
        return Ok(());
    };
    let mut desk = Desk { turn, id: press.upload, row, plan };
    if matches!(press.act, Act::Approve | Act::Refuse) {
        return desk.judge(person, press).await;
    }
    if desk.row.staff_id != person.staff.0 {
        desk.turn.toast(Toast::NotYours);
        return Ok(());
    }
    if press.version != desk.row.version && press.act != Act::View {
        desk.turn.toast(Toast::ChangedSince);
        desk.show(View::State);
        return Ok(());
    }
    desk.act(person, &press.act).await
}

struct Desk<'d, 't> {
    turn: &'d mut Turn<'t>,
    id: UploadId,
    row: Upload,
    plan: Plan,
}

impl Desk<'_, '_> {
    fn show(&mut self, view: View) {
        let say = uploads::screen(self.turn.house, self.id, self.row.version, self.plan.clone(), view);
        self.turn.show(&say);
    }

    /// Keeps the plan; the message with the button shows it from now on.
    async fn keep(&mut self) -> Done {
        self.plan.message = self.turn.pressed().map(|message| message.0).or(self.plan.message);
        self.keep_apart().await
    }

    /// Keeps the plan, which is shown elsewhere.
    async fn keep_apart(&mut self) -> Done {
        if upload::set(self.turn.tx, self.id, &self.plan.write(), self.row.version).await? {
            self.row.version += 1;
            return Ok(());
        }
        Err(TurnError::Bug("an upload changed under a turn"))
    }

    async fn act(&mut self, person: &Person, act: &Act) -> Done {
        if let Stage::People(shown) = self.plan.stage.clone() {
            return self.act_on_people(shown, act).await;
        }
        let Stage::Shown(shown) = self.plan.stage.clone() else {
            if *act == Act::Cancel && matches!(self.plan.stage, Stage::Reading | Stage::Asking(_)) {
                return self.cancel().await;
            }
            self.show(View::State);
            return Ok(());
        };
        match act {
            Act::Load => self.load(person, shown).await,
            Act::Cancel => self.cancel().await,
            Act::Notes => self.notes().await,
            Act::Banks(page) => self.banks(*page).await,
            Act::Assign { .. }
            | Act::Header { .. }
            | Act::Numbers { .. }
            | Act::Bank(_)
            | Act::NewBank
            | Act::Topic(_) => self.correct(&shown, act).await,
            looks => {
                self.show(self.view(looks));
                Ok(())
            }
        }
    }

    /// What may be done with a staff list.
    async fn act_on_people(&mut self, shown: Box<RosterPreview>, act: &Act) -> Done {
        match act {
            Act::Load if !shown.is_empty() => {
                self.plan.stage = Stage::LoadingPeople(shown);
                self.keep().await?;
                self.show(View::State);
                enqueue(self.turn, self.id).await
            }
            Act::Cancel => self.cancel().await,
            looks => {
                self.show(self.view(looks));
                Ok(())
            }
        }
    }

    /// What is looked at by a tap that changes nothing.
    fn view(&self, act: &Act) -> View {
        match act {
            Act::Sample(nth) => View::Sample(*nth),
            Act::Problems(page) => View::Problems(*page),
            Act::Columns(sheet) => View::Columns(*sheet),
            Act::Fields { sheet, column } => View::Fields { sheet: *sheet, column: *column },
            Act::Topics => View::Topics(self.turn.house.rules.topics.clone()),
            _ => View::State,
        }
    }

    async fn cancel(&mut self) -> Done {
        self.plan.stage = Stage::Cancelled;
        self.keep().await?;
        self.show(View::State);
        Ok(())
    }

    async fn notes(&mut self) -> Done {
        let subject = format!("{}{}", self.id, uploads::NOTES);
        job::add(self.turn.tx, uploads::job(&self.row.channel), &subject, self.turn.now.0).await?;
        self.turn.toast(Toast::NotesComing);
        Ok(())
    }

    async fn banks(&mut self, page: usize) -> Done {
        let rows = bank::list(self.turn.tx).await?;
        let banks = rows.into_iter().map(|row| (row.id, row.title)).collect();
        self.show(View::Banks { banks, page });
        Ok(())
    }

    /// Takes a correction and reads the file anew.
    async fn correct(&mut self, shown: &Shown, act: &Act) -> Done {
        let mut mapping = shown.mapping.clone();
        match act {
            Act::Assign { sheet, column, field } => {
                let Some(sheet) = mapping.sheets.get_mut(*sheet) else {
                    self.show(View::State);
                    return Ok(());
                };
                sheet.assign(*column, field.checked_sub(1).and_then(|nth| FIELDS.get(nth)).copied());
                self.plan.mapping = Some(mapping);
            }
            Act::Header { sheet, row } => self.plan.header = Some((*sheet, *row)),
            Act::Numbers { from_one } => self.plan.base = if *from_one { Base::One } else { Base::Zero },
            Act::Bank(wanted) => {
                let rows = bank::list(self.turn.tx).await?;
                let Some(row) = rows.into_iter().find(|row| fingerprint(&row.id) == *wanted) else {
                    self.turn.toast(Toast::Expired);
                    return self.banks(0).await;
                };
                self.plan.wish = Wish { bank: Some(row.id), ..Wish::default() };
            }
            Act::NewBank => self.plan.wish = Wish { bank: Some(self.new_id()), ..Wish::default() },
            Act::Topic(nth) => {
                let topic = self.turn.house.rules.topics.get(*nth);
                self.plan.wish.topic = topic.map(|topic| topic.id.as_str().to_owned());
            }
            _ => {}
        }
        self.plan.stage = Stage::Reading;
        self.keep().await?;
        self.show(View::State);
        enqueue(self.turn, self.id).await
    }

    /// An id that no bank has.
    fn new_id(&self) -> String {
        let day = crate::domain::calendar::day_number(self.turn.house.day(self.turn.now));
        format!("bank-{day}-{}", self.id)
    }

    /// Loads it, or asks another administrator about corrected keys first.
    async fn load(&mut self, person: &Person, shown: Box<Shown>) -> Done {
        if shown.preview.is_empty() {
            self.show(View::State);
            return Ok(());
        }
        let others = if shown.preview.rekeyed.is_empty() { Vec::new() } else { self.others(person).await? };
        if others.is_empty() {
            self.plan.stage = Stage::Loading(shown);
            self.keep().await?;
            self.show(View::State);
            return enqueue(self.turn, self.id).await;
        }
        self.plan.stage = Stage::Asking(shown);
        self.keep().await?;
        let view = || View::Approval(person.name.clone());
        for address in others {
            let say = uploads::screen(self.turn.house, self.id, self.row.version, self.plan.clone(), view());
            self.turn.notify(&address, &say);
        }
        self.show(View::State);
        Ok(())
    }

    /// Where other administrators can be asked.
    async fn others(&mut self, person: &Person) -> Result<Vec<Address>, TurnError> {
        let own: Vec<Address> = account::addresses(self.turn.tx, person.staff).await?;
        let all = account::addresses_of(self.turn.tx, Role::Administrator, Role::Owner).await?;
        let is_own = |address: &Address| {
            own.iter().any(|one| one.channel == address.channel && one.account == address.account)
        };
        Ok(all.into_iter().filter(|address| !is_own(address)).collect())
    }

    /// Another administrator decides about corrected keys.
    async fn judge(&mut self, person: &Person, press: &OfUpload) -> Done {
        let Stage::Asking(shown) = self.plan.stage.clone() else {
            self.turn.toast(Toast::DecidedAlready);
            self.show(View::State);
            return Ok(());
        };
        if self.row.staff_id == person.staff.0 {
            self.turn.toast(Toast::NotYours);
            return Ok(());
        }
        if press.version != self.row.version {
            self.turn.toast(Toast::ChangedSince);
            return Ok(());
        }
        let approves = press.act == Act::Approve;
        self.plan.stage = if approves { Stage::Loading(shown) } else { Stage::Refused };
        self.keep_apart().await?;
        let word = if approves { "keys-approved" } else { "keys-refused" };
        let subject = format!("upload {}", self.id);
        audit::append(self.turn.tx, self.turn.now.0, Some(person.staff), word, &subject, &self.plan.name)
            .await?;
        self.turn.toast(Toast::Done);
        self.show(View::State);
        enqueue_for(self.turn, &self.row, self.id).await
    }
}

/// Goes on with it where it came from: that chat is told how it ends.
async fn enqueue_for(turn: &mut Turn<'_>, row: &Upload, id: UploadId) -> Done {
    Ok(job::add(turn.tx, uploads::job(&row.channel), &id.to_string(), turn.now.0).await?)
}
