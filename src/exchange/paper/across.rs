//! Keys in a table that is read across: numbers in one row, keys below them.

use super::{
    clean::is_mark,
    mark::{Mark, Seen},
};

/// What stands before the numbers and before the keys.
const NUMBERS: [&str; 3] = ["题号", "题目", "序号"];
const KEYS: [&str; 4] = ["答案", "正确答案", "参考答案", "标准答案"];

/// Rewrites each pair of rows to one line of a list: `1.A 2.C 3.B`. Where the
/// rows differ in length their keys are left for a list that can't be read.
pub(super) fn rewrite(seen: &mut [Seen]) {
    let full: Vec<usize> =
        (0..seen.len()).filter(|&at| seen.get(at).is_some_and(|s| s.mark != Mark::Blank)).collect();
    for pair in full.windows(2) {
        let [above, below] = *pair else { continue };
        let (Some(numbers), Some(keys)) = (seen.get(above), seen.get(below)) else { continue };
        let Some(text) = list(&numbers.text, &keys.text) else { continue };
        if let Some(this) = seen.get_mut(above) {
            (this.mark, this.asks) = (Mark::Blank, false);
        }
        if let Some(this) = seen.get_mut(below) {
            (this.text, this.mark, this.asks) = (text, Mark::List, false);
        }
    }
}

fn list(above: &str, below: &str) -> Option<String> {
    let (named, numbers) = row(above, &NUMBERS);
    let (keyed, keys) = row(below, &KEYS);
    let rise = |pair: &[&str]| match pair {
        [one, other] => number(one).zip(number(other)).is_some_and(|(one, other)| other == one + 1),
        _ => false,
    };
    let are_numbers = numbers.iter().all(|word| number(word).is_some()) && numbers.windows(2).all(rise);
    let pairs = numbers.len() == keys.len() && !numbers.is_empty();
    let plain = pairs && numbers.len() > 1 && keys.iter().all(|key| is_mark(key));
    match (named && keyed, are_numbers) {
        (_, false) => None,
        (true, _) if pairs => Some(joined(&numbers, &keys)),
        (true, _) => Some(keys.join(" ")),
        (false, _) => (plain && !keyed && !named).then(|| joined(&numbers, &keys)),
    }
}

fn joined(numbers: &[&str], keys: &[&str]) -> String {
    let pairs = numbers.iter().zip(keys).map(|(number, key)| format!("{number}.{key}"));
    pairs.collect::<Vec<_>>().join(" ")
}

/// The words of a row, and whether one of these names stands before them.
fn row<'t>(text: &'t str, names: &[&str]) -> (bool, Vec<&'t str>) {
    let mut words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c == '|').collect();
    words.retain(|word| !word.is_empty());
    let headed = words.first().is_some_and(|first| names.contains(&first.trim_end_matches(['：', ':'])));
    if headed {
        words.remove(0);
    }
    (headed, words)
}

fn number(word: &str) -> Option<u32> {
    word.parse().ok().filter(|number| *number < 10_000)
}
