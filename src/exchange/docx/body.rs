//! The body of a document, element by element.

use super::{
    frame::{Paragraph, Table, TableCell},
    numbering::Numbering,
    script::symbol,
    styles::Styles,
    xml::{Element, Node, Xml},
};
use crate::{
    exchange::{
        document::{Document, DocumentError},
        paper::{Line, MAX_LINES},
        place::Place,
    },
    table::{Script, Sheet},
};

/// The most bytes of text in tables that are read as sheets.
const MAX_TABLES: usize = 32 * 1024 * 1024;
/// The most tables that are read as sheets.
const MAX_SHEETS: usize = 256;

/// What is passed over with everything in it: what was deleted or moved away in
/// tracked changes, old formats, fields' instructions, the second version of a
/// text box, readings above Chinese characters.
const SKIPPED: [&str; 13] = [
    "del",
    "moveFrom",
    "Fallback",
    "instrText",
    "delInstrText",
    "delText",
    "rt",
    "pPrChange",
    "rPrChange",
    "tblPrChange",
    "numberingChange",
    "sectPr",
    "binData",
];

/// An element that is open and matters to those within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tag {
    Paragraph,
    ParagraphProperties,
    Run,
    Text,
    Table,
    /// Set high or low by a formula.
    Raised(Script),
    Other,
}

#[derive(Debug)]
enum Frame {
    Paragraph(Paragraph),
    Table(Table),
}

/// A body while it is read.
#[derive(Debug)]
pub(super) struct Body<'n> {
    numbering: &'n mut Numbering,
    styles: &'n Styles,
    tags: Vec<Tag>,
    /// How deep within an element that is passed over.
    skipping: usize,
    frames: Vec<Frame>,
    /// How the runs stand, by their own word and by the formula's.
    run: Script,
    /// Whether the run is underlined.
    underlined: bool,
    contents: bool,
    count: u32,
    lines: Vec<Line>,
    /// How many lines were made, those of text boxes once for each box.
    made: usize,
    sheets: Vec<Sheet>,
}

impl<'n> Body<'n> {
    /// Reads `document.xml`.
    pub(super) fn read(
        text: &str,
        numbering: &'n mut Numbering,
        styles: &'n Styles,
    ) -> Result<Document, DocumentError> {
        let mut body = Self {
            numbering,
            styles,
            tags: Vec::new(),
            skipping: 0,
            frames: Vec::new(),
            run: Script::Plain,
            underlined: false,
            contents: false,
            count: 0,
            lines: Vec::new(),
            made: 0,
            sheets: Vec::new(),
        };
        let mut xml = Xml::new(text);
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(element) => body.open(&element),
                Node::Close => body.close()?,
                Node::Text(text) if body.skipping == 0 && body.tags.last() == Some(&Tag::Text) => {
                    let script = body.script();
                    body.push(&text, script);
                }
                Node::Text(_) => {}
            }
        }
        Ok(Document { lines: body.lines, tables: body.sheets })
    }

    fn open(&mut self, element: &Element<'_>) {
        let name = element.name();
        if self.skipping > 0 {
            self.skipping += 1;
            return;
        }
        if SKIPPED.contains(&name) || (name == "sdtContent" && self.contents) {
            self.contents = false;
            self.skipping = 1;
            // The mark of the paragraph is deleted, not a text in it.
            if name == "del" && self.tags.contains(&Tag::ParagraphProperties) {
                self.paragraph(|paragraph| paragraph.deleted = true);
            }
            return;
        }
        let tag = match name {
            "p" => self.begin(),
            "pPr" => Tag::ParagraphProperties,
            "r" => {
                (self.run, self.underlined) = (Script::Plain, false);
                Tag::Run
            }
            "t" => Tag::Text,
            "tbl" => {
                self.frames.push(Frame::Table(Table::default()));
                Tag::Table
            }
            "sup" => Tag::Raised(Script::High),
            "sub" => Tag::Raised(Script::Low),
            _ => {
                self.detail(name, element);
                Tag::Other
            }
        };
        self.tags.push(tag);
    }

    /// Elements that say something of what they stand in.
    fn detail(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "tr" | "tc" | "gridSpan" | "vMerge" => self.of_table(name, element),
            "tab" | "ptab" if self.tags.last() == Some(&Tag::Run) => self.push("\t", Script::Plain),
            "br" | "cr" if self.tags.last() == Some(&Tag::Run) => self.push("\n", Script::Plain),
            "noBreakHyphen" => self.push("-", Script::Plain),
            "den" => self.push("/", Script::Plain),
            "sym" => {
                let font = element.attribute("font").unwrap_or_default();
                let sign = symbol(&font, &element.attribute("char").unwrap_or_default());
                self.push(&sign.to_string(), Script::Plain);
            }
            "u" => self.underlined = !matches!(element.val().as_deref(), None | Some("none" | "0" | "false")),
            "vertAlign" => self.run = Script::of(element.val().as_deref()),
            "docPartGallery" => self.contents = element.val().as_deref() == Some("Table of Contents"),
            "blip" | "imagedata" => self.paragraph(|paragraph| paragraph.note("图片")),
            "chart" => self.paragraph(|paragraph| paragraph.note("图表")),
            "OLEObject" => self.paragraph(|paragraph| paragraph.note("嵌入的对象")),
            "rad" | "nary" | "f" => self.paragraph(|paragraph| paragraph.note("公式的排版")),
            _ if self.tags.contains(&Tag::ParagraphProperties) => self.property(name, element),
            _ => {}
        }
    }

    fn property(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "pStyle" => self.paragraph(|paragraph| paragraph.style = element.val()),
            "numId" => self.paragraph(|paragraph| paragraph.list = element.val()),
            "ilvl" => self.paragraph(|paragraph| {
                paragraph.level = element.number().and_then(|level| level.try_into().ok());
            }),
            _ => {}
        }
    }

    fn of_table(&mut self, name: &str, element: &Element<'_>) {
        let Some(Frame::Table(table)) = self.frames.last_mut() else { return };
        match name {
            "tr" => table.rows.push(Vec::new()),
            "tc" => {
                if let Some(row) = table.rows.last_mut() {
                    row.push(TableCell::default());
                }
            }
            "gridSpan" => {
                if let Some(cell) = table.cell() {
                    cell.span = element.number().unwrap_or(1);
                }
            }
            _ => {
                if let Some(cell) = table.cell() {
                    cell.merged = element.val().as_deref() != Some("restart");
                }
            }
        }
    }

    fn close(&mut self) -> Result<(), DocumentError> {
        if self.skipping > 0 {
            self.skipping -= 1;
            return Ok(());
        }
        match self.tags.pop() {
            Some(Tag::Paragraph) => self.end(),
            Some(Tag::Table) => self.end_table()?,
            Some(Tag::Run) => (self.run, self.underlined) = (Script::Plain, false),
            _ => {}
        }
        if self.made > MAX_LINES { Err(DocumentError::TooMuch) } else { Ok(()) }
    }

    fn script(&self) -> Script {
        let raised = |tag: &Tag| if let Tag::Raised(script) = tag { Some(*script) } else { None };
        self.tags.iter().rev().find_map(raised).unwrap_or(self.run)
    }

    fn begin(&mut self) -> Tag {
        self.count = self.count.saturating_add(1);
        self.frames.push(Frame::Paragraph(Paragraph { count: self.count, ..Paragraph::default() }));
        Tag::Paragraph
    }

    fn paragraph(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(Frame::Paragraph(paragraph)) = self.frames.last_mut() {
            change(paragraph);
        }
    }

    fn push(&mut self, text: &str, script: Script) {
        let underlined = self.underlined;
        self.paragraph(|paragraph| paragraph.push(text, script, underlined));
    }

    fn end(&mut self) {
        let Some(Frame::Paragraph(mut paragraph)) = self.frames.pop() else { return };
        paragraph.settle_line();
        let lines = self.finished(&paragraph);
        self.deliver(lines);
    }

    /// The lines of a paragraph with its number, and those that hang on it.
    fn finished(&mut self, paragraph: &Paragraph) -> Vec<Line> {
        let Paragraph { count, text, style, left_out, after, .. } = paragraph;
        let is_contents = style.as_ref().is_some_and(|style| self.styles.is_contents(style));
        let gone = paragraph.deleted && text.trim().is_empty();
        let number = if gone || is_contents { None } else { self.number(paragraph) };
        if is_contents || (gone && after.is_empty()) {
            return Vec::new();
        }
        let number = number.filter(|_| !text.trim().is_empty()).filter(|number| !number.is_empty());
        let text = number.map_or_else(|| text.clone(), |number| format!("{number} {text}"));
        let own = text.split('\n').take(MAX_LINES + 1);
        let mut lines: Vec<Line> = own.map(|line| Line::new(Place::Paragraph(*count), line)).collect();
        if let Some(first) = lines.first_mut() {
            first.left_out.clone_from(left_out);
        }
        lines.extend_from_slice(after);
        self.made += lines.len();
        lines
    }

    fn number(&mut self, paragraph: &Paragraph) -> Option<String> {
        let styled = paragraph.style.as_ref().and_then(|style| self.styles.list(style));
        let list = paragraph.list.as_deref().or(styled.map(|(list, _)| list))?;
        let level = paragraph.level.or(styled.and_then(|(_, level)| level)).unwrap_or(0);
        self.numbering.next(list, level)
    }

    fn deliver(&mut self, mut lines: Vec<Line>) {
        match self.frames.last_mut() {
            Some(Frame::Paragraph(host)) => host.after.append(&mut lines),
            Some(Frame::Table(table)) => {
                lines.retain(|line| !line.text.trim().is_empty() || !line.left_out.is_empty());
                if let Some(cell) = table.cell() {
                    cell.lines.append(&mut lines);
                }
            }
            None => self.lines.append(&mut lines),
        }
    }

    /// A table of questions becomes a sheet, any other one lines.
    fn end_table(&mut self) -> Result<(), DocumentError> {
        let Some(Frame::Table(table)) = self.frames.pop() else { return Ok(()) };
        if table.header().is_none() || !self.frames.is_empty() {
            self.deliver(table.lines());
            return Ok(());
        }
        let name = format!("表{}", self.sheets.len() + 1);
        let sheet = table.sheet(name, MAX_TABLES).filter(|_| self.sheets.len() < MAX_SHEETS);
        self.sheets.push(sheet.ok_or(DocumentError::TooMuch)?);
        Ok(())
    }
}
