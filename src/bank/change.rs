//! What loading a bank would change.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

use super::BankFile;
use crate::domain::question::{Body, Question};

/// The most questions that a summary names one by one in each group.
const MAX_NAMED: usize = 20;

/// A question of the bank as it stands in the database.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing<'a> {
    /// Its newest version.
    pub content: &'a Question,
    /// Whether it is asked; `false` once withdrawn.
    pub live: bool,
}

/// A part of a question that can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// 题型
    Kind,
    /// 题干
    Stem,
    /// 选项: the texts or their order.
    Options,
    /// 答案
    Key,
    /// 不分先后
    AnyOrder,
    /// 解析
    Explanation,
    /// 依据
    Source,
    /// 分值
    Points,
    /// 难度
    Difficulty,
    /// 标签
    Tags,
    /// 有效期
    ValidUntil,
    /// 选项可否打乱
    Shuffle,
}

impl Part {
    /// Its Chinese name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kind => "题型",
            Self::Stem => "题干",
            Self::Options => "选项",
            Self::Key => "答案",
            Self::AnyOrder => "不分先后",
            Self::Explanation => "解析",
            Self::Source => "依据",
            Self::Points => "分值",
            Self::Difficulty => "难度",
            Self::Tags => "标签",
            Self::ValidUntil => "有效期",
            Self::Shuffle => "选项可否打乱",
        }
    }
}

/// A question with another content than before.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed<'a> {
    /// Its new content.
    pub question: &'a Question,
    /// What is different, in the order of [`Part`].
    pub parts: Vec<Part>,
    /// Whether kind, stem and options are as before, so that past answers can
    /// be marked again by the new key.
    pub same_wording: bool,
}

impl<'a> Changed<'a> {
    /// What of it is new, if anything is.
    fn of(old: &Question, question: &'a Question) -> Option<Self> {
        let parts = different(old, question);
        let same_wording = old.same_wording(question);
        (!parts.is_empty()).then_some(Self { question, parts, same_wording })
    }

    /// Whether what was answered before must be marked again: another key for
    /// the same words. What it is worth stays as it was when it was answered.
    pub fn remarks(&self) -> bool {
        let weighs = |part: &Part| matches!(part, Part::Key | Part::AnyOrder);
        self.same_wording && self.parts.iter().any(weighs)
    }
}

/// A question that is asked no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    /// Its id.
    pub code: String,
    /// Why, if its tombstone says so.
    pub reason: Option<String>,
    /// Whether the file has a tombstone for it; if not, it just vanished.
    pub tombstone: bool,
}

/// A withdrawn question that is asked again.
#[derive(Debug, Clone, PartialEq)]
pub struct Restored<'a> {
    /// Its content in the file.
    pub question: &'a Question,
    /// What is different from before it was withdrawn; may be empty.
    pub parts: Vec<Part>,
}

/// What loading a bank would change, each list in the order of the file, whose
/// questions it points at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Change<'a> {
    /// Questions that never stood there.
    pub added: Vec<&'a Question>,
    /// Questions with another content.
    pub changed: Vec<Changed<'a>>,
    /// How many stay as they are.
    pub unchanged: usize,
    /// Questions that stand and are absent from the file or retired in it, in
    /// the order they stand.
    pub withdrawn: Vec<Withdrawn>,
    /// Withdrawn questions that the file has.
    pub restored: Vec<Restored<'a>>,
}

/// Compares what stands with a file of the same bank.
pub fn between<'a>(standing: &[Standing<'_>], file: &'a BankFile) -> Change<'a> {
    let before: HashMap<&str, &Standing<'_>> =
        standing.iter().map(|old| (old.content.code.as_str(), old)).collect();
    let mut change = Change::default();
    for new in file.questions.iter().map(|placed| &placed.question) {
        change.take(before.get(new.code.as_str()).copied(), new);
    }
    change.withdrawn = withdrawn(standing, file);
    change
}

fn withdrawn(standing: &[Standing<'_>], file: &BankFile) -> Vec<Withdrawn> {
    let kept: HashSet<&str> = file.questions.iter().map(|placed| placed.question.code.as_str()).collect();
    let tombstones: HashMap<&str, Option<&String>> =
        file.retired.iter().map(|retired| (retired.id.as_str(), retired.reason.as_ref())).collect();
    let gone = standing.iter().filter(|old| old.live && !kept.contains(old.content.code.as_str()));
    gone.map(|old| {
        let code = &old.content.code;
        let tombstone = tombstones.get(code.as_str());
        let reason = tombstone.copied().flatten().cloned();
        Withdrawn { code: code.clone(), reason, tombstone: tombstone.is_some() }
    })
    .collect()
}

impl<'a> Change<'a> {
    /// What only adds questions to a bank and changes some of those that stand
    /// there: nothing is withdrawn or asked again.
    pub fn joining(
        standing: &HashMap<&str, Standing<'_>>,
        added: Vec<&'a Question>,
        changed: impl Iterator<Item = &'a Question>,
    ) -> Self {
        let mut change = Self { added, ..Self::default() };
        changed.for_each(|new| change.take(standing.get(new.code.as_str()), new));
        change
    }

    fn take(&mut self, old: Option<&Standing<'_>>, new: &'a Question) {
        let Some(old) = old else { return self.added.push(new) };
        if !old.live {
            self.restored.push(Restored { question: new, parts: different(old.content, new) });
            return;
        }
        match Changed::of(old.content, new) {
            Some(changed) => self.changed.push(changed),
            None => self.unchanged += 1,
        }
    }

    /// Whether loading the file would do nothing.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.changed.is_empty()
            && self.withdrawn.is_empty()
            && self.restored.is_empty()
    }
}

/// The parts in which two versions differ.
pub fn different(old: &Question, new: &Question) -> Vec<Part> {
    let differs = [
        (Part::Kind, old.kind() != new.kind()),
        (Part::Stem, old.stem != new.stem),
        (Part::Options, old.options() != new.options()),
        (Part::Key, !same_key(&old.body, &new.body)),
        (Part::AnyOrder, any_order(&old.body) != any_order(&new.body)),
        (Part::Explanation, old.explanation != new.explanation),
        (Part::Source, old.source != new.source),
        (Part::Points, old.points != new.points),
        (Part::Difficulty, old.difficulty != new.difficulty),
        (Part::Tags, old.tags != new.tags),
        (Part::ValidUntil, old.valid_until != new.valid_until),
        (Part::Shuffle, old.shuffle != new.shuffle),
    ];
    differs.into_iter().filter_map(|(part, differs)| differs.then_some(part)).collect()
}

fn same_key(old: &Body, new: &Body) -> bool {
    match (old, new) {
        (Body::Single { key: old, .. }, Body::Single { key: new, .. }) => old == new,
        (Body::Multiple { key: old, .. }, Body::Multiple { key: new, .. }) => old == new,
        (Body::Judge { key: old }, Body::Judge { key: new }) => old == new,
        (Body::Blank { key: old, .. }, Body::Blank { key: new, .. }) => old == new,
        _ => false,
    }
}

fn any_order(body: &Body) -> bool {
    matches!(body, Body::Blank { any_order: true, .. })
}

impl fmt::Display for Change<'_> {
    /// One line of numbers, then the questions of each group but the
    /// unchanged, a line each.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers =
            [self.added.len(), self.changed.len(), self.unchanged, self.withdrawn.len(), self.restored.len()];
        let words = ["新增", "修改", "不变", "停用", "恢复"];
        let parts: Vec<String> =
            words.iter().zip(numbers).map(|(word, number)| format!("{word} {number} 题")).collect();
        f.write_str(&parts.join("，"))?;
        list(f, "新增", self.added.iter().map(|question| question.code.clone()))?;
        list(f, "修改", self.changed.iter().map(named_changed))?;
        list(f, "停用", self.withdrawn.iter().map(named_withdrawn))?;
        list(f, "恢复", self.restored.iter().map(named_restored))
    }
}

fn list(
    f: &mut fmt::Formatter<'_>,
    word: &str,
    mut lines: impl ExactSizeIterator<Item = String>,
) -> fmt::Result {
    for line in lines.by_ref().take(MAX_NAMED) {
        write!(f, "\n  {word} {line}")?;
    }
    match lines.len() {
        0 => Ok(()),
        more => write!(f, "\n  {word} 另有 {more} 题"),
    }
}

fn named_changed(changed: &Changed<'_>) -> String {
    let remark = if changed.remarks() { "；以前的作答将重新判分" } else { "" };
    format!("{}（{}{remark}）", changed.question.code, names(&changed.parts))
}

fn named_withdrawn(withdrawn: &Withdrawn) -> String {
    match (&withdrawn.reason, withdrawn.tombstone) {
        (Some(reason), _) => format!("{}（{reason}）", withdrawn.code),
        (None, true) => withdrawn.code.clone(),
        (None, false) => format!("{}（文件里已经没有这道题）", withdrawn.code),
    }
}

fn named_restored(restored: &Restored<'_>) -> String {
    if restored.parts.is_empty() {
        return restored.question.code.clone();
    }
    format!("{}（同时修改 {}）", restored.question.code, names(&restored.parts))
}

fn names(parts: &[Part]) -> String {
    let names: Vec<&str> = parts.iter().map(|part| part.name()).collect();
    names.join("、")
}
