//! The conversation.

pub mod incoming;
pub mod outgoing;
pub mod outlet;
