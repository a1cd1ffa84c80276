//! Options in rows: four, two or one on a line, by their length.

use unicode_width::UnicodeWidthStr as _;

use crate::domain::choices::letter;

/// The widest option of which four stand on a line, in half-width characters:
/// a line of A4 has 72, and a letter takes four with its blanks.
const FOUR: usize = 12;
/// The widest of which two do.
const TWO: usize = 30;

/// The lines of options, with a tab before each but the first of a line, and
/// where the tabs stop.
pub(super) fn rows(options: &[String]) -> (Vec<String>, &'static [u32]) {
    let on_a_line = on_a_line(options);
    let lettered: Vec<String> =
        options.iter().enumerate().map(|(at, option)| format!("{}. {option}", letter(at))).collect();
    let lines = lettered.chunks(on_a_line).map(|row| row.join("\t")).collect();
    (lines, if on_a_line == 4 { &QUARTERS } else { &HALF })
}

fn on_a_line(options: &[String]) -> usize {
    let widest = options.iter().map(|option| option.width()).max().unwrap_or(0);
    // Letters and line ends within an option could be taken for the next one.
    let is_plain = |option: &String| !option.contains(['\n', '\t', '.', '．', '、']);
    match widest {
        _ if !options.iter().all(is_plain) => 1,
        0..=FOUR => 4,
        _ if widest <= TWO => 2,
        _ => 1,
    }
}

/// Where tabs stop, in twentieths of a point from the margin.
const QUARTERS: [u32; 3] = [2_640, 4_800, 6_960];
const HALF: [u32; 1] = [4_800];

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(options: &[&str]) -> Vec<String> {
        rows(&options.iter().map(|&option| option.to_owned()).collect::<Vec<_>>()).0
    }

    #[test]
    fn short_options_share_a_line() {
        assert_eq!(lines(&["五日", "十日", "二十日", "三十日"]), ["A. 五日\tB. 十日\tC. 二十日\tD. 三十日"]);
        let two = ["县级以上人民政府", "乡镇人民政府", "街道办事处"];
        assert_eq!(lines(&two), ["A. 县级以上人民政府\tB. 乡镇人民政府", "C. 街道办事处"]);
        assert_eq!(lines(&["维生素A、维生素B", "钙"]), ["A. 维生素A、维生素B", "B. 钙"]);
        assert_eq!(lines(&[]), [""; 0]);
    }
}
