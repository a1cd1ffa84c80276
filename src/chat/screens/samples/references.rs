//! Samples of the reference texts.

use super::{SPIKY, Sample};
use crate::{
    chat::{
        press::{bank::Words, reference::Place},
        say::Say,
        screens::reference::{Hit, PAGE, Reference},
    },
    domain::{
        ids::ArticleId,
        reference::{Article, MAX_TITLE, query::Query},
    },
    store::reference::Standing,
};

const TITLE: &str = "云桥市机关食堂管理办法";
const TEXT: &str = "食堂由后勤科管理，实行刷卡就餐，一人一卡，不得转借。\n\
    来客就餐的，由接待科室提前一天报后勤科，按规定的标准和人数安排，费用每月结算一次；没有提前报的，食堂可以不安排。";

fn standing(title: &str, label: &str, heading: &str, text: &str) -> Standing {
    let article = Article { label: label.to_owned(), heading: heading.to_owned(), text: text.to_owned() };
    let version = "2020年5月6日修订".to_owned();
    Standing { id: ArticleId(17), code: "食堂".to_owned(), title: title.to_owned(), version, article }
}

fn second() -> Standing {
    standing(TITLE, "第二条", "第一章 总则", TEXT)
}

fn longest() -> Standing {
    let text = format!("{}。\n{}", "长".repeat(2_800), "法𠮷".repeat(3_500));
    let standing = standing(&"名".repeat(MAX_TITLE), &"条".repeat(60), &"章".repeat(150), &text);
    Standing { id: ArticleId(i64::MAX), version: "版".repeat(60), ..standing }
}

fn hits(words: &str, found: &[Standing]) -> Vec<Hit> {
    let query = Query::read(words).unwrap();
    found.iter().map(|one| Hit::new(&query, one.clone())).collect()
}

fn found(text: &str, (count, page): (usize, usize), hits: Vec<Hit>) -> Reference {
    Reference::Found {
        text: text.to_owned(),
        words: Words::of(text),
        count,
        is_cut: count == 1_000,
        page,
        hits,
    }
}

fn whole(one: Standing, part: usize, words: Option<&str>) -> Reference {
    let Standing { id, title, version, article, .. } = one;
    let query = words.and_then(Query::read);
    let back = words.and_then(Words::of).map(|words| Place { page: 3, words });
    Reference::Article { id, title, version, article, part, query, back }
}

pub(super) fn samples() -> Vec<Sample> {
    let few = [
        second(),
        standing(SPIKY, "第3段", "", SPIKY),
        standing(TITLE, "（一）", "一、总体要求", "让大家吃好。"),
    ];
    let titles = |count| vec!["名".repeat(MAX_TITLE); count];
    let undated = Standing { version: String::new(), ..standing(SPIKY, "第3段", "", SPIKY) };
    [
        ("none is loaded", Reference::Ask { titles: vec![] }),
        ("how", Reference::Ask { titles: vec![TITLE.to_owned(), SPIKY.to_owned()] }),
        ("how, with very many", Reference::Ask { titles: titles(200) }),
        ("found", found("后勤科 结算", (3, 0), hits("后勤科 结算", &few))),
        ("found, a page", found("长", (1_000, 199), hits("长", &vec![longest(); PAGE]))),
        ("found by a long text", found(&"长".repeat(1_000), (20, 0), hits("法", &vec![longest(); PAGE]))),
        ("nothing found", found(SPIKY, (0, 0), vec![])),
        ("an article", whole(second(), 0, Some("后勤科"))),
        ("an article found by a long text", whole(undated, 0, None)),
        ("a long article", whole(longest(), 1, Some("法"))),
        ("the end of a long article", whole(longest(), 99, Some("法"))),
    ]
    .into_iter()
    .map(|(title, screen)| (title, Say::Reference(screen)))
    .collect()
}
