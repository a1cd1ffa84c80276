//! The question banks: looked at, searched, given out.

use super::{admin::may, upload};
use crate::{
    chat::{
        exports::{JOB, Order, What},
        notices,
        press::{
            bank::{OfBank, Words},
            upload::fingerprint,
        },
        say::{Say, Toast},
        screens::{
            Pages,
            bank::{Bank, Item, Listed, PAGE},
        },
        state::State,
        turn::{Done, Turn, TurnError},
    },
    domain::ids::QuestionId,
    intake::find::{self, Hits},
    store::{
        account::Person,
        bank::{self, BankRow, StandingQuestion},
        job, question,
    },
};

/// The name of questions that were pasted.
const PASTED: &str = "粘贴的题目.txt";

/// Shows the banks, or what is looked for.
pub(super) async fn open(turn: &mut Turn<'_>, person: &Person, words: &str) -> Done {
    if !may(turn, person) {
        return Ok(());
    }
    if words.is_empty() { list(turn, 0).await } else { found(turn, words, 0).await }
}

/// A text that was asked for has come.
pub(super) async fn typed(turn: &mut Turn<'_>, person: &Person, waited: State, text: &str) -> Done {
    turn.wait_for(State::Idle).await?;
    if !may(turn, person) {
        return Ok(());
    }
    match waited {
        State::BankPaste => upload::pasted(turn, person, PASTED, text).await,
        _ => found(turn, text, 0).await,
    }
}

/// A button of the banks was tapped.
pub(super) async fn pressed(turn: &mut Turn<'_>, person: &Person, press: OfBank) -> Done {
    if !may(turn, person) {
        return Ok(());
    }
    match press {
        OfBank::List(page) => list(turn, page).await,
        OfBank::One(_) | OfBank::Questions { .. } | OfBank::Formats(_) | OfBank::Export { .. } => {
            of_one(turn, &press).await
        }
        OfBank::Around(question) => around(turn, question).await,
        OfBank::Ask => asks(turn, State::BankSearch, Bank::Ask).await,
        OfBank::Import => asks(turn, State::BankPaste, Bank::Import).await,
        OfBank::Found { page, words } => found(turn, words.text(), page).await,
        OfBank::Question { question, page, words } => one_found(turn, question, page, words).await,
        OfBank::Template => order(turn, What::Template).await,
    }
}

fn show(turn: &mut Turn<'_>, screen: Bank) {
    turn.show(&Say::Bank(screen));
}

/// Asks for a text.
async fn asks(turn: &mut Turn<'_>, state: State, screen: Bank) -> Done {
    turn.wait_for(state).await?;
    show(turn, screen);
    Ok(())
}

fn listed(turn: &Turn<'_>, row: BankRow) -> Listed {
    let topic = turn.house.topic(&row.topic);
    Listed { id: row.id, title: row.title, topic, live: row.live, withdrawn: row.withdrawn }
}

async fn list(turn: &mut Turn<'_>, page: usize) -> Done {
    let rows = bank::list(turn.tx).await?;
    let (count, pages) = (rows.len(), Pages::nearest(rows.len(), PAGE, page));
    let banks = pages.of(rows).map(|row| listed(turn, row)).collect();
    show(turn, Bank::List { count, page: pages.page(), banks });
    Ok(())
}

/// The button is about something that is not there any more.
async fn gone(turn: &mut Turn<'_>) -> Done {
    turn.toast(Toast::Expired);
    list(turn, 0).await
}

/// What is done with one bank.
async fn of_one(turn: &mut Turn<'_>, press: &OfBank) -> Done {
    let (OfBank::One(wanted)
    | OfBank::Formats(wanted)
    | OfBank::Questions { bank: wanted, .. }
    | OfBank::Export { bank: wanted, .. }) = press
    else {
        return Err(TurnError::Bug("a button of no bank"));
    };
    let mut rows = bank::list(turn.tx).await?;
    let Some(at) = rows.iter().position(|row| fingerprint(&row.id) == *wanted) else {
        return gone(turn).await;
    };
    let bank = listed(turn, rows.swap_remove(at));
    match press {
        OfBank::Questions { page, .. } => questions(turn, bank, *page).await?,
        OfBank::Formats(_) => show(turn, Bank::Formats { id: bank.id, title: bank.title }),
        OfBank::Export { format, .. } => {
            order(turn, What::Bank { id: bank.id, format: format.word().to_owned() }).await?;
        }
        _ => {
            let kinds = bank::kinds(turn.tx, &bank.id).await?;
            show(turn, Bank::One { bank, kinds, page: at / PAGE });
        }
    }
    Ok(())
}

async fn questions(turn: &mut Turn<'_>, bank: Listed, page: usize) -> Done {
    let count = usize::try_from(bank.live + bank.withdrawn).unwrap_or(0);
    let pages = Pages::nearest(count, PAGE, page);
    let some = bank::page(turn.tx, &bank.id, pages.before(), PAGE).await?;
    let questions = some.into_iter().map(|question| item(question, None)).collect();
    show(turn, Bank::Questions { bank, page: pages.page(), questions });
    Ok(())
}

/// A question in a list; with the title of its bank where it is one of several.
fn item(question: StandingQuestion, bank: Option<&str>) -> Item {
    let StandingQuestion { id, live, content, .. } = question;
    let code = bank.map_or_else(|| content.code.clone(), |title| format!("{title} · {}", content.code));
    Item { question: id, code, live, stem: content.stem }
}

/// Shows a question among those of its bank.
async fn around(turn: &mut Turn<'_>, id: QuestionId) -> Done {
    let Some(row) = question::get(turn.tx, id).await? else { return gone(turn).await };
    let page = bank::before(turn.tx, &row.bank_id, id).await? / PAGE;
    of_one(turn, &OfBank::Questions { bank: fingerprint(&row.bank_id), page }).await
}

async fn found(turn: &mut Turn<'_>, text: &str, page: usize) -> Done {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Hits { found, is_cut } = find::by_words(turn.tx, &text).await?;
    let banks = bank::list(turn.tx).await?;
    let title = |id: &str| banks.iter().find(|row| row.id == id).map(|row| row.title.as_str());
    let words = Words::of(&text);
    let (count, pages) = (found.len(), Pages::nearest(found.len(), PAGE, page));
    let questions = pages.of(found).map(|found| item(found.question, title(&found.bank))).collect();
    show(turn, Bank::Found { text, words, count, is_cut, page: pages.page(), questions });
    Ok(())
}

/// Shows a question that was found, with a way back to what was found.
async fn one_found(turn: &mut Turn<'_>, id: QuestionId, page: usize, words: Words) -> Done {
    let Some(mut screen) = notices::reported(turn.tx, id).await? else { return gone(turn).await };
    screen.back = OfBank::Found { page, words };
    turn.show(&Say::Reported(screen));
    Ok(())
}

/// Has a file written and sent, beside the turns.
async fn order(turn: &mut Turn<'_>, what: What) -> Done {
    let order = Order::of(turn.incoming.chat, what);
    job::add(turn.tx, JOB, &order.write(), turn.now.0).await?;
    turn.toast(Toast::FileComing);
    Ok(())
}
