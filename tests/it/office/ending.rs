//! The end of a story: nothing is left over and nothing was said amiss.

use std::time::Duration;

use serde_json::Value;

use super::Office;

/// The most characters of a message.
const LONGEST: usize = 4_096;

impl Office {
    /// Ends the program and looks whether all is well.
    pub async fn closes(self) {
        self.rests().await;
        self.jobs_are_done().await;
        self.no_job_is_left().await;
        for copy in self.take_copies() {
            copy.ends().await;
        }
        self.closed_well().await;
    }

    /// As [`Office::closes`], for a program that has ended already.
    pub async fn closed_well(mut self) {
        assert_eq!(self.open_rows().await, (0, 0), "open inbox and outbox rows");
        self.nothing_was_amiss();
        self.closed = true;
    }

    /// What is due needs a moment to be done.
    async fn jobs_are_done(&self) {
        let now = self.house.clock.now().0;
        let due = format!("SELECT COUNT(*) FROM job WHERE done_at IS NULL AND due_at <= {now}");
        for _ in 0..5 {
            if self.number(&due).await == 0 {
                return;
            }
            self.advance(Duration::from_secs(2)).await;
        }
    }

    async fn no_job_is_left(&self) {
        let open = self.number("SELECT COUNT(*) FROM job WHERE done_at IS NULL").await;
        assert_eq!(open, 0, "a job is left");
    }

    /// Looks at every call and every refusal.
    fn nothing_was_amiss(&self) {
        let expected = self.expected.lock().unwrap();
        self.telegram.state(|state| {
            for (method, words, params) in &state.refusals {
                let known = expected.iter().any(|expected| words.contains(expected));
                assert!(known, "Telegram refused {method}: {words}\n{params}");
            }
            for (method, params) in &state.calls {
                well_said(method, params);
            }
        });
    }
}

fn well_said(method: &str, params: &Value) {
    let whole = params.to_string();
    assert!(!whole.contains('⟨'), "a text is missing: {method} {whole}");
    let length = params["text"].as_str().unwrap_or_default().chars().count();
    assert!(length <= 2 * LONGEST, "{length} characters");
    for button in params["reply_markup"]["inline_keyboard"].as_array().into_iter().flatten().flat_map(row) {
        let data = button["callback_data"].as_str().unwrap_or_default();
        assert!(data.len() <= 64, "{data} is too long");
    }
}

fn row(row: &Value) -> impl Iterator<Item = &Value> {
    row.as_array().into_iter().flatten()
}
