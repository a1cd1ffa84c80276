//! The buttons that can be pressed by number or by what stands on them.

use unicode_normalization::UnicodeNormalization;

use crate::chat::{
    incoming::MessageId,
    outgoing::{Action, Button, Class},
};

/// The buttons of notices are numbered from here, running on, so that a notice
/// that comes in the middle of a question takes no number from it.
const FIRST_NOTICE: usize = 101;
/// Of so many notices the buttons are kept.
const NOTICES: usize = 20;

/// The number, the label, and where it leads if it isn't pressed but opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Press it by its number.
    Numbered(usize, String),
    /// Open this address.
    Link(String, String),
}

/// What pressing a button sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The payload.
    pub data: String,
    /// The message that carries the button.
    pub message: MessageId,
}

#[derive(Debug)]
struct Key {
    number: usize,
    label: String,
    target: Target,
}

/// All buttons that can be pressed now: those of the screen, and those of
/// notices.
#[derive(Debug)]
pub struct Board {
    screen: Vec<Key>,
    notices: Vec<Key>,
    next_notice: usize,
    /// Whether the person has done something since the screen was shown, so
    /// that the next one replaces it.
    stale: bool,
}

impl Default for Board {
    fn default() -> Self {
        Self { screen: Vec::new(), notices: Vec::new(), next_notice: FIRST_NOTICE, stale: true }
    }
}

impl Board {
    /// The person did something.
    pub fn turn(&mut self) {
        self.stale = true;
    }

    /// Puts up the buttons of a message, in place of those it had, and says
    /// how they are to be shown.
    pub fn put(&mut self, message: MessageId, class: Class, rows: &[Vec<Button>]) -> Vec<Vec<Cell>> {
        let was_notice = self.notices.iter().any(|key| key.target.message == message);
        self.take_down(message);
        let as_notice = was_notice || class == Class::Notice;
        if !as_notice && std::mem::take(&mut self.stale) {
            self.screen.clear();
        }
        let cells =
            rows.iter().map(|row| row.iter().map(|button| self.cell(message, as_notice, button)).collect());
        let cells = cells.collect();
        self.forget_old_notices();
        cells
    }

    fn cell(&mut self, message: MessageId, as_notice: bool, button: &Button) -> Cell {
        let label = button.label.clone();
        let data = match &button.action {
            Action::Url(url) => return Cell::Link(label, url.clone()),
            Action::Press(data) => data.clone(),
        };
        let number =
            if as_notice { self.next_notice } else { self.screen.last().map_or(1, |key| key.number + 1) };
        let key = Key { number, label: label.clone(), target: Target { data, message } };
        if as_notice {
            self.next_notice += 1;
            self.notices.push(key);
        } else {
            self.screen.push(key);
        }
        Cell::Numbered(number, label)
    }

    fn forget_old_notices(&mut self) {
        let mut messages: Vec<_> = self.notices.iter().map(|key| key.target.message).collect();
        messages.dedup();
        let many = messages.len().saturating_sub(NOTICES);
        self.notices.retain(|key| !messages[..many].contains(&key.target.message));
    }

    /// Takes the buttons of a message away.
    pub fn take_down(&mut self, message: MessageId) {
        let other = |key: &Key| key.target.message != message;
        self.screen.retain(other);
        self.notices.retain(other);
    }

    /// The button that a typed line means: by its number, by exactly what
    /// stands on it, or by its letters without the ornaments around them if
    /// only one has these.
    pub fn find(&self, line: &str) -> Option<&Target> {
        let keys = || self.screen.iter().chain(&self.notices);
        let line = normal(line);
        let by_number =
            || line.parse().ok().and_then(|number: usize| keys().find(|key| key.number == number));
        let by_label = || keys().find(|key| normal(&key.label) == line);
        let by_letters = || {
            let mut found = keys().filter(|key| letters(&normal(&key.label)) == line && !line.is_empty());
            found.next().filter(|_| found.next().is_none())
        };
        // `职业道德` for `职业道德（198 题）`.
        let by_name = || {
            let is_so = |label: &str| label.split_once('(').is_some_and(|(name, _)| letters(name) == line);
            let mut found = keys().filter(|key| is_so(&normal(&key.label)) && !line.is_empty());
            found.next().filter(|_| found.next().is_none())
        };
        by_number().or_else(by_label).or_else(by_letters).or_else(by_name).map(|key| &key.target)
    }
}

/// In the widths and cases that make Ｂ, b and B the same.
fn normal(text: &str) -> String {
    text.nfkc().collect::<String>().trim().to_lowercase()
}

/// Without ticks, arrows and the like around.
fn letters(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKED: MessageId = MessageId(7);
    const TOLD: MessageId = MessageId(8);

    fn row(labels: &[&str]) -> Vec<Vec<Button>> {
        let button = |label: &&str| Button {
            label: (*label).to_owned(),
            action: Action::Press(format!("press {label}")),
        };
        vec![labels.iter().map(button).collect()]
    }

    fn numbers(cells: &[Vec<Cell>]) -> Vec<usize> {
        let number = |cell: &Cell| match cell {
            Cell::Numbered(number, _) => *number,
            Cell::Link(..) => 0,
        };
        cells.iter().flatten().map(number).collect()
    }

    fn pressed<'a>(board: &'a Board, line: &str) -> Option<&'a str> {
        board.find(line).map(|target| target.data.as_str())
    }

    #[test]
    fn a_button_is_pressed_by_number_or_label() {
        let mut board = Board::default();
        assert_eq!(
            numbers(&board.put(ASKED, Class::Reply, &row(&["A", "B", "☑ C", "下一题 ▶", "✓"]))),
            [1, 2, 3, 4, 5]
        );
        for (line, label) in [
            ("2", "B"),
            ("２", "B"),
            (" b ", "B"),
            ("Ｂ", "B"),
            ("c", "☑ C"),
            ("☑ c", "☑ C"),
            ("下一题", "下一题 ▶"),
            ("5", "✓"),
            ("✓", "✓"),
        ] {
            assert_eq!(pressed(&board, line), Some(format!("press {label}").as_str()), "{line}");
        }
        for text in ["6", "0", "-1", "D", "AB", "", "下一", "1.", "▶"] {
            assert_eq!(pressed(&board, text), None, "{text}");
        }
        assert_eq!(board.find("1").unwrap().message, ASKED);
    }

    #[test]
    fn what_could_mean_two_buttons_means_none() {
        let mut board = Board::default();
        board.put(ASKED, Class::Reply, &row(&["◀ 页", "页 ▶"]));
        assert_eq!(pressed(&board, "页"), None);
        assert_eq!(pressed(&board, "页 ▶"), Some("press 页 ▶"));
    }

    #[test]
    fn a_new_screen_replaces_the_old_one() {
        let mut board = Board::default();
        board.put(ASKED, Class::Reply, &row(&["A", "B", "C"]));
        board.turn();
        assert_eq!(numbers(&board.put(TOLD, Class::Reply, &row(&["下一题"]))), [1]);
        assert_eq!((pressed(&board, "1"), pressed(&board, "2")), (Some("press 下一题"), None));
    }

    #[test]
    fn two_screens_of_one_turn_stand_side_by_side() {
        let mut board = Board::default();
        board.put(ASKED, Class::Reply, &row(&["🚩"]));
        assert_eq!(numbers(&board.put(TOLD, Class::Reply, &row(&["A", "B"]))), [2, 3]);
        assert_eq!((pressed(&board, "1"), pressed(&board, "b")), (Some("press 🚩"), Some("press B")));
    }

    #[test]
    fn a_notice_takes_no_number_from_the_question() {
        let mut board = Board::default();
        board.put(ASKED, Class::Reply, &row(&["A", "B"]));
        assert_eq!(numbers(&board.put(TOLD, Class::Notice, &row(&["批准", "拒绝"]))), [101, 102]);
        assert_eq!((pressed(&board, "2"), pressed(&board, "102")), (Some("press B"), Some("press 拒绝")));
        board.turn();
        // What answers the pressed notice changes the notice, not the question.
        assert_eq!(numbers(&board.put(TOLD, Class::Reply, &row(&["撤回"]))), [103]);
        assert_eq!((pressed(&board, "1"), pressed(&board, "102")), (Some("press A"), None));
        board.take_down(TOLD);
        assert_eq!((pressed(&board, "103"), pressed(&board, "A")), (None, Some("press A")));
    }

    #[test]
    fn an_edit_replaces_the_buttons_of_its_message() {
        let mut board = Board::default();
        board.put(ASKED, Class::Reply, &row(&["A", "B"]));
        board.put(ASKED, Class::Reply, &row(&["☑ A", "B"]));
        assert_eq!((pressed(&board, "1"), pressed(&board, "3")), (Some("press ☑ A"), None));
    }

    #[test]
    fn links_have_no_number() {
        let mut board = Board::default();
        let link = Button { label: "说明".to_owned(), action: Action::Url("https://x.cn".to_owned()) };
        let cells = board.put(ASKED, Class::Reply, &[vec![link]]);
        assert_eq!(cells, [[Cell::Link("说明".to_owned(), "https://x.cn".to_owned())]]);
        assert_eq!(board.find("说明"), None);
    }

    #[test]
    fn the_oldest_notices_are_forgotten() {
        let mut board = Board::default();
        for number in 0..30 {
            board.put(MessageId(number), Class::Notice, &row(&["好"]));
        }
        assert_eq!((board.find("110"), board.notices.len()), (None, NOTICES));
        assert_eq!(board.find("111").unwrap().message, MessageId(10));
    }
}
