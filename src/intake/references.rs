//! Reference texts: loaded as shown, removed, and looked through.

use std::cmp::Reverse;

use crate::{
    clock::Timestamp,
    domain::{
        ids::StaffId,
        reference::{
            Reference,
            query::{Fit, Query},
        },
    },
    reference::change::Change,
    store::{
        Result, Store, Tx, audit,
        reference::{self, MOST_CANDIDATES, Standing},
    },
};

/// What loading a reference text would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The title and the version of the one that it replaces.
    pub replaces: Option<(String, String)>,
    /// What becomes of the articles.
    pub change: Change,
}

impl Shown {
    /// Whether loading would change nothing.
    pub fn is_empty(&self, reference: &Reference) -> bool {
        let same = self
            .replaces
            .as_ref()
            .is_some_and(|(title, version)| (title, version) == (&reference.title, &reference.version));
        same && self.change.is_empty()
    }
}

/// What loading this would do.
pub async fn compare(tx: &mut Tx, reference: &Reference) -> Result<Shown> {
    let old = reference::get(tx, &reference.code).await?;
    let articles = old.as_ref().map(|old| old.articles.as_slice()).unwrap_or_default();
    let change = Change::between(articles, &reference.articles);
    Ok(Shown { change, replaces: old.map(|old| (old.title, old.version)) })
}

/// Loads a reference text, in place of the one of its code, if that still
/// does what was shown; says whether it has.
pub async fn load_as_shown(store: &Store, new: &Reference, shown: &Shown, now: Timestamp) -> Result<bool> {
    let mut tx = store.begin().await?;
    if compare(&mut tx, new).await? != *shown {
        return Ok(false);
    }
    reference::put(&mut tx, new, now.0).await?;
    let subject = subject(&new.code);
    audit::append(&mut tx, now.0, None, "loaded", &subject, &shown.change.to_string()).await?;
    tx.commit().await?;
    Ok(true)
}

/// Removes a reference text; whether it was there.
pub async fn remove(store: &Store, code: &str, by: Option<StaffId>, now: Timestamp) -> Result<bool> {
    let mut tx = store.begin().await?;
    let was_there = reference::remove(&mut tx, code).await?;
    if was_there {
        audit::append(&mut tx, now.0, by, "removed", &subject(code), "").await?;
        tx.commit().await?;
    }
    Ok(was_there)
}

/// How an entry of the audit log names a reference text.
fn subject(code: &str) -> String {
    format!("reference {code}")
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The articles, what fits best first.
    pub articles: Vec<Standing>,
    /// Whether there may be more: so many fit that only those that are most about
    /// the words were looked at.
    pub is_cut: bool,
}

/// The articles in which all the words stand: those that are named by their
/// label, heading or title first, then those that say them most often, then in
/// the order of the texts.
pub async fn find(tx: &mut Tx, query: &Query) -> Result<Found> {
    let candidates = reference::candidates(tx, query).await?;
    let is_cut = i64::try_from(candidates.len()).is_ok_and(|many| many == MOST_CANDIDATES);
    let fitting = |one: Standing| Some((query.fit(&one.title, &one.article)?, one));
    let mut found: Vec<(Fit, Standing)> = candidates.into_iter().filter_map(fitting).collect();
    found.sort_by_key(|(fit, _)| Reverse(*fit));
    Ok(Found { articles: found.into_iter().map(|(_, one)| one).collect(), is_cut })
}
