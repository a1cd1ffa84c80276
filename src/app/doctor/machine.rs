//! The clock and the disk.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use chrono::DateTime;
use reqwest::{Client, Proxy, Url, header::DATE, redirect::Policy};

use super::Findings;
use crate::{
    app::data::size,
    clock::{Clock as _, SystemClock, Timestamp},
    settings::Settings,
    store::Place,
    telegram::settings::OFFICIAL_SERVER,
};

/// By how much the clock may be wrong. The server tells whole seconds, and the
/// answer takes its time.
const MAX_OFF: Duration = Duration::from_secs(5);
/// How long the server may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Below this the disk is getting full.
const MIN_FREE: u64 = 1 << 30;
/// Below this there is not even room for the write-ahead log.
const TOO_LITTLE: u64 = 100 << 20;

/// The time zone, and the clock against that of the Bot API's server.
pub async fn clock(settings: &Settings, findings: &mut Findings) {
    let now = SystemClock.now();
    let here = DateTime::from_timestamp_millis(now.0).unwrap_or_default().with_timezone(&settings.timezone);
    let here = format!("时区 {}，现在是 {}", settings.timezone, here.format("%Y-%m-%d %H:%M:%S"));
    if settings.telegram.token.is_none() {
        return findings.well(here);
    }
    match server_time(settings).await {
        Some(server) => compare(&here, SystemClock.now(), server, findings),
        None => findings.doubtful(here, "服务器没有报时，不能核对时钟"),
    }
}

fn compare(here: &str, now: Timestamp, server: Timestamp, findings: &mut Findings) {
    let off = now.since(server).max(server.since(now));
    if off > MAX_OFF {
        let way = if now > server { "快" } else { "慢" };
        let mend = "请打开系统的自动对时（Linux：timedatectl set-ntp true），否则截止时间和日期会不准";
        findings.doubtful(format!("{here}，比服务器{way} {} 秒", off.as_secs()), mend);
    } else {
        findings.well(format!("{here}，与服务器一致"));
    }
}

/// What the server says is the time. The token is not sent.
async fn server_time(settings: &Settings) -> Option<Timestamp> {
    let builder = Client::builder().timeout(PATIENCE).redirect(Policy::none()).no_proxy();
    let builder = match &settings.telegram.proxy {
        Some(proxy) => builder.proxy(Proxy::all(proxy.expose().clone()).ok()?),
        None => builder,
    };
    let url = match &settings.telegram.api_url {
        Some(url) => url.expose().clone(),
        None => Url::parse(OFFICIAL_SERVER).ok()?,
    };
    let answer = builder.build().ok()?.head(url).send().await.ok()?;
    let date = DateTime::parse_from_rfc2822(answer.headers().get(DATE)?.to_str().ok()?).ok()?;
    Some(Timestamp(date.timestamp_millis()))
}

/// The room where the data is.
pub fn disk(settings: &Settings, findings: &mut Findings) {
    let folder = folder(settings);
    match fs4::available_space(&folder) {
        Ok(free) => room(&folder, free, findings),
        Err(error) => findings.doubtful(format!("看不到 {} 的剩余空间：{error}", folder.display()), ""),
    }
}

fn room(folder: &Path, free: u64, findings: &mut Findings) {
    let what = format!("{} 所在的磁盘还有 {}", folder.display(), size(free));
    match free {
        0..TOO_LITTLE => findings.broken(what, "空间不足，请马上清理，否则不能再记录作答"),
        TOO_LITTLE..MIN_FREE => findings.doubtful(what, "不到 1 GB，请清理"),
        _ => findings.well(what),
    }
}

/// The folder of the database file, or the nearest above it that is there.
fn folder(settings: &Settings) -> PathBuf {
    let path = match settings.database.expose().parse() {
        Ok(Place::Sqlite(path)) => path,
        _ => PathBuf::new(),
    };
    let there = path.ancestors().skip(1).find(|folder| folder.is_dir());
    there.map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(look: impl FnOnce(&mut Findings)) -> String {
        let mut findings = Findings::default();
        look(&mut findings);
        findings.lines().map(ToString::to_string).collect()
    }

    #[test]
    fn a_clock_may_be_off_by_five_seconds() {
        let told =
            |now, server| line(|findings| compare("现在", Timestamp(now), Timestamp(server), findings));
        assert_eq!(told(10_000, 5_000), "✓ 现在，与服务器一致");
        assert!(told(10_001, 5_000).starts_with("! 现在，比服务器快 5 秒。"));
        assert!(told(5_000, 65_000).starts_with("! 现在，比服务器慢 60 秒。"));
    }

    #[test]
    fn little_room_is_told() {
        let told = |free| line(|findings| room(Path::new("data"), free, findings));
        assert!(told(2 << 30).starts_with("✓ data"));
        assert!(told((1 << 30) - 1).starts_with('!'));
        assert!(told(99 << 20).starts_with('✗'));
    }
}
