//! Long lists, worked on by as many threads as the machine has.

use std::{num::NonZeroUsize, thread};

/// The fewest that are worth a thread of their own.
const FEWEST: usize = 2_000;
/// The most threads: others want to be served meanwhile.
const MOST: usize = 4;

/// Parts a list, works on all parts at once, and gives what comes of them in
/// the order of the list. A short list is one part.
pub(super) fn in_parts<T: Send, R: Send>(mut all: Vec<T>, work: impl Fn(Vec<T>) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(MOST);
    let parts = (all.len() / FEWEST).clamp(1, threads);
    let each = all.len().div_ceil(parts);
    thread::scope(|scope| {
        let mut running = Vec::with_capacity(parts);
        for part in (1..parts).rev() {
            let tail = all.split_off(part * each);
            running.push(scope.spawn(|| work(tail)));
        }
        let mut done = vec![work(all)];
        // A panic goes on as if it were of this thread.
        let others = running.into_iter().rev().map(thread::ScopedJoinHandle::join);
        done.extend(others.map(|part| part.unwrap_or_else(|panic| std::panic::resume_unwind(panic))));
        done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_comes_back_in_its_order() {
        for many in [0, 1, FEWEST, 3 * FEWEST + 1, 40 * FEWEST - 1] {
            let parts = in_parts((0..many).collect(), |part| part);
            assert!(parts.len() <= MOST);
            assert_eq!(parts.concat(), (0..many).collect::<Vec<_>>());
        }
    }

    #[test]
    #[should_panic(expected = "broken")]
    fn a_panic_is_not_lost() {
        in_parts((0..40 * FEWEST).collect(), |part| {
            assert!(part.last() != Some(&(40 * FEWEST - 1)), "broken");
        });
    }
}
