//! Everything beside stem, options and key.

use chrono::NaiveDate;
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use super::{Refused, error};
use crate::{
    bank::{
        format::{MAX_ID, MAX_SOURCE, MAX_TAG, MAX_TAGS},
        normalise,
    },
    domain::{
        points::Points,
        question::{Body, MAX_EXPLANATION, MAX_TOGETHER, Question},
    },
    exchange::{
        draft::{Draft, Piece},
        problem::Problem,
    },
};

/// Takes out what nobody sees and what belongs to web pages.
pub(super) fn tidy(piece: &mut Piece, what: &str, problems: &mut Vec<Problem>) {
    if normalise::is_visible(&piece.text) {
        return;
    }
    let tidied = normalise::visible(&piece.text);
    if tidied != piece.text {
        piece.text = tidied;
        let message = format!("{what}里有看不见的字符，已去掉");
        problems.push(Problem::mended(piece.place.clone(), message));
    }
}

/// The question, with a code of its own that stays the same when the file
/// comes again.
pub(super) fn question(
    draft: Draft,
    body: Body,
    problems: &mut Vec<Problem>,
) -> Result<(Question, Fingerprint), Refused> {
    let place = draft.place.clone();
    let print = Fingerprint::of(&draft.stem.text, &body);
    let question = Question {
        code: own_code(&draft).unwrap_or_else(|| print.code()),
        stem: draft.stem.text,
        body,
        explanation: text(draft.explanation, "解析", MAX_EXPLANATION, problems),
        source: text(draft.source, "依据", MAX_SOURCE, problems),
        points: points(draft.points.as_ref(), problems),
        difficulty: draft.difficulty.as_ref().and_then(|words| difficulty(words, problems)),
        tags: tags(&draft.tags),
        valid_until: draft.valid_until.as_ref().and_then(|words| day(words, problems)),
        shuffle: draft.shuffle.unwrap_or(true),
    };
    let length = together(&question);
    if length > MAX_TOGETHER {
        let message = format!("题干、选项、答案、解析和依据合起来有{length}字，最多{MAX_TOGETHER}字");
        return Err(error(&place, message, "请缩短其中最长的部分"));
    }
    Ok((question, print))
}

/// The id that the file gives, if it may be kept.
pub(super) fn own_code(draft: &Draft) -> Option<String> {
    let is_word = |id: &str| {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
        !id.is_empty()
            && id.len() <= MAX_ID
            && id.starts_with(|c: char| c.is_ascii_alphanumeric())
            && id.chars().all(fits)
    };
    draft.id.as_ref().map(|id| id.text.to_lowercase()).filter(|id| is_word(id))
}

/// What a question is known again by: the SHA-256 of its stem and its options in
/// any order, for the texts of a hundred thousand would fill the memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of a question with this stem and this body.
    pub fn of(stem: &str, body: &Body) -> Self {
        let mut options: Vec<String> = match body {
            Body::Single { options, .. } | Body::Multiple { options, .. } => {
                options.iter().map(|option| normalise::option(option)).collect()
            }
            Body::Judge { .. } | Body::Blank { .. } => Vec::new(),
        };
        options.sort();
        Self(Sha256::digest(format!("{}\n{}", normalise::stem(stem), options.join("\n"))).into())
    }

    /// An id that is the same whenever the question comes again.
    pub fn code(&self) -> String {
        format!("q-{}", HEXLOWER.encode(&self.0[..6]))
    }
}

fn text(piece: Option<Piece>, what: &str, limit: usize, problems: &mut Vec<Problem>) -> Option<String> {
    let mut piece = piece?;
    tidy(&mut piece, what, problems);
    if piece.text.encode_utf16().count() > limit {
        let message = format!("{what}超过{limit}字，只留前面的部分");
        problems.push(Problem::warning(piece.place, message, "需要全文的话，请缩短后再导入"));
        piece.text = piece
            .text
            .chars()
            .scan(0, |sum, c| {
                *sum += c.len_utf16();
                (*sum < limit).then_some(c)
            })
            .collect();
        piece.text.push('…');
    }
    (!piece.text.is_empty()).then_some(piece.text)
}

fn points(piece: Option<&Piece>, problems: &mut Vec<Problem>) -> Points {
    let Some(piece) = piece.filter(|piece| !piece.text.is_empty()) else { return Points::ONE };
    let figure: String = piece.text.nfkc().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    figure.parse().ok().and_then(Points::of_question).unwrap_or_else(|| {
        let message = format!("分值“{}”不能用，按1分导入", piece.text);
        problems.push(Problem::warning(piece.place.clone(), message, "分值要在0.5到100之间，每0.5一档"));
        Points::ONE
    })
}

fn difficulty(piece: &Piece, problems: &mut Vec<Problem>) -> Option<u8> {
    let words: String = piece.text.nfkc().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let level = match words.as_str() {
        "" => return None,
        "1" | "易" | "容易" | "简单" | "较易" | "低" | "easy" | "一星" => 1,
        "2" | "中" | "中等" | "适中" | "一般" | "普通" | "medium" | "二星" => 2,
        "3" | "难" | "困难" | "较难" | "高" | "hard" | "三星" => 3,
        _ => {
            let message = format!("难度“{}”看不懂，没有导入", piece.text);
            problems.push(Problem::warning(piece.place.clone(), message, "难度写 易、中 或 难"));
            return None;
        }
    };
    Some(level)
}

/// `2027-12-31`, `2027/12/31`, `2027.12.31`, `2027年12月31日`, `20271231`.
fn day(piece: &Piece, problems: &mut Vec<Problem>) -> Option<NaiveDate> {
    let words: String = piece.text.nfkc().filter(|c| !c.is_whitespace()).collect();
    if words.is_empty() {
        return None;
    }
    let forms = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"];
    let day = forms.iter().find_map(|form| NaiveDate::parse_from_str(&words, form).ok());
    if day.is_none() {
        let message = format!("有效期“{}”看不懂，没有导入", piece.text);
        problems.push(Problem::warning(piece.place.clone(), message, "有效期写成 2027-12-31 的样子"));
    }
    day
}

fn tags(pieces: &[Piece]) -> Vec<String> {
    let parts =
        pieces.iter().flat_map(|piece| piece.text.split([',', '，', ';', '；', '、', '|', '/', '\n']));
    let mut tags: Vec<String> = Vec::new();
    for tag in parts.map(str::trim).filter(|tag| !tag.is_empty()) {
        let tag: String = normalise::visible(tag).chars().take(MAX_TAG).collect();
        if !tags.contains(&tag) && tags.len() < MAX_TAGS {
            tags.push(tag);
        }
    }
    tags
}

fn together(question: &Question) -> usize {
    let count = |text: &str| text.encode_utf16().count();
    let body: usize = match &question.body {
        Body::Single { options, .. } | Body::Multiple { options, .. } => {
            options.iter().map(|o| count(o)).sum()
        }
        Body::Blank { key, .. } => key.iter().flatten().map(|way| count(way)).sum(),
        Body::Judge { .. } => 0,
    };
    let others = [Some(&question.stem), question.explanation.as_ref(), question.source.as_ref()];
    body + others.into_iter().flatten().map(|text| count(text)).sum::<usize>()
}
