//! What is looked for in the reference texts, and how well an article fits.

use std::{collections::BTreeSet, ops::Range};

use unicode_normalization::UnicodeNormalization as _;

use super::{Article, plain::Plain, short, terms};

/// What is looked for: some words, all of which an article must have in its
/// title, heading, label or text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// In plain form, none twice.
    words: Vec<String>,
}

/// How well an article fits; what fits better is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fit {
    /// How much of what is looked for stands in its label, heading and title.
    pub head: usize,
    /// How often the words stand in its text.
    pub times: usize,
}

/// What a word counts that is the whole label, is the whole title, stands in the
/// label, in the title, in the heading.
const LABEL: usize = 8;
const TITLE: usize = 4;
const IN_LABEL: usize = 3;
const IN_TITLE: usize = 2;
const IN_HEADING: usize = 1;

/// What titles of regulations end in: figures and 条 right after it are an
/// article's number even without 第.
const ENDS_OF_TITLES: &str = "法例定则程章见知》";

/// What parts words beside blanks.
const BETWEEN_WORDS: [char; 5] = ['，', ',', '、', '；', ';'];

/// Figures of both kinds.
const FIGURES: &str = "0123456789零〇一二三四五六七八九十百千两";

impl Query {
    /// Reads what was typed; `None` if there is no word in it.
    pub fn read(text: &str) -> Option<Self> {
        let mut words = Vec::new();
        for typed in text.split(|c: char| c.is_whitespace() || BETWEEN_WORDS.contains(&c)) {
            let plain = Plain::of(&with_ordinal(typed)).text;
            for word in with_article_apart(short(&plain)) {
                if !word.is_empty() && !words.contains(&word) {
                    words.push(word);
                }
            }
        }
        (!words.is_empty()).then_some(Self { words })
    }

    /// The terms of the index that an article must have.
    pub fn terms(&self) -> Vec<String> {
        let terms: BTreeSet<String> = self.words.iter().flat_map(|word| terms::of_word(word)).collect();
        terms.into_iter().collect()
    }

    /// How well an article fits; `None` if one of the words is nowhere in it.
    pub fn fit(&self, title: &str, article: &Article) -> Option<Fit> {
        let plain = |text: &str| Plain::of(text).text;
        let (title, label) = (plain(title), plain(&article.label));
        let (heading, text) = (plain(&article.heading), plain(&article.text));
        let mut fit = Fit { head: 0, times: 0 };
        for word in &self.words {
            let head = match word {
                word if *word == label => LABEL,
                word if *word == short(&title) => TITLE,
                word if label.contains(word) => IN_LABEL,
                word if title.contains(word) => IN_TITLE,
                word if heading.contains(word) => IN_HEADING,
                _ => 0,
            };
            let times = text.matches(word.as_str()).count();
            if head == 0 && times == 0 {
                return None;
            }
            fit = Fit { head: fit.head + head, times: fit.times + times };
        }
        Some(fit)
    }

    /// Where the words stand in a text, in order; what overlaps is one place.
    pub(super) fn places(&self, text: &str) -> Vec<Range<usize>> {
        let plain = Plain::of(text);
        let mut places: Vec<Range<usize>> = self.words.iter().flat_map(|word| plain.places(word)).collect();
        places.sort_by_key(|place| (place.start, place.end));
        let mut apart: Vec<Range<usize>> = Vec::new();
        for place in places {
            match apart.last_mut().filter(|last| place.start <= last.end) {
                Some(last) => last.end = last.end.max(place.end),
                None => apart.push(place),
            }
        }
        apart
    }
}

/// A word with 第 before the number of an article that has none: `预算法5条`.
fn with_ordinal(word: &str) -> String {
    let word: String = word.nfkc().collect();
    let Some(before) = word.strip_suffix('条') else { return word };
    let rest = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let follows = rest.is_empty() || rest.ends_with(|c| ENDS_OF_TITLES.contains(c));
    match before.get(rest.len()..) {
        Some(figures) if !figures.is_empty() && follows => format!("{rest}第{figures}条"),
        _ => word,
    }
}

/// A plain word, an article's number at its end as a word of its own: `预算法`
/// and `第五条`. Articles are found whole: a 款 behind it is left out.
fn with_article_apart(word: &str) -> Vec<String> {
    let found = word.match_indices('第').find_map(|(at, _)| Some((at, at + article(word.get(at..)?)?)));
    let Some((at, end)) = found else { return vec![word.to_owned()] };
    let (before, label) = (word.get(..at).unwrap_or_default(), word.get(at..end).unwrap_or_default());
    let rest = word.get(end..).unwrap_or_default();
    if rest.is_empty() || (rest.starts_with('第') && rest.ends_with(['款', '项', '目'])) {
        vec![before.to_owned(), label.to_owned()]
    } else {
        vec![word.to_owned()]
    }
}

/// How long the number of an article at the start of a plain text is: `第五条之一`.
fn article(text: &str) -> Option<usize> {
    let figures = |text: &str| text.find(|c| !FIGURES.contains(c)).unwrap_or(text.len());
    let rest = text.strip_prefix('第')?;
    let after = rest.get(figures(rest)..)?.strip_prefix('条').filter(|_| figures(rest) > 0)?;
    let inserted = after.strip_prefix('之').map(|rest| (rest, figures(rest))).filter(|(_, long)| *long > 0);
    let left = inserted.map_or(after, |(rest, long)| rest.get(long..).unwrap_or_default());
    Some(text.len() - left.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Query::read(text).map_or_else(Vec::new, |query| query.words)
    }

    #[test]
    fn words_are_parted_by_blanks_and_articles_stand_alone() {
        assert_eq!(words(" 预算  罚款，预算 "), ["预算", "罚款"]);
        for text in ["预算法 第五条", "预算法第5条", "预算法5条", "《中华人民共和国预算法》第五条第二款"]
        {
            assert_eq!(words(text), ["预算法", "第五条"], "{text}");
        }
        assert_eq!(words("5条"), ["第五条"]);
        assert_eq!(words("刑法第120条之一"), ["刑法", "第一百二十条之一"]);
        assert_eq!(words("第五条规定的期限"), ["第五条规定的期限"]);
        assert_eq!(words("共12条"), ["共 12 条"]);
        assert_eq!(words("中华人民共和国"), ["中华人民共和国"]);
        assert_eq!((Query::read(" 、。"), Query::read("")), (None, None));
    }

    fn fit(text: &str, label: &str, says: &str) -> Option<Fit> {
        let article = Article { label: label.into(), heading: "第一章 总 则".into(), text: says.into() };
        Query::read(text).unwrap().fit("中华人民共和国预算法", &article)
    }

    #[test]
    fn all_words_must_stand_somewhere() {
        assert!(fit("预算法 总则 编制", "第五条", "预算的编制").is_some());
        assert_eq!(fit("预算 决算", "第五条", "预算的编制"), None);
        assert_eq!(fit("500", "第五条", "5000元"), None, "a part of a number is another number");
        assert_eq!(fit("第五条", "第十五条", "本条"), None);
    }

    #[test]
    fn the_article_itself_fits_best() {
        let itself = fit("预算法第5条", "第五条", "一般公共预算是指……");
        let inserted = fit("预算法第5条", "第五条之一", "依照第五条，第五条，第五条");
        let mentioned = fit("预算法第5条", "第九条", "依照本法第五条、第五条");
        assert!(itself > inserted && inserted > mentioned && mentioned.is_some());
        assert!(fit("编制", "第一条", "编制、编制") > fit("编制", "第一条", "编制"));
    }
}
