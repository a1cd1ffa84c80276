//! Looks into a workbook before it is parsed: how large it really grows, and
//! whether it promises what would make the parser reserve the whole memory.

use std::io::{Cursor, Read};

use memchr::memmem;
use zip::{ZipArchive, result::ZipError};

use super::TableError;

/// The most bytes of all parts together, unpacked. A full workbook of 200,000 rows has a quarter of it.
const MAX_INFLATED: u64 = 512 * 1024 * 1024;
/// The most parts; a workbook has a few dozen, with pictures some hundreds.
const MAX_PARTS: usize = 10_000;
/// How much a part may grow: tables grow tenfold, blank formatted ones fiftyfold.
const MAX_RATIO: u64 = 300;
/// Below so many bytes the ratio says nothing.
const SMALL_PART: u64 = 16 * 1024 * 1024;
/// The most digits of a promised number of texts.
const MAX_PROMISE_DIGITS: usize = 7;

/// Refuses a zip that swells, by what it declares and by what it really holds.
pub(crate) fn check(bytes: &[u8]) -> Result<(), TableError> {
    parts_with(bytes, None).map(drop)
}

/// The same; gives the numbers of the parts in which this stands, since all of
/// them are unpacked anyway.
pub(super) fn parts_with(bytes: &[u8], mark: Option<&[u8]>) -> Result<Vec<usize>, TableError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TableError::Broken)?;
    if archive.len() > MAX_PARTS {
        return Err(TableError::Swells);
    }
    let (mut rest, mut marked) = (MAX_INFLATED, Vec::new());
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| TableError::Broken)?;
        let (declared, packed) = (part.size(), part.compressed_size());
        if declared > rest || swells(declared, packed) {
            return Err(TableError::Swells);
        }
        let is_texts =
            part.name().map_err(|_| TableError::Broken)?.to_lowercase().ends_with("sharedstrings.xml");
        let mut search = Search { is_texts, mark, is_marked: false };
        let real = measure(part, rest, &mut search)?;
        if swells(real, packed) {
            return Err(TableError::Swells);
        }
        if search.is_marked {
            marked.push(index);
        }
        rest -= real;
    }
    Ok(marked)
}

/// Unpacks one part of an archive that has been checked, no more than so many
/// bytes of it; `None` if there is no such part.
pub(crate) fn part(bytes: &[u8], name: &str, most: u64) -> Result<Option<Vec<u8>>, TableError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TableError::Broken)?;
    let part = match archive.by_name(name) {
        Ok(part) => part,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(_) => return Err(TableError::Broken),
    };
    let mut content = Vec::new();
    part.take(most.saturating_add(1)).read_to_end(&mut content).map_err(|_| TableError::Broken)?;
    let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
    if size > most { Err(TableError::Swells) } else { Ok(Some(content)) }
}

const fn swells(size: u64, packed: u64) -> bool {
    size > SMALL_PART && size / MAX_RATIO > packed
}

/// What is looked for in a part.
struct Search<'a> {
    /// Whether it holds the texts of a workbook.
    is_texts: bool,
    mark: Option<&'a [u8]>,
    is_marked: bool,
}

impl Search<'_> {
    fn look(&mut self, chunk: &[u8]) -> Result<(), TableError> {
        if let Some(mark) = self.mark.filter(|_| !self.is_marked) {
            self.is_marked = memmem::find(chunk, mark).is_some();
        }
        if self.is_texts { check_promise(chunk) } else { Ok(()) }
    }
}

/// So much of a chunk is looked at again with the next one.
const OVERLAP: usize = 128;

/// Unpacks a part to nowhere and gives its real size: the declared one may lie.
fn measure(mut part: impl Read, most: u64, search: &mut Search<'_>) -> Result<u64, TableError> {
    let mut buffer = vec![0; 64 * 1024];
    let (mut size, mut kept) = (0_u64, 0);
    loop {
        let read = part.read(buffer.get_mut(kept..).unwrap_or_default()).map_err(|_| TableError::Broken)?;
        size = size.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        if size > most {
            return Err(TableError::Swells);
        }
        let filled = kept + read;
        search.look(buffer.get(..filled).unwrap_or_default())?;
        if read == 0 {
            return Ok(size);
        }
        kept = filled.min(OVERLAP);
        buffer.copy_within(filled - kept..filled, 0);
    }
}

/// More blanks than this before a promise would push it out of the overlap.
const MAX_BLANKS: usize = 32;

/// The parser makes room for as many texts as `uniqueCount` promises.
fn check_promise(chunk: &[u8]) -> Result<(), TableError> {
    // In UTF-16 the promise could not be seen; no office program writes it.
    if chunk.starts_with(&[0xFF, 0xFE])
        || chunk.starts_with(&[0xFE, 0xFF])
        || chunk.iter().take(4).any(|b| *b == 0)
    {
        return Err(TableError::Broken);
    }
    let name = b"uniqueCount";
    let mut rest = chunk;
    while let Some(at) = memmem::find(rest, name) {
        rest = rest.get(at + name.len()..).unwrap_or_default();
        let blanks = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        let value = rest.iter().skip_while(|b| b.is_ascii_whitespace() || matches!(b, b'=' | b'"' | b'\''));
        if blanks > MAX_BLANKS || value.take_while(|b| b.is_ascii_digit()).count() > MAX_PROMISE_DIGITS {
            return Err(TableError::Swells);
        }
    }
    Ok(())
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
    fn a_bomb_is_seen_by_its_ratio() {
        let bomb = archive(&[("xl/worksheets/sheet1.xml", &vec![b' '; 20 * 1024 * 1024])]);
        assert!(bomb.len() < 100_000);
        assert_eq!(check(&bomb), Err(TableError::Swells));
        assert_eq!(check(&archive(&[("xl/workbook.xml", &vec![b' '; 1024 * 1024])])), Ok(()));
    }

    #[test]
    fn a_bomb_that_lies_about_its_size_is_measured() {
        let mut bomb = archive(&[("xl/worksheets/sheet1.xml", &vec![b' '; 20 * 1024 * 1024])]);
        let size = (20_u32 * 1024 * 1024).to_le_bytes();
        while let Some(at) = bomb.windows(4).position(|window| window == size) {
            bomb[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
        }
        assert!(matches!(check(&bomb), Err(TableError::Swells | TableError::Broken)));
    }

    #[test]
    fn one_part_is_unpacked_no_further_than_allowed() {
        let file = archive(&[("word/document.xml", b"12345")]);
        assert_eq!(part(&file, "word/document.xml", 5), Ok(Some(b"12345".to_vec())));
        assert_eq!(part(&file, "word/document.xml", 4), Err(TableError::Swells));
        assert_eq!(part(&file, "word/styles.xml", 5), Ok(None));
    }

    #[test]
    fn a_part_is_measured_no_further_than_allowed() {
        let mut nothing = Search { is_texts: false, mark: None, is_marked: false };
        assert_eq!(measure(&[0_u8; 100][..], 99, &mut nothing), Err(TableError::Swells));
        assert_eq!(measure(&[0_u8; 100][..], 100, &mut nothing), Ok(100));
    }

    #[test]
    fn a_mark_is_found_across_chunks() {
        struct Slow<'a>(&'a [u8]);
        impl Read for Slow<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
                self.0.by_ref().take(3).read(buffer)
            }
        }
        let is_marked = |part: &[u8]| {
            let mut search = Search { is_texts: false, mark: Some(b"vertAlign"), is_marked: false };
            assert_eq!(measure(Slow(part), 100, &mut search), Ok(u64::try_from(part.len()).unwrap()));
            search.is_marked
        };
        assert!(is_marked(b"<rPr><vertAlign val='superscript'/></rPr>"));
        assert!(!is_marked(b"<rPr><vertAlig"));
        assert!(!is_marked(b""));
    }

    #[test]
    fn a_mark_is_found_wherever_it_stands() {
        for before in [0, 64 * 1024 - 9, 64 * 1024 - 4, 64 * 1024, 200_000] {
            let marked = [vec![b' '; before], b"vertAlign".to_vec(), vec![b' '; 70_000]].concat();
            let file = archive(&[("one", b"vert Align"), ("two", &marked), ("three", b"")]);
            assert_eq!(parts_with(&file, Some(b"vertAlign")), Ok(vec![1]), "after {before}");
            assert_eq!(parts_with(&file, None), Ok(Vec::new()));
        }
    }

    #[test]
    fn a_promise_of_too_many_texts_is_refused() {
        let promise = |text: &str| check(&archive(&[("xl/sharedStrings.xml", text.as_bytes())]));
        assert_eq!(promise("<sst uniqueCount=\"1200\">"), Ok(()));
        assert_eq!(promise("<sst uniqueCount = '99999999999'>"), Err(TableError::Swells));
        let late = format!("<!--{}--><sst uniqueCount=\"99999999999\">", "x".repeat(64 * 1024 - 20));
        assert_eq!(promise(&late), Err(TableError::Swells));
    }
}
