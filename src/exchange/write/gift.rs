//! GIFT, as Moodle imports it and [`crate::exchange::gift`] reads it back.

use super::{Written, beyond_moodle, one_line};
use crate::{
    domain::{
        choices::Choices,
        points::Points,
        question::{Body, Question},
    },
    exchange::{
        convention::{as_pattern, feedback, tags},
        gift::TITLE,
    },
};

/// Writes what GIFT can hold: choices, statements and single blanks, with
/// ids, tags, explanations and sources.
pub fn write(title: &str, questions: &[Question]) -> Written {
    let mut written = Written { text: format!("// {TITLE}{}\n", one_line(title)), ..Written::default() };
    for question in questions {
        match why_not(question) {
            Some(why) => written.leave_out(question, why),
            None => {
                written.text.push_str(&block(question));
                parts(question, &mut written);
            }
        }
    }
    written
}

fn why_not(question: &Question) -> Option<&'static str> {
    let has_arrow = |ways: &Vec<String>| ways.iter().any(|way| way.contains("->"));
    match &question.body {
        Body::Blank { key, .. } if key.iter().any(has_arrow) => Some("填空的答案里有 ->，GIFT 会当成连线题"),
        _ => beyond_moodle(question),
    }
}

fn parts(question: &Question, written: &mut Written) {
    if question.points != Points::ONE {
        written.leave_part(question, "分值");
    }
    if !question.shuffle {
        written.leave_part(question, "选项不乱序");
    }
    if question.valid_until.is_some() {
        written.leave_part(question, "有效期");
    }
}

fn block(question: &Question) -> String {
    let code = escaped(&question.code);
    let labels: String = tags(question).iter().map(|tag| label("tag", tag)).collect();
    let answers = match &question.body {
        Body::Single { options, key } => choices(options, Choices::only(*key), true),
        Body::Multiple { options, key } => choices(options, *key, false),
        Body::Judge { key } => if *key { "TRUE" } else { "FALSE" }.to_owned(),
        Body::Blank { key, .. } => {
            let way = |way: &String| format!("\n\t={}", guarded(&as_pattern(way)));
            key.iter().flatten().map(way).collect()
        }
    };
    let comment = feedback(question);
    let comment = if comment.is_empty() { comment } else { format!("\n\t####{}", guarded(&comment)) };
    let stem = escaped(&question.stem);
    format!("\n//{}{labels}\n::{code}::[plain]{stem} {{{answers}{comment}\n}}\n", label("id", &question.code))
}

fn label(name: &str, value: &str) -> String {
    format!(" [{name}:{}]", one_line(value).replace('\\', "\\\\").replace(']', "\\]"))
}

fn choices(options: &[String], key: Choices, single: bool) -> String {
    let share = share(key.len());
    let mark = |at: usize| match (single, key.contains(at)) {
        (true, true) => "=".to_owned(),
        (true, false) => "~".to_owned(),
        (false, true) => format!("~%{share}%"),
        (false, false) => "~%-100%".to_owned(),
    };
    let line = |(at, option): (usize, &String)| format!("\n\t{}{}", mark(at), guarded(option));
    options.iter().enumerate().map(line).collect()
}

/// The share of the mark of each of so many right options, in per cent, as
/// Moodle rounds it.
pub(super) fn share(right: usize) -> String {
    let right = u32::try_from(right).unwrap_or(u32::MAX).max(1);
    let share = format!("{:.5}", 100.0 / f64::from(right));
    share.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A text whose beginning could be taken for a format or a weight.
fn guarded(text: &str) -> String {
    let format = if text.starts_with(['[', '%']) { "[plain]" } else { "" };
    format!("{format}{}", escaped(text))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => {}
            ':' | '#' | '=' | '{' | '}' | '~' | '\\' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::trip, *};
    use crate::exchange::gift;

    #[test]
    fn every_kind_is_written() {
        insta::assert_snapshot!(write("预算法", &trip::samples()).text);
    }

    #[test]
    fn what_is_not_in_the_file_is_told() {
        let left_out = write("", &trip::samples()).left_out;
        let told: Vec<_> = left_out.iter().map(|out| (out.code.as_str(), out.whole, out.what)).collect();
        assert_eq!(
            told,
            [
                ("T002", false, "分值"),
                ("T002", false, "选项不乱序"),
                ("T005", true, "有几处填空，这种格式一道题只能有一处"),
            ]
        );
    }

    #[test]
    fn shares_are_rounded_as_moodle_does() {
        assert_eq!([1, 2, 3, 6, 7].map(share), ["100", "50", "33.33333", "16.66667", "14.28571"]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(title in trip::text(), questions in trip::questions()) {
            let written = write(&title, &questions);
            let found = gift::read(&written.text);
            prop_assert_eq!(&found.problems, &Vec::new());
            trip::compare(&questions, &written, &found.drafts)?;
            trip::compare_rest(&questions, &written, &found.drafts)?;
            prop_assert_eq!(found.title, Some(one_line(&title)));
        }
    }
}
