//! The desk: takes what arrives, runs the turns, hands on what goes out.
//!
//! `inbox row → turn (one transaction) → commit → sender`. A turn that dies
//! leaves its inbox row to be taken up again; one that committed can't run
//! twice.

mod arrivals;
mod deliveries;
mod turns;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::sync::{Semaphore, mpsc, oneshot};

use super::{
    files::{Fetch, FetchTrouble},
    house::House,
    in_flight::InFlight,
    incoming::{Arrival, Channel, ChatKey, Incoming},
    lanes::Lanes,
    outgoing::{Delivery, Outcome},
    outlet::{Answer, Attachment, Deliveries, Door, Unstored},
};
use crate::{
    domain::ids::FileId,
    store::{Dialect, Result, StoreError},
};

/// How many turns run side by side at most.
const TURNS_AT_ONCE: usize = 512;
/// On PostgreSQL each turn holds a connection.
const TURNS_AT_ONCE_POSTGRES: usize = 12;
/// How long a copy of the program holds on to the sending to a chat without
/// renewing it: so long nobody answers those to whom a killed copy was sending.
pub const SENDING_LEASE: Duration = Duration::from_secs(12);

/// Reads an update of a channel; `Err` if it is not one.
pub type Decoder = Box<dyn Fn(&str) -> std::result::Result<Incoming, String> + Send + Sync>;

/// A channel that is served: how its updates are read, and where its files
/// are fetched.
pub struct Served {
    /// Which.
    pub channel: Channel,
    /// Reads its updates.
    pub decoder: Decoder,
    /// Fetches its files.
    pub fetcher: Arc<dyn Fetch>,
}

/// Arrivals, and who is told when they are durable.
type Waiting = (Vec<Arrival>, oneshot::Sender<Result<()>>);

/// The desk.
pub struct Desk {
    house: Arc<House>,
    copy: String,
    decoders: HashMap<Channel, Decoder>,
    outlets: HashMap<Channel, mpsc::UnboundedSender<Delivery>>,
    fetchers: HashMap<Channel, Arc<dyn Fetch>>,
    /// What waits to be let in together.
    gate: Mutex<Vec<Waiting>>,
    passing: Arc<tokio::sync::Mutex<()>>,
    lanes: Lanes,
    turns: Arc<Semaphore>,
    /// What is in the senders' hands.
    in_flight: InFlight,
    /// The one chat that is served; none means all.
    only: Option<ChatKey>,
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
        channels: Vec<Served>,
    ) -> (Arc<Self>, HashMap<Channel, Deliveries>) {
        let at_once = match house.store.dialect() {
            Dialect::Sqlite => TURNS_AT_ONCE,
            Dialect::Postgres => TURNS_AT_ONCE_POSTGRES,
        };
        let (mut decoders, mut outlets, mut fetchers) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut streams = HashMap::new();
        for Served { channel, decoder, fetcher } in channels {
            let (outlet, stream) = mpsc::unbounded_channel();
            decoders.insert(channel, decoder);
            outlets.insert(channel, outlet);
            fetchers.insert(channel, fetcher);
            streams.insert(channel, stream);
        }
        let desk = Self {
            house,
            copy,
            decoders,
            outlets,
            fetchers,
            gate: Mutex::default(),
            passing: Arc::default(),
            lanes: Lanes::default(),
            turns: Arc::new(Semaphore::new(at_once)),
            in_flight: InFlight::default(),
            only: None,
        };
        (Arc::new(desk), streams)
    }

    /// A desk that serves one chat alone, as at a terminal: what waits in those
    /// of other people is none of its business.
    pub fn for_one(
        house: Arc<House>,
        copy: String,
        chat: ChatKey,
        decoder: Decoder,
        fetcher: Arc<dyn Fetch>,
    ) -> (Arc<Self>, Deliveries) {
        let served = Served { channel: chat.channel, decoder, fetcher };
        let (desk, mut streams) = Self::new(house, copy, vec![served]);
        let mut desk = Arc::into_inner(desk).expect("nobody else has it yet");
        desk.only = Some(chat);
        (Arc::new(desk), streams.remove(&chat.channel).expect("made above"))
    }

    fn serves(&self, chat: ChatKey) -> bool {
        self.only.is_none_or(|only| only == chat)
    }

    /// What all turns share.
    pub fn house(&self) -> &Arc<House> {
        &self.house
    }

    /// The name of this running program.
    pub fn copy(&self) -> &str {
        &self.copy
    }

    /// Fetches a file that was sent in a channel, by the `id` of its
    /// [`super::incoming::Event::File`]. May take minutes: not for a turn.
    pub async fn fetch(&self, channel: Channel, id: &str) -> std::result::Result<Vec<u8>, FetchTrouble> {
        match self.fetchers.get(&channel) {
            Some(fetcher) => fetcher.fetch(id).await,
            None => Err(FetchTrouble::Gone),
        }
    }

    /// Ends when no turn of this chat is under way.
    pub async fn settled(&self, chat: ChatKey) {
        self.lanes.at_rest(|busy| *busy == chat).await;
    }

    /// Ends when no turn at all is under way.
    pub async fn quiet(&self) {
        self.lanes.at_rest(|_| true).await;
    }
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

    fn file(&self, id: i64) -> Answer<'_, Option<Attachment>> {
        Box::pin(async move { self.0.attachment(FileId(id)).await.map_err(|error| unstored(&error)) })
    }
}

fn unstored(error: &StoreError) -> Unstored {
    Unstored(error.to_string())
}
