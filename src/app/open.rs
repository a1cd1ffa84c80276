//! Opening the house: the database and what all turns share.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use chrono_tz::Tz;
use data_encoding::HEXLOWER;
use rand::{TryRng as _, rngs::SysRng};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng as _};

use crate::{
    chat::{
        house::{House, PhoneKey, Pulse, Questions, Seeds, Strangers},
        texts::Texts,
    },
    clock::{SharedClock, SystemClock},
    domain::rules::Rules,
    exchange::settle,
    settings::Settings,
    store::{self, Place, Store, meta},
};

/// Where the phone numbers' key is kept if the settings have none.
const PHONE_KEY: &str = "phone_key";

/// What a house is built from.
#[derive(Debug)]
pub struct Parts {
    /// The database.
    pub store: Store,
    /// The time.
    pub clock: SharedClock,
    /// Where seeds come from.
    pub generator: ChaCha12Rng,
    /// The rules of the game.
    pub rules: Rules,
    /// Where the office is.
    pub zone: Tz,
    /// How questions of imported files are settled.
    pub import: settle::Options,
    /// The key of the phone numbers' hash; one is made and kept without it.
    pub phone_key: Option<String>,
    /// The address of the bot's private chat; empty where there is none.
    pub private_chat: String,
}

/// Builds a house.
pub async fn house(parts: Parts) -> Result<Arc<House>> {
    let phone_key = match parts.phone_key {
        Some(key) => key,
        None => kept_phone_key(&parts.store).await?,
    };
    Ok(Arc::new(House {
        store: parts.store,
        clock: parts.clock,
        rules: parts.rules,
        zone: parts.zone,
        import: parts.import,
        texts: Texts::default(),
        seeds: Seeds::new(parts.generator),
        phone_key: PhoneKey::new(phone_key),
        private_chat: parts.private_chat,
        questions: Questions::default(),
        strangers: Strangers::default(),
        pulse: Pulse::default(),
    }))
}

async fn kept_phone_key(store: &Store) -> Result<String> {
    let mut tx = store.begin().await?;
    if let Some(key) = meta::get(&mut tx, PHONE_KEY).await? {
        return Ok(key);
    }
    // Another copy may just be doing the same.
    let key = meta::keep(&mut tx, PHONE_KEY, &HEXLOWER.encode(&random_bytes::<32>()?)).await?;
    tx.commit().await?;
    Ok(key)
}

/// Bytes from the system's generator.
pub fn random_bytes<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).context("系统随机数不可用")?;
    Ok(bytes)
}

/// Opens the database of the settings.
pub async fn store(settings: &Settings) -> store::Result<Store> {
    let place: Place = settings.database.expose().parse()?;
    Store::open(&place).await
}

/// What the program can't know of itself: the time and chance.
#[derive(Debug)]
pub struct World {
    /// The time.
    pub clock: SharedClock,
    /// Where seeds come from.
    pub generator: ChaCha12Rng,
}

impl World {
    /// The machine's own clock and chance.
    pub fn real() -> Result<Self> {
        Ok(Self { clock: Arc::new(SystemClock), generator: ChaCha12Rng::from_seed(random_bytes()?) })
    }
}

/// Does something in the house of the settings, and closes it.
pub async fn inside<T>(settings: &Settings, act: impl AsyncFnOnce(&Arc<House>) -> Result<T>) -> Result<T> {
    let house = real_house(settings, store(settings).await?, String::new()).await?;
    let ended = act(&house).await;
    house.store.close().await;
    ended
}

/// A house over this database, with the machine's own clock and chance.
pub async fn real_house(settings: &Settings, store: Store, private_chat: String) -> Result<Arc<House>> {
    house_in(World::real()?, settings, store, private_chat).await
}

/// A house over this database, in this world.
pub async fn house_in(
    world: World,
    settings: &Settings,
    store: Store,
    private_chat: String,
) -> Result<Arc<House>> {
    house(Parts {
        store,
        clock: world.clock,
        generator: world.generator,
        rules: settings.rules.clone(),
        zone: settings.timezone,
        import: settle::Options { simplify: settings.simplify, ..settle::Options::default() },
        phone_key: settings.phone_key.as_ref().map(|key| key.expose().to_owned()),
        private_chat,
    })
    .await
}
