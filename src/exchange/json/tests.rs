use proptest::prelude::*;

use super::*;
use crate::exchange::draft::{Draft, Exact, Key};

fn drafts(text: &str) -> Vec<Draft> {
    let found = read(text);
    assert_eq!(found.problems, [], "{text}");
    found.drafts
}

/// The key of the only question, in short.
fn key(text: &str) -> String {
    let drafts = drafts(text);
    assert_eq!(drafts.len(), 1, "{text}");
    short(&drafts[0])
}

fn short(draft: &Draft) -> String {
    match &draft.key {
        None => "none".to_owned(),
        Some(Key::Words(piece)) => format!("words {}", piece.text),
        Some(Key::Exact(Exact::Options { right, .. }, _)) => format!("options {right:?}"),
        Some(Key::Exact(Exact::Truth(truth), _)) => truth.to_string(),
        Some(Key::Exact(Exact::Blanks(blanks), _)) => format!("blanks {blanks:?}"),
    }
}

fn with(options: &str, answer: &str) -> String {
    key(&format!(r#"[{{"question": "甲？", "options": {options}, "answer": {answer}}}]"#))
}

const LIST: &str = r#"["甲", "乙", "丙", "丁"]"#;
const LETTERS: &str = r#"{"A": "甲", "B": "乙", "C": "丙", "D": "丁"}"#;

#[test]
fn all_fields_are_read() {
    let text = r#"[{"id": "T1", "题型": "多选题", "题干（必填）": " 甲？ ", "选项 A": "一", "选项B": "二", "选项D": "四",
        "正确答案": "A、B", "解析": ["第一", "第二"], "依据": "《法》", "分值": 2.5, "难度": "中等", "知识点": "甲，乙",
        "tags": ["丙"], "shuffle": false, "图片": "a.png", "createdAt": 5}]"#;
    let draft = drafts(text).remove(0);
    let piece = |piece: &Option<crate::exchange::draft::Piece>| {
        piece.as_ref().map(|piece| piece.text.clone()).unwrap_or_default()
    };
    assert_eq!(draft.stem.text, "甲？");
    assert_eq!(
        draft.options.iter().map(|option| option.text.as_str()).collect::<Vec<_>>(),
        ["一", "二", "", "四"]
    );
    assert_eq!(short(&draft), "options [0, 1]");
    assert_eq!(
        [&draft.id, &draft.kind, &draft.explanation, &draft.source, &draft.points, &draft.difficulty]
            .map(piece),
        ["T1", "多选题", "第一\n第二", "《法》", "2.5", "中等"]
    );
    assert_eq!(draft.tags.iter().map(|tag| tag.text.as_str()).collect::<Vec<_>>(), ["甲", "乙", "丙"]);
    assert_eq!((draft.shuffle, draft.left_out.len(), draft.place), (Some(false), 1, Place::Item(1)));
}

#[test]
fn letters_are_exact_only_where_options_have_them() {
    assert_eq!(with(LIST, r#""B""#), "words B");
    assert_eq!(with(LIST, r#"["A", "C"]"#), "words AC");
    assert_eq!(with(LETTERS, r#""b""#), "options [1]");
    assert_eq!(with(LETTERS, r#""D, A""#), "options [0, 3]");
    assert_eq!(with(LETTERS, r#"["A", "C"]"#), "options [0, 2]");
    assert_eq!(with(LETTERS, r#""ABD""#), "options [0, 1, 3]");
    assert_eq!(with(LETTERS, r#""E""#), "words E");
    assert_eq!(with(r#"{"A": "甲", "C": "丙"}"#, r#""B""#), "words B");
}

#[test]
fn words_of_an_option_name_it() {
    assert_eq!(with(LIST, r#""丙""#), "options [2]");
    assert_eq!(with(LIST, r#"["丁", "甲"]"#), "options [0, 3]");
    assert_eq!(with(r#"["甲", "甲", "乙"]"#, r#""甲""#), "words 甲");
    assert_eq!(with(LIST, r#""戊""#), "words 戊");
    assert_eq!(with(r#"["Rome", "Paris"]"#, r#""Paris""#), "options [1]");
    assert_eq!(with(LIST, r#"["甲", "戊"]"#), "words 甲&戊");
    assert_eq!(with(r#"["A", "B", "AB", "O"]"#, r#""B""#), "words B");
    assert_eq!(with(r#"["是", "否"]"#, r#""是""#), "words 是");
}

#[test]
fn options_may_know_whether_they_are_right() {
    let options = r#"[{"text": "甲", "isCorrect": false}, {"text": "乙", "isCorrect": true}]"#;
    assert_eq!(with(options, "null"), "options [1]");
    let answers = r#"{"questions": [{"question": "甲？", "answers": [{"answer": "一", "correct": true}, {"answer": "二"}]}]}"#;
    assert_eq!(key(answers), "options [0]");
    let trivia = r#"{"results": [{"type": "multiple", "question": "甲？", "correct_answer": "一", "incorrect_answers": ["二", "三"]}]}"#;
    let draft = drafts(trivia).remove(0);
    assert_eq!((short(&draft).as_str(), draft.options.len()), ("options [0]", 3));
}

fn numbered(answers: &[&str]) -> Vec<String> {
    let items: Vec<String> = answers
        .iter()
        .map(|answer| format!(r#"{{"question": "甲？", "options": {LIST}, "answer": {answer}}}"#))
        .collect();
    drafts(&format!("[{}]", items.join(","))).iter().map(short).collect()
}

#[test]
fn numbers_stay_for_the_whole_file_to_explain() {
    assert_eq!(numbered(&["0", "2", "[1, 3]"]), ["words 0", "words 2", "words 1,3"]);
    assert_eq!(numbered(&["4", "\"1\"", "\"1,3\""]), ["words 4", "words 1", "words 1,3"]);
}

#[test]
fn letters_put_options_in_their_order() {
    let question = r#"{"question": "甲？", "options": ["B. 乙", "A. 甲", "D. 丁"], "answer": "A"}"#;
    let drafts = drafts(question);
    let texts: Vec<&str> = drafts[0].options.iter().map(|option| option.text.as_str()).collect();
    assert_eq!(texts, ["甲", "乙", "", "丁"]);
}

#[test]
fn numbers_of_two_options_may_mean_truth() {
    let text = format!(
        r#"[{{"question": "甲？", "options": {LIST}, "answer": 4}}, {{"question": "乙", "options": ["对", "错"], "answer": 0}}]"#
    );
    assert_eq!(drafts(&text).iter().map(short).collect::<Vec<_>>(), ["words 4", "words 0"]);
}

#[test]
fn numbers_may_be_options_themselves() {
    assert_eq!(with(r#"["1", "2", "3", "4"]"#, "4"), "words 4");
    assert_eq!(with(r#"[{"id": 7, "text": "甲"}, {"id": 9, "text": "乙"}]"#, "9"), "options [1]");
    assert_eq!(
        key(&format!(r#"{{"question": "甲？", "options": {LIST}, "correct_option_ids": [1, 2]}}"#)),
        "options [1, 2]"
    );
}

#[test]
fn statements_and_blanks_are_read() {
    let of = |stem: &str, answer: &str| key(&format!(r#"[{{"题目": "{stem}", "答案": {answer}}}]"#));
    assert_eq!(of("甲", "true"), "true");
    assert_eq!(of("甲", "\"错\""), "words 错");
    assert_eq!(of("甲", "1"), "words 1");
    assert_eq!(of("甲____乙____", r#"[["a", "b"], ["c"]]"#), r#"blanks [["a", "b"], ["c"]]"#);
    assert_eq!(of("甲____乙____", r#"["a", "c"]"#), r#"blanks [["a"], ["c"]]"#);
    assert_eq!(of("甲____", r#"["a", "c"]"#), r#"blanks [["a", "c"]]"#);
    assert_eq!(of("甲____", r#""a;c""#), "words a;c");
    assert_eq!(of("甲____乙____", r#"["a", "b", "c"]"#), "words a&b&c");
    assert_eq!(key(r#"{"q": "首都？", "a": "北京"}"#), "words 北京");
    assert_eq!(key(r#"{"q": "首都？", "options": ["甲"], "answer": ""}"#), "none");
}

#[test]
fn questions_are_found_wherever_they_lie() {
    let item = r#"{"question": "甲？", "answer": "对"}"#;
    let text = format!(
        r#"{{"title": "预算法", "version": 2, "单选题": [{item}], "data": {{"list": [{item}]}},
            "chapters": [{{"name": "第一章", "questions": [{item}]}}], "第二章": {{"1": {item}, "2": {item}}}}}"#
    );
    let found = read(&text);
    assert_eq!(
        (found.title.as_deref(), found.drafts.len(), &found.problems),
        (Some("预算法"), 5, &Vec::new())
    );
    assert_eq!(found.drafts[0].kind.as_ref().unwrap().text, "单选题");
    let tags: Vec<Option<&str>> =
        found.drafts.iter().map(|draft| draft.tags.first().map(|tag| tag.text.as_str())).collect();
    assert_eq!(tags, [None, None, Some("第一章"), Some("第二章"), Some("第二章")]);
    assert_eq!(found.drafts[4].place, Place::Item(5));
}

#[test]
fn lines_and_javascript_are_read() {
    let item = r#"{"question": "甲？", "answer": "对"}"#;
    assert_eq!(drafts(&format!("\u{feff}{item}\r\n\r\n{item}\n")).len(), 2);
    let found = read(&format!("{item}\n{{broken\n{item}"));
    assert_eq!((found.drafts.len(), &found.problems[0].place), (2, &Place::Line(2)));
    assert_eq!(drafts(&format!("var 题库 = [{item}, {item},];\nalert(1)")).len(), 2);
    assert_eq!(drafts("export default [{question: '甲？', answer: \"对\"}]").len(), 1);
    assert_eq!(drafts(&format!("callback([{item}]);")).len(), 1);
}

#[test]
fn what_is_no_question_is_told() {
    let message = |text: &str| {
        read(text).problems.first().map(|problem| (problem.place.clone(), problem.message.clone()))
    };
    assert!(message("[\n{\"question\": 1,\n").unwrap().1.contains("不是完整的 JSON"));
    assert!(message("").unwrap().1.contains("不是完整的 JSON"));
    assert!(message("[1, 2]").unwrap().1.contains("没有找到"));
    assert_eq!(message(r#"[{"question": "只有题干"}]"#).unwrap().0, Place::Item(1));
    assert!(message(&format!("[{}1]", "1,".repeat(crate::table::MAX_ROWS))).unwrap().1.contains("太多"));
    let heavy = format!(r#"[{{"question": "甲", "answer": "{}"}}]"#, "字".repeat(500_000));
    assert!(message(&heavy).unwrap().1.contains("读不下"));
    assert!(message(&"[".repeat(1_000_000)).is_some());
    assert!(message(&format!("{}{}", "[".repeat(200), "]".repeat(200))).is_some());
}

proptest! {
    #[test]
    fn nothing_panics(
        text in ".*",
        marks in "([\\[\\]{}:,'\"`/*#\\\\\n a1.-]|\"question\":|\"answer\":|\"options\":|甲|true|null)*",
        options in "([\\[\\]{}:,\"A1]|null|\"A\")*",
        answer in "([\\[\\]{},\"A0-9]|true|null|甲)*",
    ) {
        read(&text);
        read(&marks);
        read(&format!("[{{\"question\": \"甲__\", \"options\": {options}, \"answer\": {answer}}}]"));
        read(&format!("{{\"question\": \"甲__\", \"A\": {options}, \"answer\": [{answer}]}}"));
    }
}
