//! Samples of home, help, short answers, binding, and what administrators see.

use super::{SPIKY, Sample};
use crate::{
    chat::{
        press::bank::{OfBank, Words},
        say::Say,
        screens::{
            admin::{BindRequest, Reported, Todo},
            binding::Binding,
            line::{Help, Home, Line},
        },
    },
    domain::{
        choices::Choices,
        ids::{BindRequestId, QuestionId, RoundId, VersionId},
        person::Role,
        points::Points,
        question::{Body, MAX_STEM, MAX_TOGETHER, Question},
        rules::{MultipleRule, Rules},
        topic::standing,
    },
};

/// Every line, once or more. A new one does not compile until it has its place
/// in [`nth`], and fails a test until it stands here.
fn every_line() -> Vec<(&'static str, Line)> {
    let stem = "行政机关应当自受理行政许可申请之日起多少日内作出决定？".to_owned();
    let remarked = |answers, points| Line::Remarked { stem: stem.clone(), answers, points };
    vec![
        ("unclear", Line::Unclear),
        ("wants letters", Line::WantsLetters),
        ("wants a verdict", Line::WantsVerdict),
        ("wants words", Line::WantsWords(2)),
        ("too long", Line::TooLong),
        ("unreadable", Line::Unreadable),
        ("file too large", Line::FileTooLarge(50_000_001)),
        ("file not here", Line::FileNotHere),
        ("a quiz without a key", Line::PollNoKey),
        ("an upload is forgotten", Line::UploadForgotten),
        ("edited", Line::Edited),
        ("left", Line::Left(RoundId(17))),
        ("round lost", Line::RoundLost),
        ("nothing to stop", Line::NothingToStop),
        ("no questions", Line::NoQuestions),
        ("language", Line::Language),
        ("flag: thanks", Line::FlagThanks),
        ("flag: reason noted", Line::FlagReasonNoted),
        ("flag: withdrawn", Line::FlagWithdrawn("行政机关应当自受理行政许可申请之日起多少日内…".to_owned())),
        ("flag: upheld", Line::FlagUpheld("行政机关应当自受理行政许可申请之日起多少日内…".to_owned())),
        ("remarked, more", remarked(1, Points::ONE)),
        ("remarked, fewer", remarked(3, Points::ZERO - Points::from_hundredths(150))),
        ("remarked, alike", remarked(2, Points::ZERO)),
        ("remarked by another's", remarked(0, Points::ONE)),
        ("remarked, spiky", Line::Remarked { stem: SPIKY.repeat(6), answers: 1, points: Points::ONE }),
        ("not yours", Line::NotYours),
        ("group", Line::Group("https://t.me/baiti_bot".to_owned())),
        ("group without an address", Line::Group(String::new())),
        ("sorry", Line::Sorry("19A2B3C4D5E".to_owned())),
        ("inactive", Line::Inactive),
        ("released", Line::Released),
        ("a file of a bank", Line::Exported { bank: SPIKY.to_owned(), questions: 120, left_out: vec![] }),
        ("a file that lacks something", lacking()),
        ("a file that lacks much", lacking_much()),
        (
            "no notes",
            Line::NoNotes {
                name: SPIKY.repeat(9), why: "文件已经不在了，请重新发一次".to_owned()
            },
        ),
        ("template", Line::Template),
    ]
}

const LINES: usize = 28;

fn nth(line: &Line) -> usize {
    match line {
        Line::Unclear => 0,
        Line::WantsLetters => 1,
        Line::WantsVerdict => 2,
        Line::WantsWords(_) => 3,
        Line::TooLong => 4,
        Line::Unreadable => 5,
        Line::FileTooLarge(_) => 6,
        Line::FileNotHere => 7,
        Line::PollNoKey => 8,
        Line::UploadForgotten => 9,
        Line::Edited => 10,
        Line::Left(_) => 11,
        Line::RoundLost => 12,
        Line::NothingToStop => 13,
        Line::NoQuestions => 14,
        Line::Language => 15,
        Line::FlagThanks => 16,
        Line::FlagReasonNoted => 17,
        Line::FlagWithdrawn(_) => 18,
        Line::FlagUpheld(_) => 19,
        Line::Remarked { .. } => 20,
        Line::NotYours => 21,
        Line::Group(_) => 22,
        Line::Sorry(_) => 23,
        Line::Inactive => 24,
        Line::Released => 25,
        Line::Exported { .. } => 26,
        Line::NoNotes { .. } => 27,
        Line::Template => LINES,
    }
}

#[test]
fn every_line_has_a_sample() {
    let mut there: Vec<usize> = every_line().iter().map(|(_, line)| nth(line)).collect();
    there.dedup();
    assert_eq!(there, (0..=LINES).collect::<Vec<_>>());
}

/// The name of a constant of [`Binding`], which has no figures.
fn bindings() -> Vec<Sample> {
    let titles = [
        "stranger",
        "invitation unknown",
        "invitation expired",
        "invitation used",
        "not one's own contact",
        "phone unknown",
        "no match",
        "asked",
        "too many tries",
        "refused",
        "claim refused",
        "claim how",
        "claimed",
        "bound already",
    ];
    titles.into_iter().zip(Binding::ALL.map(Say::Binding)).collect()
}

fn homes() -> Vec<Sample> {
    let home = |name: &str, just_bound, administrator| {
        let unit = "市财政局/预算股".to_owned();
        Say::Home(Home { name: name.to_owned(), unit, topics: standing(), just_bound, administrator })
    };
    let help = |roles: &[Role], rules| Say::Help(Help { roles: roles.to_vec(), rules });
    let strict = Rules {
        multiple: MultipleRule::Strict,
        round_lengths: vec![10],
        wrong_leaves_after: 1,
        top_size: 3,
        neighbours: 0,
        daily_cap: Points::whole(30),
        ..Rules::default()
    };
    let half = Rules { multiple: MultipleRule::Half, neighbours: 1, ..Rules::default() };
    vec![
        ("as usual", home("张三", false, false)),
        ("just bound", home("张三", true, false)),
        ("an administrator", home("张三", false, true)),
        ("spiky", home(SPIKY, true, true)),
        ("staff", help(&[], Rules::default())),
        ("an administrator", help(&[Role::Administrator], Rules::default())),
        ("strict rules", help(&[], strict)),
        ("half rules", help(&[], half)),
    ]
}

fn requests() -> Vec<Sample> {
    let request = |name: &str, decision| BindRequest {
        id: BindRequestId(4),
        shown_name: format!("{name}的手机"),
        staff_no: "0012".to_owned(),
        name: name.to_owned(),
        unit: "市财政局/预算股".to_owned(),
        decision,
    };
    let long = BindRequest {
        shown_name: "显".repeat(4_000),
        staff_no: "9".repeat(32),
        unit: vec!["位".repeat(60); 12].join("/"),
        ..request(&"长".repeat(40), None)
    };
    [
        ("undecided", request("张三", None)),
        ("approved", request("张三", Some(true))),
        ("refused", request("张三", Some(false))),
        ("spiky", request(SPIKY, None)),
        ("as long as can be", long),
    ]
    .into_iter()
    .map(|(title, request)| (title, Say::BindRequest(request)))
    .collect()
}

fn lacking() -> Line {
    let left_out = [
        "整题没有写入（是多选题，Aiken 只有单选），2 道题：q2、q9",
        "没有写入：解析，7 道题：q1、q2、q3、q4、q5 等",
    ];
    let left_out = left_out.map(str::to_owned).to_vec();
    Line::Exported { bank: "行政许可法".to_owned(), questions: 120, left_out }
}

fn lacking_much() -> Line {
    let left_out = vec![format!("没有写入：{SPIKY}{}", "长".repeat(600)); 20];
    Line::Exported { bank: "库".repeat(60), questions: 100_000, left_out }
}

fn todos() -> Vec<Sample> {
    let request = |nth, name: &str| (BindRequestId(nth), format!("{nth:04}"), name.to_owned());
    let code = "administrative-licensing/xkf-042-1".to_owned();
    let usual = Todo {
        requests: vec![request(12, "张三"), request(13, SPIKY)],
        reported: vec![(QuestionId(8), code, 2)],
    };
    let longest = (BindRequestId(i64::MAX), "9".repeat(32), "长".repeat(40));
    let many = Todo {
        requests: vec![longest; 40],
        reported: vec![(QuestionId(i64::MAX), "a".repeat(129), 20_000); 40],
    };
    vec![
        ("nothing", Say::Todo(Todo { requests: vec![], reported: vec![] })),
        ("as usual", Say::Todo(usual)),
        ("many", Say::Todo(many)),
    ]
}

fn question(stem: &str, body: Body) -> Question {
    Question {
        code: "xkf-042-1".to_owned(),
        stem: stem.to_owned(),
        body,
        explanation: None,
        source: Some("《中华人民共和国行政许可法》第四十二条".to_owned()),
        points: Points::ONE,
        difficulty: None,
        tags: vec![],
        valid_until: None,
        shuffle: true,
    }
}

fn single() -> Question {
    let options = ["十日", "二十日", "三十日", "六十日"].map(str::to_owned).to_vec();
    question("应当自受理申请之日起多少日内作出决定？", Body::Single { options, key: 1 })
}

fn reported(content: Question, reports: &[(&str, &str)]) -> Reported {
    Reported {
        question: QuestionId(8),
        version: VersionId(15),
        bank: "行政许可法".to_owned(),
        code: "administrative-licensing/xkf-042-1".to_owned(),
        live: true,
        content,
        reports: reports.iter().map(|(name, why)| ((*name).to_owned(), (*why).to_owned())).collect(),
        back: OfBank::Around(QuestionId(8)),
    }
}

fn longest_reported() -> Reported {
    let source = "据".repeat(300);
    let option = "永".repeat((MAX_TOGETHER - MAX_STEM - 300) / 26);
    let key = (0..26).fold(Choices::NONE, Choices::toggled);
    let body = Body::Multiple { options: vec![option; 26], key };
    let content = Question { source: Some(source), ..question(&"题".repeat(MAX_STEM), body) };
    let (name, why) = ("长".repeat(40), "因".repeat(1_000));
    Reported {
        bank: "库".repeat(60),
        code: "a".repeat(129),
        live: false,
        reports: vec![(name, why); 100],
        ..reported(content, &[])
    }
}

fn found_by_a_search() -> Reported {
    let back = OfBank::Found { page: 1, words: Words::of("行政许可法第42条").unwrap() };
    Reported { back, ..reported(single(), &[]) }
}

fn reports() -> Vec<Sample> {
    let options = [SPIKY, "<i>", "&", "丁"].map(str::to_owned).to_vec();
    let key = Choices::from_letters("ABD").unwrap();
    let blank = [["二十日", "20日"].map(str::to_owned).to_vec(), vec!["本级".to_owned()]].to_vec();
    let blank = Body::Blank { key: blank, any_order: false };
    let fifth =
        [("张三", "答案应为三十日"), ("", ""), (SPIKY, "两\n行"), ("李四", ""), ("王五", ""), ("赵六", "")];
    [
        ("single", reported(single(), &[("张三", "答案应为三十日"), ("李四", "")])),
        ("multiple, spiky", reported(question(SPIKY, Body::Multiple { options, key }), &fifth)),
        ("judge", reported(question("可以兼职取酬。", Body::Judge { key: false }), &[("张三", "")])),
        ("blanks", reported(question("自____起，由____决定。", blank), &[("张三", "")])),
        ("withdrawn, nothing open", Reported { live: false, ..reported(single(), &[]) }),
        ("found by a search", found_by_a_search()),
        ("as long as can be", longest_reported()),
    ]
    .into_iter()
    .map(|(title, reported)| (title, Say::Reported(reported)))
    .collect()
}

pub(super) fn samples() -> Vec<Sample> {
    let lines = every_line().into_iter().map(|(title, line)| (title, Say::Line(line))).collect();
    [homes(), lines, bindings(), todos(), requests(), reports()].concat()
}
