//! Samples of the question banks.

use super::{SPIKY, Sample};
use crate::{
    chat::{
        press::bank::Words,
        say::Say,
        screens::bank::{Bank, Item, Listed, PAGE},
    },
    domain::{ids::QuestionId, question::MAX_STEM, topic::standing},
};

fn bank(id: &str, title: &str, (live, withdrawn): (i64, i64)) -> Listed {
    let topic = standing().into_iter().next();
    Listed { id: id.to_owned(), title: title.to_owned(), topic, live, withdrawn }
}

fn licensing() -> Listed {
    bank("administrative-licensing", "行政许可法", (118, 2))
}

fn longest() -> Listed {
    bank(&"a".repeat(64), &"库".repeat(60), (100_000, 100_000))
}

fn item(number: i64, code: &str, stem: &str) -> Item {
    Item { question: QuestionId(number), code: code.to_owned(), live: number != 2, stem: stem.to_owned() }
}

fn items(bank: &str) -> Vec<Item> {
    vec![
        item(1, &format!("{bank}xkf-042-1"), "行政机关应当自受理申请之日起几日内作出行政许可决定？"),
        item(2, &format!("{bank}xkf-042-2"), "下列哪些可以设定行政许可？"),
        item(3, &format!("{bank}xkf-042-3"), SPIKY),
    ]
}

fn long_items() -> Vec<Item> {
    let many = std::iter::repeat_n(item(2, &"长".repeat(130), &"题 干\n".repeat(MAX_STEM / 4)), PAGE);
    many.map(|item| Item { question: QuestionId(i64::MAX), ..item }).collect()
}

fn found(text: &str, count: usize, page: usize, questions: Vec<Item>) -> Bank {
    Bank::Found { text: text.to_owned(), words: Words::of(text), count, is_cut: false, page, questions }
}

/// Not all that may fit was looked through.
fn cut(mut found: Bank) -> Bank {
    if let Bank::Found { is_cut, .. } = &mut found {
        *is_cut = true;
    }
    found
}

pub(super) fn samples() -> Vec<Sample> {
    let few = vec![licensing(), bank("civil", SPIKY, (20, 0)), bank("empty", "空题库", (0, 0))];
    let formats = |bank: Listed| Bank::Formats { id: bank.id, title: bank.title };
    let kinds = [60, 30, 20, 8];
    let of_bank = |bank, page, questions| Bank::Questions { bank, page, questions };
    let not_exported = Bank::NotExported { id: "budget".to_owned(), title: SPIKY.to_owned() };
    [
        ("no bank", Bank::List { count: 0, page: 0, banks: vec![] }),
        ("a few banks", Bank::List { count: 3, page: 0, banks: few }),
        ("many banks", Bank::List { count: 99, page: 5, banks: vec![longest(); PAGE] }),
        ("a bank", Bank::One { bank: licensing(), kinds, page: 0 }),
        ("an empty bank", Bank::One { bank: bank("empty", SPIKY, (0, 0)), kinds: [0; 4], page: 2 }),
        ("a long bank", Bank::One { bank: longest(), kinds: [100_000; 4], page: 9_999 }),
        ("questions", of_bank(bank("budget", "预算法", (2, 1)), 0, items(""))),
        ("questions, a page", of_bank(longest(), 12_345, long_items())),
        ("no questions", of_bank(bank("empty", SPIKY, (0, 0)), 0, vec![])),
        ("search", Bank::Ask),
        ("found", found("预算法第5条", 3, 0, items("预算法 · "))),
        ("found, a page", found(&"法".repeat(11), 20_000, 1_000, long_items())),
        ("found by a long text", found(&"长".repeat(1_000), 20, 0, long_items())),
        ("found, not all looked through", cut(found("预算", 1_990, 0, items("预算法 · ")))),
        ("nothing found", found(SPIKY, 0, 0, vec![])),
        ("import", Bank::Import),
        ("formats", formats(licensing())),
        ("formats of a long bank", formats(longest())),
        ("not exported", not_exported),
        ("no template", Bank::NoTemplate),
        ("gone", Bank::Gone),
    ]
    .into_iter()
    .map(|(title, bank)| (title, Say::Bank(bank)))
    .collect()
}
