//! Files that commands read and write.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use anyhow::{Result, anyhow, bail};

use super::{ask, cli::Ask};

/// Who may read a file that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Whoever the system lets.
    Usual,
    /// Only who runs the program: it has secrets or people in it.
    Owner,
}

/// Reads a file of at most so many bytes.
pub fn read(path: &Path, most: usize) -> Result<Vec<u8>> {
    let told = |error: io::Error| anyhow!("{}：{}", path.display(), why(&error));
    let about = fs::metadata(path).map_err(told)?;
    if !about.is_file() {
        bail!("{}：不是文件", path.display());
    }
    let limit = u64::try_from(most).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    File::open(path).map_err(told)?.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(told)?;
    if bytes.len() > most {
        bail!("{}：文件超过 {} MB，太大了，没有读。请检查是否选错了文件", path.display(), most >> 20);
    }
    Ok(bytes)
}

/// Writes a file; asks before one is replaced. Says whether it was written:
/// the whole of it or nothing.
pub fn write(path: &Path, bytes: &[u8], access: Access, ask: Ask) -> Result<bool> {
    if path.is_dir() {
        bail!("{} 是一个文件夹，请写上文件名", path.display());
    }
    if path.exists() && !ask::confirm(ask, &format!("{} 已经存在，要替换吗？", path.display()))? {
        return Ok(false);
    }
    put(path, bytes, access).map_err(|error| anyhow!("写不了 {}：{}", path.display(), why(&error)))?;
    Ok(true)
}

fn put(path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
    let beside = beside(path);
    let written = fill(&beside, bytes, access).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // What is half written is of no use; it may not be there at all.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn fill(path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if access == Access::Owner {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = access;
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A name in the same folder.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    PathBuf::from(name)
}

/// What is wrong with a file, in words.
pub fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件或文件夹，请检查路径".to_owned(),
        io::ErrorKind::PermissionDenied => "没有权限，请检查文件和文件夹的权限".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "磁盘已满，请清理后再试".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "磁盘是只读的".to_owned(),
        io::ErrorKind::NotADirectory => "路径中有一段不是文件夹".to_owned(),
        io::ErrorKind::IsADirectory => "这是一个文件夹".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YES: Ask = Ask { yes: true };

    #[test]
    fn a_file_is_written_whole_and_for_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("邀请.html");
        assert!(write(&path, b"one", Access::Owner, YES).unwrap());
        assert!(write(&path, b"two", Access::Owner, YES).unwrap());
        assert_eq!(read(&path, 10).unwrap(), b"two");
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(&path.metadata().unwrap().permissions()) & 0o777,
            0o600
        );
        assert_eq!(folder.path().read_dir().unwrap().count(), 1, "nothing is left beside");
    }

    #[test]
    fn what_can_not_be_read_or_written_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let told = |result: Result<bool>| result.unwrap_err().to_string();
        assert!(told(write(folder.path(), b"", Access::Usual, YES)).contains("是一个文件夹"));
        assert!(
            told(write(&folder.path().join("no/a"), b"", Access::Usual, YES))
                .contains("没有这个文件或文件夹")
        );
        fs::write(folder.path().join("big"), vec![0; 11]).unwrap();
        assert!(read(&folder.path().join("big"), 10).unwrap_err().to_string().contains("太大"));
        assert!(read(folder.path(), 10).unwrap_err().to_string().contains("不是文件"));
        assert!(read(&folder.path().join("none"), 10).unwrap_err().to_string().contains("没有这个文件"));
    }
}
