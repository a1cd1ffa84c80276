//! Questions of every kind and with every nasty text, to be written and read
//! again.

use proptest::{collection::vec, option, prelude::*, sample::select, test_runner::TestCaseError};

use super::Written;
use crate::{
    domain::{
        choices::Choices,
        points::Points,
        question::{BLANK, Body, Kind, Question},
    },
    exchange::draft::{Draft, Exact, Key, Piece},
};

/// What the formats give a meaning to.
const NASTY: [&str; 60] = [
    "\\",
    ":",
    "::",
    "#",
    "####",
    "=",
    "{",
    "}",
    "~",
    "%",
    "%50%",
    "[",
    "]",
    "[html]",
    "[plain]",
    "<",
    ">",
    "<b>",
    "</p>",
    "<br>",
    "<!--",
    "&",
    "&nbsp;",
    "&lt",
    ";",
    "\"",
    "'",
    "/",
    "//",
    "*",
    "\\*",
    "|",
    ",",
    "$CATEGORY:",
    "->",
    "$",
    "(",
    ")",
    "A.",
    "B、",
    "ANSWER: A",
    "答案：",
    "解析：",
    "\\n",
    "\n",
    " ",
    "  ",
    "\u{3000}",
    "\t",
    "]]>",
    "<![CDATA[",
    "true",
    "____",
    "10⁶",
    "𠀀",
    "😀",
    "null",
    "1",
    "@@PLUGINFILE@@/",
    "﹏",
];

/// A text with something in it, without blanks round it and without what no
/// bank may hold.
pub(super) fn text() -> impl Strategy<Value = String> {
    let is_held =
        |c: char| c == '\n' || c == '\t' || !(c.is_control() || crate::bank::normalise::is_invisible(c));
    let anything = any::<String>().prop_map(move |text| {
        text.chars()
            .filter(|&c| is_held(c) && !matches!(c, '\u{a0}' | '\u{fffe}' | '\u{ffff}'))
            .collect::<String>()
    });
    let piece = prop_oneof![4 => select(&NASTY[..]).prop_map(str::to_owned), 2 => "[一-龥a-zA-Z0-9]{1,6}", 1 => anything];
    vec(piece, 1..8).prop_map(|pieces| {
        let text = pieces.concat();
        let text = text.trim();
        if text.is_empty() { "空".to_owned() } else { text.to_owned() }
    })
}

fn line() -> impl Strategy<Value = String> {
    text().prop_map(|text| super::one_line(&text))
}

fn body() -> impl Strategy<Value = Body> {
    let options = || vec(text(), 2..6);
    let single = (options(), any::<prop::sample::Index>()).prop_map(|(options, at)| {
        let key = at.index(options.len());
        Body::Single { options, key }
    });
    let multiple = (options(), vec(any::<bool>(), 6)).prop_map(|(options, chosen)| {
        let of = (2..options.len()).filter(|&at| chosen[at]);
        let key = of.fold(Choices::only(0).toggled(1), Choices::toggled);
        Body::Multiple { options, key }
    });
    let blank = (vec(vec(line(), 1..3), 1..3), any::<bool>())
        .prop_map(|(key, any_order)| Body::Blank { key, any_order });
    prop_oneof![single, multiple, any::<bool>().prop_map(|key| Body::Judge { key }), blank]
}

/// A stem with as many blanks at its end as there are answers.
fn with_blanks(stem: String, body: &Body) -> String {
    let Body::Blank { key, .. } = body else { return stem };
    format!("{stem}是{}", vec![BLANK; key.len()].join("和"))
}

fn question() -> impl Strategy<Value = Question> {
    let texts = ("[A-Za-z0-9-]{1,8}", text(), option::of(text()), option::of(line()));
    let rest = (1_i64..=200, option::of(1_u8..=3), vec(line(), 0..3), any::<bool>());
    (texts, body(), rest).prop_map(
        |((code, stem, explanation, source), body, (halves, difficulty, tags, shuffle))| Question {
            code,
            stem: with_blanks(stem, &body),
            body,
            explanation,
            source,
            points: Points::from_hundredths(halves * 50),
            difficulty,
            tags,
            valid_until: None,
            shuffle,
        },
    )
}

/// A few questions.
pub(super) fn questions() -> impl Strategy<Value = Vec<Question>> {
    vec(question(), 1..5).prop_map(|mut questions| {
        for (at, question) in questions.iter_mut().enumerate() {
            question.code = format!("{}-{at}", question.code);
        }
        questions
    })
}

/// The questions that are in a file.
pub(super) fn kept<'a>(
    questions: &'a [Question],
    written: &'a Written,
) -> impl Iterator<Item = &'a Question> {
    let is_out =
        |question: &Question| written.left_out.iter().any(|out| out.whole && out.code == question.code);
    questions.iter().filter(move |question| !is_out(question))
}

/// Fails unless the drafts say what the questions say: stems, options, keys
/// and explanations.
pub(super) fn compare(
    questions: &[Question],
    written: &Written,
    drafts: &[Draft],
) -> Result<(), TestCaseError> {
    let kept: Vec<&Question> = kept(questions, written).collect();
    prop_assert_eq!(kept.len(), drafts.len(), "{}", &written.text);
    for (question, draft) in kept.into_iter().zip(drafts) {
        prop_assert_eq!(&draft.stem.text, &question.stem);
        prop_assert_eq!(options(draft), question.options());
        prop_assert_eq!(key(draft), Some(expected(question)));
        prop_assert_eq!(draft.explanation.as_ref().map(|piece| &piece.text), question.explanation.as_ref());
    }
    Ok(())
}

/// The same for what not every format holds.
pub(super) fn compare_rest(
    questions: &[Question],
    written: &Written,
    drafts: &[Draft],
) -> Result<(), TestCaseError> {
    for (question, draft) in kept(questions, written).zip(drafts) {
        let said = |piece: &Option<Piece>| piece.as_ref().map(|piece| piece.text.clone());
        prop_assert_eq!(said(&draft.source), question.source.clone());
        prop_assert_eq!(said(&draft.id), Some(question.code.clone()));
        prop_assert_eq!(said(&draft.difficulty), question.difficulty.map(|level| level.to_string()));
        let tags: Vec<&String> = draft.tags.iter().map(|tag| &tag.text).collect();
        prop_assert_eq!(tags, question.tags.iter().collect::<Vec<_>>());
        prop_assert_eq!(&draft.left_out, &Vec::new());
    }
    Ok(())
}

/// The same for a format that has choices only.
pub(super) fn compare_choices(
    questions: &[Question],
    written: &Written,
    drafts: &[Draft],
) -> Result<(), TestCaseError> {
    let kept: Vec<&Question> = kept(questions, written).collect();
    prop_assert_eq!(kept.len(), drafts.len(), "{}", &written.text);
    for (question, draft) in kept.into_iter().zip(drafts) {
        prop_assert_eq!(&draft.stem.text, &question.stem);
        let (texts, right) = match &question.body {
            Body::Single { options, key } => (options.clone(), *key),
            Body::Judge { key } => (super::TRUTHS.map(str::to_owned).to_vec(), usize::from(!key)),
            other => return Err(TestCaseError::fail(format!("{other:?}"))),
        };
        prop_assert_eq!(options(draft), texts);
        prop_assert_eq!(key(draft), Some(Exact::Options { right: vec![right], kind: None }));
    }
    Ok(())
}

fn options(draft: &Draft) -> Vec<String> {
    draft.options.iter().map(|option| option.text.clone()).collect()
}

/// The key of a draft, with its kind by the word of the draft if the key says
/// none.
fn key(draft: &Draft) -> Option<Exact> {
    match draft.key.clone()? {
        Key::Exact(Exact::Options { right, kind }, _) => {
            let word = draft.kind.as_ref().map(|piece| piece.text.as_str());
            let named = Kind::ALL.into_iter().find(|kind| Some(kind.word()) == word);
            Some(Exact::Options { right, kind: kind.or(named) })
        }
        Key::Exact(exact, _) => Some(exact),
        Key::Words(_) => None,
    }
}

fn expected(question: &Question) -> Exact {
    match &question.body {
        Body::Single { key, .. } => Exact::Options { right: vec![*key], kind: Some(Kind::Single) },
        Body::Multiple { key, .. } => {
            Exact::Options { right: key.iter().collect(), kind: Some(Kind::Multiple) }
        }
        Body::Judge { key } => Exact::Truth(*key),
        Body::Blank { key, .. } => Exact::Blanks(key.clone()),
    }
}

/// One question of each kind.
pub(super) fn samples() -> Vec<Question> {
    let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    let question = |code: &str, stem: &str, body: Body| Question {
        code: code.to_owned(),
        stem: stem.to_owned(),
        body,
        explanation: None,
        source: None,
        points: Points::ONE,
        difficulty: None,
        tags: Vec::new(),
        valid_until: None,
        shuffle: true,
    };
    let single = Body::Single { options: texts(&["[甲] 10%", "a = b", "1:2 {丙}"]), key: 1 };
    let multiple =
        Body::Multiple { options: texts(&["<甲>", "乙 & 丙", "丁"]), key: Choices::only(0).toggled(2) };
    let one = Body::Blank { key: vec![texts(&["二十日", "20日"])], any_order: false };
    let two = Body::Blank { key: vec![texts(&["公开"]), texts(&["公正", "公平"])], any_order: true };
    vec![
        Question {
            explanation: Some("第一行\n第二行".to_owned()),
            source: Some("《预算法》第三条".to_owned()),
            difficulty: Some(2),
            tags: texts(&["法规", "[预算]"]),
            ..question("T001", "下列哪一项正确？", single)
        },
        Question {
            points: Points::from_hundredths(250),
            shuffle: false,
            ..question("T002", "有哪些？\n（多选）", multiple)
        },
        question("T003", "预算年度自公历1月1日起。", Body::Judge { key: false }),
        question("T004", "自受理之日起____内答复。", one),
        question("T005", "坚持____、____的原则。", two),
    ]
}

/// The questions that a format gives back through the whole way in.
fn settled(drafts: Vec<Draft>) -> Vec<Question> {
    let settled = crate::exchange::settle::settle(drafts);
    assert_eq!(settled.problems, Vec::new());
    settled.taken.into_iter().map(|taken| taken.question).collect()
}

/// The samples that a file holds, changed by what the writer told it leaves
/// out. Ids come back in lower case.
fn kept_samples(written: &Written, change: impl Fn(&mut Question)) -> Vec<Question> {
    let mut kept: Vec<Question> = kept(&samples(), written).cloned().collect();
    for question in &mut kept {
        question.code = question.code.to_lowercase();
        change(question);
    }
    kept
}

#[test]
fn json_comes_back_as_the_same_questions() {
    let written = super::json::write("预算法", &samples());
    let found = crate::exchange::json::read(&written.text);
    assert_eq!(settled(found.drafts), kept_samples(&written, |_| {}));
}

#[test]
fn moodle_xml_comes_back_as_the_same_questions() {
    let written = super::moodle::write("预算法", &samples());
    let found = crate::exchange::moodle::read(&written.text);
    assert_eq!(settled(found.drafts), kept_samples(&written, |_| {}));
}

#[test]
fn gift_comes_back_as_the_same_questions() {
    let written = super::gift::write("预算法", &samples());
    let found = crate::exchange::gift::read(&written.text);
    let plain = |question: &mut Question| {
        question.points = Points::ONE;
        question.shuffle = true;
    };
    assert_eq!(settled(found.drafts), kept_samples(&written, plain));
}

#[test]
fn csv_comes_back_as_the_same_questions() {
    let written = super::csv::write("预算法", &samples());
    let book = crate::table::read(written.text.as_bytes()).expect("a table");
    let mapping = crate::exchange::sheet::Mapping::guess(&book);
    let found = crate::exchange::sheet::read(book, &mapping);
    assert_eq!(settled(found.drafts), kept_samples(&written, |_| {}));
}
