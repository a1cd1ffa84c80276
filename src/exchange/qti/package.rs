//! A zip with an XML file for each item.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::{
    exchange::{place::Place, problem::Problem},
    table::{MAX_BYTES, TableError, check_zip},
};

/// The most bytes of all XML files together, unpacked.
const MAX_TOGETHER: usize = 5 * MAX_BYTES;

/// The XML files of a package, by name.
///
/// # Errors
/// What is damaged, or swells when it is unpacked.
pub(super) fn parts(bytes: &[u8]) -> Result<Vec<Vec<u8>>, Problem> {
    check_zip(bytes).map_err(|error| if error == TableError::Swells { swells() } else { broken() })?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let mut names: Vec<String> = archive.file_names().flatten().map(|name| name.to_string()).collect();
    names.retain(|name| is_item(name));
    names.sort_by_cached_key(|name| order(name));
    let mut together = 0;
    let mut parts = Vec::new();
    for name in names {
        let part = archive.by_name(&name).map_err(|_| broken())?;
        let most = u64::try_from(MAX_TOGETHER - together).unwrap_or(u64::MAX);
        let mut read = Vec::new();
        part.take(most + 1).read_to_end(&mut read).map_err(|_| broken())?;
        together += read.len();
        if together > MAX_TOGETHER {
            return Err(swells());
        }
        parts.push(read);
    }
    Ok(parts)
}

fn is_item(name: &str) -> bool {
    let name = name.to_lowercase();
    let is_xml = name.rsplit_once('.').is_some_and(|(_, end)| end == "xml");
    is_xml && !name.starts_with("__macosx/") && !name.ends_with("imsmanifest.xml")
}

/// Names in the order in which people count: `q2` before `q10`.
fn order(name: &str) -> Vec<(String, u128)> {
    let mut parts = vec![(String::new(), 0_u128)];
    let mut in_digits = false;
    for c in name.chars() {
        let digit = c.to_digit(10);
        if digit.is_none() && in_digits {
            parts.push((String::new(), 0));
        }
        in_digits = digit.is_some();
        if let Some((words, number)) = parts.last_mut() {
            match digit {
                Some(digit) => *number = number.saturating_mul(10).saturating_add(digit.into()),
                None => words.push(c),
            }
        }
    }
    parts
}

fn broken() -> Problem {
    Problem::error(Place::File, "压缩包已损坏或不完整，读不出来", "请在原来的系统里重新导出一次")
}

fn swells() -> Problem {
    Problem::error(Place::File, "压缩包解压后太大，为安全起见没有读", "请拆成几个文件再试")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn files_come_in_the_order_of_their_numbers() {
        let zip = archive(&[
            ("items/q10.xml", b"10"),
            ("imsmanifest.xml", b"m"),
            ("items/q2.XML", b"2"),
            ("a.png", b"p"),
            ("items/q2b.xml", b"2b"),
        ]);
        assert_eq!(parts(&zip).unwrap(), [&b"2"[..], b"2b", b"10"]);
    }

    #[test]
    fn bombs_and_scraps_are_refused() {
        let bomb = archive(&[("a.xml", &vec![b' '; 30 * 1024 * 1024])]);
        assert!(parts(&bomb).unwrap_err().message.contains("太大"));
        assert!(parts(b"PK\x03\x04").unwrap_err().message.contains("损坏"));
    }
}
