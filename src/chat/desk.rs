//! The desk: takes what arrives, runs the turns, hands on what goes out.
//!
//! `inbox row → turn (one transaction) → commit → sender`. A turn that dies
//! leaves its inbox row to be taken up again; one that committed can't run
//! twice.

use std::{
    collections::{BTreeSet, HashMap},
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use futures::FutureExt as _;
use tokio::sync::{Semaphore, mpsc, oneshot};

use super::{
    handlers,
    house::House,
    in_flight::InFlight,
    incoming::{Arrival, Channel, ChatKey, Incoming},
    lanes::Lanes,
    outgoing::{Class, Delivery, Outcome, Outgoing},
    outlet::{Answer, Deliveries, Door, Unstored},
    say::Say,
    screens::line::Line,
    turn::{Turn, TurnError},
};
use crate::{
    domain::lang::Lang,
    store::{self, Dialect, Result, StoreError, Tx, account, inbox, outbox},
};

/// How many turns run side by side at most.
const TURNS_AT_ONCE: usize = 512;
/// On PostgreSQL each turn holds a connection.
const TURNS_AT_ONCE_POSTGRES: usize = 12;
/// How long a copy of the program holds on to the sending to a chat without
/// renewing it: so long nobody answers those to whom a killed copy was sending.
pub const SENDING_LEASE: Duration = Duration::from_secs(12);
/// The outcome of a delivery to someone who has blocked the bot.
const BLOCKED: &str = "blocked";
/// The pauses before a turn is tried again when the storage fails.
const RETRY_PAUSES: [Duration; 4] =
    [Duration::from_millis(100), Duration::from_millis(500), Duration::from_secs(2), Duration::from_secs(5)];

/// Reads an update of a channel; `Err` if it is not one.
pub type Decoder = Box<dyn Fn(&str) -> std::result::Result<Incoming, String> + Send + Sync>;

/// Arrivals, and who is told when they are durable.
type Waiting = (Vec<Arrival>, oneshot::Sender<Result<()>>);

/// The desk.
pub struct Desk {
    house: Arc<House>,
    copy: String,
    decoders: HashMap<Channel, Decoder>,
    outlets: HashMap<Channel, mpsc::UnboundedSender<Delivery>>,
    /// What waits to be let in together.
    gate: Mutex<Vec<Waiting>>,
    passing: tokio::sync::Mutex<()>,
    lanes: Lanes,
    turns: Arc<Semaphore>,
    /// What is in the senders' hands.
    in_flight: InFlight,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("copy", &self.copy).finish_non_exhaustive()
    }
}

impl Desk {
    /// A desk that serves these channels, and the stream of each. `copy` names
    /// this running program.
    pub fn new(
        house: Arc<House>,
        copy: String,
        channels: Vec<(Channel, Decoder)>,
    ) -> (Arc<Self>, HashMap<Channel, Deliveries>) {
        let at_once = match house.store.dialect() {
            Dialect::Sqlite => TURNS_AT_ONCE,
            Dialect::Postgres => TURNS_AT_ONCE_POSTGRES,
        };
        let (mut decoders, mut outlets, mut streams) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (channel, decoder) in channels {
            let (outlet, stream) = mpsc::unbounded_channel();
            decoders.insert(channel, decoder);
            outlets.insert(channel, outlet);
            streams.insert(channel, stream);
        }
        let desk = Self {
            house,
            copy,
            decoders,
            outlets,
            gate: Mutex::default(),
            passing: tokio::sync::Mutex::default(),
            lanes: Lanes::default(),
            turns: Arc::new(Semaphore::new(at_once)),
            in_flight: InFlight::default(),
        };
        (Arc::new(desk), streams)
    }

    /// What all turns share.
    pub fn house(&self) -> &Arc<House> {
        &self.house
    }

    /// The name of this running program.
    pub fn copy(&self) -> &str {
        &self.copy
    }

    /// Commits what arrived, then sets its turns going. Whatever arrives while
    /// an earlier commit is under way goes together into the next.
    async fn take_in(self: &Arc<Self>, arrivals: Vec<Arrival>) -> Result<()> {
        let (tell, mut told) = oneshot::channel();
        self.gate().push((arrivals, tell));
        tokio::select! {
            biased;
            // Someone else has let them in.
            told = &mut told => return told.unwrap_or(Err(StoreError::LetIn)),
            _passing = self.passing.lock() => {
                let waiting = std::mem::take(&mut *self.gate());
                if !waiting.is_empty() {
                    self.let_in(waiting).await;
                }
            }
        }
        told.await.unwrap_or_else(|_| Err(StoreError::LetIn))
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

    /// Takes up what was left unhandled for at least so long: after a restart,
    /// or by a copy of the program that is gone.
    pub async fn take_up(self: &Arc<Self>, age: Duration) -> Result<()> {
        let until = self.house.clock.now().minus(age).0;
        let mut tx = self.house.store.read().await?;
        for (channel, id) in inbox::open_chats(&mut tx, until).await? {
            if let Some(channel) = Channel::from_word(&channel).filter(|c| self.decoders.contains_key(c)) {
                self.wake(ChatKey { channel, id }, true);
            }
        }
        Ok(())
    }

    /// Hands on what was written for delivery at least so long ago and is in
    /// nobody's hands: after a restart, or written by another program.
    pub async fn hand_on_left_over(&self, age: Duration) -> Result<()> {
        let until = self.house.clock.now().minus(age).0;
        for &channel in self.outlets.keys() {
            let mut tx = self.house.store.read().await?;
            let chats = outbox::open_chats(&mut tx, channel.word(), until).await?;
            drop(tx);
            for id in chats {
                self.hand_on_chat(ChatKey { channel, id }).await?;
            }
        }
        Ok(())
    }

    async fn hand_on_chat(&self, chat: ChatKey) -> Result<()> {
        let mut tx = self.house.store.begin().await?;
        if self.claim(&mut tx, chat).await? {
            let rows = outbox::open_of_chat(&mut tx, chat.channel.word(), chat.id, 0).await?;
            tx.commit().await?;
            self.hand_on(rows.into_iter().filter_map(|row| delivery(&row)).collect());
        }
        Ok(())
    }

    /// Ends when no turn of this chat is under way.
    pub async fn settled(&self, chat: ChatKey) {
        self.lanes.at_rest(|busy| *busy == chat).await;
    }

    /// Ends when no turn at all is under way.
    pub async fn quiet(&self) {
        self.lanes.at_rest(|_| true).await;
    }

    fn wake(self: &Arc<Self>, chat: ChatKey, to_the_end: bool) {
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
        let mut tx = self.house.store.begin().await?;
        let now = self.house.clock.now().0;
        let Some(loaded) = store::turn::load(&mut tx, chat.channel.word(), chat.id, now).await? else {
            return Ok(false);
        };
        let decode = self.decoders.get(&chat.channel).ok_or(TurnError::Bug("no decoder for a channel"))?;
        let incoming = match decode(&loaded.raw) {
            Ok(incoming) => incoming,
            Err(trouble) => {
                store::turn::end(&mut tx, loaded.inbox_id, false, now, &[]).await?;
                inbox::note_trouble(&mut tx, loaded.inbox_id, &trouble).await?;
                tx.commit().await?;
                return Ok(true);
            }
        };
        let stranger = loaded.person.is_none();
        let lang = loaded.person.as_ref().map_or_else(|| guessed(&incoming), |person| person.lang);
        let mut turn = Turn::new(&mut tx, &self.house, &incoming, lang, loaded.round);
        handlers::handle(&mut turn, loaded.person).await?;
        let out = turn.finish();
        let deliveries = self.write_out(&mut tx, loaded.inbox_id, stranger, out).await?;
        tx.commit().await?;
        self.hand_on(deliveries);
        Ok(true)
    }

    /// Marks the update handled, writes what goes out and gives what this copy
    /// is to deliver.
    async fn write_out(
        &self,
        tx: &mut Tx,
        inbox_id: i64,
        forget_words: bool,
        out: Vec<(ChatKey, Class, Outgoing)>,
    ) -> Result<Vec<Delivery>> {
        let now = self.house.clock.now().0;
        let row = |(chat, class, outgoing): &(ChatKey, Class, Outgoing)| {
            let payload = serde_json::to_string(outgoing).expect("plain data");
            (chat.channel.word(), chat.id, *class == Class::Notice, payload)
        };
        let rows: Vec<_> = out.iter().map(row).collect();
        let ids = store::turn::end(tx, inbox_id, forget_words, now, &rows).await?;
        if tx.dialect() == Dialect::Postgres {
            return self.claimed(tx, out.iter().map(|(chat, ..)| *chat).collect()).await;
        }
        let delivery = |(id, (chat, class, outgoing))| Delivery { id, chat, class, outgoing };
        Ok(ids.into_iter().zip(out).map(delivery).collect())
    }

    /// Claims the sending to chats and gives all that is open in those it has:
    /// another copy may have written there while this one was sending, and that
    /// goes first. The chats are in order, so that copies don't lock crosswise.
    async fn claimed(&self, tx: &mut Tx, chats: BTreeSet<ChatKey>) -> Result<Vec<Delivery>> {
        let mut deliveries = Vec::new();
        for chat in chats {
            if self.claim(tx, chat).await? {
                let after = self.in_flight.newest(chat);
                let rows = outbox::open_of_chat(tx, chat.channel.word(), chat.id, after).await?;
                deliveries.extend(rows.iter().filter_map(delivery));
            }
        }
        Ok(deliveries)
    }

    /// Whether this copy may send to a chat. With one copy there is nobody to
    /// share with.
    async fn claim(&self, tx: &mut Tx, chat: ChatKey) -> Result<bool> {
        if tx.dialect() == Dialect::Sqlite {
            return Ok(true);
        }
        let now = self.house.clock.now();
        let until = now.plus(SENDING_LEASE).0;
        outbox::claim(tx, chat.channel.word(), chat.id, &self.copy, until, now.0).await
    }

    /// Hands deliveries to their senders, unless they are there already.
    fn hand_on(&self, deliveries: Vec<Delivery>) {
        let here = deliveries.into_iter().filter(|one| self.outlets.contains_key(&one.chat.channel));
        self.in_flight.hand_on(
            here,
            |delivery| (delivery.id, delivery.chat),
            |delivery| {
                if let Some(outlet) = self.outlets.get(&delivery.chat.channel) {
                    // A sender that is gone leaves the row to the next start.
                    let _ = outlet.send(delivery);
                }
            },
        );
    }

    /// Sets an update aside that the program can't handle, and apologises;
    /// whether that is done.
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
            let lang = person.map(|person| person.lang).unwrap_or_default();
            let page = Say::Line(Line::Sorry(code.to_owned())).page(self.house.texts.in_lang(lang));
            let out = vec![(chat, Class::Reply, page.send())];
            let deliveries = self.write_out(&mut tx, taken.id, false, out).await?;
            tx.commit().await?;
            self.hand_on(deliveries);
        }
        Ok(())
    }

    /// Notes how deliveries ended.
    async fn note_ended(&self, ended: &[(i64, Outcome)]) -> Result<()> {
        let now = self.house.clock.now().0;
        let chats = self.in_flight.chats_of(ended.iter().map(|(id, _)| *id));
        let mut tx = self.house.store.begin().await?;
        let is_sent = |(id, outcome): &(i64, Outcome)| (*outcome == Outcome::Sent).then_some(*id);
        let sent: Vec<i64> = ended.iter().filter_map(is_sent).collect();
        outbox::end_sent(&mut tx, &sent, now).await?;
        for (id, outcome) in ended {
            match outcome {
                Outcome::Sent => {}
                Outcome::Overtaken => outbox::end(&mut tx, *id, "overtaken", now).await?,
                Outcome::GivenUp(reason) => {
                    outbox::end(&mut tx, *id, reason, now).await?;
                    self.note_unreachable(&mut tx, chats.get(id), reason).await?;
                }
            }
        }
        let more = self.release(&mut tx, &chats).await?;
        tx.commit().await?;
        self.in_flight.end(ended.iter().map(|(id, _)| *id));
        self.hand_on(more);
        Ok(())
    }

    /// Whoever has blocked the bot gets no more notices until they come back.
    async fn note_unreachable(&self, tx: &mut Tx, chat: Option<&ChatKey>, reason: &str) -> Result<()> {
        match chat {
            Some(chat) if reason == BLOCKED => {
                account::set_reachable(tx, chat.channel.word(), chat.id, false).await
            }
            _ => Ok(()),
        }
    }

    /// Gives up the sending to chats where this copy has nothing more in hand.
    /// What another copy has written there in the meantime is ours to send.
    async fn release(&self, tx: &mut Tx, ended: &HashMap<i64, ChatKey>) -> Result<Vec<Delivery>> {
        if tx.dialect() == Dialect::Sqlite {
            return Ok(Vec::new());
        }
        let mut left = BTreeSet::new();
        for chat in self.in_flight.emptied(ended) {
            if !outbox::release(tx, chat.channel.word(), chat.id, &self.copy).await? {
                left.insert(chat);
            }
        }
        let mut more = Vec::new();
        for chat in left {
            if self.claim(tx, chat).await? {
                let rows = outbox::open_of_chat(tx, chat.channel.word(), chat.id, 0).await?;
                more.extend(rows.iter().filter_map(delivery));
            }
        }
        Ok(more)
    }
}

/// The language of a stranger: that of their program, else Chinese.
fn guessed(incoming: &Incoming) -> Lang {
    incoming.sender.language.as_deref().and_then(Lang::from_code).unwrap_or_default()
}

fn delivery(row: &outbox::OutboxRow) -> Option<Delivery> {
    let channel = Channel::from_word(&row.channel)?;
    let outgoing = serde_json::from_str(&row.payload).ok()?;
    let class = if row.notice { Class::Notice } else { Class::Reply };
    Some(Delivery { id: row.id, chat: ChatKey { channel, id: row.chat_id }, class, outgoing })
}

/// The desk as channels see it.
#[derive(Debug, Clone)]
pub struct DeskDoor(pub Arc<Desk>);

impl Door for DeskDoor {
    fn accept(&self, arrivals: Vec<Arrival>) -> Answer<'_> {
        Box::pin(async move { self.0.take_in(arrivals).await.map_err(|error| unstored(&error)) })
    }

    fn finish(&self, ended: Vec<(i64, Outcome)>) -> Answer<'_> {
        Box::pin(async move { self.0.note_ended(&ended).await.map_err(|error| unstored(&error)) })
    }
}

fn unstored(error: &StoreError) -> Unstored {
    Unstored(error.to_string())
}
