//! Banks on their way out again: written to files in whatever format.

use super::banks;
use crate::{
    exchange::write::{self, Format, xlsx},
    store::{Result, Store},
};

/// The name of the template.
const TEMPLATE: &str = "题库模板.xlsx";

/// A file to be given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// The bank's title.
    pub title: String,
    /// How many questions are asked.
    pub questions: usize,
    /// What is not in it, line by line.
    pub left_out: Vec<String>,
}

/// Why there is no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotExported {
    /// The bank is not there, or the format is none that this program has.
    Gone,
    /// The bank of this title could not be written, for this reason.
    Failed {
        /// Its title.
        title: String,
        /// For the log.
        why: String,
    },
}

/// Writes a bank as it stands, in the format of this word.
pub async fn bank(
    store: &Store,
    id: &str,
    format: &str,
) -> Result<std::result::Result<Exported, NotExported>> {
    let bank = banks::standing(&mut store.read().await?, id).await?;
    let (Some(bank), Some(format)) = (bank, Format::from_word(format)) else {
        return Ok(Err(NotExported::Gone));
    };
    let (title, questions) = (bank.title.clone(), bank.questions.len());
    let why = match tokio::task::spawn_blocking(move || write::write(format, &bank)).await {
        Ok(Ok(file)) => {
            let name = format.file_name(&stem(&title, id));
            let left_out = write::told(&file.left_out);
            return Ok(Ok(Exported { name, bytes: file.bytes, title, questions, left_out }));
        }
        Ok(Err(error)) => error.to_string(),
        Err(error) => error.to_string(),
    };
    Ok(Err(NotExported::Failed { title, why }))
}

/// Writes the template; gives its name and bytes, or why it could not be
/// written.
pub async fn template() -> std::result::Result<(&'static str, Vec<u8>), String> {
    match tokio::task::spawn_blocking(xlsx::template).await {
        Ok(Ok(bytes)) => Ok((TEMPLATE, bytes)),
        Ok(Err(error)) => Err(error.to_string()),
        Err(error) => Err(error.to_string()),
    }
}

/// A bank's title, as every system takes it for a file's name.
fn stem(title: &str, id: &str) -> String {
    let fits = |c: char| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { ' ' } else { c };
    let stem: String = title.chars().map(fits).collect();
    let stem = stem.split_whitespace().collect::<Vec<_>>().join(" ");
    if stem.trim_matches('.').is_empty() { id.to_owned() } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name() {
        assert_eq!(stem("预算法", "budget"), "预算法");
        assert_eq!(stem("../文明用语：A/B\\C?", "b"), ".. 文明用语：A B C");
        assert_eq!(stem("..", "budget"), "budget");
        assert_eq!(stem("//", "budget"), "budget");
    }
}
