//! Rankings as people read them.

use baiti::{
    domain::{
        calendar::Span,
        ids::{StaffId, UnitId},
        points::Points,
        rules::Rules,
    },
    store::{
        Tx,
        score::{self, Board},
        staff, unit as units,
    },
};

use super::office::{Attempt, answer, bank, board, day, details, hire, unit};
use crate::database::TestDatabase;

const MONDAY: i64 = 20_261_123;

/// Lets someone answer these options of questions of the bank, in one second
/// each.
async fn play(tx: &mut Tx, who: (StaffId, UnitId), options: &[usize], seconds: i64) {
    let questions = baiti::store::question::of_topic(tx, who.0, "", MONDAY).await.unwrap();
    for (&option, (candidate, _)) in options.iter().zip(questions) {
        let attempt = Attempt {
            staff: who.0,
            unit: who.1,
            question: candidate.question,
            option,
            day: day(MONDAY),
            seconds,
        };
        answer(tx, &Rules::default(), attempt).await;
    }
}

/// Points, then accuracy, then time: a (3), b and c (2, the same in all), d
/// (2, slower), e (2, less accurate), f (0).
async fn contest(tx: &mut Tx) -> Vec<StaffId> {
    let unit = unit(tx, "局").await;
    bank(tx, "r", "regulations", 4).await;
    let games: [(&str, &[usize], i64); 6] = [
        ("a", &[0, 0, 0], 9),
        ("b", &[0, 0], 2),
        ("c", &[0, 0], 2),
        ("d", &[0, 0], 3),
        ("e", &[0, 0, 1], 1),
        ("f", &[1], 1),
    ];
    let mut people = Vec::new();
    for (name, options, seconds) in games {
        let staff = hire(tx, name, unit).await;
        play(tx, (staff, unit), options, seconds).await;
        people.push(staff);
    }
    hire(tx, "idle", unit).await;
    people
}

#[tokio::test]
async fn equals_share_a_place_and_the_next_is_skipped() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    contest(&mut tx).await;
    for span in Span::ALL {
        let rows = score::rows(&mut tx, board(span, day(MONDAY)), 10, 0).await.unwrap();
        let places: Vec<_> = rows.iter().map(|row| (row.name.as_str(), row.place)).collect();
        assert_eq!(places, [("a", 1), ("b", 2), ("c", 2), ("d", 4), ("e", 5), ("f", 6)], "{span:?}");
    }
    assert_eq!(score::count(&mut tx, board(Span::Day, day(MONDAY))).await.unwrap(), 6);
    let other_day = board(Span::Day, day(MONDAY + 1));
    assert!(score::rows(&mut tx, other_day, 10, 0).await.unwrap().is_empty());
}

#[tokio::test]
async fn pages_join_without_a_seam_wherever_they_are_cut() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    contest(&mut tx).await;
    let board = board(Span::Week, day(MONDAY));
    let whole = score::rows(&mut tx, board, 100, 0).await.unwrap();
    for size in 1..=6 {
        let mut joined = Vec::new();
        for page in 0..=(6 / size) {
            joined.extend(score::rows(&mut tx, board, size, page * size).await.unwrap());
        }
        assert_eq!(joined, whole, "pages of {size}");
    }
    assert_eq!(score::rows(&mut tx, board, 2, -5).await.unwrap(), whole[..2], "no page before the first");
    assert!(score::rows(&mut tx, board, 2, 50).await.unwrap().is_empty());
}

#[tokio::test]
async fn everyone_finds_themselves_where_the_board_shows_them() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let people = contest(&mut tx).await;
    let board = board(Span::Month, day(MONDAY));
    let rows = score::rows(&mut tx, board, 100, 0).await.unwrap();
    for staff in people {
        let standing = score::standing(&mut tx, board, staff).await.unwrap().unwrap();
        let index = rows.iter().position(|row| row.staff == staff).unwrap();
        assert_eq!(standing.before, i64::try_from(index).unwrap());
        assert_eq!((standing.place, standing.figures), (rows[index].place, rows[index].figures));
    }
    let idle = staff::by_no(&mut tx, "idle").await.unwrap().unwrap().id;
    assert_eq!(score::standing(&mut tx, board, idle).await.unwrap(), None);
}

#[tokio::test]
async fn who_has_left_leaves_no_gap_in_the_ranking() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let people = contest(&mut tx).await;
    let [a, b, _, _, e, _] = people[..] else { unreachable!() };
    staff::set_active(&mut tx, a, false, 2).await.unwrap();
    staff::erase(&mut tx, b, 2).await.unwrap();
    staff::set_active(&mut tx, e, false, 2).await.unwrap();
    let week = board(Span::Week, day(MONDAY));
    let rows = score::rows(&mut tx, week, 10, 0).await.unwrap();
    let places: Vec<_> = rows.iter().map(|row| (row.name.as_str(), row.place)).collect();
    assert_eq!(places, [("c", 1), ("d", 2), ("f", 3)]);
    assert_eq!(score::count(&mut tx, week).await.unwrap(), 3);
    assert_eq!(score::rows(&mut tx, week, 10, 1).await.unwrap(), rows[1..], "a page from the middle");
    for (before, row) in (0..).zip(&rows) {
        let standing = score::standing(&mut tx, week, row.staff).await.unwrap().unwrap();
        assert_eq!((standing.place, standing.before), (row.place, before));
    }
    for gone in [a, b, e] {
        assert_eq!(score::standing(&mut tx, week, gone).await.unwrap(), None);
    }
    let unit = staff::by_id(&mut tx, a).await.unwrap().unwrap().unit;
    let lineage = units::lineage(&mut tx, unit).await.unwrap();
    assert_eq!(score::of_subtree(&mut tx, week, &lineage).await.unwrap(), rows);
    // Whoever comes back finds their points again.
    staff::set_active(&mut tx, a, true, 3).await.unwrap();
    assert_eq!(score::rows(&mut tx, week, 1, 0).await.unwrap()[0].staff, a);
}

#[tokio::test]
async fn points_stay_where_they_were_earned_when_people_move() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let (one, two) = (unit(&mut tx, "局/一科").await, unit(&mut tx, "局/二科").await);
    let office = unit(&mut tx, "局").await;
    bank(&mut tx, "r", "regulations", 4).await;
    let (wang, li) = (hire(&mut tx, "wang", one).await, hire(&mut tx, "li", one).await);
    play(&mut tx, (wang, one), &[0, 0], 1).await;
    play(&mut tx, (li, one), &[0], 1).await;
    staff::set(&mut tx, wang, &details("wang", two), true, 2).await.unwrap();
    let again = Attempt {
        staff: wang,
        unit: two,
        question: baiti::store::question::of_topic(&mut tx, wang, "", MONDAY).await.unwrap()[3].0.question,
        option: 0,
        day: day(MONDAY + 1),
        seconds: 1,
    };
    answer(&mut tx, &Rules::default(), again).await;

    let week = board(Span::Week, day(MONDAY));
    let mut points = Vec::new();
    for unit in [one, two, office] {
        let lineage = units::lineage(&mut tx, unit).await.unwrap();
        let rows = score::of_subtree(&mut tx, week, &lineage).await.unwrap();
        points.push(rows.iter().map(|r| (r.name.clone(), r.figures.points, r.place)).collect::<Vec<_>>());
    }
    let row = |name: &str, points, place| (name.to_owned(), Points::whole(points), place);
    assert_eq!(points[0], [row("wang", 2, 1), row("li", 1, 2)]);
    assert_eq!(points[1], [row("wang", 1, 1)]);
    assert_eq!(points[2], [row("wang", 3, 1), row("li", 1, 2)], "the office sums them");
    let whole = score::rows(&mut tx, week, 10, 0).await.unwrap();
    assert_eq!((whole[0].unit.as_str(), whole[0].figures.points), ("二科", Points::whole(3)));
}

#[tokio::test]
async fn a_unit_is_not_taken_for_one_whose_number_begins_the_same() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    bank(&mut tx, "r", "regulations", 1).await;
    let mut made = Vec::new();
    for number in 0..12 {
        let unit = unit(&mut tx, &format!("科{number}")).await;
        let staff = hire(&mut tx, &format!("{number}"), unit).await;
        play(&mut tx, (staff, unit), &[0], 1).await;
        made.push(unit);
    }
    for unit in made {
        let lineage = units::lineage(&mut tx, unit).await.unwrap();
        let rows = score::of_subtree(&mut tx, board(Span::All, day(MONDAY)), &lineage).await.unwrap();
        assert_eq!(rows.len(), 1, "{lineage}");
    }
}

#[tokio::test]
async fn a_topic_has_a_board_of_its_own() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let unit = unit(&mut tx, "局").await;
    bank(&mut tx, "r", "regulations", 1).await;
    bank(&mut tx, "e", "ethics", 1).await;
    let (wang, li) = (hire(&mut tx, "wang", unit).await, hire(&mut tx, "li", unit).await);
    play(&mut tx, (wang, unit), &[0, 1], 1).await;
    play(&mut tx, (li, unit), &[1, 0], 1).await;
    for (topic, first) in [("regulations", wang), ("ethics", li)] {
        let board = Board { period: Span::All.period_of(day(MONDAY)), topic };
        let rows = score::rows(&mut tx, board, 10, 0).await.unwrap();
        assert_eq!((rows.len(), rows[0].staff, rows[0].figures.answered), (2, first, 1));
    }
    let all = score::rows(&mut tx, board(Span::All, day(MONDAY)), 10, 0).await.unwrap();
    assert_eq!(all.iter().map(|row| (row.figures.answered, row.place)).collect::<Vec<_>>(), [(2, 1), (2, 1)]);
}

#[tokio::test]
async fn the_turn_of_the_year_parts_days_and_months_but_not_the_iso_week() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let unit = unit(&mut tx, "局").await;
    let question = bank(&mut tx, "r", "regulations", 1).await[0];
    let staff = hire(&mut tx, "wang", unit).await;
    for number in [20_261_231, 20_270_101] {
        let attempt = Attempt { staff, unit, question, option: 0, day: day(number), seconds: 1 };
        answer(&mut tx, &Rules::default(), attempt).await;
    }
    for (span, answered) in [(Span::Day, 1), (Span::Week, 2), (Span::Month, 1), (Span::All, 2)] {
        let standing = score::standing(&mut tx, board(span, day(20_270_101)), staff).await.unwrap().unwrap();
        assert_eq!(standing.figures.answered, answered, "{span:?}");
    }
}
