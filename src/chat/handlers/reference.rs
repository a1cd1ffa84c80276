//! The reference texts: words are looked up in them, articles opened.
//!
//! Whatever was typed or tapped becomes a [`Look`], and all of them go through
//! [`look`].

use super::exam;
use crate::{
    chat::{
        press::{
            bank::Words,
            reference::{OfReference, Place},
        },
        say::{Say, Toast},
        screens::reference::{Hit, PAGE, Reference},
        turn::{Done, Turn},
    },
    domain::{ids::ArticleId, reference::query::Query},
    intake::references,
    store::{
        account::Person,
        reference::{self, Standing},
    },
};

/// What is looked at.
#[derive(Debug)]
enum Look {
    /// How to look something up.
    Ask,
    /// A page of what words find.
    Words { text: String, page: usize },
    /// An article, and where it was found.
    Article { article: ArticleId, part: usize, back: Option<Place> },
}

/// Looks words up, or tells how.
pub(super) async fn open(turn: &mut Turn<'_>, person: &Person, words: &str) -> Done {
    let text = words.split_whitespace().collect::<Vec<_>>().join(" ");
    look(turn, person, if text.is_empty() { Look::Ask } else { Look::Words { text, page: 0 } }).await
}

/// A button of the reference texts was tapped.
pub(super) async fn pressed(turn: &mut Turn<'_>, person: &Person, press: OfReference) -> Done {
    let wanted = match press {
        OfReference::Ask => Look::Ask,
        OfReference::Found(Place { page, words }) => Look::Words { text: words.text().to_owned(), page },
        OfReference::Article { article, part, back } => Look::Article { article, part, back },
    };
    look(turn, person, wanted).await
}

/// The one place where somebody looks into the reference texts.
async fn look(turn: &mut Turn<'_>, person: &Person, wanted: Look) -> Done {
    match wanted {
        Look::Ask => ask(turn).await,
        Look::Words { text, page } => found(turn, person, text, page).await,
        Look::Article { article, part, back } => self::article(turn, person, article, (part, back)).await,
    }
}

fn show(turn: &mut Turn<'_>, screen: Reference) {
    turn.show(&Say::Reference(screen));
}

async fn ask(turn: &mut Turn<'_>) -> Done {
    let titles = reference::list(turn.tx).await?.into_iter().map(|row| row.title).collect();
    show(turn, Reference::Ask { titles });
    Ok(())
}

async fn found(turn: &mut Turn<'_>, person: &Person, text: String, page: usize) -> Done {
    let Some(query) = Query::read(&text) else { return ask(turn).await };
    let found = references::find(turn.tx, &query).await?;
    if found.articles.is_empty() && reference::list(turn.tx).await?.is_empty() {
        return ask(turn).await;
    }
    let count = found.articles.len();
    exam::looked_up(turn, person, &text, count).await?;
    let page = page.min(count.div_ceil(PAGE).saturating_sub(1));
    let some = found.articles.into_iter().skip(page * PAGE).take(PAGE);
    let hits = some.map(|one| Hit::new(&query, one)).collect();
    let words = Words::of(&text);
    show(turn, Reference::Found { text, words, count, is_cut: found.is_cut, page, hits });
    Ok(())
}

async fn article(
    turn: &mut Turn<'_>,
    person: &Person,
    id: ArticleId,
    (part, back): (usize, Option<Place>),
) -> Done {
    let Some(Standing { title, version, article, .. }) = reference::article(turn.tx, id).await? else {
        turn.toast(Toast::Expired);
        // It was replaced: what is there now is found by the same words.
        return match back {
            Some(Place { page, words }) => found(turn, person, words.text().to_owned(), page).await,
            None => ask(turn).await,
        };
    };
    exam::looked_up(turn, person, &format!("{title} {}", article.label), 1).await?;
    let query = back.as_ref().and_then(|place| Query::read(place.words.text()));
    show(turn, Reference::Article { id, title, version, article, part, query, back });
    Ok(())
}
