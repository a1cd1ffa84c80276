//! Citations (依据): which article of which law a question rests on, so that
//! its questions can be found when the law is amended.

use std::fmt;

/// The country's name, which the full titles of statutes begin with.
const COUNTRY: &str = "中华人民共和国";

/// An article of a law, or a law as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citation {
    /// The law's title without the country's name: `预算法`.
    pub law: String,
    /// The number of the article; none if the law is cited as a whole.
    pub article: Option<u32>,
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.law)?;
        self.article.map_or(Ok(()), |article| write!(f, "第{}条", chinese(article)))
    }
}

/// What a source such as `《中华人民共和国预算法》第三条、第五条第二款` cites, in its
/// order. Whatever stands outside of 《》 and is no article is left out.
pub fn citations(source: &str) -> Vec<Citation> {
    let mut found = Vec::new();
    for part in source.split('《').skip(1) {
        let Some((title, rest)) = part.split_once('》') else { continue };
        let law = short(title);
        let articles = articles(rest);
        if articles.is_empty() {
            found.push(Citation { law, article: None });
        } else {
            found.extend(articles.into_iter().map(|n| Citation { law: law.clone(), article: Some(n) }));
        }
    }
    found
}

/// The title of a law without the country's name and blanks.
fn short(title: &str) -> String {
    let title: String = title.chars().filter(|c| !c.is_whitespace()).collect();
    title.strip_prefix(COUNTRY).map_or_else(|| title.clone(), str::to_owned)
}

/// The numbers of the articles that are named: `第三条、第12条`.
fn articles(text: &str) -> Vec<u32> {
    let named = text.split('第').skip(1).filter_map(|part| part.split_once('条'));
    named.filter_map(|(figure, _)| number(figure)).collect()
}

/// What is looked for: a part of a law's title and perhaps an article, as in
/// `预算法`, `预算法第三条`, `《预算法》 第3条`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    law: String,
    article: Option<u32>,
}

impl Wanted {
    /// Reads what is looked for; `None` if there is no word in it.
    pub fn read(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace() && !"《》".contains(*c)).collect();
        let whole = || Self { law: short(&plain), article: None };
        let wanted = match plain.rsplit_once('第') {
            Some((law, rest)) => match rest.strip_suffix('条').and_then(number) {
                Some(article) => Self { law: short(law), article: Some(article) },
                None => whole(),
            },
            None => whole(),
        };
        (!wanted.law.is_empty()).then_some(wanted)
    }

    /// The part of the law's title.
    pub fn law(&self) -> &str {
        &self.law
    }

    /// Whether a citation is one that is looked for.
    pub fn fits(&self, citation: &Citation) -> bool {
        citation.law.contains(&self.law)
            && self.article.is_none_or(|article| citation.article == Some(article))
    }
}

/// A number below ten thousand in Chinese or Arabic figures, of any width.
pub(crate) fn number(text: &str) -> Option<u32> {
    let figures: String = text.chars().map(narrow).collect();
    figures.parse().ok().or_else(|| from_chinese(text))
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    }
}

fn from_chinese(text: &str) -> Option<u32> {
    let (mut sum, mut digit) = (0_u32, None);
    for c in text.chars() {
        match place(c) {
            Some(unit) => sum = sum.checked_add(digit.take().unwrap_or(1) * unit)?,
            None => digit = Some(figure(c)?),
        }
    }
    (!text.is_empty()).then_some(sum)?.checked_add(digit.unwrap_or(0))
}

fn place(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        _ => None,
    }
}

const FIGURES: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

fn figure(c: char) -> Option<u32> {
    let at = FIGURES.iter().position(|&figure| figure == c).or(match c {
        '〇' => Some(0),
        '两' => Some(2),
        _ => None,
    })?;
    u32::try_from(at).ok()
}

/// A number as statutes write it: 一百零五, 十二.
pub(super) fn chinese(number: u32) -> String {
    let mut text = String::new();
    let mut gap = false;
    for (unit, word) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = usize::try_from(number / unit % 10).unwrap_or(0);
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            text.push('零');
        }
        if digit > 1 || unit != 10 || !text.is_empty() {
            text.push(FIGURES[digit]);
        }
        text.push_str(word);
    }
    if text.is_empty() { "零".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> Vec<String> {
        citations(source).iter().map(Citation::to_string).collect()
    }

    #[test]
    fn every_article_that_is_cited_is_found() {
        assert_eq!(
            told("《中华人民共和国预算法》第三条、第十二条第二款"),
            ["预算法第三条", "预算法第十二条"]
        );
        assert_eq!(told("《会计法》第105条；《信访工作条例》"), ["会计法第一百零五条", "信访工作条例"]);
        assert_eq!(told("窗口服务用语常识"), [""; 0]);
        assert_eq!(told("《没有写完"), [""; 0]);
    }

    #[test]
    fn figures_are_read_and_written_alike() {
        for number in 0..2_000 {
            assert_eq!(super::number(&chinese(number)), Some(number), "{}", chinese(number));
        }
        assert_eq!(
            (chinese(10), chinese(110), chinese(1_001)),
            ("十".into(), "一百一十".into(), "一千零一".into())
        );
        assert_eq!((super::number("１２"), super::number("第"), super::number("")), (Some(12), None, None));
    }

    #[test]
    fn a_law_or_an_article_is_looked_for() {
        let fits = |wanted: &str, source: &str| {
            let wanted = Wanted::read(wanted).unwrap();
            citations(source).iter().any(|citation| wanted.fits(citation))
        };
        let source = "《中华人民共和国预算法》第三条、第五条";
        for wanted in ["预算法", "《中华人民共和国预算法》", "预算法第五条", "预算法 第5条", "预算"]
        {
            assert!(fits(wanted, source), "{wanted}");
        }
        for other in ["预算法第十五条", "会计法", "预算法实施条例第三条"] {
            assert!(!fits(other, source), "{other}");
        }
        assert_eq!(Wanted::read(" 《》"), None);
    }
}
