//! JSON: lists and objects with the usual names, JSON Lines, and the
//! JavaScript or Python that people call JSON.

mod answer;
mod field;
mod item;
mod loose;
mod options;
mod walk;

use serde_json::value::RawValue;

use super::{Found, place::Place, problem::Problem};
use crate::table::MAX_BYTES;

/// Reads questions wherever they lie in the file. What a number means as a key
/// (from 0 or from 1) is only said where the whole file leaves no doubt.
pub fn read(text: &str) -> Found {
    let text = text.trim_start_matches('\u{feff}');
    if text.len() > MAX_BYTES {
        return failed("文件超过20 MB，太大了", Place::File, "请拆成几个文件");
    }
    if let Ok(value) = whole(text) {
        return walk::value(value);
    }
    if let Some(found) = lines(text) {
        return found;
    }
    let strict = loose::strict(text);
    match whole(&strict) {
        Ok(value) => walk::value(value),
        Err(error) => {
            let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
            failed("从这里起不是完整的 JSON，读不下去", Place::Line(line), "请在原来的系统里重新导出一次")
        }
    }
}

/// A literal of JavaScript or Python as JSON.
pub(super) fn strict(text: &str) -> String {
    loose::strict(text)
}

fn whole(text: &str) -> serde_json::Result<&RawValue> {
    serde_json::from_str(text)
}

/// An object a line; a line that is none is told.
fn lines(text: &str) -> Option<Found> {
    let said = |(_, line): &(u32, &str)| !line.is_empty();
    let mut lines = (1_u32..).zip(text.lines().map(str::trim)).filter(said).peekable();
    let is_object = |line: &str| line.starts_with('{') && whole(line).is_ok();
    lines.peek().filter(|(_, first)| is_object(first))?;
    let mut walk = walk::Walk::default();
    for (number, line) in lines {
        match whole(line) {
            Ok(value) => walk.enter(value),
            Err(_) => walk.tell(Problem::error(Place::Line(number), "这一行不是完整的 JSON", "请检查这一行")),
        }
    }
    Some(walk.end())
}

fn failed(message: &str, place: Place, help: &'static str) -> Found {
    Found { problems: vec![Problem::error(place, message, help)], ..Found::default() }
}

#[cfg(test)]
mod tests;
