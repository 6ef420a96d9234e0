//! The reference of the fields: it has every field of the schemas, and says what is true.

#[path = "site/from_schema.rs"]
mod from_schema;
mod workspace;

use std::collections::{BTreeMap, BTreeSet};

use from_schema::{Writer, in_table, mark, schemas, workspace_of};
use motmap::testing::checks;
use motmap::testing::load::fields::{GROUPS, PageKind};
use motmap::testing::load::raw::{RawCase, RawConfig, RawMap};
use motmap::testing::load::reference::ENTRIES;
use motmap::testing::load::schema::schema_in;
use motmap::testing::locale::Locale;
use motmap::testing::model::FormatField;
use motmap::testing::pipeline;
use motmap::testing::render::{Edition, Selection, render};
use motmap::words::Lang;
use serde_json::{Value, json};
use workspace::{Workspace, run_in};

/// The types of the English schemas that have fields, by name, each with the fields.
fn types() -> BTreeMap<String, BTreeSet<String>> {
    let mut types = BTreeMap::new();
    for schema in schemas().values() {
        let root = (schema["title"].as_str().expect("a root has a title"), schema);
        let definitions = schema["definitions"].as_object().into_iter().flatten();
        let definitions = definitions.map(|(name, definition)| (name.as_str(), definition));
        for (name, definition) in definitions.chain([root]) {
            if let Some(fields) = definition["properties"].as_object() {
                types.insert(name.to_owned(), fields.keys().cloned().collect());
            }
        }
    }
    types
}

#[test]
fn every_field_of_the_schemas_has_a_row_and_every_row_a_field() {
    let rows: BTreeMap<String, BTreeSet<String>> = GROUPS
        .iter()
        .map(|group| (group.schema_type.to_owned(), group.rows.iter().map(|row| row.name.to_owned()).collect()))
        .collect();
    for (name, fields) in types() {
        let with_row = rows.get(&name).unwrap_or_else(|| panic!("{name} has no group in src/load/fields.rs"));
        assert_eq!(*with_row, fields, "left: the rows of {name} in src/load/fields.rs, right: its fields");
    }
    assert_eq!(rows.len(), types().len(), "a group in src/load/fields.rs is of no type of the schemas");
    assert_eq!(ENTRIES.len(), GROUPS.iter().map(|group| group.rows.len()).sum::<usize>(), "all are reached");
}

#[test]
fn every_field_is_explained_in_both_languages() {
    for entry in ENTRIES.iter() {
        let place = entry.path(Lang::En);
        assert!(!entry.about.en.is_empty(), "{place} has no comment in src/load/raw.rs");
        assert!(entry.about.zh.ends_with('。'), "{place}: {}", entry.about.zh);
        for lang in Lang::ALL {
            let (gloss, gloss_lang) = (entry.gloss(), lang.tag());
            assert!(!gloss.get(lang).is_empty(), "{place} begins with no words that can stand alone ({gloss_lang})");
        }
    }
}

#[test]
fn phases_are_named_as_on_the_pages() {
    let stage = GROUPS.iter().find(|group| group.schema_type == "Stage").expect("the fields of a stage");
    for (phase, term) in &Locale::built_in(Lang::Zh).terms["phases"] {
        assert_eq!(stage.row(phase).expect("a row").chinese, term);
    }
}

/// The schema of a type alone, in which nothing is required.
fn schema_of(schema_type: &str, lang: Lang) -> Value {
    let roots = [schema_in::<RawMap>(lang), schema_in::<RawConfig>(lang), schema_in::<RawCase>(lang)];
    let english = ["Map", "Workspace", "Case"];
    let of_root = |(root, name): (&Value, &str)| {
        let object = if name == schema_type { root } else { root["definitions"].get(schema_type)? };
        let (fields, definitions) = (&object["properties"], &root["definitions"]);
        Some(json!({"definitions": definitions, "properties": fields, "additionalProperties": false}))
    };
    roots.iter().zip(english).find_map(of_root).expect("a type of some schema")
}

#[test]
fn every_example_fits_the_schema_in_its_names() {
    let mut wrong = Vec::new();
    for group in GROUPS {
        for lang in Lang::ALL {
            let validator = jsonschema::validator_for(&schema_of(group.schema_type, lang)).expect("a schema");
            for row in group.rows {
                let example = row.example.get(lang);
                let value: Value = serde_yaml::from_str(example).unwrap_or_else(|error| panic!("{example}: {error}"));
                wrong.extend(validator.iter_errors(&value).map(|fault| format!("{example}: {fault}")));
                let name = if lang == Lang::En { row.name } else { row.chinese };
                wrong.extend(value.get(name).is_none().then(|| format!("{example}: no example of {name}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The place that a page is, by its path below the folder of its language.
fn place_of(path: &str) -> Option<PageKind> {
    Some(match path.trim_start_matches("en/").split('/').next()? {
        "index.html" => PageKind::StartPage,
        "maps" | "playbooks" | "posters" | "blueprints" => PageKind::MapPage,
        "pocket" => PageKind::PocketCards,
        "roles" => PageKind::RolePage,
        "segments.html" => PageKind::SegmentPage,
        "complaints.html" => PageKind::ComplaintsPage,
        "sheets" => PageKind::CaseSheets,
        "quality.html" => PageKind::QualityPage,
        "trainer" => PageKind::TrainerPages,
        _ => return None,
    })
}

/// The fields of which this test writes good takes alone: bad ones are for trainers.
const SHOWN_BY_TAKE: [FormatField; 3] = [FormatField::LineWho, FormatField::LineSays, FormatField::LineNote];

#[test]
fn every_text_shows_where_its_row_says() {
    let (schemas, mut fields) = (schemas(), Vec::new());
    let file = |what: &str| Writer::new(&schemas[what], "text", &mut fields).file(what);
    let reading = pipeline::read(&workspace_of(file, |part| format!("## {part} heading\n\nbody\n\n")));
    // Trainers see what readers see, and more.
    let selection = Selection { edition: Edition::Trainers, ..Selection::default() };
    let (pages, _) = render(reading.site_inputs(&[], &reading.versions()), selection);
    let mut shown: BTreeMap<FormatField, BTreeSet<PageKind>> = BTreeMap::new();
    for page in &pages {
        let text = String::from_utf8_lossy(&page.bytes);
        for (number, field) in fields.iter().enumerate() {
            let field = in_table(field).expect("every field has a row in the table of the model");
            let place = place_of(&page.path).filter(|_| text.contains(&mark(number)));
            shown.entry(field).or_default().extend(place);
        }
    }
    let every_page: BTreeSet<PageKind> = pages.iter().filter_map(|page| place_of(&page.path)).collect();
    let mut wrong = Vec::new();
    for entry in ENTRIES.iter() {
        let [field] = entry.fields[..] else { continue };
        let Some(shown) = shown.get(&field).filter(|_| !SHOWN_BY_TAKE.contains(&field)) else { continue };
        let said = if entry.shows.contains(&PageKind::EveryPage) { &every_page } else { &entry.shows };
        if said != shown {
            wrong.push(format!("{}: the row says {said:?}, and it shows on {shown:?}", entry.path(Lang::En)));
        }
    }
    assert!(wrong.is_empty(), "mend these rows in src/load/fields.rs: {wrong:#?}");
}

fn explained(name: &str, lang: &str) -> String {
    let run = Workspace::empty().run(&["explain", name, "--lang", lang]);
    assert_eq!(run.code, 0, "{run:?}");
    run.out
}

#[test]
fn explain_tells_of_a_field_by_either_name() {
    for (lang, words) in [
        (
            "zh",
            &[
                "# 承诺（promises）",
                "在这里许下了什么",
                "承诺: [{编号: 三天",
                "写在：接触点 › 承诺",
                "谁会看到：所有读者",
                "口袋卡",
            ][..],
        ),
        ("en", &["# promises (承诺)", "What is promised here.", "promises: [{id: three-days", "Read by: all readers"]),
    ] {
        let told = explained("promises", lang);
        assert_eq!(told, explained("承诺", lang));
        for words in words.iter().chain(&["undelivered-promise"]) {
            assert!(told.contains(words), "`{words}` is missing from:\n{told}");
        }
    }
    let told = explained("owner", "en");
    for words in ["a map › owner", "a touchpoint › requests › remedy › owner"] {
        assert!(told.contains(words), "every field of that name is told of: {told}");
    }
    assert!(explained("listen_for", "zh").contains("只有培训师"));
    assert!(explained("关键", "zh").contains("可以写：关键、一般、次要"), "a word leads to its field");
}

#[test]
fn explain_lists_all_fields_and_says_how_to_ask() {
    let told = explained("字段", "zh");
    assert!(
        ENTRIES.iter().all(|entry| told.contains(&format!("{}（{}）", entry.row.chinese, entry.row.name))),
        "{told}"
    );
    assert_eq!(explained("fields", "en"), explained("字段", "en"));
    let rules = Workspace::empty().run(&["explain"]).out;
    assert!(rules.contains("unanswered-request") && rules.contains("`motmap explain FIELD`"), "{rules}");
}

#[test]
fn explain_proposes_the_nearest_rule_or_field() {
    for (typed, near) in [
        ("promisses", "promises"),
        ("摘要", "简介"),
        ("重要姓", "重要性"),
        ("undelivered-promises", "undelivered-promise"),
    ] {
        let run = run_in(Workspace::empty().path(), &[], &["explain", typed, "--lang", "zh"]);
        assert!(run.code == 2 && run.messages.contains(&format!("是不是想写 `{near}`？")), "{run:?}");
    }
    let run = Workspace::empty().run(&["explain", "qwertz"]);
    assert!(run.code == 2 && run.messages.contains("`motmap explain fields`"), "{run:?}");
}

#[test]
fn the_rules_of_a_field_are_those_whose_pages_name_it() {
    let rules =
        |field: &str| checks::rules().filter(|rule| rule.names(field)).map(|rule| rule.name).collect::<Vec<_>>();
    for (field, rule) in [
        ("promises", "undelivered-promise"),
        ("delivers", "undelivered-promise"),
        ("requests", "unlisted-requests"),
        ("answer", "unanswered-request"),
        ("remedy", "obstacle-without-remedy"),
        ("moment", "unplayed-moment"),
        ("say", "long-line"),
        ("stance", "missing-stance"),
        ("role", "unowned-touchpoint"),
        ("authority", "unstated-authority"),
        ("recovery", "no-recovery"),
        ("evidence", "assumed-evidence"),
        ("importance", "uncased-moment"),
        ("leads_to", "dead-end"),
        ("because", "unexplained-jump"),
        ("focus", "empty-focus"),
        ("guide", "incomplete-guide"),
        ("not_applicable", "waiver-without-reason"),
        ("reviewed", "stale-review"),
        ("anonymised", "unanonymised-case"),
    ] {
        assert!(rules(field).contains(&rule), "the page of {rule} names `{field}`; found: {:?}", rules(field));
    }
    assert_eq!(rules("accent"), [""; 0], "no rule looks at a colour");
    assert!(!rules("promises").contains(&"long-line"));
}
