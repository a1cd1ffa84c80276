use proptest::prelude::*;

use super::*;
use crate::{
    domain::question::Kind,
    exchange::draft::{Exact, Key},
};

fn quiz(questions: &str) -> Found {
    read(&format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n{questions}\n</quiz>"))
}

fn one(question: &str) -> Draft {
    let mut found = quiz(question);
    assert_eq!((found.drafts.len(), &found.problems), (1, &Vec::new()), "{question}");
    found.drafts.remove(0)
}

fn key(draft: &Draft) -> &Exact {
    match &draft.key {
        Some(Key::Exact(exact, _)) => exact,
        other => panic!("{other:?}"),
    }
}

fn texts(pieces: &[Piece]) -> Vec<&str> {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

const SINGLE: &str = r#"<question type="multichoice">
  <name><text>T001</text></name>
  <questiontext format="html"><text><![CDATA[<p>10<sup>6</sup>&nbsp;元<br>以上的&ldquo;项目&rdquo;</p><p><img src="@@PLUGINFILE@@/a.png" alt=""/></p>]]></text><file name="a.png" path="/" encoding="base64">AAAA</file></questiontext>
  <generalfeedback format="html"><text><![CDATA[<p>见第三条</p><p>依据：《预算法》</p>]]></text></generalfeedback>
  <defaultgrade>2.0000000</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden><idnumber>T001</idnumber>
  <single>true</single><shuffleanswers>true</shuffleanswers><answernumbering>ABCD</answernumbering>
  <answer fraction="0" format="html"><text><![CDATA[<p>甲 &lt; 乙</p>]]></text><feedback format="html"><text>不对</text></feedback></answer>
  <answer fraction="100" format="html"><text>&lt;b&gt;乙&lt;/b&gt;</text><feedback format="html"><text></text></feedback></answer>
  <tags><tag><text>文明用语</text></tag><tag><text>难度：3</text></tag></tags>
 </question>"#;

#[test]
fn a_single_choice_is_read_whole() {
    let draft = one(SINGLE);
    assert_eq!(draft.stem.text, "10⁶ 元\n以上的“项目”");
    assert_eq!(texts(&draft.options), ["甲 < 乙", "乙"]);
    assert_eq!(key(&draft), &Exact::Options { right: vec![1], kind: Some(Kind::Single) });
    assert_eq!(draft.explanation.unwrap().text, "见第三条");
    assert_eq!(draft.source.unwrap().text, "《预算法》");
    assert_eq!(draft.points.unwrap().text, "2");
    assert_eq!(draft.id.unwrap().text, "T001");
    assert_eq!(draft.difficulty.unwrap().text, "3");
    assert_eq!((draft.shuffle, draft.place), (Some(true), Place::Item(1)));
    assert_eq!(texts(&draft.tags), ["文明用语"]);
    assert_eq!(texts(&draft.left_out), ["图片 a.png", "评语：不对"]);
}

fn answers(kind: &str, single: &str, shares: &[(&str, &str)]) -> String {
    let answer =
        |(share, text): &(&str, &str)| format!("<answer fraction=\"{share}\"><text>{text}</text></answer>");
    let answers: String = shares.iter().map(answer).collect();
    format!(
        "<question type='{kind}'><questiontext><text>题\n干____</text></questiontext>{single}{answers}</question>"
    )
}

#[test]
fn a_multiple_choice_takes_what_adds_to_the_mark() {
    let multiple = "<single>false</single><shuffleanswers>0</shuffleanswers>";
    let draft =
        one(&answers("multichoice", multiple, &[("33.33333", "甲"), ("66.66667", "乙"), ("-50", "丙")]));
    assert_eq!(key(&draft), &Exact::Options { right: vec![0, 1], kind: Some(Kind::Multiple) });
    assert_eq!((draft.stem.text.as_str(), draft.shuffle), ("题\n干____", Some(false)));
}

#[test]
fn statements_and_short_answers_are_read() {
    let draft = one(&answers("truefalse", "", &[("0", "true"), ("100", "false")]));
    assert_eq!(key(&draft), &Exact::Truth(false));
    let draft = one(&answers(
        "shortanswer",
        "<usecase>0</usecase>",
        &[("100", "二十日"), ("100", "3\\*4"), ("0", "十日")],
    ));
    assert_eq!(key(&draft), &Exact::Blanks(vec![vec!["二十日".to_owned(), "3*4".to_owned()]]));
    let draft = one(&answers("numerical", "", &[("100", "1822")]));
    assert_eq!(key(&draft), &Exact::Blanks(vec![vec!["1822".to_owned()]]));
}

fn message(question: &str) -> String {
    let found = quiz(question);
    assert_eq!(found.problems.len(), 1, "{question}");
    found.problems[0].message.clone()
}

#[test]
fn a_short_answer_without_a_blank_gets_one() {
    let question = answers("shortanswer", "", &[("100", "甲")]).replace("____", "");
    assert_eq!(message(&question), "题干里没有要填的空，已在末尾加上 ____");
    assert_eq!(quiz(&question).drafts[0].stem.text, "题\n干____");
}

#[test]
fn what_is_doubtful_is_told() {
    assert!(
        message(&answers("multichoice", "<single>true</single>", &[("100", "甲"), ("100", "乙")]))
            .contains("满分")
    );
    assert!(
        message(&answers("multichoice", "<single>true</single>", &[("100", "甲"), ("50", "乙")]))
            .contains("部分分")
    );
    assert!(message(&answers("shortanswer", "", &[("100", "甲*")])).contains('*'));
    assert!(message(&answers("shortanswer", "", &[("100", "甲"), ("50", "乙")])).contains("部分分"));
    let margin = "<question type='numerical'><answer fraction='100'><text>5</text><tolerance>0.5</tolerance></answer></question>";
    assert!(message(margin).contains("误差"));
}

#[test]
fn without_a_full_mark_there_is_no_key() {
    for kind in ["multichoice", "truefalse", "shortanswer", "numerical"] {
        assert_eq!(one(&answers(kind, "", &[("0", "甲"), ("0", "乙")])).key, None, "{kind}");
    }
}

#[test]
fn what_baiti_has_not_is_refused_by_its_name() {
    for (kind, name) in [
        ("cloze", "完形填空题（cloze）不支持"),
        ("matching", "连线题（matching）不支持"),
        ("essay", "简答题（essay）不支持"),
        ("stack", "“stack”类型的题不支持"),
    ] {
        assert_eq!(message(&format!("<question type=\"{kind}\"/>")), name);
    }
}

#[test]
fn refused_questions_are_counted() {
    let found = quiz(&format!("<question type='essay'/>{SINGLE}"));
    assert_eq!(found.drafts[0].place, Place::Item(2));
}

#[test]
fn categories_are_tags_unless_there_is_only_one() {
    let category =
        |path: &str| format!("<question type='category'><category><text>{path}</text></category></question>");
    let found =
        quiz(&format!("{}{SINGLE}{}{SINGLE}", category("$course$/法规/第一章"), category("$course$/用语")));
    assert_eq!(texts(&found.drafts[0].tags), ["法规", "第一章", "文明用语"]);
    assert_eq!(texts(&found.drafts[1].tags), ["用语", "文明用语"]);
    let found = quiz(&format!("{}{SINGLE}", category("$course$/top/法规")));
    assert_eq!(found.title.as_deref(), Some("法规"));
    assert_eq!(texts(&found.drafts[0].tags), ["文明用语"]);
}

#[test]
fn plain_text_is_taken_as_it_stands() {
    let draft = one(
        "<question type='truefalse'><questiontext format='plain_text'><text>a &lt;b&gt;\nc</text></questiontext><answer fraction='100'><text>true</text></answer></question>",
    );
    assert_eq!(draft.stem.text, "a <b>\nc");
}

#[test]
fn another_file_or_a_broken_one_is_told() {
    assert!(read("<html></html>").problems[0].message.contains("不是 Moodle XML"));
    assert!(read("甲乙丙").problems[0].message.contains("不是 Moodle XML"));
    let found = read(&format!("<quiz>{SINGLE}<question"));
    assert_eq!((found.drafts.len(), found.problems.len()), (1, 1));
}

proptest! {
    #[test]
    fn nothing_panics(text in ".*", inner in "(<answer fraction='100'>|</answer>|<text>|</text>|<questiontext>|</questiontext>|[<>&;甲]|<!\\[CDATA\\[|\\]\\]>)*", kind in "(multichoice|truefalse|shortanswer|numerical|category|.*)") {
        read(&text);
        quiz(&format!("<question type='{kind}'>{inner}</question>"));
    }
}
