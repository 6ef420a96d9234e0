//! The reference of the fields: each with what its row, its schema and the table of the model say of it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value;

use super::fields::{FieldGroup, FieldRow, GROUPS, PageKind, group_of_type};
use super::format_fields::SCHEMAS;
use super::names::{chinese_name, chinese_names};
use crate::model::{Audience, FormatField, Section};
use crate::words::{Lang, Words};

/// What authors are told of a field.
#[derive(Debug)]
pub struct FieldEntry {
    /// The fields among which it stands.
    pub group: &'static FieldGroup,
    /// Its row.
    pub row: &'static FieldRow,
    /// What it is for.
    pub about: Words,
    /// The words that may be written in it; empty where it is no closed list.
    pub words: Vec<&'static str>,
    /// What the table of the model has of it, or of the fields in it.
    pub fields: Vec<FormatField>,
    /// Where it shows, or the fields in it.
    pub shows: BTreeSet<PageKind>,
    /// The part of the format that it belongs to, and the fields that lead to it from there, itself last.
    home: (&'static FieldGroup, Vec<&'static FieldRow>),
}

impl FieldEntry {
    /// What it is for, in a few words.
    pub fn gloss(&self) -> Words {
        let Words { en, zh } = &self.about;
        let en = en.split([',', ';', ':', '.']).next().unwrap_or_default();
        let zh = zh.split(['，', '；', '：', '。']).next().unwrap_or_default();
        let (first, rest) = en.split_at(en.chars().next().map_or(0, char::len_utf8));
        Words { en: first.to_lowercase() + rest, zh: zh.to_owned() }
    }

    /// Who reads it.
    pub fn audience(&self) -> Audience {
        self.fields.iter().map(|field| field.info().audience).min().unwrap_or(Audience::Readers)
    }

    /// Its name in one language.
    pub fn name(&self, lang: Lang) -> &'static str {
        name_of(self.row, lang)
    }

    /// Where it stands: `a touchpoint › requests › ask`.
    pub fn path(&self, lang: Lang) -> String {
        let (home, rows) = &self.home;
        let names = rows.iter().map(|row| name_of(row, lang));
        std::iter::once(home.title.get(lang)).chain(names).collect::<Vec<_>>().join(" › ")
    }

    /// One of its words in one language.
    pub fn word(&self, word: &'static str, lang: Lang) -> &'static str {
        match lang {
            Lang::En => word,
            Lang::Zh => chinese_name(word, &self.words).unwrap_or(word),
        }
    }
}

fn name_of(row: &'static FieldRow, lang: Lang) -> &'static str {
    match lang {
        Lang::En => row.name,
        Lang::Zh => row.chinese,
    }
}

/// The entries of all fields, in the order of the table.
pub static ENTRIES: LazyLock<Vec<FieldEntry>> = LazyLock::new(|| {
    let mut entries = Vec::new();
    for home in GROUPS.iter().filter(|group| !sections(group).is_empty()) {
        add_entries(home, home, &[], &mut entries);
    }
    let place = |entry: &FieldEntry| GROUPS.iter().position(|group| std::ptr::eq(group, entry.group));
    entries.sort_by_key(place);
    entries
});

/// The parts of the format that begin with a group, as the table of the model has them.
fn sections(group: &FieldGroup) -> &'static [Section] {
    match group.schema_type {
        "Map" => &[Section::Map, Section::ValueList, Section::Responsibilities, Section::Lifecycle],
        "Stage" => &[Section::Stage, Section::Guide],
        "Waiver" => &[Section::Cell],
        "Touchpoint" => &[Section::Touchpoint],
        "Workspace" => &[Section::Workspace],
        "Case" => &[Section::Case],
        _ => &[],
    }
}

/// Adds the fields of a group and of all groups below it.
fn add_entries(
    home: &'static FieldGroup,
    group: &'static FieldGroup,
    above: &[&'static FieldRow],
    entries: &mut Vec<FieldEntry>,
) {
    for row in group.rows {
        let Some(field) = schema_of(group, row) else { continue };
        let rows = [above, &[row]].concat();
        let (mut words, mut below) = (Vec::new(), Vec::new());
        collect(field, &mut words, &mut below);
        let shows = shown_at(row, &below);
        let path = rows.iter().map(|row| row.name).collect::<Vec<_>>().join(".");
        let about = Words { en: description(field).to_owned(), zh: row.about.to_owned() };
        let (fields, home_of) = (fields_below(sections(home), &path), (home, rows.clone()));
        entries.push(FieldEntry { group, row, about, words, fields, shows, home: home_of });
        for group in below.into_iter().filter(|group| sections(group).is_empty()) {
            add_entries(home, group, &rows, entries);
        }
    }
}

fn schema_of(group: &FieldGroup, row: &FieldRow) -> Option<&'static Value> {
    let is_root = |schema: &&Value| schema["title"] == group.schema_type;
    let root = SCHEMAS.iter().find(is_root);
    let definition = || SCHEMAS.iter().find_map(|schema| schema.get("definitions")?.get(group.schema_type));
    root.or_else(definition)?.get("properties")?.get(row.name)
}

fn description(field: &'static Value) -> &'static str {
    field.get("description").and_then(Value::as_str).unwrap_or_default()
}

/// Collects the words of a closed list in a field, and the groups of fields right below it.
fn collect(schema: &'static Value, words: &mut Vec<&'static str>, below: &mut Vec<&'static FieldGroup>) {
    match schema {
        Value::Array(parts) => parts.iter().for_each(|part| collect(part, words, below)),
        Value::Object(parts) => {
            for (keyword, part) in parts {
                match (keyword.as_str(), part) {
                    ("enum", Value::Array(list)) => words.extend(list.iter().filter_map(Value::as_str)),
                    ("properties", Value::Object(list)) => {
                        words.extend(list.keys().map(String::as_str));
                        list.values().for_each(|part| collect(part, words, below));
                    }
                    ("$ref", Value::String(path)) => collect_definition(path, words, below),
                    _ => collect(part, words, below),
                }
            }
        }
        _ => {}
    }
}

fn collect_definition(path: &'static str, words: &mut Vec<&'static str>, below: &mut Vec<&'static FieldGroup>) {
    let name = path.rsplit('/').next().unwrap_or_default();
    match group_of_type(name) {
        Some(group) if below.iter().any(|known| known.schema_type == group.schema_type) => {}
        Some(group) => below.push(group),
        None => {
            let definition = SCHEMAS.iter().find_map(|schema| schema.get("definitions")?.get(name));
            definition.into_iter().for_each(|schema| collect(schema, words, below));
        }
    }
}

/// Where a field shows, or any of those below it.
fn shown_at(row: &FieldRow, below: &[&'static FieldGroup]) -> BTreeSet<PageKind> {
    let mut places: BTreeSet<PageKind> = row.shows.iter().copied().collect();
    for group in below {
        for row in group.rows {
            let Some(field) = schema_of(group, row) else { continue };
            let mut further = Vec::new();
            collect(field, &mut Vec::new(), &mut further);
            places.extend(shown_at(row, &further));
        }
    }
    places
}

/// The rows of the model's table for a field and for all in it.
fn fields_below(sections: &[Section], path: &str) -> Vec<FormatField> {
    let is_below = |name: &str| name.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let is_of_it = |field: &FormatField| sections.contains(&field.info().section) && is_below(field.info().name);
    FormatField::ALL.iter().copied().filter(is_of_it).collect()
}

/// The fields that a name stands for: a field in either language, or a word that is written in one.
pub fn find(name: &str) -> Vec<&'static FieldEntry> {
    let is_named = |entry: &&FieldEntry| entry.row.name == name || entry.row.chinese == name;
    let has_word =
        |entry: &&FieldEntry| entry.words.iter().any(|word| *word == name || entry.word(word, Lang::Zh) == name);
    let named: Vec<_> = ENTRIES.iter().filter(is_named).collect();
    if named.is_empty() { ENTRIES.iter().filter(has_word).collect() } else { named }
}

/// The group that has exactly these fields.
pub fn group_with(names: &[&str]) -> Option<&'static FieldGroup> {
    GROUPS.iter().find(|group| group.rows.len() == names.len() && names.iter().all(|name| group.row(name).is_some()))
}

/// The entries of a group, those that authors need most often first.
pub fn entries_of(group: &FieldGroup) -> impl Iterator<Item = &'static FieldEntry> {
    let schema_type = group.schema_type;
    ENTRIES.iter().filter(move |entry| entry.group.schema_type == schema_type)
}

/// Every name of a field, in both languages.
pub fn all_names() -> BTreeSet<&'static str> {
    let rows = GROUPS.iter().flat_map(|group| group.rows);
    rows.flat_map(|row| std::iter::once(row.name).chain(chinese_names(row.name).iter().copied())).collect()
}
