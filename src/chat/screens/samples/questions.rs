//! Samples of questions, verdicts and the end of a round.

use super::{SPIKY, Sample};
use crate::{
    chat::{
        say::Say,
        screens::{
            Heading,
            choose::{Lengths, MIXED, OpenRound, Topics, WRONG},
            closing::Closing,
            question::Question,
            verdict::{Given, PointsNote, Review, Solved, SolvedOption, Verdict},
        },
    },
    domain::{
        ids::{RoundId, VersionId},
        points::Points,
        question::{Kind, MAX_EXPLANATION, MAX_STEM, MAX_TOGETHER},
        round::Summary,
        topic::{Topic, TopicId, standing},
    },
};

const ROUND: RoundId = RoundId(17);
const SOURCE: usize = 300;
/// What is left for 26 options.
const OPTION: usize = (MAX_TOGETHER - MAX_STEM - MAX_EXPLANATION - SOURCE) / 26;

pub(super) fn regulations() -> Topic {
    standing().swap_remove(0)
}

fn heading(kind: Kind, place: usize) -> Heading {
    Heading { place, of: 10, kind, topic: regulations(), points: Points::ONE }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

const STEM: &str = "行政机关应当自受理行政许可申请之日起多少日内作出决定？";
const OPTIONS: [&str; 4] = ["十日", "二十日", "三十日", "六十日"];

fn asked(kind: Kind, stem: &str, options: &[&str], ticked: &[usize]) -> Question {
    let option = |(at, text): (usize, &&str)| ((*text).to_owned(), ticked.contains(&at));
    Question {
        round: ROUND,
        heading: heading(kind, 3),
        stem: stem.to_owned(),
        options: options.iter().enumerate().map(option).collect(),
        blanks: usize::from(kind == Kind::Blank),
    }
}

fn longest_asked() -> Question {
    let option = "永".repeat(OPTION);
    let options = vec![option.as_str(); 26];
    let ticked: Vec<usize> = (0..26).collect();
    let question = asked(Kind::Multiple, &"题".repeat(MAX_STEM), &options, &ticked);
    Question { round: RoundId(i64::MAX), ..question }
}

fn questions() -> Vec<Sample> {
    let multiple = "下列哪些是服务窗口应当使用的文明用语？";
    let words = ["您好，请坐", "请稍等", "不知道", "请慢走"];
    let samples = [
        ("single", asked(Kind::Single, STEM, &OPTIONS, &[])),
        ("multiple, nothing ticked", asked(Kind::Multiple, multiple, &words, &[])),
        ("multiple, ticked", asked(Kind::Multiple, multiple, &words, &[0, 1, 3])),
        ("judge", asked(Kind::Judge, "公务员可以在企业兼职取酬。", &[], &[])),
        ("one blank", asked(Kind::Blank, "应当自受理之日起____内作出决定。", &[], &[])),
        ("two blanks", Question { blanks: 2, ..asked(Kind::Blank, "爱国、____、诚信、____。", &[], &[]) }),
        ("spiky", asked(Kind::Single, SPIKY, &[SPIKY, "<b>", "a & b", "x > y"], &[])),
        ("as long as can be", longest_asked()),
        ("beyond the basic plane", asked(Kind::Judge, &"𠮷".repeat(MAX_STEM / 2), &[], &[])),
    ];
    samples.into_iter().map(|(title, question)| (title, Say::Question(question))).collect()
}

/// Options of which `key` are right and `chosen` were chosen, as letters' bits.
fn solved_options(options: &[&str], key: &[usize], chosen: &[usize]) -> Vec<SolvedOption> {
    let option = |(at, text): (usize, &&str)| SolvedOption {
        text: (*text).to_owned(),
        right: key.contains(&at),
        chosen: chosen.contains(&at),
    };
    options.iter().enumerate().map(option).collect()
}

fn solved(kind: Kind, options: Vec<SolvedOption>, earned: Points) -> Solved {
    Solved {
        heading: heading(kind, 3),
        version: VersionId(42),
        stem: STEM.to_owned(),
        options,
        given: Given::Options,
        key: Given::Options,
        explanation: Some("除可以当场作出的以外，应当自受理之日起二十日内作出决定。".to_owned()),
        source: Some("《中华人民共和国行政许可法》第四十二条".to_owned()),
        earned,
        full: Points::ONE,
    }
}

fn single(chosen: usize) -> Solved {
    let earned = if chosen == 1 { Points::ONE } else { Points::ZERO };
    solved(Kind::Single, solved_options(&OPTIONS, &[1], &[chosen]), earned)
}

fn partly() -> Solved {
    let options = solved_options(&["您好，请坐", "请稍等", "不知道", "请慢走"], &[0, 1, 3], &[0, 3]);
    solved(Kind::Multiple, options, Points::from_hundredths(50))
}

fn judged(given: bool, key: bool) -> Solved {
    let earned = if given == key { Points::ONE } else { Points::ZERO };
    let bare = Solved { explanation: None, source: None, ..solved(Kind::Judge, vec![], earned) };
    Solved { given: Given::Judged(given), key: Given::Judged(key), ..bare }
}

fn filled() -> Solved {
    let words = |words: &[&[&str]]| Given::Words(words.iter().map(|ways| texts(ways)).collect());
    let blank = solved(Kind::Blank, vec![], Points::from_hundredths(50));
    Solved {
        given: words(&[&["二十日"], &[SPIKY]]), key: words(&[&["二十日", "20日"], &["本级"]]), ..blank
    }
}

fn longest() -> Solved {
    let option = "永".repeat(OPTION);
    let all: Vec<usize> = (0..26).collect();
    let options = solved_options(&vec![option.as_str(); 26], &all, &all[..25]);
    Solved {
        stem: "题".repeat(MAX_STEM),
        explanation: Some("析".repeat(MAX_EXPLANATION)),
        source: Some("据".repeat(SOURCE)),
        ..solved(Kind::Multiple, options, Points::from_hundredths(50))
    }
}

/// Many short accepted forms, and an answer as long as a message may be.
fn longest_filled() -> Solved {
    let ways = vec!["<".to_owned(); MAX_TOGETHER - MAX_STEM - MAX_EXPLANATION - SOURCE];
    Solved {
        heading: heading(Kind::Blank, 10),
        options: vec![],
        given: Given::Words(vec![vec!["答".repeat(1_000)]]),
        key: Given::Words(vec![ways]),
        earned: Points::ZERO,
        ..longest()
    }
}

fn verdicts() -> Vec<Sample> {
    let verdict = |solved, note, milestone| Say::Verdict(Verdict { round: ROUND, solved, note, milestone });
    let last = |solved: Solved| Solved { heading: heading(Kind::Single, 10), ..solved };
    vec![
        ("right", verdict(single(1), PointsNote::Earned(Points::ONE), None)),
        (
            "right, a milestone, the last",
            verdict(last(single(1)), PointsNote::Earned(Points::ONE), Some(100)),
        ),
        ("right, again", verdict(single(1), PointsNote::Again, None)),
        ("right, capped", verdict(single(1), PointsNote::Capped(Points::whole(50)), None)),
        ("wrong", verdict(single(0), PointsNote::NotRight, None)),
        ("partly", verdict(partly(), PointsNote::NotRight, None)),
        ("judge, wrong, nothing explained", verdict(judged(true, false), PointsNote::NotRight, None)),
        ("judge, right", verdict(judged(true, true), PointsNote::Earned(Points::ONE), None)),
        ("blanks, partly, spiky", verdict(filled(), PointsNote::NotRight, None)),
        ("as long as can be", verdict(longest(), PointsNote::NotRight, Some(250))),
        ("blank, as long as can be", verdict(longest_filled(), PointsNote::NotRight, None)),
    ]
}

fn reviews() -> Vec<Sample> {
    let review = |solved, nth, wrong| Say::Review(Review { round: ROUND, solved, nth, wrong });
    vec![
        ("the only one", review(single(0), 0, 1)),
        ("the first", review(partly(), 0, 3)),
        ("in the middle", review(judged(true, false), 1, 3)),
        ("the last, as long as can be", review(longest(), 2, 3)),
    ]
}

fn closing(right: usize, wrong: Vec<usize>, places: (Option<i64>, Option<i64>), seconds: u64) -> Closing {
    let (of, earned) = (right + wrong.len(), i64::try_from(right).unwrap());
    Closing {
        round: ROUND,
        summary: Summary {
            answered: of,
            right,
            earned: Points::whole(earned) + Points::from_hundredths(if wrong.is_empty() { 0 } else { 50 }),
            full: Points::whole(i64::try_from(of).unwrap()),
            points: Points::whole(earned),
            elapsed: std::time::Duration::from_secs(seconds),
        },
        points_today: Points::whole(23),
        cap: Points::whole(50),
        places,
        comparable: true,
        wrong,
    }
}

fn closings() -> Vec<Sample> {
    vec![
        ("up", closing(8, vec![3, 5], (Some(7), Some(4)), 200)),
        ("down", closing(4, vec![2], (Some(1), Some(2)), 59)),
        ("unchanged, all right", closing(5, vec![], (Some(2), Some(2)), 3_725)),
        ("new on the board", closing(5, vec![], (None, Some(12)), 60)),
        ("all wrong, no place", closing(0, (1..=100).collect(), (None, None), 0)),
        (
            "begun in another week",
            Closing { comparable: false, ..closing(5, vec![], (Some(7), Some(4)), 60) },
        ),
    ]
    .into_iter()
    .map(|(title, closing)| (title, Say::Closing(closing)))
    .collect()
}

/// The most topics with the longest names.
fn many_topics() -> Vec<(Topic, i64)> {
    let added = (0..20).map(|nth| Topic {
        id: TopicId::new(&format!("{}{nth:02}", "a".repeat(30))).unwrap(),
        zh: "类".repeat(40),
        en: "&".repeat(40),
    });
    standing().into_iter().chain(added).map(|topic| (topic, 100_000)).collect()
}

fn choices() -> Vec<Sample> {
    let lengths = |choice: &str, topic, lengths: &[usize]| {
        Say::Lengths(Lengths { choice: choice.to_owned(), topic, lengths: lengths.to_vec() })
    };
    let longest = many_topics().pop().unwrap().0;
    let topics = standing().into_iter().zip([96, 40, 32]).collect();
    vec![
        ("as usual", Say::Topics(Topics { topics, wrong: 3 })),
        ("none wrong", Say::Topics(Topics { topics: vec![(regulations(), 1)], wrong: 0 })),
        ("nothing loaded", Say::Topics(Topics { topics: vec![], wrong: 0 })),
        ("many", Say::Topics(Topics { topics: many_topics(), wrong: 9_999 })),
        ("a topic", lengths("regulations", Some(regulations()), &[5, 10, 20])),
        ("mixed", lengths(MIXED, None, &[5, 10, 20])),
        ("wrong ones", lengths(WRONG, None, &[10])),
        ("a long name", lengths(longest.id.as_str(), Some(longest.clone()), &[5, 10, 50, 100])),
        ("open", Say::OpenRound(OpenRound { round: ROUND, place: 3, of: 10 })),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    [questions(), verdicts(), reviews(), closings(), choices()].concat()
}
