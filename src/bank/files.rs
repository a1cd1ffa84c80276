//! Gathering bank files from the disk.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::{Diagnostic, Source, format::MAX_BYTES};

/// The most files read at once.
const MAX_FILES: usize = 1_000;
/// The most bytes of all of them.
const MAX_ALL_BYTES: usize = 200 << 20;
/// How deep folders are searched.
const MAX_DEPTH: usize = 8;

/// What was found at some paths.
#[derive(Debug, Default, PartialEq)]
pub struct Opened {
    /// The files that could be read, in the order of the paths and by name
    /// within a folder.
    pub sources: Vec<Source>,
    /// What could not be read, and why.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the `.toml` files among these paths and in these folders.
///
/// A file that is missing, unreadable or too large becomes a diagnostic and
/// the rest is read all the same; so is a folder without a bank.
pub fn open<P: AsRef<Path>>(paths: &[P]) -> Opened {
    let mut opened = Opened::default();
    let mut files = Vec::new();
    for path in paths {
        opened.list(path.as_ref(), &mut files);
    }
    if files.len() > MAX_FILES {
        let message = format!("共有 {} 个题库文件，一次最多 {MAX_FILES} 个", files.len());
        opened.refuse(&files[MAX_FILES], message, "请分几次检查或导入");
        files.truncate(MAX_FILES);
    }
    opened.read(&files);
    opened
}

impl Opened {
    fn list(&mut self, path: &Path, files: &mut Vec<PathBuf>) {
        if path.is_dir() {
            let before = files.len();
            self.search(path, 0, files);
            if files.len() == before {
                self.refuse(path, "这个文件夹里没有题库文件", "题库文件的名称以 .toml 结尾");
            }
        } else if is_bank(path) {
            files.push(path.to_owned());
        } else {
            self.refuse(path, "不是题库文件", "题库文件的名称以 .toml 结尾");
        }
    }

    fn search(&mut self, folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
        let mut inside = match entries(folder) {
            Ok(inside) => inside,
            Err(error) => return self.failed(folder, &error),
        };
        inside.sort();
        for path in inside {
            // One more than allowed is enough to say that there are too many.
            if files.len() > MAX_FILES {
                return;
            }
            if path.is_dir() && !path.is_symlink() {
                self.descend(&path, depth + 1, files);
            } else if is_bank(&path) {
                files.push(path);
            }
        }
    }

    fn descend(&mut self, folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
        if depth > MAX_DEPTH {
            self.refuse(
                folder,
                format!("文件夹超过 {MAX_DEPTH} 层，没有再往里找"),
                "请把题库放在浅一些的文件夹里",
            );
        } else {
            self.search(folder, depth, files);
        }
    }

    fn read(&mut self, files: &[PathBuf]) {
        let mut all = 0;
        for path in files {
            match bytes(path) {
                Ok(bytes) if all + bytes.len() > MAX_ALL_BYTES => {
                    let message =
                        format!("题库文件合起来超过 {} MB，从这个文件起没有读", MAX_ALL_BYTES >> 20);
                    return self.refuse(path, message, "请分几次检查或导入");
                }
                Ok(bytes) => {
                    all += bytes.len();
                    self.sources.push(Source::new(path.display().to_string(), bytes));
                }
                Err(error) => self.failed(path, &error),
            }
        }
    }

    fn failed(&mut self, path: &Path, error: &io::Error) {
        let (message, help) = match error.kind() {
            io::ErrorKind::NotFound => ("找不到这个文件或文件夹".to_owned(), "请检查路径和名称"),
            io::ErrorKind::PermissionDenied => ("没有读取的权限".to_owned(), "请检查文件的权限"),
            io::ErrorKind::FileTooLarge => (too_large(), "请把题库拆成几个文件"),
            _ => (format!("读不出来（{error}）"), "请检查磁盘和文件"),
        };
        self.refuse(path, message, help);
    }

    fn refuse(&mut self, path: &Path, message: impl Into<String>, help: &str) {
        self.diagnostics.push(Diagnostic::of_file(&path.display().to_string(), message, help));
    }
}

/// What is said of a file beyond [`MAX_BYTES`].
pub(super) fn too_large() -> String {
    format!("文件超过 {} MB，没有读", MAX_BYTES >> 20)
}

fn is_bank(path: &Path) -> bool {
    let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !hidden && path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"))
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    folder.read_dir()?.map(|entry| entry.map(|entry| entry.path())).collect()
}

/// Reads a file unless it is too large, by what it says of itself or, should
/// it grow meanwhile, by what comes out of it. A pipe would never end.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
    let about = path.metadata()?;
    if !about.is_file() {
        return Err(io::Error::other("不是普通文件"));
    }
    if about.len() > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_BYTES { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}
