//! Samples of the results of exams.

use chrono::{NaiveDate, NaiveDateTime};

use super::{SPIKY, Sample};
use crate::{
    chat::{
        press::ruling::How,
        say::Say,
        screens::exam_results::{
            Checked, ExamResults,
            items::{Effect, ITEMS, Item, Items, Odd, People, Shown},
            mine::{Mine, OfList, Outcome, Papers, Place, Why},
            paper::{Key, Paper, Ruled, Written},
            ranked::{Figures, Head, ROWS, Ranked, Row, UNITS},
            release::{Ask, Known},
        },
    },
    domain::{
        choices::Choices,
        exam::{Moment, Review, results::Tally},
        ids::{ExamId, QuestionId, SittingId},
        points::Points,
        question::{Body, Kind, MAX_EXPLANATION, MAX_OPTION, MAX_STEM, Question},
    },
};

const TITLE: &str = "2026年第四季度法规考试";
const CODE: &str = "ABCD2345";

fn at() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 12, 21).unwrap().and_hms_opt(9, 30, 0).unwrap()
}

fn mine(why: Why, outcome: Outcome) -> Mine {
    Mine {
        exam: ExamId(3),
        title: TITLE.to_owned(),
        why,
        outcome,
        place: None,
        list: Some(OfList { at: at(), code: CODE.to_owned() }),
        papers: Papers::None,
    }
}

fn passed() -> Outcome {
    Outcome::Mark(Points::from_hundredths(8_750), Points::whole(100), Some(true))
}

fn place() -> Place {
    Place { overall: (3, 120), track: Some(("闭卷".to_owned(), 2, 80)) }
}

fn of_mine() -> Vec<(&'static str, ExamResults)> {
    let failed = Outcome::Mark(Points::whole(55), Points::whole(100), Some(false));
    let unjudged = Outcome::Mark(Points::whole(55), Points::whole(100), None);
    let corrected =
        Why::Corrected { note: format!("第 3 题更正了答案 {SPIKY}"), before: Some(Points::whole(85)) };
    let asked = |papers| Mine { place: Some(place()), papers, ..mine(Why::Asked, passed()) };
    [
        (
            "known: passed",
            Mine { place: Some(place()), papers: Papers::ByResult, ..mine(Why::Known, passed()) },
        ),
        ("known: failed", mine(Why::Known, failed)),
        ("known: marks are hidden", mine(Why::Known, Outcome::Hidden)),
        ("known: absent", mine(Why::Known, Outcome::Absent)),
        ("known: void", mine(Why::Known, Outcome::Void)),
        ("corrected", mine(corrected, passed())),
        ("asked: one paper", asked(Papers::These(vec![SittingId(17)]))),
        ("asked: two papers", asked(Papers::These(vec![SittingId(17), SittingId(18)]))),
        ("asked: no pass mark", mine(Why::Asked, unjudged)),
        ("asked: excused", mine(Why::Asked, Outcome::Excused)),
        ("asked: not yet", Mine { list: None, ..mine(Why::Asked, Outcome::NotYet) }),
    ]
    .map(|(title, mine)| (title, ExamResults::Mine(mine)))
    .into()
}

fn paper(key: Option<Key>) -> Paper {
    Paper {
        exam: ExamId(3),
        sitting: SittingId(17),
        place: 3,
        of: 50,
        kind: Kind::Single,
        marks: Points::whole(2),
        stem: "行政机关应当自受理申请之日起几日内作出行政许可决定？".to_owned(),
        options: vec![("十日".to_owned(), true), ("二十日".to_owned(), false), (SPIKY.to_owned(), false)],
        given: Some(Written::Options(vec![0])),
        key,
    }
}

fn key(right: Written, earned: i64, ruled: Option<Ruled>) -> Key {
    Key {
        right,
        explanation: Some("自受理之日起二十日内。".to_owned()),
        source: Some("《行政许可法》第四十二条".to_owned()),
        earned: Points::whole(earned),
        ruled,
    }
}

fn long(letters: usize) -> String {
    "长".repeat(letters)
}

fn of_paper() -> Vec<(&'static str, ExamResults)> {
    let options = || Written::Options(vec![1]);
    let judge = Paper {
        kind: Kind::Judge,
        options: vec![],
        given: Some(Written::Judged(true)),
        ..paper(Some(key(Written::Judged(false), 0, Some(Ruled::LeftOut))))
    };
    let blank = Paper {
        kind: Kind::Blank,
        options: vec![],
        given: Some(Written::Words(vec![vec!["二十日".to_owned()], vec!["本级".to_owned()]])),
        ..paper(Some(key(
            Written::Words(vec![vec!["20日".to_owned(), "二十日".to_owned()]]),
            2,
            Some(Ruled::Key),
        )))
    };
    let longest =
        Key { explanation: Some(long(MAX_EXPLANATION)), ..key(Written::Options((0..6).collect()), 2, None) };
    let longest = Paper {
        stem: long(MAX_STEM),
        options: (0..6).map(|_| (long(MAX_OPTION), true)).collect(),
        ..paper(Some(longest))
    };
    [
        ("paper: without the key", paper(None)),
        ("paper: wrong", paper(Some(key(options(), 0, None)))),
        ("paper: open", Paper { place: 1, given: None, ..paper(Some(key(options(), 0, None))) }),
        ("paper: everybody", Paper { place: 50, ..paper(Some(key(options(), 2, Some(Ruled::Everybody)))) }),
        ("paper: left out", judge),
        ("paper: key corrected", blank),
        ("paper: as long as can be", longest),
    ]
    .map(|(title, paper)| (title, ExamResults::Paper(paper)))
    .into()
}

fn tally(sat: usize) -> Tally {
    Tally {
        expected: sat + 3,
        sat,
        void: 1,
        absent: 2,
        excused: 1,
        passed: sat / 2,
        judged: sat,
        sum: Points::whole(i64::try_from(sat).unwrap() * 71),
        highest: Some(Points::whole(98)),
        lowest: Some(Points::from_hundredths(3_150)),
        bands: vec![1, 2, 3, 4, sat.saturating_sub(10)],
    }
}

fn head(whole: bool, number: Option<usize>) -> Head {
    let known = number.map(|number| (at(), number, CODE.to_owned()));
    Head { exam: ExamId(3), title: TITLE.to_owned(), whole, known }
}

fn row(place: usize, name: &str, passed: Option<bool>) -> Row {
    Row {
        place, name: name.to_owned(), unit: "市财政局/预算股".to_owned(), mark: Points::whole(98), passed
    }
}

fn ranked(head: Head, rows: Vec<Row>) -> Ranked {
    Ranked {
        head,
        tracks: vec!["闭卷".to_owned(), "开卷".to_owned()],
        track: 0,
        tally: tally(12),
        rows,
        page: 0,
        pages: 1,
        can_release: false,
        can_rule: false,
    }
}

fn of_lists() -> Vec<(&'static str, ExamResults)> {
    let rows = vec![row(1, "张三", Some(true)), row(2, SPIKY, Some(false)), row(3, "", None)];
    let fresh = Ranked { can_release: true, can_rule: true, ..ranked(head(true, None), rows.clone()) };
    let led = Ranked { track: 1, page: 1, pages: 3, ..ranked(head(false, Some(2)), rows) };
    let nobody = Ranked { tracks: vec![], tally: Tally::default(), ..ranked(head(true, Some(1)), vec![]) };
    let long_row = Row { unit: long(60), ..row(10_000, &long(60), Some(true)) };
    let longest = Ranked {
        head: Head { title: long(100), ..head(true, Some(1)) },
        tracks: vec![long(60); 9],
        ..ranked(head(true, Some(1)), vec![long_row; ROWS])
    };
    let units = vec![
        ("市财政局/预算股".to_owned(), tally(12)),
        ("市财政局/国库股".to_owned(), tally(2)),
        (format!("市财政局/{SPIKY}"), Tally { expected: 3, ..Tally::default() }),
    ];
    let figures =
        |units, page, pages| Figures { head: head(true, Some(1)), tally: tally(14), units, page, pages };
    vec![
        ("list: not known yet", ExamResults::Ranked(fresh)),
        ("list: of a leader, corrected", ExamResults::Ranked(led)),
        ("list: nobody", ExamResults::Ranked(nobody)),
        ("list: as long as can be", ExamResults::Ranked(longest)),
        ("figures", ExamResults::Figures(figures(units, 0, 1))),
        (
            "figures: as long as can be",
            ExamResults::Figures(figures(vec![(long(60), tally(3)); UNITS], 1, 3)),
        ),
    ]
}

fn item(body: Body) -> Item {
    let question = Question {
        code: "q-1".to_owned(),
        stem: format!("行政机关应当自受理申请之日起几日内作出行政许可决定？{SPIKY}"),
        body,
        explanation: None,
        source: None,
        points: Points::ONE,
        difficulty: None,
        tags: vec![],
        valid_until: None,
        shuffle: true,
    };
    Item {
        id: QuestionId(8),
        question,
        attempts: 40,
        too_few: false,
        facility: Some("35".to_owned()),
        discrimination: Some("-12".to_owned()),
        shares: vec!["35".to_owned(), "60".to_owned()],
        open: 2,
        odd: vec![Odd::Discrimination, Odd::BelowGuess, Odd::Distractor('B')],
        ruled: true,
    }
}

fn single() -> Body {
    Body::Single { options: vec!["二十日".to_owned(), "十日".to_owned()], key: 0 }
}

fn few(body: Body) -> Item {
    Item { too_few: true, facility: None, discrimination: None, odd: vec![], ruled: false, ..item(body) }
}

fn effect(body: Body, how: How, known: bool) -> ExamResults {
    let people = |number| People { number, names: vec!["张三".to_owned(), SPIKY.to_owned()] };
    ExamResults::Effect(Box::new(Effect {
        exam: ExamId(3),
        id: QuestionId(8),
        question: item(body).question,
        how,
        had: 40,
        gain: people(12),
        lose: people(2),
        pass: people(2),
        fail: People::default(),
        known,
    }))
}

fn of_items() -> Vec<(&'static str, ExamResults)> {
    let multiple = || Body::Multiple {
        options: vec!["法律".to_owned(), "行政法规".to_owned(), "会议纪要".to_owned()],
        key: Choices::from_letters("AB").unwrap(),
    };
    let items = |items: Vec<Item>, too_few| Items {
        exam: ExamId(3),
        title: TITLE.to_owned(),
        sittings: 40,
        too_few,
        reliability: (!too_few).then(|| ("78".to_owned(), "4.2".to_owned())),
        items: (1..).zip(items).collect(),
        page: 0,
        pages: 2,
    };
    let shown = |item| ExamResults::Item(Box::new(Shown { exam: ExamId(3), item }));
    let judge = Body::Judge { key: false };
    let blank = Body::Blank { key: vec![vec!["二十日".to_owned()]], any_order: false };
    let key = How::Options(Choices::from_letters("ABC").unwrap());
    vec![
        ("items", ExamResults::Items(items(vec![item(single()), few(judge.clone())], false))),
        ("items: too few", ExamResults::Items(items(vec![few(single()); ITEMS], true))),
        ("item: suspicious", shown(item(single()))),
        ("item: a statement", shown(few(judge.clone()))),
        ("item: blanks", shown(Item { shares: vec![], ..few(blank) })),
        ("effect: everybody", effect(single(), How::Everybody, false)),
        ("effect: left out", effect(single(), How::LeftOut, true)),
        ("effect: another key", effect(multiple(), key, true)),
        ("effect: true", effect(judge.clone(), How::Judged(true), true)),
        ("effect: false", effect(judge, How::Judged(false), true)),
    ]
}

fn of_release() -> Vec<(&'static str, ExamResults)> {
    let never =
        Review { mark: Moment::Never, place: Moment::Never, answers: Moment::Never, key: Moment::Never };
    let ask = |review| {
        ExamResults::Ask(Ask {
            exam: ExamId(3),
            title: TITLE.to_owned(),
            number: 1,
            tally: tally(12),
            people: 15,
            review,
        })
    };
    let known = |number| {
        let code = CODE.to_owned();
        ExamResults::Known(Known { exam: ExamId(3), title: TITLE.to_owned(), number, code })
    };
    let checked = |number, corrected| {
        ExamResults::Checked(Checked { title: TITLE.to_owned(), at: at(), number, rows: 120, corrected })
    };
    let exams = vec![(ExamId(4), TITLE.to_owned(), false), (ExamId(3), SPIKY.to_owned(), true)];
    vec![
        ("exams: none", ExamResults::Exams(vec![])),
        ("exams", ExamResults::Exams(exams)),
        ("release: all is shown", ask(Review::default())),
        ("release: nothing is shown", ask(never)),
        ("told who leads", known(1)),
        ("told who leads: corrected", known(2)),
        ("check: right", checked(1, false)),
        ("check: a corrected one, corrected again", checked(2, true)),
        ("check: unknown", ExamResults::Unknown),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    let all = [of_mine(), of_paper(), of_lists(), of_items(), of_release()].concat();
    all.into_iter().map(|(title, said)| (title, Say::ExamResults(Box::new(said)))).collect()
}
