//! CSV as office programs open it: UTF-8 with a byte-order mark, CRLF.

use ::csv::{Terminator, WriterBuilder};

use super::{
    Written,
    grid::{self, Column},
};
use crate::domain::question::Question;

/// Tells office programs that it is UTF-8.
const MARK: &str = "\u{feff}";

/// Writes a row a question under the headers of a workbook: 编号, 题型, 题干,
/// 选项A…, 答案, 解析, 依据 and what else is needed. The answers of a blank are
/// parted by `;`, blanks by `|`. There is no place for a title.
pub fn write(_title: &str, questions: &[Question]) -> Written {
    let columns = grid::columns(questions);
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(MARK.as_bytes().to_vec());
    let headers: Vec<String> = columns.iter().map(|column| column.title()).collect();
    writer.write_record(headers).expect("a vector takes all that is written to it");
    let mut written = Written::default();
    for question in questions {
        if let Some(why) = grid::why_not(question) {
            written.leave_out(question, why);
            continue;
        }
        writer.write_record(row(question, &columns)).expect("all rows are of one length");
    }
    let bytes = writer.into_inner().unwrap_or_default();
    written.text = String::from_utf8_lossy(&bytes).into_owned();
    written
}

fn row(question: &Question, columns: &[Column]) -> Vec<String> {
    columns.iter().map(|column| column.text(question)).collect()
}

#[cfg(test)]
mod tests {
    use ::csv::{ReaderBuilder, StringRecord};
    use proptest::prelude::*;

    use super::{super::trip, *};

    #[test]
    fn every_kind_is_written() {
        insta::assert_snapshot!(write("预算法", &trip::samples()).text.replace("\r\n", "\n"));
    }

    proptest! {
        #[test]
        fn every_cell_is_read_again(questions in trip::questions()) {
            let written = write("", &questions);
            let text = written.text.strip_prefix(MARK).unwrap();
            let mut reader = ReaderBuilder::new().from_reader(text.as_bytes());
            let rows: Vec<StringRecord> = reader.records().map(Result::unwrap).collect();
            let kept: Vec<&Question> = trip::kept(&questions, &written).collect();
            prop_assert_eq!(rows.len(), kept.len());
            for (record, question) in rows.iter().zip(kept) {
                let cells: Vec<&str> = record.iter().collect();
                prop_assert_eq!(cells, row(question, &grid::columns(&questions)));
            }
        }
    }
}
