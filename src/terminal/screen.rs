//! What the person sees.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::{
    board::Cell,
    render::{self, Look},
};

/// What stands before a typed line.
pub const PROMPT: &str = "> ";

const OPENING: &str = "\
百题 · 终端聊天
输入按钮前的数字，或按钮上的字，就是按这个按钮；其他的都当作打字。\
要打的字正好和按钮相同时，前面加一个 '，例如 '2 。
要交文件，输入 发送 和文件的路径，例如 发送 ~/题库.xlsx 。输入 quit 或 退出程序（或按 Ctrl-D）离开。
Type a button's number or label to press it; anything else is sent as text \
(put ' first to force text). Type send PATH to send a file, and quit to leave.";

const GOODBYE: &str = "再见。做到哪里都已保存，下次打开接着来。";

/// Where it is shown. Each message is written at once.
pub struct Screen {
    out: Box<dyn Write + Send>,
    /// What takes its place when a line is broken off.
    below: Option<Box<dyn Write + Send>>,
    look: Look,
}

impl Screen {
    /// A screen that writes there.
    pub fn new(out: impl Write + Send + 'static, look: Look) -> Self {
        Self { out: Box::new(out), below: None, look }
    }

    /// The same, where what is written normally goes above a line that is
    /// being typed. When that line is broken off, the rest goes below, here.
    pub(super) fn with_below(self, below: impl Write + Send + 'static) -> Self {
        Self { below: Some(Box::new(below)), ..self }
    }

    /// The line that was being typed will never be finished.
    pub(super) fn break_off(&mut self) -> io::Result<()> {
        let Some(below) = self.below.take() else { return Ok(()) };
        self.out = below;
        self.write(&[String::new()])
    }

    /// Takes the width that the terminal has now.
    pub(super) fn resize(&mut self, width: usize) {
        self.look = Look::new(Some(width), self.look.ansi);
    }

    /// How to use this.
    pub(super) fn opening(&mut self) -> io::Result<()> {
        let lines = render::plain(OPENING, self.look);
        self.write(&lines)
    }

    /// That one leaves, and what becomes of one's work.
    pub(super) fn goodbye(&mut self) -> io::Result<()> {
        let lines = render::plain(GOODBYE, self.look);
        self.write(&lines)
    }

    /// A message with its buttons, set off from what was before.
    pub(super) fn message(&mut self, html: &str, rows: &[Vec<Cell>]) -> io::Result<()> {
        let mut lines = vec![self.separator()];
        lines.extend(render::html(html, self.look));
        lines.extend(rows.iter().flat_map(|row| self.row(row)));
        self.write(&lines)
    }

    /// A remark by the way.
    pub(super) fn note(&mut self, text: &str) -> io::Result<()> {
        let lines = render::plain(&format!("※ {}", text.replace('\n', " ")), self.look);
        self.write(&lines)
    }

    /// A line that was typed where it couldn't be seen.
    pub(super) fn echo(&mut self, line: &str) -> io::Result<()> {
        let lines = render::plain(&format!("{PROMPT}{}", line.trim()), self.look);
        self.write(&lines)
    }

    fn separator(&self) -> String {
        if self.look.ansi {
            format!("\u{1b}[2m{}\u{1b}[22m", "─".repeat(self.look.width / 2))
        } else {
            String::new()
        }
    }

    /// A row of buttons; a new line is begun rather than a button broken.
    fn row(&self, cells: &[Cell]) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut room = false;
        for cell in cells {
            let text = render::plain(&cell_text(cell), self.look);
            let fits = |line: &String| line.width() + GAP.len() + text.concat().width() <= self.look.width;
            if let Some(line) = lines.last_mut().filter(|line| room && text.len() == 1 && fits(line)) {
                line.extend([GAP, &text.concat()]);
            } else {
                room = text.len() == 1;
                lines.extend(text);
            }
        }
        lines
    }

    fn write(&mut self, lines: &[String]) -> io::Result<()> {
        let mut block = lines.join("\n");
        block.push('\n');
        self.out.write_all(block.as_bytes())?;
        self.out.flush()
    }
}

const GAP: &str = "   ";

fn cell_text(cell: &Cell) -> String {
    match cell {
        Cell::Numbered(number, label) => format!("[{number}] {label}"),
        Cell::Link(label, url) => format!("{label} <{url}>"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(width: usize, ansi: bool) -> Screen {
        Screen::new(io::sink(), Look::new(Some(width), ansi))
    }

    fn cells(labels: &[&str]) -> Vec<Cell> {
        labels.iter().zip(1..).map(|(label, number)| Cell::Numbered(number, (*label).to_owned())).collect()
    }

    #[test]
    fn a_row_of_buttons_is_broken_between_buttons() {
        let row = cells(&["行政许可法", "预算法", "会计法"]);
        assert_eq!(screen(80, true).row(&row), ["[1] 行政许可法   [2] 预算法   [3] 会计法"]);
        assert_eq!(screen(30, true).row(&row), ["[1] 行政许可法   [2] 预算法", "[3] 会计法"]);
    }

    #[test]
    fn a_button_wider_than_the_screen_is_broken_itself() {
        let lines = screen(20, false).row(&cells(&["A", "一二三四五六七八九十", "B"]));
        assert_eq!(lines, ["[1] A", "[2] 一二三四五六七八", "九十", "[3] B"]);
    }

    #[test]
    fn a_link_shows_where_it_leads() {
        let link = Cell::Link("说明".to_owned(), "https://x.cn".to_owned());
        assert_eq!(screen(80, false).row(&[link]), ["说明 <https://x.cn>"]);
    }

    #[test]
    fn escape_sequences_are_only_for_terminals() {
        assert_eq!(screen(20, false).separator(), "");
        assert_eq!(screen(20, true).separator(), "\u{1b}[2m──────────\u{1b}[22m");
    }
}
