//! Aiken, which holds single choices and nothing else.

use super::{TRUTHS, Written};
use crate::{
    domain::{
        choices::letter,
        points::Points,
        question::{Body, Question},
    },
    exchange::aiken::Line,
};

/// Writes single choices, and statements as choices between 正确 and 错误.
/// Other kinds, and texts that its lines can't hold, are told and left out.
pub fn write(_title: &str, questions: &[Question]) -> Written {
    let mut written = Written::default();
    for question in questions {
        match choice(question).and_then(|(options, key)| block(question, &options, key)) {
            Ok(block) => {
                written.text.push_str(&block);
                parts(question, &mut written);
            }
            Err(why) => written.leave_out(question, why),
        }
    }
    written
}

fn choice(question: &Question) -> Result<(Vec<&str>, usize), &'static str> {
    match &question.body {
        Body::Single { options, key } => Ok((options.iter().map(String::as_str).collect(), *key)),
        Body::Judge { key } => Ok((TRUTHS.to_vec(), usize::from(!key))),
        Body::Multiple { .. } => Err("是多选题，Aiken 只有单选"),
        Body::Blank { .. } => Err("是填空题，Aiken 只有单选"),
    }
}

fn block(question: &Question, options: &[&str], key: usize) -> Result<String, &'static str> {
    let has_lines = |text: &str| text.contains(['\n', '\r']);
    if has_lines(&question.stem) || options.iter().any(|option| has_lines(option)) {
        return Err("文字不止一行，Aiken 一处只能有一行");
    }
    if Line::read(&question.stem) != Line::Words {
        return Err("题干的开头像选项或答案");
    }
    let line = |(at, option): (usize, &&str)| format!("{}. {option}\n", letter(at));
    let options: String = options.iter().enumerate().map(line).collect();
    Ok(format!("{}\n{options}ANSWER: {}\n\n", question.stem, letter(key)))
}

fn parts(question: &Question, written: &mut Written) {
    let parts = [
        ("解析", question.explanation.is_some()),
        ("依据", question.source.is_some()),
        ("分值", question.points != Points::ONE),
        ("难度", question.difficulty.is_some()),
        ("标签", !question.tags.is_empty()),
        ("选项不乱序", !question.shuffle),
        ("有效期", question.valid_until.is_some()),
    ];
    for (what, _) in parts.into_iter().filter(|(_, is_there)| *is_there) {
        written.leave_part(question, what);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::trip, *};
    use crate::exchange::aiken;

    #[test]
    fn what_it_can_hold_is_written_and_the_rest_is_told() {
        let written = write("预算法", &trip::samples());
        let told: Vec<String> = written
            .left_out
            .iter()
            .map(|out| format!("{} {}{}", out.code, if out.whole { "整题：" } else { "" }, out.what))
            .collect();
        insta::assert_snapshot!(format!("{}----\n{}", written.text, told.join("\n")));
    }

    #[test]
    fn a_stem_that_looks_like_something_else_is_left_out() {
        for stem in ["A. 甲", "答案：乙", "解析：丙"] {
            let question = Question { stem: stem.to_owned(), ..trip::samples().remove(2) };
            assert!(write("", &[question]).left_out[0].whole, "{stem}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(questions in trip::questions()) {
            let written = write("", &questions);
            let found = aiken::read(&written.text);
            prop_assert_eq!(&found.problems, &Vec::new());
            trip::compare_choices(&questions, &written, &found.drafts)?;
        }
    }
}
