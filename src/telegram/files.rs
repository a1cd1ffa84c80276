//! Fetching the files that people send. The address of a file carries the
//! token, and on a self-hosted server its path on disk does too: neither may
//! stand in a log or an error.

use std::path::{Path, PathBuf};

use reqwest::Response;
use serde::{Deserialize, Serialize};
use teloxide::requests::Payload;

use super::{api::Api, trouble::Trouble};
use crate::chat::files::{self, Fetch, FetchTrouble, Fetched, LARGEST};

#[derive(Serialize)]
struct GetFile<'a> {
    file_id: &'a str,
}

impl Payload for GetFile<'_> {
    type Output = Found;
    const NAME: &'static str = "getFile";
}

/// Where a file is.
#[derive(Deserialize)]
pub struct Found {
    #[serde(default)]
    file_path: Option<String>,
    #[serde(default)]
    file_size: Option<u64>,
}

impl Fetch for Api {
    fn fetch<'a>(&'a self, id: &'a str) -> Fetched<'a> {
        Box::pin(async move {
            let found = self.ask(&GetFile { file_id: id }).await.map_err(of_trouble)?;
            let path = found.file_path.ok_or(FetchTrouble::Gone)?;
            if found.file_size.is_some_and(|bytes| bytes > LARGEST) {
                return Err(FetchTrouble::TooLarge);
            }
            match self.on_disk(&path) {
                Some(path) => files::read(&path).await,
                None => bounded(self.download(&path).await.map_err(of_trouble)?).await,
            }
        })
    }
}

impl Api {
    /// The file on this machine, where a server of one's own has put it
    /// (`telegram-bot-api --local`). Telegram's own server has no business
    /// with our disk.
    fn on_disk(&self, path: &str) -> Option<PathBuf> {
        let path = Path::new(path);
        (path.is_absolute() && self.is_self_hosted() && path.is_file()).then(|| path.to_owned())
    }
}

/// Reads an answer to its end, or until it is too much: the size that was told
/// need not be true.
async fn bounded(mut answer: Response) -> Result<Vec<u8>, FetchTrouble> {
    let largest = usize::try_from(LARGEST).unwrap_or(usize::MAX);
    let mut content = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|error| of_trouble(Trouble::of_client(error)))? {
        if content.len() + piece.len() > largest {
            return Err(FetchTrouble::TooLarge);
        }
        content.extend_from_slice(&piece);
    }
    Ok(content)
}

fn of_trouble(trouble: Trouble) -> FetchTrouble {
    match trouble {
        Trouble::BadRequest(words) if words.to_lowercase().contains("too big") => FetchTrouble::TooLarge,
        // A wrong number, one of another bot, or one that has run out.
        Trouble::BadRequest(_) => FetchTrouble::Gone,
        passing => FetchTrouble::Passing(passing.to_string()),
    }
}
