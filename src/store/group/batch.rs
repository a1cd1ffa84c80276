//! A commit that is being gathered, and what each turn has in it.

use std::sync::{Arc, OnceLock};

use tokio::sync::Notify;

use crate::store::{Result, StoreError};

/// Turns that are committed together.
#[derive(Debug, Default)]
pub(super) struct Batch {
    ended: OnceLock<Option<Arc<StoreError>>>,
    news: Notify,
}

impl Batch {
    pub(super) fn end(&self, trouble: Option<Arc<StoreError>>) {
        // A batch that has ended keeps how it ended.
        let _ = self.ended.set(trouble);
        self.news.notify_waiters();
    }

    pub(super) async fn ended(&self) -> Result<()> {
        loop {
            let news = self.news.notified();
            if let Some(trouble) = self.ended.get() {
                return trouble.clone().map_or(Ok(()), |trouble| Err(StoreError::Shared(trouble)));
            }
            news.await;
        }
    }
}

/// How the writing of one turn went, before the commit: the numbers of its
/// outbox rows, or why it could not be written though others could.
#[derive(Debug, Clone, Default)]
pub(super) struct Unit(Arc<OnceLock<std::result::Result<Vec<i64>, Arc<StoreError>>>>);

impl Unit {
    /// One that is written already.
    pub(super) fn written(numbers: Vec<i64>) -> Self {
        let unit = Self::default();
        unit.note(Ok(numbers));
        unit
    }

    pub(super) fn note(&self, outcome: Result<Vec<i64>>) {
        // It is written once.
        let _ = self.0.set(outcome.map_err(Arc::new));
    }

    pub(super) fn outcome(&self) -> Result<Vec<i64>> {
        match self.0.get() {
            Some(Ok(numbers)) => Ok(numbers.clone()),
            Some(Err(trouble)) => Err(StoreError::Shared(trouble.clone())),
            None => Err(StoreError::LetIn),
        }
    }
}
