//! What can be wrong with a roster, in the words of the person who must mend it.

use super::{Column, headers::NoLayout};
use crate::table::{TableError, letters};

/// Why a row was refused, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// A required cell is empty.
    #[error("{}是空的，请填上", .0.title())]
    Empty(Column),
    /// Neither number, name nor unit: a total or a note.
    #[error("这一行没有工号、姓名和单位（可能是合计或说明），请删去这一行")]
    NoPerson,
    /// Letters that could not be decoded.
    #[error("里有认不出的乱码，请重新填写")]
    Garbled,
    /// A formula failed.
    #[error("是公式出错的结果，请改成正确的内容")]
    Failed,
    /// Excel made a date of something else.
    #[error("被 Excel 当成了日期，请把单元格设为“文本”格式后重新填写")]
    TurnedToDate,
    /// More digits than Excel keeps.
    #[error("数字太长，Excel 已丢失末尾几位，请把单元格设为“文本”格式后重新填写")]
    LostDigits,
    /// More characters than allowed.
    #[error("太长，最多 {0} 个字")]
    TooLong(usize),
    /// A number with blanks in it.
    #[error("中间有空格，请删去空格")]
    Blanks,
    /// The same number in another row.
    #[error("与{0}的工号重复，请核对后只留一行或改正工号")]
    Twice(String),
    /// Not a path of units.
    #[error(
        "不是正确的单位，请写成 市财政局/预算股 的样子（最多 12 级，每级不超过 60 个字，两个“/”之间不能空着）"
    )]
    NoUnit,
    /// Not a date.
    #[error("不是看得懂的日期，请写成 1990-03 或 1990-03-07")]
    NoDate,
    /// `1990.1`.
    #[error("可能是1月也可能是10月，请把这一格设为文本，写成 {0}.01 或 {0}.10")]
    TwoMonths(String),
    /// `02-03-1985`.
    #[error("可能是 {0}，也可能是 {1}，请把这一格设为文本，写成其中的一个")]
    TwoDates(String, String),
    /// Two digits; how it may be meant.
    #[error("的年份只有两位，可能是 {0}，请把这一格设为文本，写成四位的年份")]
    ShortYear(String),
    /// A year of the Republic; what it comes to.
    #[error("像是民国纪年，请换成公历，写成 {0}")]
    Republic(String),
    /// A year alone.
    #[error("只有年份，请写成 1990-03 的样子")]
    YearOnly,
    /// After today.
    #[error("在今天之后，请改正")]
    Future,
    /// Younger than so many years.
    #[error("算来不满 {0} 岁，请改正")]
    TooYoung(u32),
    /// Older than so many years.
    #[error("算来已过 {0} 岁，请改正")]
    TooOld(u32),
    /// A landline, or a part of a number.
    #[error("像是座机或短号，请填 11 位手机号，没有就空着")]
    Landline,
    /// Digits that are no mobile number.
    #[error("不是手机号（{0} 位数字），应是 1 开头的 11 位数字，没有就空着")]
    NoMobile(usize),
    /// No number at all.
    #[error("不是手机号，应是 1 开头的 11 位数字，没有就空着")]
    NoPhone,
    /// More than one.
    #[error("里有几个手机号，请只留一个")]
    SeveralPhones,
    /// A word that is no role.
    #[error("不是角色，可以写：职工、监考、领导、管理员")]
    NoRole(String),
    /// A unit for a role that has none.
    #[error("不对：只有领导后面可以写单位")]
    UnitWithoutLeader(String),
    /// A leader's unit that is none.
    #[error("不对，请写成 领导（市财政局/预算股）")]
    NoLeadersUnit(String),
    /// Owners aren't made by files.
    #[error("不能由花名册给出“所有者”，请删去，另用命令 baiti staff role 设定")]
    Owner,
    /// A sheet with people but without the columns we need.
    #[error("没有这些列：{}，所以整张表都没有读。请补上，或者删去这张表", titles(.0))]
    NoColumns(Vec<Column>),
}

impl Reason {
    /// Whether the cell can be read in two ways: the person is loaded without
    /// it, and it is asked back.
    pub const fn is_question(&self) -> bool {
        matches!(self, Self::TwoMonths(_) | Self::TwoDates(..) | Self::ShortYear(_))
    }

    /// The part of a cell that is meant, where it isn't the whole.
    pub(super) fn word(&self) -> Option<&str> {
        match self {
            Self::NoRole(word) | Self::UnitWithoutLeader(word) | Self::NoLeadersUnit(word) => Some(word),
            _ => None,
        }
    }
}

/// One thing that is wrong, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file's name.
    pub file: String,
    /// The sheet; empty for a text file.
    pub sheet: String,
    /// The row as Excel shows it, from 1.
    pub row: u32,
    /// The cell's column (0 is A) and what it is, unless the whole row is meant.
    pub column: Option<(u32, Column)>,
    /// What stands there, or the part of it that is wrong.
    pub value: Option<String>,
    /// What is wrong and what to do.
    pub reason: Reason,
}

impl Problem {
    /// Where it is and what stands there: `表“Sheet1” 第37行 D列“1990.1”`.
    pub fn spot(&self) -> String {
        let column = self.column.map(|(at, _)| format!(" {}列", letters(at))).unwrap_or_default();
        let value = self.value.as_ref().map(|value| format!("“{}”", quote(value))).unwrap_or_default();
        format!("{}{column}{value}", place(&self.sheet, self.row))
    }

    /// What is wrong and what to do, without the place: alike for all of a sort.
    pub fn message(&self) -> String {
        let column = self.column.map(|(_, column)| column.title()).unwrap_or_default();
        format!("{column}{}", self.reason)
    }
}

/// The longest value that is quoted whole.
const LONGEST_QUOTE: usize = 30;

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.file, place(&self.sheet, self.row))?;
        if let Some((at, column)) = self.column {
            write!(f, " {}列（{}）", letters(at), column.title())?;
        }
        f.write_str("：")?;
        if let Some(value) = &self.value {
            write!(f, "“{}”", quote(value))?;
        }
        write!(f, "{}", self.reason)
    }
}

/// `表“Sheet1” 第37行`, or `第37行` in a text file.
pub(super) fn place(sheet: &str, row: u32) -> String {
    if sheet.is_empty() { format!("第{row}行") } else { format!("表“{sheet}” 第{row}行") }
}

/// A value on one line, cut if it is long.
fn quote(value: &str) -> String {
    let mut line: String = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(LONGEST_QUOTE) {
        line.truncate(end);
        line.push('…');
    }
    line
}

fn titles(columns: &[Column]) -> String {
    columns.iter().map(|column| column.title()).collect::<Vec<_>>().join("、")
}

/// Why a file could not be read as a roster at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is no table, or a bad one.
    #[error("{file}：{error}")]
    Table {
        /// The file's name.
        file: String,
        /// What is wrong with it.
        error: TableError,
    },
    /// No sheet has the columns we need.
    #[error("{file}{}", no_layout(.sheet, .error))]
    Layout {
        /// The file's name.
        file: String,
        /// The sheet that came nearest; empty for a text file.
        sheet: String,
        /// What is wrong with it.
        error: NoLayout,
    },
    /// Headers and nothing below.
    #[error("{file}：只有表头，没有一个人。请检查是否选错了文件")]
    Nobody {
        /// The file's name.
        file: String,
    },
}

fn no_layout(sheet: &str, error: &NoLayout) -> String {
    let sheet = if sheet.is_empty() { String::new() } else { format!(" 表“{sheet}”") };
    match error {
        NoLayout::Missing { missing, found: None } => {
            format!("{sheet}：没有找到表头。表头要在前 10 行里，并有 {} 这几列", titles(missing))
        }
        NoLayout::Missing { missing, found: Some((row, texts)) } => format!(
            "{sheet}：没有找到 {} 列。最像表头的是第{row}行：{}。表头要在前 10 行里，请补上缺的列或改列名",
            titles(missing),
            texts.iter().map(|text| quote(text)).collect::<Vec<_>>().join("、"),
        ),
        NoLayout::Twice { column, both: [(a, first), (b, second)], row } => format!(
            "{sheet}：第{row}行有两列都像“{}”：{}列“{}”和{}列“{}”。请只留一列{}",
            column.title(),
            letters(*a),
            quote(first),
            letters(*b),
            quote(second),
            if *column == Column::Unit {
                "，上下级单位写在一格里，如 市财政局/预算股"
            } else {
                ""
            },
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(sheet: &str, value: Option<&str>, reason: Reason) -> Problem {
        Problem {
            file: "花名册.xlsx".into(),
            sheet: sheet.into(),
            row: 37,
            column: Some((3, Column::Birth)),
            value: value.map(str::to_owned),
            reason,
        }
    }

    #[test]
    fn a_problem_names_its_place_and_what_to_do() {
        let told = problem("Sheet1", Some("1990.1"), Reason::TwoMonths("1990".into())).to_string();
        let expected = "花名册.xlsx 表“Sheet1” 第37行 D列（出生年月）：“1990.1”可能是1月也可能是10月，请把这一格设为文本，写成 1990.01 或 1990.10";
        assert_eq!(told, expected);
        let told = problem("", None, Reason::Empty(Column::Birth)).to_string();
        assert_eq!(told, "花名册.xlsx 第37行 D列（出生年月）：出生年月是空的，请填上");
    }

    #[test]
    fn long_values_are_cut() {
        let told = problem("", Some(&"长\n".repeat(100)), Reason::NoDate).to_string();
        assert!(told.contains("…”不是") && told.chars().count() < 100, "{told}");
    }

    #[test]
    fn a_refusal_names_what_was_found() {
        let found = Some((2, vec!["姓名".to_owned(), "备注".to_owned()]));
        let error = NoLayout::Missing { missing: vec![Column::StaffNo, Column::Unit], found };
        let told = Refusal::Layout { file: "a.csv".into(), sheet: String::new(), error }.to_string();
        assert_eq!(
            told,
            "a.csv：没有找到 工号、单位 列。最像表头的是第2行：姓名、备注。表头要在前 10 行里，请补上缺的列或改列名"
        );
    }
}
