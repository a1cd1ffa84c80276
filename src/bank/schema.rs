//! The JSON Schema of the format, for editors that complete and check.

use schemars::{Schema, generate::SchemaSettings};
use serde_json::{Value, json};

use super::format::Bank;

/// The schema as it is kept next to the banks, made from [`super::format`].
pub fn text() -> String {
    // Draft 7 is what the TOML editors understand.
    let schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<Bank>();
    let text = serde_json::to_string_pretty(&schema).expect("a schema is a JSON value");
    text + "\n"
}

/// Adds what a derive can't say: which options and key go with which kind.
pub(super) fn by_kind(schema: &mut Schema) {
    let letters = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    let words = json!({ "type": "array", "minItems": 1, "items":
        { "type": "array", "minItems": 1, "items": { "type": "string", "minLength": 1 } } });
    let rules = [
        rule("single", true, &letters("^[A-Z]$")),
        rule("multiple", true, &letters("^[A-Z]{2,26}$")),
        rule("judge", false, &json!({ "type": "boolean" })),
        rule("blank", false, &words),
    ];
    schema.insert("allOf".to_owned(), Value::from(rules.to_vec()));
}

fn rule(kind: &str, has_options: bool, key: &Value) -> Value {
    let mut then = json!({ "properties": { "key": key } });
    if has_options {
        then["required"] = json!(["options"]);
    } else {
        then["properties"]["options"] = json!(false);
    }
    if kind != "blank" {
        then["properties"]["any_order"] = json!(false);
    }
    json!({ "if": { "properties": { "kind": { "const": kind } } }, "then": then })
}
