//! The format of an exam file, version 1. These types are its manual.

use chrono::NaiveDateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    bank::format::{Date, Kind},
    domain::{exam, points::Points, rules::MultipleRule},
};

/// The version this program reads and writes.
pub const VERSION: i64 = 1;
/// The most bytes of a file.
pub const MAX_BYTES: usize = 1 << 20;
/// The most characters of an exam's id.
pub const MAX_ID: usize = 64;
/// The most characters of an exam's title.
pub const MAX_TITLE: usize = 60;
/// The most rows of the blueprint.
pub const MAX_ROWS: usize = 100;
/// The most questions of a paper.
pub const MAX_QUESTIONS: usize = 300;
/// The most tracks.
pub const MAX_TRACKS: usize = 10;
/// The most characters of a track's id.
pub const MAX_TRACK_ID: usize = 16;
/// The most characters of a track's name.
pub const MAX_TRACK_TITLE: usize = 20;
/// The most minutes of a sitting or of the late entry.
pub const MAX_MINUTES: i64 = 1_440;
/// The most sittings of one person.
pub const MAX_ATTEMPTS: i64 = 10;
/// The most days from the opening to the close.
pub const MAX_DAYS: i64 = 60;
/// The most people or units that a list names.
pub const MAX_NAMED: usize = 20_000;
/// The most characters of a staff number.
pub const MAX_STAFF_NO: usize = 32;

/// An exam (考试): one TOML file in UTF-8.
///
/// ```toml
/// format = 1
/// id = "2026-year-end"
/// title = "2026年度法规考试"
/// preset = "two-tracks"
/// opens = "2026-12-20 09:00"
/// closes = "2026-12-20 11:00"
///
/// [[paper]]
/// topic = "regulations"
/// kind = "single"
/// number = 50
/// marks = 2
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exam {
    /// The version of this format (格式版本), always 1.
    pub format: i64,
    /// The id of the exam (编号), no other exam's: lower-case letters, digits
    /// and hyphens, at most 64 characters: `id = "2026-year-end"`.
    pub id: String,
    /// The title people see (考试名称), at most 60 characters.
    pub title: String,
    /// Fills in the tracks (方案): `closed` (闭卷考试), `open` (开卷考试) or
    /// `two-tracks` (两轨考试: closed-book under 40, open-book from 40).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preset: Option<Preset>,
    /// When it opens (开始时间), in the office's time zone.
    pub opens: At,
    /// When it closes (结束时间): everybody hands in then.
    pub closes: At,
    /// For a preset: how many minutes one sits (限时); 90 unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// For a preset: for how many minutes after the opening one may still
    /// begin (迟到限时); 30 unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_minutes: Option<u32>,
    /// For a preset: the mark that passes (及格分); 60 per cent of the full
    /// mark unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass: Option<Amount>,
    /// `each` (每人一卷, a paper of one's own) unless given, or `same` (同一套题).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draw: Option<Draw>,
    /// `rows` (按大题, each shuffled within) unless given, `written` (按原来的
    /// 顺序) or `mixed` (全部打乱).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    /// How incomplete multiple-choice answers are marked (多选计分):
    /// `proportional` (按比例) unless given, `strict` (不得分) or `half` (得一半).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub multiple: Option<MultipleWord>,
    /// The day on which ages count (年龄算到哪天); that of the opening unless
    /// given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ages_on: Option<Date>,
    /// The code told in the room (考试码): `none` unless given, `changing`, or
    /// 4 to 8 digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What decides between places (名次): `mark` (只看得分, equals share a
    /// place) unless given, or `mark-then-time` (得分相同的看用时).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<Places>,
    /// The staff numbers of those who watch over it (监考), beside the
    /// proctors of the office.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proctors: Vec<String>,
    /// Who sits it (参加的人); the whole office without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Who>,
    /// The rows of the blueprint (组卷), each under its own `[[paper]]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paper: Vec<Paper>,
    /// The tracks (分场), each under its own `[[track]]`, where no preset fits.
    /// The first that a person fits is theirs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub track: Vec<Track>,
    /// What people see of their results, and when (成绩查看).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// Who goes on to a further exam (晋级); nobody without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advance: Option<Advance>,
}

/// Who sits an exam (参加的人).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Who {
    /// The paths of units (单位), with all below them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<String>,
    /// The staff numbers of single people (人员).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    /// The staff numbers of those who don't sit (不参加的人).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<String>,
    /// The tracks of single people, set by hand (指定分场): `"0009" = "open"`.
    #[serde(skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub tracks: std::collections::BTreeMap<String, String>,
}

/// A row of the blueprint (组卷). At most one of `topic`, `bank`, `tag` and
/// `questions`; all questions without any.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// Of this topic (类别).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// Of the bank with this id (题库).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<String>,
    /// With this tag (标签).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// These (指定的题目), as `BANK/QUESTION`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
    /// Of this kind (题型); any without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Of this difficulty (难度), 1 to 3; any without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<u8>,
    /// How many are drawn (题数); all that `questions` names without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<usize>,
    /// What each is worth (每题分值), 0.5 to 100 in steps of 0.5.
    pub marks: Amount,
}

/// A track (分场).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Its id (编号), at most 16 characters: `id = "closed"`.
    pub id: String,
    /// Its name (名称): `title = "闭卷"`.
    pub title: String,
    /// From this age (满几岁), in full years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u8>,
    /// Under this age (不满几岁).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<u8>,
    /// `closed` (闭卷) or `open` (开卷).
    pub book: Book,
    /// For how many minutes one sits (限时).
    pub minutes: u32,
    /// For how many minutes after the opening one may still begin (迟到限时);
    /// to the end without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_minutes: Option<u32>,
    /// The mark that passes (及格分).
    pub pass: Amount,
    /// How often one may sit (次数); once unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempts: Option<u32>,
    /// Which sitting counts (以哪次为准): `best` (最好的) unless given, `last`
    /// (最后的), `first` (最早的) or `mean` (平均).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Counts>,
}

/// What people see of their results, and when (成绩查看): `handed-in` (交卷后),
/// `closed` (结束后), `released` (公布后, unless given) or `never` (不能看).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Review {
    /// The mark, and whether it passes (得分).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<Moment>,
    /// The paper with one's own answers (自己的作答).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<Moment>,
    /// The key and the explanation (答案和解析).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<Moment>,
    /// The place on the results list (名次).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Moment>,
}

/// Who goes on to a further exam (晋级). One of `top`, `each_unit` and `tracks`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Advance {
    /// So many of all (前几名): `top = 50`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top: Option<usize>,
    /// So many of each unit (每个单位几名): `each_unit = 3`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub each_unit: Option<usize>,
    /// What happens to equals at the edge (并列): `all` (都晋级) unless given,
    /// `earlier` (先交卷的), `less-time` (用时少的) or `further` (加试).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ties: Option<Ties>,
    /// So many of each track (各分场几名): `{ "closed" = 30, "open" = 20 }`.
    #[serde(skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub tracks: std::collections::BTreeMap<String, usize>,
}

/// What decides between places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Places {
    /// 只看得分
    Mark,
    /// 得分相同的看用时
    MarkThenTime,
}

/// Which sitting counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Counts {
    /// 最好的
    Best,
    /// 最后的
    Last,
    /// 最早的
    First,
    /// 平均
    Mean,
}

/// What happens to equals at the edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ties {
    /// 都晋级
    All,
    /// 先交卷的
    Earlier,
    /// 用时少的
    LessTime,
    /// 加试
    Further,
}

/// The presets (方案).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// 闭卷考试
    Closed,
    /// 开卷考试
    Open,
    /// 两轨考试: closed-book under 40, open-book from 40.
    TwoTracks,
}

/// Whether papers differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Draw {
    /// 每人一卷
    Each,
    /// 同一套题
    Same,
}

/// In which order a paper asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// 按大题, each shuffled within
    Rows,
    /// 按原来的顺序
    Written,
    /// 全部打乱
    Mixed,
}

/// How incomplete multiple-choice answers are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MultipleWord {
    /// 按比例
    Proportional,
    /// 不得分
    Strict,
    /// 得一半
    Half,
}

/// Whether one may look things up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Book {
    /// 闭卷
    Closed,
    /// 开卷
    Open,
}

/// When something is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Moment {
    /// 交卷后
    HandedIn,
    /// 结束后
    Closed,
    /// 公布后
    Released,
    /// 不能看
    Never,
}

/// An amount of marks, whole or with a half.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Amount {
    /// `2`
    Whole(i64),
    /// `2.5`
    Part(f64),
}

/// A date and time: `"2026-12-20 09:00"`, with or without seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "WrittenAt", into = "String")]
#[schemars(!try_from, !into)]
pub struct At(#[schemars(with = "String")] pub NaiveDateTime);

#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenAt {
    Toml(toml::value::Datetime),
    Text(String),
}

impl TryFrom<WrittenAt> for At {
    type Error = &'static str;

    fn try_from(written: WrittenAt) -> Result<Self, Self::Error> {
        let text = match written {
            WrittenAt::Toml(at) => at.to_string(),
            WrittenAt::Text(text) => text,
        };
        at(&text).map(Self).ok_or("不是日期和时间，应如 2026-12-20 09:00")
    }
}

impl From<At> for String {
    fn from(At(at): At) -> Self {
        let whole_minute = at.format("%S").to_string() == "00";
        at.format(if whole_minute { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" }).to_string()
    }
}

/// Reads a date and time, of the years 2000 to 2999.
pub(super) fn at(text: &str) -> Option<NaiveDateTime> {
    let text = text.replacen('T', " ", 1);
    let shape = text.starts_with('2') && (16..=19).contains(&text.len()) && text.is_ascii();
    let read = |form| NaiveDateTime::parse_from_str(&text, form).ok();
    shape.then(|| read("%Y-%m-%d %H:%M").or_else(|| read("%Y-%m-%d %H:%M:%S"))).flatten()
}

impl From<Points> for Amount {
    fn from(points: Points) -> Self {
        let text = points.to_string();
        let whole = text.parse().ok().map(Self::Whole);
        whole.or_else(|| text.parse().ok().map(Self::Part)).unwrap_or(Self::Whole(0))
    }
}

/// The words of a choice in the file, what people call each, and what it is.
pub(super) type Choices<T> = &'static [(&'static str, &'static str, T)];

pub(super) const PRESETS: Choices<Preset> = &[
    ("closed", "闭卷考试", Preset::Closed),
    ("open", "开卷考试", Preset::Open),
    ("two-tracks", "两轨考试", Preset::TwoTracks),
];
pub(super) const DRAWS: Choices<exam::Draw> =
    &[("each", "每人一卷", exam::Draw::Each), ("same", "同一套题", exam::Draw::Same)];
pub(super) const ORDERS: Choices<exam::Order> = &[
    ("rows", "按大题，题内打乱", exam::Order::Rows),
    ("written", "按原来的顺序", exam::Order::Written),
    ("mixed", "全部打乱", exam::Order::Mixed),
];
pub(super) const MULTIPLES: Choices<MultipleRule> = &[
    ("proportional", "少选按比例得分", MultipleRule::Proportional),
    ("strict", "少选不得分", MultipleRule::Strict),
    ("half", "少选得一半", MultipleRule::Half),
];
pub(super) const PLACES: Choices<exam::results::Order> = &[
    ("mark", "只看得分", exam::results::Order::Mark),
    ("mark-then-time", "得分相同的看用时", exam::results::Order::MarkThenTime),
];
pub(super) const COUNTS: Choices<exam::results::Counting> = &[
    ("best", "最好的一次", exam::results::Counting::Best),
    ("last", "最后一次", exam::results::Counting::Last),
    ("first", "第一次", exam::results::Counting::First),
    ("mean", "平均", exam::results::Counting::Mean),
];
pub(super) const TIES: Choices<exam::advance::Ties> = &[
    ("all", "都晋级", exam::advance::Ties::All),
    ("earlier", "先交卷的晋级", exam::advance::Ties::Earlier),
    ("less-time", "用时少的晋级", exam::advance::Ties::LessTime),
    ("further", "加试", exam::advance::Ties::Further),
];
pub(super) const BOOKS: Choices<exam::track::Book> =
    &[("closed", "闭卷", exam::track::Book::Closed), ("open", "开卷", exam::track::Book::Open)];
pub(super) const MOMENTS: Choices<exam::Moment> = &[
    ("handed-in", "交卷后", exam::Moment::HandedIn),
    ("closed", "考试结束后", exam::Moment::Closed),
    ("released", "成绩公布后", exam::Moment::Released),
    ("never", "不能看", exam::Moment::Never),
];
