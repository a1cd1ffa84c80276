//! Making an exam step by step. What is half made is a draft of its own, so that
//! nothing is lost when one leaves.

use std::collections::BTreeMap;

use super::one;
use crate::{
    chat::{
        handlers::admin,
        press::{
            exam_draft::{At, Choice, OfDraft, Step},
            upload::fingerprint,
        },
        say::{Say, Toast},
        screens::exam_draft::{Asks, Draft, Paper, Shown, Who},
        state::{State, Wanted},
        turn::{Done, Turn, TurnError},
    },
    domain::{
        exam::{
            Exam, RoomCode,
            blueprint::{Row, Source},
            phase::Phase,
            timing::Window,
            when,
        },
        ids::UnitId,
        question::Kind,
    },
    exams::{
        draft::{self, TEMPLATES},
        file::format::{MAX_MINUTES, MAX_TITLE, Preset},
    },
    store::{
        account::Person,
        bank,
        exam::{self, ExamRow},
        question::Askable,
        staff::{self, Present},
        unit,
    },
};

/// A tap on a button with which an exam is made.
pub(in crate::chat::handlers) async fn pressed(turn: &mut Turn<'_>, person: &Person, of: OfDraft) -> Done {
    if !admin::may(turn, person) {
        return Ok(());
    }
    match of {
        OfDraft::New => {
            show(turn, Draft::New);
            Ok(())
        }
        OfDraft::Make(preset) => make(turn, person, preset).await,
        OfDraft::Show(at) => step(turn, at).await,
        OfDraft::Choose { at, version, choice } => choose(turn, person, (at, version), choice).await,
    }
}

/// Asks what kind of exam is to be made.
pub(in crate::chat::handlers) fn new(turn: &mut Turn<'_>, person: &Person) {
    if admin::may(turn, person) {
        show(turn, Draft::New);
    }
}

fn show(turn: &mut Turn<'_>, screen: Draft) {
    turn.show(&Say::ExamDraft(Box::new(screen)));
}

async fn make(turn: &mut Turn<'_>, person: &Person, preset: Preset) -> Done {
    let seed = turn.house.seeds.next();
    let when = (turn.house.zone, turn.now);
    match draft::make(turn.tx, preset, person.staff, seed, when).await? {
        Some(exam) => step(turn, At { exam, step: Step::Title, guided: true }).await,
        None => {
            show(turn, Draft::TooMany);
            Ok(())
        }
    }
}

/// The draft; says so if it is none any more.
async fn draft_of(turn: &mut Turn<'_>, at: At) -> Result<Option<ExamRow>, TurnError> {
    let row = exam::get(turn.tx, at.exam).await?.filter(|row| row.phase == Phase::Draft);
    if row.is_none() {
        turn.toast(Toast::Expired);
        show(turn, Draft::Fixed(at.exam));
    }
    Ok(row)
}

/// Shows a step as it stands.
async fn step(turn: &mut Turn<'_>, at: At) -> Done {
    let Some(row) = draft_of(turn, at).await? else { return Ok(()) };
    let exam = &row.exam;
    let asks = match at.step {
        Step::Title => Asks::Title(false),
        Step::When => Asks::When(turn.house.local(exam.window.opens), turn.house.local(exam.window.closes)),
        Step::Minutes => Asks::Minutes(exam.tracks.first().map_or(0, |track| track.minutes)),
        Step::Who => Asks::Who(who(turn, exam, vec![]).await?),
        Step::Paper => Asks::Paper(paper(turn, exam).await?),
        Step::Pass => Asks::Pass(
            exam.full_mark(),
            exam.tracks.first().map_or_else(Default::default, |track| track.pass),
        ),
        Step::Code => Asks::Code(exam.code.clone()),
    };
    ask(turn, at, &row, asks).await
}

/// Shows what is asked, and waits for what may be typed.
async fn ask(turn: &mut Turn<'_>, at: At, row: &ExamRow, asks: Asks) -> Done {
    if matches!(at.step, Step::Title | Step::When | Step::Who) {
        turn.wait_for(State::Desk(Wanted::Draft(at))).await?;
    }
    let shown = Shown { at, version: row.version, title: row.exam.title.clone(), asks };
    show(turn, Draft::Step(shown));
    Ok(())
}

/// Goes on to the next step, or back to the exam.
async fn on(turn: &mut Turn<'_>, person: &Person, at: At) -> Done {
    match at.step.next().filter(|_| at.guided) {
        Some(step) => self::step(turn, At { step, ..at }).await,
        None => match exam::get(turn.tx, at.exam).await? {
            Some(row) => one::view(turn, person, &row).await,
            None => Ok(()),
        },
    }
}

/// Writes the draft as it was changed; tells if somebody else was quicker.
async fn write(turn: &mut Turn<'_>, person: &Person, row: &ExamRow, exam: &Exam) -> Result<bool, TurnError> {
    let written = draft::change(turn.tx, row, person.staff, exam, turn.now).await?;
    turn.toast(if written { Toast::Kept } else { Toast::ChangedSince });
    Ok(written)
}

async fn choose(turn: &mut Turn<'_>, person: &Person, (at, version): (At, i64), choice: Choice) -> Done {
    let Some(row) = draft_of(turn, at).await? else { return Ok(()) };
    if row.version != version {
        turn.toast(Toast::ChangedSince);
        return step(turn, at).await;
    }
    let mut exam = row.exam.clone();
    if !apply(turn, &mut exam, choice).await? {
        turn.toast(Toast::Expired);
        return step(turn, at).await;
    }
    let written = write(turn, person, &row, &exam).await?;
    // Units and sources are tapped one after another.
    let stays = matches!(choice, Choice::Unit(_) | Choice::Source(..) | Choice::Template(_));
    if written && !stays { on(turn, person, at).await } else { step(turn, at).await }
}

/// Makes the choice; whether it makes sense.
async fn apply(turn: &mut Turn<'_>, exam: &mut Exam, choice: Choice) -> Result<bool, TurnError> {
    match choice {
        Choice::When(window) => {
            if window.opens <= turn.now || window.closes <= window.opens {
                return Ok(false);
            }
            draft::set_window(exam, window.opens, Some(window.closes));
        }
        Choice::Minutes(minutes) => {
            if minutes == 0 || i64::from(minutes) > MAX_MINUTES {
                return Ok(false);
            }
            draft::set_minutes(exam, minutes);
        }
        Choice::Everybody => (exam.who.units, exam.who.people) = (Vec::new(), Vec::new()),
        Choice::Unit(id) => {
            let Some(unit) = unit::get(turn.tx, id).await? else { return Ok(false) };
            toggle(&mut exam.who.units, unit.path);
        }
        Choice::Template(nth) => {
            let sources = chosen(exam);
            return set_paper(turn, exam, &sources, nth).await;
        }
        Choice::Source(nth, print) => {
            let known = sources(turn).await?;
            let Some((source, _)) = known.into_iter().find(|(source, _)| self::print(source) == print) else {
                return Ok(false);
            };
            let mut sources = chosen(exam);
            toggle(&mut sources, source);
            return set_paper(turn, exam, &sources, nth).await;
        }
        Choice::Pass(percent) => {
            if !(1..=100).contains(&percent) {
                return Ok(false);
            }
            draft::set_pass(exam, percent);
        }
        Choice::Code(changing) => exam.code = if changing { RoomCode::Changing } else { RoomCode::None },
    }
    Ok(true)
}

fn toggle<T: PartialEq>(all: &mut Vec<T>, one: T) {
    match all.iter().position(|known| *known == one) {
        Some(at) => drop(all.remove(at)),
        None => all.push(one),
    }
}

/// The sources that were chosen; none if everything is.
fn chosen(exam: &Exam) -> Vec<Source> {
    let mut sources = draft::sources(&exam.blueprint);
    sources.retain(|source| *source != Source::Any);
    sources
}

async fn set_paper(
    turn: &mut Turn<'_>,
    exam: &mut Exam,
    sources: &[Source],
    nth: usize,
) -> Result<bool, TurnError> {
    let Some(template) = TEMPLATES.get(nth) else { return Ok(false) };
    let askable = draft::askable(turn.tx, exam.window, turn.house.zone).await?;
    let sources = if sources.is_empty() { &[Source::Any] } else { sources };
    draft::set_paper(exam, draft::rows(&askable, sources, template));
    Ok(true)
}

/// What can be chosen to ask from, with its name: topics, then banks.
async fn sources(turn: &mut Turn<'_>) -> Result<Vec<(Source, String)>, TurnError> {
    let lang = turn.lang();
    let topics = turn
        .house
        .rules
        .topics
        .iter()
        .map(|topic| (Source::Topic(topic.id.as_str().to_owned()), topic.name(lang).to_owned()));
    let mut all: Vec<(Source, String)> = topics.collect();
    let banks = bank::list(turn.tx).await?;
    all.extend(banks.into_iter().map(|bank| (Source::Bank(bank.id), bank.title)));
    Ok(all)
}

/// How a button names a source.
fn print(source: &Source) -> u32 {
    match source {
        Source::Topic(word) => fingerprint(&format!("topic {word}")),
        Source::Bank(id) => fingerprint(id),
        Source::Tag(_) | Source::Chosen(_) | Source::Any => 0,
    }
}

async fn paper(turn: &mut Turn<'_>, exam: &Exam) -> Result<Paper, TurnError> {
    let askable = draft::askable(turn.tx, exam.window, turn.house.zone).await?;
    let chosen = chosen(exam);
    let listed = sources(turn).await?.into_iter().map(|(source, name)| {
        let number = draft::count(&askable, &source);
        (print(&source), name, number, chosen.contains(&source))
    });
    Ok(Paper {
        template: template_of(&askable, exam, &chosen),
        comes_to: (exam.questions(), exam.full_mark()),
        sources: listed.filter(|(_, _, number, chosen)| *number > 0 || *chosen).collect(),
    })
}

/// The template that the blueprint follows; the first if it was written by hand.
fn template_of(askable: &[Askable], exam: &Exam, chosen: &[Source]) -> usize {
    let sources = if chosen.is_empty() { &[Source::Any] } else { chosen };
    let follows = |nth: &usize| draft::rows(askable, sources, TEMPLATES[*nth]) == exam.blueprint;
    (0..TEMPLATES.len()).find(follows).or_else(|| alike(&exam.blueprint)).unwrap_or(0)
}

/// The template with just the kinds and marks of a blueprint.
fn alike(blueprint: &[Row]) -> Option<usize> {
    let of = |kind: Kind, marks: i64| {
        blueprint
            .iter()
            .any(|row| row.kind == Some(kind) && row.marks == crate::domain::points::Points::whole(marks))
    };
    TEMPLATES.iter().position(|template| template.iter().all(|(kind, _, marks)| of(*kind, *marks)))
}

async fn who(turn: &mut Turn<'_>, exam: &Exam, unknown: Vec<String>) -> Result<Who, TurnError> {
    let present = staff::present(turn.tx).await?;
    let who = &exam.who;
    let everybody = who.units.is_empty() && who.people.is_empty();
    let units = units(&present).into_iter().map(|(path, (id, number))| {
        let chosen = who.units.contains(&path);
        (id, path, number, chosen)
    });
    Ok(Who {
        everybody: everybody.then_some(present.len()),
        chosen: (who.units.len(), who.people.len()),
        units: units.collect(),
        unknown,
    })
}

/// The units in which there is somebody, each with all who are in it or below.
fn units(present: &[Present]) -> BTreeMap<String, (UnitId, usize)> {
    let mut units = BTreeMap::new();
    for person in present {
        units.entry(person.unit_path.clone()).or_insert((person.unit, 0));
    }
    for (path, (_, number)) in &mut units {
        let within = |person: &&Present| {
            let rest = person.unit_path.strip_prefix(path.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        *number = present.iter().filter(within).count();
    }
    units
}

/// A text that a step has asked for.
pub(in crate::chat::handlers) async fn typed(
    turn: &mut Turn<'_>,
    person: &Person,
    at: At,
    text: &str,
) -> Done {
    if !admin::may(turn, person) {
        return Ok(());
    }
    let Some(row) = draft_of(turn, at).await? else { return Ok(()) };
    match at.step {
        Step::When => when(turn, at, &row, text).await,
        Step::Who => people(turn, person, (at, row), text).await,
        _ => title(turn, person, (at, row), text).await,
    }
}

async fn title(turn: &mut Turn<'_>, person: &Person, (at, row): (At, ExamRow), text: &str) -> Done {
    let title = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() || title.chars().count() > MAX_TITLE {
        return ask(turn, at, &row, Asks::Title(true)).await;
    }
    let exam = Exam { title, ..row.exam.clone() };
    write(turn, person, &row, &exam).await?;
    on(turn, person, at).await
}

/// Shows a typed date and time in full before it is taken.
async fn when(turn: &mut Turn<'_>, at: At, row: &ExamRow, text: &str) -> Done {
    let zone = turn.house.zone;
    let read = when::read(text, turn.house.local(turn.now));
    let moment = |local| draft::moment(local, zone).ok_or(when::Wrong::Unclear);
    let window = read.and_then(|when| {
        let mut exam = row.exam.clone();
        let closes = when.closes.map(moment).transpose()?;
        draft::set_window(&mut exam, moment(when.opens)?, closes);
        Ok(exam.window)
    });
    let asks = match window {
        Ok(window) => sure(turn, window),
        Err(wrong) => Asks::WhenWrong(text.trim().to_owned(), wrong),
    };
    ask(turn, at, row, asks).await
}

fn sure(turn: &Turn<'_>, window: Window) -> Asks {
    Asks::WhenSure(window, turn.house.local(window.opens), turn.house.local(window.closes))
}

/// Typed staff numbers take the place of those that were typed before.
async fn people(turn: &mut Turn<'_>, person: &Person, (at, row): (At, ExamRow), text: &str) -> Done {
    let present = staff::present(turn.tx).await?;
    let marks = |letter: char| letter.is_whitespace() || ['、', '，', ',', '；', ';', '。'].contains(&letter);
    let mut named: Vec<String> = text.split(marks).filter(|no| !no.is_empty()).map(str::to_owned).collect();
    named.sort();
    named.dedup();
    let known = |no: &String| present.iter().any(|person| person.staff_no == *no);
    let unknown: Vec<String> = named.iter().filter(|no| !known(no)).cloned().collect();
    if !unknown.is_empty() || named.is_empty() {
        let who = who(turn, &row.exam, unknown).await?;
        return ask(turn, at, &row, Asks::Who(who)).await;
    }
    let mut exam = row.exam.clone();
    exam.who.people = named;
    write(turn, person, &row, &exam).await?;
    step(turn, at).await
}
