//! Loading what was shown. What it comes to is worked out beside the turns, on
//! what stands just then; the transaction that writes it looks only whether that
//! still stands, so that nobody's answer waits meanwhile.

use std::{borrow::Cow, sync::Arc};

use super::{ReadError, Reading, StandingBank, apart, compared, remember, standing};
use crate::{
    clock::Timestamp,
    domain::{ids::StaffId, question::Question},
    exchange::{
        preview::Preview,
        settle::Taken,
        sheet::{Certainty, SheetMapping},
        union::Union,
    },
    intake::{
        Target,
        banks::{self, Bank},
    },
    store::{
        Result, Store, Tx,
        bank::{self, StandingQuestion, State},
    },
};

/// How often it is worked out anew because something else was changed.
const ATTEMPTS: usize = 3;

/// What is to be written, worked out beforehand.
struct Prepared<'a> {
    reading: &'a Reading,
    target: &'a Target,
    /// What stood when it was worked out.
    state: State,
    own: Vec<StandingQuestion>,
    added: Vec<Added>,
    changed: Vec<Question>,
}

/// A question that is not there yet.
enum Added {
    /// The nth of the file.
    Taken(usize),
    /// With another code than in the file.
    Renamed(Box<Question>),
}

/// Works out what loading comes to; `None` if that isn't what was shown any
/// more.
async fn prepare<'a>(
    store: &Store,
    target: &'a Target,
    reading: &'a Reading,
    shown: &Preview,
) -> std::result::Result<Option<Prepared<'a>>, ReadError> {
    let mut tx = store.read().await?;
    // First: what is changed after it counts as changed.
    let state = bank::state(&mut tx).await?;
    let banks = standing(&mut tx).await?;
    drop(tx);
    let (taken, problems, counts) = (reading.taken.clone(), reading.problems.clone(), reading.counts);
    let (target_id, shown) = (target.id.clone(), shown.clone());
    let worked = apart(move || {
        let (now, union) = compared(&target_id, &banks, &taken, &problems, counts);
        if now.preview != shown {
            return None;
        }
        let (added, changed) = owned(&taken, union);
        Some((own(banks, &target_id), added, changed))
    });
    let Some((own, added, changed)) = worked.await? else { return Ok(None) };
    Ok(Some(Prepared { reading, target, state, own, added, changed }))
}

fn own(banks: Vec<StandingBank>, id: &str) -> Vec<StandingQuestion> {
    banks.into_iter().find(|bank| bank.id == id).map_or_else(Vec::new, |bank| bank.questions)
}

/// A union that no longer points at the file, whose questions are held only
/// once.
fn owned(taken: &Arc<Vec<Taken>>, union: Union<'_>) -> (Vec<Added>, Vec<Question>) {
    let mut places = taken.iter().enumerate();
    let added = union.added.into_iter().filter_map(|question| match question {
        Cow::Owned(question) => Some(Added::Renamed(Box::new(question))),
        // They come in the order of the file.
        Cow::Borrowed(question) => {
            let found = places.find(|(_, taken)| std::ptr::eq(&raw const taken.question, question));
            found.map(|(at, _)| Added::Taken(at))
        }
    });
    (added.collect(), union.changed)
}

impl Prepared<'_> {
    /// Writes it, if what it was worked out on still stands; whether it does.
    /// How the tables were read is remembered for files with the same headers.
    async fn write(&self, tx: &mut Tx, by: Option<StaffId>, now: Timestamp) -> Result<bool> {
        if bank::state(tx).await? != self.state || !self.target.still_stands(tx).await? {
            return Ok(false);
        }
        let Self { reading, target, .. } = self;
        // What headers say by themselves need not be remembered; what was guessed
        // is accepted by loading it.
        let is_news = |sheet: &&SheetMapping| reading.said || sheet.certainty == Certainty::Guessed;
        for sheet in reading.mapping.sheets.iter().filter(is_news) {
            remember(tx, sheet, now.0).await?;
        }
        let added = self.added.iter().filter_map(|added| match added {
            Added::Taken(at) => reading.taken.get(*at).map(|taken| &taken.question),
            Added::Renamed(question) => Some(&**question),
        });
        let bank = Bank { id: &target.id, title: &target.title, topic: target.topic.as_str() };
        banks::join(tx, bank, &self.own, added.collect(), &self.changed, by, now.0).await?;
        Ok(true)
    }
}

/// Loads what was shown, if it still comes to that; says whether it did.
pub async fn load_as_shown(
    store: &Store,
    by: Option<StaffId>,
    target: &Target,
    reading: &Reading,
    shown: &Preview,
    now: Timestamp,
) -> std::result::Result<bool, ReadError> {
    let Some(tx) = written(store, by, (target, reading, shown), now).await? else { return Ok(false) };
    tx.commit().await?;
    Ok(true)
}

/// The same, in a transaction that is yet to be committed; `None` if it would
/// come to something else than was shown.
pub async fn written(
    store: &Store,
    by: Option<StaffId>,
    (target, reading, shown): (&Target, &Reading, &Preview),
    now: Timestamp,
) -> std::result::Result<Option<Tx>, ReadError> {
    for _ in 0..ATTEMPTS {
        let Some(prepared) = prepare(store, target, reading, shown).await? else { return Ok(None) };
        let mut tx = store.begin().await?;
        if prepared.write(&mut tx, by, now).await? {
            return Ok(Some(tx));
        }
    }
    Ok(None)
}
