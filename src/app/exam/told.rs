//! An exam in words.

use anyhow::Result;
use chrono_tz::Tz;

use crate::{
    app::out,
    chat::house::House,
    clock::Timestamp,
    domain::{
        calendar,
        exam::{
            Draw, Exam, Order, RoomCode,
            blueprint::{Row, Source},
            phase::Phase,
            timing::Window,
            track::{Ages, Book, Track},
        },
        lang::Lang,
        question::Kind,
        rules::MultipleRule,
    },
};

/// How many chosen questions are named.
const CHOSEN_SHOWN: usize = 3;

/// The name of a phase.
pub const fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Draft => "草稿",
        Phase::Published => "已发布",
        Phase::Open => "进行中",
        Phase::Closed => "已结束",
        Phase::Marked => "已评卷",
        Phase::Released => "已公布",
        Phase::Archived => "已归档",
        Phase::Cancelled => "已取消",
    }
}

/// A moment, to the minute.
pub fn moment(at: Timestamp, zone: Tz) -> String {
    calendar::local(at, zone).format("%Y-%m-%d %H:%M").to_string()
}

/// From when to when; the day of the end only if it is another.
pub fn window(window: Window, zone: Tz) -> String {
    let (opens, closes) = (calendar::local(window.opens, zone), calendar::local(window.closes, zone));
    let until = if opens.date() == closes.date() { "%H:%M" } else { "%Y-%m-%d %H:%M" };
    format!("{} 至 {}", moment(window.opens, zone), closes.format(until))
}

/// The ways of an exam, and its blueprint; `fitting` is how many questions fit
/// each row, if that is known.
pub fn exam(house: &House, code: &str, exam: &Exam, fitting: Option<&[usize]>) -> Result<()> {
    out::line(format!("{}（{code}）", exam.title))?;
    out::line(format!("时间：{}", window(exam.window, house.zone)))?;
    out::line(format!("试卷：{}", ways(exam)))?;
    blueprint(house, exam, fitting)?;
    out::line(format!("合计 {} 题，满分 {} 分。", exam.questions(), exam.full_mark()))?;
    exam.tracks.iter().try_for_each(|one| out::line(format!("分场：{}", track(one))))
}

fn ways(exam: &Exam) -> String {
    let draw = match exam.draw {
        Draw::Each => "每人一卷",
        Draw::Same => "所有人同一套题",
    };
    let order = match exam.order {
        Order::Rows => "按大题，题内打乱",
        Order::Written => "题目不打乱",
        Order::Mixed => "题目全部打乱",
    };
    let multiple = match exam.multiple {
        MultipleRule::Proportional => "多选少选按比例得分",
        MultipleRule::Strict => "多选少选不得分",
        MultipleRule::Half => "多选少选得一半",
    };
    let code = match &exam.code {
        RoomCode::None => "不用考试码",
        RoomCode::Changing => "考试码自动变换",
        RoomCode::Fixed(_) => "考试码固定",
    };
    [draw, order, multiple, code].join("；")
}

fn blueprint(house: &House, exam: &Exam, fitting: Option<&[usize]>) -> Result<()> {
    let line = |(n, row): (usize, &Row)| {
        let mut cells = vec![
            (n + 1).to_string(),
            source(house, &row.from),
            row.kind.map_or("不限", kind).to_owned(),
            row.difficulty.map_or("不限", difficulty).to_owned(),
            row.number.to_string(),
            row.marks.to_string(),
            row.full_mark().to_string(),
        ];
        cells.extend(fitting.and_then(|fitting| fitting.get(n)).map(ToString::to_string));
        cells
    };
    let rows: Vec<Vec<String>> = exam.blueprint.iter().enumerate().map(line).collect();
    let mut heads = vec!["段", "来源", "题型", "难度", "抽几题", "每题分", "共几分"];
    heads.extend(fitting.map(|_| "题库里有"));
    out::print(&out::table(&heads, &rows))
}

fn source(house: &House, source: &Source) -> String {
    match source {
        Source::Topic(word) => {
            let topic = house.topic(word);
            format!("类别 {}", topic.as_ref().map_or(word.as_str(), |topic| topic.name(Lang::Zh)))
        }
        Source::Bank(bank) => format!("题库 {bank}"),
        Source::Tag(tag) => format!("标签 {tag}"),
        Source::Chosen(chosen) => {
            let first: Vec<&str> = chosen.iter().take(CHOSEN_SHOWN).map(String::as_str).collect();
            let more = if chosen.len() > CHOSEN_SHOWN { " 等" } else { "" };
            format!("指定 {}{more}", first.join("、"))
        }
        Source::Any => "全部题目".to_owned(),
    }
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Single => "单选",
        Kind::Multiple => "多选",
        Kind::Judge => "判断",
        Kind::Blank => "填空",
    }
}

const fn difficulty(level: u8) -> &'static str {
    match level {
        1 => "易",
        2 => "中",
        _ => "难",
    }
}

/// A track in words.
pub fn track(track: &Track) -> String {
    let book = match track.book {
        Book::Closed => "不能查资料",
        Book::Open => "可以查资料",
    };
    let late = track
        .late_minutes
        .map_or("结束前都可以入场".to_owned(), |minutes| format!("开始后 {minutes} 分钟内可以入场"));
    let attempts =
        if track.attempts > 1 { format!("，可以考 {} 次", track.attempts) } else { String::new() };
    format!(
        "{}（{}；{}）限时 {} 分钟，{late}，{} 分及格{attempts}",
        track.title,
        ages(track.ages),
        book,
        track.minutes,
        track.pass
    )
}

fn ages(ages: Ages) -> String {
    match (ages.from, ages.under) {
        (None, None) => "不限年龄".to_owned(),
        (None, Some(under)) => format!("不满 {under} 岁"),
        (Some(from), None) => format!("满 {from} 岁"),
        (Some(from), Some(under)) => format!("满 {from} 岁、不满 {under} 岁"),
    }
}
