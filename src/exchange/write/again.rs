//! Reads what was written, and tells what did not come back the same.

use std::collections::{HashMap, HashSet};

use super::{Format, LeftOut};
use crate::{
    domain::question::{Body, Question},
    exchange::{
        aiken, document,
        draft::Draft,
        gift, json, moodle,
        settle::settle,
        sheet::{self, Mapping},
    },
    table,
};

/// Adds what the file can't bring back to what is known to be left out.
pub(super) fn tell(format: Format, bytes: &[u8], questions: &[Question], left_out: &mut Vec<LeftOut>) {
    let Some(drafts) = drafts(format, bytes) else { return };
    let whole: HashSet<String> =
        left_out.iter().filter(|out| out.whole).map(|out| out.code.clone()).collect();
    let mut kept: Vec<&Question> =
        questions.iter().filter(|question| !whole.contains(&question.code)).collect();
    if format == Format::PaperWithKey {
        kept.sort_by_key(|question| question.kind());
    }
    let known: HashSet<(String, &'static str)> =
        left_out.iter().map(|out| (out.code.clone(), out.what)).collect();
    for (question, back) in kept.iter().zip(back(&kept, drafts)) {
        let differ = match back {
            None => vec!["再导入时读不出来"],
            Some(back) => differences(format, question, &back)
                .filter(|(part, _)| !known.contains(&(question.code.clone(), *part)))
                .map(|(_, told)| told)
                .collect(),
        };
        let told = |what| LeftOut { code: question.code.clone(), whole: false, what };
        left_out.extend(differ.into_iter().map(told));
    }
}

/// What the reader of a format finds; `None` for those that hold everything or
/// are not meant to be read again.
fn drafts(format: Format, bytes: &[u8]) -> Option<Vec<Draft>> {
    let text = || String::from_utf8_lossy(bytes);
    let found = match format {
        Format::Toml | Format::Paper => return None,
        Format::Xlsx | Format::Csv => {
            let book = table::read(bytes).ok()?;
            let mapping = Mapping::guess(&book);
            sheet::read(book, &mapping)
        }
        Format::Json => json::read(&text()),
        Format::Gift => gift::read(&text()),
        Format::Moodle => moodle::read(&text()),
        Format::Aiken => aiken::read(&text()),
        Format::PaperWithKey => document::read(bytes).ok()?.paper(),
    };
    Some(found.drafts)
}

/// What has become of each question: as many as were written, in their order;
/// or else by their stems.
fn back(kept: &[&Question], drafts: Vec<Draft>) -> Vec<Option<Question>> {
    let settled = |draft: Draft| settle(vec![draft]).taken.into_iter().next().map(|taken| taken.question);
    if drafts.len() == kept.len() {
        return drafts.into_iter().map(settled).collect();
    }
    let by_stem = drafts.into_iter().filter_map(settled).map(|question| (question.stem.clone(), question));
    let mut by_stem: HashMap<String, Question> = by_stem.collect();
    kept.iter().map(|question| by_stem.remove(&question.stem)).collect()
}

/// The parts in which two questions differ, and how that is told.
fn differences(
    format: Format,
    one: &Question,
    other: &Question,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    let any_order = |question: &Question| matches!(question.body, Body::Blank { any_order: true, .. });
    let has_ids = !matches!(format, Format::Aiken | Format::PaperWithKey);
    [
        (has_ids && one.code != other.code, "编号", "再导入时编号会变"),
        (one.stem != other.stem, "题干", "再导入时题干会变样"),
        (one.kind() != other.kind(), "题型", "再导入时题型会变"),
        (one.options() != other.options(), "选项", "再导入时选项会变样"),
        (key(one) != key(other), "答案", "再导入时答案会变"),
        (one.explanation != other.explanation, "解析", "再导入时解析会变样"),
        (one.source != other.source, "依据", "再导入时依据会变样"),
        (one.points != other.points, "分值", "再导入时分值会变"),
        (one.difficulty != other.difficulty, "难度", "再导入时难度会变"),
        (one.tags != other.tags, "标签", "再导入时标签会变样"),
        (one.valid_until != other.valid_until, "有效期", "再导入时有效期会变"),
        (one.shuffle != other.shuffle, "选项不乱序", "再导入时可否打乱选项会变"),
        (any_order(one) != any_order(other), "填空不分顺序", "再导入时填空的顺序会变"),
    ]
    .into_iter()
    .filter_map(|(differ, part, told)| differ.then_some((part, told)))
}

/// The key alone.
fn key(question: &Question) -> String {
    match &question.body {
        Body::Single { key, .. } => key.to_string(),
        Body::Multiple { key, .. } => key.letters(),
        Body::Judge { key } => key.to_string(),
        Body::Blank { key, .. } => format!("{key:?}"),
    }
}
