//! The exported schemas and the program agree: what loads is valid, and what is refused for its shape is invalid.

mod workspace;

use motmap::testing::diagnostic::Diagnostic;
use motmap::testing::workspace::{File, FileKind, Workspace as Files};
use serde_json::{Value, json};
use workspace::{Workspace, files_below, repository};

/// Rules that refuse the shape of what was written, which a schema knows as well.
const OF_SHAPE: [&str; 5] = ["wrong-type", "unknown-field", "missing-field", "invalid-value", "invalid-id"];

/// What no schema can tell, by the words of the finding: whether a date is one of the calendar, which names systems keep
/// for devices in any capitals, which files of words there are. Nor does a schema know what depends on other values, such
/// as references and ids that stand twice.
const UNTOLD_BY_SCHEMAS: [&str; 3] = ["`2026-09-31`", "`con` cannot be an id", "there are no words for pages in"];

/// A case of which nothing is written yet: the program tells that once, and not each blank.
const ONLY_BEGUN: &str = "tests/rules/missing-case-part/only-begun/";

/// Files that are written in Chinese names.
const IN_CHINESE_NAMES: [&str; 2] = ["maps/pet-clinic.yaml", "templates/init/zh/"];

struct Schemas {
    map: jsonschema::Validator,
    workspace: jsonschema::Validator,
    case: jsonschema::Validator,
}

impl Schemas {
    fn exported(lang: &str) -> Self {
        let schema = |what: &str| {
            let printed = Workspace::empty().run(&["schema", what, "--lang", lang]).out;
            jsonschema::validator_for(&serde_json::from_str(&printed).expect("a schema is JSON"))
                .expect("it is a schema")
        };
        Schemas { map: schema("map"), workspace: schema("workspace"), case: schema("case") }
    }

    /// What a schema says against a file.
    fn faults(&self, path: &str, value: &Value) -> Vec<String> {
        let validator = match kind(path) {
            FileKind::Config => &self.workspace,
            FileKind::Case => &self.case,
            _ => &self.map,
        };
        validator.iter_errors(value).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
    }
}

fn kind(path: &str) -> FileKind {
    match path {
        _ if path.ends_with("motmap.yaml") => FileKind::Config,
        _ if path.ends_with(".md") => FileKind::Case,
        _ => FileKind::Map,
    }
}

/// A file as an editor reads it; none where it is no YAML, or more than one document.
fn as_editors_read(path: &str, text: &str) -> Option<Value> {
    let text = text.trim_start_matches('\u{feff}');
    let yaml = match kind(path) {
        FileKind::Case => text.strip_prefix("---\n")?.split_once("\n---\n")?.0,
        _ => text,
    };
    serde_yaml::from_str(yaml).ok().map(json)
}

/// JSON has no infinity: a number beyond all others stands for it.
fn json(value: serde_yaml::Value) -> Value {
    use serde_yaml::Value as Yaml;
    match value {
        Yaml::Number(number) if number.as_f64().is_some_and(|number| !number.is_finite()) => json!(f64::MAX),
        Yaml::Sequence(items) => items.into_iter().map(json).collect(),
        Yaml::Mapping(entries) => {
            let name = |key: Yaml| match json(key) {
                Value::String(name) => name,
                other => other.to_string(),
            };
            entries.into_iter().map(|(key, value)| (name(key), json(value))).collect()
        }
        other => serde_json::to_value(other).unwrap_or_default(),
    }
}

/// What the program finds in a file that keeps it from being understood, its references aside.
fn found(path: &str, text: &str) -> Vec<Diagnostic> {
    let name = match kind(path) {
        FileKind::Config => "motmap.yaml",
        FileKind::Case => "maps/a.md",
        _ => "maps/a.yaml",
    };
    let files = vec![File::new(name, kind(path), text.as_bytes())];
    let reading = motmap::testing::pipeline::read(&Files { root: ".".into(), files });
    let header = if kind(path) == FileKind::Case { text.find("\n---").unwrap_or(0) } else { text.len() };
    let is_of_schema = |finding: &Diagnostic| {
        let is_reference = finding.rule.name.starts_with("unknown-") && finding.rule.name != "unknown-field";
        finding.blocks_map() && !is_reference && finding.primary.span.start as usize <= header
    };
    reading.findings.into_iter().filter(is_of_schema).collect()
}

/// Whether schema and program disagree about a file, in words.
fn disagreement(schemas: &Schemas, path: &str, text: &str) -> Option<String> {
    let value = as_editors_read(path, text)?;
    let (found, faults) = (found(path, text), schemas.faults(path, &value));
    let refuses = |finding: &Diagnostic| {
        let said = &finding.message.en;
        OF_SHAPE.contains(&finding.rule.name) && !UNTOLD_BY_SCHEMAS.iter().any(|words| said.contains(words))
    };
    let told =
        || found.iter().map(|finding| format!("{}: {}", finding.rule.name, finding.message.en)).collect::<Vec<_>>();
    if found.is_empty() && !faults.is_empty() {
        return Some(format!("{path} loads, but the schema says {faults:#?}"));
    }
    // Where something else is wrong, too, an editor may read another text than the author meant.
    (faults.is_empty() && !found.is_empty() && found.iter().all(refuses))
        .then(|| format!("{path} fits the schema, but the program says {:#?}", told()))
}

#[test]
fn schema_and_program_agree_about_every_map_case_and_workspace_of_the_tests() {
    let (english, chinese) = (Schemas::exported("en"), Schemas::exported("zh"));
    let (mut compared, mut wrong) = (0, Vec::new());
    for folder in ["maps", "templates/init", "tests/loading", "tests/mistakes", "tests/rules", "tests/valid"] {
        for (path, bytes) in files_below(&repository(folder)) {
            let is_read = path.ends_with(".yaml") || path.ends_with(".md");
            let path = format!("{folder}/{path}");
            let is_read = is_read && !path.starts_with(ONLY_BEGUN);
            let Some(text) = String::from_utf8(bytes).ok().filter(|_| is_read) else { continue };
            compared += 1;
            let schemas =
                if IN_CHINESE_NAMES.iter().any(|start| path.starts_with(start)) { &chinese } else { &english };
            wrong.extend(disagreement(schemas, &path, &text));
        }
    }
    assert!(compared > 300, "only {compared} files were found");
    assert!(wrong.is_empty(), "{} of {compared} files:\n{}", wrong.len(), wrong.join("\n"));
}

/// Fields of a touchpoint, and whether they load.
const FIELDS: [(&str, bool); 38] = [
    ("place: null", true),
    ("place:", true),
    ("place: {}", true),
    ("place: ''", true),
    ("place: {zh: , en: Hall}", true),
    ("place: .inf", true),
    ("place: true", true),
    ("place: [Hall]", false),
    ("place: {english: Hall}", false),
    ("place: {z: Hall}", false),
    ("requests: null", true),
    ("requests: [{ask: null}]", false),
    ("requests: [{ask: ''}]", false),
    ("requests: [{ask: {}}]", false),
    ("requests: [null]", false),
    ("importance: null", true),
    ("importance: hgih", false),
    ("perception: null", true),
    ("perception: ２", true),
    ("perception: －１", true),
    ("perception: \"2\"", true),
    ("perception: 2.0", true),
    ("perception: 2.5", false),
    ("perception: 4", false),
    ("perception: ４", false),
    ("perception: .inf", false),
    ("measures: [{name: Time, target: .inf}]", false),
    ("measures: [{name: Time, target: -.inf}]", false),
    ("measures: [{name: Time, target: 1.5, actual: ３０, n: '42'}]", true),
    ("measures: [{name: Time, n: -1}]", false),
    ("measures: [{name: Time, n: 4.2}]", false),
    ("requests: [{ask: Now?, obstacle: None, remedy: {do: It, due: 2026-10-01T00:00:00.000Z}}]", true),
    ("requests: [{ask: Now?, obstacle: None, remedy: {do: It, due: ２０２６-１０-０１}}]", true),
    ("requests: [{ask: Now?, obstacle: None, remedy: {do: It, due: 2026-10-01 09:30}}]", false),
    ("requests: [{ask: Now?, obstacle: None, remedy: {do: It, due: 10/2026}}]", false),
    ("promises: [{id: 7}]", true),
    ("promises: [{id: 七-7a}]", true),
    ("promises: [{id: a_b}]", false),
];

#[test]
fn schema_and_program_agree_about_every_way_to_write_a_value() {
    let schemas = Schemas::exported("en");
    for (field, loads) in FIELDS {
        let map = format!("title: A\nstages:\n  customer:\n    contact:\n    - id: a\n      name: A\n      {field}\n");
        let value = as_editors_read("a.yaml", &map).unwrap_or_else(|| panic!("{field} is YAML"));
        let told: Vec<String> = found("a.yaml", &map).into_iter().map(|finding| finding.message.en).collect();
        assert_eq!(told.is_empty(), loads, "the program says of `{field}`: {told:?}");
        let faults = schemas.faults("a.yaml", &value);
        assert_eq!(faults.is_empty(), loads, "the schema says of `{field}`: {faults:?}");
    }
}
