//! Question tables in all the layouts that offices have them in.

mod bounds;
mod corrected;
mod layouts;
mod oddities;

use std::fmt::Write as _;

use baiti::{
    exchange::{
        Found,
        draft::{Draft, Exact, Key, Piece},
        place::Place,
        sheet::{Certainty, Mapping, SheetMapping, read},
    },
    table::{Cell, Row, Sheet, Workbook, letters},
};

/// A workbook that is written down as it looks.
#[derive(Default)]
struct Book(Workbook);

/// A workbook with one sheet.
fn table(rows: &[&str]) -> Book {
    Book::default().sheet("Sheet1", rows)
}

impl Book {
    /// A sheet; cells stand between bars, `\n` is a line feed. A row may begin
    /// with its number: `4: 题干 ¦ 答案`.
    fn sheet(mut self, name: &str, rows: &[&str]) -> Self {
        let mut number = 0;
        let mut sheet = Sheet { name: name.to_owned(), rows: Vec::new() };
        for line in rows {
            let (given, line) = numbered(line);
            number = given.unwrap_or(number + 1);
            let cells = (0..).zip(line.split('¦').map(Cell::text)).filter(|(_, cell)| !cell.is_empty());
            let row = Row { number, cells: cells.collect() };
            if !row.cells.is_empty() {
                sheet.rows.push(row);
            }
        }
        self.0.sheets.push(sheet);
        self
    }

    /// Puts another cell in place of a text.
    fn with(mut self, row: u32, column: u32, cell: Cell) -> Self {
        let sheet = self.0.sheets.last_mut().expect("a sheet");
        let row = sheet.rows.iter_mut().find(|one| one.number == row).expect("a row");
        row.cells.retain(|(at, _)| *at != column);
        row.cells.push((column, cell));
        row.cells.sort_by_key(|(at, _)| *at);
        self
    }

    /// Guessed and read, as text.
    fn told(&self) -> String {
        self.told_by(&Mapping::guess(&self.0))
    }

    fn told_by(&self, mapping: &Mapping) -> String {
        let mut text: String = mapping.sheets.iter().map(mapped).collect();
        text.push_str(&told(&read(self.0.clone(), mapping)));
        text
    }
}

fn numbered(line: &str) -> (Option<u32>, &str) {
    match line.split_once(':') {
        Some((number, rest)) if number.parse::<u32>().is_ok() => (number.parse().ok(), rest),
        _ => (None, line),
    }
}

/// `Sheet1 Sure 第1行 A题干 B答案`
fn mapped(sheet: &SheetMapping) -> String {
    let certainty = match sheet.certainty {
        Certainty::Nothing(reason) => format!("{reason}"),
        other => format!("{other:?}"),
    };
    let header = sheet.header.map_or("无表头".to_owned(), |header| {
        let last = if header.first == header.last { String::new() } else { format!("–{}", header.last) };
        format!("第{}{last}行", header.first)
    });
    let columns = sheet.columns.iter().map(|(at, field)| format!(" {}{}", letters(*at), field.title()));
    format!("《{}》{certainty} {header}{}\n", sheet.sheet, columns.collect::<String>())
}

/// Drafts a line each, then problems.
fn told(found: &Found) -> String {
    let mut text = found.title.as_ref().map(|title| format!("标题 {title}\n")).unwrap_or_default();
    for draft in &found.drafts {
        writeln!(text, "{}", line(draft)).expect("a string");
    }
    for problem in &found.problems {
        writeln!(text, "{:?} {problem}", problem.weight).expect("a string");
    }
    text
}

fn line(draft: &Draft) -> String {
    let (sheet, row) = draft.place.row().expect("a row");
    let mut parts = vec![format!("{}{row}", if sheet.starts_with("Sheet") { "" } else { sheet })];
    parts.extend(draft.kind.as_ref().map(|kind| format!("[{}]", kind.text)));
    parts.push(draft.stem.text.replace('\n', "⏎"));
    let options = draft.options.iter().zip('A'..);
    parts.extend(options.map(|(option, letter)| format!("{letter}={}", option.text.replace('\n', "⏎"))));
    parts.push(draft.key.as_ref().map_or("没有答案".to_owned(), key));
    let pieces = [
        ("编号", &draft.id),
        ("解析", &draft.explanation),
        ("依据", &draft.source),
        ("分", &draft.points),
        ("难度", &draft.difficulty),
    ];
    parts.extend(
        pieces.into_iter().filter_map(|(name, piece)| Some(format!("{name}:{}", piece.as_ref()?.text))),
    );
    parts.extend(draft.tags.iter().map(|tag| format!("#{}", tag.text)));
    parts.extend(draft.left_out.iter().map(|piece| format!("未带入:{}", piece.text)));
    parts.join(" ")
}

fn key(key: &Key) -> String {
    match key {
        Key::Words(piece) => format!("答案“{}”@{}", piece.text, cell(piece)),
        Key::Exact(Exact::Options { right, kind }, _) => {
            format!("答案{right:?}{}", kind.map_or("", |kind| kind.word()))
        }
        Key::Exact(Exact::Truth(truth), _) => format!("答案{truth}"),
        Key::Exact(Exact::Blanks(blanks), _) => format!("答案{blanks:?}"),
    }
}

fn cell(piece: &Piece) -> String {
    match &piece.place {
        Place::Cell { row, column, .. } => format!("{}{row}", letters(*column)),
        other => other.to_string(),
    }
}
