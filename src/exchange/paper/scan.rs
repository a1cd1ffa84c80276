//! Reads the lines of a paper one after the other.

use super::{
    Line,
    assign::Group,
    heading::{Heading, is_part},
    item::{Item, Last},
    label::Label,
    mark::{Mark, Seen, has_key, holds_key},
    number::{Number, Style, number},
};
use crate::exchange::{draft::Piece, place::Place, problem::Problem};

/// What to do with questions that only a person can mark.
const ESSAY_HELP: &str = "百题只收单选、多选、判断、填空题，这类题请另行组织";

/// What to do with what belongs to no question.
const NO_NUMBER_HELP: &str = "如果是题目，请加上题号，或把它和选项、答案连在一起";

/// A section of the paper.
#[derive(Debug, Default)]
pub(super) struct Section {
    pub kind: Option<Piece>,
    pub points: Option<Piece>,
    /// The number before its heading.
    pub part: Option<u32>,
    pub essay: bool,
    /// A question in it had options.
    has_options: bool,
}

/// The paper as far as it has been read.
#[derive(Debug)]
pub(super) struct Scan<'l> {
    seen: &'l [Seen],
    /// Whether the questions have numbers.
    numbered: bool,
    pub sections: Vec<Section>,
    pub items: Vec<Item>,
    open: Option<Item>,
    pub groups: Vec<Group>,
    /// Within a list of keys.
    pub(super) in_keys: bool,
    /// A heading within a list of keys, which may begin a new section too.
    pub(super) pending: Option<(Heading, Place)>,
    chapter: Option<Piece>,
    /// The kind that a line before a question names.
    kind: Option<Piece>,
    after_blank: bool,
    expected: Option<u32>,
    style: Option<Style>,
    pub problems: Vec<Problem>,
    pub title: Option<String>,
}

impl<'l> Scan<'l> {
    /// Reads all lines.
    pub(super) fn read(lines: &'l [Line], seen: &'l [Seen]) -> Self {
        let mut scan = Self {
            seen,
            numbered: is_numbered(seen),
            sections: vec![Section::default()],
            items: Vec::new(),
            open: None,
            groups: Vec::new(),
            in_keys: false,
            pending: None,
            chapter: None,
            kind: None,
            after_blank: true,
            expected: None,
            style: None,
            problems: Vec::new(),
            title: None,
        };
        for (at, (line, seen)) in lines.iter().zip(seen).enumerate() {
            scan.line(at, line, seen);
        }
        scan.close();
        scan
    }

    fn line(&mut self, at: usize, line: &Line, seen: &Seen) {
        let taken = self.in_keys && self.key_line(at, line, seen);
        if !taken {
            self.paper_line(at, line, seen);
        }
        if let Some(open) = &mut self.open {
            let left_out = line.left_out.iter().map(|what| Piece::new(what, line.place.clone()));
            open.draft.left_out.extend(left_out);
        }
        self.after_blank = seen.mark == Mark::Blank;
    }

    fn paper_line(&mut self, at: usize, line: &Line, seen: &Seen) {
        match &seen.mark {
            Mark::Blank | Mark::Aside => {}
            Mark::Heading(heading) => self.section(heading, &line.place),
            Mark::Chapter(name) => self.chapter(name, &line.place),
            Mark::Title if self.items.is_empty() && self.open.is_none() => self.text(at, line, seen),
            Mark::Title => {
                self.close();
                self.in_keys = true;
                self.group(None, false);
            }
            Mark::List => {
                self.close();
                self.group(None, true);
                self.list(line, seen);
            }
            Mark::Number => match number(&seen.text) {
                Some(found) => self.number(at, line, seen, found),
                None => self.text(at, line, seen),
            },
            Mark::Label(Label::Stem) if self.open.as_ref().is_none_or(|open| !open.is_bare()) => {
                self.begin(None, &line.place);
                self.feed(at, line, seen);
            }
            Mark::Label(Label::Kind) if self.open.as_ref().is_none_or(|open| !open.is_bare()) => {
                self.close();
                let words = seen.text.split([':', '：', '】']).next_back().unwrap_or_default();
                self.kind = Some(Piece::new(words, line.place.clone()));
            }
            Mark::Option(_) | Mark::Label(_) => self.feed(at, line, seen),
            Mark::Text => self.text(at, line, seen),
        }
    }

    /// Begins a section.
    pub(super) fn section(&mut self, heading: &Heading, place: &Place) {
        self.close();
        self.sections.push(Section {
            kind: Some(Piece::new(&heading.kind, place.clone())),
            points: heading.points.as_ref().map(|points| Piece::new(points, place.clone())),
            part: heading.part,
            essay: heading.essay,
            has_options: false,
        });
        (self.expected, self.style) = (Some(1), None);
    }

    fn chapter(&mut self, name: &str, place: &Place) {
        if !self.is_essay() {
            self.close();
            self.chapter = Some(Piece::new(name, place.clone())).filter(|name| !name.text.is_empty());
        }
    }

    fn is_essay(&self) -> bool {
        self.sections.last().is_some_and(|section| section.essay)
    }

    /// A line that begins with a number: a question, or a part of one.
    pub(super) fn number(&mut self, at: usize, line: &Line, seen: &Seen, found: Number<'_>) {
        if self.is_essay() && !seen.options {
            return self.essay(line, found);
        }
        if !self.numbered || !self.begins(seen, found) {
            if let Some(open) = &mut self.open {
                open.list = found.value;
            }
            return self.text(at, line, seen);
        }
        // Any other number that occurs twice is a slip of the hand.
        if found.value == 1 && self.expected.is_some_and(|expected| expected > 1) {
            self.restart();
        }
        self.begin(Some(found.value), &line.place);
        (self.expected, self.style) = (Some(found.value + 1), Some(found.style));
        let next = self.next_option(at);
        if let Some(open) = &mut self.open {
            if let Some(kind) = found.kind {
                open.draft.kind = Some(Piece::new(kind, line.place.clone()));
            }
            if let Some(key) = found.key {
                open.key(key, &line.place);
                open.last = Last::Stem;
            }
            open.line(found.rest, &line.place, false, next);
        }
    }

    /// A section of questions that only a person can mark: told and left out.
    fn essay(&mut self, line: &Line, found: Number<'_>) {
        self.close();
        if self.expected == Some(found.value)
            && self.style.is_none_or(|style| style == found.style)
            && !found.weak
        {
            let kind = self.sections.last().and_then(|section| section.kind.as_ref());
            let kind = kind.map_or("问答题", |kind| kind.text.as_str());
            self.problems.push(essay(kind, &line.place));
            (self.expected, self.style) = (Some(found.value + 1), Some(found.style));
        }
    }

    /// Whether a number begins a question.
    fn begins(&self, seen: &Seen, found: Number<'_>) -> bool {
        let expected = self.expected == Some(found.value);
        let asks = seen.asks || seen.options || seen.key;
        if self.style.is_some_and(|style| style != found.style) {
            // A section without a heading that dresses its numbers otherwise.
            let complete = self.open.as_ref().is_none_or(|open| !open.is_bare());
            return complete && found.value == 1 && seen.options && !found.weak;
        }
        let Some(open) = &self.open else {
            let in_paper = self.sections.len() > 1 || !self.items.is_empty();
            return (asks || in_paper) && (!found.weak || expected);
        };
        let has_options = self.sections.last().is_some_and(|section| section.has_options);
        match open.last {
            _ if found.weak => expected && (asks || !open.is_bare()),
            _ if expected => asks || !open.in_list(found.value),
            Last::Stem if open.is_bare() => {
                asks && (self.expected.is_none_or(|expected| found.value > expected) || !has_options)
            }
            _ => asks,
        }
    }

    /// The numbers begin again without a heading: the same kind goes on.
    fn restart(&mut self) {
        self.close();
        if let Some(last) = self.sections.last() {
            let section =
                Section { kind: last.kind.clone(), points: last.points.clone(), ..Section::default() };
            self.sections.push(section);
        }
    }

    /// A line without a mark: a part of the question before it or, in a paper
    /// without numbers, the next question.
    fn text(&mut self, at: usize, line: &Line, seen: &Seen) {
        if let Some(part) = is_part(&seen.text).filter(|_| self.begins_part(at)) {
            return self.chapter(part, &line.place);
        }
        if self.begins_loose(seen) {
            self.begin(None, &line.place);
            self.open.iter_mut().for_each(|open| open.loose = true);
        }
        if self.open.is_some() {
            self.feed(at, line, seen);
        } else if self.title.is_none() && self.items.is_empty() && may_be_title(&seen.text) {
            self.title = Some(seen.text.clone());
        } else if self.numbered && holds_key(&seen.text) {
            let message = "这一行有答案，但看不出属于哪道题，没有读";
            self.problems.push(Problem::warning(line.place.clone(), message, NO_NUMBER_HELP));
        }
    }

    /// Whether a line without a number begins a question: in a paper with
    /// numbers only where no other question is open, or the last one has all it
    /// needs, and options or a key follow.
    fn begins_loose(&self, seen: &Seen) -> bool {
        if !self.numbered {
            return self.begins_unnumbered(seen);
        }
        let stands = seen.options || seen.key || has_key(&seen.text);
        match &self.open {
            _ if self.is_essay() => false,
            None => stands,
            Some(open) if open.loose => stands && self.begins_unnumbered(seen),
            Some(open) => {
                let complete = !open.draft.options.is_empty() && open.draft.key.is_some();
                complete && seen.asks && seen.options
            }
        }
    }

    /// Whether the next line is a heading or a first question.
    fn begins_part(&self, at: usize) -> bool {
        let next = self.seen.iter().skip(at + 1).find(|seen| seen.mark != Mark::Blank);
        !self.is_essay()
            && next.is_some_and(|next| match next.mark {
                Mark::Heading(_) => true,
                Mark::Number => number(&next.text).is_some_and(|number| number.value == 1),
                _ => false,
            })
    }

    fn begins_unnumbered(&self, seen: &Seen) -> bool {
        let asks = seen.asks || seen.options || seen.key;
        match &self.open {
            None => asks,
            Some(open) if open.is_bare() && open.asks() => seen.asks && !seen.text.starts_with(['（', '(']),
            Some(open) if open.is_bare() => asks && self.after_blank,
            Some(open) if open.last == Last::Key => asks,
            Some(_) => asks && (self.after_blank || seen.options),
        }
    }

    fn begin(&mut self, number: Option<u32>, place: &Place) {
        self.close();
        self.in_keys = false;
        let section = self.sections.len().saturating_sub(1);
        let mut item = Item::new(number, section, place);
        item.draft.tags.extend(self.chapter.clone());
        item.draft.kind = self.kind.take();
        if let Some(section) = self.sections.last() {
            if section.essay {
                let message = "这道题在问答、案例一类的标题下，但有选项，按选择题读";
                self.problems.push(Problem::warning(
                    place.clone(),
                    message,
                    "请核对题目离开材料后是否仍然完整",
                ));
            } else {
                item.draft.kind = item.draft.kind.or_else(|| section.kind.clone());
            }
            item.draft.points.clone_from(&section.points);
        }
        self.open = Some(item);
    }

    /// Gives a line to the open question.
    fn feed(&mut self, at: usize, line: &Line, seen: &Seen) {
        let next = self.next_option(at);
        let option = matches!(seen.mark, Mark::Option(_));
        if let Some(open) = &mut self.open {
            open.line(&seen.text, &line.place, option, next);
        }
    }

    /// The letter with which the next line begins, if it is an option.
    fn next_option(&self, at: usize) -> Option<usize> {
        let next = self.seen.iter().skip(at + 1).find(|seen| seen.mark != Mark::Blank)?;
        if let Mark::Option(letter) = next.mark { Some(letter) } else { None }
    }

    /// What is no question in a paper without numbers: its title, or a paragraph
    /// that nobody asks about.
    fn unread(&mut self, item: &Item) {
        let text = &item.draft.stem.text;
        if self.items.is_empty() && self.title.is_none() && may_be_title(text) {
            self.title = Some(text.clone());
        } else {
            let message = "这一段看不出是题目，没有读";
            self.problems.push(Problem::warning(item.draft.place.clone(), message, NO_NUMBER_HELP));
        }
    }

    /// Ends the open question.
    pub(super) fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let item = open.close(&mut self.problems);
        match &item.essay {
            None if item.loose && item.is_bare() && !item.asks() => self.unread(&item),
            Some(kind) => self.problems.push(essay(kind, &item.draft.place)),
            None => {
                if let Some(section) = self.sections.get_mut(item.section) {
                    section.has_options |= !item.draft.options.is_empty();
                }
                self.items.push(item);
            }
        }
    }
}

/// Whether a line before all questions may be the paper's title.
fn may_be_title(text: &str) -> bool {
    text.chars().nth(60).is_none() && !text.ends_with(['：', ':', '。', '；', '，']) && number(text).is_none()
}

fn essay(kind: &str, place: &Place) -> Problem {
    Problem::error(place.clone(), format!("{kind}不能自动判分，没有读入"), ESSAY_HELP)
}

/// Whether the questions have numbers: there are at least half as many that ask
/// something as there are lists of options.
fn is_numbered(seen: &[Seen]) -> bool {
    let asks = |seen: &&Seen| seen.mark == Mark::Number && (seen.asks || seen.options || seen.key);
    let numbers = seen.iter().filter(asks).count();
    let lists = seen.iter().filter(|seen| seen.mark == Mark::Option(0)).count();
    numbers > 0 && numbers * 2 >= lists
}
