//! The analysis of questions, and deciding on one: for administrators.

use super::result::say;
use crate::{
    chat::{
        notices::short_stem,
        press::ruling::How,
        say::Toast,
        screens::exam_results::{
            ExamResults,
            items::{self, Effect, ITEMS, Item, Items, NAMED, Odd, People, Shown},
        },
        turn::{Done, Turn, TurnError},
    },
    domain::{
        choices::letter,
        exam::statistics::{ItemFigures, Suspicion},
        ids::{ExamId, QuestionId, StaffId},
        person::Role,
        question::Question,
    },
    exams::{
        analysis::{self, Analysed},
        release, ruling,
    },
    store::{account::Person, exam::ExamRow, ruling::NewRuling, staff},
};

/// The exam, if whoever asks may decide on its questions.
async fn opened(turn: &mut Turn<'_>, person: &Person, id: ExamId) -> Result<Option<ExamRow>, TurnError> {
    if !person.is(Role::Administrator) {
        turn.toast(Toast::NotYours);
        super::door::list(turn, person).await?;
        return Ok(None);
    }
    let row = ruling::open(turn.tx, id).await?;
    if row.is_none() {
        turn.toast(Toast::Expired);
    }
    Ok(row)
}

/// Shows a page of the analysis.
pub(super) async fn list(turn: &mut Turn<'_>, person: &Person, id: ExamId, page: usize) -> Done {
    let Some(row) = opened(turn, person, id).await? else { return Ok(()) };
    let analysed = analysis::of_exam(turn.tx, &row).await?;
    let whole = &analysed.analysis.whole;
    let pages = analysed.questions.len().div_ceil(ITEMS).max(1);
    let page = page.min(pages - 1);
    let all = (0..analysed.questions.len()).map(|at| (at + 1, item(&analysed, at)));
    let shown = Items {
        exam: id,
        title: row.exam.title.clone(),
        sittings: whole.sittings,
        too_few: whole.too_few,
        reliability: whole
            .alpha
            .zip(whole.standard_error)
            .map(|(alpha, error)| (rounded(alpha), tenths(error))),
        items: all.skip(page * ITEMS).take(ITEMS).collect(),
        page,
        pages,
    };
    say(turn, ExamResults::Items(shown));
    Ok(())
}

fn rounded(figure: f64) -> String {
    format!("{figure:.0}")
}

fn tenths(figure: f64) -> String {
    format!("{figure:.1}")
}

/// A question with its figures.
fn item(analysed: &Analysed, at: usize) -> Item {
    let (figures, question) = (&analysed.analysis.items[at], &analysed.questions[at]);
    let share = |option| figures.chosen.share(option, figures.attempts).map(|share| rounded(share * 100.0));
    Item {
        id: figures.item,
        question: question.clone(),
        attempts: figures.attempts,
        too_few: figures.too_few,
        facility: figures.facility.map(|facility| rounded(facility * 100.0)),
        discrimination: figures.rest_discrimination.map(rounded),
        shares: (0..figures.chosen.options.len()).filter_map(share).collect(),
        open: figures.chosen.open,
        odd: odd(figures),
        ruled: analysed.rulings.contains_key(&figures.item),
    }
}

/// What is odd; of too few sittings nothing can be said.
fn odd(figures: &ItemFigures<QuestionId>) -> Vec<Odd> {
    let odd = |suspicion: &Suspicion| match suspicion {
        Suspicion::Discrimination(_) => Odd::Discrimination,
        Suspicion::BelowGuess { .. } => Odd::BelowGuess,
        Suspicion::Distractor(attraction) => Odd::Distractor(letter(attraction.wrong)),
    };
    if figures.too_few { Vec::new() } else { figures.suspicions.iter().map(odd).collect() }
}

/// Shows a question with its figures, and what can be decided of it.
pub(super) async fn one(turn: &mut Turn<'_>, person: &Person, id: ExamId, question: QuestionId) -> Done {
    let Some(row) = opened(turn, person, id).await? else { return Ok(()) };
    let analysed = analysis::of_exam(turn.tx, &row).await?;
    let Some(at) = analysed.analysis.items.iter().position(|item| item.item == question) else {
        turn.toast(Toast::Expired);
        return Ok(());
    };
    say(turn, ExamResults::Item(Box::new(Shown { exam: id, item: item(&analysed, at) })));
    Ok(())
}

/// A question of an exam by the key it was marked by.
async fn asked(
    turn: &mut Turn<'_>,
    row: &ExamRow,
    question: QuestionId,
) -> Result<Option<Question>, TurnError> {
    let analysed = analysis::of_exam(turn.tx, row).await?;
    let at = analysed.analysis.items.iter().position(|item| item.item == question);
    Ok(at.map(|at| analysed.questions[at].clone()))
}

/// Shows what deciding so would change.
pub(super) async fn effect(
    turn: &mut Turn<'_>,
    person: &Person,
    id: ExamId,
    (question, how): (QuestionId, How),
) -> Done {
    let Some(row) = opened(turn, person, id).await? else { return Ok(()) };
    let content = asked(turn, &row, question).await?;
    let fitting = content.and_then(|content| Some((how.ruling(&content)?, content)));
    let Some((ruled, content)) = fitting else {
        turn.toast(Toast::Expired);
        return Ok(());
    };
    let effect = ruling::effect(turn.tx, &row, question, &ruled).await?;
    let who = |changes: &[(StaffId, _, _)]| changes.iter().map(|(staff, _, _)| *staff).collect::<Vec<_>>();
    let (gain, lose) = (who(&effect.gain), who(&effect.lose));
    let shown = Effect {
        exam: id,
        id: question,
        question: content,
        how,
        had: effect.had,
        gain: people(turn, &gain).await?,
        lose: people(turn, &lose).await?,
        pass: people(turn, &effect.pass).await?,
        fail: people(turn, &effect.fail).await?,
        known: release::is_known(row.phase),
    };
    say(turn, ExamResults::Effect(Box::new(shown)));
    Ok(())
}

async fn people(turn: &mut Turn<'_>, staff: &[StaffId]) -> Result<People, TurnError> {
    let mut names = Vec::new();
    for id in staff.iter().take(NAMED) {
        names.extend(staff::by_id(turn.tx, *id).await?.map(|member| member.name));
    }
    Ok(People { number: staff.len(), names })
}

/// Decides on a question: all is marked again, and those affected are told if
/// the results are known.
pub(super) async fn rule(
    turn: &mut Turn<'_>,
    person: &Person,
    id: ExamId,
    (question, how): (QuestionId, How),
) -> Done {
    let Some(row) = opened(turn, person, id).await? else { return Ok(()) };
    let content = asked(turn, &row, question).await?;
    let fitting = content.and_then(|content| Some((how.ruling(&content)?, content)));
    let Some((ruled, content)) = fitting else {
        turn.toast(Toast::Expired);
        return Ok(());
    };
    let chinese = turn.house.texts.in_lang(crate::domain::lang::Lang::Zh);
    let reason = format!("“{}”：{}", short_stem(&content), items::how(how, chinese));
    let new = NewRuling { exam: id, question, ruling: &ruled, reason: &reason, by: Some(person.staff) };
    ruling::take(turn.tx, &row, &new, turn.now).await?;
    turn.toast(Toast::Done);
    one(turn, person, id, question).await
}
