//! What was found.

use std::fmt;

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Well,
    Doubtful,
    Broken,
}

/// One line: what was looked at, and how to mend it.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    state: State,
    what: String,
    mend: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match self.state {
            State::Well => "✓",
            State::Doubtful => "!",
            State::Broken => "✗",
        };
        let whole = format!("{mark} {}", self.what);
        // One line each, whatever a driver says.
        let whole = if self.mend.is_empty() { whole } else { format!("{whole}。{}", self.mend) };
        f.write_str(&whole.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// All that was found, in order.
#[derive(Debug, Default)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// All is well here.
    pub fn well(&mut self, what: impl Into<String>) {
        self.add(State::Well, what.into(), "");
    }

    /// It works, but somebody should look.
    pub fn doubtful(&mut self, what: impl Into<String>, mend: &str) {
        self.add(State::Doubtful, what.into(), mend);
    }

    /// It doesn't work.
    pub fn broken(&mut self, what: impl Into<String>, mend: &str) {
        self.add(State::Broken, what.into(), mend);
    }

    fn add(&mut self, state: State, what: String, mend: &str) {
        self.0.push(Finding { state, what, mend: mend.to_owned() });
    }

    /// A line each.
    pub fn lines(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }

    /// Whether anything doesn't work.
    pub fn any_broken(&self) -> bool {
        self.0.iter().any(|finding| finding.state == State::Broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_one_line_with_what_to_do() {
        let mut findings = Findings::default();
        findings.well("时区 Asia/Shanghai");
        findings.doubtful("没有所有者", "按提示发送 /claim");
        assert!(!findings.any_broken());
        findings.broken("数据库打不开：\n  disk I/O error", "请检查磁盘");
        assert!(findings.any_broken());
        let lines: Vec<String> = findings.lines().map(ToString::to_string).collect();
        let expected = [
            "✓ 时区 Asia/Shanghai",
            "! 没有所有者。按提示发送 /claim",
            "✗ 数据库打不开： disk I/O error。请检查磁盘",
        ];
        assert_eq!(lines, expected);
    }
}
