//! What is wrong with the settings, in words for the administrator.

use std::{fmt, path::PathBuf};

use super::key::Showing;

/// Where a setting stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a file, on a line (from 1).
    File {
        /// Which file.
        path: PathBuf,
        /// Which line.
        line: usize,
    },
    /// In this environment variable.
    Environment(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, line } => write!(f, "{} 第 {line} 行", path.display()),
            Self::Environment(name) => write!(f, "环境变量 {name}"),
        }
    }
}

/// One wrong setting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// A value that isn't allowed.
    #[error("{place}：{name} 的值 {shown} 不行。应为{allowed}。")]
    Value {
        /// Section and name, such as `telegram.token`.
        name: String,
        /// Where it stands.
        place: Place,
        /// As much of the value as may be shown.
        shown: String,
        /// What would be right.
        allowed: String,
    },
    /// A name that means nothing.
    #[error("{place}：没有 {name} 这项设置。{hint}")]
    Unknown {
        /// The name.
        name: String,
        /// Where it stands.
        place: Place,
        /// What was probably meant, or what there is.
        hint: String,
    },
    /// Something else that is set asks for it.
    #[error("{place}：缺少 {name}。应为{allowed}。")]
    Missing {
        /// Section and name.
        name: String,
        /// Where what asks for it stands.
        place: Place,
        /// What would be right, and how to come by it.
        allowed: String,
    },
    /// The file can't be used at all.
    #[error("设置文件 {path}：{reason}。")]
    File {
        /// Which file.
        path: String,
        /// Why, and what to do.
        reason: String,
    },
    /// The file isn't TOML.
    #[error("{place}：TOML 写法有误（{reason}）。")]
    Syntax {
        /// Where.
        place: Place,
        /// The parser's own words.
        reason: String,
    },
}

/// Everything that is wrong with the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsError(pub Vec<Wrong>);

impl std::error::Error for SettingsError {}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "设置有 {} 处不对：", self.0.len())?;
        self.0.iter().try_for_each(|wrong| write!(f, "\n  {wrong}"))
    }
}

/// The most characters of a wrong value that are shown.
const SHOWN: usize = 60;

/// As much of a written value as may be shown: never a secret, not more than
/// a line of it, and no control characters.
pub(super) fn shown(written: &str, showing: Showing) -> String {
    match showing {
        Showing::Never => "（已隐去）".to_owned(),
        Showing::Scheme => match written.split_once("://") {
            Some((scheme, _)) if is_scheme(scheme) => format!("{}://…（其余已隐去）", unquoted(scheme)),
            _ => "（已隐去）".to_owned(),
        },
        Showing::Whole => {
            let start: String = written.chars().take(SHOWN).map(visible).collect();
            if written.chars().nth(SHOWN).is_some() { format!("{start}…") } else { start }
        }
    }
}

fn is_scheme(text: &str) -> bool {
    let text = unquoted(text);
    (1..=12).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn unquoted(text: &str) -> &str {
    text.trim_start_matches(['"', '\''])
}

fn visible(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_part_of_a_message() {
        assert_eq!(shown("123:abc", Showing::Never), "（已隐去）");
        assert_eq!(shown("\"mysql://root:pw@db\"", Showing::Scheme), "mysql://…（其余已隐去）");
        assert_eq!(shown("root:pw@db://", Showing::Scheme), "（已隐去）");
        assert_eq!(shown("pw@db", Showing::Scheme), "（已隐去）");
    }

    #[test]
    fn a_long_value_is_cut_and_cleaned() {
        assert_eq!(shown("a\u{1b}[2J\nb", Showing::Whole), "a [2J b");
        assert_eq!(shown(&"长".repeat(61), Showing::Whole), format!("{}…", "长".repeat(60)));
    }
}
