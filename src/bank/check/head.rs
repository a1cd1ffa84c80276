//! The head of a file: format, id, title, topic.

use std::collections::HashMap;

use super::{Draft, words, words::Words};
use crate::{
    bank::{
        BankFile, Diagnostic, Placed, Retired, Rules,
        diagnostic::{harmless, plain},
        format::{MAX_ID, MAX_TITLE, VERSION},
        section::{Section, Text},
        spelling::nearest,
    },
    domain::topic::{Topic, TopicId, is_word},
};

/// The head as far as it could be understood.
pub(super) struct Head {
    /// The id with its line.
    pub(super) id: Option<(String, usize)>,
    /// Whether the file is of a newer format, so that nothing else in it can
    /// be judged.
    pub(super) newer: bool,
    title: Option<String>,
    topic: Option<TopicId>,
}

impl Head {
    /// Whether its questions must name the law and article.
    pub(super) fn needs_source(&self) -> bool {
        self.topic.as_ref().is_some_and(|topic| topic.as_str() == "regulations")
    }

    /// A bank, if nothing is missing.
    pub(super) fn into_bank(
        self,
        file: &str,
        questions: Vec<Placed>,
        retired: Vec<Retired>,
    ) -> Option<BankFile> {
        let file = file.to_owned();
        Some(BankFile { file, id: self.id?.0, title: self.title?, topic: self.topic?, questions, retired })
    }
}

/// Checks the head.
pub(super) fn check(section: &mut Section<'_, '_>, rules: &Rules) -> Head {
    if format(section) {
        return Head { id: None, newer: true, title: None, topic: None };
    }
    section.refuse_unknown();
    let id = section.required_text("id").and_then(|text| word(section, text));
    let title = section.required_text("title");
    let title = title.and_then(|text| words::check(section, text, Words::needed("名称", MAX_TITLE)));
    let topic = section.required_text("topic").and_then(|text| topic(section, text, &rules.topics));
    Head { id: id.map(|(at, id)| (id, section.page.line(at))), newer: false, title, topic }
}

/// Checks the format version; whether it is a newer one.
fn format(section: &mut Section<'_, '_>) -> bool {
    section.required("format");
    let Some((at, format)) = section.integer("format") else { return false };
    if format > VERSION {
        let message = format!("的格式版本 {format} 比这个程序认识的新");
        section.advise(at, message, "请升级 baiti（update baiti），再导入这个题库");
    } else if format != VERSION {
        section.error(at, format!("的格式版本 {format} 不存在"), "format = 1");
    }
    format > VERSION
}

/// Checks an id, whether of a bank or a question.
pub(super) fn word(section: &mut Section<'_, '_>, (at, text): Text<'_>) -> Option<(usize, String)> {
    if is_word(text, MAX_ID) {
        return Some((at, text.to_owned()));
    }
    let message = format!(
        "的编号 id = \"{}\" 不合规定：只用小写英文字母、数字和连字符，1 到 {MAX_ID} 个字符",
        plain(text)
    );
    let example =
        mended(text).map_or_else(|| section.field("id").example.to_owned(), |id| format!("id = \"{id}\""));
    section.error(at, message, example);
    None
}

/// An id that was nearly right.
fn mended(text: &str) -> Option<String> {
    let to_hyphen = |c: char| if c == '_' || c == ' ' || c == '.' { '-' } else { c };
    let id: String = text.trim().to_ascii_lowercase().chars().map(to_hyphen).collect();
    is_word(&id, MAX_ID).then_some(id)
}

fn topic(section: &mut Section<'_, '_>, (at, text): Text<'_>, topics: &[Topic]) -> Option<TopicId> {
    if let Some(known) = topics.iter().find(|known| known.id.as_str() == text) {
        return Some(known.id.clone());
    }
    let names: Vec<&str> = topics.iter().map(|topic| topic.id.as_str()).collect();
    let meant = topics.iter().find(|topic| topic.zh == text).map(|topic| topic.id.as_str());
    let meant = meant.or_else(|| nearest(text, &names)).or_else(|| names.first().copied());
    let all: Vec<String> =
        topics.iter().map(|topic| format!("{}（{}）", topic.id.as_str(), topic.zh)).collect();
    let message = format!("的类别 topic = \"{}\" 不存在；有 {}", plain(text), all.join("、"));
    section.error(at, message, format!("topic = \"{}\"", meant.unwrap_or("regulations")));
    None
}

/// Tells banks of one id.
pub(super) fn same_ids(drafts: &mut [Draft]) {
    let mut taken: HashMap<String, (String, usize)> = HashMap::new();
    for draft in drafts {
        let Some((id, line)) = draft.id.clone() else { continue };
        if let Some((file, first)) = taken.get(&id) {
            let message = format!("题库的编号 {id} 与 {}:{first} 的相同", harmless(file));
            draft
                .findings
                .add(Diagnostic::of_file(&draft.file, message, "给其中一个题库换一个编号").at(line));
        } else {
            taken.insert(id, (draft.file.clone(), line));
        }
    }
}
