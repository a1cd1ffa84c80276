//! What a key means, in every notation met in the wild: letters, numbers,
//! words, the text of an option. What is not beyond doubt is refused.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use super::simplified;
use crate::{
    bank::normalise,
    domain::choices::{Choices, index_of, letter},
};

/// What a key says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// These options are right, by their place from 0, each once.
    Options(Vec<usize>),
    /// The statement is true or false.
    Truth(bool),
}

/// Why a key can't be used, in Chinese.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// There is none.
    Missing,
    /// An option that isn't there: the key as written, and how many there are.
    Beyond(String, usize),
    /// Letters or words that are no key.
    Unknown(String),
    /// Two readings that differ: what it could be.
    Twofold(String, String),
    /// Numbers, and nothing in the file says whether they count from 0 or 1.
    Base(String),
}

impl std::fmt::Display for Doubt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing => f.write_str("没有答案"),
            Self::Beyond(key, options) => write!(f, "答案“{key}”，但只有{options}个选项"),
            Self::Unknown(key) => write!(f, "看不懂答案“{key}”"),
            Self::Twofold(one, other) => write!(f, "答案既可以是{one}，也可以是{other}"),
            Self::Base(key) => write!(f, "答案是数字“{key}”，看不出是从0还是从1数起"),
        }
    }
}

/// How a file counts options that it names by numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// Nothing is known about it.
    #[default]
    Unknown,
    /// The first option is 0.
    Zero,
    /// The first option is 1.
    One,
}

/// How numbers count in a file with these keys, each with its options: a 0
/// shows it, or a number as great as there are options. Statements are no
/// witnesses, for their 0 and 1 are truths; nor is a number that is itself an
/// option.
pub fn base<'k>(keys: impl Iterator<Item = (&'k str, impl AsRef<[String]>)>) -> Base {
    let (mut numbered, mut lettered, mut zero, mut last) = (0, 0, 0, 0);
    for (key, options) in keys {
        let options = options.as_ref();
        if options.is_empty() || truth_options(options).is_some() {
            continue;
        }
        if by_text(key, options).is_some() || circled(key).is_some() {
            continue;
        }
        let Some(numbers) = numbers(&plain(key)) else {
            lettered += 1;
            continue;
        };
        numbered += 1;
        zero += usize::from(numbers.contains(&0));
        last += usize::from(numbers.contains(&options.len()));
    }
    // Who writes letters too doesn't count from 0; and a lone 0 among many
    // numbers is as likely a slip.
    let is_zero = lettered == 0 && (zero > 1 || numbered <= FEW);
    match (zero > 0, last > 0) {
        (true, false) if is_zero => Base::Zero,
        (false, true) => Base::One,
        _ => Base::Unknown,
    }
}

/// Among how many numbered keys a single 0 is enough.
const FEW: usize = 3;

/// Reads a key over these options.
pub fn over_options(words: &str, options: &[String], base: Base) -> Result<Meaning, Doubt> {
    let (key, base) = circled(words).map_or_else(|| (plain(words), base), |key| (key, Base::One));
    if key.is_empty() {
        return Err(Doubt::Missing);
    }
    if let Some(truths) = truth_options(options)
        && let Some(truth) = truth(&key)
    {
        let meant: Vec<usize> = truths.iter().position(|&one| one == truth).into_iter().collect();
        // In a file that numbers its options, 1 may be one of them or a truth.
        return match by_mark(&key, options, base) {
            Ok(marked) if is_figure(&key) && marked != meant => {
                Err(Doubt::Twofold(letters(&marked), letters(&meant)))
            }
            _ => Ok(Meaning::Options(meant)),
        };
    }
    let by_text = by_text(words, options);
    match by_mark(&key, options, base) {
        Ok(marked) => match by_text {
            Some(texts) if texts != marked => Err(Doubt::Twofold(letters(&marked), letters(&texts))),
            _ => Ok(Meaning::Options(marked)),
        },
        Err(Doubt::Base(key)) => {
            let texts = by_text.ok_or(Doubt::Base(key.clone()))?;
            undoubted(&key, options, texts).map(Meaning::Options)
        }
        Err(doubt) => by_text.map(Meaning::Options).ok_or(doubt),
    }
}

/// The options whose text a number is, unless it may as well be the place of
/// another one.
fn undoubted(key: &str, options: &[String], texts: Vec<usize>) -> Result<Vec<usize>, Doubt> {
    let places = [Base::One, Base::Zero].map(|base| by_mark(key, options, base).ok());
    let other = places.into_iter().flatten().find(|marked| *marked != texts);
    match other {
        Some(marked) => Err(Doubt::Twofold(letters(&marked), letters(&texts))),
        None => Ok(texts),
    }
}

/// The numbers of a key that is nothing but numbers in circles: `①②`. They
/// count from ①.
fn circled(words: &str) -> Option<String> {
    let between = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、');
    let number =
        |c: char| ('①'..='⑳').zip(1..).find(|(sign, _)| *sign == c).map(|(_, number)| number.to_string());
    let all: Option<Vec<String>> = words.chars().filter(|c| !between(*c)).map(number).collect();
    all.filter(|all| !all.is_empty()).map(|all| all.join(","))
}

/// Whether a key is nothing but a figure, as `1` or `②`.
pub fn is_figure(words: &str) -> bool {
    let key = plain(words);
    !key.is_empty() && key.chars().all(char::is_numeric)
}

/// Whether a key is a truth in one letter, as `T` or `X`, which may as well be
/// what is to be filled in.
pub fn is_letter_of_truth(words: &str) -> bool {
    let key = plain(words);
    key.len() == 1 && key.bytes().all(|b| b.is_ascii_uppercase()) && truth(&key).is_some()
}

/// Reads the key of a statement without options.
pub fn of_statement(words: &str) -> Result<Meaning, Doubt> {
    let key = plain(words);
    if key.is_empty() {
        return Err(Doubt::Missing);
    }
    truth(&key).map(Meaning::Truth).ok_or_else(|| Doubt::Unknown(words.trim().to_owned()))
}

/// The options of a statement, as in `正确`, `错误`: which is which.
pub fn truth_options(options: &[String]) -> Option<[bool; 2]> {
    let [one, other] = options else { return None };
    let (one, other) = (truth_word(&plain(one))?, truth_word(&plain(other))?);
    (one != other).then_some([one, other])
}

/// A truth among words, signs and figures.
fn truth(key: &str) -> Option<bool> {
    truth_word(key).or(match key {
        // V and X are what is typed where √ and × are not at hand.
        "1" | "V" => Some(true),
        "0" | "2" | "X" => Some(false),
        _ => None,
    })
}

fn truth_word(key: &str) -> Option<bool> {
    match key {
        "对" | "正确" | "是" | "√" | "✓" | "✔" | "☑" | "T" | "TRUE" | "Y" | "YES" | "同意" | "RIGHT"
        | "说法正确" => Some(true),
        "错" | "错误" | "否" | "不对" | "不正确" | "×" | "╳" | "✗" | "✘" | "✖" | "☒" | "F" | "FALSE"
        | "N" | "NO" | "不同意" | "WRONG" | "说法错误" => Some(false),
        _ => None,
    }
}

/// The key without its label, brackets and quotation marks, half-width and in
/// capitals.
fn plain(words: &str) -> String {
    let narrow: String = words.nfkc().map(simplified::of).collect();
    let bare = narrow.trim().trim_matches(|c: char| "[]{}()【】「」\"'“”‘’.。".contains(c)).trim();
    let labels = ["标准答案", "正确答案", "参考答案", "答案", "ANSWER", "Answer", "answer"];
    let label = labels.iter().find_map(|label| bare.strip_prefix(label));
    let bare = label.map_or(bare, |rest| rest.trim_start_matches([':', ']', '】', ' ', '是', '为']));
    bare.trim_matches(|c: char| c.is_whitespace() || "[]()【】\"'.。".contains(c)).to_uppercase()
}

/// The parts of a list: `A,B`, `['A', 'B']`, `A、B`, `甲&乙`.
fn parts(key: &str) -> Vec<&str> {
    let separators = |c: char| c.is_whitespace() || ",;|/&+'\"[]；，、和".contains(c);
    key.split(separators).map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn numbers(key: &str) -> Option<Vec<usize>> {
    let parts = parts(key);
    let numbers: Option<Vec<usize>> = parts.iter().map(|part| part.parse().ok()).collect();
    numbers.filter(|numbers| !numbers.is_empty())
}

/// By letters or numbers.
fn by_mark(key: &str, options: &[String], base: Base) -> Result<Vec<usize>, Doubt> {
    let beyond = || Doubt::Beyond(key.to_owned(), options.len());
    let marked = if let Some(numbers) = numbers(key) {
        let first = match base {
            Base::Zero => 0,
            Base::One => 1,
            Base::Unknown => return Err(Doubt::Base(key.to_owned())),
        };
        numbers.into_iter().map(|n| n.checked_sub(first).ok_or_else(beyond)).collect::<Result<_, _>>()?
    } else {
        let joined: String = parts(key).concat();
        let letters: Option<Vec<usize>> = joined.chars().map(index_of).collect();
        letters.filter(|letters| !letters.is_empty()).ok_or_else(|| Doubt::Unknown(key.to_owned()))?
    };
    if marked.iter().any(|&option| option >= options.len() || option >= Choices::MAX) {
        return Err(beyond());
    }
    Ok(once(marked))
}

/// By the text of the options, one or several, perhaps behind its letter.
fn by_text(words: &str, options: &[String]) -> Option<Vec<usize>> {
    let bare = |text: &str| normalise::unspaced(text).to_lowercase();
    let known: Vec<String> = options.iter().map(|option| bare(option)).collect();
    let find = |text: &str| {
        let text = bare(text);
        known.iter().position(|option| !option.is_empty() && *option == text)
    };
    let find = |text: &str| find(text).or_else(|| with_letter(text, &find));
    if let Some(one) = find(words) {
        return Some(vec![one]);
    }
    let separators = ["\n", "&", "|", ";", "；", "、", "，", ","];
    separators.into_iter().filter(|separator| words.contains(separator)).find_map(|separator| {
        let parts: Vec<&str> = words.split(separator).filter(|part| !part.trim().is_empty()).collect();
        let all: Option<Vec<usize>> =
            parts.iter().map(|part| find(part.trim_matches(['[', ']', '\'', '"', ' ']))).collect();
        all.filter(|all| all.len() > 1).map(once)
    })
}

/// `B. 二十日`, if that is what B says.
fn with_letter(text: &str, find: &impl Fn(&str) -> Option<usize>) -> Option<usize> {
    let narrow: String = text.nfkc().collect();
    let mut chars = narrow.trim().chars();
    let named = index_of(chars.next()?.to_ascii_uppercase())?;
    let rest = chars.as_str().trim_start_matches(['.', '、', ':', ')', ' ']);
    (find(rest) == Some(named)).then_some(named)
}

fn once(mut options: Vec<usize>) -> Vec<usize> {
    options.sort_unstable();
    options.dedup();
    options
}

/// Options as letters: `ABD`.
pub fn letters(options: &[usize]) -> String {
    options.iter().map(|&option| letter(option)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn four() -> Vec<String> {
        options(&["五日", "十日", "二十日", "三十日"])
    }

    fn read(key: &str, base: Base) -> Result<String, Doubt> {
        over_options(key, &four(), base).map(|meaning| match meaning {
            Meaning::Options(right) => letters(&right),
            Meaning::Truth(truth) => truth.to_string(),
        })
    }

    #[test]
    fn letters_are_read_in_every_dress() {
        for key in
            ["A", " A ", "a", "Ａ", "（A）", "正确答案：A", "【正确答案】A", "ANSWER: A", "A.", "['A']"]
        {
            assert_eq!(read(key, Base::Unknown).as_deref(), Ok("A"), "{key}");
        }
        for key in
            ["ABD", "A,B,D", "A，B，D", "A、B、D", "A;B;D", "A|B|D", "A B D", "['A','B','D']", "dba", "AABD"]
        {
            assert_eq!(read(key, Base::Unknown).as_deref(), Ok("ABD"), "{key}");
        }
    }

    #[test]
    fn numbers_are_read_only_where_it_is_known_how_they_count() {
        assert_eq!(read("1,3", Base::One).as_deref(), Ok("AC"));
        assert_eq!(read("[0,1,3]", Base::Zero).as_deref(), Ok("ABD"));
        assert!(matches!(read("2", Base::Unknown), Err(Doubt::Base(_))));
        assert!(matches!(read("0", Base::One), Err(Doubt::Beyond(..))));
        let four = four();
        let keys = |keys: &[&str]| base(keys.iter().map(|key| (*key, &four[..])));
        assert_eq!(keys(&["1", "2", "0"]), Base::Zero);
        assert_eq!(keys(&["1", "4"]), Base::One);
        assert_eq!(keys(&["1", "2"]), Base::Unknown);
        assert_eq!(keys(&["0", "4"]), Base::Unknown, "it contradicts itself");
        assert_eq!(keys(&["1", "2", "3", "0", "2"]), Base::Unknown, "a slip");
        assert_eq!(keys(&["1", "0", "3", "0", "2"]), Base::Zero);
        assert_eq!(keys(&["A", "0"]), Base::Unknown, "who writes letters doesn't count from 0");
        let (truths, figures) = (options(&["正确", "错误"]), options(&["0", "1", "2", "3"]));
        for (key, options) in [("0", &truths), ("2", &truths), ("0", &figures)] {
            assert_eq!(base(std::iter::once((key, &options[..]))), Base::Unknown, "{key} {options:?}");
        }
    }

    #[test]
    fn a_number_that_is_an_option_and_may_be_a_place_is_refused() {
        let years = options(&["2", "3", "4", "5"]);
        assert!(matches!(over_options("3", &years, Base::Unknown), Err(Doubt::Twofold(..))));
        assert!(matches!(over_options("3", &years, Base::One), Err(Doubt::Twofold(..))));
        assert_eq!(over_options("5", &years, Base::Unknown), Ok(Meaning::Options(vec![3])));
        let years = options(&["2019", "2020"]);
        assert_eq!(over_options("2020", &years, Base::Unknown), Ok(Meaning::Options(vec![1])));
        let truths = options(&["正确", "错误"]);
        assert_eq!(over_options("1", &truths, Base::One), Ok(Meaning::Options(vec![0])));
        assert!(matches!(over_options("1", &truths, Base::Zero), Err(Doubt::Twofold(..))));
    }

    #[test]
    fn the_text_of_options_is_a_key() {
        for (key, right) in [
            ("二十日", "C"),
            (" 二十 日", "C"),
            ("C. 二十日", "C"),
            ("五日&十日", "AB"),
            ("十日、五日", "AB"),
            ("['五日', '三十日']", "AD"),
        ] {
            assert_eq!(read(key, Base::Unknown).as_deref(), Ok(right), "{key}");
        }
        assert!(read("B. 二十日", Base::Unknown).is_err(), "letter and text differ");
    }

    #[test]
    fn what_lies_beyond_the_options_or_is_no_key_is_refused() {
        assert_eq!(read("E", Base::Unknown), Err(Doubt::Beyond("E".into(), 4)));
        assert_eq!(Doubt::Beyond("E".into(), 4).to_string(), "答案“E”，但只有4个选项");
        assert!(matches!(read("见教材", Base::Unknown), Err(Doubt::Unknown(_))));
        assert_eq!(read("  ", Base::Unknown), Err(Doubt::Missing));
        let letters = options(&["B", "A"]);
        assert!(matches!(over_options("A", &letters, Base::Unknown), Err(Doubt::Twofold(..))));
    }

    #[test]
    fn truth_has_many_words() {
        for (key, truth) in [
            ("对", true),
            ("错误", false),
            ("√", true),
            ("×", false),
            ("T", true),
            ("f", false),
            ("是", true),
            ("0", false),
            ("2", false),
            ("（√）", true),
            ("Ｙ", true),
            ("v", true),
            ("X", false),
            ("ⅹ", false),
            ("╳", false),
        ] {
            assert_eq!(of_statement(key), Ok(Meaning::Truth(truth)), "{key}");
        }
        assert!(of_statement("A").is_err(), "A is no truth without options");
        let turned = options(&["错误", "正确"]);
        assert_eq!(over_options("对", &turned, Base::Unknown), Ok(Meaning::Options(vec![1])));
        assert_eq!(over_options("A", &turned, Base::Unknown), Ok(Meaning::Options(vec![0])));
        assert_eq!(truth_options(&turned), Some([false, true]));
        assert_eq!(truth_options(&four()), None);
    }
}
