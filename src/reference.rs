//! Reference texts out of the files that offices have: `.txt`, `.md`, `.docx`
//! and web pages, taken apart into articles.
//!
//! One pipeline: bytes → lines ([`crate::exchange::document`]) → `mark`s at
//! their starts → title and version (`head`) and articles (`body`).
//! [`change`] tells what another version of a text would change.

mod body;
pub mod change;
mod head;
mod line;
mod mark;

use crate::{
    domain::reference::{Article, MAX_CHARACTERS},
    exchange::{
        document::{self, Document, DocumentError},
        paper::MAX_LINES,
    },
};

/// What was read from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Its title: its first line, or else the file's name.
    pub title: String,
    /// From when it is, as it says itself; may be empty.
    pub version: String,
    /// Its articles.
    pub articles: Vec<Article>,
    /// What is doubtful about it, for people.
    pub problems: Vec<String>,
}

/// Why a file is no reference text, and what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// It can't be read at all.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// It has nothing but a title.
    #[error("文件里没有正文，请检查是否选错了文件")]
    Nothing,
    /// More than a reference text may have.
    #[error("文件太长，超过 50 万字或 5000 条，没有读。请拆成几个文件，分别装入")]
    TooLong,
}

/// Reads a file of this name.
pub fn read(name: &str, bytes: &[u8]) -> Result<Reading, ReferenceError> {
    let Document { lines, tables } = document::read(bytes)?;
    if lines.len() > MAX_LINES {
        return Err(ReferenceError::TooLong);
    }
    let left_out: usize = lines.iter().map(|line| line.left_out.len()).sum();
    let cleaned = line::cleaned(lines.iter().map(|line| line.text.as_str()));
    let (head, rest) = head::read(&cleaned, name);
    let body = body::read(rest);
    check_size(&body.articles)?;
    let mut problems = body.problems;
    if left_out > 0 {
        problems.push(format!("有 {left_out} 处图片等内容没有读入，请核对"));
    }
    if !tables.is_empty() {
        problems.push(format!("有 {} 个表格没有读入，请核对", tables.len()));
    }
    Ok(Reading { title: head.title, version: head.version, articles: body.articles, problems })
}

fn check_size(articles: &[Article]) -> Result<(), ReferenceError> {
    let characters: usize = articles.iter().map(|article| article.text.chars().count()).sum();
    match articles.len() {
        0 => Err(ReferenceError::Nothing),
        many if many > crate::domain::reference::MAX_ARTICLES => Err(ReferenceError::TooLong),
        _ if characters > MAX_CHARACTERS => Err(ReferenceError::TooLong),
        _ => Ok(()),
    }
}
