//! QR codes as shapes for a page and as a picture for a workbook.

use qrcode::{Color, EcLevel, QrCode};

/// The blank border that readers need, in modules.
const BORDER: usize = 4;
/// Pixels of a module in a picture: sharp when printed at 3 cm.
const SCALE: usize = 6;

/// A code as rows of modules, `true` is dark, the border included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Qr(Vec<Vec<bool>>);

impl Qr {
    /// The code of a text, with a sixth of it restorable; `None` for one too long for any code.
    pub(super) fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let width = code.width();
        let blank = vec![false; width + 2 * BORDER];
        let mut rows = vec![blank.clone(); BORDER];
        for row in code.to_colors().chunks(width) {
            let dark = row.iter().map(|color| *color == Color::Dark);
            let side = || std::iter::repeat_n(false, BORDER);
            rows.push(side().chain(dark).chain(side()).collect());
        }
        rows.extend(vec![blank; BORDER]);
        Some(Self(rows))
    }

    /// Modules of a side.
    const fn width(&self) -> usize {
        self.0.len()
    }

    /// An SVG without a size of its own; each run of dark modules is one box.
    pub(super) fn svg(&self) -> String {
        let width = self.width();
        let mut path = String::new();
        for (y, row) in self.0.iter().enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                if run.first() == Some(&true) {
                    path.push_str(&bar(x, y, run.len()));
                }
                x += run.len();
            }
        }
        format!(
            "<svg class=\"qr\" viewBox=\"0 0 {width} {width}\" shape-rendering=\"crispEdges\" role=\"img\" \
             aria-label=\"二维码\"><path d=\"{path}\"/></svg>"
        )
    }

    /// A PNG in black and white.
    pub(super) fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let side = u32::try_from(self.width() * SCALE).unwrap_or(u32::MAX);
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, side, side);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.pixels())?;
        writer.finish()?;
        Ok(bytes)
    }

    /// Rows of bits, the first pixel highest, 1 is white.
    fn pixels(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for row in &self.0 {
            let pixels: Vec<bool> = row.iter().flat_map(|dark| [*dark; SCALE]).collect();
            let line: Vec<u8> = pixels.chunks(8).map(bits).collect();
            bytes.extend(line.repeat(SCALE));
        }
        bytes
    }
}

/// A box one module high.
fn bar(x: usize, y: usize, length: usize) -> String {
    format!("M{x} {y}h{length}v1h-{length}z")
}

fn bits(dark: &[bool]) -> u8 {
    (0..8).fold(0, |byte, at| byte << 1 | u8::from(!dark.get(at).copied().unwrap_or(false)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_border_and_its_corners() {
        let Qr(rows) = Qr::of("https://t.me/baiti_bot?start=abc").unwrap();
        assert!(rows.iter().take(BORDER).flatten().all(|dark| !dark));
        assert!(rows.iter().all(|row| row.len() == rows.len()));
        let corner = &rows[BORDER][BORDER..BORDER + 8];
        assert_eq!(corner, [true, true, true, true, true, true, true, false]);
    }

    #[test]
    fn a_page_gets_shapes_of_the_same_modules() {
        let code = Qr(vec![vec![true, true, false], vec![false; 3], vec![false, true, true]]);
        assert!(code.svg().contains("d=\"M0 0h2v1h-2zM1 2h2v1h-2z\""), "{}", code.svg());
    }

    #[test]
    fn a_picture_has_the_same_modules() {
        let code = Qr::of("https://t.me/baiti_bot?start=abc").unwrap();
        let bytes = code.png().unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!(usize::try_from(info.width).unwrap(), code.width() * SCALE);
        for (y, row) in code.0.iter().enumerate() {
            for (x, dark) in row.iter().enumerate() {
                let (x, y) = (x * SCALE + SCALE / 2, y * SCALE + SCALE / 2);
                let white = pixels[y * info.line_size + x / 8] >> (7 - x % 8) & 1 == 1;
                assert_eq!(white, !dark);
            }
        }
    }

    #[test]
    fn a_text_too_long_has_no_code() {
        assert_eq!(Qr::of(&"x".repeat(5000)), None);
    }
}
