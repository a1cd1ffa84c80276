//! What a channel needs of the house: a place to put what arrived, and the
//! stream of what is to be delivered.

use std::{future::Future, pin::Pin};

use super::{
    incoming::Arrival,
    outgoing::{Delivery, Outcome},
};

/// The storage failed; nothing was taken. The text is for the log.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the storage failed: {0}")]
pub struct Unstored(pub String);

/// A future of a channel's call to the house.
pub type Answer<'a, T = ()> = Pin<Box<dyn Future<Output = Result<T, Unstored>> + Send + 'a>>;

/// A file that is to be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, as people see it.
    pub name: String,
    /// What is in it.
    pub content: Vec<u8>,
}

/// The house's door for a channel. The desk is behind it; tests of a channel
/// stand a list there.
pub trait Door: Send + Sync {
    /// Takes what arrived. When this is `Ok`, it is durable and will be
    /// handled once, even if the program is killed; what is already known by
    /// its update number is passed over.
    fn accept(&self, arrivals: Vec<Arrival>) -> Answer<'_>;

    /// Notes how deliveries ended, so that they are not made again.
    fn finish(&self, ended: Vec<(i64, Outcome)>) -> Answer<'_>;

    /// The file of a [`super::outgoing::Outgoing::Document`], unless it was
    /// forgotten.
    fn file(&self, id: i64) -> Answer<'_, Option<Attachment>>;
}

/// The stream of what is to be delivered, in order within a chat. Rows left
/// over from before a restart come first. It ends when the house closes.
pub type Deliveries = tokio::sync::mpsc::UnboundedReceiver<Delivery>;
