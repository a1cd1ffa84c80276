//! One file: its head, its questions, its tombstones.

use std::collections::{HashMap, hash_map::Entry};

use toml::de::{DeTable, DeValue};

use super::{
    Draft,
    head::{self, Head},
    question::{self, Ground},
    retired, spread,
};
use crate::bank::{
    Diagnostic, Placed, Retired, Rules, Severity,
    fields::{Field, OF_BANK, OF_QUESTION, OF_RETIRED},
    format::MAX_QUESTIONS,
    page::Page,
    section::Section,
    syntax::{Block, Parsed},
};

/// Checks what was parsed of a file and fills in its draft.
pub(super) fn check(page: &Page<'_>, rules: &Rules, parsed: &Parsed<'_>, draft: &mut Draft) {
    Checker { page, rules, draft, lines: HashMap::new() }.check(parsed);
}

/// The check of one file on its way.
struct Checker<'a, 'd> {
    page: &'a Page<'a>,
    rules: &'d Rules,
    draft: &'d mut Draft,
    /// The line of each id that is taken.
    lines: HashMap<String, usize>,
}

/// A table and where it stands.
struct Table<'a> {
    base: usize,
    start: usize,
    fields: &'a DeTable<'a>,
}

impl<'a> Checker<'a, '_> {
    fn check(&mut self, parsed: &'a Parsed<'a>) {
        let head = parsed.blocks.first().filter(|_| parsed.head).map(|block| self.head(block));
        if head.as_ref().is_some_and(|head| head.newer) {
            return;
        }
        let questions = self.tables(parsed, "question");
        let retired = self.tables(parsed, "retired");
        if questions.len() > MAX_QUESTIONS {
            let message = format!("共有 {} 道题，一个题库最多 {MAX_QUESTIONS} 道", questions.len());
            return self.draft.findings.add(Diagnostic::of_file(self.page.name, message, "请拆成几个题库"));
        }
        if questions.is_empty() && retired.is_empty() && !self.draft.findings.has_errors() {
            self.empty();
        }
        let questions = self.questions(&questions, head.as_ref());
        spread::tell(self.page.name, &questions, &mut self.draft.findings);
        let retired =
            retired.iter().enumerate().filter_map(|(n, table)| self.tombstone(n + 1, table)).collect();
        self.draft.bank = head.and_then(|head| head.into_bank(self.page.name, questions, retired));
    }

    fn head(&mut self, block: &'a Block<'a>) -> Head {
        let table = Table { base: block.base, start: 0, fields: &block.table };
        let rules = self.rules;
        let head = head::check(&mut self.section(&table, &OF_BANK, "题库".to_owned()), rules);
        self.draft.id.clone_from(&head.id);
        head
    }

    /// The tables under a name in all blocks.
    fn tables(&mut self, parsed: &'a Parsed<'a>, name: &str) -> Vec<Table<'a>> {
        parsed.blocks.iter().flat_map(|block| self.tables_of(block, name)).collect()
    }

    fn tables_of(&mut self, block: &'a Block<'a>, name: &str) -> Vec<Table<'a>> {
        let Some(value) = block.table.get(name) else { return Vec::new() };
        let items = value.get_ref().as_array().map_or(&[][..], |items| items);
        let table = |item: &'a toml::Spanned<DeValue<'a>>| match item.get_ref() {
            DeValue::Table(fields) => {
                Some(Table { base: block.base, start: block.base + item.span().start, fields })
            }
            _ => None,
        };
        let tables: Vec<Table<'a>> = items.iter().filter_map(table).collect();
        if items.len() != tables.len() || !value.get_ref().is_array() {
            self.not_tables(block.base + value.span().start, name);
        }
        tables
    }

    fn empty(&mut self) {
        let found = Diagnostic::of_file(self.page.name, "题库里没有题目", "每道题以一行 [[question]] 开头");
        self.draft.findings.add(Diagnostic { severity: Severity::Warning, ..found });
    }

    fn not_tables(&mut self, at: usize, name: &str) {
        let message = format!("{name} 要写成双方括号，每道题一段");
        let found = Diagnostic::of_file(self.page.name, message, "").at(self.page.line(at));
        self.draft.findings.add(Diagnostic { example: Some(format!("[[{name}]]")), help: None, ..found });
    }

    fn questions(&mut self, tables: &[Table<'a>], head: Option<&Head>) -> Vec<Placed> {
        let ground = Ground { today: self.rules.today, needs_source: head.is_some_and(Head::needs_source) };
        tables.iter().enumerate().filter_map(|(n, table)| self.question(n + 1, table, ground)).collect()
    }

    fn question(&mut self, number: usize, table: &Table<'a>, ground: Ground) -> Option<Placed> {
        let mut section = self.section(table, &OF_QUESTION, format!("第 {number} 题"));
        let id = question::id(&mut section);
        let checked = question::check(&mut section, ground);
        let line = section.line();
        self.take(id.as_deref(), line);
        self.draft.sketches.extend(checked.sketch(id.as_deref(), line));
        let question = checked.into_question(id?)?;
        Some(Placed { line, question })
    }

    fn tombstone(&mut self, number: usize, table: &Table<'a>) -> Option<Retired> {
        let mut section = self.section(table, &OF_RETIRED, format!("第 {number} 道停用的题"));
        let retired = retired::check(&mut section);
        let line = section.line();
        self.take(retired.as_ref().map(|retired| retired.id.as_str()), line);
        retired
    }

    fn section<'s>(
        &'s mut self,
        table: &Table<'a>,
        fields: &'static [Field],
        subject: String,
    ) -> Section<'a, 's> {
        Section {
            page: self.page,
            base: table.base,
            start: table.start,
            table: table.fields,
            fields,
            subject,
            question: None,
            findings: &mut self.draft.findings,
        }
    }

    /// Takes an id for this line, or tells where it is taken.
    fn take(&mut self, id: Option<&str>, line: usize) {
        let Some(id) = id else { return };
        match self.lines.entry(id.to_owned()) {
            Entry::Vacant(free) => {
                free.insert(line);
            }
            Entry::Occupied(first) => {
                let message = format!("题目 {id} 的编号在第 {} 行已经用过", first.get());
                let help = "给其中一道换一个编号；停用的题目也不能再用它的编号";
                let found = Diagnostic::of_file(self.page.name, message, help).at(line);
                self.draft.findings.add(Diagnostic { question: Some(id.to_owned()), ..found });
            }
        }
    }
}
