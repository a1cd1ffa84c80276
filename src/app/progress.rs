//! Bars for long work, on stderr; silent where that is no terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// How often a bar without an end turns, so that nobody takes long work for a
/// program that hangs.
const TURN: Duration = Duration::from_millis(120);

/// A bar. It goes away with this value.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar for so many steps; for an unknown number, 0.
    pub fn new(what: &'static str, steps: usize) -> Self {
        let (bar, look) = match steps {
            0 => (ProgressBar::new_spinner(), "{spinner} {prefix} {msg}"),
            steps => (ProgressBar::new(len(steps)), "{prefix} {bar:30} {pos}/{len} {msg}"),
        };
        // The look is plain text of our own; were it wrong, the usual one would do.
        if let Ok(style) = ProgressStyle::with_template(look) {
            bar.set_style(style);
        }
        bar.set_prefix(what);
        if steps == 0 {
            bar.enable_steady_tick(TURN);
        }
        Self(bar)
    }

    /// One step more.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// What is being done just now.
    pub fn tell(&self, what: String) {
        self.0.set_message(what);
        self.0.tick();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

fn len(steps: usize) -> u64 {
    u64::try_from(steps).unwrap_or(u64::MAX)
}
