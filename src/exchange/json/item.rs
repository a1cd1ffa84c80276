//! One question.

use serde_json::{Map, Value};

use super::{
    answer,
    field::{Field, named},
    options::{self, Choice, text, truth},
};
use crate::exchange::{
    convention::{put_tag, said},
    draft::{Draft, Piece},
    place::Place,
};

/// The fields of a question by what they stand for.
pub(super) struct Fields<'a>(Vec<(Field, usize, &'a str, &'a Value)>);

impl<'a> Fields<'a> {
    fn new(fields: &'a Map<String, Value>) -> Self {
        let is_said =
            |value: &Value| !value.is_null() && value.as_str().is_none_or(|text| !text.trim().is_empty());
        let known = fields.iter().filter(|(_, value)| is_said(value)).filter_map(|(name, value)| {
            let (field, rank) = named(name)?;
            Some((field, rank, name.as_str(), value))
        });
        let mut known: Vec<_> = known.collect();
        known.sort_by_key(|(_, rank, ..)| *rank);
        Self(known)
    }

    /// The first with something in it, and its name.
    pub(super) fn get(&self, wanted: Field) -> Option<(&'a str, &'a Value)> {
        self.all(wanted).next()
    }

    fn all(&self, wanted: Field) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.0.iter().filter(move |(field, ..)| *field == wanted).map(|(_, _, name, value)| (*name, *value))
    }

    fn text(&self, wanted: Field) -> Option<String> {
        self.get(wanted).and_then(|(_, value)| words(value))
    }

    /// Options that have a field each: `A`, `选项B`.
    fn single_options(&self) -> Vec<Choice> {
        let mut choices = Vec::new();
        for (field, _, _, value) in &self.0 {
            let Field::Option(at) = *field else { continue };
            if choices.len() <= at {
                choices.resize(at + 1, Choice::default());
            }
            choices[at].text = text(value).unwrap_or_default();
        }
        for (at, choice) in choices.iter_mut().enumerate() {
            choice.label = Some(crate::domain::choices::letter(at).to_string());
        }
        choices
    }
}

/// Reads a question.
pub(super) fn read(fields: &Map<String, Value>, place: &Place) -> Draft {
    let fields = Fields::new(fields);
    let mut draft = Draft::new(Piece::new(fields.text(Field::Stem).unwrap_or_default(), place.clone()));
    let piece = |field: Field| fields.text(field).and_then(|text| said(&text, place));
    let is_words = |(_, value): &(&str, &Value)| !value.is_number();
    draft.kind = fields.get(Field::Kind).filter(is_words).and_then(|_| piece(Field::Kind));
    draft.id = piece(Field::Id);
    draft.explanation = piece(Field::Explanation);
    draft.source = piece(Field::Source);
    draft.points = piece(Field::Points);
    draft.difficulty = piece(Field::Difficulty);
    draft.valid_until = piece(Field::ValidUntil);
    draft.shuffle = fields.get(Field::Shuffle).and_then(|(_, value)| truth(value));
    draft.any_order = fields.get(Field::AnyOrder).and_then(|(_, value)| truth(value));
    for (_, value) in fields.all(Field::Tags) {
        for tag in tags(value) {
            put_tag(&mut draft, &tag);
        }
    }
    let pictures = fields.all(Field::Picture).filter(|(_, value)| !is_nothing(value));
    draft.left_out = pictures.map(|(name, _)| Piece::new(format!("图片 {name}"), place.clone())).collect();
    let choices = choices(&fields);
    draft.options = choices.iter().map(|choice| Piece::new(&choice.text, place.clone())).collect();
    draft.key = answer::key(&draft, &fields, &choices);
    draft
}

fn choices(fields: &Fields<'_>) -> Vec<Choice> {
    if let Some((_, value)) = fields.get(Field::Options) {
        return options::read(value);
    }
    let single = fields.single_options();
    // `{"q": …, "a": …}` is a question and its answer.
    if single.len() > 1 || fields.get(Field::Answer).is_some() && !single.is_empty() {
        return single;
    }
    match fields.get(Field::Answer) {
        // Answers that are objects are options that know whether they are right.
        Some((_, value)) if are_objects(value) => options::read(value),
        Some((_, right)) => match fields.get(Field::Wrong) {
            Some((_, wrong)) => options::beside(right, wrong),
            None => Vec::new(),
        },
        None => Vec::new(),
    }
}

fn are_objects(value: &Value) -> bool {
    value.as_array().is_some_and(|items| !items.is_empty() && items.iter().all(Value::is_object))
}

fn is_nothing(value: &Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty)
}

/// A text, or several one below another.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::Array(items) => Some(items.iter().filter_map(text).collect::<Vec<_>>().join("\n")),
        _ => text(value),
    }
}

fn tags(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().filter_map(text).collect(),
        _ => {
            let text = text(value).unwrap_or_default();
            text.split([',', '，', '、', ';', '；']).map(str::to_owned).collect()
        }
    }
}
