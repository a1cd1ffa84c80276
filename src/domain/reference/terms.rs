//! The terms by which an article is found: every two characters of Chinese that
//! stand side by side, every word of Latin letters or figures, and every single
//! character.
//!
//! Single characters are terms too, so that looking for one goes the same way as
//! looking for more and reads no article that does not have it. It makes the
//! index half as large again.

use std::collections::{BTreeMap, BTreeSet};

use super::{Article, plain::Plain, plain::is_own};

/// How much a term in the label, in the title or heading, and once in the text
/// counts when the first of many articles are chosen. A text may have it ever so
/// often: the heading counts more.
const IN_LABEL: i64 = 1_000;
const IN_HEADING: i64 = 100;
const MOST_IN_TEXT: i64 = 99;

/// The terms of an article, each with its weight.
pub fn of_article(title: &str, article: &Article) -> BTreeMap<String, i64> {
    let mut terms: BTreeMap<String, i64> = BTreeMap::new();
    for term in all(&Plain::of(&article.text).text) {
        let weight = terms.entry(term).or_default();
        *weight = (*weight + 1).min(MOST_IN_TEXT);
    }
    for (field, weight) in
        [(title, IN_HEADING), (article.heading.as_str(), IN_HEADING), (article.label.as_str(), IN_LABEL)]
    {
        let once: BTreeSet<String> = all(&Plain::of(field).text).into_iter().collect();
        for term in once {
            *terms.entry(term).or_default() += weight;
        }
    }
    terms
}

/// The terms that an article with this word must have.
pub(super) fn of_word(word: &str) -> BTreeSet<String> {
    let pieces = pieces(word);
    let pairs = pairs(&pieces);
    // A character within a pair needs no term of its own.
    let is_paired = |at: usize| {
        let own = |at: Option<usize>| at.and_then(|at| pieces.get(at)).is_some_and(|piece| is_single(piece));
        is_single(pieces[at]) && (own(at.checked_sub(1)) || own(at.checked_add(1)))
    };
    let alone = (0..pieces.len()).filter(|at| !is_paired(*at)).map(|at| pieces[at].to_owned());
    alone.chain(pairs).collect()
}

/// All terms of a plain text, as often as they stand there.
fn all(plain: &str) -> Vec<String> {
    let pieces = pieces(plain);
    let pairs = pairs(&pieces);
    pieces.into_iter().map(str::to_owned).chain(pairs).collect()
}

/// The characters and words of a plain text.
fn pieces(plain: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for run in plain.split(' ').filter(|run| !run.is_empty()) {
        if run.starts_with(is_own) {
            pieces.extend(run.split_inclusive(|_| true));
        } else {
            pieces.push(run);
        }
    }
    pieces
}

fn is_single(piece: &str) -> bool {
    piece.starts_with(is_own)
}

fn pairs(pieces: &[&str]) -> Vec<String> {
    let beside = |pair: &&[&str]| pair.iter().all(|piece| is_single(piece));
    pieces.windows(2).filter(beside).map(<[&str]>::concat).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Vec<String> {
        of_word(&Plain::of(text).text).into_iter().collect()
    }

    #[test]
    fn a_word_asks_for_its_pairs() {
        assert_eq!(word("预算"), ["预算"]);
        assert_eq!(word("预算法"), ["算法", "预算"]);
        assert_eq!(word("罚"), ["罚"]);
        assert_eq!(word("使用5G网"), ["5g", "使用", "网"]);
        assert_eq!(word("Excel 2016"), ["2016", "excel"]);
        assert_eq!(word("，"), [""; 0]);
    }

    #[test]
    fn every_term_of_a_word_is_one_of_its_article() {
        let text = "第12条规定的5G网络，由网信办管理。a1b2";
        let article =
            Article { label: "第五条".into(), heading: "第一章 总 则".into(), text: text.into() };
        let terms = of_article("网络办法", &article);
        for looked_for in ["第十二条", "5g网络", "络由网", "总则", "第5条", "网络办法", "A1B2", "理"]
        {
            assert!(word(looked_for).iter().all(|term| terms.contains_key(term)), "{looked_for}");
        }
        assert!(!terms.contains_key("a1") && !terms.contains_key("12"));
        assert!(terms["五条"] > terms["网络"] && terms["网络"] > terms["管理"]);
    }
}
