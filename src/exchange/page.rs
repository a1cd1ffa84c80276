//! A simple web page, which some programs give out as `.doc` or `.xls`: its
//! text and its tables.

mod tables;

pub(super) use tables::tables;

/// The longest tag or entity that is looked at, in bytes.
const MAX_TAG: usize = 4096;

/// The text of a page: a line a paragraph, a row of a table on one line.
pub(super) fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, here) = rest.split_at(at);
        push(&mut text, before);
        rest = if here.starts_with('<') { tag(&mut text, here) } else { entity(&mut text, here) };
    }
    push(&mut text, rest);
    text
}

/// A page's own line ends are blanks.
fn push(text: &mut String, plain: &str) {
    let mut gap = false;
    for c in plain.chars() {
        if matches!(c, '\n' | '\r' | '\t' | ' ') {
            gap = true;
            continue;
        }
        if gap && !text.ends_with(['\n', ' ', '\t']) {
            text.push(' ');
        }
        gap = false;
        text.push(c);
    }
    if gap && !text.ends_with(['\n', ' ', '\t']) {
        text.push(' ');
    }
}

/// Takes a tag and gives what follows it, and what follows all that it hides.
fn tag<'t>(text: &mut String, here: &'t str) -> &'t str {
    if let Some(comment) = here.strip_prefix("<!--") {
        return comment.find("-->").and_then(|at| comment.get(at + 3..)).unwrap_or_default();
    }
    let head = here.as_bytes().iter().take(MAX_TAG);
    let Some(end) = head.clone().position(|b| *b == b'>') else {
        text.push('<');
        return here.get(1..).unwrap_or_default();
    };
    let name: String = head
        .skip(1)
        .take_while(|b| b.is_ascii_alphanumeric() || **b == b'/')
        .map(|b| char::from(*b))
        .collect();
    let name = name.to_ascii_lowercase();
    let after = here.get(end + 1..).unwrap_or_default();
    match name.trim_end_matches('/') {
        hidden @ ("script" | "style" | "title") => {
            return hidden_end(after, hidden);
        }
        "br" | "/p" | "/div" | "/tr" | "/li" | "/h1" | "/h2" | "/h3" | "/h4" | "/h5" | "/table" | "p"
        | "div" | "tr" | "li" | "hr" => text.push('\n'),
        "/td" | "/th" => text.push('\t'),
        // `a < b`, not a tag.
        "" if !here.starts_with("<!") && !here.starts_with("<?") => {
            text.push('<');
            return here.get(1..).unwrap_or_default();
        }
        _ => {}
    }
    after
}

/// What follows the end of a hidden element.
fn hidden_end<'t>(after: &'t str, name: &str) -> &'t str {
    let close = after.match_indices("</").find(|(at, _)| {
        after.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
    });
    let rest = close.and_then(|(at, _)| after.get(at..)).unwrap_or_default();
    rest.find('>').and_then(|at| rest.get(at + 1..)).unwrap_or_default()
}

/// Takes an entity and gives what follows it.
fn entity<'t>(text: &mut String, here: &'t str) -> &'t str {
    let end = here.as_bytes().iter().take(12).position(|b| *b == b';');
    let found = end.and_then(|end| Some((character(here.get(1..end)?)?, here.get(end + 1..)?)));
    match found {
        Some((c, rest)) => {
            text.push(c);
            rest
        }
        None => {
            text.push('&');
            here.get(1..).unwrap_or_default()
        }
    }
}

fn character(name: &str) -> Option<char> {
    let known = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", ' '),
        ("times", '×'),
        ("radic", '√'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("middot", '·'),
        ("hellip", '…'),
        ("mdash", '—'),
    ];
    match name.strip_prefix('#') {
        Some(code) => {
            let hex = code.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| code.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
            code.and_then(char::from_u32)
        }
        None => known.iter().find(|(known, _)| *known == name).map(|(_, c)| *c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_its_lines() {
        let html = "<html><head><style>p{x:1}</style><TITLE>题</TITLE></head><body><p>1. 5 &lt; 6\r\n 对吗（&nbsp;）<br/>A. 对</p>\
            <table><tr><td>甲</td><td>&#x4e59;</td></tr></table><!-- 藏 -->a < b</body></html>";
        let lines: Vec<String> =
            text(html).lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["1. 5 < 6 对吗（ ）", "A. 对", "甲\t乙", "a < b"]);
    }

    #[test]
    fn broken_pages_are_read_as_far_as_they_go() {
        for html in ["<", "&", "<p", "<script>x", "<!--", "&#x110000;", "</", "<中"] {
            text(html);
        }
    }
}
