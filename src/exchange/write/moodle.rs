//! Moodle XML, as [`crate::exchange::moodle`] reads it back.

use std::fmt::Write as _;

use super::{Written, beyond_moodle, gift::share};
use crate::{
    domain::{
        choices::Choices,
        question::{Body, Question},
    },
    exchange::{
        convention::{as_pattern, category_path, feedback, tags},
        html::markup,
    },
};

/// Writes what Moodle can hold: choices, statements and single blanks.
pub fn write(title: &str, questions: &[Question]) -> Written {
    let mut written = Written::default();
    written.text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n");
    let path = escaped(&category_path(title));
    line(
        &mut written.text,
        &format!("<question type=\"category\"><category><text>{path}</text></category></question>"),
    );
    for question in questions {
        match beyond_moodle(question) {
            Some(why) => written.leave_out(question, why),
            None => {
                element(question, &mut written.text);
                if question.valid_until.is_some() {
                    written.leave_part(question, "有效期");
                }
            }
        }
    }
    written.text.push_str("</quiz>\n");
    written
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("a string takes all that is written to it");
}

fn element(question: &Question, out: &mut String) {
    let (kind, answers) = match &question.body {
        Body::Single { options, key } => {
            ("multichoice", choices(question, options, Choices::only(*key), true))
        }
        Body::Multiple { options, key } => ("multichoice", choices(question, options, *key, false)),
        Body::Judge { key } => ("truefalse", truth(*key)),
        Body::Blank { key, .. } => ("shortanswer", words(key)),
    };
    let code = escaped(&question.code);
    line(out, &format!("<question type=\"{kind}\">"));
    line(out, &format!("  <name><text>{code}</text></name>"));
    line(out, &format!("  <questiontext {}</questiontext>", rich(&question.stem)));
    line(out, &format!("  <generalfeedback {}</generalfeedback>", rich(&feedback(question))));
    line(out, &format!("  <defaultgrade>{}</defaultgrade>", question.points));
    line(out, "  <penalty>0.3333333</penalty>");
    line(out, "  <hidden>0</hidden>");
    line(out, &format!("  <idnumber>{code}</idnumber>"));
    out.push_str(&answers);
    let tag = |tag: &String| format!("<tag><text>{}</text></tag>", escaped(tag));
    let tags: String = tags(question).iter().map(tag).collect();
    line(out, &format!("  <tags>{tags}</tags>\n</question>"));
}

fn choices(question: &Question, options: &[String], key: Choices, single: bool) -> String {
    let shuffle = u8::from(question.shuffle);
    let mut out = format!(
        "  <single>{single}</single>\n  <shuffleanswers>{shuffle}</shuffleanswers>\n  <answernumbering>ABCD</answernumbering>\n"
    );
    // In a multiple choice a wrong option takes all of the mark away.
    let (right, wrong) = (share(key.len()), if single { "0" } else { "-100" });
    for (at, option) in options.iter().enumerate() {
        let fraction = if key.contains(at) { right.as_str() } else { wrong };
        line(&mut out, &format!("  <answer fraction=\"{fraction}\" {}</answer>", rich(option)));
    }
    out
}

fn truth(key: bool) -> String {
    let answer = |truth: bool| {
        let fraction = if truth == key { 100 } else { 0 };
        format!(
            "  <answer fraction=\"{fraction}\" format=\"moodle_auto_format\"><text>{truth}</text></answer>\n"
        )
    };
    answer(true) + &answer(false)
}

fn words(key: &[Vec<String>]) -> String {
    let answer = |way: &String| {
        let way = escaped(&as_pattern(way));
        format!("  <answer fraction=\"100\" format=\"moodle_auto_format\"><text>{way}</text></answer>\n")
    };
    let ways: String = key.iter().flatten().map(answer).collect();
    format!("  <usecase>0</usecase>\n{ways}")
}

/// The rest of an opening tag, and a text as HTML.
fn rich(text: &str) -> String {
    if text.is_empty() {
        return "format=\"html\"><text></text>".to_owned();
    }
    format!("format=\"html\"><text><![CDATA[{}]]></text>", markup(text))
}

/// A plain text. Control characters, which XML can't hold, are dropped.
fn escaped(text: &str) -> String {
    let is_held = |c: &char| match c {
        '\n' | '\t' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        c => !c.is_control(),
    };
    quick_xml::escape::escape(text.chars().filter(is_held).collect::<String>()).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::trip, *};
    use crate::exchange::{convention::category, moodle};

    #[test]
    fn every_kind_is_written() {
        insta::assert_snapshot!(write("预算法", &trip::samples()).text);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(title in trip::text(), questions in trip::questions()) {
            let written = write(&title, &questions);
            let found = moodle::read(&written.text);
            prop_assert_eq!(&found.problems, &Vec::new());
            trip::compare(&questions, &written, &found.drafts)?;
            trip::compare_rest(&questions, &written, &found.drafts)?;
            prop_assert_eq!(found.title, category(&category_path(&title)).pop());
        }
    }
}
