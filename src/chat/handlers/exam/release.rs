//! Making results known, and confirming the check code of a list.

use super::{ranked, result::say};
use crate::{
    chat::{
        say::{Say, Toast},
        screens::exam_results::{Checked, ExamResults, release::Ask},
        turn::{Done, Turn, TurnError},
    },
    domain::{exam::phase::Phase, ids::ExamId, person::Role},
    exams::release::{self, Released, list::typed_code},
    store::{account::Person, exam},
};

/// Asks whether to make the results known, and shows what it comes to.
pub(super) async fn ask(turn: &mut Turn<'_>, person: &Person, id: ExamId) -> Done {
    let row = exam::get(turn.tx, id).await?.filter(|row| row.phase == Phase::Marked);
    let Some(row) = row.filter(|_| person.is(Role::Administrator)) else {
        return ranked::list(turn, person, id, (0, 0)).await;
    };
    let draft = release::draft(turn.tx, &row, turn.now).await?;
    let tally = draft.figures(|_| true).overall;
    let ask = Ask {
        exam: id,
        title: row.exam.title.clone(),
        number: draft.number,
        people: tally.expected,
        tally,
        review: row.exam.review,
    };
    say(turn, ExamResults::Ask(ask));
    Ok(())
}

/// Makes the results known, if nobody has.
pub(super) async fn now(turn: &mut Turn<'_>, person: &Person, id: ExamId, number: i64) -> Done {
    let row = exam::get(turn.tx, id).await?.filter(|row| row.phase == Phase::Marked);
    let Some(row) = row.filter(|_| person.is(Role::Administrator)) else {
        turn.toast(if person.is(Role::Administrator) { Toast::DecidedAlready } else { Toast::NotYours });
        return ranked::list(turn, person, id, (0, 0)).await;
    };
    let released = release::release(turn.tx, &row, number, "", Some(person.staff), turn.now).await?;
    turn.toast(match released {
        Released::Done(_) => Toast::Done,
        Released::NotMarked | Released::NeedsNote | Released::Same | Released::Changed => Toast::ChangedSince,
    });
    ranked::list(turn, person, id, (0, 0)).await
}

/// The words before a check code.
const CHECK: [&str; 4] = ["核对码", "核对", "验证", "check"];

/// Confirms a typed check code, or says that there is none such; whether it was
/// one.
pub(in crate::chat::handlers) async fn check(turn: &mut Turn<'_>, text: &str) -> Result<bool, TurnError> {
    let Some(code) = asked(turn, text) else { return Ok(false) };
    let said = match release::checked(turn.tx, &code).await? {
        None => ExamResults::Unknown,
        Some((list, corrected)) => ExamResults::Checked(Checked {
            title: list.title,
            at: turn.house.local(list.at),
            number: usize::try_from(list.number).unwrap_or(usize::MAX),
            rows: list.rows.len(),
            corrected,
        }),
    };
    turn.send(&Say::ExamResults(Box::new(said)));
    Ok(true)
}

/// The code that a text asks about: after a word for it, or alone behind the
/// command.
fn asked(turn: &Turn<'_>, text: &str) -> Option<String> {
    let text = text.trim();
    let behind = CHECK.iter().find_map(|word| text.strip_prefix(word));
    let is_command = turn.typed().is_none_or(|typed| typed.trim() != text);
    match behind {
        Some(code) => typed_code(code.trim_start_matches([':', '：'])),
        None if is_command => typed_code(text),
        None => None,
    }
}
