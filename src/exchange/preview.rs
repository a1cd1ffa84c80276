//! What loading a file would do, in numbers, samples and problems: shown
//! before anything is loaded, on the command line and in chat alike.

use std::{collections::HashMap, fmt};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{
    problem::{Problem, Weight},
    settle::Taken,
    union::{Rekeyed, Union},
};
use crate::domain::question::{Kind, Question};

/// How many questions are shown as staff will see them.
const SAMPLES: usize = 3;
/// The most places of one sort of problem that are kept.
const PLACES: usize = 50;
/// The most sorts of problems that are kept.
const GROUPS: usize = 200;
/// The most characters of a stem and of a key that are kept of a corrected one.
const WORDS: usize = 100;

/// What loading a file would do.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// How many sound questions of each kind, in the order of [`Kind::ALL`].
    pub kinds: [usize; 4],
    /// Some of them.
    pub samples: Vec<Question>,
    /// How many are new.
    pub added: usize,
    /// How many change what stands.
    pub changed: usize,
    /// Those of them with another key.
    pub rekeyed: Vec<Rekeyed>,
    /// How many stand just so.
    pub same: usize,
    /// How many stand in another bank or more than once in the file.
    pub repeated: usize,
    /// How many were withdrawn and stay so.
    pub withdrawn: usize,
    /// How many are refused.
    pub refused: usize,
    /// What is wrong, doubtful or was mended, by sort, the worst first.
    pub groups: Vec<Group>,
    /// Stands for all that is added and changed, word by word.
    #[serde(default)]
    pub digest: String,
}

/// Problems of one sort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// How bad.
    pub weight: Weight,
    /// What.
    pub message: String,
    /// What to do; may be empty.
    pub help: String,
    /// Where: the first places.
    pub places: Vec<String>,
    /// How many there are.
    pub count: usize,
}

impl Preview {
    /// What is to be shown of a file: what was settled of it, what that comes
    /// to, and everything that is wrong.
    pub fn of(taken: &[Taken], union: &Union<'_>, counts: Counts, problems: &[Problem]) -> Self {
        let mut kinds = [0; 4];
        for one in taken {
            let at = Kind::ALL.iter().position(|kind| *kind == one.question.kind()).unwrap_or(0);
            kinds[at] += 1;
        }
        Self {
            kinds,
            samples: samples(taken),
            added: union.added.len(),
            changed: union.changed.len(),
            rekeyed: union.rekeyed.iter().map(short).collect(),
            same: union.same,
            repeated: union.elsewhere + counts.repeated,
            withdrawn: union.withdrawn,
            refused: counts.refused,
            groups: grouped(problems),
            digest: digest(union),
        }
    }

    /// How many questions are sound.
    pub fn sound(&self) -> usize {
        self.kinds.iter().sum()
    }

    /// Whether nothing of the file is left out by a fault.
    pub fn is_sound(&self) -> bool {
        self.refused == 0 && self.count(Weight::Error) == 0
    }

    /// Whether loading would do nothing.
    pub fn is_empty(&self) -> bool {
        self.added == 0 && self.changed == 0
    }

    /// How many problems of this weight there are.
    pub fn count(&self, weight: Weight) -> usize {
        self.groups.iter().filter(|group| group.weight == weight).map(|group| group.count).sum()
    }
}

fn short(rekeyed: &Rekeyed) -> Rekeyed {
    let cut = |text: &str| match text.char_indices().nth(WORDS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    };
    let Rekeyed { code, stem, from, to } = rekeyed;
    Rekeyed { code: code.clone(), stem: cut(stem), from: cut(from), to: cut(to) }
}

/// If this is another when a file is loaded, it is not what was shown.
fn digest(union: &Union<'_>) -> String {
    let mut all = Sha256::new();
    for question in union.added.iter().map(|question| &**question).chain(&union.changed) {
        all.update(serde_json::to_vec(question).expect("a question is plain data"));
        all.update("\n");
    }
    HEXLOWER.encode(&all.finalize())
}

/// What settling a file has left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Questions that were refused.
    pub refused: usize,
    /// Questions that stand in the file more than once.
    pub repeated: usize,
}

/// The first question of each kind, then from the middle on.
fn samples(taken: &[Taken]) -> Vec<Question> {
    let mut chosen: Vec<usize> = Vec::new();
    for kind in Kind::ALL {
        chosen.extend(taken.iter().position(|one| one.question.kind() == kind));
    }
    chosen.extend((0..SAMPLES).map(|nth| nth * taken.len() / SAMPLES));
    let mut seen = Vec::new();
    for at in chosen {
        if seen.len() < SAMPLES && at < taken.len() && !seen.contains(&at) {
            seen.push(at);
        }
    }
    seen.sort_unstable();
    seen.into_iter().map(|at| taken[at].question.clone()).collect()
}

fn grouped(problems: &[Problem]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: HashMap<(Weight, &str), usize> = HashMap::new();
    for problem in problems {
        let at = *known.entry((problem.weight, problem.message.as_str())).or_insert_with(|| {
            groups.push(Group {
                weight: problem.weight,
                message: problem.message.clone(),
                help: problem.help.to_owned(),
                places: Vec::new(),
                count: 0,
            });
            groups.len() - 1
        });
        let group = &mut groups[at];
        group.count += 1;
        if group.places.len() < PLACES {
            group.places.push(problem.place.to_string());
        }
    }
    groups.sort_by_key(|group| group.weight);
    groups.truncate(GROUPS);
    groups
}

/// The most places of a sort of problem that are named in a text.
const NAMED: usize = 5;

impl Group {
    /// The first places in words: `第3行 G列、第9行 G列等12处`.
    pub fn places(&self) -> String {
        let named: Vec<&str> = self.places.iter().take(NAMED).map(String::as_str).collect();
        let more = if self.count > NAMED { format!(" 等{}处", self.count) } else { String::new() };
        format!("{}{more}", named.join("、"))
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：{}", self.places(), self.message)?;
        if self.help.is_empty() { Ok(()) } else { write!(f, "。{}", self.help) }
    }
}
