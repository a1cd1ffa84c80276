//! What each line of a paper looks like, before it is read in its turn.

use super::{
    across,
    aside::{GIVEN, is_aside},
    clean::{bracket, closing, is_mark, is_tick},
    heading::{Heading, chapter, heading},
    keys::{Listed, listed, of_part, title},
    label::{self, Label, parts},
    number::number,
    options::{self, Form},
};

/// What a line looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    Blank,
    /// It belongs to no question.
    Aside,
    Heading(Heading),
    /// The name of a chapter.
    Chapter(String),
    /// The title of a list of keys.
    Title,
    /// A line of a list of keys.
    List,
    /// It begins with a number.
    Number,
    /// It begins with the letter of an option.
    Option(usize),
    Label(Label),
    Text,
}

/// A line with what can be seen from it.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    /// Cleaned.
    pub text: String,
    pub mark: Mark,
    /// It has a blank, a bracket for the key, or options in it.
    pub asks: bool,
    /// Options follow before the next number or heading.
    pub options: bool,
    /// A key follows before the next number or heading.
    pub key: bool,
}

/// Looks at all lines.
pub(super) fn look(texts: Vec<String>) -> Vec<Seen> {
    let mut seen: Vec<Seen> = Vec::with_capacity(texts.len());
    for text in texts.into_iter().map(bare) {
        let mark = alone(&text);
        let asks = matches!(mark, Mark::Number | Mark::Text) && asks(&text);
        seen.push(Seen { text, mark, asks, options: false, key: false });
    }
    across::rewrite(&mut seen);
    with_neighbours(&mut seen);
    ahead(&mut seen);
    seen
}

/// A line without the word `选项：` before its options, and without what
/// somebody answered before the key: `我的答案：A 正确答案：B`.
fn bare(text: String) -> String {
    if let Some(rest) = behind_word(&text) {
        return rest.to_owned();
    }
    match without_given(&text) {
        Some(rest) => rest,
        None => text,
    }
}

fn behind_word(text: &str) -> Option<&str> {
    let rest = ["选项", "【选项】"].iter().find_map(|word| text.strip_prefix(word))?;
    let rest = match rest.strip_prefix(['：', ':']) {
        Some(rest) => rest.trim_start(),
        None if text.starts_with('【') => rest.trim_start(),
        None => return None,
    };
    (rest.is_empty() || options::first(rest).is_some()).then_some(rest)
}

fn without_given(text: &str) -> Option<String> {
    let (at, word) = GIVEN.iter().find_map(|word| Some((text.find(word)?, *word)))?;
    let rest = text.get(at + word.len()..)?.strip_prefix(['：', ':'])?;
    let (kept, after) = (text.get(..at)?, rest.find(|c| !is_of_key(c)).and_then(|end| rest.get(end..)));
    let keyed = after.filter(|after| has_key(after));
    match keyed {
        Some(after) => Some(format!("{kept}{}", after.trim_start())),
        None if kept.trim().is_empty() => None,
        None => Some(kept.trim_end().to_owned()),
    }
}

fn is_of_key(c: char) -> bool {
    let joins = matches!(c, ',' | ';' | '、' | '，' | '；');
    joins || c.is_whitespace() || c.is_ascii_alphabetic() || is_tick(c) || matches!(c, '对' | '错')
}

/// What a line looks like by itself.
fn alone(text: &str) -> Mark {
    if text.is_empty() {
        return Mark::Blank;
    }
    if is_aside(text) {
        return Mark::Aside;
    }
    if let Some(found) = heading(text) {
        return Mark::Heading(found);
    }
    if let Some(name) = chapter(text) {
        return Mark::Chapter(name.to_owned());
    }
    if is_list(text) {
        return Mark::List;
    }
    if let Some(option) = options::first(text) {
        return Mark::Option(option.letter);
    }
    if title(text).is_some() {
        return Mark::Title;
    }
    match label::at_start(text) {
        Some(label) => Mark::Label(label),
        None if number(text).is_some() => Mark::Number,
        None => Mark::Text,
    }
}

/// A line of several keys, perhaps behind a label.
fn is_list(text: &str) -> bool {
    let many = |text: &str| match listed(text, false) {
        Some(Listed::Entries(entries)) => entries.len() > 1,
        Some(Listed::Uneven(..)) => true,
        None => false,
    };
    let of_part = of_part(text, false).is_some_and(|(_, keys)| many(keys));
    of_part || many(text) || matches!(parts(text, false).as_slice(), [(Some(Label::Key), keys)] if many(keys))
}

/// Mends what only the lines beside it can tell: whether a letter begins an
/// option or a sentence, and whether a word is a title or a label.
fn with_neighbours(seen: &mut [Seen]) {
    let full: Vec<usize> =
        (0..seen.len()).filter(|&at| seen.get(at).is_some_and(|s| s.mark != Mark::Blank)).collect();
    let mut options_after = false;
    for (index, &at) in full.iter().enumerate().rev() {
        let beside = |step: Option<usize>| step.and_then(|step| full.get(step)).and_then(|&at| seen.get(at));
        let (before, after) = (beside(index.checked_sub(1)), beside(index.checked_add(1)));
        let Some(this) = seen.get(at) else { continue };
        let mended = match this.mark {
            Mark::Option(_) => option(this, before, after),
            Mark::Title => a_title(this, after, options_after),
            _ => continue,
        };
        options_after |= matches!(mended, Mark::Option(_));
        if let Some(this) = seen.get_mut(at) {
            this.asks = matches!(mended, Mark::Number | Mark::Text) && asks(&this.text);
            this.mark = mended;
        }
    }
}

/// `A级以上…` is a sentence, unless the options beside it are dressed so too;
/// `（A）3、…` may be a key before a number.
fn option(this: &Seen, before: Option<&Seen>, after: Option<&Seen>) -> Mark {
    let Some(marker) = options::first(&this.text) else { return Mark::Text };
    let dressed = |seen: Option<&Seen>, letter: Option<usize>| {
        let beside = seen.and_then(|seen| options::first(&seen.text));
        beside.is_some_and(|beside| Some(beside.letter) == letter && beside.form == marker.form)
    };
    let in_row = dressed(before, marker.letter.checked_sub(1))
        || dressed(after, Some(marker.letter + 1))
        || options::of_line(&this.text, marker, None).len() > 1;
    let numbered = number(&this.text).is_some_and(|number| number.key.is_some() && !number.weak);
    match marker.form {
        Form::Bracket if numbered && !in_row => Mark::Number,
        Form::Weak if !in_row => label::at_start(&this.text).map_or(Mark::Text, Mark::Label),
        _ => Mark::Option(marker.letter),
    }
}

/// `答案：` alone may be the label of the next line.
fn a_title(this: &Seen, after: Option<&Seen>, options_after: bool) -> Mark {
    let after_keys = |seen: &Seen| match &seen.mark {
        Mark::List | Mark::Heading(_) => true,
        Mark::Text => of_part(&seen.text, false).is_some(),
        Mark::Number => listed(&seen.text, false).is_some() || (!options_after && starts_at_one(&seen.text)),
        _ => false,
    };
    if title(&this.text) == Some(false) || after.is_some_and(after_keys) {
        Mark::Title
    } else {
        label::at_start(&this.text).map_or(Mark::Text, Mark::Label)
    }
}

fn starts_at_one(text: &str) -> bool {
    number(text).is_some_and(|number| number.value == 1)
}

/// Tells each line what follows it before the next question.
fn ahead(seen: &mut [Seen]) {
    let (mut options, mut key) = (false, false);
    for this in seen.iter_mut().rev() {
        (this.options, this.key) = (options, key);
        match &this.mark {
            Mark::Option(_) => {
                options = true;
                key |= has_key(&this.text);
            }
            Mark::Label(Label::Key) => key = true,
            // `1.5倍…` goes on with the question before it.
            Mark::Number if number(&this.text).is_some_and(|number| number.weak) => {
                key |= has_key(&this.text);
            }
            Mark::Number | Mark::Heading(_) | Mark::Title | Mark::List | Mark::Chapter(_) => {
                (options, key) = (false, false);
            }
            Mark::Text => key |= has_key(&this.text),
            _ => {}
        }
    }
}

/// Whether a key behind a label stands in a line.
pub(super) fn has_key(text: &str) -> bool {
    parts(text, false).iter().any(|(label, _)| *label == Some(Label::Key))
}

/// Whether a line has in it what a question has: a blank to fill, a bracket
/// that is empty or holds a key, options, a key behind a label.
pub(super) fn asks(text: &str) -> bool {
    text.contains("__")
        || text.contains("＿＿")
        || text.ends_with(is_tick)
        || has_bracket(text)
        || options::within(text, false).is_some()
        || has_key(text)
}

/// Whether a key stands in a line: behind a label, in a bracket, or as a tick.
pub(super) fn holds_key(text: &str) -> bool {
    has_key(text) || text.ends_with(is_tick) || brackets(text).any(is_mark)
}

/// Whether a bracket is empty or holds a key.
fn has_bracket(text: &str) -> bool {
    brackets(text).any(|inner| inner.is_empty() || is_mark(inner))
}

/// What stands in the brackets of a line.
fn brackets(text: &str) -> impl Iterator<Item = &str> {
    let opens = text.char_indices().filter(|(_, c)| closing(*c).is_some());
    opens.filter_map(|(at, _)| Some(bracket(text.get(at..)?, 40)?.0.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Vec<Mark> {
        look(text.lines().map(str::to_owned).collect()).into_iter().map(|seen| seen.mark).collect()
    }

    #[test]
    fn lines_are_known_by_their_neighbours() {
        use Mark::{List, Number, Option, Text, Title};
        assert_eq!(marks("1. 下列属于\nA级的\nA 甲\nB 乙")[1..], [Text, Option(0), Option(1)]);
        assert_eq!(marks("（A）3、甲\n（B）4、乙"), [Option(0), Option(1)]);
        assert_eq!(marks("（A）3、甲\n4、乙")[0], Number);
        assert_eq!(marks("答案：\n1-5 ABCDE"), [Title, List]);
        assert_eq!(marks("答案：\nB")[0], Mark::Label(Label::Key));
        assert_eq!(marks("答案：1-5 ABCDE"), [List]);
    }

    #[test]
    fn a_line_knows_what_follows_it() {
        let seen =
            look(["1. 甲", "乙", "A. 丙", "答案：A", "2. 丁", "解析：1. 戊"].map(str::to_owned).to_vec());
        assert!(seen[0].options && seen[0].key && !seen[0].asks);
        assert!(!seen[4].options && !seen[4].key);
        assert!(has_bracket("甲（ B ）乙") && has_bracket("甲（）") && !has_bracket("甲（乙）"));
    }
}
