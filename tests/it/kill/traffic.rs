//! People who tap, each a little ahead of what Telegram has handed over.

use std::collections::HashMap;

use super::class::Pupil;
use crate::fake_telegram::{FakeTelegram, State};

/// How many taps of one person may be with Telegram at once.
const AHEAD: usize = 3;

/// All taps, as far as they are made.
pub struct Traffic<'a> {
    fake: &'a FakeTelegram,
    pupils: &'a [Pupil],
    /// How many taps each has made.
    made: Vec<usize>,
}

/// When to look up from the traffic.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// So many taps in all are off Telegram's hands.
    pub handed_over: usize,
    /// So many calls in all were made.
    pub calls: usize,
}

impl Moment {
    /// When all is handed over.
    pub const NEVER: Self = Self { handed_over: usize::MAX, calls: usize::MAX };
}

impl<'a> Traffic<'a> {
    pub fn new(fake: &'a FakeTelegram, pupils: &'a [Pupil]) -> Self {
        Self { fake, pupils, made: vec![0; pupils.len()] }
    }

    /// How many taps there will be.
    pub fn total(&self) -> usize {
        self.pupils.iter().map(|pupil| pupil.taps.len()).sum()
    }

    /// How many taps are off Telegram's hands.
    pub fn handed_over(&self, state: &State) -> usize {
        self.made.iter().sum::<usize>() - state.updates.len()
    }

    /// Whether everything is.
    pub fn is_over(&self, state: &State) -> bool {
        self.handed_over(state) == self.total()
    }

    /// Taps go on until this moment, or until there are no more.
    pub async fn flows_until(&mut self, moment: Moment) {
        loop {
            let due = |state: &mut State| {
                let over = self.is_over(state)
                    || self.handed_over(state) >= moment.handed_over
                    || state.calls.len() >= moment.calls;
                let free = self.free(state);
                (over || !free.is_empty()).then_some((over, free))
            };
            let (over, free) = self.fake.wait_for("taps to be handed over", due).await;
            if over {
                return;
            }
            for at in free {
                self.tap(at);
            }
        }
    }

    /// Everyone makes their next taps at once, so many each.
    pub fn rush(&mut self, taps: usize) {
        for _ in 0..taps {
            for at in 0..self.pupils.len() {
                self.tap(at);
            }
        }
    }

    /// Who may tap.
    fn free(&self, state: &State) -> Vec<usize> {
        let mut waiting: HashMap<i64, usize> = HashMap::new();
        for update in &state.updates {
            *waiting.entry(update.chat).or_default() += 1;
        }
        let may = |(at, pupil): &(usize, &Pupil)| {
            let ahead = waiting.get(&pupil.phone.id()).copied().unwrap_or(0);
            self.made[*at] < pupil.taps.len() && ahead < AHEAD
        };
        self.pupils.iter().enumerate().filter(may).map(|(at, _)| at).collect()
    }

    fn tap(&mut self, at: usize) {
        let pupil = &self.pupils[at];
        if let Some(data) = pupil.taps.get(self.made[at]) {
            pupil.phone.taps(pupil.message, data);
            self.made[at] += 1;
        }
    }
}
