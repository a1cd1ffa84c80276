//! A door with lists behind it.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex},
};

use baiti::chat::{
    incoming::Arrival,
    outgoing::Outcome,
    outlet::{Answer, Attachment, Door, Unstored},
};
use tokio::sync::{Notify, watch};

use super::PATIENCE;

#[derive(Default)]
pub struct Lists {
    /// What was taken, each update once.
    pub arrivals: Vec<Arrival>,
    known: HashSet<i64>,
    /// How often something known came again.
    pub known_again: usize,
    pub ended: Vec<(i64, Outcome)>,
    /// The sizes of the calls of `finish` that were taken.
    pub finishes: Vec<usize>,
    /// How many calls were begun.
    entered: usize,
    /// So many calls are refused before the next is taken.
    pub refuse: usize,
    /// What can be sent as a document, by its number.
    pub files: HashMap<i64, Attachment>,
}

pub struct ListDoor {
    lists: Mutex<Lists>,
    changed: Notify,
    /// While true, calls wait inside.
    slow: watch::Sender<bool>,
}

impl ListDoor {
    pub fn new() -> Arc<Self> {
        Arc::new(Self { lists: Mutex::default(), changed: Notify::new(), slow: watch::channel(false).0 })
    }

    pub fn with<T>(&self, act: impl FnOnce(&mut Lists) -> T) -> T {
        act(&mut self.lists.lock().unwrap())
    }

    /// The storage fails so many times from now on.
    pub fn refuse(&self, times: usize) {
        self.with(|lists| lists.refuse = times);
    }

    /// The storage is slow until it is not.
    pub fn slow(&self, slow: bool) {
        self.slow.send_replace(slow);
    }

    pub async fn wait_until(&self, mut look: impl FnMut(&Lists) -> bool) {
        let wait = async {
            loop {
                let changed = self.changed.notified();
                tokio::pin!(changed);
                changed.as_mut().enable();
                if self.with(|lists| look(lists)) {
                    return;
                }
                changed.await;
            }
        };
        let waited = tokio::time::timeout(PATIENCE, wait).await;
        waited.unwrap_or_else(|_| {
            let (came, ended) = self.with(|lists| (lists.arrivals.len(), lists.ended.len()));
            panic!("waited in vain; {came} came, {ended} ended");
        });
    }

    /// Waits until a call was begun.
    pub async fn wait_entered(&self) {
        self.wait_until(|lists| lists.entered > 0).await;
    }

    /// How each row ended, by row.
    pub fn ended(&self) -> Vec<(i64, Outcome)> {
        let mut ended = self.with(|lists| lists.ended.clone());
        ended.sort_by_key(|(row, _)| *row);
        ended
    }

    async fn act<T>(&self, act: impl FnOnce(&mut Lists) -> T) -> Result<T, Unstored> {
        self.with(|lists| lists.entered += 1);
        self.changed.notify_waiters();
        let _ = self.slow.subscribe().wait_for(|slow| !slow).await;
        let result = self.with(|lists| {
            if lists.refuse > 0 {
                lists.refuse -= 1;
                return Err(Unstored("disk full".to_owned()));
            }
            Ok(act(lists))
        });
        self.changed.notify_waiters();
        result
    }
}

impl Door for ListDoor {
    fn accept(&self, arrivals: Vec<Arrival>) -> Answer<'_> {
        Box::pin(self.act(|lists| {
            for arrival in arrivals {
                if lists.known.insert(arrival.update_id) {
                    lists.arrivals.push(arrival);
                } else {
                    lists.known_again += 1;
                }
            }
        }))
    }

    fn finish(&self, ended: Vec<(i64, Outcome)>) -> Answer<'_> {
        Box::pin(self.act(|lists| {
            lists.finishes.push(ended.len());
            lists.ended.extend(ended);
        }))
    }

    fn file(&self, id: i64) -> Answer<'_, Option<Attachment>> {
        Box::pin(self.act(move |lists| lists.files.get(&id).cloned()))
    }
}
