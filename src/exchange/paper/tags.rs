//! What stands in brackets beside a stem: its kind, its points, flags.

use super::{
    clean::{bracket, closing},
    heading::{kind_word, number},
};

/// What the brackets beside a stem say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tags {
    /// The stem without them.
    pub stem: String,
    pub kind: Option<String>,
    /// Only a person can mark it.
    pub essay: bool,
    pub points: Option<String>,
    pub any_order: bool,
}

/// Flags of other programs that say nothing to us.
const FLAGS: [&str; 11] = [
    "all",
    "partial",
    "required",
    "manual",
    "byblank",
    "系统评分",
    "人工评分",
    "全对得分",
    "必填",
    "必答",
    "必答题",
];

/// English words for kinds.
const ENGLISH: [(&str, &str); 7] = [
    ("single choice", "单选题"),
    ("multiple choice", "多选题"),
    ("true/false", "判断题"),
    ("true false", "判断题"),
    ("fill in the blank", "填空题"),
    ("fill in blank", "填空题"),
    ("short answer", "简答题"),
];

/// Takes the brackets with a meaning out of a stem: square ones wherever they
/// stand, round ones only at its ends.
pub(super) fn tags(stem: &str) -> Tags {
    let mut tags = Tags::default();
    let mut rest = stem;
    while let Some(c) = rest.chars().next() {
        let at_end = |after: &str| {
            tags.stem.trim().is_empty() || after.trim_matches(['。', ' ']).is_empty() || starts_bracket(after)
        };
        let found = closing(c).and_then(|_| bracket(rest, 60));
        let understood = found.filter(|(_, after)| !matches!(c, '(' | '（') || at_end(after));
        match understood.and_then(|(inner, after)| tags.take(inner.trim()).then_some(after)) {
            Some(after) => rest = after,
            None => {
                let (kept, after) = rest.split_at(c.len_utf8());
                tags.stem.push_str(kept);
                rest = after;
            }
        }
    }
    tags.stem = tags.stem.trim().to_owned();
    tags
}

/// Whether a bracket with a meaning follows at once.
fn starts_bracket(after: &str) -> bool {
    let after = after.trim_start();
    let inner = bracket(after, 60).map(|(inner, _)| inner.trim());
    inner.is_some_and(|inner| Tags::default().take(inner))
}

impl Tags {
    /// Takes the words of a bracket; whether they have a meaning.
    fn take(&mut self, inner: &str) -> bool {
        let lower = inner.to_ascii_lowercase();
        if let Some((_, kind)) = ENGLISH.iter().find(|(word, _)| *word == lower) {
            return self.kind(kind);
        }
        if kind_word(inner).is_some() {
            return self.kind(inner);
        }
        if ["乱序匹配", "不分先后", "不分顺序"].contains(&lower.as_str()) {
            self.any_order = true;
            return true;
        }
        if let Some(points) = points(inner) {
            self.points = Some(points);
            return true;
        }
        FLAGS.contains(&lower.as_str())
    }

    fn kind(&mut self, word: &str) -> bool {
        self.essay = kind_word(word) == Some(true);
        self.kind = Some(word.to_owned());
        true
    }
}

/// `2分`, `本题3分`, `每空1分`
fn points(inner: &str) -> Option<String> {
    let bare =
        ["本题", "本小题", "每空", "共"].iter().find_map(|word| inner.strip_prefix(word)).unwrap_or(inner);
    let (number, rest) = number(bare.trim_start())?;
    (rest.trim() == "分").then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_with_a_meaning_are_taken_out() {
        let read = |text: &str| {
            let tags = tags(text);
            (tags.stem, tags.kind.unwrap_or_default(), tags.points.unwrap_or_default())
        };
        let expected =
            |stem: &str, kind: &str, points: &str| (stem.to_owned(), kind.to_owned(), points.to_owned());
        assert_eq!(read("【单选题】甲（ ）"), expected("甲（ ）", "单选题", ""));
        assert_eq!(read("甲（ ）。（多选）（2分）"), expected("甲（ ）。", "多选", "2"));
        assert_eq!(read("[填空题](系统评分)甲____"), expected("甲____", "填空题", ""));
        assert_eq!(read("甲[Single Choice][All]"), expected("甲", "单选题", ""));
        assert_eq!(read("甲（判断）乙（ B ）丙"), expected("甲（判断）乙（ B ）丙", "", ""));
        assert!(tags("【简答题】甲").essay && tags("乱序（甲）").stem == "乱序（甲）");
    }
}
