//! Writing a file that an administrator has asked for, and sending it.

use super::JobError;
use crate::{
    chat::{
        exports::{Order, What},
        house::House,
        incoming::Channel,
        notices,
        outgoing::{Keyboard, Outgoing},
        say::Say,
        screens::{bank::Bank, line::Line},
    },
    domain::person::Role,
    exchange::write::{self, Format, xlsx},
    intake::banks,
    store::{
        account::{self, Address},
        file,
        job::{self, Job},
    },
};

/// The name of the template.
const TEMPLATE: &str = "题库模板.xlsx";

/// A file with the text below it.
struct Made {
    name: String,
    bytes: Vec<u8>,
    below: Line,
}

/// Writes the file and sends it, or says why not. The job ends in the same
/// transaction, so that the file goes out once.
pub async fn run(house: &House, job: &Job) -> Result<(), JobError> {
    let Some(order) = Order::read(&job.subject).filter(|order| Channel::from_word(&order.channel).is_some())
    else {
        // Of a later program.
        return Ok(());
    };
    let person = account::person(&mut house.store.read().await?, &order.channel, order.chat).await?;
    let Some(person) = person.filter(|person| person.active && person.is(Role::Administrator)) else {
        // No administrator any more: nothing is given out.
        return Ok(());
    };
    let made = make(house, order.what).await?;
    let address = Address { channel: order.channel, account: order.chat, lang: person.lang };
    let words = house.texts.in_lang(address.lang);
    let now = house.clock.now().0;
    let mut tx = house.store.begin().await?;
    let outgoing = match made {
        Ok(made) => {
            let file = file::add(&mut tx, &made.name, &made.bytes, now).await?.0;
            let html = Say::Line(made.below).page(words).html;
            Outgoing::Document { file, html, keyboard: Keyboard::None }
        }
        Err(told) => Say::Bank(told).page(words).send(),
    };
    notices::put(&mut tx, house, &address, &outgoing).await?;
    job::done(&mut tx, job.id, now, None).await?;
    Ok(tx.commit().await?)
}

/// Writes it; or what is to be said instead.
async fn make(house: &House, what: What) -> Result<Result<Made, Bank>, JobError> {
    let (id, format) = match what {
        What::Template => return Ok(template().await),
        What::Bank { id, format } => (id, format),
    };
    let bank = banks::standing(&mut house.store.read().await?, &id).await?;
    let (Some(bank), Some(format)) = (bank, Format::from_word(&format)) else {
        return Ok(Err(Bank::Gone));
    };
    let (title, questions) = (bank.title.clone(), bank.questions.len());
    let written = tokio::task::spawn_blocking(move || write::write(format, &bank)).await;
    let why = match written {
        Ok(Ok(file)) => {
            let below =
                Line::Exported { bank: title.clone(), questions, left_out: write::told(&file.left_out) };
            return Ok(Ok(Made { name: format.file_name(&stem(&title, &id)), bytes: file.bytes, below }));
        }
        Ok(Err(error)) => error.to_string(),
        Err(error) => error.to_string(),
    };
    tracing::error!(bank = id, format = format.word(), why, "a bank could not be written to a file");
    Ok(Err(Bank::NotExported { id, title }))
}

async fn template() -> Result<Made, Bank> {
    match tokio::task::spawn_blocking(xlsx::template).await {
        Ok(Ok(bytes)) => Ok(Made { name: TEMPLATE.to_owned(), bytes, below: Line::Template }),
        failed => {
            tracing::error!(?failed, "the template could not be written");
            Err(Bank::NoTemplate)
        }
    }
}

/// A bank's title, as every system takes it for a file's name.
fn stem(title: &str, id: &str) -> String {
    let fits = |c: char| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { ' ' } else { c };
    let stem: String = title.chars().map(fits).collect();
    let stem = stem.split_whitespace().collect::<Vec<_>>().join(" ");
    if stem.trim_matches('.').is_empty() { id.to_owned() } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name() {
        assert_eq!(stem("预算法", "budget"), "预算法");
        assert_eq!(stem("../文明用语：A/B\\C?", "b"), ".. 文明用语：A B C");
        assert_eq!(stem("..", "budget"), "budget");
        assert_eq!(stem("//", "budget"), "budget");
    }
}
