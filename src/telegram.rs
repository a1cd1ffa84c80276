//! The Bot API.
