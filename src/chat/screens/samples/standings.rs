//! Samples of rankings and of one's own figures.

use super::{SPIKY, Sample, questions::regulations};
use crate::{
    chat::{
        press::{RankView, Scope},
        say::Say,
        screens::standing::{Me, Rank},
    },
    domain::{
        calendar::Span,
        ids::{StaffId, UnitId},
        points::Points,
        ranking::{Figures, Ranked, number},
        streak::Streak,
        topic::standing,
    },
};

fn figures(points: i64, answered: i64, correct: i64) -> Figures {
    Figures { points: Points::from_hundredths(points * 50), answered, correct, elapsed_ms: 60_000 }
}

fn row(staff: i64, name: &str, unit: &str, figures: Figures) -> Ranked {
    Ranked { staff: StaffId(staff), name: name.to_owned(), unit: unit.to_owned(), figures, place: 0 }
}

/// The top ten, with a tie, someone erased, and units of all lengths.
fn top() -> Vec<Ranked> {
    let people = [
        ("张三", "预算股"),
        ("欧阳建国", "国库集中支付中心综合业务科"),
        ("李四", "城关街道办事处"),
        ("", "预算股"),
        ("阿依古丽·买买提", "市场监督管理综合行政执法大队"),
        (SPIKY, SPIKY),
        ("Anna", "Treasury and Payments"),
        ("赵六", "办公室"),
        ("钱七", "人事教育科"),
        ("孙八", "财政所"),
    ];
    let mut rows: Vec<Ranked> = people
        .into_iter()
        .zip(1..)
        .map(|((name, unit), staff)| {
            let points = if staff == 3 { 78 } else { 80 - staff };
            row(staff, name, unit, figures(points, 40, 38))
        })
        .collect();
    number(&mut rows, 0, 1);
    rows
}

fn around() -> Vec<Ranked> {
    let mut rows: Vec<Ranked> = (26..=30)
        .zip(["周一", "吴二", "郑三", "王五", "冯六"])
        .map(|(staff, name)| row(staff, name, "预算股", figures(40 - staff, 20, 13)))
        .collect();
    number(&mut rows, 25, 26);
    rows
}

/// As many rows as the settings allow, with the longest names.
fn crowd(count: i64) -> Vec<Ranked> {
    let (name, unit) = ("长".repeat(40), "位".repeat(60));
    let mut rows: Vec<Ranked> =
        (1..=count).map(|staff| row(staff, &name, &unit, figures(20_000_000, 1, 1))).collect();
    number(&mut rows, 123_456, 123_457);
    rows
}

fn rank(view: RankView, top: Vec<Ranked>) -> Rank {
    Rank {
        view,
        me: StaffId(5),
        unit: None,
        led: vec![],
        topic: None,
        topics: standing(),
        top,
        around: vec![],
        count: 128,
        may_see_all: false,
        more: false,
    }
}

fn rankings() -> Vec<Sample> {
    let week = RankView::default();
    let of_unit = RankView { span: Span::Month, scope: Scope::Own, topic: "regulations".to_owned(), page: 0 };
    let page = |page| RankView { page, ..week.clone() };
    let unit = Some("市财政局/城关财政分局/综合业务股".to_owned());
    let alone = vec![Ranked { place: 1, ..row(5, "张三", "预算股", figures(1, 3, 2)) }];
    let long = Rank {
        unit: Some(["位".repeat(60), "位".repeat(60)].join("/")),
        around: crowd(21),
        count: 1_000_000,
        may_see_all: true,
        led: vec![(UnitId(i64::MAX), "位".repeat(60)); 40],
        ..rank(of_unit.clone(), crowd(50))
    };
    let led = RankView { scope: Scope::Led(UnitId(7)), ..week.clone() };
    let leader = Rank {
        unit: Some("市财政局/国库股".to_owned()),
        led: vec![
            (UnitId(5), "市财政局/预算股".to_owned()),
            (UnitId(7), "市财政局/国库股".to_owned()),
            (UnitId(9), format!("市财政局/城关财政分局/{SPIKY}")),
        ],
        may_see_all: true,
        ..rank(led, top())
    };
    let second = Rank { may_see_all: true, more: true, ..rank(page(2), around()) };
    vec![
        ("the top, and oneself in it", rank(week.clone(), top())),
        ("oneself with neighbours", Rank { me: StaffId(28), around: around(), ..rank(week.clone(), top()) }),
        ("my unit, a topic", Rank { unit, topic: Some(regulations()), ..rank(of_unit, top()) }),
        ("nobody", Rank { count: 0, ..rank(week.clone(), vec![]) }),
        ("oneself alone", Rank { count: 1, ..rank(week.clone(), alone) }),
        ("a leader", Rank { may_see_all: true, ..rank(week.clone(), top()) }),
        ("the whole list, first page", Rank { may_see_all: true, more: true, ..rank(page(1), top()) }),
        ("the whole list, second page", second.clone()),
        ("the whole list, last page", Rank { more: false, ..second }),
        ("a leader of other units", leader),
        ("as long as can be", long),
    ]
    .into_iter()
    .map(|(title, rank)| (title, Say::Rank(rank)))
    .collect()
}

fn me(name: &str, unit: &str) -> Me {
    Me {
        name: name.to_owned(),
        staff_no: "0012".to_owned(),
        unit: unit.to_owned(),
        today: (Points::from_hundredths(1_250), Points::whole(50)),
        standings: vec![
            (Span::Week, Some((3, figures(56, 30, 28)))),
            (Span::Month, Some((12, figures(120, 80, 60)))),
            (Span::All, Some((40, figures(1_001, 700, 501)))),
        ],
        streak: Streak { current: 6, best: 23 },
        book: (4, 11),
    }
}

fn own() -> Vec<Sample> {
    let fresh = Me {
        today: (Points::ZERO, Points::whole(50)),
        standings: vec![(Span::Week, None), (Span::Month, None), (Span::All, None)],
        streak: Streak::default(),
        book: (0, 0),
        ..me("李四", "市财政局")
    };
    let path = vec!["位".repeat(60); 12].join("/");
    vec![
        ("as usual", Say::Me(me("张三", "市财政局/预算股"))),
        ("nothing answered yet", Say::Me(fresh)),
        ("spiky", Say::Me(me(SPIKY, SPIKY))),
        ("as long as can be", Say::Me(me(&"长".repeat(40), &path))),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    [rankings(), own()].concat()
}
