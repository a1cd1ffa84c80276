//! What a made-up hand does with a question: mostly what is right, sometimes not.

use crate::domain::{
    choices::Choices,
    exam::{paper::Paper, sitting::Move},
    question::{Body, Question},
    shuffle::{Dice, Seed},
};

/// So many answers in ten are right.
const RIGHT_IN_TEN: usize = 7;

/// A seed for a paper.
pub(super) fn seed(dice: &mut Dice) -> Seed {
    let mut digits: Vec<i64> = (0..16).collect();
    dice.shuffle(&mut digits);
    Seed(digits.into_iter().take(15).fold(0, |seed, digit| seed * 16 + digit))
}

/// The moves by which a question is answered.
pub(super) fn moves(place: usize, paper: &Paper, question: &Question, dice: &mut Dice) -> Vec<Move> {
    let right = in_ten(RIGHT_IN_TEN, dice);
    let mut moves = vec![Move::Go(place)];
    moves.extend(answer(place, paper, question, right));
    if in_ten(1, dice) {
        moves.push(Move::Flag(place));
    }
    moves
}

fn answer(place: usize, paper: &Paper, question: &Question, right: bool) -> Vec<Move> {
    let order = paper.option_order(place, question);
    let tap = |option: usize| {
        order.iter().position(|shown| *shown == option).map(|shown| Move::Tap { place, shown })
    };
    let options = question.options().len();
    match &question.body {
        Body::Single { key, .. } => {
            let chosen = if right { *key } else { (*key + 1) % options.max(1) };
            tap(chosen).into_iter().collect()
        }
        Body::Multiple { key, .. } => {
            let chosen = if right { *key } else { key.iter().skip(1).fold(Choices::NONE, Choices::toggled) };
            chosen.iter().filter_map(tap).collect()
        }
        Body::Judge { key } => vec![Move::Judge { place, verdict: *key == right }],
        Body::Blank { key, .. } => {
            let word =
                |ways: &Vec<String>| ways.first().filter(|_| right).cloned().unwrap_or("不知道".to_owned());
            vec![Move::Write(key.iter().map(word).collect())]
        }
    }
}

/// True in so many of ten cases.
fn in_ten(cases: usize, dice: &mut Dice) -> bool {
    let mut lots: Vec<usize> = (0..10).collect();
    dice.shuffle(&mut lots);
    lots[0] < cases
}
