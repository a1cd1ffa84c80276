//! The one table of commands: it gives the dispatch, the menus by role and
//! language, /help and the section of the README.

use unicode_normalization::UnicodeNormalization;

use crate::domain::person::Role;

/// A command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// Shows the state of things; with a token, takes an invitation up.
    Start,
    /// A round of practice.
    Quiz,
    /// Exams.
    Exam,
    /// Rankings.
    Rank,
    /// One's own figures.
    Me,
    /// Words are looked up in the reference texts.
    Find,
    /// What waits for an administrator.
    Todo,
    /// The question banks.
    Bank,
    /// The language.
    Lang,
    /// Leaves what is going on.
    Stop,
    /// The first owner claims the office.
    Claim,
    /// The help.
    Help,
}

impl Command {
    /// Whether its Chinese words may have something behind them that belongs to
    /// it, after a blank or a colon: `查 罚款`. Others stand alone.
    const fn takes_rest(self) -> bool {
        matches!(self, Self::Find)
    }
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Which command.
    pub command: Command,
    /// Its word after the slash.
    pub name: &'static str,
    /// Chinese words that, typed alone, mean the same.
    pub words: &'static [&'static str],
    /// Who sees it in the menu; `None` for nobody.
    pub shown_to: Option<Role>,
}

/// The table, in the order of the menu.
pub const TABLE: &[Entry] = &[
    Entry {
        command: Command::Quiz,
        name: "quiz",
        words: &["答题", "练习", "开始答题", "做题", "继续"],
        shown_to: Some(Role::Staff),
    },
    Entry {
        command: Command::Exam, name: "exam", words: &["考试", "参加考试"], shown_to: Some(Role::Staff)
    },
    Entry {
        command: Command::Rank,
        name: "rank",
        words: &["排行", "排名", "排行榜"],
        shown_to: Some(Role::Staff),
    },
    Entry {
        command: Command::Me,
        name: "me",
        words: &["我的", "积分", "我的积分"],
        shown_to: Some(Role::Staff),
    },
    Entry {
        command: Command::Find,
        name: "find",
        words: &["查", "查询", "查找", "搜", "搜索", "查法规"],
        shown_to: Some(Role::Staff),
    },
    Entry {
        command: Command::Todo,
        name: "todo",
        words: &["待办", "待办事项"],
        shown_to: Some(Role::Administrator),
    },
    Entry {
        command: Command::Bank,
        name: "bank",
        words: &["题库", "题库管理"],
        shown_to: Some(Role::Administrator),
    },
    Entry {
        command: Command::Stop,
        name: "stop",
        words: &["退出", "停止", "结束"],
        shown_to: Some(Role::Staff),
    },
    Entry { command: Command::Lang, name: "lang", words: &["语言"], shown_to: Some(Role::Staff) },
    Entry { command: Command::Help, name: "help", words: &["帮助", "菜单"], shown_to: Some(Role::Staff) },
    Entry { command: Command::Start, name: "start", words: &["开始", "你好", "您好"], shown_to: None },
    Entry { command: Command::Claim, name: "claim", words: &[], shown_to: None },
];

/// A command as typed, with what stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Typed<'t> {
    /// Which command.
    pub command: Command,
    /// The rest of the line.
    pub rest: &'t str,
}

/// Reads a typed text as a command.
pub fn typed(text: &str) -> Option<Typed<'_>> {
    let text = text.trim();
    if let Some(line) = text.strip_prefix('/').or_else(|| text.strip_prefix('／')) {
        let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let name = name.to_lowercase();
        let entry = TABLE.iter().find(|entry| entry.name == name || entry.words.contains(&name.as_str()))?;
        return Some(Typed { command: entry.command, rest: rest.trim() });
    }
    let plain: String = text.nfkc().filter(|c| c.is_alphanumeric()).collect();
    let alone = TABLE.iter().find(|entry| entry.words.contains(&plain.as_str()));
    alone.map(|entry| Typed { command: entry.command, rest: "" }).or_else(|| with_rest(text))
}

/// Reads a word with something behind it, on one line.
fn with_rest(text: &str) -> Option<Typed<'_>> {
    let (word, rest) = text.split_once(|c: char| c.is_whitespace() || matches!(c, '：' | ':'))?;
    let entry = TABLE.iter().find(|entry| entry.command.takes_rest() && entry.words.contains(&word))?;
    let rest = rest.trim_start_matches(['：', ':']).trim();
    (!rest.contains('\n')).then_some(Typed { command: entry.command, rest })
}

/// The commands in the menu of someone with these roles.
pub fn menu(is: impl Fn(Role) -> bool) -> impl Iterator<Item = &'static Entry> {
    TABLE.iter().filter(move |entry| entry.shown_to.is_some_and(&is))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_words_are_equals_of_the_commands() {
        for (text, command) in [
            ("/quiz", Command::Quiz),
            ("答题", Command::Quiz),
            (" 答题。", Command::Quiz),
            ("/答题", Command::Quiz),
            ("／QUIZ", Command::Quiz),
            ("排行！", Command::Rank),
            ("我的", Command::Me),
            ("题库管理", Command::Bank),
            ("帮助", Command::Help),
        ] {
            assert_eq!(typed(text).map(|typed| typed.command), Some(command), "{text}");
        }
        assert_eq!(typed("/start abc"), Some(Typed { command: Command::Start, rest: "abc" }));
        assert_eq!(typed("/题库 预算法"), Some(Typed { command: Command::Bank, rest: "预算法" }));
        for text in [
            "查 预算法 罚款",
            "查：预算法 罚款",
            "搜索　预算法 罚款",
            "查询 ： 预算法 罚款",
            "/find 预算法 罚款",
            "/查 预算法 罚款",
        ] {
            assert_eq!(typed(text), Some(Typed { command: Command::Find, rest: "预算法 罚款" }), "{text}");
        }
        assert_eq!(typed("查。"), Some(Typed { command: Command::Find, rest: "" }));
        for text in ["查处", "查处 违法行为", "查\n一、\n二、", "答题 十道"] {
            assert_eq!(typed(text), None, "{text}");
        }
        assert_eq!(typed("我想答题"), None);
        assert_eq!(typed("/nothing"), None);
    }

    #[test]
    fn the_table_keeps_telegrams_limits() {
        for entry in TABLE {
            assert!(entry.name.len() <= 32 && entry.name.chars().all(|c| c.is_ascii_lowercase()));
        }
        let mut words: Vec<&str> = TABLE.iter().flat_map(|entry| entry.words.iter().copied()).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all, "a word means one thing");
    }

    #[test]
    fn only_administrators_see_what_is_theirs() {
        let names = |admin: bool| -> Vec<&str> {
            menu(|role| role == Role::Staff || (admin && role == Role::Administrator))
                .map(|entry| entry.name)
                .collect()
        };
        assert!(!names(false).contains(&"todo"));
        assert!(names(true).contains(&"todo"));
    }
}
