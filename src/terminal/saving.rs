//! Documents are put into a folder. Nothing there is ever overwritten.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// So many documents of one name have room.
const SAME_NAME: u32 = 10_000;
/// The most characters of a name and of its ending: a file system takes 255
/// bytes, and a Chinese character three.
const STEM: usize = 60;
const ENDING: usize = 10;
/// The name of a document whose own has nothing left in it.
const NAMELESS: &str = "文件";

/// Puts a document into a folder, which is made if it is missing, and gives
/// its path. It is for its owner only: a roster may be in it.
pub fn save(folder: &Path, name: &str, content: &[u8]) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let (stem, ending) = safe(name);
    for number in 1..=SAME_NAME {
        let numbered = if number == 1 { String::new() } else { format!("-{number}") };
        let path = folder.join(format!("{stem}{numbered}{ending}"));
        match create(&path) {
            Ok(file) => return fill(file, &path, content).map(|()| path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn create(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Half a document is none.
fn fill(mut file: File, path: &Path, content: &[u8]) -> io::Result<()> {
    let filled = file.write_all(content).and_then(|()| file.sync_all());
    if filled.is_err() {
        drop(file);
        // The first trouble is the one to tell.
        let _ = fs::remove_file(path);
    }
    filled
}

/// A name that is one name on every system, as a stem and an ending with its
/// dot.
fn safe(name: &str) -> (String, String) {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let keep = |letter: &char| !letter.is_control() && !"<>:\"|?*".contains(*letter);
    let last: String = last.chars().filter(keep).collect();
    let last = last.trim_matches(['.', ' ']);
    let (stem, ending) = match last.rsplit_once('.') {
        Some((stem, ending)) if ending.chars().count() <= ENDING => (stem, format!(".{ending}")),
        _ => (last, String::new()),
    };
    let stem: String = stem.chars().take(STEM).collect();
    let stem = stem.trim_end();
    (if stem.is_empty() || is_device(stem) { NAMELESS.to_owned() } else { stem.to_owned() }, ending)
}

/// What Windows takes for a device, whatever its ending.
fn is_device(stem: &str) -> bool {
    let stem = stem.split('.').next().unwrap_or_default().trim().to_ascii_lowercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device)
            .is_some_and(|number| number.len() == 1 && number.as_bytes()[0].is_ascii_digit())
    };
    ["con", "prn", "aux", "nul"].contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn named(name: &str) -> String {
        let (stem, ending) = safe(name);
        stem + &ending
    }

    #[test]
    fn nothing_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let files = folder.path().join("data/files");
        let names: Vec<PathBuf> = ["甲", "乙", "丙"]
            .iter()
            .map(|text| save(&files, "题库.xlsx", text.as_bytes()).unwrap())
            .collect();
        assert_eq!(names, ["题库.xlsx", "题库-2.xlsx", "题库-3.xlsx"].map(|name| files.join(name)));
        assert_eq!(fs::read_to_string(&names[0]).unwrap(), "甲");
        assert_eq!(fs::read_to_string(&names[2]).unwrap(), "丙");
    }

    #[cfg(unix)]
    #[test]
    fn a_document_is_its_owners() {
        let folder = tempfile::tempdir().unwrap();
        let path = save(folder.path(), "花名册.xlsx", b"x").unwrap();
        let mode = std::os::unix::fs::PermissionsExt::mode(&path.metadata().unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_name_leads_nowhere_else() {
        for (name, safe) in [
            ("题库.xlsx", "题库.xlsx"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Windows\\x.ini", "x.ini"),
            ("a/..", "文件"),
            ("", "文件"),
            (".xlsx", "xlsx"),
            (" 甲 : 乙?.docx ", "甲  乙.docx"),
            ("甲\n\u{1b}[2J.txt", "甲[2J.txt"),
            ("con.txt", "文件.txt"),
            ("COM1", "文件"),
            ("company.txt", "company.txt"),
            ("没有后缀", "没有后缀"),
        ] {
            assert_eq!(named(name), safe, "{name:?}");
        }
        assert!(named(&"长".repeat(500)).len() < 200);
        assert!(named(&format!("{}.xlsx", "长".repeat(500))).ends_with("长.xlsx"));
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("taken");
        fs::write(&file, "").unwrap();
        assert!(save(&file, "a.txt", b"x").is_err());
    }

    proptest! {
        #[test]
        fn any_name_stays_in_the_folder(name in "\\PC{0,80}") {
            let folder = tempfile::tempdir().unwrap();
            let path = save(folder.path(), &name, b"x").unwrap();
            prop_assert_eq!(path.parent(), Some(folder.path()));
        }
    }
}
