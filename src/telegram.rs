//! The Bot API: updates come in by [`polling`] or by [`webhook`] and are
//! handed to the house as they arrived; [`decode`] says what they mean;
//! [`sender`] delivers what the house wants to say.
//!
//! What this room never does: it opens no database, decides nothing about
//! quizzes, and confirms no update to Telegram before the house has it.
//!
//! teloxide gives the types of the API's methods. Its way of sending is not
//! used, for reasons told in [`api`]; its updates are not used, for reasons
//! told in [`decode`].

pub mod api;
pub mod arrival;
pub mod decode;
mod files;
pub mod methods;
pub mod polling;
pub mod sender;
pub mod settings;
pub mod stop;
pub mod trouble;
pub mod webhook;

pub use api::{Api, connect};
pub use settings::{Settings, SettingsError, Token};
pub use trouble::Trouble;
