//! Troubles that a test plans.

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// 429, with the seconds to wait.
    Flood(u32),
    /// A 5xx with this status.
    Server(u16),
    /// The connection is cut before the call takes effect.
    CutBefore,
    /// The connection is cut after the call took effect, before the answer.
    CutAfter,
    /// 401.
    Unauthorized,
    /// 403.
    Blocked,
    /// 400.
    ChatGone,
    /// The call takes effect, and the answer is of a shape never seen before.
    StrangeResult,
    /// The call does not take effect, and the answer is a proxy's page with this status.
    Page(u16),
    /// A refusal with this status and these words.
    Says(u16, &'static str),
}

/// Which calls it befalls.
#[derive(Debug, Clone)]
pub struct Rule {
    method: String,
    chat: Option<i64>,
    left: usize,
    fault: Fault,
}

impl Rule {
    /// The next call of a method.
    pub fn new(method: &str, fault: Fault) -> Self {
        Self { method: method.to_lowercase(), chat: None, left: 1, fault }
    }

    /// Only in this chat.
    #[must_use]
    pub fn chat(self, chat: i64) -> Self {
        Self { chat: Some(chat), ..self }
    }

    /// So many calls.
    #[must_use]
    pub fn times(self, left: usize) -> Self {
        Self { left, ..self }
    }

    /// Every call.
    #[must_use]
    pub fn always(self) -> Self {
        self.times(usize::MAX)
    }

    /// Takes one call of this rule, if it is meant.
    pub fn strike(&mut self, method: &str, chat: Option<i64>) -> Option<Fault> {
        let meant = self.method == method && (self.chat.is_none() || self.chat == chat) && self.left > 0;
        if meant && self.left < usize::MAX {
            self.left -= 1;
        }
        meant.then(|| self.fault.clone())
    }

    /// Whether it will befall nothing more.
    pub fn is_over(&self) -> bool {
        self.left == 0
    }
}
