use proptest::prelude::*;

use super::{super::trip, *};
use crate::exchange::{Found, document, settle::settle};

fn read(bytes: &[u8]) -> Found {
    document::read(bytes).unwrap().paper()
}

/// What comes back of questions, apart from what a paper has no place for.
fn back(bytes: &[u8]) -> Vec<Question> {
    settle(read(bytes).drafts).taken.into_iter().map(|taken| taken.question).collect()
}

/// The questions in the order of a paper, without what it can't hold.
fn kept(questions: &[Question], back: &[Question]) -> Vec<Question> {
    let bare = |question: &Question| Question {
        difficulty: None,
        tags: Vec::new(),
        valid_until: None,
        shuffle: true,
        ..question.clone()
    };
    let in_order =
        Kind::ALL.into_iter().flat_map(|kind| questions.iter().filter(move |one| one.kind() == kind));
    let coded = in_order.zip(back).map(|(one, back)| Question { code: back.code.clone(), ..bare(one) });
    coded.collect()
}

fn lines(bytes: &[u8]) -> String {
    let lines = document::read(bytes).unwrap().lines;
    lines.into_iter().map(|line| line.text + "\n").collect()
}

#[test]
fn a_paper_looks_as_offices_expect() {
    insta::assert_snapshot!(lines(&write("预算法", &trip::samples(), true).unwrap().0));
}

#[test]
fn without_the_key_nothing_gives_it_away() {
    let text = lines(&write("预算法", &trip::samples(), false).unwrap().0);
    assert!(!text.contains("答案") && !text.contains("解析") && !text.contains("二十日"), "{text}");
}

#[test]
fn a_paper_with_its_key_is_read_again() {
    let mut questions = trip::samples();
    // Lines within a text are joined again unless a sentence ends them.
    questions[0].explanation = Some("第一行。\n第二行".to_owned());
    questions[1].stem = "有哪些？".to_owned();
    let (bytes, left_out) = write("预算法知识测试", &questions, true).unwrap();
    assert_eq!(read(&bytes).title.as_deref(), Some("预算法知识测试"));
    let back = back(&bytes);
    assert_eq!(back.len(), questions.len());
    assert_eq!(back, kept(&questions, &back));
    let told: Vec<&str> = left_out.iter().map(|out| out.what).collect();
    assert_eq!(told, ["难度", "标签", "选项不乱序"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn whatever_is_written_is_a_document(title in trip::text(), questions in trip::questions()) {
        let (bytes, _) = write(&title, &questions, true).unwrap();
        document::read(&bytes).unwrap();
    }
}
