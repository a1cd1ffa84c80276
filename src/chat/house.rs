//! What all turns share: the store, the clock, the rules, the words.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit as _, Mac as _};
use rand_chacha::{ChaCha12Rng, rand_core::Rng as _};
use sha2::{Digest as _, Sha256};

use super::{incoming::ChatKey, texts::Texts};
use crate::{
    clock::{SharedClock, Timestamp},
    domain::{
        calendar,
        exam::outage::{Beat, SILENCE},
        ids::VersionId,
        rules::Rules,
        shuffle::Seed,
        topic::Topic,
    },
    exchange::settle,
    store::{self, Store, Tx, question::Versioned},
};

/// How often a stranger is told who this is.
const STRANGER_INTERVAL: Duration = Duration::from_hours(1);
/// How many strangers are remembered at once, and how many questions.
const REMEMBERED: usize = 10_000;

/// What all turns share.
#[derive(Debug)]
pub struct House {
    /// The database.
    pub store: Store,
    /// The time.
    pub clock: SharedClock,
    /// The rules of the game.
    pub rules: Rules,
    /// Where the office is.
    pub zone: Tz,
    /// How questions of imported files are settled.
    pub import: settle::Options,
    /// The words.
    pub texts: Texts,
    /// Where seeds come from.
    pub seeds: Seeds,
    /// What phone numbers are hashed with.
    pub phone_key: PhoneKey,
    /// The address of the bot's private chat; empty where there is none.
    pub private_chat: String,
    /// Question versions never change and are kept at hand.
    pub questions: Questions,
    /// Strangers who were told who this is.
    pub strangers: Strangers,
    /// What is remembered of the last sign of life.
    pub pulse: Pulse,
}

impl House {
    /// The day where the office is.
    pub fn day(&self, moment: Timestamp) -> NaiveDate {
        calendar::day_of(moment, self.zone)
    }

    /// A moment by the clock on the office's wall.
    pub fn local(&self, moment: Timestamp) -> NaiveDateTime {
        let utc = DateTime::from_timestamp_millis(moment.0).unwrap_or_default();
        utc.with_timezone(&self.zone).naive_local()
    }

    /// A topic by its word. One that the settings no longer have is shown by
    /// its word.
    pub fn topic(&self, word: &str) -> Option<Topic> {
        let known = self.rules.topics.iter().find(|topic| topic.id.as_str() == word).cloned();
        known.or_else(|| {
            let id = crate::domain::topic::TopicId::new(word)?;
            Some(Topic { id, zh: word.to_owned(), en: word.to_owned() })
        })
    }
}

/// A source of seeds, handed in so that tests can fix it.
#[derive(Debug)]
pub struct Seeds(Mutex<ChaCha12Rng>);

impl Seeds {
    /// Seeds from this generator.
    pub fn new(generator: ChaCha12Rng) -> Self {
        Self(Mutex::new(generator))
    }

    /// The next seed.
    pub fn next(&self) -> Seed {
        let mut generator = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Seed(generator.next_u64().cast_signed())
    }
}

/// The key of the phone numbers' hash. Never shown.
#[derive(Clone)]
pub struct PhoneKey(Vec<u8>);

impl std::fmt::Debug for PhoneKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PhoneKey(***)")
    }
}

impl PhoneKey {
    /// From its bytes.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    /// The keyed hash of a phone number: what the database keeps of it.
    pub fn hash(&self, phone: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(normal_phone(phone).as_bytes());
        HEXLOWER.encode(&mac.finalize().into_bytes())
    }
}

/// The digits of a mainland number without its country code.
fn normal_phone(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let bare =
        digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86").filter(|rest| rest.len() == 11));
    bare.map_or(digits.clone(), str::to_owned)
}

/// The hash of an invitation's token or of the owner's code: what the database
/// keeps of it.
pub fn token_hash(token: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(token.as_bytes()))
}

/// Question versions at hand.
#[derive(Debug, Default)]
pub struct Questions(Mutex<HashMap<VersionId, Arc<Versioned>>>);

impl Questions {
    /// A version.
    pub async fn get(&self, tx: &mut Tx, version: VersionId) -> store::Result<Arc<Versioned>> {
        if let Some(known) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&version) {
            return Ok(known.clone());
        }
        let read = Arc::new(store::question::version(tx, version).await?);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(version, read.clone());
        Ok(read)
    }

    /// A version with the key that is in force for its wording, which may have
    /// been corrected since, see [`store::question::in_force`].
    pub async fn in_force(
        &self,
        tx: &mut Tx,
        version: VersionId,
        current: VersionId,
    ) -> store::Result<Arc<Versioned>> {
        let own = self.get(tx, version).await?;
        if version == current {
            return Ok(own);
        }
        let content = store::question::in_force(tx, version).await?;
        Ok(Arc::new(Versioned { content, ..Versioned::clone(&own) }))
    }
}

/// The last sign of life that this copy of the program gave.
#[derive(Debug, Default)]
pub struct Pulse(Mutex<Option<Beat>>);

impl Pulse {
    /// The last beat.
    pub fn last(&self) -> Option<Beat> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether this copy has given no sign of life for too long: it has just
    /// woken, and whatever is due was faster than its heart.
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.last().is_some_and(|last| now.since(last.at) > SILENCE)
    }

    /// Notes a beat.
    pub fn beaten(&self, beat: Beat) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(beat);
    }
}

/// Strangers get one polite line an hour and leave no rows.
#[derive(Debug, Default)]
pub struct Strangers(Mutex<HashMap<ChatKey, Timestamp>>);

impl Strangers {
    /// Whether this one is to be told now.
    pub fn awaits(&self, chat: ChatKey, now: Timestamp) -> bool {
        let told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        told.get(&chat).is_none_or(|&at| now.since(at) >= STRANGER_INTERVAL)
    }

    /// Notes that this one was told.
    pub fn told(&self, chat: ChatKey, now: Timestamp) {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if told.len() >= REMEMBERED {
            told.retain(|_, at| now.since(*at) < STRANGER_INTERVAL);
        }
        if told.len() >= REMEMBERED {
            told.clear();
        }
        told.insert(chat, now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::incoming::Channel;

    #[test]
    fn a_phone_number_hashes_alike_however_it_is_written() {
        let key = PhoneKey::new("key");
        let hash = key.hash("13800138000");
        for written in ["+86 138-0013-8000", "8613800138000", "0086 13800138000"] {
            assert_eq!(key.hash(written), hash, "{written}");
        }
        assert_ne!(key.hash("13800138001"), hash);
        assert_ne!(PhoneKey::new("other").hash("13800138000"), hash);
        assert!(!format!("{key:?}").contains("107"));
    }

    #[test]
    fn a_stranger_is_told_once_an_hour() {
        let strangers = Strangers::default();
        let chat = |id| ChatKey { channel: Channel::Telegram, id };
        assert!(strangers.awaits(chat(1), Timestamp(0)));
        strangers.told(chat(1), Timestamp(0));
        assert!(!strangers.awaits(chat(1), Timestamp(3_599_999)));
        assert!(strangers.awaits(chat(2), Timestamp(1)));
        assert!(strangers.awaits(chat(1), Timestamp(3_600_000)));
    }
}
