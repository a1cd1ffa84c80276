//! Traditional characters made simplified, question by question: one that is
//! simplified already isn't touched, for a few characters (乾, 徵, 夥) are at home
//! in both.

use encoding_rs::GBK;

use super::super::draft::{Draft, Exact, Key, Piece};

/// Simplifies the questions that are in traditional characters, and says how
/// many there were.
pub(super) fn all(drafts: &mut [Draft]) -> usize {
    drafts.iter_mut().map(|draft| usize::from(simplify(draft))).sum()
}

fn simplify(draft: &mut Draft) -> bool {
    let mut is_traditional = false;
    each(draft, &mut |text| is_traditional |= self::is_traditional(text));
    if is_traditional {
        each(draft, &mut |text| *text = fast2s::convert(text));
    }
    is_traditional
}

/// Every text of a question that staff will read, its key and its kind.
fn each(draft: &mut Draft, visit: &mut impl FnMut(&mut String)) {
    let Draft { kind, stem, options, key, explanation, source, tags, .. } = draft;
    let single = [kind, explanation, source].into_iter().flatten().chain([stem]);
    single.chain(options).chain(tags).for_each(|piece: &mut Piece| visit(&mut piece.text));
    match key {
        Some(Key::Words(words)) => visit(&mut words.text),
        Some(Key::Exact(Exact::Blanks(blanks), _)) => blanks.iter_mut().flatten().for_each(visit),
        Some(Key::Exact(Exact::Options { .. } | Exact::Truth(_), _)) | None => {}
    }
}

/// Whether there is a character that has a simplified form and is not itself in
/// use where characters are simplified.
fn is_traditional(text: &str) -> bool {
    let converted = fast2s::convert(text);
    text.chars().zip(converted.chars()).any(|(from, to)| from != to && !is_at_home(from))
}

/// Whether a character is in GB 2312, the standard of simplified writing: there
/// both bytes of its code are above A0.
fn is_at_home(c: char) -> bool {
    let mut buffer = [0; 4];
    let (code, _, unmappable) = GBK.encode(c.encode_utf8(&mut buffer));
    !unmappable && matches!(*code, [0xB0..=0xF7, 0xA1..=0xFE])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{
        place::Place,
        problem::Weight,
        settle::{Options, settle, settle_with},
    };

    fn draft(row: u32, stem: &str, options: [&str; 2], key: &str) -> Draft {
        let piece = |text: &str| Piece::new(text, Place::Line(row));
        Draft {
            kind: Some(piece("單選題")),
            options: options.map(piece).to_vec(),
            key: Some(Key::Words(piece(key))),
            explanation: Some(piece("見《預算法》第一條")),
            ..Draft::new(piece(stem))
        }
    }

    fn drafts() -> Vec<Draft> {
        vec![
            draft(2, "國務院財政部門編製中央預算草案的依據是？", ["法律", "計畫"], "A"),
            draft(3, "單位應當公開哪一項？", ["決算", "秘密"], "決算"),
        ]
    }

    #[test]
    fn traditional_questions_are_simplified_and_told_once() {
        let settled = settle_with(drafts(), Options { simplify: true, ..Options::default() });
        let first = &settled.taken[0].question;
        assert_eq!(first.stem, "国务院财政部门编制中央预算草案的依据是？");
        assert_eq!(first.options(), ["法律", "计划"]);
        assert_eq!(first.explanation.as_deref(), Some("见《预算法》第一条"));
        let told: Vec<String> = settled.problems.iter().map(ToString::to_string).collect();
        let once = told.iter().filter(|line| line.contains("繁体")).count();
        assert_eq!(once, 1, "{told:?}");
        assert!(told[0].contains("2道题由繁体字转成了简体字"), "{told:?}");
        assert_eq!((settled.problems[0].weight, settled.taken.len()), (Weight::Mended, 2));
    }

    #[test]
    fn without_the_wish_words_stay() {
        let settled = settle(drafts());
        assert!(settled.taken.iter().any(|taken| taken.question.stem.contains("國務院")));
        assert!(settled.problems.iter().all(|problem| !problem.message.contains("繁体")));
    }

    #[test]
    fn what_is_simplified_already_is_not_touched() {
        for text in ["王乾征求意见", "宫商角徵羽", "覆盖、回复、著名、慰藉、瞭望、皇后", "ABC １２３ 😀"]
        {
            assert!(!is_traditional(text), "{text}");
        }
        for text in ["規定", "這項", "財務", "稅務"] {
            assert!(is_traditional(text), "{text}");
        }
    }

    #[test]
    fn blanks_are_simplified_too() {
        let blanks = vec![vec!["財政部門".to_owned(), "財政部".to_owned()]];
        let mut all = [Draft {
            key: Some(Key::Exact(Exact::Blanks(blanks), Place::File)),
            ..Draft::new(Piece::new("由（）負責", Place::File))
        }];
        assert_eq!(super::all(&mut all), 1);
        let simplified = vec![vec!["财政部门".to_owned(), "财政部".to_owned()]];
        assert_eq!(all[0].key, Some(Key::Exact(Exact::Blanks(simplified), Place::File)));
    }
}
