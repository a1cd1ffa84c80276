//! The head of a file, and what people see of their results.

use std::time::Duration;

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::{
    fields::OF_REVIEW,
    format::{DRAWS, MAX_DAYS, MAX_ID, MAX_TITLE, MOMENTS, MULTIPLES, ORDERS, PLACES, VERSION},
    sheet::{self, Sheet, Table, is_staff_no},
};
use crate::{
    bank::{
        check::words::{self, Words},
        section::Section,
    },
    domain::{
        calendar,
        exam::{Draw, Order, Review, RoomCode, results, timing::Window},
        rules::MultipleRule,
    },
};

/// The head as far as it could be understood.
pub(super) struct Head {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) window: Option<Window>,
    pub(super) draw: Draw,
    pub(super) order: Order,
    pub(super) multiple: MultipleRule,
    pub(super) ages_on: Option<NaiveDate>,
    pub(super) code: RoomCode,
    pub(super) places: results::Order,
    pub(super) proctors: Vec<String>,
}

/// Checks the head; `None` if it is of a newer format, so that nothing else can
/// be judged.
pub(super) fn check(section: &mut Section<'_, '_>, zone: Tz) -> Option<Head> {
    if is_newer(section) {
        return None;
    }
    section.refuse_unknown();
    let id = sheet::word(section, "id", MAX_ID);
    let title = section.required_text("title");
    let title = title.and_then(|text| words::check(section, text, Words::needed("考试名称", MAX_TITLE)));
    Some(Head {
        id,
        title,
        window: window(section, zone),
        draw: sheet::choice(section, "draw", DRAWS).unwrap_or_default(),
        order: sheet::choice(section, "order", ORDERS).unwrap_or_default(),
        multiple: sheet::choice(section, "multiple", MULTIPLES).unwrap_or_default(),
        ages_on: section.date("ages_on").map(|(_, day)| day),
        code: code(section),
        places: sheet::choice(section, "places", PLACES).unwrap_or_default(),
        proctors: sheet::names(section, "proctors", is_staff_no),
    })
}

/// Checks the format version; whether it is a newer one.
fn is_newer(section: &mut Section<'_, '_>) -> bool {
    section.required("format");
    let Some((at, format)) = section.integer("format") else { return false };
    if format > VERSION {
        let message = format!("的格式版本 {format} 比这个程序认识的新");
        section.advise(at, message, "请升级百题，再读这个文件");
    } else if format != VERSION {
        section.error(at, format!("的格式版本 {format} 不存在"), "format = 1");
    }
    format > VERSION
}

fn window(section: &mut Section<'_, '_>, zone: Tz) -> Option<Window> {
    let opens = sheet::moment(section, "opens");
    let closes = sheet::moment(section, "closes");
    let mut moment = |(at, local)| {
        let moment = calendar::moment(local, zone);
        if moment.is_none() {
            section.advise(at, "的时间不存在：当地的钟正好跳过这一小时", "换一个时间");
        }
        moment.map(|moment| (at, moment))
    };
    let (opens, closes) = (opens.and_then(&mut moment), closes.and_then(&mut moment));
    let ((_, opens), (at, closes)) = (opens?, closes?);
    if closes <= opens {
        section.advise(at, "的结束时间不在开始时间之后", "检查 opens 和 closes");
        return None;
    }
    if closes.since(opens) > Duration::from_hours(24).saturating_mul(u32::try_from(MAX_DAYS).unwrap_or(1)) {
        section.advise(at, format!("从开始到结束超过 {MAX_DAYS} 天"), "检查 opens 和 closes");
        return None;
    }
    Some(Window { opens, closes })
}

fn code(section: &mut Section<'_, '_>) -> RoomCode {
    let Some((at, text)) = section.text("code") else { return RoomCode::None };
    match text {
        "none" => RoomCode::None,
        "changing" => RoomCode::Changing,
        digits if (4..=8).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            RoomCode::Fixed(digits.to_owned())
        }
        _ => {
            let message = "的 code（考试码）可以写 none（不要）、changing（自动变换），或 4 到 8 位数字";
            section.error(at, message, r#"code = "changing""#);
            RoomCode::None
        }
    }
}

/// Checks what people see of their results, and when.
pub(super) fn review<'a>(sheet: &mut Sheet<'a, '_>, table: Option<Table<'a>>) -> Review {
    let usual = Review::default();
    let Some((start, table)) = table else { return usual };
    let mut section = sheet.section(start, table, &OF_REVIEW, "[review] ".to_owned());
    section.refuse_unknown();
    let mut moment = |name| sheet::choice(&mut section, name, MOMENTS);
    Review {
        mark: moment("mark").unwrap_or(usual.mark),
        answers: moment("answers").unwrap_or(usual.answers),
        key: moment("key").unwrap_or(usual.key),
        place: moment("place").unwrap_or(usual.place),
    }
}
