//! Headings of sections: `一、单项选择题（每题2分，共20分）`.

use super::clean::{chinese, digits};
use crate::exchange::simplified::simplified;

/// A heading that says what kind of questions follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// `单项选择题`
    pub kind: String,
    /// Questions that nobody can mark but a person.
    pub essay: bool,
    /// The number before it.
    pub part: Option<u32>,
    /// Of each question.
    pub points: Option<String>,
    /// What stands behind it on the line, as in a list of keys.
    pub rest: String,
}

/// Words for kinds that we have, longer ones first.
const KINDS: [&str; 24] = [
    "单项选择题",
    "单向选择题",
    "单项选择",
    "单选题",
    "单选",
    "不定项选择题",
    "不定项选择",
    "多项选择题",
    "多项选择",
    "多选题",
    "多选",
    "判断正误题",
    "判断正误",
    "判断对错题",
    "判断对错",
    "判断是非题",
    "是非判断题",
    "是非题",
    "判断题",
    "判断",
    "填空题",
    "填空",
    "选择题",
    "不定项题",
];

/// Words for kinds that only a person can mark.
const ESSAYS: [&str; 28] = [
    "判断改错题",
    "名词解释题",
    "名词解释",
    "简答题",
    "简答",
    "论述题",
    "论述",
    "问答题",
    "案例分析题",
    "案例分析",
    "案例题",
    "材料分析题",
    "材料分析",
    "材料题",
    "综合分析题",
    "综合题",
    "计算题",
    "写作题",
    "作文题",
    "公文改错题",
    "改错题",
    "连线题",
    "排序题",
    "匹配题",
    "实务题",
    "实操题",
    "辨析题",
    "阅读理解",
];

/// The longest heading, in characters.
const MAX_HEADING: usize = 120;

/// The word for a kind that a text is: whether only a person can mark it.
pub(super) fn kind_word(text: &str) -> Option<bool> {
    let is = |words: &[&str]| words.contains(&text);
    if is(&KINDS) { Some(false) } else { is(&ESSAYS).then_some(true) }
}

/// The heading that a line is.
pub(super) fn heading(text: &str) -> Option<Heading> {
    let text = &*simplified(text);
    let (ordinal, body) = ordinal(text);
    let short = text.chars().nth(MAX_HEADING).is_none();
    if !short && !ordinal {
        return None;
    }
    let body = body.trim_matches(|c: char| c.is_whitespace() || "#*【】[]".contains(c));
    let (at, word, essay) = position(body)?;
    let (before, after) = (body.get(..at)?, body.get(at + word.len()..)?);
    let plain =
        before.chars().count() <= 15 && before.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '、');
    if !plain || (!before.is_empty() && !word.ends_with('题')) {
        return None;
    }
    let rest = tail(after, ordinal)?;
    let part = numbered_part(text).map(|(part, _)| part);
    Some(Heading { kind: word.to_owned(), essay, part, points: points(text), rest: rest.to_owned() })
}

/// The first word for a kind, the longest one there.
fn position(body: &str) -> Option<(usize, &'static str, bool)> {
    let essays = ESSAYS.iter().map(|word| (*word, true));
    let all = essays.chain(KINDS.iter().map(|word| (*word, false)));
    let found = all.filter_map(|(word, essay)| body.find(word).map(|at| (at, word, essay)));
    found.min_by_key(|(at, word, _)| (*at, usize::MAX - word.len()))
}

/// What follows the word must be no sentence: a note in brackets, counts,
/// points, the number of a page, or (behind an ordinal) the keys themselves.
fn tail(after: &str, ordinal: bool) -> Option<&str> {
    let tight = after.trim_start();
    let notes = ["（", "(", "共", "每", "本", "答案", "参考答案", "部分", "[", "【"];
    let tight = tight.strip_prefix("题").filter(|_| !tight.starts_with("题库")).unwrap_or(tight);
    match tight.chars().next() {
        None => Some(""),
        Some(_) if notes.iter().any(|note| tight.starts_with(note)) => Some(after_note(tight)),
        Some('：' | ':') => {
            let rest = tight.trim_start_matches(['：', ':', ' ']);
            let note = rest.is_empty()
                || ["（", "(", "共", "每", "本", "下列", "请", "以下"].iter().any(|n| rest.starts_with(n));
            (ordinal || note || rest.starts_with(|c: char| c.is_ascii_digit())).then_some(rest)
        }
        Some('。' | '.' | '、' | '，' | ',' | '…' | '·' | '-' | '—') if ordinal => Some(""),
        Some(c) if c.is_ascii_digit() && after.starts_with(' ') => Some(tight),
        _ => None,
    }
}

/// What stands behind the note in brackets.
fn after_note(tight: &str) -> &str {
    let close = tight.find(['）', ')', '】', ']']);
    close
        .and_then(|at| tight.get(at..))
        .map_or("", |rest| rest.trim_start_matches(['）', ')', '】', ']', '：', ':', ' ']))
}

/// Whether a text begins with an ordinal, and what follows it: `一、`,
/// `（二）`, `第三部分`, `Ⅳ.`, `5.`.
pub(super) fn ordinal(text: &str) -> (bool, &str) {
    let text = text.trim_start_matches(['#', '*', ' ']);
    match chapter_ordinal(text).or_else(|| counted(text)).or_else(|| roman(text)) {
        Some(rest) => (true, rest.trim_start()),
        None => match digits(text).and_then(|(_, rest)| rest.trim_start().strip_prefix(['.', '、', '．'])) {
            Some(rest) => (false, rest.trim_start()),
            None => (false, text),
        },
    }
}

fn chapter_ordinal(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('第')?;
    let (_, rest) = chinese(rest).or_else(|| digits(rest))?;
    let rest = rest.trim_start();
    ["部分", "大题", "单元", "章", "节", "编", "篇", "讲"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .map(|rest| rest.trim_start_matches(['：', ':', '、', ' ']))
}

fn counted(text: &str) -> Option<&str> {
    let open = text.strip_prefix(['（', '(']);
    let (_, rest) = chinese(open.unwrap_or(text))?;
    let rest = rest.trim_start();
    match open {
        Some(_) => rest.strip_prefix(['）', ')']),
        None => rest.strip_prefix(['、', '.', '．', ',', '，', ':', '：', ')', '）', ' ']),
    }
}

fn roman(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c| ('Ⅰ'..='Ⅻ').contains(&c));
    if rest.len() == text.len() { None } else { rest.trim_start().strip_prefix(['、', '.', '．', ' ']) }
}

/// The number of a part and what follows it: `二、1.A 2.B` is 2 and `1.A 2.B`.
pub(super) fn numbered_part(text: &str) -> Option<(u32, &str)> {
    let (is_counted, rest) = ordinal(text);
    let bare = text.trim_start_matches(['第', '（', '(']);
    let (value, _) = chinese(bare).filter(|_| is_counted)?;
    Some((value, rest.trim_start_matches(['：', ':', '、', ' '])))
}

/// The name of a chapter: `第一章 总则` is `总则`.
pub(super) fn chapter(text: &str) -> Option<&str> {
    let rest = chapter_ordinal(text)?.trim();
    let fits = rest.chars().nth(40).is_none() && !rest.ends_with(['。', '；', '？', '?', '）', ')']);
    fits.then_some(rest)
}

/// Whether a line may be the name of a part of the paper: `二、公务员法`.
pub(super) fn is_part(text: &str) -> Option<&str> {
    let rest = counted(text)?.trim();
    let fits = !rest.is_empty() && rest.chars().nth(30).is_none();
    (fits && !rest.ends_with(|c: char| ";:?!,；：？！，。".contains(c))).then_some(rest)
}

/// What each question of a section is worth: `每题2分`, `每小题 0.5 分`, `每空一分`.
fn points(text: &str) -> Option<String> {
    text.match_indices('每').find_map(|(at, each)| {
        let rest = text.get(at + each.len()..)?.trim_start();
        let unit = ["小题", "道题", "题", "空", "个"].iter().find_map(|unit| rest.strip_prefix(unit))?;
        let rest = unit.trim_start_matches(['得', '计', '为', ' ']);
        number(rest).and_then(|(number, rest)| rest.trim_start().starts_with('分').then_some(number))
    })
}

/// A number with a decimal part or in Chinese counting, and what follows.
pub(super) fn number(text: &str) -> Option<(String, &str)> {
    if let Some((number, rest)) = chinese(text) {
        return Some((number.to_string(), rest));
    }
    let (whole, rest) = digits(text)?;
    match rest.strip_prefix('.').and_then(digits) {
        Some((_, after)) => Some((text.get(..text.len() - after.len())?.to_owned(), after)),
        None => Some((whole.to_string(), rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, bool, Option<String>)> {
        heading(text).map(|found| (found.kind, found.essay, found.points))
    }

    #[test]
    fn headings_name_kind_and_points() {
        for (text, kind, points) in [
            ("一、单项选择题（每题2分，共20分）", "单项选择题", Some("2")),
            ("二、多选题：（共10题，每小题 0.5 分）", "多选题", Some("0.5")),
            ("（三）判断题", "判断题", None),
            ("第二部分 填空题（每空一分）", "填空题", Some("1")),
            ("单选题", "单选题", None),
            ("【判断题】", "判断题", None),
            ("3. 不定项选择题(每题3分)", "不定项选择题", Some("3")),
            ("一、公务员法单选题（20题）", "单选题", None),
            ("一、判断（正确的打√，错误的打×）", "判断", None),
            ("一、单选题 3", "单选题", None),
        ] {
            assert_eq!(read(text), Some((kind.to_owned(), false, points.map(str::to_owned))), "{text}");
        }
        assert_eq!(read("四、简答题（每题10分）"), Some(("简答题".to_owned(), true, Some("10".to_owned()))));
        assert_eq!(heading("一、单选题：1.A 2.B").unwrap().rest, "1.A 2.B");
    }

    #[test]
    fn sentences_are_no_headings() {
        for text in [
            "一、判断标准不统一",
            "一、计算方法",
            "二、坚持党的领导",
            "单选题库管理办法",
            "1. 判断公务员是否称职",
            "三、论述了新时代的任务",
            "2024年知识竞赛判断题题库",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(chapter("第一章 总则"), Some("总则"));
        assert_eq!(chapter("第三条 公务员应当"), None);
        assert_eq!(is_part("二、公务员法"), Some("公务员法"));
        assert_eq!(is_part("二、应当依法处理。"), None);
    }
}
