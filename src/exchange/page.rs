//! A simple web page, which some programs give out as `.doc` or `.xls`: its
//! text and its tables.

mod tables;

pub(super) use tables::tables;

use super::html::{self, Plain};

/// The text of a page: a line a paragraph, a row of a table on one line with
/// tabs between its cells.
pub(super) fn read(page: &str) -> Plain {
    html::page(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        read(html).text
    }

    #[test]
    fn a_page_becomes_its_lines() {
        let html = "<html><head><style>p{x:1}</style><TITLE>题</TITLE></head><body><p>1. 5 &lt; 6\r\n 对吗（&nbsp;）<br/>A. 对</p>\
            <table><tr><td>甲</td><td>&#x4e59;</td></tr></table><!-- 藏 -->a < b</body></html>";
        let lines: Vec<String> =
            text(html).lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["1. 5 < 6 对吗（ ）", "A. 对", "甲\t乙", "a < b"]);
    }

    #[test]
    fn powers_blanks_and_pictures_are_as_in_any_html() {
        let page = "<html><body><p>10<sup>6</sup>平方米，自<u>&nbsp;&nbsp;&nbsp;</u>起</p><img src=a.png></body></html>";
        let read = read(page);
        assert_eq!(read.text, "10⁶平方米，自____起");
        assert_eq!(read.left_out, ["图片 a.png"]);
    }

    #[test]
    fn broken_pages_are_read_as_far_as_they_go() {
        for html in ["<", "&", "<p", "<script>x", "<!--", "&#x110000;", "</", "<中"] {
            text(html);
        }
    }
}
