//! What buttons of a file that is to be loaded carry.

use super::number;
use crate::domain::ids::UploadId;

/// A tap on a button of a file that is to be loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfUpload {
    /// Which file.
    pub upload: UploadId,
    /// How it stood when the button was shown.
    pub version: i64,
    /// What to do.
    pub act: Act,
}

/// What to do with it. Sheets, columns and pages count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Show what loading it would do.
    View,
    /// Load what is sound.
    Load,
    /// Never mind.
    Cancel,
    /// Give it back with notes.
    Notes,
    /// Show a sample.
    Sample(usize),
    /// Show a page of the problems.
    Problems(usize),
    /// Show a page of what another administrator must agree to: corrected keys, or
    /// rights.
    Changes(usize),
    /// Show what the columns of a sheet are.
    Columns(usize),
    /// Choose what a column is.
    Fields {
        /// Of which sheet.
        sheet: usize,
        /// Which column.
        column: u32,
    },
    /// A column is this, by its place in the list of what it may be; 0 is nothing.
    Assign {
        /// Of which sheet.
        sheet: usize,
        /// Which column.
        column: u32,
        /// What it is.
        field: usize,
    },
    /// The headers stand in this row; 0 is nowhere.
    Header {
        /// Of which sheet.
        sheet: usize,
        /// In which row, as Excel shows it.
        row: u32,
    },
    /// Numbered keys count from 0 or from 1.
    Numbers {
        /// Which.
        from_one: bool,
    },
    /// Choose the bank: a page of them.
    Banks(usize),
    /// Into the bank whose id has this fingerprint.
    Bank(u32),
    /// Into a new bank.
    NewBank,
    /// Choose the topic of the new bank.
    Topics,
    /// The new bank has the nth topic of the settings.
    Topic(usize),
    /// Another administrator agrees to the corrected keys, or to the rights.
    Approve,
    /// Another administrator doesn't.
    Refuse,
}

impl OfUpload {
    pub(super) fn encode(&self) -> String {
        let act = match &self.act {
            Act::View => "v".to_owned(),
            Act::Load => "l".to_owned(),
            Act::Cancel => "c".to_owned(),
            Act::Notes => "n".to_owned(),
            Act::Sample(nth) => format!("s.{nth}"),
            Act::Problems(page) => format!("p.{page}"),
            Act::Changes(page) => format!("r.{page}"),
            Act::Columns(sheet) => format!("m.{sheet}"),
            Act::Fields { sheet, column } => format!("f.{sheet}.{column}"),
            Act::Assign { sheet, column, field } => format!("a.{sheet}.{column}.{field}"),
            Act::Header { sheet, row } => format!("h.{sheet}.{row}"),
            Act::Numbers { from_one } => format!("d.{}", u8::from(*from_one)),
            Act::Banks(page) => format!("b.{page}"),
            Act::Bank(fingerprint) => format!("k.{fingerprint}"),
            Act::NewBank => "w".to_owned(),
            Act::Topics => "o".to_owned(),
            Act::Topic(nth) => format!("t.{nth}"),
            Act::Approve => "y".to_owned(),
            Act::Refuse => "x".to_owned(),
        };
        format!("u.{}.{}.{act}", self.upload, self.version)
    }

    pub(super) fn decode(upload: &str, version: &str, act: &[&str]) -> Option<Self> {
        let act = match act {
            ["v"] => Act::View,
            ["l"] => Act::Load,
            ["c"] => Act::Cancel,
            ["n"] => Act::Notes,
            ["s", nth] => Act::Sample(number(nth)?),
            ["p", page] => Act::Problems(number(page)?),
            ["r", page] => Act::Changes(number(page)?),
            ["m", sheet] => Act::Columns(number(sheet)?),
            ["f", sheet, column] => Act::Fields { sheet: number(sheet)?, column: number(column)? },
            ["a", sheet, column, field] => {
                Act::Assign { sheet: number(sheet)?, column: number(column)?, field: number(field)? }
            }
            ["h", sheet, row] => Act::Header { sheet: number(sheet)?, row: number(row)? },
            ["d", "0"] => Act::Numbers { from_one: false },
            ["d", "1"] => Act::Numbers { from_one: true },
            ["b", page] => Act::Banks(number(page)?),
            ["k", fingerprint] => Act::Bank(number(fingerprint)?),
            ["w"] => Act::NewBank,
            ["o"] => Act::Topics,
            ["t", nth] => Act::Topic(number(nth)?),
            ["y"] => Act::Approve,
            ["x"] => Act::Refuse,
            _ => return None,
        };
        Some(Self { upload: UploadId(number(upload)?), version: number(version)?, act })
    }
}

/// What stands for the id of a bank in a button.
pub fn fingerprint(bank: &str) -> u32 {
    use sha2::{Digest as _, Sha256};
    let digest = Sha256::digest(bank);
    u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
}
