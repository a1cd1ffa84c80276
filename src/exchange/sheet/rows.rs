//! A row a question.

use std::sync::Arc;

use super::{
    cells::{self, Parts},
    field::Field,
    kind, options,
};
use crate::exchange::{
    Found,
    draft::{Draft, Exact, Key, Piece},
    place::Place,
    problem::Problem,
};

/// The most tags of a question.
const MAX_TAGS: usize = 50;

/// What a row may be read with.
pub(super) struct Context<'a> {
    /// The sheet it stands in.
    pub sheet: &'a Arc<str>,
    /// The kind that the heading above or the tab names.
    pub kind: Option<&'a Piece>,
    /// Whether the sheet has columns for options.
    pub has_options: bool,
    /// The first column for keys.
    pub key: Option<u32>,
}

/// Reads a row into what has been found. Rows without a question are passed over.
pub(super) fn read(row: u32, parts: Parts, context: &Context<'_>, found: &mut Found) {
    let is_question = |field: Field| field == Field::Stem || field == Field::Substem;
    let says = |fits: &dyn Fn(Field) -> bool| {
        parts.all().any(|(field, piece)| fits(field) && !piece.text.is_empty())
    };
    let (has_stem, has_answer) = (says(&is_question), says(&|field| field.is_option() || field.is_answer()));
    if parts.is_broken {
        found.problems.extend(parts.doubts);
    } else if has_stem {
        found.drafts.extend(draft(row, &parts, context, &mut found.problems));
        found.problems.extend(parts.doubts);
    } else if has_answer {
        let place = cells::row_place(context.sheet, row);
        found.problems.push(Problem::error(place, "有选项或答案，但没有题干", "请补上题干，或清空这一行"));
    }
}

fn draft(row: u32, parts: &Parts, context: &Context<'_>, problems: &mut Vec<Problem>) -> Option<Draft> {
    let mut draft = Draft::new(stem(parts)?);
    draft.kind = parts.one(Field::Kind).cloned().or_else(|| context.kind.cloned());
    draft.options = row_options(parts);
    if !context.has_options {
        take_options_from_stem(&mut draft, problems);
    }
    draft.key = key(parts).or_else(|| awaited(row, context));
    draft.points = points(parts);
    fill_in(&mut draft, parts);
    Some(draft)
}

/// What is the same in every layout.
pub(super) fn fill_in(draft: &mut Draft, parts: &Parts) {
    draft.id =
        parts.said(Field::Id).or_else(|| parts.said(Field::Serial).filter(|serial| is_id(&serial.text)));
    draft.explanation = parts.said(Field::Explanation);
    draft.source = parts.said(Field::Source);
    draft.difficulty = parts.said(Field::Difficulty);
    draft.tags = tags(parts);
    draft.valid_until = parts.said(Field::ValidUntil);
    let truth = |field| parts.said(field).and_then(|piece| cells::yes_or_no(&piece.text));
    draft.shuffle = truth(Field::Shuffle);
    draft.any_order = truth(Field::AnyOrder);
    let media =
        parts.all().filter(|(field, piece)| *field == Field::Picture && !cells::is_filler(&piece.text));
    draft.left_out.extend(media.map(|(_, piece)| piece.clone()));
}

/// Whether what stands under 编号 is more than a number within its sheet: ids of
/// banks have small letters (`xkf-042-1`), serial numbers don't.
pub(in crate::exchange) fn is_id(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    text.chars().count() > 1 && text.chars().any(|c| c.is_ascii_lowercase()) && text.chars().all(is_part)
}

/// The stem; a question below a shared one takes it along.
pub(super) fn stem(parts: &Parts) -> Option<Piece> {
    let said = |field| parts.one(field).filter(|piece| !piece.text.is_empty());
    match (said(Field::Stem), said(Field::Substem)) {
        (Some(whole), Some(part)) if whole.text != part.text => {
            Some(Piece::new(format!("{}\n{}", whole.text, part.text), part.place.clone()))
        }
        (whole, part) => whole.or(part).cloned(),
    }
}

fn row_options(parts: &Parts) -> Vec<Piece> {
    if let Some(all) =
        parts.one(Field::Options).filter(|all| !cells::is_filler(&all.text) && !all.text.is_empty())
    {
        let pieces = options::split(&all.text).into_iter();
        return pieces.map(|text| Piece { text, place: all.place.clone() }).collect();
    }
    let found = parts.numbered(|field| if let Field::Option(at) = field { Some(at) } else { None });
    // `无` may well be an option beside others.
    let has_others = found.iter().any(|(_, piece)| !piece.text.is_empty() && !cells::is_filler(&piece.text));
    let twice = |piece: &Piece| {
        cells::is_filler(&piece.text)
            && !(has_others && matches!(piece.text.as_str(), "无" | "暂无"))
            && found.iter().filter(|(_, other)| other.text == piece.text).count() > 1
    };
    let filled: Vec<&(u8, &Piece)> =
        found.iter().filter(|(_, piece)| !piece.text.is_empty() && !twice(piece)).collect();
    let Some((last, _)) = filled.last() else { return Vec::new() };
    let blank = |at: u8| empty(at, &found);
    let mut pieces: Vec<Piece> = (0..=*last).map(blank).collect();
    for (at, piece) in filled {
        if let Some(place) = pieces.get_mut(usize::from(*at)) {
            *place = (*piece).clone();
        }
    }
    bare(&pieces)
}

/// An option that isn't there: it stands, as far as can be said, where the
/// columns lead it.
fn empty(at: u8, found: &[(u8, &Piece)]) -> Piece {
    let own = found.iter().find(|(other, _)| *other == at);
    let near = own.or_else(|| found.iter().rfind(|(other, _)| *other < at)).or(found.first());
    let shifted = near.map(|(other, piece)| match &piece.place {
        Place::Cell { sheet, row, column } => {
            let column = (column + u32::from(at)).saturating_sub(u32::from(*other));
            Place::Cell { sheet: Arc::clone(sheet), row: *row, column }
        }
        other => other.clone(),
    });
    Piece::new("", shifted.unwrap_or(Place::File))
}

/// Takes the letters off.
pub(super) fn bare(pieces: &[Piece]) -> Vec<Piece> {
    let nothing = || Piece::new("", pieces.first().map_or(Place::File, |piece| piece.place.clone()));
    let pieces = options::in_order(pieces, |piece| &piece.text, nothing);
    let texts = options::without_letters(&pieces.iter().map(|piece| piece.text.clone()).collect::<Vec<_>>());
    pieces.into_iter().zip(texts).map(|(piece, text)| Piece { text, ..piece }).collect()
}

/// Where a sheet has no columns for options they may stand below the stem.
fn take_options_from_stem(draft: &mut Draft, problems: &mut Vec<Problem>) {
    let has_none = draft.kind.as_ref().is_some_and(|kind| kind::has_no_options(&kind.text));
    if has_none || !draft.options.is_empty() {
        return;
    }
    if let Some((stem, texts)) = options::within_stem(&draft.stem.text) {
        let place = draft.stem.place.clone();
        problems.push(Problem::mended(place.clone(), "选项写在题干里，已分开"));
        draft.options = texts.into_iter().map(|text| Piece { text, place: place.clone() }).collect();
        draft.stem.text = stem;
    }
}

/// The cell in which a key should stand.
fn awaited(row: u32, context: &Context<'_>) -> Option<Key> {
    let place = |column| Place::Cell { sheet: Arc::clone(context.sheet), row, column };
    context.key.map(|column| Key::Words(Piece::new("", place(column))))
}

/// The key: in one column, in several, or a blank a column.
fn key(parts: &Parts) -> Option<Key> {
    let words = parts.numbered(|field| if let Field::Key(at) = field { Some(at) } else { None });
    let texts: Vec<&str> =
        words.iter().map(|(_, piece)| piece.text.as_str()).filter(|text| !text.is_empty()).collect();
    if let Some((_, first)) = words.first().filter(|_| !texts.is_empty()) {
        return Some(Key::Words(Piece::new(texts.join("|"), first.place.clone())));
    }
    let blanks = parts.numbered(|field| if let Field::Blank(at) = field { Some(at) } else { None });
    let (last, first) = (blanks.last()?.0, blanks.first()?.1.place.clone());
    let mut answers: Vec<Vec<String>> = vec![Vec::new(); usize::from(last) + 1];
    for (at, piece) in blanks {
        if let Some(blank) = answers.get_mut(usize::from(at)) {
            *blank = alternatives(&piece.text);
        }
    }
    Some(Key::Exact(Exact::Blanks(answers), first))
}

/// `二十日|||20日`, `二十日;20日`
fn alternatives(text: &str) -> Vec<String> {
    let parts = text.split(['|', ';', '；']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// Points for each blank are points for the question.
fn points(parts: &Parts) -> Option<Piece> {
    let each = || {
        let each = parts.said(Field::PointsEach)?;
        let blanks = parts.all().filter(|(field, _)| matches!(field, Field::Blank(_))).count();
        let (one, blanks) = (each.text.parse::<f64>().ok(), u32::try_from(blanks.max(1)).ok()?);
        let text = one.map_or_else(|| each.text.clone(), |one| (one * f64::from(blanks)).to_string());
        Some(Piece::new(text, each.place))
    };
    parts.said(Field::Points).or_else(each)
}

/// Paths, lists of points and lists of words, each once.
fn tags(parts: &Parts) -> Vec<Piece> {
    let mut tags: Vec<Piece> = Vec::new();
    for (field, piece) in parts.all() {
        let separates: fn(char) -> bool = match field {
            Field::Category => |c| "/\\>→;；|\n".contains(c),
            Field::Topic => |c| ",;|\n；，、".contains(c),
            // Where signs part the words, a blank is within one.
            Field::Tags if piece.text.contains([',', ';', '|', '；', '，', '、']) => {
                |c| ",;|\n；，、".contains(c)
            }
            Field::Tags => char::is_whitespace,
            _ => continue,
        };
        for word in piece.text.split(separates).map(str::trim) {
            let is_new =
                !word.is_empty() && !cells::is_filler(word) && tags.iter().all(|tag| tag.text != word);
            if is_new && tags.len() < MAX_TAGS {
                tags.push(Piece::new(word, piece.place.clone()));
            }
        }
    }
    tags
}
