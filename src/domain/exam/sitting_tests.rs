use super::*;
use crate::{
    clock::Timestamp,
    domain::{
        exam::{
            Draw, Exam, Order, Review, RoomCode, Who,
            blueprint::{Row, Source},
            pool::Pools,
            results,
            timing::Window,
        },
        ids::{QuestionId, VersionId},
        question::Kind,
        round::Slot,
        shuffle::Seed,
    },
};
use proptest::prelude::*;

fn question(kind: Kind) -> Question {
    let options = || ["甲", "乙", "丙", "丁"].map(str::to_owned).to_vec();
    let body = match kind {
        Kind::Single => Body::Single { options: options(), key: 1 },
        Kind::Multiple => Body::Multiple { options: options(), key: Choices::from_letters("AB").unwrap() },
        Kind::Judge => Body::Judge { key: false },
        Kind::Blank => Body::Blank { key: vec![vec!["预算".into()]], any_order: false },
    };
    Question {
        code: "q-1".into(),
        stem: "题干".into(),
        body,
        explanation: None,
        source: None,
        points: Points::ONE,
        difficulty: None,
        tags: vec![],
        valid_until: None,
        shuffle: true,
    }
}

fn exam(rows: &[usize], order: Order, draw: Draw) -> Exam {
    let row = |number: &usize| Row {
        from: Source::Any,
        kind: None,
        difficulty: None,
        number: *number,
        marks: Points::whole(2),
    };
    Exam {
        title: "法规考试".into(),
        window: Window { opens: Timestamp(0), closes: Timestamp(1) },
        who: Who::default(),
        blueprint: rows.iter().map(row).collect(),
        draw,
        order,
        multiple: MultipleRule::default(),
        tracks: vec![],
        ages_on: None,
        review: Review::default(),
        places: results::Order::default(),
        advance: None,
        code: RoomCode::None,
        proctors: vec![],
    }
}

/// Pools of 10 questions each, numbered on.
fn pools(rows: usize) -> Pools {
    let slot = |number: usize| {
        let number = i64::try_from(number).unwrap();
        Slot { question: QuestionId(number), version: VersionId(number) }
    };
    Pools((0..rows).map(|row| (row * 10..row * 10 + 10).map(slot).collect()).collect())
}

fn numbers(paper: &Paper) -> Vec<i64> {
    paper.items().iter().map(|item| item.question.0).collect()
}

/// Fixed for ever: a dispute years later must show the same paper.
#[test]
fn the_paper_of_a_seed_never_changes() {
    let paper = Paper::draw(&exam(&[3, 2], Order::Rows, Draw::Each), &pools(2), Seed(1), Seed(42));
    assert_eq!(numbers(&paper), [3, 0, 4, 15, 12]);
    assert_eq!(paper.full_mark(), Points::whole(10));
}

#[test]
fn the_same_paper_for_all_is_in_another_order_for_each() {
    let exam = exam(&[5, 5], Order::Mixed, Draw::Same);
    let paper = |own| Paper::draw(&exam, &pools(2), Seed(7), Seed(own));
    let sorted = |paper: &Paper| {
        let mut numbers = numbers(paper);
        numbers.sort_unstable();
        numbers
    };
    assert_eq!(sorted(&paper(1)), sorted(&paper(2)));
    assert_ne!(numbers(&paper(1)), numbers(&paper(2)));
    let written = Exam { order: Order::Written, ..exam.clone() };
    let written = Paper::draw(&written, &pools(2), Seed(7), Seed(3));
    assert_eq!(numbers(&written), sorted(&written), "as the banks have them");
    assert_eq!(sorted(&written), sorted(&paper(1)));
}

fn paper(questions: usize) -> Paper {
    Paper::draw(&exam(&[questions], Order::Rows, Draw::Each), &pools(1), Seed(1), Seed(5))
}

fn done(work: Work, step: Move, kind: Kind) -> Work {
    match work.handle(step, &paper(3), &question(kind)).unwrap() {
        Step::Moved(work) | Step::Answered(work, _) | Step::Same(work) => work,
    }
}

#[test]
fn answers_can_be_changed_and_taken_back() {
    let tap = |shown| Move::Tap { place: 0, shown };
    let order = paper(3).option_order(0, &question(Kind::Single));
    let work = done(Work::new(3), tap(2), Kind::Single);
    assert_eq!(work.shown().answer, Some(Answer::Options(Choices::only(order[2]))));
    let work = done(work, tap(0), Kind::Single);
    assert_eq!(work.shown().answer, Some(Answer::Options(Choices::only(order[0]))));

    let work = done(Work::new(3), tap(1), Kind::Multiple);
    let work = done(work, tap(3), Kind::Multiple);
    assert_eq!(work.open().collect::<Vec<_>>(), [1, 2]);
    let work = done(done(work, tap(1), Kind::Multiple), tap(3), Kind::Multiple);
    assert_eq!(work.open().collect::<Vec<_>>(), [0, 1, 2], "nothing ticked is no answer");
}

#[test]
fn the_same_tap_twice_is_no_new_evidence() {
    let tap = Move::Judge { place: 1, verdict: true };
    let work = done(Work::new(3), tap.clone(), Kind::Judge);
    assert_eq!(work.place(), 1, "what is answered is shown");
    let again = work.handle(tap, &paper(3), &question(Kind::Judge)).unwrap();
    assert!(matches!(again, Step::Same(_)));
}

#[test]
fn what_does_not_fit_is_refused() {
    let refused = |step, kind| Work::new(3).handle(step, &paper(3), &question(kind)).unwrap_err();
    assert_eq!(refused(Move::Go(3), Kind::Single), Refusal::NotShown);
    assert_eq!(refused(Move::Flag(9), Kind::Single), Refusal::NotShown);
    assert_eq!(refused(Move::Tap { place: 0, shown: 4 }, Kind::Single), Refusal::NotShown);
    assert_eq!(refused(Move::Tap { place: 0, shown: 0 }, Kind::Judge), Refusal::NotShown);
    assert_eq!(refused(Move::Write(vec![]), Kind::Single), Refusal::OtherKind);
    assert_eq!(refused(Move::Judge { place: 0, verdict: true }, Kind::Blank), Refusal::OtherKind);
    let two = Choices::from_letters("AB").unwrap();
    assert_eq!(refused(Move::Choose(two), Kind::Single), Refusal::OtherKind);
}

#[test]
fn marked_questions_are_found_again() {
    let work = done(done(Work::new(3), Move::Flag(2), Kind::Single), Move::Flag(0), Kind::Single);
    assert_eq!(work.flagged().collect::<Vec<_>>(), [0, 2]);
    let work = done(work, Move::Flag(2), Kind::Single);
    assert_eq!(work.flagged().collect::<Vec<_>>(), [0]);
}

#[test]
fn the_exam_says_what_an_answer_is_worth() {
    let two = Points::whole(2);
    let chosen = |letters| Some(Answer::Options(Choices::from_letters(letters).unwrap()));
    let worth =
        |letters| mark(&question(Kind::Multiple), chosen(letters).as_ref(), two, MultipleRule::default());
    assert_eq!((worth("AB"), worth("A"), worth("AC")), (two, Points::ONE, Points::ZERO));
    assert_eq!(mark(&question(Kind::Judge), None, two, MultipleRule::default()), Points::ZERO);
}

#[test]
fn the_stored_form_stays_readable() {
    let work = done(done(Work::new(3), Move::Flag(2), Kind::Single), Move::Go(1), Kind::Single);
    let work = done(work, Move::Judge { place: 0, verdict: true }, Kind::Judge);
    let json = serde_json::to_string(&work).unwrap();
    assert_eq!(json, r#"{"place":0,"entries":[{"a":{"judged":true}},{},{"f":true}]}"#);
    assert_eq!(serde_json::from_str::<Work>(&json).unwrap(), work);
}

proptest! {
    #[test]
    fn replaying_the_evidence_gives_the_answers(taps in prop::collection::vec((0_usize..3, 0_usize..4), 0..40)) {
        let (paper, question) = (paper(3), question(Kind::Multiple));
        let mut work = Work::new(3);
        let mut replayed: Vec<Option<Answer>> = vec![None; 3];
        for (place, shown) in taps {
            work = match work.handle(Move::Tap { place, shown }, &paper, &question).unwrap() {
                Step::Answered(work, given) => {
                    replayed[given.place] = given.answer;
                    work
                }
                Step::Moved(work) | Step::Same(work) => work,
            };
        }
        let live: Vec<Option<Answer>> = work.entries().iter().map(|entry| entry.answer.clone()).collect();
        prop_assert_eq!(live, replayed);
        prop_assert!(work.fits(&paper));
    }
}
