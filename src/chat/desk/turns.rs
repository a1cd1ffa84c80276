//! Running the turns: those of a chat in order, a transaction each.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures::FutureExt as _;

use super::Desk;
use crate::{
    chat::{
        handlers,
        incoming::{Channel, ChatKey, Incoming, Place},
        outgoing::{Class, Delivery, Outgoing},
        say::Say,
        screens::line::Line,
        turn::{Turn, TurnError},
    },
    domain::lang::Lang,
    store::{self, Dialect, Result, StoreError, Tx, account, inbox},
};

/// The pauses before a turn is tried again when the storage fails.
const RETRY_PAUSES: [Duration; 4] =
    [Duration::from_millis(100), Duration::from_millis(500), Duration::from_secs(2), Duration::from_secs(5)];

impl Desk {
    /// Takes up what was left unhandled for at least so long: after a restart,
    /// or by a copy of the program that is gone.
    pub async fn take_up(self: &Arc<Self>, age: Duration) -> Result<()> {
        let until = self.house.clock.now().minus(age).0;
        let mut tx = self.house.store.read().await?;
        for (channel, id) in inbox::open_chats(&mut tx, until).await? {
            let known = Channel::from_word(&channel).filter(|channel| self.decoders.contains_key(channel));
            if let Some(chat) = known.map(|channel| ChatKey { channel, id }).filter(|chat| self.serves(*chat))
            {
                self.wake(chat, true);
            }
        }
        Ok(())
    }

    pub(super) fn wake(self: &Arc<Self>, chat: ChatKey, to_the_end: bool) {
        if self.lanes.wake(chat, to_the_end) {
            let desk = self.clone();
            tokio::spawn(async move { desk.lane(chat).await });
        }
    }

    /// Runs the turns of a chat until there are none.
    async fn lane(self: Arc<Self>, chat: ChatKey) {
        let mut failures = 0;
        loop {
            let Ok(permit) = self.turns.acquire().await else { return };
            let ended = AssertUnwindSafe(self.turn(chat)).catch_unwind().await;
            drop(permit);
            let found = match ended {
                Ok(Ok(found)) => found,
                Ok(Err(TurnError::Store(error))) if error.is_passing() => {
                    self.pause(&error, failures).await;
                    failures += 1;
                    continue;
                }
                Ok(Err(error)) => self.set_aside(chat, &error.to_string()).await,
                Err(_panic) => self.set_aside(chat, "a panic").await,
            };
            failures = 0;
            if self.lanes.rest(chat, found) {
                return;
            }
        }
    }

    async fn pause(&self, error: &StoreError, failures: usize) {
        if failures == 0 {
            tracing::error!(%error, "the storage failed; the turn will be tried again");
        }
        let pause = RETRY_PAUSES[failures.min(RETRY_PAUSES.len() - 1)];
        self.house.clock.sleep(pause).await;
    }

    /// One turn; whether there was anything to do.
    async fn turn(&self, chat: ChatKey) -> std::result::Result<bool, TurnError> {
        let channel = chat.channel.word();
        let mut tx = self.house.store.begin_turn(channel, chat.id).await?;
        let now = self.house.clock.now();
        let (day, now) = (self.house.day(now), now.0);
        let Some(loaded) = store::turn::load(&mut tx, channel, chat.id, day, now).await? else {
            return Ok(false);
        };
        let decode = self.decoders.get(&chat.channel).ok_or(TurnError::Bug("no decoder for a channel"))?;
        let incoming = match decode(&loaded.raw) {
            Ok(incoming) => incoming,
            Err(trouble) => {
                store::turn::end(&mut tx, loaded.inbox_id, false, now, Vec::new()).await?;
                inbox::note_trouble(&mut tx, loaded.inbox_id, &trouble).await?;
                tx.commit().await?;
                return Ok(true);
            }
        };
        let stranger = loaded.person.is_none();
        let lang = loaded.person.as_ref().map_or_else(|| guessed(&incoming), |person| person.lang);
        let mut turn = Turn::new(&mut tx, &self.house, &incoming, lang, loaded.round);
        if let Some(round) = loaded.unreadable {
            handlers::put_aside(&mut turn, round, loaded.inbox_id).await?;
        }
        handlers::handle(&mut turn, loaded.person).await?;
        let ended = turn.finish();
        let deliveries = self.commit(tx, loaded.inbox_id, stranger, ended.out).await?;
        if ended.introduced {
            self.house.strangers.told(chat, self.house.clock.now());
        }
        self.hand_on(deliveries);
        Ok(true)
    }

    /// Marks the update handled, writes what goes out, commits, and gives what
    /// this copy is to deliver.
    async fn commit(
        &self,
        mut tx: Tx,
        inbox_id: i64,
        forget_words: bool,
        out: Vec<(ChatKey, Class, Outgoing)>,
    ) -> Result<Vec<Delivery>> {
        let now = self.house.clock.now().0;
        let row = |(chat, class, outgoing): &(ChatKey, Class, Outgoing)| {
            let payload = serde_json::to_string(outgoing).expect("plain data");
            (chat.channel.word(), chat.id, *class == Class::Notice, payload)
        };
        let rows = out.iter().map(row).collect();
        store::turn::end(&mut tx, inbox_id, forget_words, now, rows).await?;
        if tx.dialect() == Dialect::Postgres {
            let claimed = self.claimed(&mut tx, out.iter().map(|(chat, ..)| *chat).collect()).await?;
            tx.commit().await?;
            return Ok(claimed);
        }
        let ids = tx.commit_turn().await?;
        let delivery = |(id, (chat, class, outgoing))| Delivery { id, chat, class, outgoing };
        Ok(ids.into_iter().zip(out).map(delivery).collect())
    }

    /// Sets an update aside that the program can't handle, and apologises,
    /// unless it was said in a group; whether that is done.
    async fn set_aside(&self, chat: ChatKey, what: &str) -> bool {
        let code = format!("{:X}", self.house.clock.now().0);
        tracing::error!(code, what, "a turn failed by a mistake of the program");
        let set = self.apologise(chat, &code, what).await;
        if let Err(error) = &set {
            self.pause(error, 0).await;
        }
        set.is_ok()
    }

    async fn apologise(&self, chat: ChatKey, code: &str, what: &str) -> Result<()> {
        let now = self.house.clock.now().0;
        let mut tx = self.house.store.begin().await?;
        let person = account::person(&mut tx, chat.channel.word(), chat.id).await?;
        if let Some(taken) = inbox::take(&mut tx, chat.channel.word(), chat.id, now).await? {
            inbox::note_trouble(&mut tx, taken.id, &format!("{code}: {what}")).await?;
            let stranger = person.is_none();
            let lang = person.map(|person| person.lang).unwrap_or_default();
            let page = Say::Line(Line::Sorry(code.to_owned())).page(self.house.texts.in_lang(lang));
            let mut out = vec![(chat, Class::Reply, page.send())];
            if stranger && self.is_in_a_group(chat, &taken.raw) {
                out.clear();
            }
            let deliveries = self.commit(tx, taken.id, stranger, out).await?;
            self.hand_on(deliveries);
        }
        Ok(())
    }

    /// Whether something was said in a group. What can't be read, perhaps
    /// because reading it is the trouble, counts as said in private.
    fn is_in_a_group(&self, chat: ChatKey, raw: &str) -> bool {
        let Some(decode) = self.decoders.get(&chat.channel) else { return false };
        let read = std::panic::catch_unwind(AssertUnwindSafe(|| decode(raw)));
        matches!(read, Ok(Ok(incoming)) if incoming.place == Place::Group)
    }
}

/// The language of a stranger: that of their program, else Chinese.
fn guessed(incoming: &Incoming) -> Lang {
    incoming.sender.language.as_deref().and_then(Lang::from_code).unwrap_or_default()
}
