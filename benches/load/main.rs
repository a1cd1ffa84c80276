//! The targets of the design, measured. Each word is one row of the table:
//!
//! ```text
//! cargo bench --bench load -- answers [--people 256] [--seconds 10]
//! cargo bench --bench load -- slow-disk           4 ms added to each fsync
//! cargo bench --bench load -- latency [--rate 200]
//! cargo bench --bench load -- calls [--people 50] 50 ms a call of the Bot API
//! cargo bench --bench load -- ranking [--responses 10000000]
//! cargo bench --bench load -- memory [--people 10000]
//! cargo bench --bench load -- import [--rows 100000]
//! cargo bench --bench load -- exam [--people 5000] [--rate 200] [--copies 1]
//! ```
//!
//! `BAITI_BENCH_DATABASE` names a PostgreSQL database, `BAITI_BENCH_DIR` the
//! folder of the SQLite file (default `target`).
#![expect(clippy::unwrap_used, reason = "a bench that can't go on may die")]
#![expect(clippy::disallowed_methods, reason = "a bench measures real time")]
#![expect(clippy::cast_precision_loss, reason = "figures for people")]

mod answers;
mod calls;
mod exam;
mod import;
mod latency;
mod memory;
mod office;
mod ranking;
mod slow_disk;

#[expect(dead_code, unused_imports, reason = "the benches use a part of it")]
#[path = "../../tests/it/fake_telegram.rs"]
mod fake_telegram;

use std::time::Duration;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let number = |name: &str, default: u64| {
        let at = words.iter().position(|word| word == name);
        at.and_then(|at| words.get(at + 1)).and_then(|value| value.parse().ok()).unwrap_or(default)
    };
    let seconds = Duration::from_secs(number("--seconds", 5));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        match words.first().map_or("answers", String::as_str) {
            "answers" => answers::run(number("--people", 256), seconds).await,
            "slow-disk" => slow_disk::run(&words),
            "latency" => latency::run(number("--people", 256), number("--rate", 200), seconds).await,
            "calls" => calls::run(number("--people", 50), seconds).await,
            "ranking" => ranking::run(number("--responses", 10_000_000), number("--people", 10_000)).await,
            "memory" => memory::run(number("--people", 10_000)).await,
            "import" => import::run(&words, number("--rows", 100_000)).await,
            "exam" => {
                let (people, rate) = (number("--people", 5_000), number("--rate", 200));
                exam::run(people, rate, seconds, number("--copies", 1)).await;
            }
            other => eprintln!("unknown: {other}"),
        }
    });
}

/// The value below which so many of a hundred lie.
fn percentile(sorted: &[Duration], of_hundred: usize) -> Duration {
    sorted
        .get((sorted.len() * of_hundred / 100).min(sorted.len().saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}
