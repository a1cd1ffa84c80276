//! What is told of exam files: the place, what is wrong, and what is right.

use std::fmt::Write as _;

use baiti::{
    domain::exam::{
        RoomCode,
        track::{Ages, Book},
    },
    domain::points::Points,
    exams::file::sample,
};
use chrono::NaiveDate;

use super::{read, told};

/// The least file that there is.
pub const LEAST: &str = r#"format = 1
id = "year-end"
title = "年度考试"
preset = "closed"
opens = "2026-12-20 09:00"
closes = "2026-12-20 11:00"

[[paper]]
topic = "regulations"
number = 50
marks = 2
"#;

#[test]
fn the_least_file_is_an_exam() {
    let reading = read(LEAST);
    assert_eq!(reading.diagnostics, []);
    let exam = reading.file.unwrap().exam;
    assert_eq!(exam.full_mark(), Points::whole(100));
    let [track] = exam.tracks.as_slice() else { panic!("{:?}", exam.tracks) };
    assert_eq!((track.book, track.minutes, track.pass), (Book::Closed, 90, Points::whole(60)));
    assert_eq!(exam.window.opens.0, 1_797_728_400_000, "09:00 in Shanghai");
}

#[test]
fn two_tracks_part_at_forty() {
    let text = LEAST.replace("\"closed\"\n", "\"two-tracks\"\nminutes = 60\npass = 55.5\ncode = \"4821\"\n");
    let exam = read(text).file.unwrap().exam;
    let ages: Vec<Ages> = exam.tracks.iter().map(|track| track.ages).collect();
    assert_eq!(ages, [Ages { from: None, under: Some(40) }, Ages { from: Some(40), under: None }]);
    assert!(
        exam.tracks.iter().all(|track| track.minutes == 60 && track.pass == Points::from_hundredths(5_550))
    );
    assert_eq!(exam.code, RoomCode::Fixed("4821".to_owned()));
}

#[test]
fn the_sample_is_an_exam() {
    let day = NaiveDate::from_ymd_opt(2027, 3, 1).unwrap();
    let text = sample::text(day);
    assert_eq!(told(&text), "");
    assert!(text.contains("2027-03-15 09:00"));
    // What is commented out can be used as it stands.
    let all: String = text
        .lines()
        .map(|line| {
            line.strip_prefix("# ")
                .filter(|rest| rest.contains(" = ") || rest.starts_with('['))
                .unwrap_or(line)
        })
        .fold(String::new(), |all, line| all + line + "\n");
    assert_eq!(told(&all), "");
    assert!(!read(all).file.unwrap().exam.who.tracks.is_empty());
}

/// Each slip in a file that is right otherwise.
const SLIPS: [(&str, &str, &str); 34] = [
    ("a newer format", "format = 1", "format = 2"),
    ("an id with capitals", "\"year-end\"", "\"Year End\""),
    ("no title", "title = \"年度考试\"\n", ""),
    ("an empty title", "\"年度考试\"", "\"\""),
    ("a preset in Chinese", "\"closed\"", "\"两轨考试\""),
    ("no preset", "preset = \"closed\"\n", ""),
    ("a day without a time", "\"2026-12-20 09:00\"", "\"2026-12-20\""),
    ("Chinese marks", "\"2026-12-20 09:00\"", "“2026-12-20 09:00”"),
    ("a Chinese colon", "09:00", "09：00"),
    ("it closes before it opens", "11:00", "08:00"),
    ("it is open for months", "closes = \"2026", "closes = \"2027"),
    ("shorter than a sitting", "11:00", "10:00"),
    ("a field that there is not", "preset", "duration = 90\npreset"),
    ("an order that there is not", "preset", "order = \"random\"\npreset"),
    ("a code of letters", "preset", "code = \"abc\"\npreset"),
    ("minutes as a text", "preset", "minutes = \"90\"\npreset"),
    ("too many minutes", "preset", "minutes = 5000\npreset"),
    ("a pass above the full mark", "preset", "pass = 101\npreset"),
    ("a topic by its name", "\"regulations\"", "\"法规\""),
    ("a topic and a bank", "topic =", "bank = \"budget\"\ntopic ="),
    ("no number", "number = 50\n", ""),
    ("a number of nothing", "number = 50", "number = 0"),
    ("marks of a third", "marks = 2", "marks = 0.3"),
    ("too many questions", "number = 50\n", "number = 300\nmarks = 1\n[[paper]]\nnumber = 1\n"),
    ("a kind that there is not", "number = 50", "kind = \"essay\"\nnumber = 50"),
    ("questions without a bank", "topic = \"regulations\"", "questions = [\"q1\"]"),
    ("no paper", "[[paper]]\ntopic = \"regulations\"\nnumber = 50\nmarks = 2\n", ""),
    ("a paper in single brackets", "[[paper]]", "[paper]"),
    ("a preset and a track", "[[paper]]", "[[track]]\nid = \"closed\"\n[[paper]]"),
    ("a hand-set track that there is not", "[[paper]]", "[who]\ntracks = { \"0009\" = \"opne\" }\n[[paper]]"),
    ("an advance of nothing", "[[paper]]", "[advance]\nties = \"all\"\n[[paper]]"),
    ("an advance of none", "[[paper]]", "[advance]\ntop = 0\nties = \"并列\"\n[[paper]]"),
    ("an advance of another track", "[[paper]]", "[advance]\ntracks = { open = 20 }\n[[paper]]"),
    (
        "people who sit and don't",
        "[[paper]]",
        "[who]\npeople = [\"1\", \"2\", \"1\"]\nexcept = [\"2\", \"a b\"]\n[[paper]]",
    ),
];

#[test]
fn every_slip_is_told_with_its_place_and_what_is_right() {
    let mut all = String::new();
    for (title, right, wrong) in SLIPS {
        assert!(LEAST.contains(right), "{title}");
        let told = told(&LEAST.replacen(right, wrong, 1));
        assert!(!told.is_empty(), "{title}");
        writeln!(all, "## {title}\n{told}\n").unwrap();
    }
    insta::assert_snapshot!(all);
}

#[test]
fn faults_of_tracks_are_told() {
    let tracks = r#"
[[track]]
id = "young"
title = "闭卷"
from = 40
under = 40
book = "shut"
minutes = 60
pass = 60

[[track]]
id = "young"
title = "开卷"
book = "open"
minutes = 60
pass = 60

[[track]]
id = "young"
title = "再来"
book = "open"
attempts = 0
minutes = 60

[review]
mark = "now"
"#;
    let text = LEAST.replace("preset = \"closed\"", "minutes = 60") + tracks;
    insta::assert_snapshot!(told(&text));
}

#[test]
fn a_file_without_tracks_brings_nothing_down() {
    let text = LEAST.replace("preset = \"closed\"\n", "")
        + "\n[who]\ntracks = { \"1\" = 2 }\n[advance]\ntracks = { a = \"b\" }\n";
    let told = told(&text);
    assert!(told.contains("缺少 preset") && told.contains("[who]") && told.contains("[advance]"), "{told}");
}

#[test]
fn files_that_are_no_exams_are_refused() {
    for (bytes, word) in [
        (vec![0xff, 0xfe, 0x41], "UTF-8"),
        (b"a\0b".to_vec(), "空字节"),
        (vec![b'#'; (1 << 20) + 1], "1 MB"),
        (b"[[paper]\n".to_vec(), "[[paper]]"),
    ] {
        let reading = read(bytes);
        assert_eq!(reading.file, None);
        assert!(reading.diagnostics[0].to_string().contains(word), "{}", reading.diagnostics[0]);
    }
}
