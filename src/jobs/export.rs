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
/// transaction, so that the file goes out once. `is_last` says that there will
/// be no other try: then a failure is told, too.
pub async fn run(house: &House, job: &Job, is_last: bool) -> Result<(), JobError> {
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
    let address = Address { channel: order.channel, account: order.chat, lang: person.lang };
    let ended = send(house, job, &order.what, &address).await;
    if is_last
        && ended.is_err()
        && let Err(error) = tell_failed(house, order.what, &address).await
    {
        tracing::error!(%error, "nobody could be told that a file is not coming");
    }
    ended
}

async fn send(house: &House, job: &Job, what: &What, address: &Address) -> Result<(), JobError> {
    let made = make(house, what).await?;
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

/// Says that the storage has failed for good.
async fn tell_failed(house: &House, what: What, address: &Address) -> Result<(), JobError> {
    let mut tx = house.store.begin().await?;
    let told = match what {
        What::Template => Bank::NoTemplate,
        What::Bank { id, .. } => match bank::get(&mut tx, &id).await? {
            Some((title, _)) => Bank::NotExported { id, title },
            None => Bank::Gone,
        },
    };
    let outgoing = Say::Bank(told).page(house.texts.in_lang(address.lang)).send();
    notices::put(&mut tx, house, address, &outgoing).await?;
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
