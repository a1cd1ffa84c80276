//! Reference texts (法规): what an office works by, article by article, to be
//! looked things up in.
//!
//! A text is looked through in its [`plain`] form; [`terms`] says by which
//! pieces an article is found, [`query`] what was looked for and how well an
//! article fits, [`excerpt`] shows where.

pub mod excerpt;
pub mod plain;
pub mod query;
pub mod terms;

use self::plain::Plain;

/// The most articles of a reference text.
pub const MAX_ARTICLES: usize = 5_000;
/// The most characters of an article; what is longer is parted.
pub const MAX_TEXT: usize = 10_000;
/// The most characters of a reference text: its index is written at one go.
pub const MAX_CHARACTERS: usize = 500_000;
/// The most characters of a title and of a code.
pub const MAX_TITLE: usize = 100;
/// The most characters of a code.
pub const MAX_CODE: usize = 40;

/// A reference text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// By what it is told from others, always.
    pub code: String,
    /// Its title.
    pub title: String,
    /// From when it is, as it says itself; may be empty.
    pub version: String,
    /// Its articles, in their order.
    pub articles: Vec<Article>,
}

/// An article, or a paragraph of a text that has none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Article {
    /// What it is called: `第五条`, `（一）`, `第3段`.
    pub label: String,
    /// The chapter and section that it stands in; may be empty.
    pub heading: String,
    /// What it says, a line a paragraph.
    pub text: String,
}

/// The country's name, which the full titles of statutes begin with.
const COUNTRY: &str = "中华人民共和国";

/// The code of a reference text whose code nobody has said: its title without
/// the country's name, blanks and marks. `None` if nothing is left.
pub fn code_of(title: &str) -> Option<String> {
    let plain: String = Plain::of(title).text.chars().filter(|c| !c.is_whitespace()).collect();
    let code: String = short(&plain).chars().take(MAX_CODE).collect();
    (!code.is_empty()).then_some(code)
}

/// Whether something can be a code: letters of any script, figures and `-`.
pub fn is_code(code: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || c == '-';
    !code.is_empty() && code.chars().count() <= MAX_CODE && code.chars().all(fits)
}

/// A title without the country's name, unless it is all there is.
fn short(title: &str) -> &str {
    title.strip_prefix(COUNTRY).filter(|rest| !rest.is_empty()).unwrap_or(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_made_of_the_title() {
        assert_eq!(code_of("中华人民共和国 预算法").as_deref(), Some("预算法"));
        assert_eq!(code_of("《机关食堂管理办法》（试行）").as_deref(), Some("机关食堂管理办法试行"));
        assert_eq!(code_of("IT 设备-领用 办法 V2").as_deref(), Some("it设备领用办法v2"));
        assert_eq!((code_of("——"), code_of("")), (None, None));
        assert!(is_code(&code_of(&"长".repeat(100)).unwrap()));
        assert!(is_code("预算法-2018") && !is_code("a b") && !is_code("") && !is_code(&"a".repeat(41)));
    }
}
