//! Rankings and one's own figures.

use crate::{
    chat::{
        press::{RankView, Scope},
        say::Say,
        screens::standing::{Me, Rank},
        turn::{Done, Turn, TurnError},
    },
    domain::{
        calendar::{Span, day_number},
        person::Role,
        points::Points,
        ranking::Ranked,
    },
    store::{
        account::Person,
        progress, question,
        score::{self, Board, Standing},
        unit::{self, Unit},
    },
};

/// How many rows a page of the whole list has.
const PAGE: usize = 20;

/// What a ranking shows.
struct Shown {
    top: Vec<Ranked>,
    around: Vec<Ranked>,
    count: i64,
    page: usize,
    more: bool,
}

/// Shows a ranking: the top, oneself and the neighbours; for leaders the whole
/// list of what they lead, page by page.
pub(super) async fn rank(turn: &mut Turn<'_>, person: &Person, mut view: RankView) -> Done {
    let led = led(turn, person).await?;
    let unit = match view.scope {
        Scope::Office => None,
        Scope::Own => Some(own(person)),
        // Whoever does not lead it (any more) sees their own.
        Scope::Led(id) => Some(led.iter().find(|unit| unit.id == id).cloned().unwrap_or_else(|| own(person))),
    };
    if unit.as_ref().is_some_and(|unit| unit.id == person.unit) {
        view.scope = Scope::Own;
    }
    let may_see_all = may_see_all(person, unit.as_ref(), &led);
    if !may_see_all {
        view.page = 0;
    }
    let topics = turn.house.rules.topics.clone();
    let topic = topics.iter().find(|topic| topic.id.as_str() == view.topic).cloned();
    let day = turn.house.day(turn.now);
    let board =
        Board { period: view.span.period_of(day), topic: topic.as_ref().map_or("", |t| t.id.as_str()) };
    let shown = match &unit {
        Some(unit) => in_unit(turn, person, unit, board, view.page).await?,
        None => in_office(turn, person, board, view.page).await?,
    };
    view.page = shown.page;
    turn.show(&Say::Rank(Rank {
        me: person.staff,
        unit: unit.map(|unit| unit.path),
        led: led.into_iter().filter(|unit| unit.id != person.unit).map(|unit| (unit.id, unit.path)).collect(),
        topic,
        topics,
        top: shown.top,
        around: shown.around,
        count: shown.count,
        may_see_all,
        more: shown.more,
        view,
    }));
    Ok(())
}

/// The unit that a person belongs to.
fn own(person: &Person) -> Unit {
    Unit { id: person.unit, path: person.unit_path.clone(), lineage: person.lineage.clone() }
}

/// The units that a person leads, which need not be the one they belong to.
pub(super) async fn led(turn: &mut Turn<'_>, person: &Person) -> Result<Vec<Unit>, TurnError> {
    let mut led = Vec::new();
    for grant in person.grants.iter().filter(|grant| grant.role == Role::Leader) {
        if let Some(id) = grant.unit
            && let Some(unit) = unit::get(turn.tx, id).await?
        {
            led.push(unit);
        }
    }
    Ok(led)
}

/// A leader sees the whole list of the units they lead and all below them, an
/// administrator that of the office.
fn may_see_all(person: &Person, unit: Option<&Unit>, led: &[Unit]) -> bool {
    let is_led = |unit: &Unit| led.iter().any(|led| unit.is_within(led));
    person.is(Role::Administrator) || unit.is_some_and(is_led)
}

/// The page that is shown: the last one for any beyond it, and how many rows
/// stand before it.
fn turned_to(page: usize, count: i64) -> (usize, usize) {
    let rows = usize::try_from(count).unwrap_or(0);
    let page = page.clamp(1, rows.div_ceil(PAGE).max(1));
    (page, (page - 1) * PAGE)
}

async fn in_office(
    turn: &mut Turn<'_>,
    person: &Person,
    board: Board<'_>,
    page: usize,
) -> Result<Shown, TurnError> {
    let count = score::count(turn.tx, board).await?;
    if page > 0 {
        let (page, before) = turned_to(page, count);
        let top = score::rows(turn.tx, board, number(PAGE), number(before)).await?;
        return Ok(Shown { top, around: vec![], count, page, more: number(before + PAGE) < count });
    }
    let size = turn.house.rules.top_size;
    let top = score::rows(turn.tx, board, number(size), 0).await?;
    let mine = score::standing(turn.tx, board, person.staff).await?;
    let around = match mine {
        Some(Standing { before, .. }) if before >= number(size) => {
            let beside = number(turn.house.rules.neighbours);
            let first = (before - beside).max(number(size));
            score::rows(turn.tx, board, before - first + 1 + beside, first).await?
        }
        _ => vec![],
    };
    Ok(Shown { top, around, count, page, more: false })
}

async fn in_unit(
    turn: &mut Turn<'_>,
    person: &Person,
    unit: &Unit,
    board: Board<'_>,
    page: usize,
) -> Result<Shown, TurnError> {
    let all = score::of_subtree(turn.tx, board, &unit.lineage).await?;
    let count = number(all.len());
    if page > 0 {
        let (page, before) = turned_to(page, count);
        let more = before + PAGE < all.len();
        let top = all.into_iter().skip(before).take(PAGE).collect();
        return Ok(Shown { top, around: vec![], count, page, more });
    }
    let size = turn.house.rules.top_size;
    let beside = turn.house.rules.neighbours;
    let around = match all.iter().position(|row| row.staff == person.staff) {
        Some(mine) if mine >= size => {
            let first = mine.saturating_sub(beside).max(size);
            all.iter().skip(first).take(mine - first + 1 + beside).cloned().collect()
        }
        _ => vec![],
    };
    Ok(Shown { top: all.into_iter().take(size).collect(), around, count, page, more: false })
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Shows one's own figures.
pub(super) async fn me(turn: &mut Turn<'_>, person: &Person) -> Done {
    let day = turn.house.day(turn.now);
    let mut standings = Vec::new();
    for span in Span::ALL {
        let board = Board { period: span.period_of(day), topic: "" };
        let standing = score::standing(turn.tx, board, person.staff).await?;
        standings.push((span, standing.map(|standing| (standing.place, standing.figures))));
    }
    let today = standings[0].1.map_or(Points::ZERO, |(_, figures)| figures.points);
    let streak = progress::streak(turn.tx, person.staff).await?;
    let (_, mastered) = progress::book(turn.tx, person.staff).await?;
    // Only what can be asked: what was withdrawn stays in the history.
    let wrong = question::of_wrong_book(turn.tx, person.staff, day_number(day)).await?.len();
    turn.show(&Say::Me(Me {
        name: person.name.clone(),
        staff_no: person.staff_no.clone(),
        unit: person.unit_path.clone(),
        today: (today, turn.house.rules.daily_cap),
        standings: standings.split_off(1),
        streak,
        book: (number(wrong), mastered),
    }));
    Ok(())
}
