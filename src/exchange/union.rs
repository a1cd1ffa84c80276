//! What loading somebody's file into a bank comes to: a union. What stands is
//! known again by its words or by its id; nothing is withdrawn because a file
//! doesn't have it, and nothing is doubled because a file has it too.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use serde::{Deserialize, Serialize};

use super::{
    in_parts::in_parts,
    place::Place,
    problem::Problem,
    settle::{Fingerprint, Says, Taken},
};
use crate::{
    bank::normalise,
    domain::{
        choices::Choices,
        question::{Body, Question},
    },
};

/// A question as it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing<'a> {
    /// The id of its bank.
    pub bank: &'a str,
    /// Its present wording.
    pub question: &'a Question,
    /// Whether it is asked.
    pub live: bool,
}

/// A question that stands with another key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rekeyed {
    /// Its id.
    pub code: String,
    /// What it asks.
    pub stem: String,
    /// The key that stands, in words.
    pub from: String,
    /// The key of the file, in words.
    pub to: String,
}

/// What it comes to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Union<'a> {
    /// The questions that were not there, as the file has them or with an id
    /// that is free.
    pub added: Vec<Cow<'a, Question>>,
    /// Those with another content than before, under the id that stands.
    pub changed: Vec<Question>,
    /// Those among them with another key.
    pub rekeyed: Vec<Rekeyed>,
    /// How many stand there already just so.
    pub same: usize,
    /// How many stand in another bank, and are asked from there.
    pub elsewhere: usize,
    /// How many were withdrawn, and stay so.
    pub withdrawn: usize,
    /// What should be known of them.
    pub problems: Vec<Problem>,
}

impl Union<'_> {
    /// Whether there is nothing to load.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty()
    }
}

/// What loading these questions into a bank comes to; `standing` are those of
/// all banks.
pub fn union<'a>(bank: &str, standing: &[Standing<'_>], taken: &'a [Taken]) -> Union<'a> {
    let mut desk = Desk { known: Known::of(bank, standing), union: Union::default(), met: HashSet::new() };
    for taken in taken {
        desk.take(taken);
    }
    desk.union
}

/// What stands, by that by which it is known again.
struct Known<'a> {
    own: HashMap<Fingerprint, Standing<'a>>,
    codes: HashMap<&'a str, Standing<'a>>,
    others: HashMap<Fingerprint, Standing<'a>>,
}

impl<'a> Known<'a> {
    fn of(bank: &str, standing: &[Standing<'a>]) -> Self {
        let mut known = Self { own: HashMap::new(), codes: HashMap::new(), others: HashMap::new() };
        let prints = in_parts(standing.to_vec(), |part| part.iter().map(print).collect::<Vec<_>>());
        for (&one, print) in standing.iter().zip(prints.into_iter().flatten()) {
            if one.bank == bank {
                known.codes.insert(&one.question.code, one);
                // What is asked goes before what was withdrawn.
                let entry = known.own.entry(print).or_insert(one);
                if one.live {
                    *entry = one;
                }
            } else if one.live {
                known.others.entry(print).or_insert(one);
            }
        }
        known
    }
}

fn print(one: &Standing<'_>) -> Fingerprint {
    Fingerprint::of(&one.question.stem, &one.question.body)
}

struct Desk<'s, 't> {
    known: Known<'s>,
    union: Union<'t>,
    /// The codes of what came from the file.
    met: HashSet<String>,
}

impl<'t> Desk<'_, 't> {
    fn take(&mut self, taken: &'t Taken) {
        if let Some(standing) = self.known.own.get(&taken.print).copied() {
            return self.known_again(standing, taken);
        }
        if let Some(other) = self.known.others.get(&taken.print).copied() {
            return self.elsewhere(other, taken);
        }
        let by_code = self.known.codes.get(taken.question.code.as_str()).copied();
        match by_code {
            Some(standing) if taken.says.code && are_akin(&standing.question.stem, &taken.question.stem) => {
                self.known_again(standing, taken);
            }
            Some(_) => self.add_renamed(taken),
            None => self.add(Cow::Borrowed(&taken.question)),
        }
    }

    fn known_again(&mut self, standing: Standing<'_>, taken: &Taken) {
        let place = || taken.place.clone();
        if !standing.live {
            self.union.withdrawn += 1;
            let message = "这道题已停用，没有导入";
            let help = "要重新启用，请在 /bank 里恢复，或用 baiti bank restore";
            return self.union.problems.push(Problem::warning(place(), message, help));
        }
        if !self.met.insert(standing.question.code.clone()) {
            let message = format!("与文件里另一道题同为题库里的 {}，没有导入", standing.question.code);
            return self.union.problems.push(Problem::warning(place(), message, "请核对后只留一道"));
        }
        let merged = merged(standing.question, taken.question.clone(), taken.says);
        if merged == *standing.question {
            self.union.same += 1;
            return;
        }
        if sorted_key(standing.question) != sorted_key(&merged) {
            let (from, to) = (key_words(standing.question), key_words(&merged));
            let (code, stem) = (merged.code.clone(), merged.stem.clone());
            self.union.rekeyed.push(Rekeyed { code, stem, from, to });
        }
        self.union.changed.push(merged);
    }

    fn elsewhere(&mut self, other: Standing<'_>, taken: &Taken) {
        self.union.elsewhere += 1;
        let name = format!("{}/{}", other.bank, other.question.code);
        let place = taken.place.clone();
        let problem = if sorted_key(other.question) == sorted_key(&taken.question) {
            Problem::warning(place, format!("题库里已有这道题（{name}），不重复导入"), "")
        } else {
            let bank = other.bank;
            let message = format!(
                "题库里已有这道题（{name}），答案却不同，没有导入。要改它的答案，请导入到题库 {bank}（聊天里点“换题库”，命令行加 --bank {bank}）"
            );
            Problem::error(place, message, "")
        };
        self.union.problems.push(problem);
    }

    /// Another question has this id.
    fn add_renamed(&mut self, taken: &Taken) {
        let code = taken.print.code();
        if taken.says.code {
            let message = format!("编号 {} 在题库里是另一道题，改用编号 {code}", taken.question.code);
            self.union.problems.push(Problem::mended(taken.place.clone(), message));
        }
        self.add(Cow::Owned(Question { code, ..taken.question.clone() }));
    }

    fn add(&mut self, mut question: Cow<'t, Question>) {
        let mut code = question.code.clone();
        let mut times = 1;
        while self.known.codes.contains_key(code.as_str()) || self.met.contains(&code) {
            times += 1;
            code = format!("{}-{times}", question.code);
        }
        if code != question.code {
            question.to_mut().code.clone_from(&code);
        }
        self.met.insert(code);
        self.union.added.push(question);
    }
}

/// What stands with what the file says of it. What the file doesn't say stays.
fn merged(standing: &Question, new: Question, says: Says) -> Question {
    let body = match (&standing.body, new.body) {
        (Body::Single { options, .. } | Body::Multiple { options, .. }, body) => in_order(options, body),
        (Body::Blank { any_order, .. }, Body::Blank { key, .. }) if !says.any_order => {
            Body::Blank { key, any_order: *any_order }
        }
        (_, body) => body,
    };
    Question {
        code: standing.code.clone(),
        stem: new.stem,
        body,
        explanation: new.explanation.or_else(|| standing.explanation.clone()),
        source: new.source.or_else(|| standing.source.clone()),
        points: if says.points { new.points } else { standing.points },
        difficulty: new.difficulty.or(standing.difficulty),
        tags: if new.tags.is_empty() { standing.tags.clone() } else { new.tags },
        valid_until: new.valid_until.or(standing.valid_until),
        shuffle: if says.shuffle { new.shuffle } else { standing.shuffle },
    }
}

/// The options of a file in the order in which they stand, if they are the
/// same; else as the file has them.
fn in_order(standing: &[String], body: Body) -> Body {
    let options = match &body {
        Body::Single { options, .. } | Body::Multiple { options, .. } => options.clone(),
        Body::Judge { .. } | Body::Blank { .. } => return body,
    };
    let wanted: Vec<String> = standing.iter().map(|option| normalise::option(option)).collect();
    let given: Vec<String> = options.iter().map(|option| normalise::option(option)).collect();
    let order: Option<Vec<usize>> =
        wanted.iter().map(|option| given.iter().position(|other| other == option)).collect();
    let Some(order) = order.filter(|order| order.len() == given.len()) else { return body };
    if order.iter().collect::<HashSet<_>>().len() != order.len() {
        return body;
    }
    let moved = |old: usize| order.iter().position(|&from| from == old).unwrap_or(old);
    let options: Vec<String> = order.iter().map(|&from| options[from].clone()).collect();
    match body {
        Body::Single { key, .. } => Body::Single { options, key: moved(key) },
        Body::Multiple { key, .. } => {
            let key = key.iter().map(moved).fold(Choices::NONE, Choices::toggled);
            Body::Multiple { options, key }
        }
        body => body,
    }
}

/// A key in words, for people.
pub fn key_words(question: &Question) -> String {
    match &question.body {
        Body::Single { options, key } => options[*key].clone(),
        Body::Multiple { options, key } => {
            key.iter().map(|option| options[option].as_str()).collect::<Vec<_>>().join("；")
        }
        Body::Judge { key } => if *key { "正确" } else { "错误" }.to_owned(),
        Body::Blank { key, .. } => key.iter().map(|ways| ways.join("/")).collect::<Vec<_>>().join("；"),
    }
}

/// The same whatever the order of the options.
fn sorted_key(question: &Question) -> Vec<String> {
    let mut key = match &question.body {
        Body::Multiple { options, key } => {
            key.iter().map(|option| normalise::option(&options[option])).collect()
        }
        Body::Single { options, key } => vec![normalise::option(&options[*key])],
        Body::Judge { .. } | Body::Blank { .. } => vec![key_words(question)],
    };
    key.sort();
    key
}

/// Whether two stems are versions of one: they share half of their pairs of
/// letters.
fn are_akin(one: &str, other: &str) -> bool {
    let pairs = |text: &str| -> HashSet<(char, char)> {
        let letters: Vec<char> = normalise::stem(text).chars().collect();
        letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
    };
    let (one, other) = (pairs(one), pairs(other));
    let shared = one.intersection(&other).count();
    shared * 2 >= one.len().max(other.len())
}

/// Where the problems of a union stand among those of the file.
pub fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by(|one, other| one.place.cmp(&other.place));
    let is_file = |problem: &Problem| problem.place == Place::File;
    problems.sort_by_key(|problem| !is_file(problem));
    problems
}
