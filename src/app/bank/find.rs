//! Questions by what they rest on, or by their ids.

use anyhow::{Result, bail};
use unicode_normalization::UnicodeNormalization as _;

use crate::{
    app::{cli::Which, out},
    chat::house::House,
    domain::citation::{Citation, Wanted, citations},
    store::bank::{self, StandingQuestion},
};

/// How many characters of a stem are shown.
const STEM: usize = 40;

/// A question that was found.
pub struct Found {
    /// The id of its bank.
    pub bank: String,
    /// The question.
    pub question: StandingQuestion,
    /// What it cites.
    pub citations: Vec<Citation>,
}

impl Found {
    /// Its name on the command line: `bank/question`.
    pub fn name(&self) -> String {
        format!("{}/{}", self.bank, self.question.content.code)
    }

    fn source(&self) -> &str {
        self.question.content.source.as_deref().unwrap_or_default()
    }

    fn row(&self) -> Vec<String> {
        let state = if self.question.live { "在用" } else { "停用" };
        let stem = out::cut(&self.question.content.stem, STEM);
        vec![self.name(), state.to_owned(), self.source().to_owned(), stem]
    }
}

/// All questions, bank by bank.
pub async fn all(house: &House) -> Result<Vec<Found>> {
    let mut tx = house.store.read().await?;
    let mut found = Vec::new();
    for row in bank::list(&mut tx).await? {
        for question in bank::questions(&mut tx, &row.id).await? {
            let citations = citations(question.content.source.as_deref().unwrap_or_default());
            found.push(Found { bank: row.id.clone(), question, citations });
        }
    }
    Ok(found)
}

/// The questions that rest on a law or an article, in the order of the
/// articles; where the words name no law, those with the words in their source.
pub async fn by_source(house: &House, words: &str) -> Result<Vec<Found>> {
    let wanted = Wanted::read(words);
    let words = plain(words);
    let first = |found: &Found| {
        let cited =
            found.citations.iter().filter(|cited| wanted.as_ref().is_some_and(|wanted| wanted.fits(cited)));
        cited.min().cloned()
    };
    let mut rows: Vec<(Option<Citation>, Found)> =
        all(house).await?.into_iter().map(|found| (first(&found), found)).collect();
    rows.retain(|(cited, found)| {
        cited.is_some() || (!words.is_empty() && plain(found.source()).contains(&words))
    });
    rows.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(rows.into_iter().map(|(_, found)| found).collect())
}

/// The questions that the command line names.
pub async fn named(house: &House, which: &Which) -> Result<Vec<Found>> {
    let mut found = match &which.source {
        Some(words) => by_source(house, words).await?,
        None => Vec::new(),
    };
    if which.questions.is_empty() {
        return Ok(found);
    }
    let mut rest = all(house).await?;
    rest.retain(|one| found.iter().all(|found| found.question.id != one.question.id));
    for name in &which.questions {
        if found.iter().any(|found| found.name() == *name) {
            continue;
        }
        match rest.iter().position(|found| found.name() == *name) {
            Some(at) => found.push(rest.swap_remove(at)),
            None => bail!("没有题目 {name}。编号写成“题库编号/题目编号”，用 baiti bank list --source 查找"),
        }
    }
    Ok(found)
}

/// Shows questions as a table.
pub fn show(found: &[Found]) -> Result<()> {
    let rows: Vec<Vec<String>> = found.iter().map(Found::row).collect();
    out::print(&out::table(&["题目", "状态", "依据", "题干"], &rows))?;
    out::line(format!("共 {} 道题。", found.len()))
}

/// Without what doesn't matter: width and blanks.
fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}
