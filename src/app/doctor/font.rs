//! Whether pictures can show Chinese.

use fontdb::Database;

use super::Findings;

/// A character that any Chinese font has, and hardly another.
const WANTED: char = '题';

/// Looks for a font.
pub async fn look(findings: &mut Findings) {
    let found = tokio::task::spawn_blocking(|| {
        let mut fonts = Database::new();
        fonts.load_system_fonts();
        family(&fonts)
    });
    match found.await {
        Ok(Some(family)) => findings.well(format!("中文字体：{family}")),
        _ => findings.doubtful("没有中文字体，图片里的汉字会是方框", mend()),
    }
}

const fn mend() -> &'static str {
    if cfg!(windows) {
        "请在“设置 → 时间和语言”里添加中文语言包（含宋体、微软雅黑）"
    } else if cfg!(target_os = "macos") {
        "请在“字体册”里启用苹方，或安装 Noto Sans CJK SC"
    } else {
        "Debian、Ubuntu、统信：apt-get install fonts-noto-cjk；其他系统请安装 Noto Sans CJK"
    }
}

/// The family of the first font that has the character.
fn family(fonts: &Database) -> Option<String> {
    let covers = |face: &&fontdb::FaceInfo| {
        fonts.with_face_data(face.id, |data, index| covers(data, index, WANTED)).unwrap_or(false)
    };
    let face = fonts.faces().find(covers)?;
    face.families.first().map(|(name, _)| name.clone())
}

/// Whether a font file has a character: its `cmap` table says so, in one of
/// the two formats that all fonts of today have.
fn covers(data: &[u8], index: u32, c: char) -> bool {
    cmap(data, index).is_some_and(|cmap| {
        let tables = u16_at(cmap, 2).unwrap_or(0);
        (0..usize::from(tables)).any(|table| {
            let offset = u32_at(cmap, 8 + 8 * table);
            let table = offset.and_then(|offset| cmap.get(usize::try_from(offset).ok()?..));
            table.is_some_and(|table| maps(table, u32::from(c)).unwrap_or(false))
        })
    })
}

/// The `cmap` table of one face of a file, which may be a collection.
fn cmap(data: &[u8], index: u32) -> Option<&[u8]> {
    let place = |at| usize::try_from(u32_at(data, at)?).ok();
    let start = if data.starts_with(b"ttcf") { place(12 + 4 * usize::try_from(index).ok()?)? } else { 0 };
    let tables = u16_at(data, start.checked_add(4)?)?;
    let records = (0..usize::from(tables)).map(|table| start + 12 + 16 * table);
    let record =
        records.into_iter().find(|&at| data.get(at..).is_some_and(|record| record.starts_with(b"cmap")))?;
    data.get(place(record + 8)?..)
}

fn maps(table: &[u8], c: u32) -> Option<bool> {
    match u16_at(table, 0)? {
        4 => Some(segments(table, u16::try_from(c).ok()?)?),
        12 => {
            let groups = usize::try_from(u32_at(table, 12)?).ok()?.min(table.len() / 12);
            let within = |at: usize| Some((u32_at(table, at)?..=u32_at(table, at + 4)?).contains(&c));
            Some((0..groups).any(|group| within(16 + 12 * group).unwrap_or(false)))
        }
        _ => None,
    }
}

/// Format 4: segments by their last character, then their first ones.
fn segments(table: &[u8], c: u16) -> Option<bool> {
    let twice = usize::from(u16_at(table, 6)?);
    let within = |at: usize| Some(u16_at(table, 14 + at)? >= c && u16_at(table, 16 + twice + at)? <= c);
    Some((0..twice / 2).any(|segment| within(2 * segment).unwrap_or(false)))
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A font of nothing but a `cmap` with this table.
    fn font(table: &[u8]) -> Vec<u8> {
        let mut data = vec![0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        data.extend(b"cmap\0\0\0\0\0\0\0\x1c\0\0\0\0");
        data.extend([0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12]);
        data.extend(table);
        data
    }

    fn words(words: &[u16]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_be_bytes()).collect()
    }

    #[test]
    fn both_formats_are_read() {
        // 题 is U+9898.
        let short =
            |first, last| font(&words(&[4, 32, 0, 4, 0, 0, 0, last, 0xffff, 0, first, 0xffff, 1, 1, 0, 0]));
        assert!(covers(&short(0x4e00, 0x9fff), 0, WANTED));
        assert!(!covers(&short(0x20, 0x7e), 0, WANTED));
        let long = |first, last| font(&words(&[12, 0, 0, 28, 0, 0, 0, 1, 0, first, 0, last, 0, 1]));
        assert!(covers(&long(0x9898, 0x9898), 0, WANTED));
        assert!(!covers(&long(0x9899, 0x9fff), 0, WANTED));
    }

    #[test]
    fn nothing_is_believed_of_broken_files() {
        let whole = font(&words(&[12, 0, 0, 28, 0, 0, 0xffff, 0xffff, 0, 1, 0, 2, 0, 1]));
        for end in 0..=whole.len() {
            assert!(!covers(&whole[..end], 0, WANTED));
        }
        assert!(!covers(b"ttcf\xff\xff\xff\xff", u32::MAX, WANTED));
        assert!(!covers(&[0xff; 64], 0, WANTED));
    }
}
