//! Files written from the schemas alone: every field that the format has, with a text of its own in each that is read by
//! people. A field that comes new to the format is in them without anybody thinking of it.

// Each test file takes from here what it needs.
#![allow(dead_code)]

use std::collections::{BTreeMap, BTreeSet};

use motmap::testing::load::raw::{RawCase, RawConfig, RawMap};
use motmap::testing::load::schema::json_schema;
use motmap::testing::model::{Choice, FormatField, Phase, Section};
use motmap::testing::workspace::{File, FileKind, Workspace};
use serde_json::{Map, Value, json};

/// What is written in every text, after which its own mark follows.
pub struct Writer<'a> {
    schema: &'a Value,
    text: &'a str,
    /// The fields whose texts were written, in order: the mark of the one at `n` is `mark(n)`.
    fields: &'a mut Vec<String>,
    touchpoints: usize,
    /// The fields of all values that could be others and the file would still load, in order.
    pub values: Vec<String>,
    /// The number of the value that is another.
    varied: Option<usize>,
}

/// The schemas of the files, by what they are: `map`, `case`, `workspace`.
pub fn schemas() -> BTreeMap<&'static str, Value> {
    let schemas = [
        ("map", json_schema::<RawMap>()),
        ("case", json_schema::<RawCase>()),
        ("workspace", json_schema::<RawConfig>()),
    ];
    schemas.map(|(what, schema)| (what, schema.to_value())).into()
}

/// A workspace of one map, one case and its configuration, each as `file` has it, and the parts of the case.
pub fn workspace_of(mut file: impl FnMut(&str) -> Value, part: impl FnMut(usize) -> String) -> Workspace {
    // YAML reads JSON.
    let mut text = |what: &str| serde_json::to_string_pretty(&file(what)).expect("plain data");
    let (config, map, header) = (text("workspace"), text("map"), text("case"));
    let case = format!("---\n{header}\n---\n{}", (1..=6).map(part).collect::<String>());
    let files = vec![
        File::new("maps/cases/case.md", FileKind::Case, case),
        File::new("maps/map.yaml", FileKind::Map, map),
        File::new("motmap.yaml", FileKind::Config, config),
    ];
    Workspace { root: ".".into(), files }
}

/// Every field that a schema describes and that holds no other fields, as [`Writer`] names it: `case.people.name`.
pub fn leaves(schema: &Value, of: &str) -> BTreeSet<String> {
    fn add(root: &Value, schema: &Value, field: &str, leaves: &mut BTreeSet<String>) -> bool {
        let name = schema["$ref"].as_str().and_then(|name| name.rsplit('/').next());
        let definition = name.map(|name| &root["definitions"][name]);
        let forms = ["anyOf", "allOf"].into_iter().flat_map(|forms| schema[forms].as_array().into_iter().flatten());
        let same = definition.into_iter().chain(forms).chain(schema.get("items"));
        let mut holds_fields = false;
        for form in same {
            holds_fields |= add(root, form, field, leaves);
        }
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            let field = format!("{field}.{key}");
            if !add(root, property, &field, leaves) {
                leaves.insert(field);
            }
            holds_fields = true;
        }
        // Below names of the author's own; in a text, these are languages.
        let of_ones_own = Some(&schema["additionalProperties"]).filter(|values| values.is_object());
        holds_fields || of_ones_own.is_some_and(|values| add(root, values, &format!("{field}.agent"), leaves))
    }
    let mut leaves = BTreeSet::new();
    add(schema, schema, of, &mut leaves);
    leaves
}

/// A field as [`Writer`] names it, without the cell or the stage that it stands in.
pub fn anywhere(field: &str) -> String {
    let Some(below) = field.strip_prefix("map.stages.") else { return field.to_owned() };
    let (_, below) = below.split_once('.').expect("a stage has fields");
    match below.split_once('.') {
        Some((phase, below)) if Phase::WORDS.contains(&phase) => format!("touchpoint.{below}"),
        _ => format!("stage.{below}"),
    }
}

/// The row of the table for a field as [`Writer`] names it: `map.stages.customer.contact.moment.offer.say` is
/// [`FormatField::MomentSay`].
pub fn in_table(field: &str) -> Option<FormatField> {
    let keys: Vec<&str> = field.split('.').collect();
    let (sections, keys) = match keys[..] {
        ["map", "stages", _, phase, ref below @ ..] if Phase::WORDS.contains(&phase) => {
            (&[Section::Touchpoint, Section::Cell][..], below)
        }
        ["map", "stages", _, ref below @ ..] => (&[Section::Stage, Section::Guide][..], below),
        ["map", ref below @ ..] => {
            (&[Section::Map, Section::ValueList, Section::Responsibilities, Section::Lifecycle][..], below)
        }
        ["case", ref below @ ..] => (&[Section::Case][..], below),
        [_, ref below @ ..] => (&[Section::Workspace][..], below),
        [] => return None,
    };
    // Words of closed lists and names of the author's own are in no name of a field.
    let is_of_list = |at: usize| {
        matches!(
            keys[..at],
            ["guide" | "moment" | "value_list" | "roles" | "channels" | "segments"]
                | ["labels", _]
                | ["responsibilities", ..]
        )
    };
    let names = keys.iter().enumerate().filter(|(at, _)| !is_of_list(*at)).map(|(_, key)| *key);
    let name = names.collect::<Vec<_>>().join(".");
    let mut rows = FormatField::ALL.iter().copied();
    rows.find(|row| sections.contains(&row.info().section) && row.info().name == name)
}

/// What tells a text from all others.
pub fn mark(number: usize) -> String {
    format!("qz{number}qz")
}

impl<'a> Writer<'a> {
    /// A writer of what a schema describes; the fields that it fills are added to `fields`.
    pub fn new(schema: &'a Value, text: &'a str, fields: &'a mut Vec<String>) -> Self {
        Writer { schema, text, fields, touchpoints: 0, values: Vec::new(), varied: None }
    }

    /// The same writer, for which one value is another: that at `number` of [`Writer::values`].
    pub fn varying(self, number: Option<usize>) -> Self {
        Writer { varied: number, ..self }
    }

    /// A whole file: `of` names it in the fields.
    pub fn file(&mut self, of: &str) -> Value {
        let schema = self.schema;
        self.value(schema, of)
    }

    /// One of two values.
    fn either(&mut self, field: &str, usual: Value, other: Value) -> Value {
        self.values.push(field.to_owned());
        if self.varied == Some(self.values.len() - 1) { other } else { usual }
    }

    /// Text in both languages, marked as its field's.
    fn text(&mut self, field: &str) -> Value {
        let text = self.marked(field);
        let other = format!("{text} otherwise");
        self.either(field, json!({"zh": text, "en": text}), json!({"zh": other, "en": other}))
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
            // Readers see a remedy once it is done, and what is said of the telephone where a channel is one.
            let first = words.iter().find(|word| *word == "done" || *word == "telephone").unwrap_or(&words[0]);
            let second = words.iter().find(|word| *word != first).unwrap_or(&words[1]);
            return self.either(field, first.clone(), second.clone());
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
        // Of what has names of the author's own there are two, so that one can be named in place of the other.
        if schema["additionalProperties"].is_object() {
            for name in ["agent", "lead"] {
                let value = self.value(&schema["additionalProperties"], &format!("{field}.{name}"));
                object.insert(name.to_owned(), value);
            }
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
            Some("months") => self.either(field, json!([1, 3]), json!([1, 4])),
            Some("languages") => self.either(field, json!(["zh", "en"]), json!(["en", "zh"])),
            _ => Value::Array(vec![self.value(&schema["items"], field)]),
        }
    }

    fn named(&mut self, name: &str, field: &str) -> Value {
        let key = field.rsplit('.').next().unwrap_or_default();
        match name {
            // Two touchpoints have a channel of the workspace's, the others one in words.
            "Text" if key == "channel" && self.touchpoints == 1 => self.either(field, json!("agent"), json!("lead")),
            "Text" if key == "channel" && self.touchpoints == 2 => json!("lead"),
            "Text" => self.text(field),
            "Texts" => Value::Array(vec![self.text(field)]),
            "Reference" | "References" => self.reference(key, field),
            "IdText" if key == "id" && field.ends_with("promises.id") => json!(format!("kept-{}", self.touchpoints)),
            "IdText" => {
                self.touchpoints += 1;
                json!(format!("point-{}", self.touchpoints))
            }
            "TagText" => self.either(field, json!("zh"), json!("en")),
            "DateText" => self.either(field, json!("2026-10-01"), json!("2026-10-02")),
            "TimeText" => self.either(field, json!("2026-04-22 13:10"), json!("2026-04-22 13:11")),
            "CountText" | "NumberText" => self.either(field, json!(42), json!(43)),
            "PerceptionText" => self.either(field, json!(2), json!(1)),
            "TimeLimitText" => self.either(field, json!("10m"), json!("2h")),
            "FlagText" => self.either(field, json!(true), json!(false)),
            "ColourText" => self.either(field, json!("#7a3b00"), json!("#17694a")),
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
            "owner" | "role" | "escalates_to" | "speaks" => self.either(field, json!("agent"), json!("lead")),
            "to" | "touchpoints" => self.either(field, json!("point-1"), json!("point-2")),
            "delivers" => self.either(field, json!(format!("kept-{}", self.touchpoints)), json!("kept-2")),
            "touchpoint" => self.either(field, json!("map/point-1"), json!("map/point-2")),
            // Who speaks may be anybody.
            "segments" => self.either(field, json!("agent"), json!("lead")),
            "who" => {
                let who = self.marked(field);
                self.either(field, json!(who), json!(format!("{who} otherwise")))
            }
            _ => panic!("this test does not know what {field} refers to"),
        }
    }
}
