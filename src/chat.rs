//! The conversation: what a person can ask for and is shown, in any chat.
//!
//! An update becomes an [`incoming::Incoming`]; a handler decodes it, lets the
//! domain decide, writes, and answers with a [`say::Say`]; only the screens
//! know words. The [`desk`] runs the turns.

pub mod commands;
pub mod desk;
pub mod exports;
pub mod files;
mod handlers;
pub mod house;
mod in_flight;
pub mod incoming;
mod lanes;
pub mod notices;
pub mod outgoing;
pub mod outlet;
pub mod press;
pub mod results;
pub mod say;
pub mod screens;
pub mod state;
pub mod texts;
pub mod turn;
pub mod uploads;

pub use handlers::OWNER_CODE;
