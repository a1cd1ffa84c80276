//! Looks into an old workbook before it is parsed. The parser lays out each
//! sheet whole, follows chains of sectors without counting and believes what
//! the file says of its size, so that a few bytes could ask for the memory of a
//! hundred machines. Nothing here reads values; it only walks and measures.

use super::{TableError, xlsx::MAX_SHEETS};

/// The most places of a sheet's rectangle, empty ones too, over all sheets.
const MAX_AREA: u64 = 4_000_000;
/// Sector numbers from here on mean "no sector".
const NO_SECTOR: u32 = 0xFFFF_FFFA;
/// The longest stream that lies in the small sectors.
const SMALL_STREAM: usize = 4096;

/// Refuses what can't be parsed safely.
pub(super) fn check(bytes: &[u8]) -> Result<(), TableError> {
    let file = Ole::open(bytes)?;
    let entries = file.entries()?;
    if entries.iter().any(|entry| entry.name.eq_ignore_ascii_case("EncryptedPackage")) {
        return Err(TableError::Locked);
    }
    let named = |name: &str| entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
    let Some(book) = named("Workbook").or_else(|| named("Book")) else {
        let is_word = named("WordDocument").is_some();
        return Err(TableError::Other(if is_word { "Word 文件" } else { "其他程序的文件" }));
    };
    check_book(&file.stream(book, entries.first())?)
}

/// A compound file: sectors chained through a table.
struct Ole<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
}

/// A stream's entry in the directory.
struct Entry {
    name: String,
    start: u32,
    length: usize,
}

impl<'a> Ole<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, TableError> {
        let sector = match word(bytes, 30) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Err(TableError::Broken),
        };
        let mut file = Self { bytes, sector, fat: Vec::new() };
        let tables = file.table_sectors()?;
        file.fat = tables.into_iter().filter_map(|id| file.sector(id)).flat_map(numbers).collect();
        Ok(file)
    }

    /// How many sectors the file has room for.
    const fn sectors(&self) -> usize {
        self.bytes.len() / self.sector + 1
    }

    /// One sector; the last may be cut short.
    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(id).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        self.bytes.get(start..self.bytes.len().min(start.checked_add(self.sector)?))
    }

    /// The sectors that hold the table of chains. More of them than the file
    /// has sectors for is a trap.
    fn table_sectors(&self) -> Result<Vec<u32>, TableError> {
        let mut ids: Vec<u32> = numbers(self.bytes.get(76..512).ok_or(TableError::Broken)?).collect();
        let mut next = long(self.bytes, 68).ok_or(TableError::Broken)?;
        let mut steps = 0;
        while next < NO_SECTOR {
            steps += 1;
            let list = self.sector(next).filter(|_| steps <= self.sectors()).ok_or(TableError::Broken)?;
            ids.extend(numbers(list));
            next = ids.pop().ok_or(TableError::Broken)?;
        }
        ids.retain(|id| *id < NO_SECTOR);
        let needed = self.sectors() / (self.sector / 4) + 1;
        if ids.len() > needed * 2 + 16 { Err(TableError::Broken) } else { Ok(ids) }
    }

    /// The bytes of a chain, at most so many; a chain that bites its tail is refused.
    fn chain(&self, start: u32, most: usize) -> Result<Vec<u8>, TableError> {
        let mut bytes = Vec::new();
        let mut next = start;
        let mut steps = 0;
        while next < NO_SECTOR && bytes.len() < most {
            steps += 1;
            let sector = self.sector(next).filter(|_| steps <= self.sectors()).ok_or(TableError::Broken)?;
            bytes.extend_from_slice(sector);
            next = self
                .fat
                .get(usize::try_from(next).unwrap_or(usize::MAX))
                .copied()
                .ok_or(TableError::Broken)?;
        }
        bytes.truncate(most);
        Ok(bytes)
    }

    fn entries(&self) -> Result<Vec<Entry>, TableError> {
        let start = long(self.bytes, 48).ok_or(TableError::Broken)?;
        let directory = self.chain(start, usize::MAX)?;
        Ok(directory.chunks_exact(128).filter_map(entry).collect())
    }

    fn stream(&self, entry: &Entry, root: Option<&Entry>) -> Result<Vec<u8>, TableError> {
        let root = root.ok_or(TableError::Broken)?;
        // The parser unpacks the small sectors in any case, so they are walked in any case.
        let small = self.chain(root.start, root.length)?;
        let table = self.chain(long(self.bytes, 60).ok_or(TableError::Broken)?, usize::MAX)?;
        if entry.length >= SMALL_STREAM {
            return self.chain(entry.start, entry.length);
        }
        let table: Vec<u32> = numbers(&table).collect();
        let mut bytes = Vec::new();
        let mut next = usize::try_from(entry.start).unwrap_or(usize::MAX);
        while bytes.len() < entry.length {
            let sector = next.checked_mul(64).and_then(|at| small.get(at..small.len().min(at + 64)));
            bytes.extend_from_slice(sector.filter(|sector| !sector.is_empty()).ok_or(TableError::Broken)?);
            next = table.get(next).and_then(|id| usize::try_from(*id).ok()).unwrap_or(usize::MAX);
        }
        bytes.truncate(entry.length);
        Ok(bytes)
    }
}

fn entry(raw: &[u8]) -> Option<Entry> {
    let units = raw.get(..64)?.chunks_exact(2).filter_map(|pair| word(pair, 0));
    let name = char::decode_utf16(units.take_while(|unit| *unit != 0)).map(|c| c.unwrap_or('?')).collect();
    Some(Entry { name, start: long(raw, 116)?, length: usize::try_from(long(raw, 120)?).ok()? })
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|two| u16::from_le_bytes(*two))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|four| long(four, 0))
}

/// Walks the list of sheets and measures each.
fn check_book(stream: &[u8]) -> Result<(), TableError> {
    let mut sheets = Vec::new();
    for (kind, data) in records(stream) {
        match kind {
            FILE_PASS => return Err(TableError::Locked),
            BOUND_SHEET => sheets.push(long(data, 0).ok_or(TableError::Broken)?),
            END => break,
            _ => {}
        }
    }
    if sheets.len() > MAX_SHEETS {
        return Err(TableError::TooMuch);
    }
    let mut area = 0;
    for start in sheets {
        let start = usize::try_from(start).map_err(|_| TableError::Broken)?;
        area += sheet_area(stream.get(start..).ok_or(TableError::Broken)?)?;
        if area > MAX_AREA {
            return Err(TableError::OldTooWide);
        }
    }
    Ok(())
}

const END: u16 = 0x000A;
const FILE_PASS: u16 = 0x002F;
const BOUND_SHEET: u16 = 0x0085;
const START: u16 = 0x0809;
const DIMENSIONS: u16 = 0x0200;
const MANY_NUMBERS: u16 = 0x00BD;
/// Records that begin with the row and the column of one cell.
const CELLS: [u16; 7] = [0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E];

/// Records: kind, length, data.
fn records(mut stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = (word(stream, 0)?, usize::from(word(stream, 2)?));
        let data = stream.get(4..4 + length)?;
        stream = stream.get(4 + length..)?;
        Some((kind, data))
    })
}

/// The rectangle that the parser would lay out for a sheet. Charts within it
/// are passed over, as the parser does.
fn sheet_area(stream: &[u8]) -> Result<u64, TableError> {
    let mut area = 0;
    let mut bounds = Bounds::default();
    let mut depth = 0_u32;
    for (kind, data) in records(stream) {
        match kind {
            START => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            _ if depth > 1 => {}
            DIMENSIONS => area = area.max(declared_area(data)?),
            MANY_NUMBERS => bounds.take_many(data)?,
            kind if CELLS.contains(&kind) => bounds.take_one(data)?,
            _ => {}
        }
    }
    Ok(area.max(bounds.area()))
}

/// What the sheet says of itself.
fn declared_area(data: &[u8]) -> Result<u64, TableError> {
    let both = |first: u64, end: u64| end.max(1).checked_sub(first).ok_or(TableError::Broken);
    let short = |at| word(data, at).map(u64::from).ok_or(TableError::Broken);
    let wide = |at| long(data, at).map(u64::from).ok_or(TableError::Broken);
    let (rows, left, right) = if data.len() == 10 {
        (both(short(0)?, short(2)?)?, short(4)?, short(6)?)
    } else {
        (both(wide(0)?, wide(4)?)?, short(8)?, short(10)?)
    };
    let left = if left > 255 || right < left { 0 } else { left };
    Ok(rows * (right - left).max(1))
}

/// The rectangle round the cells seen.
#[derive(Default)]
struct Bounds(Option<[u64; 4]>);

impl Bounds {
    fn take_one(&mut self, data: &[u8]) -> Result<(), TableError> {
        let row = word(data, 0).ok_or(TableError::Broken)?;
        self.take(row, word(data, 2).ok_or(TableError::Broken)?);
        Ok(())
    }

    fn take_many(&mut self, data: &[u8]) -> Result<(), TableError> {
        self.take_one(data)?;
        let row = word(data, 0).ok_or(TableError::Broken)?;
        let last = data.len().checked_sub(2).and_then(|at| word(data, at)).ok_or(TableError::Broken)?;
        self.take(row, last);
        Ok(())
    }

    fn take(&mut self, row: u16, column: u16) {
        let (row, column) = (u64::from(row), u64::from(column));
        let [top, bottom, left, right] = self.0.unwrap_or([row, row, column, column]);
        self.0 = Some([top.min(row), bottom.max(row), left.min(column), right.max(column)]);
    }

    fn area(&self) -> u64 {
        self.0.map_or(0, |[top, bottom, left, right]| (bottom - top + 1) * (right - left + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    fn book(sheet: &[Vec<u8>]) -> Vec<u8> {
        let globals = 4 + 4 + 4 + 4;
        let bound = record(BOUND_SHEET, &u32::try_from(globals).unwrap().to_le_bytes());
        [record(START, &[]), bound, record(END, &[]), record(START, &[]), sheet.concat(), record(END, &[])]
            .concat()
    }

    fn cell(row: u16, column: u16) -> Vec<u8> {
        record(0x0203, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat())
    }

    fn dimensions(rows: [u32; 2], columns: [u16; 2]) -> Vec<u8> {
        let rows = rows.map(u32::to_le_bytes).concat();
        record(DIMENSIONS, &[rows, columns.map(u16::to_le_bytes).concat(), vec![0; 2]].concat())
    }

    #[test]
    fn an_ordinary_sheet_passes() {
        assert_eq!(check_book(&book(&[dimensions([0, 100], [0, 7]), cell(0, 0), cell(99, 6)])), Ok(()));
    }

    #[test]
    fn a_sheet_that_spans_too_far_is_refused() {
        assert_eq!(check_book(&book(&[cell(0, 0), cell(65_535, 255)])), Err(TableError::OldTooWide));
        assert_eq!(check_book(&book(&[dimensions([0, u32::MAX], [0, 1])])), Err(TableError::OldTooWide));
        assert_eq!(check_book(&book(&[dimensions([9, 3], [0, 1])])), Err(TableError::Broken));
        let many = record(MANY_NUMBERS, &[9, 0, 0, 0, 0, 0, 0xFF, 0xFF]);
        assert_eq!(check_book(&book(&[cell(0, 0), cell(65_535, 0), many])), Err(TableError::OldTooWide));
    }

    #[test]
    fn a_password_is_named() {
        let stream = [record(START, &[]), record(FILE_PASS, &[1, 0])].concat();
        assert_eq!(check_book(&stream), Err(TableError::Locked));
    }

    #[test]
    fn cut_files_are_broken_files() {
        let mut bytes = vec![0; 600];
        bytes[30] = 9;
        assert_eq!(check(&bytes), Err(TableError::Broken));
        assert_eq!(check(&bytes[..40]), Err(TableError::Broken));
    }

    #[test]
    fn a_chain_that_bites_its_tail_ends() {
        let bytes = vec![0; 2048];
        let file = Ole { bytes: &bytes, sector: 512, fat: vec![1, 0] };
        assert_eq!(file.chain(0, usize::MAX), Err(TableError::Broken));
    }
}
