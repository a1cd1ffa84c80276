//! `baiti serve`: Telegram, by polling or by a webhook.

mod patience;

use std::{collections::HashMap, num::NonZeroU32, sync::Arc, time::Duration};

use anyhow::{Context as _, Result, bail};
use tokio::{net::TcpListener, sync::watch, task::JoinSet};

use super::{
    ending, first_run,
    open::{self, World},
    owner,
};
use crate::{
    chat::{
        commands,
        desk::{Desk, DeskDoor, Served},
        house::House,
        incoming::Channel,
        outlet::{Deliveries, Door},
        screens::line::description_key,
    },
    clock::SharedClock,
    domain::{lang::Lang, person::Role},
    jobs,
    settings::{self, Settings},
    telegram::{
        self, Api, Trouble, decode,
        methods::Webhook,
        polling,
        sender::{self, Rate},
        webhook,
    },
    words,
};

/// How many updates Telegram may push side by side.
const PUSHED_AT_ONCE: u8 = 100;

/// Serves Telegram until told to stop.
pub async fn run(settings: Settings) -> Result<()> {
    let stop = ending::on_signal()?;
    run_until(settings, World::real()?, stop).await
}

/// Serves Telegram in this world until `stop` becomes true.
pub async fn run_until(settings: Settings, world: World, stop: watch::Receiver<bool>) -> Result<()> {
    let api = connect(&settings)?;
    let me = who(&api, &world.clock, &stop).await?;
    let Some(me) = me else { return Ok(()) };
    let store = open::store(&settings).await?;
    let private_chat = format!("https://t.me/{}", me.username);
    let house = open::house_in(world, &settings, store, private_chat).await?;
    first_run::load_own_banks(&house).await?;
    owner::offer(&house, &me.username).await?;
    println!("@{} 已启动，按 Ctrl-C 停止。", me.username);
    let name = me.username.clone();
    let decoder = Box::new(move |raw: &str| Ok(decode::decode(raw, &name)));
    let served = Served { channel: Channel::Telegram, decoder, fetcher: Arc::new(api.clone()) };
    let copy = format!("{}-{}", std::process::id(), house.seeds.next().0.cast_unsigned());
    let (desk, streams) = Desk::new(house.clone(), copy, vec![served]);
    jobs::beat(&desk).await?;
    // What was said before goes before what the turns will say.
    desk.hand_on_left_over(Duration::ZERO).await?;
    desk.take_up(Duration::ZERO).await?;
    let ended = work(&settings, api, desk, streams, stop).await;
    ending::close(&house.store).await;
    ended
}

/// Who the bot is; `None` if told to stop meanwhile.
async fn who(
    api: &Api,
    clock: &SharedClock,
    stop: &watch::Receiver<bool>,
) -> Result<Option<telegram::methods::Me>> {
    match patience::until_answered(clock, stop, || api.get_me()).await {
        Some(Err(Trouble::Unauthorized)) => {
            bail!("Telegram 不认这个令牌：请检查 TELOXIDE_TOKEN（从 @BotFather 复制完整的令牌）")
        }
        asked => Ok(asked.transpose()?),
    }
}

pub(super) fn connect(settings: &Settings) -> Result<Api> {
    let Some(token) = &settings.telegram.token else {
        bail!("没有设置 TELOXIDE_TOKEN。请从 @BotFather 取得令牌后设置，或用 baiti chat 在终端里试用");
    };
    let address = |address: &Option<settings::Address>| address.as_ref().map(|a| a.expose().to_string());
    let (api_url, proxy) = (address(&settings.telegram.api_url), address(&settings.telegram.proxy));
    let parsed = telegram::Settings::parse(token.expose(), api_url.as_deref(), proxy.as_deref())?;
    Ok(telegram::connect(&parsed)?)
}

/// The commands that everyone sees, in both languages; people with roles get
/// menus of their own.
async fn set_menus(api: &Api, house: &House) -> Result<(), Trouble> {
    for (lang, code) in [(Lang::Zh, None), (Lang::Zh, Some("zh")), (Lang::En, Some("en"))] {
        let words = house.texts.in_lang(lang);
        let described =
            |entry: &commands::Entry| (entry.name.to_owned(), words!(words, &description_key(entry)));
        let commands: Vec<_> = commands::menu(|role| role == Role::Staff).map(described).collect();
        api.set_default_commands(&commands, code).await?;
    }
    Ok(())
}

/// Runs everything side by side until told to stop, or until one part fails.
async fn work(
    settings: &Settings,
    api: Api,
    desk: Arc<Desk>,
    mut streams: HashMap<Channel, Deliveries>,
    stop: watch::Receiver<bool>,
) -> Result<()> {
    let clock = desk.house().clock.clone();
    let deliveries = streams.remove(&Channel::Telegram).context("Telegram has no stream")?;
    let door: Arc<dyn Door> = Arc::new(DeskDoor(desk.clone()));
    let (halt, halted) = watch::channel(false);
    let mut parts = JoinSet::new();
    let rates = rates(settings);
    let send = sender::run(api.clone(), deliveries, door.clone(), clock.clone(), rates, halted.clone());
    parts.spawn(async move {
        send.await;
        Ok(())
    });
    let upkeep = jobs::run(desk.clone(), halted.clone());
    parts.spawn(async move {
        upkeep.await;
        Ok(())
    });
    let (menus, house) = (api.clone(), desk.house().clone());
    let stopped = halted.clone();
    parts.spawn(async move {
        let set = patience::until_answered(&house.clock, &stopped, || set_menus(&menus, &house)).await;
        if let Some(Err(trouble)) = set {
            tracing::warn!(%trouble, "the menus could not be set");
        }
        patience::until_stopped(stopped).await;
        Ok(())
    });
    match &settings.webhook {
        Some(hook) => {
            let listener = TcpListener::bind(hook.listen).await;
            let listener =
                listener.with_context(|| format!("不能监听 {}（BAITI_WEBHOOK_LISTEN）", hook.listen))?;
            let url = hook.url.expose().clone();
            let router = webhook::router(url.path(), hook.secret.expose(), door);
            let secret = hook.secret.expose().to_owned();
            let hook = Webhook { url, secret, max_connections: PUSHED_AT_ONCE };
            let serve = webhook::serve(listener, router, clock.clone(), halted.clone());
            parts.spawn(async move {
                let set = async {
                    let set = patience::until_answered(&clock, &halted, || api.set_webhook(&hook)).await;
                    set.transpose().context("不能设置 webhook")
                };
                tokio::try_join!(set, async { serve.await.context("webhook") })?;
                Ok(())
            });
        }
        None => {
            let poll = polling::run(api, door, clock, halted);
            parts.spawn(async move { poll.await.context("getUpdates") });
        }
    }
    end(parts, halt, stop, &desk).await
}

async fn end(
    mut parts: JoinSet<Result<()>>,
    halt: watch::Sender<bool>,
    mut stop: watch::Receiver<bool>,
    desk: &Desk,
) -> Result<()> {
    let failed = tokio::select! {
        _ = stop.wait_for(|stop| *stop) => Ok(()),
        Some(ended) = parts.join_next() => ended.context("a part of the program failed")?,
    };
    let _ = halt.send(true);
    let all = async {
        desk.quiet().await;
        while parts.join_next().await.is_some() {}
    };
    if tokio::time::timeout(ending::GRACE, all).await.is_err() {
        tracing::warn!("ending without waiting longer; what is unfinished is taken up at the next start");
    }
    let _ = tokio::time::timeout(ending::LAST_WORD, jobs::leave(desk)).await;
    failed
}

/// The rates of the settings. A part of each may go at once; the rest of it is
/// spread evenly, so that the sum keeps within the rate.
fn rates(settings: &Settings) -> sender::Rates {
    let rates = settings.telegram.rates;
    let spread = |number: NonZeroU32, burst: u32, per: Duration| {
        let burst = burst.max(1);
        Rate::new(burst, per / number.get().saturating_sub(burst).max(1))
    };
    let (second, minute) = (Duration::from_secs(1), Duration::from_mins(1));
    let (all, group) = (rates.per_second, rates.per_group_minute);
    sender::Rates {
        private: Some(Rate::new(rates.per_chat.get().saturating_mul(5), second / rates.per_chat.get())),
        group: Some(spread(group, group.get() / 4, minute)),
        overall: Some(spread(all, all.get() / 6, second)),
        ..sender::Rates::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_that_nobody_has_set_are_telegrams() {
        assert_eq!(rates(&Settings::default()), sender::Rates::default());
    }
}
