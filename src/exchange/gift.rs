//! GIFT, the text format of Moodle: `::T001:: 题干 {~甲 =乙 ####解析}`.

mod answers;
mod block;
mod letters;

use super::{
    Found,
    convention::{Categories, has_room, put_feedback, put_tag, said},
    draft::{Draft, Piece},
    html,
    place::Place,
    problem::Problem,
};
use crate::domain::question::BLANK;
use block::Block;
use letters::{Letter, find, letters, text, trimmed};

/// What begins the comment that gives the title.
pub(super) const TITLE: &str = "题库：";

/// The most characters of one question.
const MAX_BLOCK: usize = 100_000;

const HELP: &str = "请对照 GIFT 格式改好，或者改成单选、多选、判断、填空题";

/// Reads questions. What GIFT has and baiti hasn't (matching, essays) is told
/// and left out; choices, statements, short answers and numbers are read.
pub fn read(text: &str) -> Found {
    let mut found = Found::default();
    let mut categories = Categories::default();
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    block::each(&text, |block| {
        if let Some(title) = block.comments.iter().find_map(|comment| comment.strip_prefix(TITLE)) {
            found.title.get_or_insert_with(|| title.trim().to_owned());
        }
        if let Some(path) = &block.category {
            categories.enter(path);
        }
        if !block.text.trim().is_empty() {
            question(&block, categories.present(), &mut found);
        }
        has_room(&mut found)
    });
    let title = categories.title(&mut found.drafts);
    found.title = found.title.or(title);
    found
}

fn question(block: &Block, categories: &[String], found: &mut Found) {
    let place = Place::Line(block.line);
    if block.text.len() > MAX_BLOCK {
        let help = "请检查每道题之间是不是有空行";
        found.problems.push(Problem::error(place, "这一题太长，不像是一道题", help));
        return;
    }
    let all = letters(&block.text);
    let (stem, answers) = match parted(unnamed(trimmed(&all))) {
        Ok(parts) => parts,
        Err(refused) => {
            found.problems.push(refused.at(place));
            return;
        }
    };
    let mut draft = Draft::new(Piece::new("", place.clone()));
    draft.stem = rich(&stem, &mut draft);
    for name in categories {
        put_tag(&mut draft, name);
    }
    block.labels("tag").iter().for_each(|tag| put_tag(&mut draft, tag));
    draft.id = block.labels("id").first().and_then(|id| said(id, &place));
    let (answers, general) = general_feedback(answers);
    let general = rich(general, &mut draft);
    put_feedback(&mut draft, &general.text);
    match answers::put(&mut draft, answers, &mut found.problems) {
        Ok(()) => found.drafts.push(draft),
        Err(refused) => found.problems.push(refused.at(place)),
    }
}

/// Why a question is not read.
struct Refused(&'static str);

impl Refused {
    fn at(self, place: Place) -> Problem {
        Problem::error(place, self.0, HELP)
    }
}

/// What follows the name: `::name:: …`.
fn unnamed(all: &[Letter]) -> &[Letter] {
    let Some(rest) = letters::strip(all, "::") else { return all };
    find(rest, "::").map_or(all, |at| trimmed(&rest[at + 2..]))
}

/// The stem, with a blank where the answers stood in its midst, and the answers.
fn parted(all: &[Letter]) -> Result<(Vec<Letter>, &[Letter]), Refused> {
    let Some(open) = find(all, "{") else { return Err(Refused("没有大括号和答案")) };
    let Some(close) = find(&all[open..], "}") else { return Err(Refused("大括号没有合上")) };
    let (before, answers) = (trimmed(&all[..open]), &all[open + 1..open + close]);
    let after = trimmed(&all[open + close + 1..]);
    if find(after, "{").is_some() {
        return Err(Refused("一道题里有几处答案"));
    }
    let mut stem = before.to_vec();
    if !after.is_empty() {
        stem.extend(letters(BLANK));
        stem.extend_from_slice(after);
    }
    Ok((stem, trimmed(answers)))
}

/// The answers, and what follows `####`.
fn general_feedback(answers: &[Letter]) -> (&[Letter], &[Letter]) {
    find(answers, "####").map_or((answers, &[]), |at| (trimmed(&answers[..at]), &answers[at + 4..]))
}

/// A text as plain text: after `[html]` tags and entities are decoded. What
/// can't be taken along is told in the draft.
fn rich(all: &[Letter], draft: &mut Draft) -> Piece {
    let all = trimmed(all);
    let formats = ["[html]", "[plain]", "[markdown]", "[moodle]"];
    let named = formats.iter().find_map(|format| Some((*format, letters::strip(all, format)?)));
    let (format, rest) = named.unwrap_or(("", all));
    if format != "[html]" {
        return Piece::new(text(rest), draft.place.clone());
    }
    let read = html::plain(&text(rest));
    draft.left_out.extend(read.left_out.iter().map(|what| Piece::new(what, draft.place.clone())));
    Piece::new(read.text, draft.place.clone())
}

#[cfg(test)]
mod tests;
