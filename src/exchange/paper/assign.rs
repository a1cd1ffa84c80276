//! Lists of keys: their lines, and to which questions their keys belong.

use std::collections::{HashMap, HashSet};

use super::{
    Line,
    clean::{is_mark, join},
    item::Item,
    keys::{Entry, Listed, listed, of_part, range_head, words_in_row},
    label::{Label, parts},
    mark::{Mark, Seen, holds_key},
    number::number,
    scan::{Scan, Section},
};
use crate::exchange::{
    draft::{Key, Piece},
    place::Place,
    problem::Problem,
};

/// How keys are written in lists.
const LIST_HELP: &str = "请写成“1-3 BAA”或“1.B 2.A”，或把答案写在每道题后面";

/// Keys that belong to one section.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// The kind that its heading names.
    kind: Option<String>,
    /// Its questions can only be marked by a person.
    essay: bool,
    /// The number of the part that stands before its keys.
    part: Option<u32>,
    /// How many sections there were when it was met.
    sections: usize,
    /// It stands at the end of its section, without a title.
    here: bool,
    entries: Vec<(Entry, Place)>,
}

impl Group {
    /// Whether the part that stands before its keys is one of these.
    fn names(&self, sections: &[Section]) -> bool {
        self.part.is_some() && sections.iter().any(|section| section.part == self.part)
    }
}

impl Scan<'_> {
    /// Begins a group of keys.
    pub(super) fn group(&mut self, kind: Option<(&str, bool)>, here: bool) {
        self.groups.push(Group {
            kind: kind.map(|(kind, _)| kind.to_owned()),
            essay: kind.is_some_and(|(_, essay)| essay),
            part: None,
            sections: self.sections.len(),
            here,
            entries: Vec::new(),
        });
    }

    /// Reads a line within a list of keys; false if the questions go on with it.
    pub(super) fn key_line(&mut self, at: usize, line: &Line, seen: &Seen) -> bool {
        match &seen.mark {
            Mark::Heading(heading) => {
                self.group(Some((&heading.kind, heading.essay)), false);
                self.pending = Some((heading.clone(), line.place.clone()));
                let rest = Seen { text: heading.rest.clone(), ..seen.clone() };
                if !rest.text.is_empty() {
                    self.list(line, &rest);
                }
            }
            Mark::Number if seen.options || (seen.asks && !is_entry(&seen.text)) => {
                self.resume();
                self.paper_line_again(at, line, seen);
            }
            Mark::Text if seen.asks && seen.options => {
                self.resume();
                return false;
            }
            Mark::Number | Mark::List => self.list(line, seen),
            Mark::Text if of_part(&seen.text, true).is_some() => self.list(line, seen),
            Mark::Title | Mark::Chapter(_) => self.group(None, false),
            Mark::Label(Label::Key | Label::Explanation | Label::Source) | Mark::Text => {
                self.more(line, seen);
            }
            _ => {}
        }
        true
    }

    /// The questions go on: what looked like the heading of keys was theirs.
    fn resume(&mut self) {
        self.in_keys = false;
        if let Some((heading, place)) = self.pending.take() {
            self.groups.pop();
            self.section(&heading, &place);
        }
    }

    fn paper_line_again(&mut self, at: usize, line: &Line, seen: &Seen) {
        if let Some(found) = number(&seen.text) {
            self.number(at, line, seen, found);
        }
    }

    /// Takes the keys of a line.
    pub(super) fn list(&mut self, line: &Line, seen: &Seen) {
        let text = match parts(&seen.text, false).as_slice() {
            [(Some(Label::Key), keys)] => *keys,
            _ => &seen.text,
        };
        let text = self.part(text).to_owned();
        match listed(&text, false) {
            Some(Listed::Entries(entries)) => self.entries(entries, line),
            Some(Listed::Uneven(from, to, keys)) => {
                let message = format!("第{from}～{to}题的答案应有{}个，这里有{keys}个", to - from + 1);
                self.problems.push(Problem::error(line.place.clone(), message, "请逐题核对答案"));
            }
            None => {
                let row = words_in_row(&text);
                let one = listed(&text, true).filter(|_| row.len() < 2);
                match one {
                    Some(Listed::Entries(entries)) => self.entries(entries, line),
                    _ if row.is_empty() => self.unreadable(line),
                    _ => self.entries(row, line),
                }
            }
        }
    }

    /// Takes the number of a part off the keys of that part.
    fn part<'t>(&mut self, text: &'t str) -> &'t str {
        let Some((part, keys)) = of_part(text, true) else { return text };
        self.group(None, false);
        if let Some(group) = self.groups.last_mut() {
            group.part = Some(part);
        }
        keys
    }

    /// Tells a line among the keys that is none.
    fn unreadable(&mut self, line: &Line) {
        if !line.text.trim().is_empty() && self.groups.last().is_none_or(|group| !group.essay) {
            let message = "答案部分的这一行看不懂，没有使用";
            self.problems.push(Problem::warning(line.place.clone(), message, LIST_HELP));
        }
    }

    fn entries(&mut self, entries: Vec<Entry>, line: &Line) {
        if !entries.is_empty() {
            self.pending = None;
        }
        for entry in entries {
            let last = self.groups.last().and_then(|group| group.entries.last());
            if last.is_some_and(|(last, _)| entry.number <= last.number) {
                self.group(None, false);
            }
            if let Some(group) = self.groups.last_mut() {
                group.entries.push((entry, line.place.clone()));
            }
        }
    }

    /// What a line without a number says of the last key.
    fn more(&mut self, line: &Line, seen: &Seen) {
        let key_alone = |entry: &Entry| !entry.key.is_empty() && is_mark(&seen.text);
        let last = self.groups.last().and_then(|group| group.entries.last());
        if last.is_none_or(|(entry, _)| key_alone(entry)) || begins_range(&seen.text) {
            return self.unreadable(line);
        }
        let Some((entry, _)) = self.groups.last_mut().and_then(|group| group.entries.last_mut()) else {
            return;
        };
        for (label, text) in parts(&seen.text, entry.explanation.is_some() || entry.source.is_some()) {
            let of_source = label.is_none() && entry.source.is_some();
            match label {
                Some(Label::Key) if entry.key.is_empty() => text.clone_into(&mut entry.key),
                Some(Label::Source) => join(entry.source.get_or_insert_default(), text),
                None if of_source => join(entry.source.get_or_insert_default(), text),
                Some(Label::Explanation) | None => join(entry.explanation.get_or_insert_default(), text),
                _ => {}
            }
        }
    }
}

/// A key with its label behind the number: `1.【答案】B`.
fn is_entry(text: &str) -> bool {
    let parts = number(text).map(|number| parts(number.rest, false));
    parts.is_some_and(|parts| matches!(parts.first(), Some((Some(Label::Key), _))))
}

/// Whether a line begins as a list of keys does: `1-5 …`.
fn begins_range(text: &str) -> bool {
    range_head(text).is_some()
}

/// Gives the keys of the lists to the questions.
pub(super) fn assign(
    items: &mut [Item],
    sections: &[Section],
    groups: Vec<Group>,
    problems: &mut Vec<Problem>,
) {
    let mut numbers: HashMap<(usize, u32), usize> = HashMap::new();
    let mut all: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut twice: HashSet<(usize, u32)> = HashSet::new();
    for (at, item) in items.iter().enumerate() {
        if let Some(number) = item.number {
            if numbers.insert((item.section, number), at).is_some() {
                twice.insert((item.section, number));
            }
            all.entry(number).or_default().push(at);
        }
    }
    doubt(items, problems);
    let mut served = HashSet::new();
    for group in groups.into_iter().filter(|group| !group.essay) {
        let section = section_of(&group, sections, &numbers, &all, &served);
        served.extend(section);
        if section.and_then(|section| sections.get(section)).is_some_and(|section| section.essay) {
            continue;
        }
        let is_named = group.names(sections);
        for (entry, place) in group.entries {
            let within = section.and_then(|section| {
                let of = (section, entry.number);
                numbers.get(&of).filter(|_| !twice.contains(&of))
            });
            let alone = all.get(&entry.number).filter(|found| !is_named && found.len() == 1);
            let alone = alone.and_then(|found| found.first());
            match within.or(alone).and_then(|at| items.get_mut(*at)) {
                Some(item) => give(item, entry, &place, problems),
                None => problems.push(orphan(&entry, place, all.contains_key(&entry.number))),
            }
        }
    }
}

/// Takes away what may be the keys of several questions: several letters behind
/// the last question of a section in which no other has a key.
fn doubt(items: &mut [Item], problems: &mut Vec<Problem>) {
    let keyed = |item: &Item| item.draft.key.is_some() || holds_key(&item.draft.stem.text);
    let mut others: HashMap<usize, bool> = HashMap::new();
    for at in 0..items.len() {
        let Some(item) = items.get(at) else { continue };
        let is_last = items.get(at + 1).is_none_or(|next| next.section != item.section);
        let alone = match others.get(&item.section) {
            Some(keyed) => !keyed,
            // The only question of its section: the sections before it tell.
            None => !others.is_empty() && others.values().all(|keyed| !keyed),
        };
        *others.entry(item.section).or_default() |= keyed(item);
        if let Some(item) = items.get_mut(at).filter(|item| item.listlike && is_last && alone) {
            problems.extend(refuse_list(item));
        }
    }
}

fn refuse_list(item: &mut Item) -> Option<Problem> {
    let Some(Key::Words(key)) = item.draft.key.take() else { return None };
    let of_keys = |text: &Piece| text.text.split_whitespace().all(is_mark);
    item.draft.explanation = item.draft.explanation.take().filter(|text| !of_keys(text));
    let message = "前面的题没有答案，这里像是几道题的答案，看不出各属于哪一题，没有使用";
    Some(Problem::error(key.place, message, LIST_HELP))
}

/// The section to which a group belongs; none if its numbers must tell.
fn section_of(
    group: &Group,
    sections: &[Section],
    numbers: &HashMap<(usize, u32), usize>,
    all: &HashMap<u32, Vec<usize>>,
    served: &HashSet<usize>,
) -> Option<usize> {
    let fits = |section: &usize| {
        group.entries.iter().any(|(entry, _)| numbers.contains_key(&(*section, entry.number)))
    };
    let mut open = (0..group.sections).filter(|section| !served.contains(section)).filter(fits);
    if group.here {
        return open.next_back();
    }
    if let Some(kind) = &group.kind {
        let class = class(kind);
        let same = |at: &usize| {
            let kind = sections.get(*at).and_then(|section| section.kind.as_ref());
            kind.is_some_and(|kind| self::class(&kind.text) == class)
        };
        return open.find(same);
    }
    if group.names(sections) {
        let named = |at: &usize| sections.get(*at).is_some_and(|section| section.part == group.part);
        let mut all = (0..group.sections).filter(named);
        let only = all.next().filter(|_| all.next().is_none());
        return open.find(named).or(only);
    }
    let alone = |(entry, _): &(Entry, Place)| all.get(&entry.number).is_none_or(|found| found.len() == 1);
    if group.entries.iter().all(alone) { None } else { open.next() }
}

/// Kinds under their several names: `单选题` and `单项选择` are one.
fn class(kind: &str) -> &str {
    let words = [("单", "单"), ("不定", "多"), ("多", "多"), ("判断", "判"), ("是非", "判"), ("填空", "填")];
    words.iter().find(|(word, _)| kind.contains(word)).map_or(kind, |(_, class)| class)
}

fn give(item: &mut Item, entry: Entry, place: &Place, problems: &mut Vec<Problem>) {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    match &item.draft.key {
        Some(Key::Words(own)) if !entry.key.is_empty() && plain(&own.text) != plain(&entry.key) => {
            let message = format!("题目旁的答案“{}”与答案表里的“{}”不一样", own.text, entry.key);
            problems.push(Problem::error(item.draft.place.clone(), message, "请只留下对的那一个"));
            item.draft.key = None;
        }
        None if !entry.key.is_empty() => {
            item.draft.key = Some(Key::Words(Piece::new(&entry.key, place.clone())));
        }
        _ => {}
    }
    if item.draft.explanation.is_none() {
        item.draft.explanation = entry.explanation.map(|text| Piece::new(text, place.clone()));
    }
    if item.draft.source.is_none() {
        item.draft.source = entry.source.map(|text| Piece::new(text, place.clone()));
    }
}

fn orphan(entry: &Entry, place: Place, twice: bool) -> Problem {
    let why = if twice { "有好几道这个题号的题" } else { "没有这个题号的题" };
    let message = format!("答案表里第{}题的答案没有用上：{why}", entry.number);
    Problem::warning(place, message, "请核对题号，或把答案写在题目后面")
}
