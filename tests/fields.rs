//! The table of the format's fields: every field of the schemas has a row in it, and every text reaches all who read it.

#[path = "site/from_schema.rs"]
mod from_schema;

use std::collections::BTreeSet;

use from_schema::{Writer, anywhere, in_table, leaves, mark, schemas, workspace_of};
use motmap::testing::checks;
use motmap::testing::model::{Audience, FieldValue, FieldVisitor, FormatField, Section};
use motmap::testing::pipeline::{self, Reading};
use motmap::testing::render::{Edition, Selection, render};
use motmap::testing::source::Span;
use serde_json::Value;

/// The texts that the search leaves out, though readers see them: they surround pages of every map, or stand on many cards
/// alike.
const NOT_SEARCHED: [FormatField; 9] = [
    FormatField::WorkspaceTitle,
    FormatField::PhaseLabel,
    FormatField::StepLabel,
    FormatField::BrandName,
    FormatField::BrandFooter,
    FormatField::PolicyNever,
    FormatField::CrisisNever,
    FormatField::TelephoneDo,
    FormatField::TelephoneNever,
];

/// Fields that are no texts of the pages, which the written workspace leaves out.
const NOT_WRITTEN: [FormatField; 3] = [FormatField::RuleLevel, FormatField::VagueWords, FormatField::BrandLogo];

/// Whether rules look through a text of that field: they read the texts of maps. Of a case they read the file as a whole,
/// in its one language; of `motmap.yaml` alone what maps use as a text of their own.
fn is_read_by_rules(field: FormatField) -> bool {
    !matches!(field.info().section, Section::Case | Section::Workspace)
}

/// A workspace in which every field of the format is filled in.
struct Filled {
    reading: Reading,
    /// Every text: where it stands, its field, and its mark.
    texts: Vec<(String, FormatField, String)>,
}

impl Filled {
    /// Filled with that text and a mark behind it; of each file, `edited` is written.
    fn with(text: &str, edited: impl Fn(Value) -> Value) -> Self {
        let (schemas, mut fields) = (schemas(), Vec::new());
        let file = |what: &str| edited(Writer::new(&schemas[what], text, &mut fields).file(what));
        let reading = pipeline::read(&workspace_of(file, |part| format!("## {part} heading\n\nbody\n\n")));
        assert!(reading.site.is_understood(), "the schemas describe what can be read: {:?}", reading.findings);
        let text = |(number, field): (usize, String)| {
            let row = in_table(&field).unwrap_or_else(|| panic!("{}", no_row(&field)));
            // Who speaks is a role or a name, no text.
            (row != FormatField::LineWho).then(|| (field, row, mark(number)))
        };
        let texts = fields.into_iter().enumerate().filter_map(text).collect();
        Self { reading, texts }
    }

    /// The texts that fit and are not there, in words, each once for all cells.
    fn missing(&self, fits: impl Fn(FormatField) -> bool, is_there: impl Fn(&str) -> bool) -> BTreeSet<String> {
        let texts = self.texts.iter().filter(|(_, field, mark)| fits(*field) && !is_there(mark));
        texts.map(|(path, field, _)| format!("{field:?} ({})", anywhere(path))).collect()
    }

    /// All that the findings of a rule in the map point at.
    fn found_by(&self, rule: &str) -> String {
        let Reading { site, sources, .. } = &self.reading;
        let check = checks::all().find(|check| check.rule.name == rule).expect("a check");
        let findings = checks::check_map(&[check], &site.config, &site.maps[0], None);
        let text = |span: Span| &sources.get(span.source).text[span.range()];
        findings.iter().map(|finding| text(finding.primary.span)).collect::<Vec<_>>().join("\n")
    }

    /// The files of an edition whose paths fit, as one text.
    fn pages(&self, edition: Edition, fits: impl Fn(&str) -> bool) -> String {
        let selection = Selection { edition, ..Selection::default() };
        let (pages, faults) = render(self.reading.site_inputs(&[], &self.reading.versions()), selection);
        assert_eq!(faults, []);
        pages.iter().filter(|page| fits(&page.path)).map(|page| String::from_utf8_lossy(&page.bytes)).collect()
    }
}

fn no_row(field: &str) -> String {
    format!(
        "{} is in the schemas and has no row in src/model/format_field.rs: say there what it is called, what a change of \
         it means, who reads it, and the label it stands under",
        anywhere(field)
    )
}

#[test]
fn every_field_of_the_schemas_has_a_row_and_every_row_a_field() {
    let written: BTreeSet<String> = schemas().iter().flat_map(|(what, schema)| leaves(schema, what)).collect();
    let without = written.iter().filter(|field| in_table(field).is_none()).map(|field| no_row(field));
    let without: BTreeSet<String> = without.collect();
    assert!(without.is_empty(), "{without:#?}");
    let rows: BTreeSet<FormatField> = written.iter().filter_map(|field| in_table(field)).collect();
    let of_no_schema = |row: &&FormatField| !rows.contains(row) && !FormatField::PARTS.contains(row);
    let of_none: Vec<_> = FormatField::ALL.iter().filter(of_no_schema).collect();
    assert!(of_none.is_empty(), "no line in src/load/raw.rs is named as these rows say: {of_none:?}");
}

/// The fields that a walk comes by.
#[derive(Default)]
struct Visited(BTreeSet<FormatField>);

impl FieldVisitor<'_> for Visited {
    fn value(&mut self, field: FormatField, _: FieldValue<'_>) {
        self.0.insert(field);
    }
}

#[test]
fn the_walk_comes_by_every_field() {
    let Reading { site, .. } = Filled::with("text", |file| file).reading;
    let mut visited = Visited(BTreeSet::from(NOT_WRITTEN));
    site.config.visit_fields(Audience::Authors, &mut visited);
    site.maps.iter().for_each(|map| map.visit_fields(Audience::Authors, &mut visited));
    site.cases.iter().for_each(|case| case.visit_fields(Audience::Authors, &mut visited));
    let passed: Vec<_> = FormatField::ALL.iter().filter(|field| !visited.0.contains(field)).collect();
    assert!(passed.is_empty(), "pass these fields on in src/model/field_visitor.rs: {passed:?}");
}

#[test]
fn a_placeholder_is_found_in_every_text_of_a_map() {
    let filled = Filled::with("TODO", |file| file);
    let found = filled.found_by("placeholder-text");
    let missing = filled.missing(is_read_by_rules, |mark| found.contains(mark));
    assert!(missing.is_empty(), "the rules do not see these texts; does field_visitor.rs pass on a text? {missing:#?}");
}

/// The same file with every second text in one language alone.
fn half_translated(file: Value, remainder: usize) -> Value {
    let in_one = |text: &str| {
        let number = text.split("qz").nth(1).and_then(|number| number.parse::<usize>().ok());
        number.is_some_and(|number| number % 2 == remainder)
    };
    match file {
        Value::Object(text) if text.get("en").and_then(Value::as_str).is_some_and(in_one) => text["en"].clone(),
        Value::Object(fields) => {
            fields.into_iter().map(|(key, value)| (key, half_translated(value, remainder))).collect()
        }
        Value::Array(items) => items.into_iter().map(|item| half_translated(item, remainder)).collect(),
        other => other,
    }
}

#[test]
fn a_missing_translation_is_found_in_every_text_of_a_map() {
    let halves = [0, 1].map(|remainder| Filled::with("text", |file| half_translated(file, remainder)));
    let found = halves.each_ref().map(|half| half.found_by("missing-translation")).concat();
    let is_looked_at = |field| is_read_by_rules(field) || field == FormatField::ChannelName;
    let missing = halves[0].missing(is_looked_at, |mark| found.contains(mark));
    assert!(missing.is_empty(), "these texts may be in one language alone, and nobody is told: {missing:#?}");
}

#[test]
fn the_search_finds_every_text_that_readers_see() {
    let filled = Filled::with("text", |file| file);
    let index = filled.pages(Edition::Readers, |path| path == "assets/search.zh.js");
    assert!(!index.is_empty(), "the search has an index");
    let is_searched = |field: FormatField| field.info().audience == Audience::Readers && !NOT_SEARCHED.contains(&field);
    let missing = filled.missing(is_searched, |mark| index.contains(mark));
    assert!(
        missing.is_empty(),
        "readers do not find these texts: take them in src/render/search_entry.rs, or say in NOT_SEARCHED why not: \
         {missing:#?}"
    );
    let found = filled.missing(|field| !is_searched(field), |mark| !index.contains(mark));
    assert!(found.is_empty(), "these texts are said to be left out of the search, and are in it: {found:#?}");
}

#[test]
fn each_text_is_shown_to_those_who_read_it_and_to_no_others() {
    let filled = Filled::with("text", |file| file);
    let for_readers = filled.pages(Edition::Readers, |path| path.ends_with(".html"));
    let for_trainers = filled.pages(Edition::Trainers, |path| path.ends_with(".html"));
    let audience = |mark: &str| match () {
        () if for_readers.contains(mark) => Audience::Readers,
        () if for_trainers.contains(mark) => Audience::Trainers,
        () => Audience::Authors,
    };
    let texts = filled.texts.iter().map(|(path, field, mark)| (path, field, field.info().audience, audience(mark)));
    let wrong: BTreeSet<String> = texts
        .filter(|(_, _, said, shown)| said != shown)
        .map(|(path, field, said, shown)| {
            format!("{field:?} ({}) is for {said:?}, and shown to {shown:?}", anywhere(path))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "show these texts on a page (src/render and templates), or say in src/model/format_field.rs who reads them: \
         {wrong:#?}"
    );
}
