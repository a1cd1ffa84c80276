//! HTML as plain text, and plain text as HTML.

mod entity;
mod flow;
mod markup;
mod script;

pub(super) use entity::{decode, resolve};
pub(super) use flow::Flow;
pub(super) use markup::markup;

/// What people would read, and what a plain text can't hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plain {
    /// The words, with line feeds for `<br>` and between paragraphs.
    pub text: String,
    /// Pictures, sounds and formulas that were left out: `图片 a.png`.
    pub left_out: Vec<String>,
}

/// Reads HTML as a browser would show it: blanks in a row are one, entities
/// are decoded, NBSP is a blank, characters that nobody sees are dropped,
/// superscripts stay (`10⁶`), underlined blanks are a place to fill in.
/// Anything in angle brackets that is no tag of HTML is text.
pub fn plain(html: &str) -> Plain {
    Scanner::new(html, Flow::default()).run()
}

/// The same, but line feeds in the source count, as in a text that was typed
/// into a box.
pub fn plain_with_lines(html: &str) -> Plain {
    Scanner::new(html, Flow::of_lines()).run()
}

/// The same of a whole page: the cells of a table's row are parted by tabs.
pub fn page(html: &str) -> Plain {
    Scanner::new(html, Flow::of_page()).run()
}

/// The tags that are known, in lower case; others are text.
const TAGS: [&str; 76] = [
    "a",
    "abbr",
    "article",
    "audio",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "li",
    "link",
    "main",
    "mark",
    "math",
    "meta",
    "object",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "script",
    "section",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "u",
    "ul",
    "video",
];

/// How often the length of a text may be searched for the ends of tags that
/// have none, before what looks like tags is taken for text.
const PATIENCE: usize = 8;

struct Scanner<'a> {
    rest: &'a str,
    flow: Flow,
    fuel: usize,
}

impl<'a> Scanner<'a> {
    fn new(html: &'a str, flow: Flow) -> Self {
        Self { rest: html, flow, fuel: html.len().saturating_mul(PATIENCE) }
    }

    fn run(mut self) -> Plain {
        while let Some(at) = self.rest.find(['<', '&']) {
            let (before, rest) = self.rest.split_at(at);
            self.flow.words(before);
            self.rest = rest;
            let taken = if rest.starts_with('<') { self.tag() } else { self.entity() };
            if taken == 0 {
                self.flow.words(&rest[..1]);
            }
            self.rest = &rest[taken.max(1)..];
        }
        self.flow.words(self.rest);
        self.flow.finish()
    }

    /// Takes a tag or a comment and gives its length; 0 if there is none.
    fn tag(&mut self) -> usize {
        if let Some(length) = self.comment() {
            return length;
        }
        let body = &self.rest[1..];
        let (closes, body) = body.strip_prefix('/').map_or((false, body), |body| (true, body));
        let end = body.find(|c: char| !c.is_ascii_alphanumeric() && c != ':').unwrap_or(body.len());
        // Office programs write `<o:p>`.
        let name = body[..end].rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
        let ends = body[end..].starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'));
        if !ends || !TAGS.contains(&name.as_str()) {
            return 0;
        }
        let Some(close) = self.end_of_tag() else { return 0 };
        let attributes = self.rest.get(1 + usize::from(closes) + end..close).unwrap_or_default();
        if closes {
            self.flow.close(&name);
        } else {
            self.flow.open(&name, |wanted| attribute(attributes, wanted));
            if attributes.ends_with('/') && name != "br" {
                self.flow.close(&name);
            }
        }
        close + 1
    }

    fn comment(&mut self) -> Option<usize> {
        let ends = match self.rest.as_bytes() {
            [b'<', b'!', b'-', b'-', ..] => "-->",
            [b'<', b'!' | b'?', c, ..] if c.is_ascii_alphabetic() || *c == b'[' => ">",
            _ => return None,
        };
        if self.fuel == 0 {
            return None;
        }
        let found = self.rest.find(ends).map(|at| at + ends.len());
        self.spend(found.is_none());
        found
    }

    /// The offset of the `>` of the tag that begins here, passing over those
    /// in quotation marks.
    fn end_of_tag(&mut self) -> Option<usize> {
        if self.fuel == 0 {
            return None;
        }
        let mut quote = None;
        let mut before = b' ';
        for (at, &byte) in self.rest.as_bytes().iter().enumerate() {
            match (quote, byte) {
                (None, b'>') => return Some(at),
                (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
                (Some(open), _) if open == byte => quote = None,
                _ => {}
            }
            before = byte;
        }
        self.spend(true);
        None
    }

    fn spend(&mut self, in_vain: bool) {
        if in_vain {
            self.fuel = self.fuel.saturating_sub(self.rest.len());
        }
    }

    /// Takes an entity and gives its length; 0 if there is none.
    fn entity(&mut self) -> usize {
        let Some((length, text)) = entity::first(self.rest) else { return 0 };
        text.chars().for_each(|c| self.flow.letter(c));
        length
    }
}

/// The value of an attribute, between quotation marks or bare.
fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let lower = attributes.to_ascii_lowercase();
    let starts = lower.match_indices(wanted).find_map(|(at, _)| {
        let stands_alone = lower[..at].ends_with(|c: char| c.is_ascii_whitespace());
        let rest = attributes[at + wanted.len()..].trim_start().strip_prefix('=')?;
        stands_alone.then(|| rest.trim_start())
    })?;
    let value = match starts.chars().next()? {
        quote @ ('"' | '\'') => starts[1..].split(quote).next(),
        _ => starts.split(|c: char| c.is_ascii_whitespace() || c == '/').next(),
    };
    value.map(entity::decode)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(html: &str) -> String {
        plain(html).text
    }

    #[test]
    fn paragraphs_and_breaks_are_line_feeds() {
        assert_eq!(text("<p>第一段</p>\n<p>第二段<br/>第三行</p>"), "第一段\n第二段\n第三行");
        assert_eq!(text("甲<br><BR />乙"), "甲\n\n乙");
        assert_eq!(text("<ul><li>甲<li>乙</ul>丙"), "甲\n乙\n丙");
        assert_eq!(text("<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>"), "甲 乙\n丙");
        assert_eq!(text("  甲\n  <b>乙</b>  丙 "), "甲 乙 丙");
    }

    #[test]
    fn line_feeds_count_where_they_were_typed() {
        assert_eq!(plain_with_lines("甲\r\n乙&amp;丙<br>丁").text, "甲\n乙&丙\n丁");
    }

    #[test]
    fn entities_are_decoded_once() {
        assert_eq!(text("&ldquo;三公&rdquo;&nbsp;&lt;5&#37;&#x2030;&amp;lt;"), "“三公” <5%‰&lt;");
        assert_eq!(text("AT&T &unknown; &#0; & &;"), "AT&T &unknown; &#0; & &;");
        assert_eq!(text("（&nbsp; &nbsp;）"), "（   ）");
    }

    #[test]
    fn what_nobody_sees_is_dropped() {
        assert_eq!(text("甲\u{200b}乙\u{feff}丙&shy;丁\u{a0}戊"), "甲乙丙丁 戊");
    }

    #[test]
    fn powers_stay_powers() {
        assert_eq!(text("10<sup>6</sup>m<sup>2</sup>，x<sup>n+1</sup>，CO<sub>2</sub>"), "10⁶m²，xⁿ⁺¹，CO₂");
        assert_eq!(
            text("2<sup>甲</sup>，2<sup>甲乙</sup>，a<sub>甲</sub>，b<sup></sup>"),
            "2^甲，2^(甲乙)，a_甲，b"
        );
    }

    #[test]
    fn underlined_blanks_are_a_place_to_fill_in() {
        assert_eq!(text("自<u>&nbsp;&nbsp;&nbsp;</u>起"), "自____起");
        assert_eq!(text("自<u>    </u>起"), "自____起");
        assert_eq!(text("自<u>今日</u>起<u></u>"), "自今日起");
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(text("若a<b，c>d，<法规>和<unknown x>"), "若a<b，c>d，<法规>和<unknown x>");
        assert_eq!(text("3 < 5 <"), "3 < 5 <");
        assert_eq!(text("<p class='a>b' title=x>甲</p><!-- 乙 --><o:p>丙</o:p>"), "甲\n丙");
        assert_eq!(text("<script>alert(1)</script><style>p{}</style>甲"), "甲");
    }

    #[test]
    fn pictures_are_told_and_left_out() {
        let html = r#"看图<img width=3 src="@@PLUGINFILE@@/pics/a%20b.png" alt=""/>，<IMG SRC='data:image/png;base64,AAAA'>
            <img src=x.gif alt="路徽"><video src="v.mp4"></video>"#;
        let read = plain(html);
        assert_eq!(read.text, "看图，");
        assert_eq!(read.left_out, ["图片 a b.png", "图片", "图片 路徽", "视频 v.mp4"]);
    }

    #[test]
    fn a_text_full_of_open_tags_is_read_in_time() {
        let html = "<a ='".repeat(200_001) + ">";
        assert!(plain(&html).text.starts_with("<a"));
        assert!(plain(&"<!--".repeat(200_000)).text.starts_with("<!--"));
        assert!(plain(&"<sup>".repeat(200_000)).text.is_empty());
    }

    proptest! {
        #[test]
        fn any_text_goes_in_and_out(text in "[^\\p{C}\\p{Zl}\\p{Zp}\u{a0}\u{34f}\u{115f}\u{1160}\u{17b4}\u{17b5}\u{3164}\u{ffa0}]*(\n[^\\p{C}\\p{Zl}\\p{Zp}\u{a0}\u{34f}\u{115f}\u{1160}\u{17b4}\u{17b5}\u{3164}\u{ffa0}]*)?") {
            prop_assert_eq!(plain(&markup(&text)).text, text.trim());
        }

        #[test]
        fn nothing_panics(text in ".*", marks in "[<>&;/!=\"' a-u#x0-9]*") {
            plain(&text);
            plain(&marks);
            plain_with_lines(&marks);
        }
    }
}
