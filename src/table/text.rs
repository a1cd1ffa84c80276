//! CSV and TSV as office programs save them.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8};

use super::{Budget, Cell, MAX_COLUMNS, Row, Sheet, TableError, Workbook, budget::Rows};

/// Reads a text as one table without a name.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Result<Workbook, TableError> {
    let text = decode(bytes)?;
    let (delimiter, text_start) = delimiter(&text);
    let body = text.get(text_start..).unwrap_or_default();
    // Before the csv crate makes room for each of them.
    let most = usize::try_from(MAX_COLUMNS).unwrap_or(usize::MAX);
    if body.lines().any(|line| line.bytes().filter(|byte| *byte == delimiter).count() >= most) {
        return Err(TableError::TooManyColumns);
    }
    let rows = records(body, delimiter, budget)?;
    Ok(Workbook { sheets: vec![Sheet { name: String::new(), rows }] })
}

/// The text, whatever its encoding; a few broken letters are let through as
/// `U+FFFD` for the reader to point at, many mean that it is no text.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, TableError> {
    let (encoding, start) = Encoding::for_bom(bytes).unwrap_or_else(|| (guess(bytes), 0));
    let (text, _) = encoding.decode_without_bom_handling(bytes.get(start..).unwrap_or_default());
    let strange = text.chars().filter(|c| *c == '\u{fffd}' || is_binary(*c)).count();
    let has_binary = text.chars().any(is_binary);
    if has_binary || strange * 10 > text.chars().count() {
        Err(TableError::Garbled)
    } else {
        Ok(text.into_owned())
    }
}

/// Control characters that no office program writes into a text.
fn is_binary(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}' | '\u{7f}'..='\u{9f}')
}

/// The encoding of a text without a mark. UTF-8 proves itself; of the rest only
/// the Chinese ones are likely here, and a short text misleads the detector.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if is_nearly_utf8(bytes) {
        return UTF_8;
    }
    let foreign = bytes.iter().filter(|b| !b.is_ascii()).count();
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess == BIG5 && foreign >= ENOUGH_TO_GUESS { BIG5 } else { GB18030 }
}

/// With fewer bytes beyond ASCII the detector's word for Big5 means little.
const ENOUGH_TO_GUESS: usize = 100;

/// Whether it is UTF-8, perhaps with a letter cut by some other program.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let mut whole = 0_usize;
    let mut broken = 0_usize;
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken * 20 <= whole
}

/// The separator of the first lines, and where the table starts: Excel knows a
/// first line `sep=;`, whose line end is left so that it still counts as a row.
fn delimiter(text: &str) -> (u8, usize) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(&[byte]) = first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        return (byte, first.len());
    }
    let head: Vec<&str> = text.lines().take(10).collect();
    let count = |c: char| head.iter().map(|line| line.matches(c).count()).sum::<usize>();
    let best = ['\t', ';', ','].into_iter().max_by_key(|c| count(*c)).unwrap_or(',');
    (u8::try_from(best).unwrap_or(b','), 0)
}

/// Every record with the number of the row in which Excel shows it. The csv
/// crate passes over blank lines and counts the line ends within quotes; both
/// are set right here, since people look for the row we name.
fn records(text: &str, delimiter: u8, budget: &mut Budget) -> Result<Vec<Row>, TableError> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut rows = Rows::default();
    let mut place = Place { text, byte: 0, row: 0, inner: 0 };
    let mut columns = None;
    loop {
        let start = byte_of(reader.position());
        if !reader.read_record(&mut record).map_err(|_| TableError::Garbled)? {
            return Ok(rows.finish());
        }
        let row = place.advance(start);
        let columns = *columns.get_or_insert(record.len());
        if record.iter().any(|field| holds_rows(field, char::from(delimiter), columns)) {
            return Err(TableError::OpenQuote(row.saturating_add(1)));
        }
        for (column, field) in (0_u32..).zip(&record) {
            rows.put(row, column, Cell::text(field), budget)?;
        }
        place.inner = record.iter().map(line_ends).sum();
    }
}

/// Whether a cell holds whole rows: a line in it has as many separators as the
/// first row of the table.
fn holds_rows(field: &str, delimiter: char, columns: usize) -> bool {
    columns > FEWEST && field.lines().skip(1).any(|line| line.matches(delimiter).count() + 1 >= columns)
}

/// Of tables with fewer columns it can't be told whether a cell holds a row.
const FEWEST: usize = 3;

fn byte_of(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

/// Walks a text and counts rows.
struct Place<'a> {
    text: &'a str,
    byte: usize,
    row: u32,
    /// Line ends within the quotes of the last record, which make no rows.
    inner: u32,
}

impl Place<'_> {
    /// The row (from 0) of the record that is read from here, blank lines passed over.
    fn advance(&mut self, start: usize) -> u32 {
        let rest = self.text.get(start..).unwrap_or_default();
        let first = start + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let passed = self.text.get(self.byte..first).unwrap_or_default();
        self.row = self.row.saturating_add(line_ends(passed).saturating_sub(self.inner));
        self.byte = first;
        self.row
    }
}

/// Line ends of all three kinds; `\r\n` is one.
fn line_ends(text: &str) -> u32 {
    let lone = |(at, _): &(usize, &str)| !text.get(at + 1..).is_some_and(|rest| rest.starts_with('\n'));
    let count = text.matches('\n').count() + text.match_indices('\r').filter(lone).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use encoding_rs::UTF_16LE;

    use super::*;

    fn table(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let sheet = read(bytes, &mut Budget::default()).unwrap().sheets.remove(0);
        let cells = |row: &Row| row.cells.iter().map(|(_, cell)| cell.to_string()).collect();
        sheet.rows.iter().map(|row| (row.number, cells(row))).collect()
    }

    #[test]
    fn rows_are_numbered_as_excel_shows_them() {
        let rows = table("\n甲,1\r\n\r\n\"乙\n二行\",2\n丙,3\n".as_bytes());
        let numbers: Vec<u32> = rows.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [2, 4, 5], "{rows:?}");
        assert_eq!(rows[1].1, ["乙\n二行", "2"]);
        assert_eq!(table(b"a,1\rb,2\r").iter().map(|row| row.0).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_is_told() {
        let text = "题干,甲,乙,丙,答案\n\"第一题,1,2,3,A\n第二题,1,2,3,B\n\"第三题\",1,2,3,C\n";
        assert_eq!(read(text.as_bytes(), &mut Budget::default()), Err(TableError::OpenQuote(2)));
        let fine = "题干,甲,乙,丙,答案\n\"第一题，\n分两行\",1,2,3,A\n";
        assert_eq!(table(fine.as_bytes()).len(), 2);
    }

    #[test]
    fn the_separator_is_found() {
        for text in ["标题\n甲\t乙\n", "甲;乙\n丙;丁\n", "甲,乙", "sep=;\n甲;乙\n"] {
            let rows = table(text.as_bytes());
            assert_eq!(rows.last().unwrap().1.len(), 2, "{text:?}");
        }
        assert_eq!(table("sep=;\n甲;乙\n".as_bytes())[0].0, 2);
    }

    #[test]
    fn chinese_encodings_are_told_apart() {
        let text = "工号,姓名,单位\n001,张三,市财政局\n";
        let expected = table(text.as_bytes());
        let mut utf16 = vec![0xFF, 0xFE];
        utf16.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(UTF_16LE.decode(&utf16).0, text);
        assert_eq!(table(&utf16), expected);
        assert_eq!(table(&GB18030.encode(text).0), expected);
        assert_eq!(table(format!("\u{feff}{text}").as_bytes()), expected);
        assert_eq!(table(&GB18030.encode("工号\n㐀").0)[1].1, ["㐀"], "four bytes in GB18030");
    }

    #[test]
    fn traditional_files_are_read_too() {
        let text = "工號,姓名,單位\n001,張學良,市財政局預算科\n002,歐陽鋒,稅務稽查處\n".repeat(5);
        let rows = table(&BIG5.encode(&text).0);
        assert_eq!(rows[1].1[1], "張學良");
    }

    #[test]
    fn short_and_long_lists_of_the_mainland_are_no_big5() {
        for times in [1, 2, 5, 50] {
            let text = format!(
                "工号,姓名,单位\n{}",
                "001,张学良,市财政局/预算股\n002,欧阳锋,税务稽查处\n".repeat(times)
            );
            assert_eq!(table(&GB18030.encode(&text).0)[1].1[1], "张学良");
        }
    }

    #[test]
    fn a_cut_letter_spoils_only_itself() {
        let mut bytes = "工号,姓名,单位\n001,张三,市财政局国库支付中心办公室\n".as_bytes().to_vec();
        bytes.extend(b"002,\xE5\xBC,x\n");
        let rows = table(&bytes);
        assert_eq!(rows[1].1[1], "张三");
        assert!(rows[2].1[1].contains('\u{fffd}'));
    }

    #[test]
    fn too_many_columns_are_refused_before_they_are_read() {
        let line = |cells: usize| vec!["甲"; cells].join(",").into_bytes();
        assert_eq!(read(&line(16_385), &mut Budget::default()), Err(TableError::TooManyColumns));
        assert!(read(&line(16_384), &mut Budget::default()).is_ok());
    }

    #[test]
    fn binary_is_no_text() {
        let noise: Vec<u8> =
            (0..4000_u32).map(|n| u8::try_from(n.wrapping_mul(2_654_435_761) >> 24).unwrap()).collect();
        assert_eq!(read(&noise, &mut Budget::default()), Err(TableError::Garbled));
    }
}
