//! The JSON Schema of maps, cases and the configuration, for editors.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

use super::fields::{FieldGroup, group_of_type};
use super::names::chinese_name;
use super::raw::RawConfig;
use crate::words::Lang;

/// The JSON Schema (draft-07) of `T` in the names of one language.
pub fn schema_in<T: JsonSchema>(lang: Lang) -> Value {
    in_language(json_schema::<T>(), lang)
}

/// The JSON Schema (draft-07) of `T` in English names.
pub fn json_schema<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft07().with_transform(RecursiveTransform(allow_blanks));
    settings.into_generator().into_root_schema_for::<T>()
}

/// The JSON Schema of `motmap.yaml` in the names of one language. Rules have English names alone.
pub fn config_schema<'n>(rules: impl Iterator<Item = &'n str>, lang: Lang) -> Value {
    let mut schema = json_schema::<RawConfig>();
    if let Some(Value::Object(levels)) = schema.pointer_mut("/properties/rules") {
        levels.insert("propertyNames".to_owned(), json!({"enum": rules.collect::<Vec<_>>()}));
    }
    in_language(schema, lang)
}

fn in_language(schema: Schema, lang: Lang) -> Value {
    let mut schema = schema.to_value();
    if lang == Lang::Zh {
        let group = schema.get("title").and_then(Value::as_str).and_then(group_of_type);
        translate(&mut schema, group);
    }
    schema
}

/// Puts a schema into Chinese names and descriptions; `group` has the fields of the type that it describes.
fn translate(schema: &mut Value, group: Option<&FieldGroup>) {
    match schema {
        Value::Array(parts) => parts.iter_mut().for_each(|part| translate(part, None)),
        Value::Object(schema) => {
            schema.shift_remove("description");
            if let Some(group) = group {
                schema.insert("title".to_owned(), group.title.zh.into());
            }
            let names = schema.get("properties").and_then(Value::as_object);
            let names: Vec<String> = names.into_iter().flat_map(Map::keys).cloned().collect();
            for (keyword, part) in schema.iter_mut() {
                match keyword.as_str() {
                    "properties" => translate_properties(part, group),
                    "definitions" => translate_definitions(part),
                    "required" => translate_words(part, &names),
                    "enum" => translate_words(part, &words(part)),
                    _ => translate(part, None),
                }
            }
        }
        _ => {}
    }
}

fn translate_properties(properties: &mut Value, group: Option<&FieldGroup>) {
    let Value::Object(fields) = properties else { return };
    let names: Vec<String> = fields.keys().cloned().collect();
    let translated = std::mem::take(fields).into_iter().map(|(name, mut field)| {
        translate(&mut field, None);
        if let (Some(row), Value::Object(field)) = (group.and_then(|group| group.row(&name)), &mut field) {
            field.insert("description".to_owned(), row.about.into());
        }
        (in_chinese(&name, &names), field)
    });
    *fields = translated.collect();
}

fn translate_definitions(definitions: &mut Value) {
    for (name, definition) in definitions.as_object_mut().into_iter().flatten() {
        translate(definition, group_of_type(name));
    }
}

/// Translates those of the names `known` that a list has.
fn translate_words(list: &mut Value, known: &[String]) {
    for word in list.as_array_mut().into_iter().flatten() {
        if let Some(english) = word.as_str() {
            *word = in_chinese(english, known).into();
        }
    }
}

fn words(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn in_chinese(name: &str, known: &[String]) -> String {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    chinese_name(name, &known).unwrap_or(name).to_owned()
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
