//! Files that people send: an update names them, and they are fetched when
//! they are wanted.

use std::{future::Future, io, path::Path, pin::Pin};

use tokio::io::AsyncReadExt as _;

/// The most bytes of a file that is taken.
pub const LARGEST: u64 = 20_000_000;

/// Why a file can't be had. The text is for the person who sent it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchTrouble {
    /// It has more bytes than [`LARGEST`].
    #[error("文件太大，最多只能收 {} MB", LARGEST / 1_000_000)]
    TooLarge,
    /// It is not there any more, or never was.
    #[error("文件已经不在了，请重新发一次")]
    Gone,
    /// It may go better later. Why it did not is for the log.
    #[error("文件暂时取不到，请过几分钟再试一次")]
    Passing(String),
}

/// A file on its way in.
pub type Fetched<'a> = Pin<Box<dyn Future<Output = Result<Vec<u8>, FetchTrouble>> + Send + 'a>>;

/// Where the files of a channel are fetched.
pub trait Fetch: Send + Sync {
    /// Fetches a file by the `id` of its [`super::incoming::Event::File`].
    fn fetch<'a>(&'a self, id: &'a str) -> Fetched<'a>;
}

/// Reads a file of this machine. The trouble does not name the path.
pub async fn read(path: &Path) -> Result<Vec<u8>, FetchTrouble> {
    // Looked at before it is opened: opening a pipe would wait for its other end.
    let about = tokio::fs::metadata(path).await.map_err(|error| of_disk(&error))?;
    if !about.is_file() {
        return Err(FetchTrouble::Gone);
    }
    let file = tokio::fs::File::open(path).await.map_err(|error| of_disk(&error))?;
    let mut content = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut content).await.map_err(|error| of_disk(&error))?;
    within(content)
}

/// What was fetched, if it is no more than may be taken.
fn within(content: Vec<u8>) -> Result<Vec<u8>, FetchTrouble> {
    let fits = u64::try_from(content.len()).is_ok_and(|bytes| bytes <= LARGEST);
    if fits { Ok(content) } else { Err(FetchTrouble::TooLarge) }
}

fn of_disk(error: &io::Error) -> FetchTrouble {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => FetchTrouble::Gone,
        _ => FetchTrouble::Passing(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_is_read_within_bounds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("题库.txt");
        std::fs::write(&path, "甲").unwrap();
        assert_eq!(read(&path).await.unwrap(), "甲".as_bytes());
        let large = std::fs::File::create(&path).unwrap();
        large.set_len(LARGEST).unwrap();
        assert_eq!(read(&path).await.map(|content| content.len()), Ok(20_000_000));
        large.set_len(LARGEST + 1).unwrap();
        assert_eq!(read(&path).await, Err(FetchTrouble::TooLarge));
    }

    #[tokio::test]
    async fn what_is_no_file_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()).await, Err(FetchTrouble::Gone));
        assert_eq!(read(&folder.path().join("x")).await, Err(FetchTrouble::Gone));
        assert_eq!(read(Path::new("")).await, Err(FetchTrouble::Gone));
        #[cfg(unix)]
        assert_eq!(read(Path::new("/dev/zero")).await, Err(FetchTrouble::Gone));
    }

    #[test]
    fn troubles_tell_people_what_to_do() {
        assert_eq!(FetchTrouble::TooLarge.to_string(), "文件太大，最多只能收 20 MB");
        assert_eq!(FetchTrouble::Gone.to_string(), "文件已经不在了，请重新发一次");
    }
}
