use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::*;
use crate::{
    domain::question::Kind,
    exchange::draft::{Exact, Key},
};

const CHOICE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="T001" title="预算" adaptive="false" timeDependent="false">
  <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
    <correctResponse><value>B</value></correctResponse>
  </responseDeclaration>
  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>
  <outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float"><defaultValue><value>2.0</value></defaultValue></outcomeDeclaration>
  <itemBody>
    <p>看图，<b>回答</b>：</p><p><img src="images/a.png" alt=""/></p>
    <choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">
      <prompt>10<sup>6</sup>是&#160;&lt;多少&gt;？</prompt>
      <simpleChoice identifier="A">十万<feedbackInline outcomeIdentifier="F" identifier="A" showHide="show">少了</feedbackInline></simpleChoice>
      <simpleChoice identifier="B"><p>一百万</p></simpleChoice>
    </choiceInteraction>
  </itemBody>
  <modalFeedback outcomeIdentifier="F" identifier="B" showHide="show">六个零</modalFeedback>
</assessmentItem>"#;

fn one(text: &str) -> Draft {
    let mut found = read(text.as_bytes());
    assert_eq!((found.drafts.len(), &found.problems), (1, &Vec::new()), "{text}");
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

#[test]
fn a_choice_of_the_second_version_is_read_whole() {
    let draft = one(CHOICE);
    assert_eq!(draft.stem.text, "看图，回答：\n10⁶是 <多少>？");
    assert_eq!(texts(&draft.options), ["十万", "一百万"]);
    assert_eq!(key(&draft), &Exact::Options { right: vec![1], kind: Some(Kind::Single) });
    assert_eq!(draft.explanation.unwrap().text, "六个零");
    assert_eq!((draft.id.unwrap().text.as_str(), draft.points.unwrap().text.as_str()), ("T001", "2"));
    assert_eq!(draft.shuffle, Some(true));
    assert_eq!(texts(&draft.left_out), ["图片 a.png", "评语：少了"]);
}

const THIRD: &str = r#"<qti-assessment-item identifier="q">
  <qti-response-declaration identifier="R" cardinality="multiple" base-type="identifier">
    <qti-correct-response><qti-value>c</qti-value><qti-value>a</qti-value></qti-correct-response>
  </qti-response-declaration>
  <qti-item-body>题干
    <qti-choice-interaction response-identifier="R" max-choices="0" shuffle="true">
      <qti-simple-choice identifier="a">甲</qti-simple-choice>
      <qti-simple-choice identifier="b">乙</qti-simple-choice>
      <qti-simple-choice identifier="c" fixed="true">以上都对</qti-simple-choice>
    </qti-choice-interaction>
  </qti-item-body>
</qti-assessment-item>"#;

#[test]
fn a_choice_of_the_third_version_is_read() {
    let draft = one(THIRD);
    assert_eq!(key(&draft), &Exact::Options { right: vec![0, 2], kind: Some(Kind::Multiple) });
    assert_eq!(draft.shuffle, Some(false), "a fixed option means that the order matters");
    assert_eq!(draft.stem.text, "题干");
}

fn item(declaration: &str, body: &str) -> String {
    format!(
        "<assessmentItem><responseDeclaration identifier='R' {declaration}</responseDeclaration><itemBody>{body}</itemBody></assessmentItem>"
    )
}

#[test]
fn blanks_take_what_is_mapped_as_high() {
    let body = "<p>自受理之日起<textEntryInteraction responseIdentifier='R'/>内答复</p>";
    let declaration = "cardinality='single' baseType='string'><correctResponse><value>二十日</value></correctResponse><mapping><mapEntry mapKey='二十日' mappedValue='1'/><mapEntry mapKey='20日' mappedValue='1'/><mapEntry mapKey='十日' mappedValue='0.5'/></mapping>";
    let draft = one(&item(declaration, body));
    assert_eq!(draft.stem.text, "自受理之日起____内答复");
    assert_eq!(key(&draft), &Exact::Blanks(vec![vec!["二十日".to_owned(), "20日".to_owned()]]));
}

const TWO: &str = "<choiceInteraction responseIdentifier='R'><simpleChoice identifier='A'>甲</simpleChoice><simpleChoice identifier='B'>乙</simpleChoice></choiceInteraction>";

#[test]
fn a_key_may_only_be_mapped_or_name_nothing_or_be_missing() {
    let mapped =
        "><mapping><mapEntry mapKey='A' mappedValue='2'/><mapEntry mapKey='B' mappedValue='-1'/></mapping>";
    assert_eq!(key(&one(&item(mapped, TWO))), &Exact::Options { right: vec![0], kind: None });
    let unknown = "><correctResponse><value>C</value></correctResponse>";
    assert_eq!(one(&item(unknown, TWO)).key, Some(Key::Words(Piece::new("C", Place::Item(1)))));
    assert_eq!(one(&item(">", TWO)).key, None);
}

#[test]
fn other_kinds_are_refused() {
    for (body, message) in [
        ("<extendedTextInteraction/>".to_owned(), "题型不支持"),
        (format!("{TWO}{TWO}"), "几处作答"),
        ("只有文字".to_owned(), "没有作答的地方"),
    ] {
        let found = read(item(">", &body).as_bytes());
        assert!(found.drafts.is_empty() && found.problems[0].message.contains(message), "{body}");
    }
    let old = read(b"<questestinterop><item/></questestinterop>");
    assert!(old.problems[0].message.contains("QTI 1.2"));
    assert!(read(b"<html/>").problems[0].message.contains("没有找到"));
    assert!(read(b"").problems[0].message.contains("没有找到"));
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_package_is_read_in_order_with_its_title() {
    let zip = archive(&[
        ("imsmanifest.xml", "<manifest/>"),
        ("q10.xml", THIRD),
        ("q9.xml", CHOICE),
        ("test.xml", "<assessmentTest title=' 预算法 '><testPart/></assessmentTest>"),
    ]);
    let found = read(&zip);
    assert_eq!(found.title.as_deref(), Some("预算法"));
    assert_eq!(found.drafts[0].id.as_ref().unwrap().text, "T001");
    assert_eq!(found.drafts[1].place, Place::Item(2));
    assert_eq!(found.problems, []);
}

proptest! {
    #[test]
    fn nothing_panics(bytes: Vec<u8>, text in ".*", declaration in "(>|<mapEntry mapKey='A' mappedValue='1'/>|<correctResponse>|</correctResponse>|<value>|</value>|[A甲])*", body in "(<choiceInteraction responseIdentifier='R'>|</choiceInteraction>|<simpleChoice identifier='A'>|</simpleChoice>|<sup>|</sup>|[<>&甲])*") {
        read(&bytes);
        read(&[b"PK\x03\x04".as_slice(), &bytes].concat());
        read(text.as_bytes());
        read(item(&declaration, &body).as_bytes());
    }
}
