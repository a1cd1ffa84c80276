//! Options, one or several on a line.

use super::clean::{bracket, letter, narrow};

/// How an option's letter is dressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `A.` and `A．`
    Dot,
    /// `A、`
    Comma,
    /// `A)` and `A:`
    Other,
    /// `(A)`
    Bracket,
    /// `A 甲` and `A甲`: a sentence may begin so too.
    Weak,
}

/// An option's letter in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    /// A is 0.
    pub letter: usize,
    pub form: Form,
    /// Where it begins.
    at: usize,
    /// Where the option's words begin.
    end: usize,
}

/// The letter at the start of a line.
pub(super) fn first(text: &str) -> Option<Marker> {
    marker(text, 0)
}

fn marker(text: &str, at: usize) -> Option<Marker> {
    let here = text.get(at..)?;
    let c = here.chars().next()?;
    if let Some(letter) = letter(c) {
        let (form, length) = dress(here.get(c.len_utf8()..)?, c)?;
        return Some(Marker { letter, form, at, end: at + c.len_utf8() + length });
    }
    let (inner, rest) = bracket(here, 8)?;
    let mut chars = inner.trim().chars();
    let letter = chars.next().and_then(letter).filter(|_| chars.next().is_none())?;
    let words = rest.trim_start_matches(|c: char| c.is_whitespace() || ".．、".contains(c));
    Some(Marker { letter, form: Form::Bracket, at, end: text.len() - words.len() })
}

/// What follows a letter, and how long it is.
fn dress(after: &str, letter: char) -> Option<(Form, usize)> {
    let tight = after.trim_start();
    let blank = after.len() - tight.len();
    let next = tight.chars().next();
    let form = match next {
        Some('.' | '．') => Form::Dot,
        Some('、' | '，' | ',') => Form::Comma,
        Some(')' | '）' | ':' | '：' | '】' | ']') => Form::Other,
        Some(c) if !narrow(letter).is_ascii_uppercase() || (blank == 0 && narrow(c).is_ascii()) => {
            return None;
        }
        _ => return Some((Form::Weak, blank)),
    };
    Some((form, blank + next.map_or(0, char::len_utf8)))
}

/// The options of a line that begins with one, each with its letter. `before`
/// is the letter with which the next line of options begins: those on this line
/// come before it.
pub(super) fn of_line(text: &str, first: Marker, before: Option<usize>) -> Vec<(usize, &str)> {
    let mut options = Vec::new();
    let mut current = first;
    loop {
        let next = following(text, current, first.form).filter(|next| before.is_none_or(|b| next.letter < b));
        let end = next.map_or(text.len(), |next| next.at);
        options.push((current.letter, text.get(current.end..end).unwrap_or_default().trim()));
        match next {
            Some(next) => current = next,
            None => return options,
        }
    }
}

/// The next letter after an option on the same line.
fn following(text: &str, current: Marker, form: Form) -> Option<Marker> {
    let mut before = None;
    for (at, c) in text.get(current.end..)?.char_indices() {
        if may_begin(c)
            && let Some(found) = marker(text, current.end + at)
            && found.letter == current.letter + 1
            && stands_apart(before, found.form, form)
        {
            return Some(found);
        }
        before = Some(c);
    }
    None
}

fn may_begin(c: char) -> bool {
    letter(c).is_some() || "([［（【〔".contains(c)
}

/// Whether a letter within a line begins an option, by what stands before it:
/// after a blank nearly always, else only where it is dressed as the first is.
fn stands_apart(before: Option<char>, found: Form, first: Form) -> bool {
    match before {
        None => found == first,
        Some(c) if c.is_whitespace() => found != Form::Weak || first == Form::Weak,
        Some(c) => found == first && found != Form::Weak && !narrow(c).is_ascii_alphabetic(),
    }
}

/// Where the options begin in a line that begins with the stem: `…（ ）A.甲 B.乙`.
/// An `A` alone is a letter of the stem unless the next line goes on with B.
pub(super) fn within(text: &str, goes_on: bool) -> Option<Marker> {
    let mut before = None;
    let mut tries = 0;
    for (at, c) in text.char_indices() {
        let apart = before.is_some_and(|c: char| c.is_whitespace() || ")?:,;_]：？；，。）】".contains(c));
        if apart
            && may_begin(c)
            && let Some(found) = marker(text, at)
            && found.letter == 0
            && found.form != Form::Weak
            && tries < MAX_TRIES
            && counted(&mut tries)
            && (goes_on || following(text, found, found.form).is_some())
        {
            return Some(found);
        }
        before = Some(c);
    }
    None
}

/// So often is looked for a second option behind an `A.` within a line: a line
/// of nothing but `A.` must not cost its length squared.
const MAX_TRIES: u32 = 8;

const fn counted(tries: &mut u32) -> bool {
    *tries += 1;
    true
}

impl Marker {
    /// What stands before it in its line.
    pub(super) fn split(self, text: &str) -> &str {
        text.get(..self.at).unwrap_or_default().trim()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, before: Option<usize>) -> Vec<&str> {
        first(text)
            .map_or(Vec::new(), |marker| of_line(text, marker, before))
            .into_iter()
            .map(|(_, words)| words)
            .collect()
    }

    #[test]
    fn one_or_several_stand_on_a_line() {
        for text in [
            "A.甲 B.乙 C.丙",
            "A．甲B．乙C．丙",
            "A、甲 B、乙 C、丙",
            "(A)甲(B)乙（C）丙",
            "Ａ）甲 Ｂ）乙 Ｃ）丙",
            "A 甲 B 乙 C 丙",
            "A甲 B乙 C丙",
            "a. 甲 b. 乙 c. 丙",
        ] {
            assert_eq!(read(text, None), ["甲", "乙", "丙"], "{text}");
        }
    }

    #[test]
    fn letters_within_an_option_are_no_options() {
        assert_eq!(read("A.维生素B族", None), ["维生素B族"]);
        assert_eq!(read("A、维生素A、维生素B、维生素C", Some(1)), ["维生素A、维生素B、维生素C"]);
        assert_eq!(read("A.USB.甲", None), ["USB.甲"]);
        assert_eq!(read("A.100B.200", None), ["100", "200"]);
        assert_eq!(read("A级以上", None), ["级以上"], "the scanner asks for a second one");
        assert!(first("ABC公司").is_none() && first("and so on").is_none());
    }

    #[test]
    fn options_may_begin_in_the_line_of_the_stem() {
        let text = "首都是（ ）A.北京 B.上海";
        assert_eq!(within(text, false).unwrap().split(text), "首都是（ ）");
        assert!(within("甲和 A.乙", false).is_none());
        assert!(within("甲和 A.乙", true).is_some());
        assert!(within("维生素A.维生素B.", true).is_none());
    }
}
