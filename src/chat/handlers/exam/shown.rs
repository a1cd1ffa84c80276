//! From a sitting to what is shown of it.

use crate::{
    chat::{
        handlers::shown::blanks,
        say::Say,
        screens::exam::{
            Exam, HandIn, HandedIn, HandedInBy,
            paper::{CARD, Card, Paper},
        },
        turn::{Done, Turn, TurnError},
    },
    clock::Timestamp,
    domain::{
        answer::Answer,
        choices::Choices,
        exam::{Moment, sitting::Work},
        points::Points,
    },
    store::{
        StoreError,
        exam::{self, ExamRow},
        sitting::{Ended, EndedBy, Sitting},
    },
};

/// Shows the question where one is.
pub(super) async fn paper(turn: &mut Turn<'_>, sitting: &Sitting) -> Done {
    let place = sitting.work.place();
    let item = sitting.paper.items()[place];
    let versioned = turn.house.questions.get(turn.tx, item.version).await?;
    let question = &versioned.content;
    let entry = sitting.work.shown();
    let (chosen, judged, written) = match &entry.answer {
        Some(Answer::Options(chosen)) => (*chosen, None, Vec::new()),
        Some(Answer::Judged(verdict)) => (Choices::NONE, Some(*verdict), Vec::new()),
        Some(Answer::Words(words)) => (Choices::NONE, None, words.clone()),
        None => (Choices::NONE, None, Vec::new()),
    };
    let options = sitting
        .paper
        .option_order(place, question)
        .into_iter()
        .filter_map(|option| Some((question.options().get(option)?.clone(), chosen.contains(option))));
    let shown = Paper {
        sitting: sitting.id,
        book: sitting.book,
        place: place + 1,
        of: sitting.paper.items().len(),
        kind: question.kind(),
        marks: item.marks,
        stem: question.stem.clone(),
        options: options.collect(),
        judged,
        written,
        blanks: blanks(question),
        flagged: entry.flagged,
        answered: answered(&sitting.work),
        left: sitting.deadline.since(turn.now),
        ends: turn.house.local(sitting.deadline),
    };
    turn.show(&Say::Exam(Box::new(Exam::Paper(Box::new(shown)))));
    Ok(())
}

fn answered(work: &Work) -> usize {
    work.entries().len() - work.open().count()
}

/// The answer card.
pub(super) fn card(sitting: &Sitting, page: usize, now: Timestamp) -> Card {
    let entries = sitting.work.entries();
    Card {
        sitting: sitting.id,
        entries: entries.iter().map(|entry| (entry.answer.is_some(), entry.flagged)).collect(),
        // An old button may name a page that there is not.
        page: page.min((entries.len() - 1) / CARD),
        left: sitting.deadline.since(now),
    }
}

/// Whether to hand in.
pub(super) fn hand_in(sitting: &Sitting, now: Timestamp) -> HandIn {
    HandIn {
        sitting: sitting.id,
        of: sitting.work.entries().len(),
        open: sitting.work.open().map(|place| place + 1).collect(),
        flagged: sitting.work.flagged().map(|place| place + 1).collect(),
        left: sitting.deadline.since(now),
    }
}

/// Shows that a sitting is over.
pub(super) async fn handed_in(turn: &mut Turn<'_>, sitting: &Sitting) -> Done {
    let row = exam::get(turn.tx, sitting.exam).await?;
    let row = row.ok_or_else(|| StoreError::broken("sitting", "exam_id", sitting.id))?;
    let ended = sitting.ended.as_ref().ok_or(TurnError::Bug("a sitting that has not ended"))?;
    let by = match ended.by {
        EndedBy::Person => HandedInBy::Person,
        EndedBy::Time => HandedInBy::Time,
        EndedBy::Proctor | EndedBy::Void => HandedInBy::Proctor,
    };
    let done = HandedIn {
        title: row.exam.title.clone(),
        by,
        answered: answered(&sitting.work),
        of: sitting.work.entries().len(),
        mark: mark(&row, sitting, ended),
    };
    turn.show(&Say::Exam(Box::new(Exam::HandedIn(done))));
    Ok(())
}

/// The mark, if it is shown at once.
fn mark(row: &ExamRow, sitting: &Sitting, ended: &Ended) -> Option<(Points, Points, bool)> {
    let at_once = row.exam.review.mark == Moment::HandedIn && ended.by != EndedBy::Void;
    let pass = row.exam.track(&sitting.track)?.pass;
    at_once.then(|| (ended.earned, sitting.paper.full_mark(), ended.earned >= pass))
}
