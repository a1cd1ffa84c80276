//! One's own result, and one's own paper after the exam.

use crate::{
    chat::{
        results,
        say::{Say, Toast},
        screens::exam_results::{
            ExamResults,
            mine::{Mine, Outcome, Papers, Why},
            paper::{Key, Paper, Ruled, Written},
        },
        turn::{Done, Turn, TurnError},
    },
    domain::{
        answer::Answer,
        choices::Choices,
        exam::{results::Sat, ruling::Ruling},
        ids::{ExamId, SittingId},
        points::Points,
        question::Body,
    },
    exams::{
        release,
        review::{self, Reviewed},
    },
    store::{
        account::Person,
        candidate::{self, Candidate},
        exam::{self, ExamRow},
        sitting::{self, Attempt, EndedBy, Sitting},
    },
};

/// Shows one's own result, as far as it may be seen at the moment.
pub(super) async fn mine(turn: &mut Turn<'_>, person: &Person, id: ExamId) -> Done {
    let row = exam::get(turn.tx, id).await?;
    let candidate = candidate::get(turn.tx, id, person.staff).await?;
    let (Some(row), Some(candidate)) = (row, candidate) else {
        turn.toast(Toast::Expired);
        return super::door::list(turn, person).await;
    };
    let attempts = sitting::of_candidate(turn.tx, id, person.staff).await?;
    let known = if release::is_known(row.phase) { release::newest(turn.tx, id).await? } else { None };
    let known =
        known.and_then(|(release, list)| results::of_list(turn.house, &row, (&release, &list), person.staff));
    let mut mine = known.unwrap_or_else(|| before_release(&row, &candidate, &attempts));
    if row.exam.review.answers.has_come(row.phase) {
        mine.papers = Papers::These(counted(&attempts).map(|attempt| attempt.sitting).collect());
    }
    say(turn, ExamResults::Mine(mine));
    Ok(())
}

pub(super) fn say(turn: &mut Turn<'_>, say: ExamResults) {
    turn.show(&Say::ExamResults(Box::new(say)));
}

/// The attempts that are over and count.
fn counted(attempts: &[Attempt]) -> impl Iterator<Item = &Attempt> {
    attempts.iter().filter(|attempt| attempt.ended.is_some_and(|(_, by)| by != EndedBy::Void))
}

/// What can be told before there is a list.
fn before_release(row: &ExamRow, candidate: &Candidate, attempts: &[Attempt]) -> Mine {
    let sat = |attempt: &Attempt| {
        let (handed_in, _) = attempt.ended?;
        Some(Sat { mark: attempt.earned?, full: attempt.full, handed_in, ..Sat::default() })
    };
    let marks: Vec<Sat> = counted(attempts).filter_map(sat).collect();
    let shown = row.exam.review.mark.has_come(row.phase);
    let track = row.exam.track(&candidate.track).filter(|_| shown);
    let mark = track.and_then(|track| {
        let sat = track.counts.of(&marks)?;
        Some(Outcome::Mark(sat.mark, sat.full, Some(sat.mark >= track.pass)))
    });
    Mine {
        exam: row.id,
        title: row.exam.title.clone(),
        why: Why::Asked,
        outcome: mark.unwrap_or(Outcome::NotYet),
        place: None,
        list: None,
        papers: Papers::None,
    }
}

/// Shows a question of one's own paper, as far as it may be seen at the moment.
pub(super) async fn paper(turn: &mut Turn<'_>, person: &Person, id: SittingId, place: usize) -> Done {
    let own = sitting::get(turn.tx, id).await?.filter(|own| own.staff == person.staff);
    let own = own.filter(|own| own.ended.as_ref().is_some_and(|ended| ended.by != EndedBy::Void));
    let Some(own) = own else {
        turn.toast(Toast::Expired);
        return Ok(());
    };
    let row = exam::get(turn.tx, own.exam).await?.ok_or(TurnError::Bug("a sitting without its exam"))?;
    if !row.exam.review.answers.has_come(row.phase) {
        return mine(turn, person, own.exam).await;
    }
    let Some(reviewed) = review::question(turn.tx, &row, &own, place).await? else {
        turn.toast(Toast::Expired);
        return Ok(());
    };
    let shown = shown(&own, place, &reviewed, row.exam.review.key.has_come(row.phase));
    say(turn, ExamResults::Paper(shown));
    Ok(())
}

fn shown(own: &Sitting, place: usize, reviewed: &Reviewed, with_key: bool) -> Paper {
    let question = &reviewed.question;
    let order = own.paper.option_order(place, question);
    let answer = own.work.entries()[place].answer.as_ref();
    let chosen = match answer {
        Some(Answer::Options(chosen)) => *chosen,
        _ => Choices::NONE,
    };
    let option = |option: &usize| Some((question.options().get(*option)?.clone(), chosen.contains(*option)));
    Paper {
        exam: own.exam,
        sitting: own.id,
        place: place + 1,
        of: own.paper.items().len(),
        kind: question.kind(),
        marks: own.paper.items()[place].marks,
        stem: question.stem.clone(),
        options: order.iter().filter_map(option).collect(),
        given: answer.map(|answer| given(answer, &order)),
        key: with_key.then(|| key(reviewed, &order)),
    }
}

/// The positions of options, as they were shown.
fn positions(chosen: Choices, order: &[usize]) -> Written {
    let shown = order.iter().enumerate().filter(|(_, option)| chosen.contains(**option));
    Written::Options(shown.map(|(position, _)| position).collect())
}

fn given(answer: &Answer, order: &[usize]) -> Written {
    match answer {
        Answer::Options(chosen) => positions(*chosen, order),
        Answer::Judged(verdict) => Written::Judged(*verdict),
        Answer::Words(words) => Written::Words(words.iter().map(|word| vec![word.clone()]).collect()),
    }
}

fn key(reviewed: &Reviewed, order: &[usize]) -> Key {
    let question = &reviewed.question;
    let right = match &question.body {
        Body::Single { key, .. } => positions(Choices::only(*key), order),
        Body::Multiple { key, .. } => positions(*key, order),
        Body::Judge { key } => Written::Judged(*key),
        Body::Blank { key, .. } => Written::Words(key.clone()),
    };
    let earned: Points = reviewed.scored.earned;
    Key {
        right,
        explanation: question.explanation.clone(),
        source: question.source.clone(),
        earned,
        ruled: reviewed.ruling.as_ref().map(|ruling| match ruling {
            Ruling::Everybody => Ruled::Everybody,
            Ruling::LeftOut => Ruled::LeftOut,
            Ruling::Key(_) => Ruled::Key,
        }),
    }
}
