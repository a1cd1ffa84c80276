//! The table that a bank is written as: its columns, and what stands in them.
//! Workbooks and CSV share it, and [`crate::exchange::sheet`] reads it back.

use super::{TRUTHS, kind_title};
use crate::{
    domain::{
        choices::letter,
        points::Points,
        question::{Body, Question},
    },
    exchange::{draft::Piece, place::Place, settle, sheet::is_id},
};

/// So many columns for options there are at least.
const FEWEST: usize = 4;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// 编号; under a name that says it is an id where the ids look like serial
    /// numbers.
    Code {
        /// Whether they do.
        is_plain: bool,
    },
    Kind,
    Stem,
    Option(usize),
    Key,
    Explanation,
    Source,
    Points,
    Difficulty,
    Tags,
    ValidUntil,
    Shuffle,
    AnyOrder,
}

/// Those that may be left out where no question needs them.
const OPTIONAL: [Column; 6] =
    [Column::Points, Column::Difficulty, Column::Tags, Column::ValidUntil, Column::Shuffle, Column::AnyOrder];

/// The columns that these questions need.
pub(super) fn columns(questions: &[Question]) -> Vec<Column> {
    let options = questions.iter().map(|question| question.options().len()).max().unwrap_or(0);
    let is_plain = questions.iter().any(|question| !is_id(&question.code));
    let is_needed = |column: &Column| questions.iter().any(|question| column.is_needed(question));
    of(is_plain, options, OPTIONAL.into_iter().filter(is_needed))
}

/// Every column, for an empty table.
pub(super) fn all() -> Vec<Column> {
    of(false, FEWEST, OPTIONAL.into_iter())
}

fn of(is_plain: bool, options: usize, rest: impl Iterator<Item = Column>) -> Vec<Column> {
    let mut columns = vec![Column::Code { is_plain }, Column::Kind, Column::Stem];
    columns.extend((0..options.max(FEWEST)).map(Column::Option));
    columns.extend([Column::Key, Column::Explanation, Column::Source]);
    columns.extend(rest);
    columns
}

impl Column {
    /// Its header.
    pub(super) fn title(self) -> String {
        let title = match self {
            Self::Code { is_plain: false } => "编号",
            Self::Code { is_plain: true } => "题目编号",
            Self::Kind => "题型",
            Self::Stem => "题干",
            Self::Option(at) => return format!("选项{}", letter(at)),
            Self::Key => "答案",
            Self::Explanation => "解析",
            Self::Source => "依据",
            Self::Points => "分值",
            Self::Difficulty => "难度",
            Self::Tags => "标签",
            Self::ValidUntil => "有效期至",
            Self::Shuffle => "可否打乱选项",
            Self::AnyOrder => "不分先后",
        };
        title.to_owned()
    }

    /// Whether a question can't do without it.
    fn is_needed(self, question: &Question) -> bool {
        match self {
            Self::Points => question.points != Points::ONE,
            Self::Difficulty => question.difficulty.is_some(),
            Self::Tags => !question.tags.is_empty(),
            Self::ValidUntil => question.valid_until.is_some(),
            Self::Shuffle => !question.shuffle,
            Self::AnyOrder => matches!(question.body, Body::Blank { any_order: true, .. }),
            _ => true,
        }
    }

    /// What stands under it.
    pub(super) fn text(self, question: &Question) -> String {
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        match self {
            Self::Code { .. } => question.code.clone(),
            Self::Kind => kind_title(question.kind()).to_owned(),
            Self::Stem => question.stem.clone(),
            Self::Option(at) => question.options().get(at).cloned().unwrap_or_default(),
            Self::Key => key(question).unwrap_or_default(),
            Self::Explanation => said(&question.explanation),
            Self::Source => said(&question.source),
            Self::Points => question.points.to_string(),
            Self::Difficulty => {
                question.difficulty.map(|level| difficulty(level).to_owned()).unwrap_or_default()
            }
            Self::Tags => tags(&question.tags),
            Self::ValidUntil => question.valid_until.map(|day| day.to_string()).unwrap_or_default(),
            Self::Shuffle => if question.shuffle { "" } else { "否" }.to_owned(),
            Self::AnyOrder => if self.is_needed(question) { "是" } else { "" }.to_owned(),
        }
    }
}

/// The words for how hard a question is, as the reader knows them.
pub(super) const DIFFICULTIES: [&str; 3] = ["易", "中", "难"];

pub(super) fn difficulty(level: u8) -> &'static str {
    usize::from(level).checked_sub(1).and_then(|at| DIFFICULTIES.get(at)).copied().unwrap_or_default()
}

/// A single tag with a blank in it needs the sign that parts tags, or the blank
/// would part it.
fn tags(tags: &[String]) -> String {
    match tags {
        [only] if only.contains(char::is_whitespace) => format!("{only}、"),
        _ => tags.join("、"),
    }
}

/// The key as people write it. `None` if the answers of blanks hold the very
/// signs that part them, so that they could not be told apart again.
pub(super) fn key(question: &Question) -> Option<String> {
    match &question.body {
        Body::Single { key, .. } => Some(letter(*key).to_string()),
        Body::Multiple { key, .. } => Some(key.letters()),
        Body::Judge { key } => Some(TRUTHS[usize::from(!key)].to_owned()),
        Body::Blank { key, .. } => blanks(&question.stem, key),
    }
}

/// Blanks are parted by `|`, answers that are equally right by `;`. The first
/// notation that is read as it is meant.
fn blanks(stem: &str, key: &[Vec<String>]) -> Option<String> {
    let notations = [(";", ""), (";", ";"), ("|||", ""), ("|||", "|||")];
    first_read(stem, key, notations.map(|(or, end)| joined(key, "|", or, end)))
}

/// The key of a question with blanks as it is printed: `二十日/20日；本级`.
pub(super) fn printed(question: &Question) -> Option<String> {
    let Body::Blank { key: answers, .. } = &question.body else { return None };
    first_read(&question.stem, answers, [joined(answers, "；", "/", "")]).or_else(|| key(question))
}

/// `end` stands behind a single answer, where it has signs in it that would part
/// it.
fn joined(key: &[Vec<String>], between: &str, or: &str, end: &str) -> String {
    let blank = |ways: &Vec<String>| ways.join(or) + if ways.len() == 1 { end } else { "" };
    key.iter().map(blank).collect::<Vec<_>>().join(between)
}

fn first_read<const N: usize>(stem: &str, key: &[Vec<String>], notations: [String; N]) -> Option<String> {
    let is_read = |words: &String| {
        let piece = Piece::new(words, Place::File);
        settle::blank_answers(stem, &piece).is_some_and(|answers| answers == key)
    };
    notations.into_iter().find(is_read)
}

/// Why a question can't stand in a table.
pub(super) fn why_not(question: &Question) -> Option<&'static str> {
    key(question).is_none().then_some("填空的答案里有分号或竖线，表格里用它们分隔答案")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::write::trip;

    #[test]
    fn only_the_columns_that_are_needed_are_there() {
        let titles = |questions: &[Question]| {
            columns(questions).into_iter().map(Column::title).collect::<Vec<_>>().join(" ")
        };
        let samples = trip::samples();
        let bare = "题目编号 题型 题干 选项A 选项B 选项C 选项D 答案 解析 依据";
        assert_eq!(titles(&samples[2..3]), bare, "an id with capitals may be a serial number");
        let small = Question { code: "xkf-1".into(), ..samples[1].clone() };
        assert_eq!(
            titles(&[small]),
            "编号 题型 题干 选项A 选项B 选项C 选项D 答案 解析 依据 分值 可否打乱选项"
        );
    }

    #[test]
    fn answers_of_blanks_are_written_as_they_are_read() {
        let written = |stem: &str, key: &[&[&str]]| {
            let key: Vec<Vec<String>> =
                key.iter().map(|ways| ways.iter().map(|&way| way.to_owned()).collect()).collect();
            blanks(stem, &key)
        };
        assert_eq!(written("____内", &[&["二十日", "20日"]]).as_deref(), Some("二十日;20日"));
        assert_eq!(written("____、____", &[&["甲"], &["乙", "丙"]]).as_deref(), Some("甲|乙;丙"));
        assert_eq!(written("____", &[&["市级或县级"]]).as_deref(), Some("市级或县级;"));
        assert_eq!(written("____", &[&["甲;乙", "丙"]]).as_deref(), Some("甲;乙|||丙"));
        assert_eq!(written("____、____", &[&["元/吨"], &["乙"]]).as_deref(), Some("元/吨;|乙;"));
        assert_eq!(written("____、____", &[&["GB/T"], &["乙"]]).as_deref(), Some("GB/T|乙"));
        assert_eq!(written("____、____", &[&["甲|乙"], &["丙"]]), None);
    }
}
