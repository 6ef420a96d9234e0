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
            let chinese = chinese.unwrap_or_else(|| panic!("`{field}` has no row in src/load/fields.rs"));
            assert_eq!(known_name(chinese, &fields), Some(*field), "`{chinese}` is to stand for one of {fields:?}");
        }
    }
}

/// The names that authors choose stand below these fields; what stands below those is of the format again.
const NAMED_BY_AUTHORS: [&str; 5] = ["roles", "channels", "rules", "vague_words", "segments"];

/// The fields whose value is a word of the format, or a list of such.
const WITH_WORDS: [&str; 12] =
    ["importance", "from", "kind", "kinds", "status", "better", "take", "outcome", "layer", "step", "tier", "state"];

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

/// What a schema of the program says against a value.
fn faults(schema: &str, lang: &str, value: &Value) -> Vec<String> {
    let printed = Workspace::empty().run(&["schema", schema, "--lang", lang]).out;
    let schema = serde_json::from_str(&printed).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let value = serde_json::to_value(value).expect("plain data");
    validator.iter_errors(&value).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
}

/// The values of the shipped files in English names, each with its schema.
fn shipped_values() -> Vec<(String, &'static str, Value)> {
    let mut files = vec![("motmap.yaml".to_owned(), fs::read(repository("motmap.yaml")).expect("it is there"))];
    files.extend(files_below(&repository("maps")));
    let value = |(path, bytes): (String, Vec<u8>)| {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let header = text.strip_prefix("---\n").and_then(|text| Some(text.split_once("\n---\n")?.0));
        let schema = match (header, path.as_str()) {
            (Some(_), _) => "case",
            (None, "motmap.yaml") => "workspace",
            _ => "map",
        };
        let value: Value = serde_yaml::from_str(header.unwrap_or(&text)).expect("what is shipped can be read");
        (path, schema, value)
    };
    files.into_iter().map(value).filter(|(_, _, value)| value.get("标题").is_none()).collect()
}

#[test]
fn the_schema_of_each_language_fits_the_shipped_files_in_its_names_and_no_others() {
    let files = shipped_values();
    assert!(files.len() > 4, "all files are looked at, not {}", files.len());
    for (path, schema, english) in files {
        let chinese = in_chinese(&english, "");
        assert_eq!(faults(schema, "en", &english), [""; 0], "{path} in English names");
        assert_eq!(faults(schema, "zh", &chinese), [""; 0], "{path} in Chinese names");
        assert!(!faults(schema, "en", &chinese).is_empty() && !faults(schema, "zh", &english).is_empty(), "{path}");
    }
}

#[test]
fn a_chinese_schema_refuses_wrong_names_and_describes_the_right_ones_in_chinese() {
    let yaml = |text: &str| serde_yaml::from_str::<Value>(text).expect("YAML");
    assert_eq!(faults("map", "zh", &yaml(MAP)), [""; 0]);
    for wrong in [MAP.replace("重要性", "重要姓"), MAP.replace("关键", "顶级"), MAP.replace("未知客户", "陌生客户")]
    {
        assert!(!faults("map", "zh", &yaml(&wrong)).is_empty(), "{wrong}");
    }
    for schema in ["map", "workspace", "case"] {
        let printed = Workspace::empty().run(&["schema", schema, "--lang", "zh"]).out;
        let described: Vec<&str> =
            printed.lines().filter_map(|line| line.trim().strip_prefix("\"description\": ")).collect();
        assert!(described.len() > 10, "its fields are described");
        let english = described.iter().find(|words| words.is_ascii());
        assert_eq!(english, None, "in Chinese");
    }
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
        (MAP.replace("重要性: 关键, 角色: 店员", "地点: #3 柜台"), "请给带 `#` 的文字加上半角引号"),
        (MAP.replace("关键", "重要"), "是不是想写 `关键`"),
        (MAP.replace("重要性: 关键", "依据: 亲眼所见"), "`{类型: 亲眼所见}`"),
        (MAP.replace("重要性: 关键", "有人在场: 无"), "请写 `是` 或 `否`"),
        (MAP.replace("角色: 店员", "角色: 院长"), "`角色:` 下加一行：`院长: {名称: 院长, 层级: 一线}`"),
        (MAP.replace("重要性: 关键", "客护: 街坊"), "是不是想写 `客户`"),
        (MAP.replace("重要性: 关键", "蓝图: {前台: 招手}"), "是不是想写 `服务蓝图`"),
        // `evidence` has another name at a touchpoint itself.
        (MAP.replace("重要性: 关键", "服务蓝图: {有形证据: 招牌}"), "是不是想写 `有形展示`"),
        (MAP.replace("角色: 店员", "地点: 街口"), "写 `有人在场: 否`"),
        // Headings of pages.
        (MAP.replace("重要性: 关键", "客群: [新房]"), "是不是想写 `适用客群`"),
        (MAP.replace("重要性: 关键", "要求: [{问: 快吗, 对策: 加人}]"), "是不是想写 `改进`"),
        (MAP.replace("重要性: 关键", "关键时刻: {探求: {切忌: 催}}"), "是不是想写 `避免`"),
        (MAP.replace("重要性: 关键", "克服办法: 加人"), "形式是：`要求: [{问: ..., 改进: ...}]`"),
        (MAP.replace("重要性: 关键", "投诉者: [谈判型]"), "形式是：`投诉: {投诉者: ...}`"),
        // A name that is another elsewhere in the format.
        (MAP.replace("重要性: 关键", "客护: x, 客户: {所做: 排队}"), "这里已经有一个 `客户`"),
        (MAP.replace("重要性: 关键", "期待: [{内容: 快, 来自: 自身需求}]"), "是不是想写 `自身需要`"),
        (MAP.replace("重要性: 关键", "期待: [一分钟内有真人回]"), "`{内容: 一分钟内有真人回}`"),
        (MAP.replace("重要性: 关键", "期望: 高"), "期望是 -3 到 +3 之间的整数"),
        (MAP.replace("重要性: 关键", "投诉: 没有"), "`首次回应: ...`"),
        ("title: 早餐店\nstages:\n  unknown:\n    contact: [{id: 门口}]\n".into(), "请加一行 `name: ...`"),
    ] {
        let found = checked(&map);
        assert!(found.contains(told), "{map}\n{found}");
    }
}

#[test]
fn what_a_guide_or_a_list_lacks_is_told_in_its_own_names() {
    let map = |text: &str| format!("标题: 早餐店\n阶段: {{未知客户: {{指引: {{何时: {{主流做法: 等}}}}}}}}\n{text}\n");
    let found = checked(&map("价值列表: {售前: [{价值: 回电, 需要: 安心}]}\n分工: {高层: {理念: 快}}"));
    for told in [
        "在 `指引:` 下补上 `何地`、`为何`、`何人`、`何事与如何`",
        "给 `指引:` 下的 `何时` 写上创新做法 `创新做法: ...`",
        "`售中`、`售后`、`响应`",
        "`人员`、`业务`、`考核`",
        "`中层`；`一线`",
    ] {
        assert!(found.contains(told), "{told} is missing from:\n{found}");
    }
    let english = "title: 早餐店\nstages: {unknown: {guide: {when: {mainstream: 等, innovative: 问}}}}\n";
    assert!(checked(english).contains("`who`（何人）"), "the English names of the file are explained");
}

#[test]
fn another_word_for_a_kind_is_answered_with_that_kind() {
    let config = |kind: &str, tier: &str| {
        format!("语言: [zh]\n渠道: {{x: {{名称: 甲, 类型: {kind}}}}}\n客户分类: {{y: {{名称: 乙, 等级: {tier}}}}}\n")
    };
    for (kind, tier, channel, customers) in [
        ("网页", "大客户", "网页或应用", "重点客户"),
        ("小程序", "VIP", "网页或应用", "重点客户"),
        ("公众号", "贵宾", "网页或应用", "重点客户"),
        ("广告", "普通", "媒体", "一般客户"),
        ("传单", "一般", "印刷品", "一般客户"),
        ("海报", "regular", "印刷品", "一般客户"),
        ("自助机器", "散客", "自助设备", "小客户"),
        ("短信", "big", "信件或消息", "重点客户"),
        ("上门", "小", "面对面", "小客户"),
    ] {
        let workspace = Workspace::with(&[("motmap.yaml", &config(kind, tier)), ("maps/shop.yaml", MAP)]);
        let told = workspace.run(&["check", "--lang", "zh", "--format", "short"]).out;
        for name in [channel, customers] {
            assert!(told.contains(&format!("是不是想写 `{name}`")), "{kind}, {tier}: {told}");
        }
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

#[test]
fn a_comment_in_chinese_allows_a_finding() {
    let gap = "标题: 早餐店\n阶段:\n  成交客户:\n    # 允许: empty-cell 还没有人观察过\n    接触点: []\n";
    let found = |map: &str| Workspace::with(&[("maps/shop.yaml", map)]).run(&["check", "--lang", "zh"]).out;
    let told = found(gap);
    assert!(told.contains("注释放行 1 个"), "{told}");
    for (map, words) in [
        (gap.replace("允许: ", "允许："), "请输入 `# 允许: `"),
        (gap.replace(" 还没有人观察过", ""), "`# 允许: empty-cell 因为……`"),
        (gap.replace("empty-cell", "empty-sell"), "是不是想写 `empty-cell`"),
    ] {
        let told = found(&map);
        assert!(told.contains(words), "`{words}` is missing from:\n{told}");
    }
    let case = "---\n接触点: shop/desk\n---\n## 1 事实\n\n<!-- 允许: personal-data 这是我们自己的热线 -->\n请拨打 15407283915。\n";
    let workspace = Workspace::with(&[
        ("maps/shop.yaml", "标题: 店\n阶段: {成交客户: {接触点: [{编号: desk, 名称: 柜台}]}}\n"),
        ("maps/cases/call.md", case),
    ]);
    assert_eq!(workspace.findings(&["--only", "personal-data"]), [""; 0]);
}

#[test]
fn a_field_that_nobody_knows_is_answered_with_a_few_that_fit() {
    let found = checked(&MAP.replace("重要性: 关键", "来电显示: 无"));
    let fields = "这里常用的：`要求`（客户在这里可能提出的所有要求）、`关键时刻`（这十五秒怎么演）";
    assert!(found.contains(fields) && found.contains("`motmap explain 字段`"), "{found}");
    assert!(!found.contains("`编号`"), "what is there already is not named: {found}");
    let english = Workspace::with(&[("maps/shop.yaml", "title: Shop\nqwertz: 1\n")]).run(&["check"]).out;
    assert!(
        english.contains("`stages` (the four stages), ") && english.contains("`motmap explain fields`"),
        "{english}"
    );
    let empty = Workspace::with(&[("maps/shop.yaml", "标题: 店\n阶段: {成交客户: {接触点: []}}\n")]);
    let empty = empty.run(&["check", "--lang", "zh", "--format", "short"]).out;
    assert!(empty.contains("`成交客户` 阶段的 `初次认知`"), "{empty}");
    let stages = checked("标题: 店\n阶段: {别的人: {}}\n");
    assert!(stages.contains("这里可以写：`未知客户`、`潜在客户`、`成交客户`、`离开客户`"), "{stages}");
}

/// A map as a Chinese keyboard types it, and as it is meant.
const TYPED: &str = "\
标题：早餐店
阶段：
  成交客户：
    营销重点:[当场做]
    接触点：
      - 编号：柜台
        名称:收银台
        客户：｛所做：排队，所感：着急｝
        要求：
          - ｛问：快吗？，答：三分钟｝
        关键时刻：
          探求：
            说：您赶时间吗？
            做：抬头看着客人
";
const MEANT: &str = "\
标题: 早餐店
阶段:
  成交客户:
    营销重点: [当场做]
    接触点:
      - 编号: 柜台
        名称: 收银台
        客户: {所做: 排队, 所感: 着急}
        要求:
          - {问: 快吗？, 答: 三分钟}
        关键时刻:
          探求:
            说: 您赶时间吗？
            做: 抬头看着客人
";

#[test]
fn full_width_punctuation_after_chinese_names_is_mended() {
    let workspace = Workspace::with(&[("maps/shop.yaml", TYPED)]);
    let told = workspace.run(&["check", "--fix", "--lang", "zh"]);
    let mended: String =
        workspace.read("maps/shop.yaml").lines().map(|line| format!("{}\n", line.trim_end())).collect();
    assert_eq!(mended, MEANT, "{told:?}");
}

#[test]
fn words_of_texts_that_are_names_elsewhere_are_left_alone() {
    let map = "\
标题: 早餐店
阶段:
  成交客户:
    接触点:
      - 编号: 柜台
        名称: 柜台
        立场: 先听完
          客户：我等了很久
        补救:
          信号: 他说，答：没有
          步骤:
            - 说：对不起
            - 问：哪一样不满意
        关键时刻:
          探求: {避免: [说：不行, 问：为什么], 说: 您好}
          提议:
            说: |
              客户：快一点
              店员：马上好
";
    let findings = Workspace::with(&[("maps/shop.yaml", map)]).findings(&[]);
    let of_shape = ["full-width-punctuation", "wrong-type", "unknown-field", "invalid-yaml"];
    let faults: Vec<_> = findings.iter().filter(|found| of_shape.iter().any(|rule| found.ends_with(rule))).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}
