//! A bank in baiti's own format among the files of others: its questions are
//! added to a bank as theirs are.

use chrono::NaiveDate;

use super::{
    Found,
    draft::{Draft, Exact, Key, Piece},
    place::Place,
    problem::Problem,
};
use crate::{
    bank::{self, Diagnostic, Rules, Severity, Source},
    domain::{
        question::{Body, Kind, Question},
        topic::{Topic, TopicId},
    },
};

/// Whether a text is such a bank.
pub(super) fn is_bank(text: &str) -> bool {
    text.lines().any(|line| line.trim() == "[[question]]")
}

/// Reads its questions. Topic and id are not theirs to choose where they go.
pub(super) fn read(text: &str) -> Found {
    let source = Source::new("", text);
    let reading = bank::read(&[source], &Rules { topics: topics(text), today: NaiveDate::MIN });
    let mut found = Found { problems: reading.diagnostics.iter().map(problem).collect(), ..Found::default() };
    for bank in reading.banks {
        found.title.get_or_insert(bank.title);
        found.drafts.extend(bank.questions.into_iter().map(|placed| draft(placed.question, placed.line)));
    }
    found
}

/// The topic that the file names, which may be of another office.
fn topics(text: &str) -> Vec<Topic> {
    let word = toml::from_str::<toml::Table>(text)
        .ok()
        .and_then(|table| table.get("topic")?.as_str().map(str::to_owned));
    let id = word.as_deref().and_then(TopicId::new);
    id.map(|id| Topic { zh: id.as_str().to_owned(), en: id.as_str().to_owned(), id }).into_iter().collect()
}

fn problem(told: &Diagnostic) -> Problem {
    let place = told.line.and_then(|line| u32::try_from(line).ok()).map_or(Place::File, Place::Line);
    let parts = [Some(&told.message), told.example.as_ref(), told.help.as_ref()];
    let message: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    match told.severity {
        Severity::Error => Problem::error(place, message.join("；"), ""),
        Severity::Warning => Problem::warning(place, message.join("；"), ""),
    }
}

fn draft(question: Question, line: usize) -> Draft {
    let place = u32::try_from(line).map_or(Place::File, Place::Line);
    let piece = |text: &str| Piece::new(text, place.clone());
    let mut draft = Draft::new(piece(&question.stem));
    draft.options = question.options().iter().map(|option| piece(option)).collect();
    draft.id = Some(piece(&question.code));
    draft.explanation = question.explanation.as_deref().map(piece);
    draft.source = question.source.as_deref().map(piece);
    draft.points = Some(piece(&question.points.to_string()));
    draft.difficulty = question.difficulty.map(|level| piece(&level.to_string()));
    draft.tags = question.tags.iter().map(|tag| piece(tag)).collect();
    draft.valid_until = question.valid_until.map(|day| piece(&day.to_string()));
    draft.shuffle = Some(question.shuffle);
    let exact = match question.body {
        Body::Single { key, .. } => Exact::Options { right: vec![key], kind: Some(Kind::Single) },
        Body::Multiple { key, .. } => {
            Exact::Options { right: key.iter().collect(), kind: Some(Kind::Multiple) }
        }
        Body::Judge { key } => Exact::Truth(key),
        Body::Blank { key, any_order } => {
            draft.any_order = Some(any_order);
            Exact::Blanks(key)
        }
    };
    draft.key = Some(Key::Exact(exact, place));
    draft
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{bank::embedded, exchange::settle::settle};

    #[test]
    fn every_bank_that_comes_with_the_program_is_read_as_it_is() {
        for source in embedded::sources() {
            let text = String::from_utf8(source.bytes).unwrap();
            assert!(is_bank(&text), "{}", source.name);
            let found = read(&text);
            let count = text.lines().filter(|line| line.trim() == "[[question]]").count();
            assert_eq!((found.drafts.len(), found.problems), (count, vec![]), "{}", source.name);
            assert_eq!(settle(found.drafts).taken.len(), count, "{}", source.name);
        }
    }

    #[test]
    fn what_is_wrong_is_told_by_its_line() {
        let text = "format = 1\nid = \"a\"\ntitle = \"甲\"\ntopic = \"special\"\n\n[[question]]\nid = \"1\"\nkind = \"judge\"\nstem = \"对？\"\nkey = \"maybe\"\n";
        let found = read(text);
        assert!(found.drafts.is_empty());
        assert!(matches!(found.problems[0].place, Place::Line(_)), "{:?}", found.problems);
    }
}
