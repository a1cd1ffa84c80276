//! The tracks, written out or by a preset.

use std::{collections::HashSet, time::Duration};

use toml::de::DeTable;

use super::{
    fields::{OF_EXAM, OF_TRACK},
    format::{BOOKS, COUNTS, MAX_ATTEMPTS, MAX_MINUTES, MAX_TRACK_ID, MAX_TRACK_TITLE, MAX_TRACKS, PRESETS},
    preset::{self, Wishes},
    sheet::{self, Sheet, Table},
};
use crate::{
    bank::{
        check::words::{self, Words},
        section::Section,
    },
    domain::{
        exam::{
            timing::Window,
            track::{Ages, Track},
        },
        points::Points,
    },
};

/// The fields that belong to a preset.
const OF_PRESET: [&str; 3] = ["minutes", "late_minutes", "pass"];

/// Checks the tracks.
pub(super) fn check<'a>(
    sheet: &mut Sheet<'a, '_>,
    root: &'a DeTable<'a>,
    tables: &[Table<'a>],
    full: Points,
    window: Option<Window>,
) -> Vec<Track> {
    let mut head = sheet.section(0, root, &OF_EXAM, "考试".to_owned());
    let tracks = match (head.value("preset"), tables.is_empty()) {
        (Some(_), true) => of_preset(&mut head, full),
        (Some((at, _)), false) => {
            head.advise(
                at,
                "写了方案 preset，又写了 [[track]]；只能用一种",
                "删去 preset 这一行，或者删去 [[track]] 各段",
            );
            Vec::new()
        }
        (None, true) => {
            let message = "缺少 preset（方案）：不知道是闭卷还是开卷";
            head.error(head.start, message, r#"preset = "closed""#);
            Vec::new()
        }
        (None, false) => written_out(sheet, root, tables, full),
    };
    if let Some(window) = window {
        in_window(&mut sheet.section(0, root, &OF_EXAM, "考试".to_owned()), &tracks, window);
    }
    tracks
}

fn of_preset(head: &mut Section<'_, '_>, full: Points) -> Vec<Track> {
    let wishes = Wishes {
        minutes: sheet::small(head, "minutes", 1..=MAX_MINUTES),
        late_minutes: sheet::small(head, "late_minutes", 0..=MAX_MINUTES),
        pass: sheet::amount(head, "pass", Points::ZERO, full),
    };
    sheet::choice(head, "preset", PRESETS)
        .map(|preset| preset::tracks(preset, wishes, full))
        .unwrap_or_default()
}

fn written_out<'a>(
    sheet: &mut Sheet<'a, '_>,
    root: &'a DeTable<'a>,
    tables: &[Table<'a>],
    full: Points,
) -> Vec<Track> {
    let mut head = sheet.section(0, root, &OF_EXAM, "考试".to_owned());
    for name in OF_PRESET {
        if let Some((at, _)) = head.value(name) {
            head.advise(
                at,
                format!("的 {name} 只能和方案 preset 一起写"),
                format!("把 {name} 写进每一段 [[track]]"),
            );
        }
    }
    if let Some((at, _)) = tables.get(MAX_TRACKS) {
        head.advise(*at, format!("有 {} 个分场，最多 {MAX_TRACKS} 个", tables.len()), "请合并一些");
        return Vec::new();
    }
    let mut ids = HashSet::new();
    let mut tracks = Vec::new();
    for (n, table) in tables.iter().enumerate() {
        let mut section = sheet.section(table.0, table.1, &OF_TRACK, format!("第 {} 个分场", n + 1));
        let Some(track) = track(&mut section, full) else { continue };
        if ids.insert(track.id.clone()) {
            tracks.push(track);
        } else {
            section.advise(section.start, format!("的编号 {} 前面已经用过", track.id), "换一个编号");
        }
    }
    tracks
}

fn track(section: &mut Section<'_, '_>, full: Points) -> Option<Track> {
    section.refuse_unknown();
    let id = sheet::word(section, "id", MAX_TRACK_ID);
    let title = section.required_text("title");
    let title = title.and_then(|text| words::check(section, text, Words::needed("名称", MAX_TRACK_TITLE)));
    let ages = ages(section);
    section.required("book");
    let book = sheet::choice(section, "book", BOOKS);
    section.required("minutes");
    let minutes = sheet::small(section, "minutes", 1..=MAX_MINUTES);
    let late_minutes = sheet::small(section, "late_minutes", 0..=MAX_MINUTES);
    section.required("pass");
    let pass = sheet::amount(section, "pass", Points::ZERO, full);
    let attempts = sheet::small(section, "attempts", 1..=MAX_ATTEMPTS).unwrap_or(1);
    let counts = sheet::choice(section, "counts", COUNTS).unwrap_or_default();
    Some(Track {
        id: id?,
        title: title?,
        ages,
        book: book?,
        minutes: minutes?,
        late_minutes,
        pass: pass?,
        attempts,
        counts,
    })
}

fn ages(section: &mut Section<'_, '_>) -> Ages {
    let mut age = |name| sheet::bounded(section, name, 1..=120).and_then(|age| u8::try_from(age).ok());
    let ages = Ages { from: age("from"), under: age("under") };
    if let (Some(from), Some(under)) = (ages.from, ages.under)
        && from >= under
    {
        let message = format!("是满 {from} 岁、不满 {under} 岁，没有人符合");
        section.advise(section.start, message, "检查 from 和 under");
    }
    ages
}

/// Warns of sittings that the window cuts short.
fn in_window(head: &mut Section<'_, '_>, tracks: &[Track], window: Window) {
    let open = window.closes.since(window.opens);
    let longest = tracks.iter().filter(|track| track.length() > open).max_by_key(|track| track.minutes);
    if let Some(track) = longest {
        let whole = Duration::as_secs(&open) / 60;
        let at = head.value("closes").map_or(0, |(at, _)| at);
        let message =
            format!("只开放 {whole} 分钟，而“{}”限时 {} 分钟；结束时一律交卷", track.title, track.minutes);
        head.warn(at, message, "推迟结束时间 closes，或缩短限时 minutes");
    }
}
