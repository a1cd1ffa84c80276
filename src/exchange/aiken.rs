//! Aiken: a stem, options `A. …` and `ANSWER: B`; read liberally, as people
//! write it: `A、`, `答案：AB`, `解析：`.

mod line;

use super::{
    Found,
    convention::has_room,
    draft::{Draft, Exact, Key, Piece},
    place::Place,
    problem::Problem,
};
use crate::domain::{choices::index_of, question::Kind};
pub(super) use line::Line;

const HELP: &str = "每道题要有题干、选项和一行“ANSWER: B”";

/// Reads questions; a key of several letters is a multiple choice.
pub fn read(text: &str) -> Found {
    let mut reader = Reader::default();
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    for (number, line) in (1_u32..).zip(text.lines()) {
        if !has_room(&mut reader.found) {
            return reader.found;
        }
        reader.line(line, Place::Line(number));
    }
    reader.end();
    reader.found
}

/// The question that is being read.
#[derive(Default)]
struct Reader {
    found: Found,
    stem: Option<Piece>,
    options: Vec<Piece>,
    /// What stands behind the options: words of the last one or, if options
    /// begin anew, the stem of the next question.
    behind: Option<Piece>,
    /// An empty line stood behind the options.
    gap: bool,
    key: Option<Piece>,
    explanation: Option<Piece>,
}

impl Reader {
    fn line(&mut self, text: &str, place: Place) {
        match Line::read(text) {
            Line::Blank if self.key.is_some() => self.end(),
            Line::Blank => self.gap |= !self.options.is_empty(),
            Line::Option('A', _) if self.begins_anew() => {
                self.next();
                self.line(text, place);
            }
            Line::Answer(letters) if self.stem.is_some() && self.key.is_none() => {
                self.go_on();
                self.key = Some(Piece::new(letters, place));
            }
            Line::Answer(_) => self.stray(place),
            Line::Explanation(words) if self.key.is_some() => self.explain(words, place),
            Line::Option(letter, words) if self.takes(letter) => {
                self.go_on();
                self.option(letter, words, &place);
            }
            _ => self.words(text, place),
        }
    }

    /// Whether a line with this letter is an option here, not part of a stem.
    fn takes(&self, letter: char) -> bool {
        let next = index_of(letter).is_some_and(|at| at >= self.options.len());
        self.stem.is_some() && self.key.is_none() && next && (letter == 'A' || !self.options.is_empty())
    }

    /// Whether a second `A.` begins the options of another question.
    fn begins_anew(&self) -> bool {
        self.key.is_none() && !self.options.is_empty() && (self.behind.is_some() || self.gap)
    }

    /// Ends a question without a key; what stood behind its options is the stem
    /// of the next one.
    fn next(&mut self) {
        let stem = self.behind.take();
        self.end();
        self.stem = stem;
    }

    /// What stood behind the options belongs to the last of them.
    fn go_on(&mut self) {
        if let (Some(option), Some(behind)) = (self.options.last_mut(), self.behind.take()) {
            add(option, &behind.text);
        }
        self.gap = false;
    }

    fn option(&mut self, letter: char, words: &str, place: &Place) {
        let at = index_of(letter).unwrap_or_default();
        self.options.resize(at, Piece::new("", place.clone()));
        self.options.push(Piece::new(words, place.clone()));
    }

    fn explain(&mut self, words: &str, place: Place) {
        match &mut self.explanation {
            Some(piece) => add(piece, words),
            None => self.explanation = Some(Piece::new(words, place)),
        }
    }

    /// A line that goes on with what came before it, or begins a stem.
    fn words(&mut self, text: &str, place: Place) {
        if let Some(explanation) = &mut self.explanation {
            return add(explanation, text);
        }
        if self.key.is_some() {
            self.end();
        }
        let to = if self.options.is_empty() { &mut self.stem } else { &mut self.behind };
        match to {
            Some(piece) => add(piece, text),
            none => *none = Some(Piece::new(text, place)),
        }
    }

    fn stray(&mut self, place: Place) {
        self.found.problems.push(Problem::error(place, "答案前面没有题目", HELP));
    }

    /// What was read so far is a question, or none.
    fn end(&mut self) {
        let Self { found, stem, options, key, explanation, .. } = std::mem::take(self);
        self.found = found;
        let Some(stem) = stem else { return };
        match key {
            Some(key) => self.found.drafts.push(draft(stem, options, key, explanation)),
            None => self.found.problems.push(Problem::error(stem.place, "题目后面没有答案", HELP)),
        }
    }
}

fn add(piece: &mut Piece, text: &str) {
    if !piece.text.is_empty() {
        piece.text.push('\n');
    }
    piece.text.push_str(text.trim());
}

fn draft(stem: Piece, options: Vec<Piece>, key: Piece, explanation: Option<Piece>) -> Draft {
    let key = exact(&key, &options).unwrap_or(Key::Words(key));
    let explanation = explanation.filter(|piece| !piece.text.is_empty());
    Draft { options, key: Some(key), explanation, ..Draft::new(stem) }
}

/// Letters that name options which are there.
fn exact(key: &Piece, options: &[Piece]) -> Option<Key> {
    let mut right: Vec<usize> = key.text.chars().map(index_of).collect::<Option<_>>()?;
    right.sort_unstable();
    right.dedup();
    let named = |at: &usize| options.get(*at).is_some_and(|option| !option.text.is_empty());
    if right.is_empty() || !right.iter().all(named) {
        return None;
    }
    let kind = (right.len() > 1).then_some(Kind::Multiple);
    Some(Key::Exact(Exact::Options { right, kind }, key.place.clone()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exact_key(draft: &Draft) -> Vec<usize> {
        match &draft.key {
            Some(Key::Exact(Exact::Options { right, .. }, _)) => right.clone(),
            other => panic!("{other:?}"),
        }
    }

    fn options(draft: &Draft) -> Vec<&str> {
        draft.options.iter().map(|option| option.text.as_str()).collect()
    }

    #[test]
    fn the_strict_form_is_read() {
        let found = read("What is 1+1?\nA. 1\nB) 2\nC. 3\nANSWER: B\n\nSecond?\nA. x\nB. y\nANSWER: A\n");
        assert_eq!((found.drafts.len(), found.problems.len()), (2, 0));
        assert_eq!(options(&found.drafts[0]), ["1", "2", "3"]);
        assert_eq!(exact_key(&found.drafts[0]), [1]);
        assert_eq!(found.drafts[1].place, Place::Line(7));
    }

    #[test]
    fn the_liberal_form_is_read() {
        let found = read(
            "\u{feff}下列说法正确的有\r\n（接上行）\r\nＡ．甲\r\nB、乙\r\n乙的第二行\r\n\r\n(C)丙\r\nE：戊\r\n正确答案：a、C，E\r\n解析：见第三条\r\n第四条\r\n\r\n第二题\nA.对\nB.错\n【答案】A。\n第三题\nA.1\nB.2\nAnswer：B",
        );
        assert_eq!(found.problems, []);
        let [first, second, third] = found.drafts.as_slice() else { panic!("{found:?}") };
        assert_eq!(first.stem.text, "下列说法正确的有\n（接上行）");
        assert_eq!(options(first), ["甲", "乙\n乙的第二行", "丙", "", "戊"]);
        assert_eq!(exact_key(first), [0, 2, 4]);
        assert_eq!(first.explanation.as_ref().unwrap().text, "见第三条\n第四条");
        assert_eq!(exact_key(second), [0]);
        assert_eq!(third.stem.text, "第三题");
    }

    #[test]
    fn a_key_that_names_no_option_is_left_as_it_stands() {
        let found = read("甲？\nA. 1\nC. 2\nANSWER: B\n\n乙？\nA. 1\nB. 2\nANSWER: 以上都对");
        assert_eq!(found.drafts[0].key, Some(Key::Words(Piece::new("B", Place::Line(4)))));
        assert_eq!(found.drafts[1].key, Some(Key::Words(Piece::new("以上都对", Place::Line(9)))));
    }

    #[test]
    fn what_is_no_question_is_told() {
        let found = read("ANSWER: A\n\n没有答案的题\nA. 1\nB. 2\n");
        let told: Vec<_> =
            found.problems.iter().map(|problem| (&problem.place, problem.message.as_str())).collect();
        assert_eq!(told, [(&Place::Line(1), "答案前面没有题目"), (&Place::Line(3), "题目后面没有答案")]);
    }

    #[test]
    fn a_question_without_a_key_swallows_no_other() {
        let next = "乙？\nA. 三\nB. 四\nANSWER: B\n";
        for gap in ["", "\n"] {
            let found = read(&format!("甲？\nA. 一\nB. 二\n{gap}{next}"));
            let told: Vec<_> = found.problems.iter().map(|problem| problem.message.as_str()).collect();
            assert_eq!(told, ["题目后面没有答案"]);
            let [draft] = found.drafts.as_slice() else { panic!("{found:?}") };
            assert_eq!((draft.stem.text.as_str(), options(draft)), ("乙？", vec!["三", "四"]));
        }
        let found = read("甲？\nA. 一\nB. 二\n\nA. 三\nB. 四\nANSWER: B\n");
        assert!(found.drafts.iter().all(|draft| draft.options.is_empty()), "{found:?}");
        assert_eq!(found.problems.len(), 1);
    }

    #[test]
    fn letters_out_of_turn_are_words() {
        let found = read("A. 不是选项的第一行\nA. 甲\nB. 乙\nA. 还是乙\nANSWER: A");
        assert_eq!(found.drafts[0].stem.text, "A. 不是选项的第一行");
        assert_eq!(options(&found.drafts[0]), ["甲", "乙\nA. 还是乙"]);
    }

    #[test]
    fn a_long_text_without_questions_is_read_in_time() {
        assert_eq!(read(&"甲\n".repeat(300_000)).problems.len(), 1);
        assert!(read(&"ANSWER: A\n".repeat(300_000)).problems.len() < 10_000);
    }

    proptest! {
        #[test]
        fn nothing_panics(text in ".*", lines in "((甲|Z\\.|A\\.|B\\) |C、丙|ANSWER:|答案：|[A-Z]|解析：|\\()*\n)*") {
            read(&text);
            read(&lines);
        }
    }
}
