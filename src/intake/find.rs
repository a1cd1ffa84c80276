//! Questions by what they rest on, or by words.

use unicode_normalization::UnicodeNormalization as _;

use crate::{
    domain::citation::{Citation, Wanted, citations},
    store::{
        Result, Tx,
        bank::{self, StandingQuestion},
    },
};

/// A question that was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The id of its bank.
    pub bank: String,
    /// The question.
    pub question: StandingQuestion,
    /// What it cites.
    pub citations: Vec<Citation>,
}

/// The most questions that a search by words looks at.
pub const MOST: usize = 2_000;

/// What a search by words has found.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// The questions.
    pub found: Vec<Found>,
    /// Whether there are more that may fit, which were not looked at.
    pub is_cut: bool,
}

impl Found {
    fn new((bank, question): (String, StandingQuestion)) -> Self {
        let citations = citations(question.content.source.as_deref().unwrap_or_default());
        Self { bank, question, citations }
    }

    /// Its name on the command line: `bank/question`.
    pub fn name(&self) -> String {
        format!("{}/{}", self.bank, self.question.content.code)
    }

    /// What it rests on, as it is written.
    pub fn source(&self) -> &str {
        self.question.content.source.as_deref().unwrap_or_default()
    }

    /// The first article that it cites of those that are looked for.
    fn cited(&self, wanted: Option<&Wanted>) -> Option<Citation> {
        let wanted = wanted?;
        self.citations.iter().filter(|cited| wanted.fits(cited)).min().cloned()
    }
}

/// All questions, bank by bank.
pub async fn all(tx: &mut Tx) -> Result<Vec<Found>> {
    Ok(bank::search(tx, "", usize::MAX).await?.into_iter().map(Found::new).collect())
}

/// The questions that rest on a law or an article, in the order of the
/// articles; where the words name no law, those with the words in their source.
pub async fn by_source(tx: &mut Tx, words: &str) -> Result<Vec<Found>> {
    let wanted = Wanted::read(words);
    let words = plain(words);
    let mut rows: Vec<(Option<Citation>, Found)> =
        all(tx).await?.into_iter().map(|found| (found.cited(wanted.as_ref()), found)).collect();
    rows.retain(|(cited, found)| {
        cited.is_some() || (!words.is_empty() && plain(found.source()).contains(&words))
    });
    rows.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(rows.into_iter().map(|(_, found)| found).collect())
}

/// The questions that rest on the law or article that the words name, in the
/// order of the articles, and then those in which each of the words stands: in
/// the stem, the code or the source. No more than [`MOST`] that may fit are
/// looked at, for this is done within a turn, and others wait.
pub async fn by_words(tx: &mut Tx, words: &str) -> Result<Hits> {
    let each: Vec<String> = words.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect();
    let Some(first) = each.first() else { return Ok(Hits::default()) };
    let wanted = Wanted::read(words);
    // `预算法第5条` stands nowhere as it is typed: its law does.
    let letters = Wanted::read(first).map_or_else(|| first.clone(), |wanted| wanted.law().to_owned());
    let mut rows = Vec::new();
    let mut fitting = bank::search(tx, &letters, MOST + 1).await?;
    let is_cut = fitting.len() > MOST;
    fitting.truncate(MOST);
    for found in fitting.into_iter().map(Found::new) {
        let cited = found.cited(wanted.as_ref());
        if cited.is_some() || says(&found, &each) {
            rows.push((cited.is_none(), cited, found));
        }
    }
    rows.sort_by(|(no, one, _), (not, other, _)| no.cmp(not).then_with(|| one.cmp(other)));
    Ok(Hits { found: rows.into_iter().map(|(_, _, found)| found).collect(), is_cut })
}

/// Whether each of the words stands in the question.
fn says(found: &Found, each: &[String]) -> bool {
    let content = &found.question.content;
    let texts = [plain(&content.stem), plain(&content.code), plain(found.source())];
    each.iter().all(|word| texts.iter().any(|text| text.contains(word)))
}

/// Without what doesn't matter: width, case and blanks.
fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}
