//! The format of a bank file, version 1. These types are its manual: the JSON
//! Schema next to the banks is made from them, and whatever
//! [`super::read`] finds sound can be read by them too.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::question as domain;

/// The version this program reads and writes.
pub const VERSION: i64 = 1;
/// The most bytes of a file.
pub const MAX_BYTES: usize = 20 << 20;
/// The most questions of a bank.
pub const MAX_QUESTIONS: usize = 100_000;
/// The most characters of an id.
pub const MAX_ID: usize = 64;
/// The most characters of a bank's title.
pub const MAX_TITLE: usize = 60;
/// The most characters of a source or of the reason of a tombstone.
pub const MAX_SOURCE: usize = 300;
/// The most tags of a question.
pub const MAX_TAGS: usize = 20;
/// The most characters of a tag.
pub const MAX_TAG: usize = 32;

/// A question bank (题库): one TOML file in UTF-8.
///
/// ```toml
/// format = 1
/// id = "administrative-licensing"
/// title = "行政许可法"
/// topic = "regulations"
///
/// [[question]]
/// id = "xkf-042-1"
/// kind = "single"
/// stem = "行政机关应当自受理行政许可申请之日起几日内作出决定？"
/// options = ["十日", "二十日", "三十日", "六十日"]
/// key = "B"
/// explanation = "除当场决定外，应当自受理之日起二十日内作出。"
/// source = "《中华人民共和国行政许可法》第四十二条"
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bank {
    /// The version of this format (格式版本), always 1: `format = 1`.
    #[schemars(extend("const" = 1))]
    pub format: i64,
    /// The id of the bank (编号), stable for ever and no other bank's:
    /// lower-case letters, digits and hyphens, at most 64 characters, such as
    /// `id = "administrative-licensing"`.
    #[schemars(regex(pattern = "^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$"))]
    pub id: String,
    /// The name people see (题库名称), at most 60 characters:
    /// `title = "行政许可法"`.
    #[schemars(length(min = 1, max = 60))]
    pub title: String,
    /// What it is about (类别): `regulations` (法规), `civilized-language`
    /// (文明用语), `ethics` (职业道德), or a topic that the settings add.
    #[schemars(regex(pattern = "^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$"))]
    pub topic: String,
    /// The questions (题目), each under its own `[[question]]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub question: Vec<Question>,
    /// The questions asked no more (停用的题目), each under its own
    /// `[[retired]]`. A question is never simply deleted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub retired: Vec<Retired>,
}

/// A question (题目).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = super::schema::by_kind)]
pub struct Question {
    /// Its id (编号), stable for ever, unique in the bank, also among the
    /// retired: lower-case letters, digits and hyphens: `id = "xkf-042-1"`.
    /// A question with another id is another question.
    #[schemars(regex(pattern = "^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$"))]
    pub id: String,
    /// `single` (单选), `multiple` (多选), `judge` (判断) or `blank` (填空).
    pub kind: Kind,
    /// What is asked (题干), at most 800 characters. A blank (填空) is
    /// written as four underscores: `stem = "应当自受理之日起____内作出决定。"`.
    #[schemars(length(min = 1, max = 800))]
    pub stem: String,
    /// The options (选项), 2 to 26, at most 300 characters each, without
    /// letters of their own: `options = ["十日", "二十日"]`. None for judge
    /// and blank.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(min = 2, max = 26), inner(length(min = 1, max = 300)))]
    pub options: Vec<String>,
    /// The key (答案): `"B"` for single, `"ABD"` for multiple, `true` or
    /// `false` for judge, and for blank the accepted answers of each blank in
    /// turn: `[["二十日", "20日"], ["本级"]]`.
    pub key: Key,
    /// Why the key is right (解析), at most 800 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 800))]
    pub explanation: Option<String>,
    /// The ground (依据): `source = "《中华人民共和国行政许可法》第四十二条"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 300))]
    pub source: Option<String>,
    /// The full mark (分值), 0.5 to 100 in steps of 0.5; 1 unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.5, max = 100), extend("multipleOf" = 0.5))]
    pub points: Option<f64>,
    /// How hard (难度): 1 easy (易), 2 medium (中), 3 hard (难).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 3))]
    pub difficulty: Option<u8>,
    /// Free words to find it by (标签), at most 20: `tags = ["期限"]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 20), inner(length(min = 1, max = 32)))]
    pub tags: Vec<String>,
    /// The last day it may be asked (有效期至): `valid_until = 2027-12-31`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// Whether its options may be shown in another order (选项可否打乱);
    /// true unless given. `shuffle = false` for options such as 以上都对.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shuffle: Option<bool>,
    /// For blank only: whether the blanks may be filled in any order
    /// (不分先后); false unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub any_order: Option<bool>,
}

/// The kind of a question (题型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// 单选: one option is right.
    Single,
    /// 多选: two or more options are right.
    Multiple,
    /// 判断: the stem is true or false.
    Judge,
    /// 填空: words are to be filled in.
    Blank,
}

/// A key (答案), written in the way of its kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Key {
    /// Whether the stem of a judge question is true: `key = true`.
    Truth(bool),
    /// The capital letters of the right options: `key = "ABD"`.
    Letters(#[schemars(regex(pattern = "^[A-Z]{1,26}$"))] String),
    /// The accepted answers of each blank: `key = [["二十日", "20日"]]`.
    Words(Vec<Vec<String>>),
}

/// A question asked no more (停用的题目). Its id is not used again, and what
/// was answered to it stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retired {
    /// The id it had (编号): `id = "xkf-042-1"`.
    #[schemars(regex(pattern = "^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$"))]
    pub id: String,
    /// Why (停用原因): `reason = "法律已修改"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 300))]
    pub reason: Option<String>,
}

/// A day, as TOML writes it (`2027-12-31`) or as a text (`"2027-12-31"`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "WrittenDate")]
#[schemars(!try_from, extend("format" = "date"))]
pub struct Date(#[schemars(with = "String")] pub NaiveDate);

#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenDate {
    Toml(toml::value::Datetime),
    Text(String),
}

impl TryFrom<WrittenDate> for Date {
    type Error = &'static str;

    fn try_from(written: WrittenDate) -> Result<Self, Self::Error> {
        let text = match written {
            WrittenDate::Toml(datetime) => datetime.to_string(),
            WrittenDate::Text(text) => text,
        };
        date(&text).map(Self).ok_or("不是日期，应如 2027-12-31")
    }
}

/// Reads a day such as `2027-12-31`, of the years 1 to 9999.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let shape = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    shape.then(|| text.parse().ok()).flatten()
}

impl From<domain::Kind> for Kind {
    fn from(kind: domain::Kind) -> Self {
        match kind {
            domain::Kind::Single => Self::Single,
            domain::Kind::Multiple => Self::Multiple,
            domain::Kind::Judge => Self::Judge,
            domain::Kind::Blank => Self::Blank,
        }
    }
}
