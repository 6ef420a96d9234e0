//! Every field and fixed word has one Chinese name, which loads like the English one.

mod workspace;

use std::collections::BTreeMap;
use std::fs;

use motmap::testing::load::names::{chinese_name, known_name};
use motmap::testing::load::raw::{RawCase, RawConfig, RawMap};
use motmap::testing::load::schema::json_schema;
use serde_json::Value as Json;
use serde_yaml::{Mapping, Value};
use workspace::{Workspace, files_below, repository};

/// Each group of fields of the format, from the schemas.
fn groups_of_fields() -> Vec<Vec<String>> {
    fn collect(schema: &Json, groups: &mut Vec<Vec<String>>) {
        if let Some(fields) = schema.get("properties").and_then(Json::as_object) {
            groups.push(fields.keys().cloned().collect());
        }
        match schema {
            Json::Object(parts) => parts.values().for_each(|part| collect(part, groups)),
            Json::Array(parts) => parts.iter().for_each(|part| collect(part, groups)),
            _ => {}
        }
    }
    let mut groups = Vec::new();
    for schema in [json_schema::<RawMap>(), json_schema::<RawConfig>(), json_schema::<RawCase>()] {
        collect(&schema.to_value(), &mut groups);
    }
    groups
}

#[test]
fn every_field_has_a_chinese_name_that_is_its_own_where_it_stands() {
    for fields in groups_of_fields() {
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        for field in &fields {
            let chinese = chinese_name(field, &fields);
            let chinese = chinese.unwrap_or_else(|| panic!("`{field}` has no Chinese name in src/load/names.rs"));
            assert_eq!(known_name(chinese, &fields), Some(*field), "`{chinese}` is to stand for one of {fields:?}");
        }
    }
}

/// The names that authors choose stand below these fields; what stands below those is of the format again.
const NAMED_BY_AUTHORS: [&str; 4] = ["roles", "channels", "rules", "vague_words"];

/// The fields whose value is a word of the format, or a list of such.
const WITH_WORDS: [&str; 8] = ["importance", "kind", "status", "better", "take", "outcome", "layer", "step"];

/// The same value with every name of the format in Chinese.
fn in_chinese(value: &Value, field: &str) -> Value {
    match value {
        Value::Mapping(fields) if NAMED_BY_AUTHORS.contains(&field) => {
            let item = |(name, value): (&Value, &Value)| (name.clone(), in_chinese(value, "one of several"));
            Value::Mapping(fields.iter().map(item).collect())
        }
        Value::Mapping(fields) => Value::Mapping(fields_in_chinese(fields)),
        Value::Sequence(items) => items.iter().map(|item| in_chinese(item, field)).collect(),
        Value::String(word) if WITH_WORDS.contains(&field) || field == "quality" => chinese(word, &[word]).into(),
        Value::String(word) if field == "who" && word == "customer" => "客户".into(),
        other => other.clone(),
    }
}

fn fields_in_chinese(fields: &Mapping) -> Mapping {
    let names: Vec<&str> = fields.keys().filter_map(Value::as_str).collect();
    let rename = |(name, value): (&Value, &Value)| {
        let name = name.as_str().expect("names are texts");
        (Value::from(chinese(name, &names)), in_chinese(value, name))
    };
    fields.iter().map(rename).collect()
}

fn chinese(name: &str, among: &[&str]) -> String {
    chinese_name(name, among).unwrap_or(name).to_owned()
}

/// The files of the shipped maps, each written anew by a YAML library.
fn shipped(change: impl Fn(&Value) -> Value) -> Workspace {
    let workspace = Workspace::empty();
    let rewritten = |yaml: &str| {
        let value: Value = serde_yaml::from_str(yaml).expect("what is shipped can be read");
        serde_yaml::to_string(&change(&value)).expect("a value can be written")
    };
    workspace.write("motmap.yaml", rewritten(&fs::read_to_string(repository("motmap.yaml")).expect("it is there")));
    for (path, bytes) in files_below(&repository("maps")) {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let text = match text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n")) {
            Some((header, body)) => format!("---\n{}---\n{body}", rewritten(header)),
            None => rewritten(&text),
        };
        workspace.write(&format!("maps/{path}"), text);
    }
    workspace
}

#[test]
fn the_shipped_maps_make_the_same_site_in_chinese_names() {
    let site = |workspace: Workspace| -> BTreeMap<String, Vec<u8>> {
        let build = workspace.run(&["build"]);
        assert_eq!(build.code, 0, "{build:?}");
        let files = files_below(&workspace.path().join("site")).into_iter();
        files.filter(|(path, _)| !path.contains(".motmap")).collect()
    };
    let (english, chinese) = (site(shipped(Value::clone)), site(shipped(|value| in_chinese(value, ""))));
    assert!(english.len() > 50, "all pages are compared, not {}", english.len());
    for (path, page) in &english {
        let other = chinese.get(path).map(|page| String::from_utf8_lossy(page));
        let different = other.as_ref().is_none_or(|other| *other != String::from_utf8_lossy(page));
        assert!(!different, "{path} is different in Chinese names");
    }
    assert_eq!(chinese.len(), english.len());
}

const MAP: &str = "\
标题: 早餐店
阶段:
  未知客户:
    接触点:
      - {编号: 门口, 名称: 门口, 重要性: 关键, 角色: 店员}
";

fn checked(map: &str) -> String {
    let config = "角色:\n  店员: {名称: 店员, 层级: 一线}\n规则: {empty-cell: 关}\nlanguages: [zh]\n";
    let workspace = Workspace::with(&[("motmap.yaml", config), ("maps/shop.yaml", map)]);
    workspace.run(&["check", "--lang", "zh", "--format", "short"]).out
}

#[test]
fn names_of_both_languages_may_stand_side_by_side() {
    let mixed = MAP.replace("标题", "title").replace("重要性: 关键", "importance: high");
    for map in [MAP, &mixed] {
        let found = checked(map);
        assert!(!found.contains("error["), "{map}{found}");
        assert!(found.contains("关键"), "an important touchpoint is asked for more: {found}");
    }
}

#[test]
fn a_field_in_both_languages_is_a_field_written_twice() {
    let found = checked(&MAP.replace("标题: 早餐店", "标题: 早餐店\ntitle: 早点铺"));
    assert!(found.starts_with("maps/shop.yaml:2:1: error[duplicate-key]"), "{found}");
}

#[test]
fn what_is_found_is_told_in_the_names_that_the_file_uses() {
    for (map, told) in [
        (MAP.replace("重要性", "重要姓"), "是不是想写 `重要性`"),
        (MAP.replace("重要性", "importence"), "是不是想写 `重要性`"),
        (MAP.replace("关键", "顶级"), "可以写：`关键`、`一般`、`次要`"),
        (MAP.replace("名称: 门口, ", ""), "请加一行 `名称: ...`"),
        ("title: 早餐店\nstages:\n  unknown:\n    contact: [{id: 门口}]\n".into(), "请加一行 `name: ...`"),
    ] {
        let found = checked(&map);
        assert!(found.contains(told), "{map}\n{found}");
    }
}

#[test]
fn a_fix_writes_the_name_that_the_file_uses_and_leaves_texts_alone() {
    let map = MAP.replace("重要性: 关键", "importence: 关键, 地点: “note”");
    let workspace = Workspace::with(&[("maps/shop.yaml", &map)]);
    workspace.run(&["check", "--fix"]);
    let fixed = workspace.read("maps/shop.yaml");
    assert!(fixed.contains("重要性: 关键"), "{fixed}");
    assert!(fixed.contains("note"), "a text is its author's: {fixed}");
}
