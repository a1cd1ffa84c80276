//! One exam at the desk: what it is, publishing it, taking it back, calling it
//! off.

use std::collections::HashSet;

use super::{reason, show};
use crate::{
    chat::{
        handlers::admin,
        notices,
        press::exam_desk::{OfDesk, Way},
        say::Toast,
        screens::exam_desk::{
            Desk,
            one::{Ask, From, One, PaperLine, TrackLine, Trouble, WhyCancel},
        },
        screens::exam_notice::What,
        state::{State, Wanted},
        turn::{Done, Turn, TurnError},
    },
    clock::Timestamp,
    domain::{
        exam::{blueprint::Source, phase::Phase},
        ids::StaffId,
        person::Role,
    },
    exams::{
        plan::{self, Plan},
        publish::{self, Published},
    },
    store::{
        account::{self, Person},
        bank, candidate,
        exam::{self, ExamRow},
        staff::Present,
    },
};

/// Who sits an exam: their names, the words of their tracks and what is in the
/// way.
struct Lists {
    tracks: Vec<String>,
    unbound: Vec<String>,
    trouble: Option<Trouble>,
}

/// A tap on a button of one exam.
pub(super) async fn pressed(turn: &mut Turn<'_>, person: &Person, row: &ExamRow, of: OfDesk) -> Done {
    match of {
        OfDesk::Ask(..) | OfDesk::Do { .. } if !admin::may(turn, person) => Ok(()),
        OfDesk::Ask(_, Way::Cancel) => ask_cancel(turn, person, row).await,
        OfDesk::Ask(_, way) => ask(turn, person, row, way).await,
        OfDesk::Do { version, way, .. } if version == row.version => act(turn, person, row, way).await,
        OfDesk::Do { .. } => {
            turn.toast(Toast::ChangedSince);
            view(turn, person, row).await
        }
        _ => view(turn, person, row).await,
    }
}

pub(super) async fn view(turn: &mut Turn<'_>, person: &Person, row: &ExamRow) -> Done {
    let one = one(turn, person, row).await?;
    show(turn, Desk::One(one));
    Ok(())
}

/// Shows it as it stands after a step.
async fn view_again(turn: &mut Turn<'_>, person: &Person, row: &ExamRow) -> Done {
    match exam::get(turn.tx, row.id).await? {
        Some(row) => view(turn, person, &row).await,
        None => Ok(()),
    }
}

async fn ask(turn: &mut Turn<'_>, person: &Person, row: &ExamRow, way: Way) -> Done {
    let one = one(turn, person, row).await?;
    let fits = match way {
        Way::Publish => row.phase == Phase::Draft && one.trouble.as_ref().is_some_and(Trouble::is_none),
        Way::TakeBack | Way::Cancel => row.phase == Phase::Published,
    };
    if !fits {
        turn.toast(Toast::Expired);
        show(turn, Desk::One(one));
        return Ok(());
    }
    show(turn, Desk::Ask(Ask { one, version: row.version, way }));
    Ok(())
}

async fn ask_cancel(turn: &mut Turn<'_>, person: &Person, row: &ExamRow) -> Done {
    if !matches!(row.phase, Phase::Draft | Phase::Published | Phase::Open) {
        turn.toast(Toast::Expired);
        return view(turn, person, row).await;
    }
    wants_reason(turn, row, false).await
}

async fn wants_reason(turn: &mut Turn<'_>, row: &ExamRow, again: bool) -> Done {
    let people = candidate::list(turn.tx, row.id).await?.len();
    turn.wait_for(State::Desk(Wanted::WhyCancel(row.id))).await?;
    show(turn, Desk::WhyCancel(WhyCancel { exam: row.id, title: row.exam.title.clone(), people, again }));
    Ok(())
}

async fn act(turn: &mut Turn<'_>, person: &Person, row: &ExamRow, way: Way) -> Done {
    let by = Some(person.staff);
    let done = match way {
        Way::Publish => {
            let came_to = publish::publish(turn.tx, row, by, turn.house.zone, turn.now).await?;
            let done = matches!(came_to, Published::Done(_));
            if done {
                tell(turn, row, &What::Published).await?;
            }
            done
        }
        Way::TakeBack if row.phase == Phase::Published => {
            // Taken back, nobody is expected any more.
            tell(turn, row, &What::TakenBack).await?;
            let done = publish::take_back(turn.tx, row, by, turn.now).await?;
            if !done {
                return Err(TurnError::Bug("an exam that could not be taken back"));
            }
            done
        }
        Way::TakeBack | Way::Cancel => false,
    };
    turn.toast(if done { Toast::Done } else { Toast::Expired });
    view_again(turn, person, row).await
}

/// The reason for calling it off was typed.
pub(super) async fn cancel(turn: &mut Turn<'_>, person: &Person, row: &ExamRow, text: &str) -> Done {
    if !admin::may(turn, person) {
        return Ok(());
    }
    let Some(reason) = reason(text) else { return wants_reason(turn, row, true).await };
    if publish::cancel(turn.tx, row, Some(person.staff), &reason, turn.now).await? {
        tell(turn, row, &What::CalledOff(reason)).await?;
    }
    view_again(turn, person, row).await
}

/// Tells all who are expected.
async fn tell(turn: &mut Turn<'_>, row: &ExamRow, what: &What) -> Done {
    for (address, say) in notices::of_exam(turn.tx, turn.house, row, what).await? {
        turn.notify(&address, &say);
    }
    Ok(())
}

/// What is shown of an exam.
async fn one(turn: &mut Turn<'_>, person: &Person, row: &ExamRow) -> Result<One, TurnError> {
    let lists = match row.phase {
        Phase::Draft => planned(turn, row).await?,
        _ => expected(turn, row).await?,
    };
    let exam = &row.exam;
    let people = |id: &str| lists.tracks.iter().filter(|track| *track == id).count();
    let tracks = exam.tracks.iter().map(|track| TrackLine {
        title: track.title.clone(),
        book: track.book,
        people: people(&track.id),
        minutes: track.minutes,
        pass: track.pass,
    });
    Ok(One {
        exam: row.id,
        title: exam.title.clone(),
        code: row.code.clone(),
        phase: row.phase,
        window: (turn.house.local(exam.window.opens), turn.house.local(exam.window.closes)),
        tracks: tracks.collect(),
        rows: paper(turn, row).await?,
        paper: (exam.questions(), exam.full_mark()),
        room_code: exam.code.clone(),
        trouble: lists.trouble,
        unbound: lists.unbound,
        administers: person.is(Role::Administrator),
    })
}

async fn paper(turn: &mut Turn<'_>, row: &ExamRow) -> Result<Vec<PaperLine>, TurnError> {
    let lang = turn.lang();
    let mut lines = Vec::new();
    for row in &row.exam.blueprint {
        let from = match &row.from {
            Source::Topic(word) => {
                let topic = turn.house.topic(word);
                From::Named(topic.map_or_else(|| word.clone(), |topic| topic.name(lang).to_owned()))
            }
            Source::Bank(id) => {
                let known = bank::get(turn.tx, id).await?;
                From::Named(known.map_or_else(|| id.clone(), |(title, _)| title))
            }
            Source::Tag(tag) => From::Tag(tag.clone()),
            Source::Chosen(_) => From::Chosen,
            Source::Any => From::Any,
        };
        lines.push(PaperLine { from, kind: row.kind, number: row.number, marks: row.marks });
    }
    Ok(lines)
}

/// Who would sit a draft.
async fn planned(turn: &mut Turn<'_>, row: &ExamRow) -> Result<Lists, TurnError> {
    let plan = plan::plan(turn.tx, &row.exam, turn.house.zone).await?;
    let bound = account::holders(turn.tx, turn.channel()).await?;
    Ok(Lists {
        tracks: plan.people.iter().map(|(_, track)| track.clone()).collect(),
        unbound: unbound(&plan, &bound),
        trouble: Some(trouble(plan, row, turn.now)),
    })
}

fn unbound(plan: &Plan, bound: &HashSet<StaffId>) -> Vec<String> {
    let people = plan.people.iter().map(|(person, _)| person);
    people.filter(|person| !bound.contains(&person.id)).map(named).collect()
}

/// A person with the number by which the roster knows them.
fn named(person: &Present) -> String {
    format!("{} {}", person.staff_no, person.name)
}

fn trouble(plan: Plan, row: &ExamRow, now: Timestamp) -> Trouble {
    let names = |people: &[Present]| people.iter().map(named).collect::<Vec<_>>();
    Trouble {
        past: row.exam.window.closes <= now,
        no_questions: row.exam.questions() == 0,
        nobody: plan.people.is_empty() && plan.birth_unknown.is_empty() && plan.nowhere.is_empty(),
        birth_unknown: names(&plan.birth_unknown),
        nowhere: names(&plan.nowhere),
        unknown: plan.unknown,
        short: plan.pools.err().unwrap_or_default(),
    }
}

/// Who sits a published exam.
async fn expected(turn: &mut Turn<'_>, row: &ExamRow) -> Result<Lists, TurnError> {
    let people = candidate::list(turn.tx, row.id).await?;
    let unbound = people.iter().filter(|one| !one.bound && one.active);
    Ok(Lists {
        unbound: unbound.map(|one| format!("{} {}", one.staff_no, one.name)).collect(),
        tracks: people.into_iter().map(|one| one.candidate.track).collect(),
        trouble: None,
    })
}
