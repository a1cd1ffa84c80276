//! What people are told without having asked.

use super::{
    house::House,
    incoming::{Channel, ChatKey},
    say::Say,
    screens::{admin::Reported, line::Line},
};
use crate::{
    domain::{
        ids::{QuestionId, StaffId},
        question::Question,
    },
    store::{Result, Tx, account, flag, outbox, question, rebuild::Difference},
};

/// How many characters of a stem name a question.
const STEM_SHOWN: usize = 40;

/// A reported question, as administrators see it.
pub async fn reported(tx: &mut Tx, id: QuestionId) -> Result<Option<Reported>> {
    let Some(row) = question::get(tx, id).await? else { return Ok(None) };
    let (_, content) = question::current(tx, id).await?;
    let reports = flag::of_question(tx, id).await?;
    Ok(Some(Reported {
        question: id,
        bank: row.title,
        code: format!("{}/{}", row.bank_id, row.code),
        live: row.live,
        content,
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

/// Writes a notice for each of a person's accounts into the outbox.
pub async fn tell(tx: &mut Tx, house: &House, staff: StaffId, say: &Say) -> Result<()> {
    let now = house.clock.now().0;
    for address in account::addresses(tx, staff).await? {
        let Some(channel) = Channel::from_word(&address.channel) else { continue };
        let chat = ChatKey { channel, id: address.account };
        let outgoing = say.page(house.texts.in_lang(address.lang)).send();
        let payload = serde_json::to_string(&outgoing).expect("plain data");
        outbox::add(tx, chat.channel.word(), chat.id, true, &payload, now).await?;
    }
    Ok(())
}
