//! Options and keys.

use super::{Refused, attribute, body::Body, is, is_name};
use crate::{
    domain::question::Kind,
    exchange::{
        convention::MAX_ANSWERS,
        draft::{Draft, Exact, Key, Piece},
        xml::Element,
    },
};

/// What a question has not too many of.
const COUNTED: [&str; 4] = ["simpleChoice", "value", "mapEntry", "textEntryInteraction"];

/// Puts the options and the key of an item into its draft.
pub(super) fn put<'a>(draft: &mut Draft, item: &'a Element, body: &mut Body<'a>) -> Result<(), Refused> {
    if item.below(&|name| COUNTED.iter().any(|counted| is_name(name, counted))).len() > MAX_ANSWERS {
        return Err(Refused("选项或答案太多，不像是一道题"));
    }
    match (body.choices.as_slice(), body.entries.as_slice(), body.others) {
        ([choice], [], 0) => {
            let choice = *choice;
            choose(draft, item, choice, body);
            Ok(())
        }
        ([], [_, ..], 0) => {
            fill(draft, item, body);
            Ok(())
        }
        ([], [], 0) => Err(Refused("没有作答的地方")),
        ([_, ..], _, 0) => Err(Refused("一道题里有几处作答，不支持")),
        _ => Err(Refused("选择和填空以外的 QTI 题型不支持")),
    }
}

fn choose<'a>(draft: &mut Draft, item: &'a Element, interaction: &'a Element, body: &mut Body<'a>) {
    let choices = interaction.below(&|name| is_name(name, "simpleChoice"));
    draft.options =
        choices.iter().map(|choice| Piece::new(body.inner(choice), draft.place.clone())).collect();
    let fixed = choices.iter().any(|choice| attribute(choice, "fixed") == Some("true"));
    let shuffle = attribute(interaction, "shuffle").and_then(|word| word.trim().parse::<bool>().ok());
    draft.shuffle = shuffle.map(|shuffle| shuffle && !fixed);
    let Some(declared) = declaration(item, interaction) else { return };
    let right = right(declared);
    let at = |id: &String| choices.iter().position(|choice| choice.attribute("identifier") == Some(id));
    let found: Option<Vec<usize>> = right.iter().map(at).collect();
    let place = draft.place.clone();
    draft.key = match found {
        _ if right.is_empty() => None,
        Some(mut right) => {
            right.sort_unstable();
            right.dedup();
            Some(Key::Exact(Exact::Options { right, kind: kind(declared, interaction) }, place))
        }
        None => Some(Key::Words(Piece::new(right.join(","), place))),
    };
}

/// Single or multiple, by what may be chosen.
fn kind(declared: &Element, interaction: &Element) -> Option<Kind> {
    match (declared.attribute("cardinality"), attribute(interaction, "maxChoices")) {
        (Some("single"), _) | (None, Some("1")) => Some(Kind::Single),
        (Some("multiple" | "ordered"), _) => Some(Kind::Multiple),
        _ => None,
    }
}

fn fill<'a>(draft: &mut Draft, item: &'a Element, body: &Body<'a>) {
    let ways = |entry: &&'a Element| declaration(item, entry).map(right).filter(|ways| !ways.is_empty());
    let blanks: Option<Vec<Vec<String>>> = body.entries.iter().map(ways).collect();
    draft.key = blanks.map(|blanks| Key::Exact(Exact::Blanks(blanks), draft.place.clone()));
}

/// What declares the key of an interaction.
fn declaration<'a>(item: &'a Element, interaction: &Element) -> Option<&'a Element> {
    let wanted = attribute(interaction, "responseIdentifier")?;
    item.elements()
        .filter(|element| is(element, "responseDeclaration"))
        .find(|element| element.attribute("identifier") == Some(wanted))
}

/// What is right: the values of the correct response, and for words those that
/// are mapped to as much; without either, what is mapped above 0.
fn right(declared: &Element) -> Vec<String> {
    let correct = declared.elements().filter(|element| is(element, "correctResponse"));
    let mut right: Vec<String> = correct
        .flat_map(|correct| correct.elements().filter(|element| is(element, "value")))
        .map(|value| value.text().trim().to_owned())
        .collect();
    let is_words = matches!(attribute(declared, "baseType"), Some("string" | "integer" | "float"));
    if right.is_empty() || is_words {
        let mapped = mapped(declared);
        let least = mapped.iter().filter(|(key, _)| right.contains(key)).map(|(_, value)| *value);
        let least = least.reduce(f64::max).unwrap_or(f64::MIN_POSITIVE);
        let more = mapped.into_iter().filter(|(_, value)| *value >= least).map(|(key, _)| key);
        let more: Vec<String> = more.filter(|key| !right.contains(key)).collect();
        right.extend(more);
    }
    right
}

/// Keys and what they are worth.
fn mapped(declared: &Element) -> Vec<(String, f64)> {
    let entries = declared.below(&|name| is_name(name, "mapEntry"));
    let pair = |entry: &&Element| {
        let value = attribute(entry, "mappedValue")?.trim().parse().ok()?;
        Some((attribute(entry, "mapKey")?.trim().to_owned(), value))
    };
    entries.iter().filter_map(pair).collect()
}
