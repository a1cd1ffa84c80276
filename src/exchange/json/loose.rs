//! JavaScript and Python literals as JSON.

/// The first list or object of a text as JSON, with its line feeds: names
/// without quotation marks, single quotation marks, commas at the end,
/// comments, `var x =` before and `;` behind are mended. What can't be
/// mended is left for the parser to find.
pub(super) fn strict(text: &str) -> String {
    let mut loose = Loose {
        rest: text.char_indices().peekable(),
        text,
        out: String::with_capacity(text.len()),
        depth: 0,
    };
    loose.preamble();
    while let Some((at, c)) = loose.rest.next() {
        loose.step(at, c);
        if loose.depth == 0 {
            break;
        }
    }
    loose.out
}

struct Loose<'a> {
    rest: std::iter::Peekable<std::str::CharIndices<'a>>,
    text: &'a str,
    out: String,
    depth: usize,
}

impl Loose<'_> {
    /// Passes over `var questions = ` and comments, keeping line feeds.
    fn preamble(&mut self) {
        while let Some(&(at, c)) = self.rest.peek() {
            if matches!(c, '[' | '{') {
                return;
            }
            self.rest.next();
            if !self.comment(at) && c == '\n' {
                self.out.push(c);
            }
        }
    }

    fn step(&mut self, at: usize, c: char) {
        match c {
            '"' | '\'' | '`' => self.quoted(c),
            '[' | '{' => {
                self.depth += 1;
                self.out.push(c);
            }
            ']' | '}' => {
                self.depth = self.depth.saturating_sub(1);
                self.drop_comma();
                self.out.push(c);
            }
            '/' | '#' if self.comment(at) => {}
            _ if c.is_alphabetic() || matches!(c, '_' | '$') => self.word(c),
            _ => self.out.push(c),
        }
    }

    /// A comma before a closing bracket.
    fn drop_comma(&mut self) {
        let said = self.out.trim_end();
        if said.ends_with(',') {
            let at = said.len() - 1;
            self.out.remove(at);
        }
    }

    /// Passes over a comment that begins here, keeping its line feeds.
    fn comment(&mut self, at: usize) -> bool {
        let text = self.text.get(at..).unwrap_or_default();
        let ends = match text.as_bytes() {
            [b'/', b'*', ..] => "*/",
            [b'/', b'/', ..] | [b'#', ..] => "\n",
            _ => return false,
        };
        let length =
            text.find(ends).map_or(text.len(), |end| if ends == "\n" { end } else { end + ends.len() });
        while let Some((_, c)) = self.rest.next_if(|(next, _)| *next < at + length) {
            if c == '\n' {
                self.out.push(c);
            }
        }
        true
    }

    /// A text in any quotation marks.
    fn quoted(&mut self, quote: char) {
        self.out.push('"');
        while let Some((_, c)) = self.rest.next() {
            match c {
                _ if c == quote => break,
                '\\' => self.escape(),
                '"' => self.out.push_str("\\\""),
                '\n' => self.out.push_str("\\n"),
                '\r' | '\t' => self.out.push(' '),
                _ => self.out.push(c),
            }
        }
        self.out.push('"');
    }

    fn escape(&mut self) {
        match self.rest.next() {
            Some((_, c @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u'))) => {
                self.out.push('\\');
                self.out.push(c);
            }
            // A text that goes on in the next line.
            Some((_, '\n')) | None => {}
            Some((_, c)) => self.out.push(c),
        }
    }

    /// A name, or `True`, `None`, `undefined`.
    fn word(&mut self, first: char) {
        let mut word = String::from(first);
        while let Some((_, c)) = self.rest.next_if(|(_, c)| c.is_alphanumeric() || matches!(c, '_' | '$')) {
            word.push(c);
        }
        // `1e5`: a part of a number.
        if self.out.ends_with(|c: char| c.is_ascii_digit()) {
            return self.out.push_str(&word);
        }
        match word.as_str() {
            "true" | "True" => self.out.push_str("true"),
            "false" | "False" => self.out.push_str("false"),
            "null" | "None" | "undefined" | "NaN" => self.out.push_str("null"),
            _ => {
                self.out.push('"');
                self.out.push_str(&word);
                self.out.push('"');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn value(text: &str) -> Value {
        serde_json::from_str(&strict(text)).unwrap_or_else(|error| panic!("{error}: {}", strict(text)))
    }

    #[test]
    fn javascript_becomes_json() {
        let text = "// 题库 [\n/* { */ export const 题目 = [\n  {question: 'it\\'s \"甲\"', 选项: [`多\n行`, 'x\\\ny',], // 注\n ok: true, n: -1.5e3,},\n];\nmodule.exports = 题目;";
        let expected =
            json!([{"question": "it's \"甲\"", "选项": ["多\n行", "xy"], "ok": true, "n": -1.5e3}]);
        assert_eq!(value(text), expected);
    }

    #[test]
    fn python_becomes_json() {
        assert_eq!(
            value("data = {'a': True, 'b': None, 'c': ['\\u4e00', \"x\\\\y\"]}"),
            json!({"a": true, "b": null, "c": ["一", "x\\y"]})
        );
    }

    #[test]
    fn json_stays_as_it_is() {
        let text = r##"{"a": ["#, // 1", "\"b\"", 1e5, null]}"##;
        assert_eq!(strict(text), text);
    }
}
