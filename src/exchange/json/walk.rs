//! Through a file of any shape to the questions in it.

use std::fmt;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value, value::RawValue};

use super::{
    field::{Field, named, plain},
    item, options,
};
use crate::{
    exchange::{
        Found,
        convention::{has_room, is_short, put_tag, said},
        place::Place,
        problem::Problem,
    },
    table::MAX_ROWS,
};

/// How deep the lists of questions may lie.
const MAX_DEPTH: usize = 8;
/// The most bytes of one question.
const MAX_ITEM: usize = 1024 * 1024;

/// Names of lists that say nothing about what is in them.
const LISTS: [&str; 14] = [
    "题目",
    "试题",
    "题库",
    "题目列表",
    "试题列表",
    "数据",
    "列表",
    "内容",
    "章节",
    "目录",
    "题",
    "题目内容",
    "试卷",
    "分类",
];
/// Names of the name of what holds questions.
const TITLES: [&str; 9] =
    ["title", "name", "标题", "名称", "题库名称", "试卷名称", "bank", "bankname", "题库"];
/// Words in the names of lists that hold one kind.
const KINDS: [&str; 13] = [
    "单选",
    "多选",
    "判断",
    "填空",
    "选择",
    "不定项",
    "single",
    "multi",
    "judge",
    "blank",
    "truefalse",
    "checkbox",
    "boolean",
];

/// What lies in a value.
pub(super) fn value(value: &RawValue) -> Found {
    let mut walk = Walk::default();
    walk.enter(value);
    walk.end()
}

/// Where one is in the file.
#[derive(Default, Clone)]
struct Heading {
    depth: usize,
    kind: Option<String>,
    tags: Vec<String>,
    in_list: bool,
}

/// The way through a file.
#[derive(Default)]
pub(super) struct Walk {
    found: Found,
    items: u32,
    full: bool,
}

impl Walk {
    /// Takes what lies in a value, from the top.
    pub(super) fn enter(&mut self, value: &RawValue) {
        self.any(value, &Heading::default());
    }

    /// Tells a problem.
    pub(super) fn tell(&mut self, problem: Problem) {
        if !self.is_full() {
            self.found.problems.push(problem);
        }
    }

    /// All that was found.
    pub(super) fn end(mut self) -> Found {
        if self.found.drafts.is_empty() && self.found.problems.is_empty() {
            let help = "每道题是一个对象，有题干（question）、选项（options）和答案（answer）";
            self.tell(Problem::error(Place::File, "没有找到题目", help));
        }
        self.found
    }

    fn any(&mut self, value: &RawValue, heading: &Heading) {
        if heading.depth > MAX_DEPTH || self.is_full() {
            return;
        }
        match value.get().as_bytes().first() {
            Some(b'[') => self.list(value, heading),
            Some(b'{') => self.object(value, heading),
            _ => {}
        }
    }

    fn is_full(&mut self) -> bool {
        self.full = self.full || !has_room(&mut self.found);
        self.full
    }

    fn list(&mut self, value: &RawValue, heading: &Heading) {
        let items = match shallow(value, Shallow::list) {
            Ok(items) => items,
            Err(error) => return self.unread(&error),
        };
        let below = Heading { depth: heading.depth + 1, in_list: true, ..heading.clone() };
        let is_nested = |item: &&RawValue| item.get().starts_with(['{', '[']);
        let holds_items = heading.in_list || items.iter().any(is_nested);
        for item in items {
            if is_nested(&item) {
                self.any(item, &below);
            } else if holds_items {
                self.refuse("这一项不是对象，读不出题目", "每道题应是一个对象");
            }
        }
    }

    fn object(&mut self, value: &RawValue, heading: &Heading) {
        let fields = match shallow(value, Shallow::fields) {
            Ok(fields) => fields,
            Err(error) => return self.unread(&error),
        };
        if is_question(&fields) {
            self.question(value, heading);
        } else if heading.in_list && is_stemless(&fields) {
            self.refuse("没有题干", "请补上题干（question），题干要是一段文字");
        } else if fields.iter().any(|(_, value)| value.get().starts_with(['[', '{'])) {
            self.container(&fields, heading);
        } else if heading.in_list {
            self.refuse("没有题干，或者选项和答案都没有", "每道题要有题干、选项（判断和填空除外）和答案");
        }
    }

    /// Tells an entry of a list that is no question.
    fn refuse(&mut self, message: &str, help: &'static str) {
        self.items = self.items.saturating_add(1);
        self.tell(Problem::error(Place::Item(self.items), message, help));
    }

    fn container(&mut self, fields: &[(String, &RawValue)], heading: &Heading) {
        let mut own = Heading { depth: heading.depth + 1, in_list: false, ..heading.clone() };
        if let Some(title) = title(fields) {
            if self.found.title.is_none() && heading.depth == 0 {
                self.found.title = Some(title);
            } else if is_short(&title) {
                own.tags.push(title);
            }
        }
        for (name, value) in fields {
            let mut below = own.clone();
            let compared = plain(name);
            if !is_short(name) {
                // No heading.
            } else if KINDS.iter().any(|kind| compared.contains(kind)) {
                below.kind = Some(name.clone());
            } else if !name.is_ascii() && !LISTS.contains(&compared.as_str()) {
                below.tags.push(name.clone());
            }
            self.any(value, &below);
        }
    }

    fn question(&mut self, value: &RawValue, heading: &Heading) {
        self.items = self.items.saturating_add(1);
        let place = Place::Item(self.items);
        let parsed =
            (value.get().len() <= MAX_ITEM).then(|| serde_json::from_str::<Map<String, Value>>(value.get()));
        let Some(Ok(fields)) = parsed else {
            return self.tell(Problem::error(
                place,
                "这一题内容太多，或者有残缺的字符，读不下",
                "请去掉里面的图片，检查文字",
            ));
        };
        let mut draft = item::read(&fields, &place);
        if draft.kind.is_none() {
            draft.kind = heading.kind.as_ref().and_then(|kind| said(kind, &place));
        }
        heading.tags.iter().for_each(|tag| put_tag(&mut draft, tag));
        self.found.drafts.push(draft);
    }

    /// Tells why a list or an object can't be taken apart.
    fn unread(&mut self, error: &serde_json::Error) {
        if !error.is_data() {
            let message = "字段的名称里有残缺的字符，读不出来";
            return self.tell(Problem::error(Place::File, message, "请在原来的系统里重新导出一次"));
        }
        let message = format!("内容太多，超过{MAX_ROWS}条");
        self.tell(Problem::error(Place::File, message, "请拆成几个文件"));
        self.full = true;
    }
}

/// A stem that is a text, and something to choose from or to answer.
fn is_question(fields: &[(String, &RawValue)]) -> bool {
    let is_text = |first: Option<u8>| matches!(first, Some(b'"' | b'{'));
    let known = known(fields);
    known.iter().any(|(field, first)| *field == Field::Stem && is_text(*first))
        && known.iter().any(|(field, _)| answers(*field))
}

/// Options or an answer without such a stem, and nothing in which questions
/// could lie.
fn is_stemless(fields: &[(String, &RawValue)]) -> bool {
    let holds = |(name, value): &(String, &RawValue)| {
        let is_known = named(name).is_some_and(|(field, _)| answers(field));
        !is_known && value.get().starts_with(['[', '{']) && value.get().contains('{')
    };
    known(fields).iter().any(|(field, _)| answers(*field)) && !fields.iter().any(holds)
}

/// What the fields stand for, each with the first sign of its value.
fn known(fields: &[(String, &RawValue)]) -> Vec<(Field, Option<u8>)> {
    let one = |(name, value): &(String, &RawValue)| {
        let (field, _) = named(name)?;
        Some((field, value.get().as_bytes().first().copied()))
    };
    fields.iter().filter_map(one).collect()
}

const fn answers(field: Field) -> bool {
    matches!(field, Field::Options | Field::Option(_) | Field::Answer | Field::Wrong)
}

fn title(fields: &[(String, &RawValue)]) -> Option<String> {
    let of = |wanted: &&str| fields.iter().find(|(name, _)| plain(name) == **wanted);
    let value =
        TITLES.iter().find_map(|wanted| of(wanted).filter(|(_, value)| value.get().starts_with('"')))?.1;
    let value: Value = serde_json::from_str(value.get()).ok()?;
    options::text(&value).map(|title| title.trim().to_owned()).filter(|title| !title.is_empty())
}

/// The parts of a list or an object, unread; not more than [`MAX_ROWS`].
#[derive(Default)]
struct Shallow<'a> {
    parts: Vec<(String, &'a RawValue)>,
}

fn shallow<'a, T>(value: &'a RawValue, read: impl Fn(Shallow<'a>) -> T) -> serde_json::Result<T> {
    serde_json::Deserializer::from_str(value.get()).deserialize_any(Shallow::default()).map(read)
}

impl<'a> Shallow<'a> {
    fn list(self) -> Vec<&'a RawValue> {
        self.parts.into_iter().map(|(_, value)| value).collect()
    }

    fn fields(self) -> Vec<(String, &'a RawValue)> {
        self.parts
    }

    fn put<E: Error>(&mut self, name: String, value: &'a RawValue) -> Result<(), E> {
        self.parts.push((name, value));
        if self.parts.len() > MAX_ROWS { Err(E::custom("too many")) } else { Ok(()) }
    }
}

impl<'de> Visitor<'de> for Shallow<'de> {
    type Value = Self;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Self, A::Error> {
        while let Some(item) = items.next_element()? {
            self.put(String::new(), item)?;
        }
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut fields: A) -> Result<Self, A::Error> {
        while let Some((name, value)) = fields.next_entry()? {
            self.put(name, value)?;
        }
        Ok(self)
    }
}
