//! The JSON Schema of the format, for editors that complete and check.

use schemars::{Schema, generate::SchemaSettings};
use serde_json::{Value, json};

use super::format::Bank;

/// The schema as it is kept next to the banks, made from [`super::format`].
pub fn text() -> String {
    // Draft 7 is what the TOML editors understand.
    let schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<Bank>();
    let mut schema = schema.to_value();
    without_null(&mut schema);
    let text = serde_json::to_string_pretty(&schema).expect("a schema is a JSON value");
    text + "\n"
}

/// Takes `null` out of what may be left out: TOML has none.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(without_null),
        Value::Object(object) => {
            for name in ["type", "anyOf"] {
                object.get_mut(name).and_then(Value::as_array_mut).map(drop_null);
            }
            object.values_mut().for_each(without_null);
        }
        _ => {}
    }
}

fn drop_null(choices: &mut Vec<Value>) {
    choices.retain(|choice| choice != "null" && choice != &json!({ "type": "null" }));
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
