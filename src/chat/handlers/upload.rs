//! Files that administrators send to be loaded: looked at, corrected, decided.

mod approval;
mod correction;

use serde_json::json;

use crate::{
    chat::{
        files,
        incoming::Poll,
        press::upload::{Act, OfUpload},
        say::{Say, Toast},
        screens::{line::Line, upload::View},
        turn::{Done, Turn, TurnError},
        uploads,
    },
    domain::{choices::letter, ids::UploadId, person::Role},
    intake::{
        plan::{Plan, Stage},
        upload as kept,
    },
    store::{
        account::Person,
        file, job,
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
    match press.act {
        Act::Approve | Act::Refuse => desk.judge(person, press).await,
        _ if desk.row.staff_id == person.staff.0 => desk.own(person, press).await,
        Act::Changes(page) => desk.look_as_judge(page).await,
        _ => {
            desk.turn.toast(Toast::NotYours);
            Ok(())
        }
    }
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

    /// A button of whoever has sent the file.
    async fn own(&mut self, person: &Person, press: &OfUpload) -> Done {
        if press.version != self.row.version && press.act != Act::View {
            self.turn.toast(Toast::UploadChanged);
            self.show(View::State);
            return Ok(());
        }
        self.act(person, &press.act).await
    }

    /// Keeps the plan and shows it; the message with the button is where it is
    /// shown from now on. Whether it could: somebody else may have been quicker.
    async fn keep(&mut self) -> Result<bool, TurnError> {
        self.plan.message = self.turn.pressed().map(|message| message.0).or(self.plan.message);
        let is_kept = self.keep_apart().await?;
        if is_kept {
            self.show(View::State);
        }
        Ok(is_kept)
    }

    /// Keeps the plan, which is shown elsewhere. Where somebody else was
    /// quicker, what they have made of it is shown.
    async fn keep_apart(&mut self) -> Result<bool, TurnError> {
        if kept::keep(self.turn.tx, self.id, &mut self.plan, self.row.version).await? {
            self.row.version += 1;
            return Ok(true);
        }
        self.turn.toast(Toast::UploadChanged);
        if let Some(row) = upload::get(self.turn.tx, self.id).await?
            && let Some(plan) = Plan::read(&row.plan)
        {
            (self.row, self.plan) = (row, plan);
            self.show(View::State);
        }
        Ok(false)
    }

    /// Keeps the plan, and goes on with the file beside the turns.
    async fn go_on(&mut self) -> Done {
        if self.keep().await? { enqueue(self.turn, self.id).await } else { Ok(()) }
    }

    async fn act(&mut self, person: &Person, act: &Act) -> Done {
        match act {
            Act::Load => self.load(person).await,
            Act::Cancel if self.plan.stage.is_undecided() => self.cancel().await,
            Act::Notes if matches!(self.plan.stage, Stage::Shown(_)) => self.notes().await,
            Act::Banks(page) if matches!(self.plan.stage, Stage::Shown(_)) => self.banks(*page).await,
            Act::Assign { .. }
            | Act::Header { .. }
            | Act::Numbers { .. }
            | Act::Bank(_)
            | Act::NewBank
            | Act::Topic(_) => self.correct(act).await,
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
            Act::Changes(page) => View::Changes(*page),
            Act::Columns(sheet) => View::Columns(*sheet),
            Act::Fields { sheet, column } => View::Fields { sheet: *sheet, column: *column },
            Act::Topics => View::Topics(self.turn.house.rules.topics.clone()),
            _ => View::State,
        }
    }

    async fn cancel(&mut self) -> Done {
        self.plan.stage = Stage::Cancelled;
        self.keep().await.map(drop)
    }

    async fn notes(&mut self) -> Done {
        let subject = format!("{}{}", self.id, uploads::NOTES);
        job::add(self.turn.tx, uploads::job(&self.row.channel), &subject, self.turn.now.0).await?;
        self.turn.toast(Toast::NotesComing);
        Ok(())
    }
}
