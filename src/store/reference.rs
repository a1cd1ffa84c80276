//! Reference texts, and finding articles in them: an inverted index of terms,
//! the same on both engines.

use serde_json::json;

use super::{Result, Tx};
use crate::domain::{
    ids::ArticleId,
    reference::{Article, Reference, query::Query, terms},
};

/// The most articles that are looked at for one query. Of more, those that are
/// most about its terms are.
pub const MOST_CANDIDATES: i64 = 1_000;

/// How many articles are written by one statement.
const TOGETHER: usize = 200;

/// A reference text in a list.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ReferenceRow {
    id: i64,
    /// By what it is told from others.
    pub code: String,
    /// Its title.
    pub title: String,
    /// From when it is, as it says itself; may be empty.
    pub version: String,
    /// When it was loaded, in milliseconds.
    pub loaded_at: i64,
    /// How many articles it has.
    pub articles: i64,
}

/// An article with what it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Which.
    pub id: ArticleId,
    /// The code of its text.
    pub code: String,
    /// The title of its text.
    pub title: String,
    /// From when its text is.
    pub version: String,
    /// The article.
    pub article: Article,
}

type StandingRow = (i64, String, String, String, String, String, String);

fn standing((id, code, title, version, label, heading, text): StandingRow) -> Standing {
    Standing { id: ArticleId(id), code, title, version, article: Article { label, heading, text } }
}

/// All reference texts.
pub async fn list(tx: &mut Tx) -> Result<Vec<ReferenceRow>> {
    Ok(fetch_all!(tx, sql!("reference_list")))
}

/// A reference text by its code.
pub async fn get(tx: &mut Tx, code: &str) -> Result<Option<Reference>> {
    let Some(ReferenceRow { id, code, title, version, .. }) = find(tx, code).await? else { return Ok(None) };
    let rows: Vec<(String, String, String)> = fetch_all!(tx, sql!("reference_articles"), id);
    let articles = rows.into_iter().map(|(label, heading, text)| Article { label, heading, text }).collect();
    Ok(Some(Reference { code, title, version, articles }))
}

async fn find(tx: &mut Tx, code: &str) -> Result<Option<ReferenceRow>> {
    Ok(fetch_optional!(tx, sql!("reference_get"), code))
}

/// Adds a reference text, or replaces the one of this code.
pub async fn put(tx: &mut Tx, reference: &Reference, now: i64) -> Result<()> {
    let Reference { code, title, version, articles } = reference;
    let (id,): (i64,) = fetch_one!(tx, sql!("reference_put"), code, title, version, now);
    clear(tx, id).await?;
    let placed: Vec<(usize, &Article)> = articles.iter().enumerate().collect();
    for some in placed.chunks(TOGETHER) {
        let row = |(place, article): &(usize, &Article)| json!({ "place": place, "label": article.label, "heading": article.heading, "text": article.text });
        let rows = some.iter().map(row).collect::<serde_json::Value>().to_string();
        execute!(tx, twin!(tx, "reference_add_articles"), id, &rows);
        let row = |(place, article): &(usize, &Article)| json!({ "place": place, "terms": terms::of_article(title, article) });
        let rows = some.iter().map(row).collect::<serde_json::Value>().to_string();
        execute!(tx, twin!(tx, "reference_add_terms"), id, &rows);
    }
    Ok(())
}

/// Removes a reference text; whether it was there.
pub async fn remove(tx: &mut Tx, code: &str) -> Result<bool> {
    let Some(row) = find(tx, code).await? else { return Ok(false) };
    clear(tx, row.id).await?;
    execute!(tx, sql!("reference_delete"), row.id);
    Ok(true)
}

async fn clear(tx: &mut Tx, id: i64) -> Result<()> {
    execute!(tx, sql!("reference_delete_terms"), id);
    execute!(tx, sql!("reference_delete_articles"), id);
    Ok(())
}

/// An article, unless it was replaced or removed.
pub async fn article(tx: &mut Tx, id: ArticleId) -> Result<Option<Standing>> {
    let row: Option<StandingRow> = fetch_optional!(tx, sql!("reference_article_get"), id.0);
    Ok(row.map(standing))
}

/// The articles that have all terms of a query, in the order of the texts; at
/// most [`MOST_CANDIDATES`]. Whether the words themselves stand there is for
/// [`Query::fit`] to say.
pub async fn candidates(tx: &mut Tx, query: &Query) -> Result<Vec<Standing>> {
    let terms = query.terms();
    let count = i64::try_from(terms.len()).unwrap_or(i64::MAX);
    let json = json!(terms).to_string();
    let rows: Vec<StandingRow> =
        fetch_all!(tx, twin!(tx, "reference_candidates"), &json, count, MOST_CANDIDATES);
    Ok(rows.into_iter().map(standing).collect())
}
