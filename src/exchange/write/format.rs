//! The formats that a bank can be written in.

use rust_xlsxwriter::XlsxError;
use zip::result::ZipError;

use super::{LeftOut, Written, again, aiken, csv, gift, json, moodle, paper, xlsx};
use crate::{
    bank::{self, BankFile},
    domain::question::Question,
};

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// The program's own, which alone holds everything.
    Toml,
    /// A workbook.
    Xlsx,
    /// A table as text.
    Csv,
    /// For other programs.
    Json,
    /// Moodle's text format.
    Gift,
    /// Moodle's XML.
    Moodle,
    /// Single choices as plain text.
    Aiken,
    /// A paper to print.
    Paper,
    /// A paper with its key on pages of its own at the end.
    PaperWithKey,
}

/// A file to be given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// A name for it, with its suffix.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// What is not in it, or would not come back out of it.
    pub left_out: Vec<LeftOut>,
}

/// Why a file can't be written: the writers of others refuse what they get.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A workbook.
    #[error("写不出工作簿：{0}")]
    Workbook(#[from] XlsxError),
    /// A document.
    #[error("写不出文档：{0}")]
    Document(#[from] ZipError),
}

impl Format {
    /// Every format, in the order people are shown them.
    pub const ALL: [Self; 9] = [
        Self::Toml,
        Self::Xlsx,
        Self::Csv,
        Self::Json,
        Self::Gift,
        Self::Moodle,
        Self::Aiken,
        Self::Paper,
        Self::PaperWithKey,
    ];

    /// Its word on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Toml => "toml",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Gift => "gift",
            Self::Moodle => "moodle",
            Self::Aiken => "aiken",
            Self::Paper => "paper",
            Self::PaperWithKey => "paper-key",
        }
    }

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Toml => "题库文件（TOML）",
            Self::Xlsx => "Excel 工作簿",
            Self::Csv => "CSV 表格",
            Self::Json => "JSON",
            Self::Gift => "Moodle GIFT",
            Self::Moodle => "Moodle XML",
            Self::Aiken => "Aiken 文本",
            Self::Paper => "试卷（Word）",
            Self::PaperWithKey => "试卷及答案（Word）",
        }
    }

    /// The suffix of its files, without the dot.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Toml => "toml",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Gift => "gift",
            Self::Moodle => "xml",
            Self::Aiken => "txt",
            Self::Paper | Self::PaperWithKey => "docx",
        }
    }

    /// Whether a terminal can show it.
    pub const fn is_text(self) -> bool {
        !matches!(self, Self::Xlsx | Self::Paper | Self::PaperWithKey)
    }

    /// The format with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word().eq_ignore_ascii_case(word))
    }

    /// The format of files with this suffix, with or without its dot. A paper
    /// has its key only where that is asked for.
    pub fn from_suffix(suffix: &str) -> Option<Self> {
        let bare = suffix.trim_start_matches('.');
        Self::ALL.into_iter().find(|format| format.suffix().eq_ignore_ascii_case(bare))
    }

    /// A name for a file with the bank of this id, or title, in it.
    pub fn file_name(self, id: &str) -> String {
        let what = match self {
            Self::Paper => "-试卷",
            Self::PaperWithKey => "-试卷及答案",
            _ => "",
        };
        format!("{id}{what}.{}", self.suffix())
    }
}

/// Writes a bank. What is written is read again, so that what would not come
/// back the same is told.
pub fn write(format: Format, bank: &BankFile) -> Result<File, WriteError> {
    let questions: Vec<Question> = bank.questions.iter().map(|placed| placed.question.clone()).collect();
    let text = |written: Written| (written.text.into_bytes(), written.left_out);
    let (bytes, mut left_out) = match format {
        Format::Toml => (bank::write::write(bank).into_bytes(), Vec::new()),
        Format::Xlsx => xlsx::write(&bank.title, &questions)?,
        Format::Csv => text(csv::write(&bank.title, &questions)),
        Format::Json => text(json::write(&bank.title, &questions)),
        Format::Gift => text(gift::write(&bank.title, &questions)),
        Format::Moodle => text(moodle::write(&bank.title, &questions)),
        Format::Aiken => text(aiken::write(&bank.title, &questions)),
        Format::Paper => paper::write(&bank.title, &questions, false)?,
        Format::PaperWithKey => paper::write(&bank.title, &questions, true)?,
    };
    again::tell(format, &bytes, &questions, &mut left_out);
    Ok(File { name: format.file_name(&bank.id), bytes, left_out })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_found_by_word_and_suffix() {
        for format in Format::ALL {
            assert_eq!(Format::from_word(format.word()), Some(format));
        }
        assert_eq!(Format::from_suffix(".XLSX"), Some(Format::Xlsx));
        assert_eq!(Format::from_suffix("docx"), Some(Format::Paper), "without the key");
        assert_eq!(Format::from_suffix("txt"), Some(Format::Aiken));
        assert_eq!(Format::from_suffix("pdf"), None);
        assert_eq!(Format::PaperWithKey.file_name("budget"), "budget-试卷及答案.docx");
    }
}
