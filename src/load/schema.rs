//! The JSON Schema of maps, cases and the configuration, for editors.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

use super::raw::RawConfig;

/// The JSON Schema (draft-07) of `T`.
pub fn json_schema<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft07().with_transform(RecursiveTransform(allow_blanks));
    settings.into_generator().into_root_schema_for::<T>()
}

/// The JSON Schema of `motmap.yaml`, in which rules are named.
pub fn config_schema<'n>(rules: impl Iterator<Item = &'n str>) -> Schema {
    let mut schema = json_schema::<RawConfig>();
    if let Some(Value::Object(levels)) = schema.pointer_mut("/properties/rules") {
        levels.insert("propertyNames".to_owned(), json!({"enum": rules.collect::<Vec<_>>()}));
    }
    schema
}

/// Allows fields to be left blank, but for the required ones.
fn allow_blanks(schema: &mut Schema) {
    let required = schema.get("required").cloned().unwrap_or_default();
    let is_required =
        |name: &str| required.as_array().is_some_and(|names| names.iter().any(|required| required == name));
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        for (name, field) in properties {
            // A rule reports a waiver without a reason.
            if is_required(name) && name != "not_applicable" { forbid_blank(field) } else { allow_null(field) }
        }
    }
    if let Some(any_field) = schema.get_mut("additionalProperties") {
        allow_null(any_field);
    }
}

fn allow_null(field: &mut Value) {
    let Value::Object(field) = field else { return };
    if let Some(Value::Array(words)) = field.get_mut("enum") {
        words.push(Value::Null);
    }
    match field.get_mut("type") {
        Some(Value::Array(types)) => return types.push(json!("null")),
        Some(one) => return *one = json!([one.take(), "null"]),
        None => {}
    }
    // The definition behind a reference stays as it is: other fields refer to it too.
    let reference = field.remove("$ref").map(|name| json!([{"$ref": name}])).or_else(|| field.remove("allOf"));
    if let Some(reference) = reference {
        field.insert("anyOf".to_owned(), reference);
    }
    if let Some(Value::Array(forms)) = field.get_mut("anyOf") {
        forms.push(json!({"type": "null"}));
    }
}

/// Requires that a text holds a visible character, or says something in at least one language.
fn forbid_blank(field: &mut Value) {
    let is_text = |field: &Map<String, Value>| field.values().any(|part| part.to_string().contains("/Text\""));
    if let Value::Object(field) = field
        && is_text(field)
    {
        if let Some(name) = field.remove("$ref") {
            field.insert("allOf".to_owned(), json!([{"$ref": name}]));
        }
        field.insert("pattern".to_owned(), json!(r"\S"));
        field.insert("minProperties".to_owned(), json!(1));
    }
}
