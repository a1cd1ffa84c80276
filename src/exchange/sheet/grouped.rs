//! A row an option: rows with one serial number, or one stem, are a question.

use super::{
    cells::{self, Parts},
    field::Field,
    options::{self, MAX_OPTIONS},
    rows,
};
use crate::exchange::{
    Found,
    draft::{Draft, Exact, Key, Piece},
    problem::Problem,
};

/// The question whose options are being gathered.
#[derive(Debug, Default)]
pub(super) struct Group {
    draft: Option<Draft>,
    serial: Option<String>,
    stem: Option<String>,
    right: Vec<usize>,
    is_spoilt: bool,
}

impl Group {
    /// Takes a row into what has been found.
    pub(super) fn take(&mut self, row: u32, parts: Parts, context: &rows::Context<'_>, found: &mut Found) {
        if !parts.all().any(|(field, _)| field.is_vital()) && !parts.is_broken {
            return;
        }
        if !self.continues(&parts) {
            self.finish(found);
            self.begin(row, &parts, context, &mut found.problems);
        }
        self.add(&parts, &mut found.problems);
        self.is_spoilt |= parts.is_broken;
        found.problems.extend(parts.doubts);
    }

    fn continues(&self, parts: &Parts) -> bool {
        let stem = rows::stem(parts).map(|stem| stem.text);
        let serial = parts.one(Field::Serial).map(|serial| serial.text.clone());
        let same_stem = stem.is_none() || stem == self.stem;
        let same_serial = serial.is_none() || serial == self.serial;
        let has_begun = self.draft.is_some() || self.is_spoilt;
        has_begun && same_stem && same_serial
    }

    fn begin(&mut self, row: u32, parts: &Parts, context: &rows::Context<'_>, problems: &mut Vec<Problem>) {
        let Some(stem) = rows::stem(parts) else {
            if !parts.is_broken {
                let place = cells::row_place(context.sheet, row);
                problems.push(Problem::error(place, "有选项或答案，但没有题干", "请补上题干，或清空这一行"));
            }
            self.is_spoilt = true;
            self.serial = parts.one(Field::Serial).map(|serial| serial.text.clone());
            return;
        };
        let mut draft = Draft::new(stem.clone());
        draft.kind = parts.one(Field::Kind).map(kind).or_else(|| context.kind.cloned());
        draft.points = parts.said(Field::Points);
        rows::fill_in(&mut draft, parts);
        // Each row's pictures are taken with its option.
        draft.left_out.clear();
        self.serial = parts.one(Field::Serial).map(|serial| serial.text.clone());
        self.stem = Some(stem.text);
        self.draft = Some(draft);
    }

    fn add(&mut self, parts: &Parts, problems: &mut Vec<Problem>) {
        let Some(draft) = &mut self.draft else { return };
        let said = |field: Field| matches!(field, Field::Picture | Field::OptionNote);
        let media = parts.all().filter(|(field, piece)| said(*field) && !cells::is_filler(&piece.text));
        draft.left_out.extend(media.map(|(_, piece)| piece.clone()));
        let Some(option) = parts.one(Field::OptionText).filter(|_| draft.options.len() < MAX_OPTIONS) else {
            return;
        };
        draft.options.push(option.clone());
        match parts.one(Field::IsRight).map(|verdict| (truth(&verdict.text), verdict)) {
            Some((Some(true), _)) => self.right.push(draft.options.len() - 1),
            None | Some((Some(false), _)) => {}
            Some((None, verdict)) => {
                self.is_spoilt = true;
                let place = verdict.place.clone();
                problems.push(Problem::error(place, "看不出这个选项对不对", "请写 1（对）或 0（错）"));
            }
        }
    }

    /// Gives out the question that has been gathered.
    pub(super) fn finish(&mut self, found: &mut Found) {
        let group = std::mem::take(self);
        let Some(mut draft) = group.draft.filter(|_| !group.is_spoilt) else { return };
        let place = draft.options.first().map_or_else(|| draft.place.clone(), |first| first.place.clone());
        // Letters put the options in order; what is right goes with its option.
        let nothing = || (Piece::new("", place.clone()), false);
        let options = draft.options.iter().cloned().zip((0..).map(|at| group.right.contains(&at)));
        let options: Vec<(Piece, bool)> = options.collect();
        let options = options::in_order(&options, |(piece, _)| &piece.text, nothing);
        let right = (0..options.len()).filter(|&at| options[at].1).collect();
        draft.options = rows::bare(&options.into_iter().map(|(piece, _)| piece).collect::<Vec<_>>());
        if !draft.options.is_empty() {
            draft.key = Some(Key::Exact(Exact::Options { right, kind: None }, place));
        }
        found.drafts.push(draft);
    }
}

/// The kinds have numbers in the template of this layout.
fn kind(piece: &Piece) -> Piece {
    let words = match piece.text.as_str() {
        "1" => "单选题",
        "2" => "多选题",
        "3" => "判断题",
        "4" => "简答题",
        other => other,
    };
    Piece::new(words, piece.place.clone())
}

fn truth(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "1" | "是" | "对" | "正确" | "√" | "✓" | "y" | "yes" | "t" | "true" => Some(true),
        "" | "0" | "否" | "错" | "错误" | "不正确" | "×" | "✗" | "x" | "n" | "no" | "f" | "false" | "-" => {
            Some(false)
        }
        _ => None,
    }
}
