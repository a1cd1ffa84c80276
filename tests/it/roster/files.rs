//! Files of our own making.

#![expect(clippy::unwrap_used, reason = "a file that can't be made fails its test")]

use std::io::{Cursor, Read, Write};

use baiti::roster::{Reading, Refusal, read};
use chrono::NaiveDate;
use rust_xlsxwriter::{ColNum, Format, RowNum, Workbook, Worksheet};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 15).unwrap()
}

pub fn load(file: &str, bytes: &[u8]) -> Result<Reading, Refusal> {
    read(file, bytes, today())
}

/// What is said of each refused row.
pub fn told(reading: &Reading) -> Vec<String> {
    reading.problems.iter().map(ToString::to_string).collect()
}

/// Number, name and unit of everyone.
pub fn people(reading: &Reading) -> Vec<(String, String, String)> {
    let person =
        |row: &baiti::roster::StaffRow| (row.staff_no.clone(), row.name.clone(), row.unit.to_string());
    reading.rows.iter().map(person).collect()
}

/// A workbook of one sheet.
pub fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

/// Writes texts from a cell to the right.
pub fn texts(sheet: &mut Worksheet, row: RowNum, column: ColNum, texts: &[&str]) {
    for (at, text) in (column..).zip(texts) {
        sheet.write_string(row, at, *text).unwrap();
    }
}

pub fn dates() -> Format {
    Format::new().set_num_format("yyyy\"年\"m\"月\"")
}

/// A workbook with one of its parts rewritten.
pub fn with_part(book: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut file = old.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if name == part {
            content = change(String::from_utf8(content).unwrap()).into_bytes();
        }
        new.start_file(name, SimpleFileOptions::default()).unwrap();
        new.write_all(&content).unwrap();
    }
    new.finish().unwrap().into_inner()
}

/// A zip of these parts.
pub fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A record of an old workbook.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
}

/// A text cell of an old workbook.
pub fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let head = [row, column, 0, u16::try_from(units.len()).unwrap()].map(u16::to_le_bytes).concat();
    record(0x0204, &[head, vec![1], units.iter().flat_map(|unit| unit.to_le_bytes()).collect()].concat())
}

/// A number cell of an old workbook.
pub fn number(row: u16, column: u16, number: f64) -> Vec<u8> {
    let head = [row, column, 0].map(u16::to_le_bytes).concat();
    record(0x0203, &[head, number.to_le_bytes().to_vec()].concat())
}

/// An old workbook with one sheet of such records.
pub fn old_workbook(cells: &[Vec<u8>]) -> Vec<u8> {
    let start = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let end = record(0x000A, &[]);
    let sheet_at = start.len() + 4 + 10 + end.len();
    let name = [&u32::try_from(sheet_at).unwrap().to_le_bytes()[..], &[0, 0, 2, 0, b'S', b'1']].concat();
    let stream = [start.clone(), record(0x0085, &name), end.clone(), start, cells.concat(), end].concat();
    compound_file("Workbook", &stream)
}

/// A compound file with one stream, padded to lie in the large sectors: header,
/// table of chains, directory, stream.
pub fn compound_file(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    stream.resize(stream.len().next_multiple_of(512).max(4096), 0);
    let sectors = u32::try_from(stream.len() / 512).unwrap();
    let mut header = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    header.resize(512, 0xFF);
    header[8..76].fill(0);
    for (at, value) in [(24, 0x3E), (26, 3), (28, 0xFFFE), (30, 9), (32, 6)] {
        header[at..at + 2].copy_from_slice(&u16::to_le_bytes(value));
    }
    for (at, value) in [(44, 1), (48, 1), (56, 4096), (60, END_OF_CHAIN), (68, END_OF_CHAIN), (76, 0)] {
        header[at..at + 4].copy_from_slice(&u32::to_le_bytes(value));
    }
    let chain = (2..2 + sectors).map(|id| if id == 1 + sectors { END_OF_CHAIN } else { id + 1 });
    let mut fat: Vec<u8> =
        [0xFFFF_FFFD, END_OF_CHAIN].into_iter().chain(chain).flat_map(u32::to_le_bytes).collect();
    fat.resize(512, 0xFF);
    let length = u32::try_from(stream.len()).unwrap();
    let mut directory = [entry("Root Entry", 5, END_OF_CHAIN, 0), entry(name, 2, 2, length)].concat();
    directory.resize(512, 0);
    [header, fat, directory, stream].concat()
}

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;

fn entry(name: &str, kind: u8, start: u32, length: u32) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    entry.resize(128, 0);
    entry[64] = u8::try_from(name.len() * 2 + 2).unwrap();
    entry[66] = kind;
    entry[68..80].fill(0xFF);
    entry[116..120].copy_from_slice(&start.to_le_bytes());
    entry[120..124].copy_from_slice(&length.to_le_bytes());
    entry
}
