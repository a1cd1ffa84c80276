//! Staff lists: read, compared with the people who stand, shown, and loaded as
//! they were shown.
//!
//! ```text
//! read(bytes) ─► Reading ─► compare ─► RosterPreview ─► (shown, agreed to)
//!                    └──────────────► load_as_shown, in the caller's transaction
//! ```

mod loading;
pub mod people;
mod preview;
mod rights;

use chrono::NaiveDate;

pub use crate::roster::Reading;
pub use loading::told;
pub use preview::{Group, RosterPreview, Weight};

use crate::{
    clock::Timestamp,
    domain::ids::StaffId,
    roster::{
        self, Column, Refusal,
        change::{self, Change, Standing},
        headers::NoLayout,
        matching::{self, Matching},
    },
    store::{Result, Tx, staff},
};
use loading::Loading;
use people::Person;

/// Makes of a phone number what the database keeps of it.
pub type Hash<'a> = dyn Fn(&str) -> String + Send + Sync + 'a;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file is at fault.
    #[error(transparent)]
    File(#[from] Refusal),
    /// The reader gave up, by a mistake of the program.
    #[error("文件没有读完，程序出错了。请把文件交给维护人员")]
    Fault,
}

impl ReadError {
    /// Whether the file is meant to be a staff list all the same, as its headers
    /// say.
    pub fn is_of_people(&self) -> bool {
        match self {
            Self::File(Refusal::Nobody { .. }) => true,
            Self::File(Refusal::Layout { error, .. }) => match error {
                NoLayout::Missing { missing, found } => found.is_some() && !missing.contains(&Column::Name),
                NoLayout::Twice { .. } => true,
            },
            Self::File(Refusal::Table { .. }) | Self::Fault => false,
        }
    }
}

/// Reads a roster, beside the turns. `name` is the file's; `today` is for ages.
pub async fn read(bytes: Vec<u8>, name: String, today: NaiveDate) -> std::result::Result<Reading, ReadError> {
    let reading = tokio::task::spawn_blocking(move || roster::read(&name, &bytes, today));
    Ok(reading.await.map_err(|_| ReadError::Fault)??)
}

/// What loading a roster comes to.
pub async fn compare(tx: &mut Tx, reading: &Reading, hash: &Hash<'_>) -> Result<RosterPreview> {
    let desk = Desk::open(tx, reading).await?;
    Ok(desk.preview(&desk.change(hash), hash))
}

/// How a roster is loaded.
pub struct How<'a> {
    /// For phone numbers.
    pub hash: &'a Hash<'a>,
    /// Who does it; nobody on the command line.
    pub by: Option<StaffId>,
    /// Whether those who aren't in the list leave.
    pub deactivate_missing: bool,
    /// When.
    pub now: Timestamp,
    /// Called for each person who is added or changed.
    pub step: &'a (dyn Fn() + Send + Sync),
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loaded {
    /// How many are new.
    pub added: usize,
    /// How many are changed.
    pub changed: usize,
    /// How many have left.
    pub deactivated: usize,
    /// Owners who aren't in the list and stay all the same: `张三（0001）`.
    pub kept: Vec<String>,
    /// How many made-up people of the first run have gone.
    pub samples: u64,
    /// Whose roles are others now: the menus of their chats are to be set anew,
    /// in the same transaction.
    pub menus: Vec<StaffId>,
}

/// What became of a loading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is done; the transaction is to be committed.
    Loaded(Loaded),
    /// It would come to something else than was shown: nothing was written.
    ChangedMeanwhile,
}

/// Loads what was shown, if it still comes to that. The transaction is the
/// caller's, who has the menus to see to and commits.
pub async fn load_as_shown(
    tx: &mut Tx,
    reading: &Reading,
    shown: &RosterPreview,
    how: &How<'_>,
) -> Result<Outcome> {
    let desk = Desk::open(tx, reading).await?;
    let change = desk.change(how.hash);
    if desk.preview(&change, how.hash) != *shown {
        return Ok(Outcome::ChangedMeanwhile);
    }
    let mut loading = Loading::new(tx, &desk.people, how);
    loading.rows(&change).await?;
    let (deactivated, kept) =
        if how.deactivate_missing { loading.vanished(&change).await? } else { (0, Vec::new()) };
    let menus = std::mem::take(&mut loading.menus);
    let samples = staff::retire_samples(tx, how.now.0).await?;
    let (added, changed) = (change.added.len(), change.changed.len());
    Ok(Outcome::Loaded(Loaded { added, changed, deactivated, kept, samples, menus }))
}

/// What is told where the made-up people of the first run are still there.
const SAMPLES_GO: &str = "导入后，试用的示范职工会停用；以后在终端对话请用 baiti chat --as 工号";

/// A roster beside the people who stand.
struct Desk {
    people: Vec<Person>,
    standing: Vec<Standing>,
    /// With the numbers of those who were found by name.
    reading: Reading,
    matching: Matching,
}

impl Desk {
    /// Made-up people are no part of the comparison: they go.
    async fn open(tx: &mut Tx, reading: &Reading) -> Result<Self> {
        let people = people::all(tx).await?;
        let real = people.iter().filter(|person| !person.member.sample);
        let standing: Vec<Standing> = real.map(Person::standing).collect();
        let mut reading = reading.clone();
        let matching = matching::settle(&mut reading, &standing);
        Ok(Self { people, standing, reading, matching })
    }

    fn change(&self, hash: &Hash<'_>) -> Change<'_> {
        change::compare(&self.standing, &self.reading, hash)
    }

    fn preview(&self, change: &Change<'_>, hash: &Hash<'_>) -> RosterPreview {
        let mut preview = RosterPreview::of(change, &self.standing, &self.reading, &self.matching, hash);
        if self.people.iter().any(|person| person.member.sample && person.member.active) {
            preview.notes.push(SAMPLES_GO.to_owned());
        }
        preview
    }
}
