//! Exams as files: one TOML file an exam, read with the place of every fault,
//! and written again.
//!
//! The types in [`mod@format`] are the manual; whatever [`read`] finds sound can be
//! read by them too.

mod advance;
mod fields;
pub mod format;
mod head;
pub mod preset;
mod rows;
pub mod sample;
mod sheet;
mod tracks;
mod who;
mod write;

use chrono_tz::Tz;

use self::{
    fields::{MANUAL, OF_EXAM},
    sheet::Sheet,
};
use crate::{
    bank::{
        Diagnostic, Source,
        diagnostic::Findings,
        heavy,
        page::Page,
        syntax::{self},
    },
    domain::{exam::Exam, topic::Topic},
};

pub use self::write::{is_whole, write};

/// What an exam is read against.
#[derive(Debug, Clone)]
pub struct Ground {
    /// The topics there are.
    pub topics: Vec<Topic>,
    /// Where the office is.
    pub zone: Tz,
}

/// An exam as a file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct ExamFile {
    /// Its word.
    pub id: String,
    /// How it is made.
    pub exam: Exam,
}

/// What [`read`] found.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The exam, if nothing is wrong with it.
    pub file: Option<ExamFile>,
    /// Everything wrong or doubtful, by line.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a file. Never panics, whatever the bytes.
pub fn read(source: &Source, ground: &Ground) -> Reading {
    heavy::deep(&source.name, || here(source, ground)).unwrap_or_else(|why| refused(*why))
}

fn refused(why: Diagnostic) -> Reading {
    Reading { file: None, diagnostics: vec![why] }
}

fn here(source: &Source, ground: &Ground) -> Reading {
    if source.bytes.len() > format::MAX_BYTES {
        let why = "文件超过 1 MB，不像考试文件";
        return refused(Diagnostic::of_file(&source.name, why, "请检查是不是选错了文件"));
    }
    let text = match syntax::text(source) {
        Ok(text) => text,
        Err(why) => return refused(*why),
    };
    let page = Page::new(&source.name, text);
    let mut findings = Findings::default();
    let parsed = syntax::parse(&page, &MANUAL, &mut findings);
    // What is missing can't be told of a file that is broken.
    let whole = parsed.blocks.first().filter(|_| !findings.has_errors());
    let file = whole.and_then(|block| {
        let mut sheet = Sheet { page: &page, ground, findings: &mut findings };
        exam(&mut sheet, &block.table)
    });
    Reading { file: file.filter(|_| !findings.has_errors()), diagnostics: findings.finish(&source.name) }
}

/// Puts an exam together; `None` if something that it needs is missing.
fn exam<'a>(sheet: &mut Sheet<'a, '_>, root: &'a toml::de::DeTable<'a>) -> Option<ExamFile> {
    let zone = sheet.ground.zone;
    let mut section = sheet.section(0, root, &OF_EXAM, "考试".to_owned());
    let head = head::check(&mut section, zone)?;
    let sub = sheet::tables(&mut section);
    let blueprint = rows::check(sheet, &sub.papers, root.contains_key("paper"));
    let full = blueprint.iter().map(crate::domain::exam::blueprint::Row::full_mark).sum();
    let tracks = tracks::check(sheet, root, &sub.tracks, full, head.window);
    let who = who::check(sheet, sub.who, &tracks);
    let review = head::review(sheet, sub.review);
    let advance = advance::check(sheet, sub.advance, &tracks);
    Some(ExamFile {
        id: head.id?,
        exam: Exam {
            title: head.title?,
            window: head.window?,
            who,
            blueprint,
            draw: head.draw,
            order: head.order,
            multiple: head.multiple,
            tracks,
            ages_on: head.ages_on,
            review,
            places: head.places,
            advance,
            code: head.code,
            proctors: head.proctors,
        },
    })
}
