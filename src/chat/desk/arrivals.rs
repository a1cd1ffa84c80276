//! Taking in what arrives. What comes while an earlier commit is under way goes
//! together into the next.

use std::sync::{Arc, MutexGuard, PoisonError};

use tokio::sync::{OwnedMutexGuard, oneshot};

use super::{Desk, Waiting};
use crate::{
    chat::incoming::{Arrival, Channel, ChatKey},
    store::{Result, StoreError, inbox},
};

impl Desk {
    /// Commits what arrived, then sets its turns going. Whatever arrives while
    /// an earlier commit is under way goes together into the next.
    pub(super) async fn take_in(self: &Arc<Self>, arrivals: Vec<Arrival>) -> Result<()> {
        let (tell, mut told) = oneshot::channel();
        self.gate().push((arrivals, tell));
        tokio::select! {
            biased;
            // Someone else has let them in.
            told = &mut told => return told.unwrap_or(Err(StoreError::LetIn)),
            passing = self.passing.clone().lock_owned() => self.open_gate(passing).await,
        }
        told.await.unwrap_or_else(|_| Err(StoreError::LetIn))
    }

    /// Lets in all that wait, in a task of its own: it must not end with the
    /// request that happened to come to it.
    async fn open_gate(self: &Arc<Self>, passing: OwnedMutexGuard<()>) {
        let desk = self.clone();
        let opened = tokio::spawn(async move {
            let waiting = std::mem::take(&mut *desk.gate());
            if !waiting.is_empty() {
                desk.let_in(waiting).await;
            }
            drop(passing);
        });
        // It only fails when the whole program is on its way out.
        let _ = opened.await;
    }

    fn gate(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn let_in(self: &Arc<Self>, waiting: Vec<Waiting>) {
        let entered = self.enter(&waiting).await;
        match entered {
            Ok(chats) => {
                for chat in chats {
                    self.wake(chat, false);
                }
                for (_, tell) in waiting {
                    let _ = tell.send(Ok(()));
                }
            }
            Err(error) => {
                let error = Arc::new(error);
                for (_, tell) in waiting {
                    let _ = tell.send(Err(StoreError::Shared(error.clone())));
                }
            }
        }
    }

    async fn enter(&self, waiting: &[Waiting]) -> Result<Vec<ChatKey>> {
        let now = self.house.clock.now().0;
        let rows: Vec<inbox::NewRow<'_>> = waiting
            .iter()
            .flat_map(|(arrivals, _)| arrivals)
            .map(|arrival| {
                (arrival.chat.channel.word(), arrival.update_id, arrival.chat.id, arrival.raw.as_str())
            })
            .collect();
        let mut tx = self.house.store.begin().await?;
        let new = inbox::add(&mut tx, &rows, now).await?;
        tx.commit().await?;
        let chat =
            |(channel, id): (String, i64)| Some(ChatKey { channel: Channel::from_word(&channel)?, id });
        Ok(new.into_iter().filter_map(chat).collect())
    }
}
