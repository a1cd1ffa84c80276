//! The checks: one file for itself, then all against each other.

mod body;
mod head;
mod key;
mod question;
mod retired;
mod spread;
mod twins;
mod words;

use std::collections::HashMap;

use toml::de::{DeTable, DeValue};

use super::{
    BankFile, Diagnostic, Reading, Rules, Source,
    diagnostic::Findings,
    fields::{OF_BANK, OF_QUESTION, OF_RETIRED},
    format::MAX_QUESTIONS,
    page::Page,
    section::Section,
    syntax::{self, Block, Parsed},
};
use head::Head;
use question::Ground;
use twins::Sketch;

/// A file as far as it could be understood.
#[derive(Debug, Default)]
pub(super) struct Draft {
    file: String,
    findings: Findings,
    /// The bank, if all that a bank needs is there.
    bank: Option<BankFile>,
    /// The bank's id with its line.
    id: Option<(String, usize)>,
    /// What duplicates are found by.
    sketches: Vec<Sketch>,
}

impl Draft {
    /// A file of which nothing could be understood.
    pub(super) fn refused(why: Diagnostic) -> Self {
        let mut draft = Self { file: why.file.clone(), ..Self::default() };
        draft.findings.add(why);
        draft
    }
}

/// Checks one file for itself.
pub(super) fn one(source: &Source, rules: &Rules) -> Draft {
    let text = match syntax::text(source) {
        Ok(text) => text,
        Err(why) => return Draft::refused(why),
    };
    let page = Page::new(&source.name, text);
    let mut draft = Draft { file: source.name.clone(), ..Draft::default() };
    let parsed = syntax::parse(&page, &mut draft.findings);
    Checker { page: &page, rules, draft: &mut draft, lines: HashMap::new() }.check(&parsed);
    draft
}

/// Checks files against each other and makes an end.
pub(super) fn across(mut drafts: Vec<Draft>) -> Reading {
    head::same_ids(&mut drafts);
    twins::tell(&mut drafts);
    let mut reading = Reading::default();
    for draft in drafts {
        reading.banks.extend(draft.bank.filter(|_| !draft.findings.has_errors()));
        reading.diagnostics.extend(draft.findings.finish(&draft.file));
    }
    reading
}

/// The check of one file on its way.
struct Checker<'a, 'd> {
    page: &'a Page<'a>,
    rules: &'d Rules,
    draft: &'d mut Draft,
    /// The line of each id that is taken.
    lines: HashMap<String, usize>,
}

/// A table of an array of tables.
struct Entry<'a> {
    base: usize,
    start: usize,
    table: &'a DeTable<'a>,
}

impl<'a> Checker<'a, '_> {
    fn check(&mut self, parsed: &'a Parsed<'a>) {
        let head = self.head(parsed);
        let questions = self.entries(parsed, "question");
        let retired = self.entries(parsed, "retired");
        if questions.len() > MAX_QUESTIONS {
            let message = format!("共有 {} 道题，一个题库最多 {MAX_QUESTIONS} 道", questions.len());
            return self.draft.findings.add(Diagnostic::of_file(self.page.name, message, "请拆成几个题库"));
        }
        let questions = self.questions(&questions, head.as_ref());
        spread::tell(self.page.name, &questions, &mut self.draft.findings);
        let retired =
            retired.iter().enumerate().filter_map(|(n, entry)| self.tombstone(n + 1, entry)).collect();
        self.draft.bank = head.and_then(|head| head.into_bank(self.page.name, questions, retired));
    }

    fn head(&mut self, parsed: &'a Parsed<'a>) -> Option<Head> {
        let block = parsed.blocks.first().filter(|_| parsed.head)?;
        let mut section = Section {
            page: self.page,
            base: block.base,
            start: 0,
            table: &block.table,
            fields: &OF_BANK,
            subject: "题库".to_owned(),
            question: None,
            findings: &mut self.draft.findings,
        };
        let head = head::check(&mut section, self.rules);
        self.draft.id.clone_from(&head.id);
        Some(head)
    }

    /// The tables under a name in all blocks.
    fn entries(&mut self, parsed: &'a Parsed<'a>, name: &str) -> Vec<Entry<'a>> {
        parsed.blocks.iter().flat_map(|block| self.entries_of(block, name)).collect()
    }

    fn entries_of(&mut self, block: &'a Block<'a>, name: &str) -> Vec<Entry<'a>> {
        let Some(value) = block.table.get(name) else { return Vec::new() };
        let items = value.get_ref().as_array().map(|items| items.iter()).into_iter().flatten();
        let tables: Vec<Entry<'a>> = items
            .filter_map(|item| {
                let DeValue::Table(table) = item.get_ref() else { return None };
                Some(Entry { base: block.base, start: block.base + item.span().start, table })
            })
            .collect();
        if value.get_ref().as_array().is_none_or(|items| items.len() != tables.len()) {
            self.not_tables(block.base + value.span().start, name);
        }
        tables
    }

    fn not_tables(&mut self, at: usize, name: &str) {
        let message = format!("{name} 要写成双方括号，每道题一段");
        let mut found = Diagnostic::of_file(self.page.name, message, "").at(self.page.line(at));
        (found.example, found.help) = (Some(format!("[[{name}]]")), None);
        self.draft.findings.add(found);
    }

    fn questions(&mut self, entries: &[Entry<'a>], head: Option<&Head>) -> Vec<super::Placed> {
        let needs_source = head.is_some_and(Head::needs_source);
        let ground = Ground { today: self.rules.today, needs_source };
        let mut placed = Vec::new();
        for (n, entry) in entries.iter().enumerate() {
            let subject = format!("第 {} 题", n + 1);
            let mut section = self.section(entry, &OF_QUESTION, subject);
            let id = question::id(&mut section);
            let checked = question::check(&mut section, ground);
            let line = section.line();
            self.take(id.as_deref(), entry);
            self.draft.sketches.extend(checked.sketch(id.as_deref(), line));
            placed.extend(
                id.and_then(|id| checked.into_question(id)).map(|question| super::Placed { line, question }),
            );
        }
        placed
    }

    fn tombstone(&mut self, number: usize, entry: &Entry<'a>) -> Option<super::Retired> {
        let mut section = self.section(entry, &OF_RETIRED, format!("第 {number} 道停用的题"));
        let retired = retired::check(&mut section);
        self.take(retired.as_ref().map(|retired| retired.id.as_str()), entry);
        retired
    }

    fn section<'s>(
        &'s mut self,
        entry: &Entry<'a>,
        fields: &'static [super::fields::Field],
        subject: String,
    ) -> Section<'a, 's> {
        Section {
            page: self.page,
            base: entry.base,
            start: entry.start,
            table: entry.table,
            fields,
            subject,
            question: None,
            findings: &mut self.draft.findings,
        }
    }

    /// Takes an id for this place, or tells where it is taken.
    fn take(&mut self, id: Option<&str>, entry: &Entry<'a>) {
        let Some(id) = id else { return };
        let line = self.page.line(entry.start);
        let Some(first) = self.lines.insert(id.to_owned(), line) else { return };
        self.lines.insert(id.to_owned(), first);
        let message = format!("题目 {id} 的编号在第 {first} 行已经用过");
        let mut found = Diagnostic::of_file(
            self.page.name,
            message,
            "给其中一道换一个编号；停用的题目也不能再用它的编号",
        )
        .at(line);
        found.question = Some(id.to_owned());
        self.draft.findings.add(found);
    }
}
