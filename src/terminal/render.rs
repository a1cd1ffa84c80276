//! Turns the small HTML of the conversation into lines of a terminal.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// How the terminal looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns; a Chinese character takes two.
    pub width: usize,
    /// Whether it understands escape sequences, for bold and the like.
    pub ansi: bool,
}

impl Look {
    /// The width where the terminal doesn't tell.
    pub const WIDTH: usize = 80;
    const NARROWEST: usize = 20;
    const WIDEST: usize = 100;

    /// A look of a width that can be read.
    pub fn new(width: Option<usize>, ansi: bool) -> Self {
        let width = width.unwrap_or(Self::WIDTH).clamp(Self::NARROWEST, Self::WIDEST);
        Self { width, ansi }
    }
}

/// A kind of emphasis with the numbers that switch it on and off.
struct Mark {
    tag: &'static str,
    on: &'static str,
    off: &'static str,
}

const MARKS: [Mark; 6] = [
    Mark { tag: "b", on: "1", off: "22" },
    Mark { tag: "i", on: "3", off: "23" },
    Mark { tag: "u", on: "4", off: "24" },
    Mark { tag: "s", on: "9", off: "29" },
    Mark { tag: "code", on: "36", off: "39" },
    Mark { tag: "a", on: "4", off: "24" },
];

const ENTITIES: [(&str, &str); 5] =
    [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\""), ("&#39;", "'")];

/// The lines of a message.
pub fn html(html: &str, look: Look) -> Vec<String> {
    let mut text = Text::default();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (plain, special) = rest.split_at(at);
        text.push(plain);
        rest = text.special(special);
    }
    text.push(rest);
    if look.ansi { text.emphasised(look.width) } else { wrap(&text.plain, look.width) }
}

/// The lines of a text without markup.
pub fn plain(text: &str, look: Look) -> Vec<String> {
    wrap(&cleaned(text), look.width)
}

/// Fits a text into columns. No line begins with a mark that closes, such as
/// 。 or 》, and none ends with one that opens, such as 《.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let options = Options::new(width)
        .word_separator(WordSeparator::UnicodeBreakProperties)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// Without control characters, which could make the terminal do things. A
/// name or a question may hold anything.
fn cleaned(text: &str) -> String {
    let keep = |c: &char| *c == '\n' || !c.is_control();
    text.replace('\t', "    ").chars().filter(keep).collect()
}

/// A message taken apart: the words, and where emphasis begins and ends.
/// Lines are broken in the words alone, so that they break the same with
/// emphasis and without.
#[derive(Default)]
struct Text {
    plain: String,
    switches: Vec<(usize, &'static str)>,
    /// The address of the link we are in, and where its words begin.
    link: Option<(String, usize)>,
}

impl Text {
    fn push(&mut self, text: &str) {
        self.plain.push_str(&cleaned(text));
    }

    /// Takes a tag or an entity off the front; what is neither stays as it is.
    fn special<'t>(&mut self, text: &'t str) -> &'t str {
        if let Some((entity, meaning)) = ENTITIES.iter().find(|(entity, _)| text.starts_with(entity)) {
            self.push(meaning);
            return &text[entity.len()..];
        }
        if let Some((tag, rest)) = text.strip_prefix('<').and_then(|text| text.split_once('>'))
            && self.tag(tag)
        {
            return rest;
        }
        let first = text.chars().next().map_or(0, char::len_utf8);
        self.push(&text[..first]);
        &text[first..]
    }

    /// Obeys a tag; `false` if it isn't one of ours.
    fn tag(&mut self, tag: &str) -> bool {
        let (closing, name) = tag.strip_prefix('/').map_or((false, tag), |name| (true, name));
        let name = name.split(' ').next().unwrap_or_default();
        let Some(mark) = MARKS.iter().find(|mark| mark.tag == name) else { return false };
        if closing {
            self.switches.push((self.plain.len(), mark.off));
            if name == "a" {
                self.end_link();
            }
        } else {
            self.switches.push((self.plain.len(), mark.on));
            if let Some(href) = href(tag) {
                self.link = Some((href, self.plain.len()));
            }
        }
        true
    }

    /// Tells the address, unless the words were the address.
    fn end_link(&mut self) {
        let Some((href, start)) = self.link.take() else { return };
        if self.plain.get(start..) != Some(href.as_str()) {
            self.push(&format!(" <{href}>"));
        }
    }

    /// The lines with emphasis.
    fn emphasised(&self, width: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut switches = self.switches.iter().peekable();
        let mut at = 0;
        for line in wrap(&self.plain, width) {
            // Between two lines there was nothing but what a line break swallows.
            at += self.plain[at..].find(&line).unwrap_or_default();
            let mut out = String::new();
            let mut done = 0;
            while let Some((place, number)) = switches.next_if(|(place, _)| *place <= at + line.len()) {
                let here = place.saturating_sub(at).max(done);
                out.push_str(&line[done..here]);
                out.push_str(&escape(number));
                done = here;
            }
            out.push_str(&line[done..]);
            at += line.len();
            lines.push(out);
        }
        // What stood behind the last word.
        if let Some(last) = lines.last_mut() {
            last.extend(switches.map(|(_, number)| escape(number)));
        }
        lines
    }
}

fn escape(number: &str) -> String {
    format!("\u{1b}[{number}m")
}

/// The address in `a href="…"`.
fn href(tag: &str) -> Option<String> {
    let quoted = tag.strip_prefix("a ")?.trim().strip_prefix("href=\"")?.strip_suffix('"')?;
    let whole = ENTITIES.iter().filter(|(entity, _)| *entity != "&amp;");
    let decoded = whole.fold(quoted.to_owned(), |text, (entity, meaning)| text.replace(entity, meaning));
    Some(decoded.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    use super::*;

    const PLAIN: Look = Look { width: 40, ansi: false };
    const TTY: Look = Look { width: 40, ansi: true };

    fn without_escapes(text: &str) -> String {
        let mut rest = text;
        let mut out = String::new();
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            out.push_str(before);
            rest = after.split_once('m').unwrap().1;
        }
        out + rest
    }

    #[test]
    fn emphasis_is_shown_where_it_can_be() {
        let text = "<b>第 3/10 题</b> <i>单选</i> <code>A</code>";
        assert_eq!(html(text, PLAIN), ["第 3/10 题 单选 A"]);
        assert_eq!(
            html(text, TTY),
            ["\u{1b}[1m第 3/10 题\u{1b}[22m \u{1b}[3m单选\u{1b}[23m \u{1b}[36mA\u{1b}[39m"]
        );
    }

    #[test]
    fn emphasis_ends_where_it_should() {
        assert_eq!(html("<b>甲 \n</b>", TTY), ["\u{1b}[1m甲", "\u{1b}[22m"]);
        assert_eq!(html("<b>甲 </b>", TTY), ["\u{1b}[1m甲\u{1b}[22m"]);
    }

    #[test]
    fn entities_are_decoded_once_and_strangers_stay() {
        assert_eq!(
            html("1 &lt; 2 &amp;&amp; 3 &gt; 2 &quot;x&quot; &amp;lt;", PLAIN),
            ["1 < 2 && 3 > 2 \"x\" &lt;"]
        );
        assert_eq!(html("a < b <x> &nbsp; <", PLAIN), ["a < b <x> &nbsp; <"]);
    }

    #[test]
    fn links_show_their_address_once() {
        let address = "https://x.cn/?a=1&amp;b=2";
        assert_eq!(
            html(&format!("<a href=\"{address}\">说明</a>。"), PLAIN),
            ["说明 <https://x.cn/?a=1&b=2>。"]
        );
        assert_eq!(html(&format!("<a href=\"{address}\">{address}</a>"), PLAIN), ["https://x.cn/?a=1&b=2"]);
        assert_eq!(
            html(&format!("<a href=\"{address}\"><b>{address}</b></a>"), PLAIN),
            ["https://x.cn/?a=1&b=2"]
        );
    }

    #[test]
    fn nothing_from_outside_steers_the_terminal() {
        assert_eq!(html("\u{1b}[2J\u{7}甲\r\n<b>\u{9b}乙</b>", PLAIN), ["[2J甲", "乙"]);
        assert_eq!(plain("a\tb\u{1b}c", PLAIN), ["a    bc"]);
        assert_eq!(html("<a href=\"\u{1b}]0;x\">甲</a>", TTY), ["\u{1b}[4m甲\u{1b}[24m <]0;x>"]);
    }

    #[test]
    fn chinese_is_two_columns_wide_and_marks_stay_with_their_word() {
        let look = Look { width: 20, ansi: false };
        // Ten characters fill a line; the mark that would begin the next one takes its word along.
        assert_eq!(html("一二三四五六七八九十，十一", look), ["一二三四五六七八九", "十，十一"]);
        assert_eq!(html("一二三四五六七八九《行政许可法》", look), ["一二三四五六七八九", "《行政许可法》"]);
        for mark in "，。？！；：、”’）》】".chars() {
            let lines = html(&format!("一二三四五六七八九十{mark}"), look);
            assert!(lines.iter().all(|line| !line.starts_with(mark)), "{lines:?}");
        }
    }

    #[test]
    fn empty_lines_and_line_feeds_stay() {
        assert_eq!(html("题干\n\nA. 甲\nB. 乙", PLAIN), ["题干", "", "A. 甲", "B. 乙"]);
    }

    #[test]
    fn a_width_is_kept_within_reason() {
        assert_eq!(Look::new(None, true).width, 80);
        assert_eq!(Look::new(Some(300), true).width, 100);
        assert_eq!(Look::new(Some(0), true).width, 20);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_letter_lost(
            text in "([一-龥，。《》A-Za-z0-9 ]{0,30}(<b>[一-龥a-z ，]{0,20}</b>|&lt;|\n)?){0,8}",
            width in 20_usize..100,
        ) {
            let plain = html(&text, Look { width, ansi: false });
            for line in &plain {
                prop_assert!(line.width() <= width, "{line}");
            }
            let letters = |text: &str| text.replace([' ', '\n'], "");
            let expected = text.replace("<b>", "").replace("</b>", "").replace("&lt;", "<");
            prop_assert_eq!(letters(&plain.concat()), letters(&expected));
            let coloured = html(&text, Look { width, ansi: true });
            let bare: Vec<_> = coloured.iter().map(|line| without_escapes(line).trim_end().to_owned()).collect();
            prop_assert_eq!(bare, plain);
        }
    }
}
