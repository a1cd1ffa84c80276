//! The whole way, from the bytes of a file to settled questions: notations
//! and oddities of real banks, each in a file of our own making.

mod notations;
mod oddities;
mod papers;
mod unfamiliar;

use std::fmt::Write as _;

use baiti::{
    domain::question::{Body, Question},
    exchange::{file, settle::settle},
};

/// What becomes of a file: what it is, its questions, and what is told.
fn told(bytes: &[u8]) -> String {
    let file = match file::open(bytes) {
        Ok(file) => file,
        Err(error) => return error.to_string(),
    };
    let mapping = file.mapping(&[]);
    let kind = file.kind;
    let found = file.read(&mapping);
    let mut text = format!("{}{}\n", kind.name(), if mapping.is_guessed() { "（猜的）" } else { "" });
    if let Some(title) = &found.title {
        writeln!(text, "《{title}》").expect("made here");
    }
    let settled = settle(found.drafts);
    for taken in &settled.taken {
        writeln!(text, "{}", shown(&taken.question).replace('\n', "⏎")).expect("made here");
    }
    for problem in found.problems.iter().chain(&settled.problems) {
        writeln!(text, "{} {problem}", problem.weight.name()).expect("made here");
    }
    text
}

/// `单选 题干 [甲 *乙 丙] 解析…`
fn shown(question: &Question) -> String {
    let starred = |options: &[String], is_right: &dyn Fn(usize) -> bool| {
        let options = options.iter().enumerate();
        let texts = options.map(|(at, text)| format!("{}{text}", if is_right(at) { "*" } else { "" }));
        format!("[{}]", texts.collect::<Vec<_>>().join("｜"))
    };
    let (kind, body) = match &question.body {
        Body::Single { options, key } => ("单选", starred(options, &|at| at == *key)),
        Body::Multiple { options, key } => ("多选", starred(options, &|at| key.contains(at))),
        Body::Judge { key } => ("判断", if *key { "对" } else { "错" }.to_owned()),
        Body::Blank { key, .. } => {
            ("填空", key.iter().map(|ways| ways.join("/")).collect::<Vec<_>>().join("｜"))
        }
    };
    let mut text = format!("{kind} {} {body}", question.stem);
    let more = [("解析", &question.explanation), ("依据", &question.source)];
    for (name, words) in more.into_iter().filter_map(|(name, words)| Some((name, words.as_ref()?))) {
        write!(text, " {name}:{words}").expect("made here");
    }
    question.tags.iter().for_each(|tag| write!(text, " #{tag}").expect("made here"));
    text
}

/// A table as text, a row a line, with tabs between the cells.
fn table(rows: &[&str]) -> String {
    told(rows.join("\n").replace('¦', "\t").as_bytes())
}
