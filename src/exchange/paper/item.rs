//! A question while its lines are read.

use super::{
    clean::{bracket, is_mark, is_tick, join, letter},
    heading::kind_word,
    label::{Label, parts},
    mark::asks,
    options::{self, Marker},
    tags::tags,
};
use crate::exchange::{
    draft::{Draft, Exact, Key, Piece},
    place::Place,
    problem::{Problem, Weight},
};

/// The most options, as many as there are letters.
const MAX_OPTIONS: usize = 26;

/// No text of a question goes on beyond so many bytes: it is refused anyway.
const MAX_TEXT: usize = 16 * 1024;

/// What a line without a label goes on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    Stem,
    Option,
    Key,
    Explanation,
    Source,
}

/// A question while its lines are read.
#[derive(Debug)]
pub(super) struct Item {
    pub draft: Draft,
    /// As it stands in the paper.
    pub number: Option<u32>,
    /// The section it stands in.
    pub section: usize,
    pub last: Last,
    /// The last number of a list within it, such as `2. …` in an explanation.
    pub list: u32,
    /// The words of its kind, if only a person can mark it.
    pub essay: Option<String>,
    /// It began with a line that has neither a number nor a label.
    pub loose: bool,
    /// Its key may as well be a list of the keys of several questions.
    pub listlike: bool,
    /// Its stem shows that it is a question.
    asking: bool,
    problems: Vec<Problem>,
}

impl Item {
    /// A question that begins here.
    pub(super) fn new(number: Option<u32>, section: usize, place: &Place) -> Self {
        let draft = Draft::new(Piece::new("", place.clone()));
        Self {
            draft,
            number,
            section,
            last: Last::Stem,
            list: 0,
            essay: None,
            loose: false,
            listlike: false,
            asking: false,
            problems: Vec::new(),
        }
    }

    /// Whether nothing but a stem has been seen.
    pub(super) fn is_bare(&self) -> bool {
        self.draft.options.is_empty() && self.draft.key.is_none()
    }

    /// Whether its stem shows that it is one.
    pub(super) const fn asks(&self) -> bool {
        self.asking
    }

    /// Whether a number goes on with a list within it.
    pub(super) const fn in_list(&self, number: u32) -> bool {
        self.list > 0 && number == self.list + 1
    }

    /// Takes a line. `next` is the letter with which the next line of options
    /// begins, `option` says whether this one begins with a letter.
    pub(super) fn line(&mut self, text: &str, place: &Place, option: bool, next: Option<usize>) {
        let explaining = matches!(self.last, Last::Explanation | Last::Source);
        for (index, (label, part)) in parts(text, explaining && !option).into_iter().enumerate() {
            let marker = options::first(part).filter(|_| option && index == 0);
            match (label, marker) {
                // Behind `[Answer: D]`: `[All]` says something of the question.
                (None, None) if index > 0 && tags(part).stem.is_empty() => {
                    self.draft.stem.text.push_str(part);
                }
                (Some(label), _) => self.labelled(label, part, place),
                (None, Some(marker)) => self.options(part, marker, place, next),
                (None, None) => self.plain(part, place, next),
            }
        }
    }

    fn plain(&mut self, text: &str, place: &Place, next: Option<usize>) {
        let inline =
            options::within(text, next == Some(1)).filter(|_| self.last == Last::Stem && self.is_bare());
        match inline {
            Some(marker) => {
                self.append(marker.split(text), place);
                self.options(text, marker, place, next);
            }
            None => self.append(text, place),
        }
    }

    fn options(&mut self, text: &str, first: Marker, place: &Place, next: Option<usize>) {
        let have = self.draft.options.len();
        // One letter twice is a slip of the hand; a letter far off is none.
        let slip = first.letter + 1 == have && next.is_some_and(|next| next == have + 1);
        if (first.letter < have && !slip) || (have == 0 && first.letter > 3) {
            return self.append(text, place);
        }
        for (letter, words) in options::of_line(text, first, next.filter(|next| *next > first.letter)) {
            let at = if slip { letter + 1 } else { letter };
            self.option(at, words, place);
        }
        if slip {
            let letter = crate::domain::choices::letter(first.letter);
            let message = format!("选项字母“{letter}”出现了两次，按先后顺序读");
            self.problems.push(Problem::warning(place.clone(), message, "请核对这道题的选项"));
        }
    }

    fn option(&mut self, at: usize, words: &str, place: &Place) {
        while self.draft.options.len() < at.min(MAX_OPTIONS) {
            self.draft.options.push(Piece::new("", place.clone()));
        }
        if self.draft.options.len() < MAX_OPTIONS {
            self.draft.options.push(Piece::new(words, place.clone()));
        }
        self.last = Last::Option;
    }

    fn labelled(&mut self, label: Label, text: &str, place: &Place) {
        let piece = || Piece::new(text, place.clone());
        match label {
            Label::Stem => self.append_to(Last::Stem, text, place),
            Label::Key => self.key(text, place),
            Label::Explanation => self.append_to(Last::Explanation, text, place),
            Label::Source => self.append_to(Last::Source, text, place),
            Label::Difficulty => self.draft.difficulty = Some(piece()),
            Label::Points => self.draft.points = Some(piece()),
            Label::Kind => self.draft.kind = Some(piece()),
            Label::Id => self.draft.id = Some(piece()),
            Label::Tags => {
                let words =
                    text.split(['、', ',', '，', ';', '；', '|']).filter(|word| !word.trim().is_empty());
                self.draft.tags.extend(words.map(|word| Piece::new(word, place.clone())));
            }
        }
        if matches!(label, Label::Difficulty | Label::Points | Label::Kind | Label::Id | Label::Tags) {
            self.last = Last::Explanation;
        }
    }

    /// Takes a key behind its label; two that differ are none.
    pub(super) fn key(&mut self, text: &str, place: &Place) {
        self.last = Last::Key;
        let (any_order, text) = flags(text);
        self.draft.any_order = any_order.or(self.draft.any_order);
        if text.is_empty() {
            return;
        }
        self.listlike |= text.chars().filter(|c| letter(*c).is_some()).count() > 1 && is_mark(text);
        let new = key_of(text, place, !self.draft.options.is_empty());
        match &self.draft.key {
            Some(Key::Words(old)) if old.text != text => {
                let message = "这道题有两个不同的答案";
                self.problems.push(Problem::error(place.clone(), message, "请只留下对的那一个"));
            }
            Some(_) => {}
            None => self.draft.key = Some(new),
        }
    }

    /// Goes on with what the last line said.
    pub(super) fn append(&mut self, text: &str, place: &Place) {
        let awaits_key = self.last == Last::Key && self.draft.key.is_none();
        self.listlike |= self.last == Last::Key && !awaits_key && is_mark(text);
        match (&mut self.draft.key, self.last) {
            _ if awaits_key => self.key(text, place),
            (Some(Key::Words(key)), Last::Key) if !is_mark(&key.text) => join(&mut key.text, text),
            (_, Last::Key) => self.append_to(Last::Explanation, text, place),
            (_, last) => self.append_to(last, text, place),
        }
    }

    fn append_to(&mut self, last: Last, text: &str, place: &Place) {
        let draft = &mut self.draft;
        let piece = match last {
            Last::Stem => Some(&mut draft.stem),
            Last::Option => draft.options.last_mut(),
            Last::Source => Some(draft.source.get_or_insert_with(|| Piece::new("", place.clone()))),
            Last::Key | Last::Explanation => {
                Some(draft.explanation.get_or_insert_with(|| Piece::new("", place.clone())))
            }
        };
        if let Some(piece) = piece.filter(|piece| piece.text.len() < MAX_TEXT) {
            join(&mut piece.text, text);
        }
        self.asking |= last == Last::Stem && asks(text);
        self.last = last;
    }

    /// The question as it stands when its last line has been read.
    pub(super) fn close(mut self, problems: &mut Vec<Problem>) -> Self {
        let found = tags(&self.draft.stem.text);
        let place = self.draft.stem.place.clone();
        let piece = |text: String| Piece::new(text, place.clone());
        self.draft.stem.text = found.stem;
        self.draft.kind = found.kind.map(piece).or(self.draft.kind);
        self.draft.points = found.points.map(piece).or(self.draft.points);
        self.draft.any_order = self.draft.any_order.or(found.any_order.then_some(true));
        self.draft.explanation = self.draft.explanation.filter(|text| !text.text.is_empty());
        self.draft.source = self.draft.source.filter(|text| !text.text.is_empty());
        let kind = self.draft.kind.as_ref().map(|kind| kind.text.clone());
        self.essay = kind.filter(|kind| kind_word(kind) == Some(true));
        self.tick();
        if self.problems.iter().any(|problem| problem.weight == Weight::Error) {
            self.draft.key = None;
        }
        problems.append(&mut self.problems);
        self
    }

    /// A tick or cross at the very end of a statement is its key.
    fn tick(&mut self) {
        let stem = &mut self.draft.stem;
        if let Some(tick) = stem.text.chars().last().filter(|c| is_tick(*c) && self.draft.options.is_empty())
            && self.draft.key.is_none()
        {
            let kept = stem.text.trim_end_matches(tick).trim_end().to_owned();
            self.draft.key = Some(Key::Words(Piece::new(tick.to_string(), stem.place.clone())));
            stem.text = kept;
        }
    }
}

/// Flags before a key: whether its blanks may be filled in any order.
fn flags(text: &str) -> (Option<bool>, &str) {
    let mut rest = text.trim();
    let mut any_order = None;
    loop {
        let bare = rest.trim_start_matches(['【', '[', '】', ']', '，', ',', '、', ' ']);
        if let Some(after) = bare.strip_prefix("乱序匹配") {
            (any_order, rest) = (Some(true), after);
        } else if let Some(after) = bare.strip_prefix("全对得分") {
            rest = after;
        } else if rest.len() == text.trim().len() {
            return (any_order, rest);
        } else {
            return (any_order, bare);
        }
    }
}

/// A key; `(甲)(乙)` without options says beyond doubt what fills each blank.
fn key_of(text: &str, place: &Place, has_options: bool) -> Key {
    let blanks = if has_options { None } else { in_brackets(text) };
    match blanks {
        Some(blanks) => Key::Exact(Exact::Blanks(blanks), place.clone()),
        None => Key::Words(Piece::new(text, place.clone())),
    }
}

fn in_brackets(text: &str) -> Option<Vec<Vec<String>>> {
    let mut blanks = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (inner, after) = rest.starts_with(['(', '（']).then(|| bracket(rest, 600)).flatten()?;
        if inner.trim().is_empty() || is_mark(inner) || inner.chars().all(|c| c.is_ascii_digit()) {
            return None;
        }
        blanks.push(vec![inner.trim().to_owned()]);
        rest = after.trim_start();
    }
    (!blanks.is_empty()).then_some(blanks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Option<Key> {
        let mut item = Item::new(None, 0, &Place::Line(1));
        item.line(text, &Place::Line(2), false, None);
        item.close(&mut Vec::new()).draft.key
    }

    #[test]
    fn blanks_in_brackets_are_beyond_doubt() {
        let blanks = vec![vec!["甲".to_owned()], vec!["乙".to_owned()]];
        assert_eq!(key("【答案】乱序匹配(甲)(乙)"), Some(Key::Exact(Exact::Blanks(blanks), Place::Line(2))));
        assert_eq!(key("【答案】(A)"), Some(Key::Words(Piece::new("(A)", Place::Line(2)))));
    }

    #[test]
    fn two_keys_that_differ_are_none() {
        let mut item = Item::new(None, 0, &Place::Line(1));
        let mut problems = Vec::new();
        item.line("答案：A", &Place::Line(2), false, None);
        item.line("答案：B", &Place::Line(3), false, None);
        assert_eq!(item.close(&mut problems).draft.key, None);
        assert_eq!(problems.len(), 1);
    }
}
