//! Load on the whole turn, from the arrival of an update to its commit.
//!
//! `cargo bench --bench load -- answers --people 256 --seconds 10`
//! See the table in README.md.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints figures and may die")]

mod answers;
mod office;

use std::time::Duration;

#[tokio::main]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let number = |name: &str, default: u64| {
        let at = words.iter().position(|word| word == name);
        at.and_then(|at| words.get(at + 1)).and_then(|value| value.parse().ok()).unwrap_or(default)
    };
    let people = number("--people", 256);
    let seconds = Duration::from_secs(number("--seconds", 5));
    match words.first().map(String::as_str) {
        Some("answers") | None => answers::run(people, seconds).await,
        Some(other) => println!("unknown: {other}"),
    }
}
