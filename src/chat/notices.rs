//! What people are told without having asked.

use super::{
    commands,
    house::House,
    incoming::Channel,
    outgoing::Outgoing,
    press::bank::OfBank,
    say::Say,
    screens::{
        admin::Reported,
        exam_notice::{ExamNotice, Sits, What},
        line::{Line, description_key},
    },
    texts::Words,
};
use crate::{
    domain::{
        calendar,
        exam::track::Track,
        ids::{QuestionId, StaffId},
        person::Role,
        question::Question,
    },
    store::{
        Result, Tx,
        account::{self, Address},
        candidate::{self, Standing},
        exam::ExamRow,
        flag, outbox, question,
        rebuild::Difference,
    },
    words,
};

/// How many characters of a stem name a question.
const STEM_SHOWN: usize = 40;

/// A reported question, as administrators see it.
pub async fn reported(tx: &mut Tx, id: QuestionId) -> Result<Option<Reported>> {
    let Some(row) = question::get(tx, id).await? else { return Ok(None) };
    let (version, content) = question::current(tx, id).await?;
    let reports = flag::of_question(tx, id).await?;
    Ok(Some(Reported {
        question: id,
        version,
        bank: row.title,
        code: format!("{}/{}", row.bank_id, row.code),
        live: row.live,
        content,
        back: OfBank::Around(id),
        reports: reports.into_iter().map(|report| (report.name, report.reason)).collect(),
    }))
}

/// Tells a person that their answers were marked again.
pub async fn remarked(
    tx: &mut Tx,
    house: &House,
    staff: StaffId,
    question: &Question,
    difference: Difference,
) -> Result<()> {
    let stem = short_stem(question);
    let line = Line::Remarked { stem, answers: difference.remarked, points: difference.points };
    tell(tx, house, staff, &Say::Line(line)).await
}

/// The beginning of a stem, enough to know the question by.
pub fn short_stem(question: &Question) -> String {
    let mut stem: String = question.stem.chars().take(STEM_SHOWN).collect();
    if stem.len() < question.stem.len() {
        stem.push('…');
    }
    stem
}

/// Tells those who sit an exam that it was published.
pub async fn exam_published(tx: &mut Tx, house: &House, row: &ExamRow) -> Result<()> {
    to_candidates(tx, house, row, &What::Published).await
}

/// Tells those who were to sit an exam that it was taken back.
pub async fn exam_taken_back(tx: &mut Tx, house: &House, row: &ExamRow) -> Result<()> {
    to_candidates(tx, house, row, &What::TakenBack).await
}

/// Tells those who were to sit an exam that it was called off, and why.
pub async fn exam_called_off(tx: &mut Tx, house: &House, row: &ExamRow, reason: &str) -> Result<()> {
    to_candidates(tx, house, row, &What::CalledOff(reason.to_owned())).await
}

/// Tells all who are expected at an exam.
async fn to_candidates(tx: &mut Tx, house: &House, row: &ExamRow, what: &What) -> Result<()> {
    for (address, say) in of_exam(tx, house, row, what).await? {
        let outgoing = say.page(house.texts.in_lang(address.lang)).send();
        put(tx, house, &address, &outgoing).await?;
    }
    Ok(())
}

/// What all who are expected at an exam are told of it, and where. A turn sends
/// it itself.
pub async fn of_exam(tx: &mut Tx, house: &House, row: &ExamRow, what: &What) -> Result<Vec<(Address, Say)>> {
    let mut told = Vec::new();
    for expected in candidate::list(tx, row.id).await? {
        let candidate = expected.candidate;
        if expected.active && expected.bound && candidate.standing == Standing::Expected {
            let notice = exam_notice(house, row, row.exam.track(&candidate.track), what.clone());
            let say = Say::ExamNotice(Box::new(notice));
            let addresses = account::addresses(tx, candidate.staff).await?;
            told.extend(addresses.into_iter().map(|address| (address, say.clone())));
        }
    }
    Ok(told)
}

fn exam_notice(house: &House, row: &ExamRow, track: Option<&Track>, what: What) -> ExamNotice {
    let sits = |track: &Track| Sits {
        title: track.title.clone(),
        book: track.book,
        minutes: usize::try_from(track.minutes).unwrap_or(usize::MAX),
    };
    ExamNotice {
        what,
        title: row.exam.title.clone(),
        opens: calendar::local(row.exam.window.opens, house.zone),
        closes: calendar::local(row.exam.window.closes, house.zone),
        track: track.map(sits),
    }
}

/// Writes a notice for each of a person's accounts into the outbox.
pub async fn tell(tx: &mut Tx, house: &House, staff: StaffId, say: &Say) -> Result<()> {
    for address in account::addresses(tx, staff).await? {
        let outgoing = say.page(house.texts.in_lang(address.lang)).send();
        put(tx, house, &address, &outgoing).await?;
    }
    Ok(())
}

/// The menu of commands of someone with these roles.
pub fn menu(words: Words<'_>, is: impl Fn(Role) -> bool) -> Outgoing {
    let described = |entry: &commands::Entry| (entry.name.to_owned(), words!(words, &description_key(entry)));
    Outgoing::Menu { commands: commands::menu(is).map(described).collect() }
}

/// Sets the menus of a person's chats anew, after their roles changed.
pub async fn menus(tx: &mut Tx, house: &House, staff: StaffId) -> Result<()> {
    for address in account::addresses(tx, staff).await? {
        let Some(person) = account::person(tx, &address.channel, address.account).await? else { continue };
        let outgoing = menu(house.texts.in_lang(address.lang), |role| person.is(role));
        put(tx, house, &address, &outgoing).await?;
    }
    Ok(())
}

/// Takes what roles had brought out of the menus of chats whose person is
/// unbound.
pub async fn plain_menus(tx: &mut Tx, house: &House, addresses: &[Address]) -> Result<()> {
    for address in addresses {
        let outgoing = menu(house.texts.in_lang(address.lang), |role| role == Role::Staff);
        put(tx, house, address, &outgoing).await?;
    }
    Ok(())
}

/// Writes what is to go out into the outbox, as a notice.
pub async fn put(tx: &mut Tx, house: &House, address: &Address, outgoing: &Outgoing) -> Result<()> {
    let Some(channel) = Channel::from_word(&address.channel) else { return Ok(()) };
    let payload = serde_json::to_string(outgoing).expect("plain data");
    outbox::add(tx, channel.word(), address.account, true, &payload, house.clock.now().0).await?;
    Ok(())
}
