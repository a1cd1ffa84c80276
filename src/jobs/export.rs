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
    intake::export::{self, Exported, NotExported},
    store::{
        account::{self, Address},
        bank, file,
        job::{self, Job},
    },
};

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
    let made = make(house, &order.what).await?;
    let address = Address { channel: order.channel, account: order.chat, lang: person.lang };
    send(house, job, &address, made).await
}

/// Tells that there will be no file.
pub async fn give_up(house: &House, job: &Job) -> Result<(), JobError> {
    let Some(Order { channel, chat, what }) = Order::read(&job.subject) else { return Ok(()) };
    let person = account::person(&mut house.store.read().await?, &channel, chat).await?;
    let Some(person) = person else { return Ok(()) };
    let told = match what {
        What::Template => Bank::NoTemplate,
        What::Bank { id, .. } => match bank::get(&mut house.store.read().await?, &id).await? {
            Some((title, _)) => Bank::NotExported { id, title },
            None => Bank::Gone,
        },
    };
    send(house, job, &Address { channel, account: chat, lang: person.lang }, Err(told)).await
}

/// Sends the file, or says what is to be said instead, and ends the job.
async fn send(house: &House, job: &Job, address: &Address, made: Result<Made, Bank>) -> Result<(), JobError> {
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
    notices::put(&mut tx, house, address, &outgoing).await?;
    job::done(&mut tx, job.id, now, None).await?;
    Ok(tx.commit().await?)
}

/// Writes it; or what is to be said instead.
async fn make(house: &House, what: &What) -> Result<Result<Made, Bank>, JobError> {
    let (id, format) = match what {
        What::Template => return Ok(template().await),
        What::Bank { id, format } => (id, format),
    };
    Ok(match export::bank(&house.store, id, format).await? {
        Ok(Exported { name, bytes, title, questions, left_out }) => {
            Ok(Made { name, bytes, below: Line::Exported { bank: title, questions, left_out } })
        }
        Err(NotExported::Gone) => Err(Bank::Gone),
        Err(NotExported::Failed { title, why }) => {
            tracing::error!(bank = id, format, why, "a bank could not be written to a file");
            Err(Bank::NotExported { id: id.clone(), title })
        }
    })
}

async fn template() -> Result<Made, Bank> {
    match export::template().await {
        Ok((name, bytes)) => Ok(Made { name: name.to_owned(), bytes, below: Line::Template }),
        Err(why) => {
            tracing::error!(why, "the template could not be written");
            Err(Bank::NoTemplate)
        }
    }
}
