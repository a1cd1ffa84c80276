//! What a typed line means.

use super::{
    board::{Board, Target},
    sending::typed_path,
};

/// The most characters of a line, as in other chats.
pub const MAX_CHARS: usize = 4_096;

/// What a person means by a line.
#[derive(Debug, PartialEq, Eq)]
pub enum Said<'a> {
    /// Nothing.
    Nothing,
    /// To leave.
    Leave,
    /// A button.
    Press(&'a Target),
    /// A text.
    Text(&'a str),
    /// A file, by the path that was typed.
    File(&'a str),
    /// More than can be sent at once.
    TooLong,
}

/// Reads a line while these buttons can be pressed.
pub fn understand<'a>(line: &'a str, board: &'a Board) -> Said<'a> {
    let line = line.trim();
    if line.is_empty() {
        return Said::Nothing;
    }
    if is_leave(line) {
        return Said::Leave;
    }
    if line.chars().count() > MAX_CHARS {
        return Said::TooLong;
    }
    // Chinese input methods turn the apostrophe into one of the others.
    match line.strip_prefix(['\'', '‘', '’', '＇']) {
        Some("") => Said::Nothing,
        Some(text) => Said::Text(text),
        None => board.find(line).map_or_else(|| unpressed(line), Said::Press),
    }
}

/// A line that is no button.
fn unpressed(line: &str) -> Said<'_> {
    typed_path(line).map_or(Said::Text(line), Said::File)
}

fn is_leave(line: &str) -> bool {
    ["quit", "退出程序"].iter().any(|word| line.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::{
        incoming::MessageId,
        outgoing::{Action, Button, Class},
    };

    fn board() -> Board {
        let mut board = Board::default();
        let button =
            |label: &str| Button { label: label.to_owned(), action: Action::Press(label.to_owned()) };
        board.put(MessageId(1), Class::Reply, &[vec![button("A"), button("B")]]);
        board
    }

    #[test]
    fn numbers_and_labels_press_and_the_rest_is_text() {
        let board = board();
        assert!(matches!(understand(" 2\r", &board), Said::Press(target) if target.data == "B"));
        assert!(matches!(understand("a", &board), Said::Press(target) if target.data == "A"));
        assert_eq!(understand("3", &board), Said::Text("3"));
        assert_eq!(understand("二十日", &board), Said::Text("二十日"));
        assert_eq!(understand("/quiz", &board), Said::Text("/quiz"));
    }

    #[test]
    fn an_apostrophe_makes_text_of_anything() {
        let board = board();
        for (line, text) in [("'2", "2"), ("‘2", "2"), ("’B", "B"), ("'quit", "quit"), ("''t", "'t")] {
            assert_eq!(understand(line, &board), Said::Text(text), "{line}");
        }
        assert_eq!(understand("'", &board), Said::Nothing);
    }

    #[test]
    fn a_path_is_sent_unless_it_is_a_button_or_forced_to_be_text() {
        let mut board = board();
        assert_eq!(understand(" 发送 a.xlsx\r", &board), Said::File("a.xlsx"));
        assert_eq!(understand("'发送 a.xlsx", &board), Said::Text("发送 a.xlsx"));
        let button = Button { label: "Send now".to_owned(), action: Action::Press("now".to_owned()) };
        board.put(MessageId(2), Class::Reply, &[vec![button]]);
        assert!(matches!(understand("send now", &board), Said::Press(target) if target.data == "now"));
    }

    #[test]
    fn one_leaves_by_a_word_of_its_own() {
        let board = board();
        for line in ["quit", "QUIT", " 退出程序 "] {
            assert_eq!(understand(line, &board), Said::Leave, "{line}");
        }
        assert_eq!(understand("quit it", &board), Said::Text("quit it"));
        assert_eq!(understand("退出", &board), Said::Text("退出"));
        assert_eq!(understand("  ", &board), Said::Nothing);
    }

    #[test]
    fn a_line_has_its_limit() {
        let board = board();
        let most = "𝕏".repeat(MAX_CHARS);
        assert_eq!(understand(&most, &board), Said::Text(&most));
        assert_eq!(understand(&format!("{most}𝕏"), &board), Said::TooLong);
    }
}
