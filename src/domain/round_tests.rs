use proptest::prelude::*;

use super::*;

fn question(body: Body) -> Question {
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

fn options() -> Vec<String> {
    ["甲", "乙", "丙", "丁"].map(str::to_owned).to_vec()
}

fn single() -> Question {
    question(Body::Single { options: options(), key: 1 })
}

fn multiple() -> Question {
    question(Body::Multiple { options: options(), key: Choices::from_letters("BD").unwrap() })
}

fn round(length: usize) -> Round {
    let slots = (0..length).map(|n| i64::try_from(n).unwrap());
    let slots = slots.map(|n| Slot { question: QuestionId(n), version: VersionId(n) }).collect();
    Round::new(Seed(7), slots, Timestamp(0)).unwrap()
}

fn context<'a>(question: &'a Question, rules: &'a Rules) -> Context<'a> {
    Context { question, rules, now: Timestamp(4_000), earned_today: false, points_today: Points::ZERO }
}

fn shown(round: &Round, question: &Question, option: usize) -> usize {
    round.order(question).iter().position(|&o| o == option).unwrap()
}

#[test]
fn one_tap_answers_a_single_choice() {
    let (question, rules) = (single(), Rules::default());
    let round = round(2);
    let tap = Move::Tap { place: 0, shown: shown(&round, &question, 1) };
    let Step::Answered(round, response) = round.handle(tap, &context(&question, &rules)).unwrap() else {
        panic!("not answered");
    };
    assert!(response.marked.is_right());
    assert_eq!(response.marked.points, Points::ONE);
    assert_eq!(response.marked.elapsed_ms, 4_000);
    assert_eq!(response.answer, Answer::Options(Choices::only(1)));
    assert_eq!(Summary::of(round.marked()).right, 1);
}

#[test]
fn a_double_tap_is_refused_and_an_old_button_too() {
    let (question, rules) = (single(), Rules::default());
    let context = context(&question, &rules);
    let tap = Move::Tap { place: 0, shown: 0 };
    let Step::Answered(round, _) = round(3).handle(tap.clone(), &context).unwrap() else { panic!() };
    assert_eq!(round.clone().handle(tap.clone(), &context), Err(Refusal::AlreadyAnswered));
    let Step::Asking(round) = round.handle(Move::Next { place: 0 }, &context).unwrap() else { panic!() };
    assert_eq!(round.clone().handle(tap, &context), Err(Refusal::AlreadyAnswered));
    assert_eq!(round.clone().handle(Move::Next { place: 0 }, &context), Err(Refusal::AlreadyAnswered));
    assert_eq!(round.handle(Move::Tap { place: 2, shown: 0 }, &context), Err(Refusal::NotAsked));
}

#[test]
fn ticks_are_handed_in_together() {
    let (question, rules) = (multiple(), Rules::default());
    let context = context(&question, &rules);
    let start = round(1);
    assert_eq!(start.clone().handle(Move::Submit { place: 0 }, &context), Err(Refusal::NothingTicked));
    let tap = |round: Round, option| {
        let tap = Move::Tap { place: 0, shown: shown(&round, &question, option) };
        match round.handle(tap, &context).unwrap() {
            Step::Ticked(round) => round,
            other => panic!("{other:?}"),
        }
    };
    let ticked = tap(tap(tap(tap(start, 0), 1), 3), 0);
    let Step::Answered(round, response) = ticked.handle(Move::Submit { place: 0 }, &context).unwrap() else {
        panic!("not answered");
    };
    assert!(response.marked.is_right());
    assert!(matches!(round.handle(Move::Next { place: 0 }, &context), Ok(Step::Finished(_))));
}

#[test]
fn a_question_earns_once_a_day_up_to_the_cap() {
    let (question, rules) = (question(Body::Judge { key: true }), Rules::default());
    let answer = Move::Judge { place: 0, verdict: true };
    let earned = |earned_today, points_today| {
        let context = Context { earned_today, points_today, ..context(&question, &rules) };
        match round(1).handle(answer.clone(), &context).unwrap() {
            Step::Answered(_, response) => response.marked.points,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(earned(false, Points::ZERO), Points::ONE);
    assert_eq!(earned(true, Points::ZERO), Points::ZERO);
    assert_eq!(earned(false, Points::from_hundredths(4_950)), Points::from_hundredths(50));
    assert_eq!(earned(false, Points::whole(50)), Points::ZERO);
    assert_eq!(earned(false, Points::whole(60)), Points::ZERO);
}

#[test]
fn time_away_does_not_count() {
    let (question, rules) = (question(Body::Judge { key: true }), Rules::default());
    let hours_later = Timestamp(10_000_000);
    let context = Context { now: hours_later.plus(Duration::from_secs(3)), ..context(&question, &rules) };
    let answer = Move::Judge { place: 0, verdict: true };
    let elapsed = |round: Round| match round.handle(answer.clone(), &context).unwrap() {
        Step::Answered(_, response) => response.marked.elapsed_ms,
        other => panic!("{other:?}"),
    };
    assert_eq!(elapsed(round(1).resumed(hours_later)), 3_000);
    assert_eq!(elapsed(round(1)), millis(LONGEST_THOUGHT));
}

#[test]
fn the_stored_form_stays_readable() {
    let stored =
        r#"{"seed":7,"slots":[{"q":1,"v":2}],"marked":[],"phase":{"phase":"asking","chosen":3,"since":5}}"#;
    let round: Round = serde_json::from_str(stored).unwrap();
    assert_eq!(serde_json::to_string(&round).unwrap(), stored);
}

fn any_move() -> impl Strategy<Value = Move> {
    let place = 0_usize..4;
    prop_oneof![
        (place.clone(), 0_usize..6).prop_map(|(place, shown)| Move::Tap { place, shown }),
        (place.clone(), any::<bool>()).prop_map(|(place, verdict)| Move::Judge { place, verdict }),
        place.clone().prop_map(|place| Move::Submit { place }),
        Just(Move::Write(vec!["词".into()])),
        place.prop_map(|place| Move::Next { place }),
    ]
}

proptest! {
    /// Any order of moves leaves a legal state, and no question is answered twice.
    #[test]
    fn any_order_of_moves_leaves_a_legal_round(moves in proptest::collection::vec(any_move(), 0..60)) {
        let rules = Rules::default();
        let questions = [single(), multiple(), question(Body::Judge { key: false })];
        let mut round = round(3);
        let mut answered = Vec::new();
        for step in moves {
            let question = &questions[round.place()];
            match round.clone().handle(step, &context(question, &rules)) {
                Ok(Step::Answered(next, response)) => {
                    answered.push(response.place);
                    round = next;
                }
                Ok(Step::Ticked(next) | Step::Asking(next)) => round = next,
                Ok(Step::Finished(next)) => {
                    prop_assert_eq!(next.marked().len(), 3);
                    break;
                }
                Err(_) => {}
            }
        }
        prop_assert_eq!(answered.clone(), (0..answered.len()).collect::<Vec<_>>());
        prop_assert_eq!(round.marked().len(), answered.len());
    }
}
