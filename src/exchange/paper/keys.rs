//! Lists of keys: `1-5 ABCDE`, `1.A 2.B`, `3．二十日`.

use super::{
    clean::{bracket, digits, is_mark, is_tick, letter, narrow, truth_word},
    heading::numbered_part,
    label::{Label, parts},
    number::number,
};

/// The key of one question by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub number: u32,
    pub key: String,
    pub explanation: Option<String>,
    pub source: Option<String>,
}

impl Entry {
    fn new(number: u32, key: &str) -> Self {
        Self { number, key: key.trim().to_owned(), explanation: None, source: None }
    }
}

/// What a line of a list holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Listed {
    Entries(Vec<Entry>),
    /// A range with more or fewer keys than numbers: from, to, keys.
    Uneven(u32, u32, usize),
}

/// The longest range.
const MAX_RANGE: u32 = 500;

/// Whether a line is the title of the keys, and whether it may as well be the
/// label of one key in the next line.
pub(super) fn title(text: &str) -> Option<bool> {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "#*【】[]：:—-".contains(c));
    let behind = |word: &&str| bare.strip_prefix(*word)?.strip_prefix(['：', ':']);
    let bare = ["附", "附件"].iter().find_map(behind).unwrap_or(bare);
    let ends =
        ["答案", "答案及解析", "答案与解析", "答案和解析", "答案汇总", "答案部分", "参考答案及评分标准"];
    let is_title = ends.iter().any(|end| bare.ends_with(end))
        && bare.chars().count() <= 40
        && !bare.contains(['。', '，', '；', '？', '：', '（', '_'])
        && number(bare).is_none();
    is_title.then_some(matches!(bare, "答案" | "正确答案" | "参考答案" | "标准答案"))
}

/// A line of keys and nothing else. With `free` its last key may be any words.
pub(super) fn listed(text: &str, free: bool) -> Option<Listed> {
    ranges(text)
        .or_else(|| singles(text).map(Listed::Entries))
        .or_else(|| free.then(|| one(text)).flatten().map(|entry| Listed::Entries(vec![entry])))
}

/// The keys of a part of the paper on one line: `二、1.A 2.B`. With `free` the
/// last one may be any words.
pub(super) fn of_part(text: &str, free: bool) -> Option<(u32, &str)> {
    numbered_part(text).filter(|(_, keys)| listed(keys, free).is_some())
}

/// `1-5 ABCDE 6-10 √×√×√`
fn ranges(text: &str) -> Option<Listed> {
    let mut entries = Vec::new();
    let mut rest = text.trim();
    range_head(rest)?;
    while !rest.is_empty() {
        let (from, to, body) = range_head(rest)?;
        let end = (0..body.len()).filter(|at| body.is_char_boundary(*at)).find(|at| begins_range(body, *at));
        let (keys, after) = body.split_at(end.unwrap_or(body.len()));
        let keys = split_keys(keys, to - from + 1)?;
        if keys.len() != usize::try_from(to - from + 1).unwrap_or(usize::MAX) {
            return Some(Listed::Uneven(from, to, keys.len()));
        }
        entries.extend((from..=to).zip(keys).map(|(number, key)| Entry::new(number, &key)));
        rest = after.trim_start();
    }
    Some(Listed::Entries(entries))
}

fn begins_range(body: &str, at: usize) -> bool {
    let (before, here) = body.split_at(at);
    !before.ends_with(|c| narrow(c).is_ascii_digit()) && range_head(here).is_some()
}

/// `1-5：` at the start of a text.
pub(super) fn range_head(text: &str) -> Option<(u32, u32, &str)> {
    let text = text.strip_prefix('第').unwrap_or(text);
    let (from, rest) = digits(text)?;
    let rest = rest.trim_start().trim_start_matches(['题', '.', '、']).trim_start();
    let tight = rest.trim_start_matches(['-', '－', '–', '—', '―', '~', '～', '至', '到', '−']);
    let (to, after) = if tight.len() < rest.len() { digits(tight.trim_start())? } else { return None };
    let after = after.trim_start_matches(|c: char| c.is_whitespace() || ".:)]．：、）】题".contains(c));
    (from < to && to - from < MAX_RANGE).then_some((from, to, after))
}

/// The keys of a range: one a word if there are as many words, else one a sign.
fn split_keys(text: &str, count: u32) -> Option<Vec<String>> {
    let between = |c: char| c.is_whitespace() || ",;/|；，、。".contains(c);
    let words: Vec<&str> = text.split(between).filter(|word| !word.is_empty()).collect();
    if words.is_empty() || !words.iter().all(|word| is_run(word)) {
        return None;
    }
    let signs: Vec<String> = words.iter().flat_map(|word| signs(word)).collect();
    let as_words = u32::try_from(words.len()).is_ok_and(|words| words == count);
    let as_signs = u32::try_from(signs.len()).is_ok_and(|signs| signs == count);
    Some(if as_words || (!as_signs && words.len() > 1) {
        words.into_iter().map(str::to_owned).collect()
    } else {
        signs
    })
}

fn is_run(word: &str) -> bool {
    truth_word(word) || word.chars().all(|c| letter(c).is_some() || is_tick(c) || matches!(c, '对' | '错'))
}

fn signs(word: &str) -> Vec<String> {
    if word.chars().count() > 1 && truth_word(word) {
        vec![word.to_owned()]
    } else {
        word.chars().map(String::from).collect()
    }
}

/// `1.A 2.B；3.ABD`: at least one entry, nothing but keys.
fn singles(text: &str) -> Option<Vec<Entry>> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (value, body) = head(rest)?;
        let end = mark_end(body);
        let (key, after) = body.split_at(end);
        is_mark(key).then_some(())?;
        entries.push(Entry::new(value, key));
        rest = after.trim_start_matches(|c: char| c.is_whitespace() || ";,.|；，。、".contains(c));
    }
    (!entries.is_empty()).then_some(entries)
}

/// The number of an entry: `1.`, `(1)`, `1`, `第1题：`.
fn head(text: &str) -> Option<(u32, &str)> {
    let found = number(text).filter(|number| number.key.is_none()).map(|number| (number.value, number.rest));
    let (value, rest) = found.or_else(|| digits(text))?;
    Some((value, rest.trim_start_matches(|c: char| c.is_whitespace() || "-—:：".contains(c))))
}

/// Where a key ends that stands at the start of a text.
fn mark_end(text: &str) -> usize {
    if let Some((inner, rest)) = bracket(text, 40)
        && is_mark(inner)
    {
        return text.len() - rest.len();
    }
    let word = ["正确", "错误", "不对", "true", "false"].iter().find(|word| text.starts_with(**word));
    if let Some(word) = word {
        return word.len();
    }
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let separates =
            matches!(c, '、' | ',' | '，') && text.get(at + c.len_utf8()..).is_some_and(next_is_letter);
        if letter(c).is_none() && !separates {
            return if at == 0 && (is_tick(c) || matches!(c, '对' | '错')) { c.len_utf8() } else { end };
        }
        end = at + c.len_utf8();
    }
    end
}

fn next_is_letter(rest: &str) -> bool {
    rest.chars().next().and_then(letter).is_some()
}

/// One entry with any words as its key, and perhaps an explanation.
fn one(text: &str) -> Option<Entry> {
    let found = number(text).filter(|number| !number.rest.is_empty())?;
    let mut entry = Entry::new(found.value, "");
    for (label, text) in parts(found.rest, false) {
        match label {
            Some(Label::Explanation) => entry.explanation = Some(text.to_owned()),
            Some(Label::Source) => entry.source = Some(text.to_owned()),
            None | Some(Label::Key) if entry.key.is_empty() => text.clone_into(&mut entry.key),
            _ => {}
        }
    }
    // `1.A 根据…`: the key, and why.
    let end = mark_end(&entry.key);
    let (mark, why) = entry.key.split_at(end);
    if end > 0 && why.starts_with(|c: char| c.is_whitespace() || ";,；，。".contains(c)) && is_mark(mark) {
        let why = why.trim_matches(|c: char| c.is_whitespace() || ";,；，。".contains(c)).to_owned();
        entry.key.truncate(end);
        entry.explanation = Some(why).filter(|why| !why.is_empty()).or(entry.explanation);
    }
    (!entry.key.is_empty() || entry.explanation.is_some()).then_some(entry)
}

/// Several blanks of words on one line: `1.二十日 2.本级`, numbers rising by one.
pub(super) fn words_in_row(text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut rest = text;
    while let Some(found) = number(rest).filter(|found| !found.weak) {
        let next = found.rest.match_indices(' ').find(|(at, _)| {
            let after = found.rest.get(at + 1..).and_then(number);
            after.is_some_and(|next| !next.weak && next.value == found.value + 1)
        });
        let end = next.map_or(found.rest.len(), |(at, _)| at);
        let (key, after) = found.rest.split_at(end);
        entries.push(Entry::new(found.value, key));
        rest = after.trim_start();
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, free: bool) -> Option<String> {
        match listed(text, free)? {
            Listed::Entries(entries) => {
                let entries = entries.iter().map(|e| {
                    let why = e.explanation.as_ref().map_or(String::new(), |why| format!("({why})"));
                    format!("{}{}{why}", e.number, e.key)
                });
                Some(entries.collect::<Vec<_>>().join(" "))
            }
            Listed::Uneven(from, to, keys) => Some(format!("{from}-{to}: {keys}")),
        }
    }

    #[test]
    fn lists_are_read_in_every_notation() {
        for (text, expected) in [
            ("1-5 ABCDE", "1A 2B 3C 4D 5E"),
            ("1～3：A、B、C 4-5 DA", "1A 2B 3C 4D 5A"),
            ("第1-4题：ABCD", "1A 2B 3C 4D"),
            ("1—3 AB ACD BC", "1AB 2ACD 3BC"),
            ("1-3 √×√", "1√ 2× 3√"),
            ("1-3 对 错误 对", "1对 2错误 3对"),
            ("1.A 2.B 3.ABD", "1A 2B 3ABD"),
            ("1、A；2、B。", "1A 2B"),
            ("1A 2B 3 C", "1A 2B 3C"),
            ("(1)√ (2)×", "1√ 2×"),
            ("1.对2.错3.正确", "1对 2错 3正确"),
            ("1. A、B、D 2. C", "1A、B、D 2C"),
            ("1-5 ABCD", "1-5: 4"),
            ("12.B", "12B"),
        ] {
            assert_eq!(read(text, false).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn words_are_keys_only_where_a_list_is_expected() {
        assert_eq!(read("1. 二十日", false), None);
        assert_eq!(read("1. 二十日", true).as_deref(), Some("1二十日"));
        assert_eq!(read("3.B 解析：见第五条", true).as_deref(), Some("3B(见第五条)"));
        assert_eq!(read("3.【答案】B【解析】略", true).as_deref(), Some("3B(略)"));
        assert_eq!(read("2020-2024年的任务", false), None);
        let row: Vec<String> =
            words_in_row("1.二十日 2.本级 人民政府 3.甲").into_iter().map(|e| e.key).collect();
        assert_eq!(row, ["二十日", "本级 人民政府", "甲"]);
    }

    #[test]
    fn titles_are_known() {
        assert_eq!(title("参考答案："), Some(true));
        assert_eq!(title("2024年知识测试参考答案"), Some(false));
        assert_eq!(title("【答案及解析】"), Some(false));
        for text in ["1. 下列是正确答案", "答案：B", "请选出正确的一项作为答案。"] {
            assert_eq!(title(text), None, "{text}");
        }
    }
}
