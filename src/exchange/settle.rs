//! From drafts to questions: what is sound is taken, what can be mended safely
//! is mended and told, everything else is refused and told.

mod blank;
mod extras;
mod options;
mod simplify;
mod stem;
mod twins;

pub use extras::Fingerprint;

use super::{
    draft::{Draft, Exact, Key, Piece},
    in_parts::in_parts,
    key::{self, Base, Doubt, Meaning},
    kind::{self, Named},
    place::Place,
    problem::Problem,
};
use crate::domain::{
    choices::Choices,
    question::{Body, Kind, Question},
};

/// A question that was taken, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// Where it stands in the file.
    pub place: Place,
    /// The question.
    pub question: Question,
    /// What the file says of it; of the rest the usual is supposed.
    pub says: Says,
    /// What it is known again by.
    pub print: Fingerprint,
}

/// What a file says of a question, beside what every question has.
#[expect(clippy::struct_excessive_bools, reason = "each says something of its own")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Says {
    /// Its id, of a form that may be kept.
    pub code: bool,
    /// What it is worth.
    pub points: bool,
    /// Whether its options may be shuffled.
    pub shuffle: bool,
    /// Whether its blanks may be filled in any order.
    pub any_order: bool,
}

impl Says {
    fn of(draft: &Draft) -> Self {
        Self {
            code: extras::own_code(draft).is_some(),
            points: draft.points.as_ref().is_some_and(|points| !points.text.is_empty()),
            shuffle: draft.shuffle.is_some(),
            any_order: draft.any_order.is_some(),
        }
    }
}

/// What has become of the drafts of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settled {
    /// What can be loaded, in the order of the file.
    pub taken: Vec<Taken>,
    /// How many drafts were refused.
    pub refused: usize,
    /// How many stand in the file more than once and were taken once.
    pub repeated: usize,
    /// Whether some were refused for numbers of which nobody knows from where
    /// they count.
    pub uncounted: bool,
    /// Everything wrong, doubtful or mended, in the order of the file.
    pub problems: Vec<Problem>,
}

impl Settled {
    /// Takes what has become of the drafts that come next.
    fn append(&mut self, mut next: Self) {
        self.taken.append(&mut next.taken);
        self.refused += next.refused;
        self.repeated += next.repeated;
        self.uncounted |= next.uncounted;
        self.problems.append(&mut next.problems);
    }
}

/// How drafts are settled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether traditional characters become simplified ones.
    pub simplify: bool,
    /// How keys count options, if somebody has said so.
    pub base: Base,
}

/// Settles the drafts of a file, with words as they stand there.
pub fn settle(drafts: Vec<Draft>) -> Settled {
    settle_with(drafts, Options::default())
}

/// Settles the drafts of a file.
pub fn settle_with(mut drafts: Vec<Draft>, how: Options) -> Settled {
    let simplified = if how.simplify { simplify::all(&mut drafts) } else { 0 };
    let mut settled = settle_all(drafts, how.base);
    if simplified > 0 {
        let message = format!("{simplified}道题由繁体字转成了简体字");
        settled.problems.insert(0, Problem::mended(Place::File, message));
    }
    settled
}

fn settle_all(drafts: Vec<Draft>, said: Base) -> Settled {
    let base = if said == Base::Unknown { base(&drafts) } else { said };
    let mut settled = Settled::default();
    for part in in_parts(drafts, |drafts| settle_part(drafts, base)) {
        settled.append(part);
    }
    twins::part(&mut settled);
    if base == Base::Zero && said == Base::Unknown {
        let help = "如果应当从1算起，请改正是0的答案";
        settled
            .problems
            .insert(0, Problem::warning(Place::File, "答案的数字按从0算起导入：0是第一个选项", help));
    }
    settled
}

/// Settles drafts one by one, whatever the others are.
fn settle_part(drafts: Vec<Draft>, base: Base) -> Settled {
    let mut settled = Settled::default();
    for draft in drafts {
        let (place, says) = (draft.place.clone(), Says::of(&draft));
        let mut desk = Desk { base, uncounted: false, problems: Vec::new() };
        match desk.question(draft) {
            Ok((question, print)) => settled.taken.push(Taken { place, question, says, print }),
            Err(Refused(problem)) => {
                desk.problems.push(*problem);
                settled.refused += 1;
            }
        }
        settled.uncounted |= desk.uncounted;
        settled.problems.append(&mut desk.problems);
    }
    settled
}

/// How many questions settling these drafts would give. It keeps none of them.
pub(super) fn sound(drafts: &[Draft]) -> usize {
    let base = base(drafts);
    let mut keys = twins::Keys::default();
    for draft in drafts {
        let mut desk = Desk { base, uncounted: false, problems: Vec::new() };
        if let Ok((question, print)) = desk.question(draft.clone()) {
            keys.note(print, &question);
        }
    }
    keys.sound()
}

/// How the file counts options.
fn base(drafts: &[Draft]) -> Base {
    key::base(drafts.iter().filter_map(|draft| match &draft.key {
        Some(Key::Words(words)) if !words.text.is_empty() => Some((words.text.as_str(), texts(draft))),
        _ => None,
    }))
}

fn texts(draft: &Draft) -> Vec<String> {
    let texts = draft.options.iter().map(|option| option.text.clone());
    let mut texts: Vec<String> = texts.collect();
    let filled = texts.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1);
    texts.truncate(filled);
    texts
}

/// What is accepted in each blank of a stem by a key in words; `None` where it
/// can't be told.
pub(super) fn blank_answers(stem: &str, words: &Piece) -> Option<Vec<Vec<String>>> {
    blank::answers(stem, words).ok()
}

/// Why a draft is refused.
#[derive(Debug)]
struct Refused(Box<Problem>);

/// What is done to one draft.
struct Desk {
    base: Base,
    /// A key was refused for want of a base.
    uncounted: bool,
    problems: Vec<Problem>,
}

const IN_WORDS: &str = "需要的话，请用文字说明图中内容";
const IN_EXPLANATION: &str = "需要的话，请写进解析";
const NO_KEY: &str = "请补上答案再导入";
const WRONG_KEY: &str = "请改正答案或补上选项";
const NO_BASE: &str = "请说明数字从几数起，或把答案改成字母";

impl Desk {
    fn question(&mut self, mut draft: Draft) -> Result<(Question, Fingerprint), Refused> {
        self.tell_left_out(&draft);
        stem::clean(&mut draft, &mut self.problems)?;
        options::clean(&mut draft, &mut self.problems)?;
        let named = named(&draft)?;
        let awaited = take_empty(&mut draft).unwrap_or_else(|| draft.place.clone());
        if draft.key.is_none() {
            stem::take_key(&mut draft, &mut self.problems)?;
        } else {
            stem::drop_key(&mut draft, self.base, &mut self.problems)?;
        }
        stem::check(&draft)?;
        let body = self.body(&mut draft, named, &awaited)?;
        extras::question(draft, body, &mut self.problems)
    }

    fn tell_left_out(&mut self, draft: &Draft) {
        for piece in &draft.left_out {
            let message = format!("没有导入{}", piece.text);
            let help = if piece.text.starts_with("评语") { IN_EXPLANATION } else { IN_WORDS };
            self.problems.push(Problem::warning(piece.place.clone(), message, help));
        }
    }

    /// `awaited` is where the key should stand.
    fn body(&mut self, draft: &mut Draft, named: Option<Kind>, awaited: &Place) -> Result<Body, Refused> {
        match draft.key.take() {
            Some(Key::Exact(exact, place)) => self.exact(draft, named, exact, &place),
            Some(Key::Words(words)) => self.worded(draft, named, &words),
            None => Err(error(awaited, Doubt::Missing.to_string(), NO_KEY)),
        }
    }

    fn exact(
        &mut self,
        draft: &mut Draft,
        named: Option<Kind>,
        exact: Exact,
        place: &Place,
    ) -> Result<Body, Refused> {
        match exact {
            Exact::Truth(key) => Ok(Body::Judge { key }),
            Exact::Blanks(answers) => blank::body(draft, answers, place),
            Exact::Options { right, kind } => match truth(draft, kind.or(named), &right) {
                Some(key) => Ok(Body::Judge { key }),
                None => self.choice(draft, kind, &right, place),
            },
        }
    }

    fn worded(&mut self, draft: &mut Draft, named: Option<Kind>, words: &Piece) -> Result<Body, Refused> {
        let texts: Vec<String> = draft.options.iter().map(|option| option.text.clone()).collect();
        let of_words = |doubt: Doubt| {
            let help = match doubt {
                Doubt::Missing => NO_KEY,
                Doubt::Base(_) => NO_BASE,
                _ => WRONG_KEY,
            };
            error(&words.place, doubt.to_string(), help)
        };
        if texts.is_empty() {
            return self.without_options(draft, named, words, of_words);
        }
        let meaning = key::over_options(&words.text, &texts, self.base);
        self.uncounted |= matches!(meaning, Err(Doubt::Base(_)));
        let meaning = meaning.map_err(of_words)?;
        let Meaning::Options(right) = meaning else {
            return Err(of_words(Doubt::Unknown(words.text.clone())));
        };
        match key::truth_options(&texts) {
            Some(truths) if named.is_none_or(|kind| kind == Kind::Judge) => {
                let key = right.first().and_then(|&at| truths.get(at)).copied();
                key.map(|key| Body::Judge { key }).ok_or_else(|| of_words(Doubt::Unknown(words.text.clone())))
            }
            _ => self.choice(draft, named, &right, &words.place),
        }
    }

    /// A choice with these options right.
    fn choice(
        &mut self,
        draft: &Draft,
        named: Option<Kind>,
        right: &[usize],
        place: &Place,
    ) -> Result<Body, Refused> {
        let options: Vec<String> = draft.options.iter().map(|option| option.text.clone()).collect();
        if let Some(beyond) = right.iter().find(|&&option| option >= options.len()) {
            let doubt = Doubt::Beyond(key::letters(&[*beyond]), options.len());
            return Err(error(place, doubt.to_string(), WRONG_KEY));
        }
        match (right, named) {
            ([], _) => Err(error(place, Doubt::Missing.to_string(), NO_KEY)),
            ([key], Some(Kind::Multiple)) => {
                let message = "多选题只有一个答案，按单选题导入";
                self.problems.push(Problem::warning(place.clone(), message, "如果漏了答案，请补上再导入"));
                Ok(Body::Single { options, key: *key })
            }
            ([key], _) => Ok(Body::Single { options, key: *key }),
            (several, Some(Kind::Single)) => {
                let message = format!("单选题有{}个答案“{}”", several.len(), key::letters(several));
                Err(error(place, message, "请只留一个答案，或把题型改成多选题"))
            }
            (several, _) => {
                let key = several.iter().copied().fold(Choices::NONE, Choices::toggled);
                Ok(Body::Multiple { options, key })
            }
        }
    }

    /// A statement, or a stem with blanks.
    fn without_options(
        &mut self,
        draft: &mut Draft,
        named: Option<Kind>,
        words: &Piece,
        of_words: impl Fn(Doubt) -> Refused,
    ) -> Result<Body, Refused> {
        if matches!(named, Some(Kind::Single | Kind::Multiple)) {
            return Err(error(&draft.place, "没有选项", "请补上选项，或者改成判断题、填空题"));
        }
        // A bare figure is a truth only where statements are named: elsewhere it may
        // be what is to be filled in, or the place of an option that wasn't found.
        let may_be_true = named == Some(Kind::Judge) || (named.is_none() && !key::is_figure(&words.text));
        if named.is_none() && key::is_letter_of_truth(&words.text) && kind::has_blank(&draft.stem.text) {
            let message = format!("答案“{}”可以是对错，也可以是要填的内容", words.text);
            return Err(error(&words.place, message, "请写明题型：判断题或填空题"));
        }
        match key::of_statement(&words.text) {
            Ok(Meaning::Truth(key)) if may_be_true => Ok(Body::Judge { key }),
            Err(doubt) if named == Some(Kind::Judge) => Err(of_words(doubt)),
            _ => {
                let answers = blank::answers(&draft.stem.text, words)?;
                blank::tell_parted(words, &answers, &mut self.problems);
                blank::body(draft, answers, &words.place)
            }
        }
    }
}

/// The key of a statement that had to be written as a choice between 正确 and
/// 错误, unless it is called a choice.
fn truth(draft: &Draft, named: Option<Kind>, right: &[usize]) -> Option<bool> {
    let texts: Vec<String> = draft.options.iter().map(|option| option.text.clone()).collect();
    let truths = key::truth_options(&texts).filter(|_| named.is_none_or(|kind| kind == Kind::Judge))?;
    let [only] = right else { return None };
    truths.get(*only).copied()
}

/// The kind that the file names.
fn named(draft: &Draft) -> Result<Option<Kind>, Refused> {
    let Some(words) = &draft.kind else { return Ok(None) };
    match kind::named(&words.text) {
        Named::Kind(kind) => Ok(Some(kind)),
        Named::Unknown => Ok(None),
        Named::Written => {
            let message = format!("“{}”要人来评分，没有导入", words.text);
            Err(error(&draft.place, message, "可以改成选择、判断或填空题"))
        }
    }
}

/// Takes away a key of which nothing but the place is there.
fn take_empty(draft: &mut Draft) -> Option<Place> {
    let empty = |key: &mut Key| matches!(key, Key::Words(words) if words.text.is_empty());
    match draft.key.take_if(empty) {
        Some(Key::Words(words)) => Some(words.place),
        _ => None,
    }
}

fn error(place: &Place, message: impl Into<String>, help: &'static str) -> Refused {
    Refused(Box::new(Problem::error(place.clone(), message, help)))
}
