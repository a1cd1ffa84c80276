use super::{tail::at_least, *};
use crate::domain::{
    choices::Choices,
    exam::real::count,
    shuffle::{Dice, Seed},
};
use proptest::prelude::*;

fn second(second: u64) -> Timestamp {
    Timestamp::default().plus(Duration::from_secs(second))
}

fn given(item: usize, characters: usize, shown: u64, at: u64, option: usize) -> Given<usize> {
    let answer = Answer::Options(Choices::only(option));
    Given { item, characters, shown: second(shown), at: second(at), answer, right: option == 0 }
}

#[test]
fn answers_faster_than_reading_make_one_hint_a_sitting() {
    let fast_one = Trace {
        sitting: 1,
        given: vec![
            given(1, 300, 0, 10, 0),
            given(2, 300, 10, 40, 1),
            given(3, 90, 40, 41, 0),
            given(4, 16, 41, 42, 1),
            given(2, 300, 50, 51, 0),
        ],
    };
    let at_the_limit = Trace { sitting: 2, given: (0..9).map(|item| given(item, 150, 0, 10, 0)).collect() };
    let told = fast(&[fast_one.clone(), at_the_limit], &Limits::default());
    let took = Duration::from_secs(1);
    let expected = Fast { sitting: 1, answered: 4, fast: 3, right: 2, fastest: 3, characters: 90, took };
    assert_eq!(told, [expected]);
    assert!(fast(&[fast_one], &Limits { least_fast: 4, ..Limits::default() }).is_empty());
}

#[test]
fn an_answer_in_no_time_is_too_fast() {
    let trace = Trace { sitting: (), given: (0..3).map(|item| given(item, 1, 5, 5, 0)).collect() };
    assert_eq!(fast(&[trace], &Limits::default())[0].took, Duration::ZERO);
}

#[test]
fn silences_are_gaps_without_outages() {
    let trace = Trace { sitting: 7, given: [0, 600, 1201, 2000].map(|at| given(1, 10, at, at, 0)).into() };
    let told = silences(std::slice::from_ref(&trace), &[], &Limits::default());
    let lengths: Vec<_> = told.iter().map(|one| (one.sitting, one.from, one.length.as_secs())).collect();
    assert_eq!(lengths, [(7, second(600), 601), (7, second(1201), 799)]);
    let outages =
        [Outage { from: second(500), to: second(602) }, Outage { from: second(1300), to: second(1400) }];
    let told = silences(&[trace], &outages, &Limits::default());
    assert_eq!(told.iter().map(|one| one.length.as_secs()).collect::<Vec<_>>(), [699]);
}

/// By hand: all three happen in 1/64, just two in (7 + 3 + 1)/64, none in
/// 21/64.
#[test]
fn the_tail_of_three_events_by_hand() {
    let chances = [0.5, 0.25, 0.125];
    for (least, expected) in [(0, 64.0), (1, 43.0), (2, 12.0), (3, 1.0), (4, 0.0)] {
        let told = at_least(&chances, least) * 64.0;
        assert!((told - expected).abs() < 1e-12, "{least}: {told}");
    }
    let tiny = at_least(&[0.25; 50], 50);
    assert!((tiny / 0.25_f64.powi(50) - 1.0).abs() < 1e-12, "{tiny}");
}

/// From 0 up to, not including, `bound`; from the tests' stored seed.
fn roll(dice: &mut Dice, bound: usize) -> usize {
    let mut all: Vec<usize> = (0..bound).collect();
    dice.shuffle(&mut all);
    all[0]
}

/// People who answer four-option items by themselves, right (option 0) in
/// about `right` of ten.
fn by_themselves(people: usize, items: usize, right: usize) -> Vec<Trace<usize, usize>> {
    let mut dice = Seed(2026).stream(1);
    let mut option = |_| if roll(&mut dice, 10) < right { 0 } else { [1, 1, 2, 3][roll(&mut dice, 4)] };
    let mut trace = |sitting| Trace {
        sitting,
        given: (0..items).map(|item| given(item, 10, 0, 10, option(item))).collect(),
    };
    (0..people).map(&mut trace).collect()
}

#[test]
fn a_pair_that_copied_is_told_and_nobody_else() {
    let mut traces = by_themselves(60, 60, 5);
    assert!(alike(&traces, &Limits::default()).is_empty());
    traces[41].given = traces[7].given.clone();
    for item in [3, 30] {
        traces[41].given.push(given(item, 10, 20, 30, 0));
    }
    let told = alike(&traces, &Limits::default());
    assert_eq!(told.iter().map(|pair| (pair.one, pair.other)).collect::<Vec<_>>(), [(7, 41)]);
    let pair = told[0];
    assert_eq!(pair.shared, pair.equal);
    assert!(pair.expected < count(pair.equal) * 0.5 && pair.variance < pair.expected, "{pair:?}");
    assert!((pair.corrected / (pair.probability * 1770.0) - 1.0).abs() < 1e-9 && pair.corrected < 1e-6);
}

/// Twelve million pairs, half of all answers wrong: a bound on the pairs is
/// needed to get through in a blink.
#[test]
fn five_thousand_sittings_are_compared() {
    let mut traces = by_themselves(5000, 60, 4);
    traces[4321].given = traces[1234].given.clone();
    let told = alike(&traces, &Limits::default());
    assert_eq!(told.iter().map(|pair| (pair.one, pair.other)).collect::<Vec<_>>(), [(1234, 4321)]);
}

/// Two statements and no choice between wrong answers: being wrong together
/// says nothing.
#[test]
fn equal_wrong_answers_that_everyone_gives_say_nothing() {
    let judged = |item| Given { answer: Answer::Judged(false), right: false, ..given(item, 10, 0, 1, 0) };
    let traces: Vec<_> =
        (0..5).map(|sitting| Trace { sitting, given: (0..80).map(judged).collect() }).collect();
    assert!(alike(&traces, &Limits::default()).is_empty());
}

#[test]
fn few_shared_wrong_answers_are_not_looked_at() {
    let mut traces = by_themselves(40, 60, 5);
    traces[1].given = traces[0].given.clone();
    let shared = alike(&traces, &Limits::default())[0].shared;
    assert!(alike(&traces, &Limits { least_shared: shared + 1, ..Limits::default() }).is_empty());
}

#[test]
fn words_are_compared_as_they_are_marked() {
    let words = |item: usize, word: &str| Given {
        answer: Answer::Words(vec![word.to_owned()]),
        right: false,
        ..given(item, 10, 0, 1, 0)
    };
    let person = |sitting: usize, word: fn(usize, usize) -> String| Trace {
        sitting,
        given: (0..20).map(|item| words(item, &word(sitting, item))).collect(),
    };
    let mut traces: Vec<_> =
        (0..8).map(|sitting| person(sitting, |who, item| format!("{who}错{item}"))).collect();
    traces[5] = person(5, |_, item| format!(" 2错{item}。"));
    traces[6] = person(6, |_, _| "  ".to_owned());
    traces[7] = person(7, |_, _| String::new());
    let told = alike(&traces, &Limits::default());
    assert_eq!(told.iter().map(|pair| (pair.one, pair.other, pair.equal)).collect::<Vec<_>>(), [(2, 5, 20)]);
}

#[test]
fn nobody_and_one_make_no_pairs() {
    assert!(alike::<usize, usize>(&[], &Limits::default()).is_empty());
    assert!(alike(&by_themselves(1, 50, 0), &Limits::default()).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The bound drops no pair that comparing all of them would tell.
    #[test]
    fn the_fast_way_tells_what_the_slow_one_does(
        answers in proptest::collection::vec(proptest::collection::vec(0_usize..4, 12), 2..9),
        chance in prop_oneof![Just(0.5), Just(1e-2), Just(1e-4)],
    ) {
        let trace = |(sitting, options): (usize, &Vec<usize>)| Trace {
            sitting,
            given: options.iter().enumerate().map(|(item, option)| given(item, 10, 0, 1, *option)).collect(),
        };
        let mut traces: Vec<_> = answers.iter().enumerate().map(trace).collect();
        let copy = Trace { sitting: traces.len(), given: traces[0].given.clone() };
        traces.push(copy);
        let limits = Limits { least_shared: 1, chance, ..Limits::default() };
        let mut told: Vec<_> = alike(&traces, &limits).iter().map(|pair| (pair.one, pair.other)).collect();
        told.sort_unstable();
        prop_assert_eq!(told, slowly(&traces, chance));
    }

    /// The Poisson binomial tail agrees with adding up all outcomes.
    #[test]
    fn a_tail_is_the_sum_of_its_outcomes(chances in proptest::collection::vec(0.0_f64..=1.0, 0..9), least in 0_usize..10) {
        let outcome = |bits: u32| {
            let happens = |at: usize| bits & (1 << at) != 0;
            let p = chances.iter().enumerate().map(|(at, p)| if happens(at) { *p } else { 1.0 - p }).product::<f64>();
            if (0..chances.len()).filter(|at| happens(*at)).count() >= least { p } else { 0.0 }
        };
        let all: f64 = (0..1_u32 << chances.len()).map(outcome).sum();
        prop_assert!((all - at_least(&chances, least)).abs() < 1e-9);
    }
}

/// All pairs, one by one, by the model as it is written down.
fn slowly(traces: &[Trace<usize, usize>], chance: f64) -> Vec<(usize, usize)> {
    let option = |who: usize, item: usize| match &traces[who].given[item].answer {
        Answer::Options(chosen) if !chosen.contains(0) => Some(*chosen),
        _ => None,
    };
    let same = |item: usize| {
        let wrong: Vec<_> = (0..traces.len()).filter_map(|who| option(who, item)).collect();
        let times = |one| count(wrong.iter().filter(|other| **other == one).count());
        wrong.iter().map(|one| times(*one)).sum::<f64>() / count(wrong.len()).powi(2)
    };
    let pairs = count(traces.len() * (traces.len() - 1) / 2);
    let improbable = |(one, other): &(usize, usize)| {
        let shared: Vec<_> =
            (0..12).filter(|item| option(*one, *item).and(option(*other, *item)).is_some()).collect();
        let equal = shared.iter().filter(|item| option(*one, **item) == option(*other, **item)).count();
        let chances: Vec<_> = shared.iter().map(|item| same(*item)).collect();
        !shared.is_empty() && at_least(&chances, equal) * pairs <= chance
    };
    (0..traces.len())
        .flat_map(|one| (one + 1..traces.len()).map(move |other| (one, other)))
        .filter(improbable)
        .collect()
}
