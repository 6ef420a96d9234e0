//! Files written from the schemas alone: every field that the format has, with a text of its own in each that is read by
//! people. A field that comes new to the format is in them without anybody thinking of it.

use serde_json::{Map, Value, json};

/// What is written in every text, after which its own mark follows.
pub struct Writer<'a> {
    schema: &'a Value,
    text: &'a str,
    /// The fields whose texts were written, in order: the mark of the one at `n` is `mark(n)`.
    fields: &'a mut Vec<String>,
    touchpoints: usize,
}

/// What tells a text from all others.
pub fn mark(number: usize) -> String {
    format!("qz{number}qz")
}

impl<'a> Writer<'a> {
    /// A writer of what a schema describes; the fields that it fills are added to `fields`.
    pub fn new(schema: &'a Value, text: &'a str, fields: &'a mut Vec<String>) -> Self {
        Writer { schema, text, fields, touchpoints: 0 }
    }

    /// A whole file: `of` names it in the fields.
    pub fn file(&mut self, of: &str) -> Value {
        let schema = self.schema;
        self.value(schema, of)
    }

    /// Text in both languages, marked as its field's.
    fn text(&mut self, field: &str) -> Value {
        let text = self.marked(field);
        json!({"zh": text, "en": text})
    }

    fn marked(&mut self, field: &str) -> String {
        self.fields.push(field.to_owned());
        format!("{} {}", self.text, mark(self.fields.len() - 1))
    }

    fn value(&mut self, schema: &Value, field: &str) -> Value {
        let behind = [schema, &schema["allOf"][0], &schema["anyOf"][0]];
        if let Some(reference) = behind.iter().find_map(|schema| schema["$ref"].as_str()) {
            let name = reference.rsplit('/').next().unwrap_or_default();
            return self.named(name, field);
        }
        if let Some(words) = schema["enum"].as_array() {
            return words[0].clone();
        }
        // A field may be blank, too.
        match schema["type"].as_str().or_else(|| schema["type"][0].as_str()) {
            Some("object") => self.object(schema, field),
            Some("array") => self.list(schema, field),
            _ => panic!("this test does not know how to write {field}: {schema}"),
        }
    }

    fn object(&mut self, schema: &Value, field: &str) -> Value {
        let mut object = Map::new();
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            let within = format!("{field}.{key}");
            if self.belongs(&within) {
                object.insert(key.clone(), self.value(property, &within));
            }
        }
        // Of what has names of the author's own, one is enough.
        if schema["additionalProperties"].is_object() {
            let value = self.value(&schema["additionalProperties"], &format!("{field}.agent"));
            object.insert("agent".to_owned(), value);
        }
        Value::Object(object)
    }

    /// Whether a field has a place beside the others of its object.
    fn belongs(&self, field: &str) -> bool {
        // A stage either has cells or is waived as a whole; so is a cell.
        if let Some(stage) = field.strip_prefix("map.stages.") {
            let (stage, key) = stage.split_once('.').unwrap_or((stage, ""));
            if !key.is_empty() && !key.contains('.') {
                return (stage == "unknown") == (key == "not_applicable");
            }
        }
        // Rules and vague words are no texts of the pages, and a logo is a file.
        !["workspace.rules", "workspace.vague_words", "workspace.brand.logo"].contains(&field)
    }

    fn list(&mut self, schema: &Value, field: &str) -> Value {
        match field.rsplit('.').next() {
            Some("months") => json!([1, 3]),
            Some("languages") => json!(["zh", "en"]),
            _ => Value::Array(vec![self.value(&schema["items"], field)]),
        }
    }

    fn named(&mut self, name: &str, field: &str) -> Value {
        let key = field.rsplit('.').next().unwrap_or_default();
        match name {
            "Text" => self.text(field),
            "Texts" => Value::Array(vec![self.text(field)]),
            "Reference" | "References" => self.reference(key, field),
            "IdText" if key == "id" && field.ends_with("promises.id") => json!(format!("kept-{}", self.touchpoints)),
            "IdText" => {
                self.touchpoints += 1;
                json!(format!("point-{}", self.touchpoints))
            }
            "TagText" => json!("zh"),
            "DateText" => json!("2026-10-01"),
            "TimeText" => json!("2026-04-22 13:10"),
            "CountText" | "NumberText" => json!(42),
            "PerceptionText" => json!(2),
            "FlagText" => json!(true),
            "ColourText" => json!("#7a3b00"),
            "Link" => self.named("ExplainedLink", field),
            "Cell" if field.starts_with("map.stages.prospect.behaviour") => self.named("Waiver", field),
            "Cell" => Value::Array(vec![self.named("Touchpoint", field)]),
            _ => {
                let schema = &self.schema["definitions"][name];
                assert!(schema.is_object(), "this test does not know how to write {field}, a {name}");
                self.value(schema, field)
            }
        }
    }

    fn reference(&mut self, key: &str, field: &str) -> Value {
        match key {
            "owner" | "role" | "escalates_to" => json!("agent"),
            "to" => json!("point-1"),
            "delivers" => json!(format!("kept-{}", self.touchpoints)),
            "touchpoint" => json!("map/point-1"),
            // Who speaks may be anybody.
            "who" => json!(self.marked(field)),
            _ => panic!("this test does not know what {field} refers to"),
        }
    }
}
