//! Two worked examples: one small enough for a pencil, one computed by numpy
//! and scipy.

use super::*;
use crate::domain::choices::Choices;
use proptest::prelude::*;

const TRUE: Body = Body::Judge { key: true };

fn response(slot: usize, item: i64, hundredths: i64) -> Response<i64> {
    Response { slot, item, mark: Points::from_hundredths(hundredths), answer: None }
}

fn item(id: i64, hundredths: i64) -> Item<'static, i64> {
    Item { id, body: &TRUE, full: Points::from_hundredths(hundredths), drawn: false }
}

#[track_caller]
fn near(told: Option<f64>, expected: f64) {
    let told = told.expect("a figure");
    assert!((told - expected).abs() < 1e-8, "{told} is not {expected}");
}

/// Three people, two items: A 1 1 0, B 1 0 0. By hand: var A = var B = 1/3,
/// cov(A, B) = 1/6 and no more when both are sorted, T = 2 1 0 with variance 1.
#[test]
fn an_example_for_a_pencil() {
    let sitting = |a: i64, b: i64| vec![response(0, 1, a * 100), response(1, 2, b * 100)];
    let told = analyse(&[item(1, 100), item(2, 100)], &[sitting(1, 1), sitting(1, 0), sitting(0, 0)]);
    let [a, b] = told.items.as_slice() else { panic!("two items") };
    near(a.facility, 2.0 / 3.0);
    near(b.facility, 1.0 / 3.0);
    near(a.sd, (1.0_f64 / 3.0).sqrt());
    near(a.discrimination, 50.0);
    near(a.efficiency, 100.0);
    near(a.weight, 50.0);
    let whole = told.whole;
    for (figure, expected) in [(whole.mean, 1.0), (whole.median, 1.0), (whole.sd, 1.0), (whole.skewness, 0.0)]
    {
        near(figure, expected);
    }
    near(whole.alpha, 200.0 / 3.0);
    near(whole.error_ratio, 100.0 * (1.0_f64 / 3.0).sqrt());
    near(whole.standard_error, (1.0_f64 / 3.0).sqrt());
    assert_eq!(whole.kurtosis, None, "needs four sittings");
    assert!(whole.too_few && a.too_few);
}

const FULL: [i64; 6] = [200, 200, 100, 100, 300, 150];

/// Twenty-four made-up people: marks of six slots in hundredths, and which of
/// the items 6, 7, 8 was drawn for the last slot. Slot 3 is keyed wrong.
const MARKS: [[i64; 7]; 24] = [
    [200, 200, 100, 100, 300, 150, 8],
    [200, 0, 100, 100, 100, 0, 8],
    [0, 0, 0, 100, 0, 0, 8],
    [0, 200, 0, 100, 100, 150, 7],
    [200, 0, 0, 100, 0, 150, 6],
    [0, 200, 100, 0, 200, 150, 7],
    [200, 200, 0, 0, 200, 150, 8],
    [200, 0, 0, 100, 300, 150, 7],
    [200, 200, 100, 0, 100, 150, 6],
    [200, 200, 0, 100, 100, 150, 7],
    [200, 200, 0, 0, 200, 0, 6],
    [200, 200, 100, 0, 300, 150, 8],
    [0, 0, 0, 100, 0, 0, 6],
    [200, 200, 100, 0, 300, 150, 7],
    [200, 200, 100, 0, 200, 150, 6],
    [200, 200, 0, 0, 100, 0, 8],
    [200, 0, 0, 100, 100, 150, 7],
    [0, 0, 100, 100, 0, 0, 7],
    [0, 200, 100, 100, 200, 150, 7],
    [200, 0, 100, 0, 300, 150, 8],
    [200, 200, 0, 100, 0, 150, 8],
    [200, 200, 100, 0, 200, 0, 8],
    [200, 0, 0, 0, 100, 0, 6],
    [0, 0, 0, 100, 100, 150, 7],
];

fn twenty_four() -> Analysis<i64> {
    let fixed = (0_i64..).zip(&FULL[..5]).map(|(id, full)| item(id, *full));
    let drawn = (6..9).map(|id| Item { drawn: true, ..item(id, FULL[5]) });
    let sitting = |marks: &[i64; 7]| {
        let id = |slot: usize| if slot == 5 { marks[6] } else { i64::try_from(slot).unwrap() };
        (0..6).map(|slot| response(slot, id(slot), marks[slot])).collect()
    };
    let items: Vec<_> = fixed.chain(drawn).collect();
    analyse(&items, &MARKS.iter().map(sitting).collect::<Vec<_>>())
}

/// Computed with numpy 2.4.6: `mean`, `std(ddof=1)`, `corrcoef(x, T - x)`,
/// `cov(x, T - x) / cov(sort(x), sort(T - x))`.
#[test]
fn items_that_everyone_has_agree_with_numpy() {
    let told = twenty_four();
    let expected = [
        [0.708_333_333_3, 0.928_611_243_0, 22.950_067_483_4, 28.476_821_192_1],
        [0.583_333_333_3, 1.007_220_310_4, 34.930_904_185_6, 44.0],
        [0.458_333_333_3, 0.508_977_377_7, 30.979_860_584_3, 40.711_462_450_6],
        [0.541_666_666_7, 0.508_977_377_7, -51.909_909_407_0, -62.962_962_963_0],
        [0.486_111_111_1, 1.062_366_786_2, 55.046_223_604_1, 59.118_236_472_9],
    ];
    for (figures, [facility, sd, discrimination, efficiency]) in told.items.iter().zip(expected) {
        near(figures.facility, facility);
        near(figures.sd, sd);
        near(figures.discrimination, discrimination);
        near(figures.rest_discrimination, discrimination);
        near(figures.efficiency, efficiency);
    }
    assert_eq!(told.items[0].suspicions, []);
    assert!(matches!(told.items[3].suspicions[0], Suspicion::Discrimination(index) if index < -51.0));
}

/// Computed with numpy over those who met the item: `corrcoef(x, T)` and, for
/// the rest, `corrcoef(x, T - x)`; weights from `cov(x, T)` of the slots.
#[test]
fn items_that_are_drawn_agree_with_numpy() {
    let told = twenty_four();
    let expected = [
        (6, 0.5, 68.025_672_581_1, 46.852_128_566_6, 77.777_777_777_8),
        (9, 0.888_888_888_9, 67.373_026_267_5, 52.448_834_893_5, 100.0),
        (9, 0.555_555_555_6, 72.006_383_120_2, 53.187_188_357_2, 94.409_937_887_8),
    ];
    for (figures, (attempts, facility, with_total, with_rest, efficiency)) in
        told.items[5..].iter().zip(expected)
    {
        assert_eq!((figures.attempts, figures.too_few, figures.weight), (attempts, true, None));
        near(figures.facility, facility);
        near(figures.discrimination, with_total);
        near(figures.rest_discrimination, with_rest);
        near(figures.efficiency, efficiency);
    }
    let weights =
        [19.744_968_280_7, 22.533_951_569_2, 13.615_109_042_4, 0.0, 25.382_758_097_2, 18.723_213_010_4];
    for (slot, weight) in told.slots.iter().zip(weights) {
        assert_eq!((slot.negative, slot.weight.is_none()), (slot.slot == 3, slot.slot == 3));
        near(slot.weight.or(Some(0.0)), weight);
    }
}

/// Computed with numpy and `scipy.stats.kstat(T, 1..4)`; α from the trace of
/// the covariance matrix.
#[test]
fn the_whole_agrees_with_scipy() {
    let whole = twenty_four().whole;
    assert_eq!((whole.sittings, whole.too_few), (24, false));
    near(whole.mean, 6.041_666_666_666_667);
    near(whole.median, 6.5);
    near(whole.sd, 2.570_385_974_512_586);
    near(whole.skewness, -0.467_113_916_918_869);
    near(whole.kurtosis, -0.278_390_697_612_554);
    near(whole.alpha, 46.525_911_708_253_35);
    near(whole.error_ratio, 73.125_979_167_288_18);
    near(whole.standard_error, 1.879_619_912_240_970_7);
}

#[test]
fn without_spread_or_people_there_are_no_figures() {
    let nobody = analyse(&[item(1, 100)], &[]);
    assert_eq!((nobody.items[0].facility, nobody.whole.mean, nobody.whole.median), (None, None, None));
    let same = analyse(&[item(1, 30)], &vec![vec![response(0, 1, 10), response(1, 2, 20)]; 7]);
    assert_eq!(
        (same.items[0].discrimination, same.items[0].efficiency, same.items[0].weight),
        (None, None, None)
    );
    let whole = same.whole;
    assert_eq!((whole.sd, whole.skewness, whole.kurtosis, whole.alpha), (Some(0.0), None, None, None));
    assert_eq!(same.items[0].suspicions, [Suspicion::BelowGuess { facility: 1.0 / 3.0, guess: 0.5 }]);
}

#[test]
fn papers_of_other_shapes_have_no_alpha() {
    let sittings = [vec![response(0, 1, 100)], vec![response(0, 1, 0), response(1, 2, 100)]];
    assert_eq!(analyse(&[], &sittings).whole.alpha, None);
}

/// Eight people and a key that the better half doesn't share: they say B, the
/// bank says A.
#[test]
fn a_distractor_that_the_better_half_prefers_is_told() {
    let body = Body::Single { options: vec![String::new(); 4], key: 0 };
    let sitting = |rest: i64, option: Option<usize>| {
        let answer = option.map(|option| Answer::Options(Choices::only(option)));
        let mark = if option == Some(0) { 100 } else { 0 };
        vec![Response { answer, ..response(0, 1, mark) }, response(1, 2, rest)]
    };
    let sittings = [
        (900, Some(1)),
        (800, Some(1)),
        (700, Some(1)),
        (700, Some(0)),
        (300, Some(0)),
        (200, Some(0)),
        (200, None),
        (100, Some(3)),
    ]
    .map(|(rest, option)| sitting(rest, option));
    let asked = Item { body: &body, ..item(1, 100) };
    let figures = &analyse(&[asked], &sittings).items[0];
    assert_eq!((figures.chosen.options.as_slice(), figures.chosen.open), ([3, 3, 0, 1].as_slice(), 1));
    assert_eq!(
        (figures.guess, figures.chosen.share(1, 8), figures.chosen.share(4, 8)),
        (Some(0.25), Some(0.375), None)
    );
    let attraction = Attraction { wrong: 1, wrong_times: 3, right: 0, right_times: 1 };
    assert_eq!(figures.suspicions.last(), Some(&Suspicion::Distractor(attraction)));
}

#[test]
fn each_kind_of_answer_is_counted() {
    let chosen = |body: &Body, answers: &[Option<Answer>]| {
        let told = Chosen::of(body, answers.iter().map(Option::as_ref));
        (told.options, told.filled, told.open)
    };
    let judged = [Some(Answer::Judged(true)), Some(Answer::Judged(false)), Some(Answer::Judged(false)), None];
    assert_eq!(chosen(&TRUE, &judged), (vec![1, 2], 0, 1));
    let words = |words: &[&str]| Some(Answer::Words(words.iter().map(|&word| word.to_owned()).collect()));
    let blank = Body::Blank { key: vec![vec!["甲".into()]; 2], any_order: false };
    assert_eq!(chosen(&blank, &[words(&["甲", ""]), words(&[" ", ""]), None]), (vec![], 1, 2));
    let multiple =
        Body::Multiple { options: vec![String::new(); 3], key: Choices::from_letters("AB").unwrap() };
    let picked =
        ["AB", "BC", ""].map(|letters| Some(Answer::Options(Choices::from_letters(letters).unwrap())));
    assert_eq!(chosen(&multiple, &picked), (vec![1, 2, 1], 0, 1));
}

proptest! {
    /// Whoever sat first makes no difference; percentages keep their bounds.
    #[test]
    fn figures_keep_their_bounds_whatever_the_order(
        marks in proptest::collection::vec(proptest::collection::vec(0_i64..=4, 4), 0..30),
    ) {
        let sitting = |marks: &Vec<i64>| -> Vec<_> {
            (0_i64..).zip(marks).map(|(slot, mark)| response(usize::try_from(slot).unwrap(), slot, mark * 50)).collect()
        };
        let items: Vec<_> = (0..4).map(|id| item(id, 200)).collect();
        let mut sittings: Vec<_> = marks.iter().map(sitting).collect();
        let told = analyse(&items, &sittings);
        for figures in &told.items {
            prop_assert!(figures.facility.is_none_or(|facility| (0.0..=1.0).contains(&facility)));
            for index in [figures.discrimination, figures.efficiency].into_iter().flatten() {
                prop_assert!(index <= 100.000_001, "{}", index);
            }
            prop_assert!(figures.discrimination.is_none_or(|index| index >= -100.000_001));
        }
        prop_assert!(told.whole.alpha.is_none_or(|alpha| alpha <= 100.000_001));
        let weights: f64 = told.slots.iter().filter_map(|slot| slot.weight).sum();
        prop_assert!(weights == 0.0 || (weights - 100.0).abs() < 1e-6);
        sittings.reverse();
        let reversed = analyse(&items, &sittings);
        prop_assert_eq!(told.whole.median, reversed.whole.median);
        prop_assert_eq!(told.whole.mean, reversed.whole.mean);
    }
}
