//! What a labelled part of a question says: `答案：B`, `【解析】…`, `[Score: 5]`.

use super::clean::{bracket, closing, is_mark};

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Stem,
    Key,
    Explanation,
    Source,
    Difficulty,
    Tags,
    Points,
    Kind,
    Id,
}

/// The words of the labels, longer ones before those they begin with, and
/// whether a label may stand within a line too.
const WORDS: [(&str, Label, bool); 51] = [
    ("题目内容", Label::Stem, false),
    ("题干", Label::Stem, false),
    ("题目", Label::Stem, false),
    ("问题", Label::Stem, false),
    ("正确答案", Label::Key, true),
    ("参考答案", Label::Key, true),
    ("标准答案", Label::Key, true),
    ("本题答案", Label::Key, true),
    ("试题答案", Label::Key, true),
    ("正确选项", Label::Key, true),
    ("答案解析", Label::Explanation, true),
    ("答案", Label::Key, true),
    ("答", Label::Key, false),
    ("correct answer", Label::Key, true),
    ("answer", Label::Key, true),
    ("试题解析", Label::Explanation, true),
    ("题目解析", Label::Explanation, true),
    ("解析", Label::Explanation, true),
    ("详解", Label::Explanation, true),
    ("分析", Label::Explanation, false),
    ("说明", Label::Explanation, false),
    ("解释", Label::Explanation, false),
    ("注释", Label::Explanation, false),
    ("explanation", Label::Explanation, true),
    ("analysis", Label::Explanation, true),
    ("法规依据", Label::Source, true),
    ("法律依据", Label::Source, true),
    ("政策依据", Label::Source, true),
    ("教材依据", Label::Source, true),
    ("题目来源", Label::Source, true),
    ("依据", Label::Source, true),
    ("出处", Label::Source, true),
    ("来源", Label::Source, false),
    ("难度系数", Label::Difficulty, true),
    ("难易程度", Label::Difficulty, true),
    ("难易度", Label::Difficulty, true),
    ("难度", Label::Difficulty, true),
    ("知识点", Label::Tags, true),
    ("考查点", Label::Tags, true),
    ("考点", Label::Tags, true),
    ("标签", Label::Tags, true),
    ("所属章节", Label::Tags, true),
    ("章节", Label::Tags, false),
    ("分类", Label::Tags, false),
    ("分值", Label::Points, true),
    ("分数", Label::Points, true),
    ("score", Label::Points, true),
    ("题目类型", Label::Kind, false),
    ("试题类型", Label::Kind, false),
    ("题型", Label::Kind, true),
    ("试题编号", Label::Id, false),
];

/// The longest text in a bracket with its label, in bytes.
const MAX_IN_BRACKET: usize = 600;

/// A label with the text that follows it.
struct Found<'t> {
    label: Label,
    bracketed: bool,
    within: bool,
    text: &'t str,
    /// What stands behind the bracket, if the text is within it.
    after: Option<&'t str>,
}

/// A part of a line: its label, if it has one, and its text.
pub(super) type Part<'t> = (Option<Label>, &'t str);

/// The label at the start of a line.
pub(super) fn at_start(text: &str) -> Option<Label> {
    found(text).map(|found| found.label)
}

/// A line cut at its labels. In the middle of an explanation only labels in
/// square brackets count, for people write `故答案：B` there.
pub(super) fn parts(text: &str, explaining: bool) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut label = None;
    let mut explaining = explaining;
    let mut rest = text;
    if let Some(first) = found(text) {
        take(&mut parts, &mut label, &mut rest, &first);
        explaining = label == Some(Label::Explanation);
    }
    while let Some((at, next)) = next(rest, explaining) {
        parts.push((label, rest.get(..at).unwrap_or_default().trim()));
        take(&mut parts, &mut label, &mut rest, &next);
        explaining = label == Some(Label::Explanation);
    }
    parts.push((label, rest.trim()));
    parts.retain(|(label, text)| label.is_some() || !text.is_empty());
    parts
}

fn take<'t>(parts: &mut Vec<Part<'t>>, label: &mut Option<Label>, rest: &mut &'t str, found: &Found<'t>) {
    match found.after {
        Some(after) => {
            parts.push((Some(found.label), found.text.trim()));
            (*label, *rest) = (None, after);
        }
        None => (*label, *rest) = (Some(found.label), found.text),
    }
}

/// The next label within a line.
fn next(text: &str, explaining: bool) -> Option<(usize, Found<'_>)> {
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if (closing(c).is_some() || begins_word(c))
            && let Some(found) = text.get(at..).and_then(found)
            && found.within
            && counts(&found, before, explaining)
        {
            return Some((at, found));
        }
        before = Some(c);
    }
    None
}

fn counts(found: &Found<'_>, before: Option<char>, explaining: bool) -> bool {
    let apart = before.is_none_or(|c| !c.is_alphanumeric());
    match found.label {
        _ if found.bracketed => true,
        Label::Key if explaining => false,
        Label::Key if found.text.is_empty() => before.is_none_or(char::is_whitespace),
        Label::Key => apart || is_mark(found.text.split_whitespace().next().unwrap_or_default()),
        _ if explaining => before.is_none_or(char::is_whitespace),
        _ => apart,
    }
}

/// Whether a label that may stand within a line begins so; asked of every
/// letter of a file.
fn begins_word(c: char) -> bool {
    "正参标本试答题详法政教解依出难知考所分".contains(c) || "aces".contains(c.to_ascii_lowercase())
}

fn word(text: &str) -> Option<(Label, bool, &str)> {
    WORDS.iter().find_map(|&(word, label, within)| {
        let head = text.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word))?;
        Some((label, within, text.get(head.len()..)?))
    })
}

fn found(text: &str) -> Option<Found<'_>> {
    let open = text.chars().next()?;
    match closing(open) {
        Some(_) => in_bracket(text),
        None => bare(text),
    }
}

/// `【答案】B` and `[Answer: B]`.
fn in_bracket(text: &str) -> Option<Found<'_>> {
    let (inner, after) = bracket(text, MAX_IN_BRACKET)?;
    let (label, within, left) = word(inner.trim())?;
    let left = left.trim();
    // A round bracket with a word in it is a part of the sentence.
    let round = text.starts_with(['(', '（']);
    let found = |text, after| Some(Found { label, bracketed: true, within, text, after });
    match left.strip_prefix([':', '：']) {
        Some("") | None if left.is_empty() || left.len() <= 3 => {
            (!round || label == Label::Key || label == Label::Explanation).then_some(())?;
            left.trim_start_matches([':', '：']).is_empty().then_some(())?;
            found(after.trim_start_matches([':', '：', ' ']), None)
        }
        Some(value) => found(value.trim(), Some(after)),
        None => None,
    }
}

/// `答案：B`, `答案是B` and `答案 B`.
fn bare(text: &str) -> Option<Found<'_>> {
    let (label, within, rest) = word(text)?;
    let tight = rest.trim_start();
    let value = tight.strip_prefix([':', '：']);
    // `解析 见第三条`: only at the start of a line is that a label.
    let is_apart = label == Label::Explanation && value.is_none() && rest.starts_with(' ');
    let text = match (label, value) {
        _ if is_apart => tight,
        // `答：` begins an essay, unless a key follows.
        (Label::Key, _) if text.starts_with('答') && !text.starts_with("答案") => {
            value.filter(|value| is_mark(value))?
        }
        (_, Some(value)) => value,
        (Label::Key, None) => {
            let value =
                tight.strip_prefix(['是', '为']).unwrap_or(tight).trim_start_matches([':', '：', ' ']);
            Some(value).filter(|value| value.is_empty() || is_mark(value))?
        }
        _ => return None,
    };
    Some(Found { label, bracketed: false, within: within && !is_apart, text: text.trim_start(), after: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_at_its_labels() {
        use Label::{Difficulty, Explanation, Key, Points, Source};
        for (line, expected) in [
            ("答案：B 解析：见第五条", vec![(Some(Key), "B"), (Some(Explanation), "见第五条")]),
            ("解析 见第五条", vec![(Some(Explanation), "见第五条")]),
            ("【答案】AB【解析】略", vec![(Some(Key), "AB"), (Some(Explanation), "略")]),
            ("D.丁 答案:B", vec![(None, "D.丁"), (Some(Key), "B")]),
            ("D.丁答案：B", vec![(None, "D.丁"), (Some(Key), "B")]),
            (
                "甲[Answer: D][Score: 5][All]",
                vec![(None, "甲"), (Some(Key), "D"), (Some(Points), "5"), (None, "[All]")],
            ),
            ("ANSWER: A", vec![(Some(Key), "A")]),
            ("正确答案是 C", vec![(Some(Key), "C")]),
            ("（答案：C）", vec![(Some(Key), "C")]),
            (
                "解析：故本题答案：B。 依据：某法第三条 难度：易",
                vec![
                    (Some(Explanation), "故本题答案：B。"),
                    (Some(Source), "某法第三条"),
                    (Some(Difficulty), "易"),
                ],
            ),
        ] {
            assert_eq!(parts(line, false), expected, "{line}");
        }
    }

    #[test]
    fn every_label_is_looked_for() {
        let within = WORDS.iter().filter(|(_, _, within)| *within);
        for (word, ..) in within {
            assert!(word.starts_with(begins_word), "{word}");
        }
    }

    #[test]
    fn words_of_the_sentence_are_no_labels() {
        for line in
            ["答案不唯一的题", "分析下列情形", "下列关于依据的说法", "（依据）不足", "说明理由", "答：应当"]
        {
            assert_eq!(parts(line, false), [(None, line)], "{line}");
        }
    }
}
