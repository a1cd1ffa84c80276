//! Where something stands in somebody's file.

use std::{fmt, sync::Arc};

use crate::table::letters;

/// A place in a file, as people find it in their program.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A cell of a workbook.
    Cell {
        /// As on the sheet's tab; empty for a text table.
        sheet: Arc<str>,
        /// From 1, as Excel shows it.
        row: u32,
        /// 0 is A.
        column: u32,
    },
    /// A row of a workbook.
    Row {
        /// As on the sheet's tab; empty for a text table.
        sheet: Arc<str>,
        /// From 1, as Excel shows it.
        row: u32,
    },
    /// A line of a text, from 1.
    Line(u32),
    /// A paragraph of a document, from 1.
    Paragraph(u32),
    /// An item of a structured file, from 1.
    Item(u32),
    /// The file as a whole.
    File,
}

impl Place {
    /// The row of a workbook that it is in, with its sheet.
    pub fn row(&self) -> Option<(&str, u32)> {
        match self {
            Self::Cell { sheet, row, .. } | Self::Row { sheet, row } => Some((sheet, *row)),
            _ => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((sheet, _)) = self.row().filter(|(sheet, _)| !sheet.is_empty()) {
            write!(f, "“{sheet}”表 ")?;
        }
        match self {
            Self::Cell { row, column, .. } => write!(f, "第{row}行 {}列", letters(*column)),
            Self::Row { row, .. } => write!(f, "第{row}行"),
            Self::Line(line) => write!(f, "第{line}行"),
            Self::Paragraph(number) => write!(f, "第{number}段"),
            Self::Item(number) => write!(f, "第{number}题"),
            Self::File => f.write_str("整个文件"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_as_people_find_them() {
        let cell = |sheet: &str| Place::Cell { sheet: sheet.into(), row: 37, column: 6 };
        assert_eq!(cell("").to_string(), "第37行 G列");
        assert_eq!(cell("单选题").to_string(), "“单选题”表 第37行 G列");
        assert_eq!(Place::Paragraph(3).to_string(), "第3段");
    }
}
