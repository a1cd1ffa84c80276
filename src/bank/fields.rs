//! The fields of the format as diagnostics speak of them. The types in
//! [`super::format`] are the manual; a test holds the two together.

use super::syntax::Manual;

/// How slips of the hand in a bank file are answered.
pub(crate) const OF_BANKS: Manual = Manual {
    fields: &[&OF_QUESTION, &OF_BANK, &OF_RETIRED],
    text: r#"stem = "题干的文字""#,
    lines: r#"stem = """题干的文字""""#,
    backslash: r#"stem = "路径 C:\\资料""#,
    list: r#"options = ["甲", "乙"]"#,
    table: "[[question]]",
    date: "valid_until = 2027-12-31",
    part: "一道题",
};

/// A field: its name, its Chinese term, and a line that writes it rightly.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) term: &'static str,
    pub(crate) example: &'static str,
}

pub(crate) const fn field(name: &'static str, term: &'static str, example: &'static str) -> Field {
    Field { name, term, example }
}

/// The fields at the head of a file.
pub(crate) const OF_BANK: [Field; 6] = [
    field("format", "格式版本", "format = 1"),
    field("id", "编号", r#"id = "administrative-licensing""#),
    field("title", "题库名称", r#"title = "行政许可法""#),
    field("topic", "类别", r#"topic = "regulations""#),
    field("question", "题目", "[[question]]"),
    field("retired", "停用的题目", "[[retired]]"),
];

/// The fields of a question.
pub(crate) const OF_QUESTION: [Field; 13] = [
    field("id", "编号", r#"id = "xkf-042-1""#),
    field("kind", "题型", r#"kind = "single""#),
    field("stem", "题干", r#"stem = "行政机关应当自受理申请之日起几日内作出决定？""#),
    field("options", "选项", r#"options = ["十日", "二十日", "三十日", "六十日"]"#),
    field("key", "答案", r#"key = "B""#),
    field("explanation", "解析", r#"explanation = "自受理之日起二十日内作出决定。""#),
    field("source", "依据", r#"source = "《中华人民共和国行政许可法》第四十二条""#),
    field("points", "分值", "points = 1.5"),
    field("difficulty", "难度", "difficulty = 2"),
    field("tags", "标签", r#"tags = ["期限"]"#),
    field("valid_until", "有效期至", "valid_until = 2027-12-31"),
    field("shuffle", "选项可否打乱", "shuffle = false"),
    field("any_order", "不分先后", "any_order = true"),
];

/// The fields of a tombstone.
pub(crate) const OF_RETIRED: [Field; 2] =
    [field("id", "编号", r#"id = "xkf-042-1""#), field("reason", "停用原因", r#"reason = "法律已修改""#)];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    fn names(fields: &[Field]) -> BTreeSet<String> {
        fields.iter().map(|field| field.name.to_owned()).collect()
    }

    fn properties(schema: &Value, at: &str) -> BTreeSet<String> {
        schema.pointer(at).unwrap().as_object().unwrap().keys().cloned().collect()
    }

    #[test]
    fn the_fields_are_those_of_the_manual() {
        let schema: Value = serde_json::from_str(&crate::bank::schema::text()).unwrap();
        assert_eq!(names(&OF_BANK), properties(&schema, "/properties"));
        assert_eq!(names(&OF_QUESTION), properties(&schema, "/definitions/Question/properties"));
        assert_eq!(names(&OF_RETIRED), properties(&schema, "/definitions/Retired/properties"));
    }
}
