//! CSV as office programs open it: UTF-8 with a byte-order mark, CRLF.

use ::csv::{Terminator, WriterBuilder};

use super::{TRUTHS, Written};
use crate::domain::{
    choices::letter,
    question::{Body, Kind, Question},
};

/// Tells office programs that it is UTF-8.
const MARK: &str = "\u{feff}";
/// So many columns for options there are at least.
const FEWEST: usize = 4;

/// Writes a row a question under the headers 题型, 题干, 选项A…, 答案, 解析, 依据,
/// 分值, 难度, 标签, 试题编号. The answers of a blank are parted by `;`, blanks by `|`.
/// There is no place for a title.
pub fn write(_title: &str, questions: &[Question]) -> Written {
    let columns = questions.iter().map(|question| question.options().len()).max().unwrap_or(0).max(FEWEST);
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(MARK.as_bytes().to_vec());
    writer.write_record(headers(columns)).expect("a vector takes all that is written to it");
    let mut written = Written::default();
    for question in questions {
        if let Some(why) = why_not(question) {
            written.leave_out(question, why);
            continue;
        }
        writer.write_record(row(question, columns)).expect("all rows are of one length");
        parts(question, &mut written);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    written.text = String::from_utf8_lossy(&bytes).into_owned();
    written
}

fn headers(columns: usize) -> Vec<String> {
    let options = (0..columns).map(|at| format!("选项{}", letter(at)));
    let named = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let rest = named(&["答案", "解析", "依据", "分值", "难度", "标签", "试题编号"]);
    named(&["题型", "题干"]).into_iter().chain(options).chain(rest).collect()
}

fn row(question: &Question, columns: usize) -> Vec<String> {
    let options = (0..columns).map(|at| question.options().get(at).cloned().unwrap_or_default());
    let rest = [
        key(&question.body),
        question.explanation.clone().unwrap_or_default(),
        question.source.clone().unwrap_or_default(),
        question.points.to_string(),
        question.difficulty.map(difficulty).unwrap_or_default(),
        question.tags.join(","),
        question.code.clone(),
    ];
    [kind(question.kind()).to_owned(), question.stem.clone()].into_iter().chain(options).chain(rest).collect()
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Single => "单选题",
        Kind::Multiple => "多选题",
        Kind::Judge => "判断题",
        Kind::Blank => "填空题",
    }
}

fn difficulty(level: u8) -> String {
    match level {
        1 => "简单".to_owned(),
        2 => "中等".to_owned(),
        3 => "困难".to_owned(),
        _ => level.to_string(),
    }
}

fn key(body: &Body) -> String {
    match body {
        Body::Single { key, .. } => letter(*key).to_string(),
        Body::Multiple { key, .. } => key.letters(),
        Body::Judge { key } => TRUTHS[usize::from(!key)].to_owned(),
        Body::Blank { key, .. } => key.iter().map(|ways| ways.join(";")).collect::<Vec<_>>().join("|"),
    }
}

fn why_not(question: &Question) -> Option<&'static str> {
    let Body::Blank { key, .. } = &question.body else { return None };
    let is_mark = |way: &String| way.contains([';', '；', '|', '｜']);
    key.iter().flatten().any(is_mark).then_some("填空的答案里有分号或竖线，表格里用它们分隔答案")
}

fn parts(question: &Question, written: &mut Written) {
    if matches!(question.body, Body::Blank { any_order: true, .. }) {
        written.leave_part(question, "填空不分顺序");
    }
    if !question.shuffle {
        written.leave_part(question, "选项不乱序");
    }
    if question.valid_until.is_some() {
        written.leave_part(question, "有效期");
    }
    if question.tags.iter().any(|tag| tag.contains(',')) {
        written.leave_part(question, "标签里的逗号");
    }
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
                prop_assert_eq!(cells, row(question, record.len() - 9));
            }
        }
    }
}
