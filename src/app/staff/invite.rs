//! `baiti staff invite`: one-time links, as secret as passwords.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use anyhow::{Result, anyhow, bail};
use chrono::DateTime;
use data_encoding::BASE64URL_NOPAD;

use super::wanted::{self, Wanted};
use crate::{
    app::{
        ask,
        cli::{Ask, InviteFormat},
        files::{self, Access},
        open::random_bytes,
        out, serve,
    },
    chat::house::{House, token_hash},
    clock::Timestamp,
    report::invitations::{self, Heading, Invitation},
    settings::Settings,
    store::{audit, invitation, staff::Member},
};

/// How many names are shown.
const NAMED: usize = 10;
const DAY: Duration = Duration::from_hours(24);

/// What is asked for.
pub struct Wish {
    /// Whom; all unbound if nobody is named.
    pub staff_no: Vec<String>,
    /// How it is written.
    pub format: InviteFormat,
    /// Where.
    pub output: Option<PathBuf>,
    /// The bot's name, if it is not to be asked from Telegram.
    pub bot: Option<String>,
    /// Whether to ask.
    pub ask: Ask,
}

/// Makes invitations and writes them down.
pub async fn run(settings: &Settings, house: &House, wish: Wish) -> Result<ExitCode> {
    let now = house.clock.now();
    let mut tx = house.store.read().await?;
    let wanted = wanted::wanted(&mut tx, &wish.staff_no, now.0).await?;
    drop(tx);
    if wanted.people.is_empty() {
        bail!("没有要邀请的人：在册的人都已绑定，或花名册还是空的（baiti staff load 文件）");
    }
    let bot = match &wish.bot {
        Some(name) => name.clone(),
        None => name_of_bot(settings).await?,
    };
    let path = path(house, &wish, now);
    if !agreed(&wanted, path.as_deref(), wish.ask)? {
        return Ok(ExitCode::SUCCESS);
    }
    let expires = now.plus(DAY * settings.rules.invitation_days);
    let (tokens, invitations) = make(&wanted.people, &bot)?;
    let bytes = written(settings, &invitations, wish.format, expires)?;
    // Before they hold: links that nobody has would shut out the old ones for nothing.
    match &path {
        Some(path) => files::write(path, &bytes, Access::Owner, Ask { yes: true }).map(drop)?,
        None => out::print(&String::from_utf8_lossy(&bytes))?,
    }
    keep(house, &wanted.people, &tokens, now, expires).await?;
    if let Some(path) = path {
        let (path, people) = (path.display(), invitations.len());
        out::line(format!(
            "已为 {people} 人生成邀请，写到 {path}，{} 天内有效。",
            settings.rules.invitation_days
        ))?;
        out::line("每个链接等于本人的密码：请分别交给本人，用完后删除这个文件。")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Where to write; nowhere if it is to be printed.
fn path(house: &House, wish: &Wish, now: Timestamp) -> Option<PathBuf> {
    let ending = match wish.format {
        InviteFormat::Html => "html",
        InviteFormat::Xlsx => "xlsx",
        InviteFormat::Csv => return wish.output.clone(),
    };
    let usual = || PathBuf::from(format!("邀请-{}.{ending}", house.day(now).format("%Y%m%d")));
    Some(wish.output.clone().unwrap_or_else(usual))
}

/// Whether it may go on, with what it does to earlier invitations and
/// bindings, and to a file that is there.
fn agreed(wanted: &Wanted, path: Option<&Path>, ask: Ask) -> Result<bool> {
    let waiting = (!wanted.waiting.is_empty())
        .then(|| format!("{}还有没用过的邀请，重新邀请后旧的作废。", names(&wanted.waiting)));
    let bound = (!wanted.bound.is_empty())
        .then(|| format!("{}已经绑定，用新的邀请会换绑到新的账号。", names(&wanted.bound)));
    let there = path.filter(|path| path.exists());
    let there = there.map(|path| format!("{} 已经存在，将被替换。", path.display()));
    let told: String = [waiting, bound, there].into_iter().flatten().collect();
    Ok(told.is_empty() || ask::confirm(ask, &format!("{told}继续吗？"))?)
}

fn names(all: &[String]) -> String {
    let shown: Vec<&str> = all.iter().take(NAMED).map(String::as_str).collect();
    let more = if all.len() > NAMED { format!("等 {} 人", all.len()) } else { String::new() };
    format!("{}{more}", shown.join("、"))
}

async fn name_of_bot(settings: &Settings) -> Result<String> {
    let how = "也可以直接写明机器人的用户名：--bot baiti_bot";
    if settings.telegram.token.is_none() {
        bail!("邀请链接里要有机器人的用户名：请设置 TELOXIDE_TOKEN，{how}");
    }
    let me = serve::connect(settings)?.get_me().await;
    Ok(me.map_err(|trouble| anyhow!("问不到机器人的用户名：{trouble}。{how}"))?.username)
}

/// Tokens of 128 bits, and the links with them.
fn make(people: &[Member], bot: &str) -> Result<(Vec<String>, Vec<Invitation>)> {
    let tokens = people.iter().map(|_| Ok(BASE64URL_NOPAD.encode(&random_bytes::<16>()?)));
    let tokens: Vec<String> = tokens.collect::<Result<_>>()?;
    let invitation = |(member, token): (&Member, &String)| Invitation {
        staff_no: member.staff_no.clone(),
        name: member.name.clone(),
        unit: member.unit_path.clone(),
        link: format!("https://t.me/{bot}?start={token}"),
    };
    let invitations = people.iter().zip(&tokens).map(invitation).collect();
    Ok((tokens, invitations))
}

async fn keep(
    house: &House,
    people: &[Member],
    tokens: &[String],
    now: Timestamp,
    expires: Timestamp,
) -> Result<()> {
    let mut tx = house.store.begin().await?;
    for (member, token) in people.iter().zip(tokens) {
        invitation::add(&mut tx, member.id, &token_hash(token), now.0, expires.0).await?;
        audit::append(&mut tx, now.0, None, "invite", &audit::of_staff(member.id), "").await?;
    }
    Ok(tx.commit().await?)
}

fn written(
    settings: &Settings,
    invitations: &[Invitation],
    format: InviteFormat,
    expires: Timestamp,
) -> Result<Vec<u8>> {
    let until = DateTime::from_timestamp_millis(expires.0).unwrap_or_default();
    let office = settings.office_name.as_deref().unwrap_or("百题");
    let heading = Heading {
        title: format!("{office} 学习答题"),
        expires: until.with_timezone(&settings.timezone).format("%Y年%-m月%-d日 %H:%M").to_string(),
    };
    Ok(match format {
        InviteFormat::Html => invitations::html(&heading, invitations)?.into_bytes(),
        InviteFormat::Xlsx => invitations::xlsx(&heading, invitations)?,
        InviteFormat::Csv => invitations::csv(invitations).into_bytes(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_of_names_is_cut() {
        let all: Vec<String> = (0..12).map(|n| format!("张{n}")).collect();
        assert_eq!(names(&all[..2]), "张0、张1");
        assert!(names(&all).ends_with("张9等 12 人"));
    }
}
