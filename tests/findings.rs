//! Living with findings: their forms for programs, those that are allowed to stand, those that were there before.

mod workspace;

use serde_json::Value;
use workspace::{Run, Workspace, repository, run_in};

const SHOP: &str = "\
title: 街角小店
stages:
  unknown: {not_applicable: 镇上没有人不知道我们}
  prospect: {not_applicable: 进门的客人都会买}
  customer:
    contact:
      - {id: counter, name: 收银台}
    first-impression: []
    attitude: []
    behaviour:
      - {id: comes-again, name: 再次光顾, importance: hihg}
  departing: {not_applicable: 离开阶段见投诉图}
";

/// A title, file name and ids that try to break out of whatever they are put into.
const HOSTILE: &str = "\
title: \"x%0A::error::y\\e[31m,file=z\"
stages:
  customer:
    contact:
      - {id: counter, name: \"::set-output name=a::b\", role: \"a,b:c%d\\r\\n::stop\\u009b31m\\u202e\"}
";

/// A workspace that does not ask for more than a grid of names.
const CONFIG: &str =
    "languages: [zh]\nrules: {unlisted-requests: off, unplayed-moment: off, unowned-touchpoint: off}\n";

fn shop() -> Workspace {
    Workspace::with(&[("motmap.yaml", CONFIG), ("maps/shop.yaml", SHOP)])
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error} in\n{}", run.out))
}

fn validator(schema: &str) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(schema).expect("a schema is JSON");
    jsonschema::validator_for(&schema).expect("a schema is a schema")
}

fn assert_valid(schema: &jsonschema::Validator, document: &Value) {
    let errors: Vec<String> = schema.iter_errors(document).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn json_says_everything_in_every_language_and_keeps_to_its_published_schema() {
    let workspace = shop();
    let schema = validator(&workspace.run(&["schema", "findings"]).out);
    let english = json(&workspace.run(&["check", "--format", "json", "--lang", "en"]));
    let chinese = json(&workspace.run(&["check", "--format", "json", "--lang", "zh"]));
    assert_valid(&schema, &english);
    assert_eq!(english, chinese, "the document is the same whatever the language of messages");
    assert_eq!(english["version"], 1);
    assert_eq!(english["summary"]["errors"], 3, "{english:#}");
    assert_eq!(english["summary"]["maps"], 1);
    let misspelt = english["findings"].as_array().expect("a list").last().expect("a finding");
    assert_eq!(misspelt["rule"], "invalid-value");
    assert_eq!(misspelt["path"], "maps/shop.yaml");
    assert_eq!(misspelt["span"]["start"], serde_json::json!({"line": 11, "column": 51}), "columns are characters");
    let bytes = &misspelt["span"]["bytes"];
    let range = bytes["start"].as_u64().expect("a number") as usize..bytes["end"].as_u64().expect("a number") as usize;
    assert_eq!(&SHOP[range], "hihg", "bytes are those of the text");
    assert_eq!(misspelt["fix"]["edits"][0]["text"], "high");
    assert!(misspelt["message"]["zh"].is_string() && misspelt["message"]["en"].is_string());
}

#[test]
fn json_of_a_clean_workspace_is_a_document_without_findings() {
    let workspace = Workspace::empty();
    workspace.run(&["init"]);
    let run = workspace.run(&["check", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert_eq!(json(&run)["findings"], serde_json::json!([]));
}

#[test]
fn sarif_keeps_to_the_official_schema() {
    let official = std::fs::read_to_string(repository("tests/schemas/sarif-2.1.0.json")).expect("the schema is there");
    // A bracket too many in one of its patterns, which matches as it should without.
    let official = validator(&official.replace("{2}]?$", "{2}$"));
    for map in [SHOP, HOSTILE, "title：x\nstages: {}\nstages: {}\n", "", "[", "sumary: x\n"] {
        let workspace = Workspace::with(&[("maps/街角 店.yaml", map)]);
        for lang in ["en", "zh"] {
            let log = json(&workspace.run(&["check", "--format", "sarif", "--lang", lang]));
            assert_valid(&official, &log);
        }
    }
}

#[test]
fn sarif_names_rules_with_their_pages_and_places_in_characters() {
    let log = json(&shop().run(&["check", "--format", "sarif"]));
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let result = run["results"].as_array().expect("a list").last().expect("a result");
    let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("a number") as usize];
    assert_eq!(rule["id"], result["ruleId"]);
    assert!(rule["help"]["markdown"].as_str().is_some_and(|page| page.contains("## Why")), "{rule:#}");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "maps/shop.yaml");
    assert_eq!(place["region"]["startColumn"], 51);
    let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "high");
}

/// What GitHub's and Azure DevOps's code scanning require of every rule and every result.
#[test]
fn sarif_gives_services_what_they_require() {
    let workspace = Workspace::with(&[("docs/moments/maps/shop.yaml", SHOP), (".git/HEAD", "ref: refs/heads/main\n")]);
    for lang in ["en", "zh"] {
        let log = json(&workspace.run(&["-C", "docs/moments", "check", "--format", "sarif", "--lang", lang]));
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
        assert_eq!(rules.len(), motmap::testing::checks::rules().count());
        for rule in rules {
            let name = rule["name"].as_str().unwrap_or_default();
            let in_words = name.chars().all(char::is_alphabetic) && name.starts_with(char::is_uppercase);
            assert!(in_words, "{}: a name in one word, not `{name}`", rule["id"]);
            for text in ["/shortDescription/text", "/fullDescription/text", "/help/text", "/help/markdown"] {
                let text = (text, rule.pointer(text).and_then(Value::as_str).unwrap_or_default());
                assert!(!text.1.trim().is_empty(), "{}: {} is missing", rule["id"], text.0);
            }
            let full = rule["fullDescription"]["text"].as_str().unwrap_or_default();
            assert!(!full.contains('#') || full.contains("`#"), "{}: no headings in {full}", rule["id"]);
            assert!(full.chars().count() <= 1024, "{}: services cut longer descriptions", rule["id"]);
            let level = rule.pointer("/defaultConfiguration/level").and_then(Value::as_str).unwrap_or_default();
            assert!(["note", "warning", "error"].contains(&level), "{}: level `{level}`", rule["id"]);
            assert!(rule.pointer("/properties/tags/0").is_some_and(Value::is_string), "{}: no tag", rule["id"]);
        }
        let empty = rules.iter().find(|rule| rule["id"] == "empty-cell").expect("the rule is there");
        assert_eq!(empty["name"], "EmptyCell");
        let short = if lang == "en" {
            "A cell has neither touchpoints nor a waiver."
        } else {
            "格子里既没有接触点，也没有写明不适用。"
        };
        assert_eq!(empty["shortDescription"]["text"], short);
        assert_eq!(
            run["automationDetails"]["id"], "motmap/docs/moments/",
            "workspaces of one repository are kept apart"
        );
        for result in run["results"].as_array().expect("a list") {
            assert!(result["message"]["text"].is_string() && result["partialFingerprints"].is_object(), "{result:#}");
            let file = &result["locations"][0]["physicalLocation"]["artifactLocation"];
            assert_eq!(file["uri"], "docs/moments/maps/shop.yaml");
            let base = file["uriBaseId"].as_str().expect("what the path is from");
            assert!(run["originalUriBaseIds"][base]["description"]["text"].is_string(), "{base} is explained");
        }
    }
}

#[test]
fn fingerprints_stay_when_lines_are_put_before_them_and_differ_from_one_another() {
    let fingerprints = |map: &str| -> Vec<String> {
        let workspace = Workspace::with(&[("maps/shop.yaml", map)]);
        let log = json(&workspace.run(&["check", "--format", "sarif"]));
        let results = log["runs"][0]["results"].as_array().expect("a list").clone();
        results.iter().map(|result| result["partialFingerprints"].to_string()).collect()
    };
    let before = fingerprints(SHOP);
    let shifted = SHOP.replace("stages:", "# 一条备注\nsummary: 一家小店\n\nstages:").replace("收银台", "前面的收银台");
    assert_eq!(before, fingerprints(&shifted));
    let mut distinct = before.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), before.len(), "{before:?}");
}

#[test]
fn annotations_stay_one_line_each_whatever_a_map_holds() {
    let workspace = Workspace::with(&[("motmap.yaml", "languages: [en]\n"), ("maps/a,b:c%d.yaml", HOSTILE)]);
    let run = workspace.run(&["check", "--format", "github"]);
    let short = workspace.run(&["check", "--format", "short"]);
    assert_eq!(run.out.lines().count(), short.out.lines().count(), "one finding, one line:\n{}", run.out);
    for line in run.out.lines() {
        let rest = ["::error ", "::warning ", "::notice "].iter().find_map(|start| line.strip_prefix(start));
        let (properties, _) =
            rest.unwrap_or_else(|| panic!("no command in `{line}`")).split_once("::").expect("a message");
        let names: Vec<&str> = properties.split(',').map(|one| one.split('=').next().unwrap_or_default()).collect();
        assert!(names.starts_with(&["file", "line", "col"]) && names.ends_with(&["title"]), "{line}");
        assert!(properties.starts_with("file=maps/a%2Cb%3Ac%25d.yaml,"), "{line}");
    }
}

#[test]
fn services_are_told_the_path_from_the_repository() {
    let workspace = Workspace::with(&[("docs/moments/maps/shop.yaml", SHOP), (".git/HEAD", "ref: refs/heads/main\n")]);
    let run = workspace.run(&["-C", "docs/moments", "check", "--format", "github"]);
    assert!(run.out.starts_with("::error file=docs/moments/maps/shop.yaml,line=8,col=5,"), "{}", run.out);
}

/// For people, paths are from where they stand, so that an editor opens them; for services, from the repository.
#[test]
fn paths_can_be_opened_from_where_one_stands() {
    let workspace = Workspace::with(&[("docs/moments/maps/shop.yaml", SHOP), (".git/HEAD", "ref: refs/heads/main\n")]);
    let from = |folder: &str, arguments: &[&str]| {
        run_in(&workspace.path().join(folder), &[("LANG", "en_US.UTF-8")], &[&["check"], arguments].concat()).out
    };
    for (folder, arguments, shown) in [
        ("docs/moments", &[][..], "maps/shop.yaml"),
        ("docs/moments/maps", &[], "../maps/shop.yaml"),
        ("docs", &["-C", "moments"], "moments/maps/shop.yaml"),
        ("", &["docs/moments/maps/shop.yaml"], "docs/moments/maps/shop.yaml"),
        (".git", &["-C", "../docs/moments/maps"], "../docs/moments/maps/shop.yaml"),
    ] {
        let short = from(folder, &[arguments, &["--format", "short"]].concat());
        assert!(short.lines().all(|line| line.starts_with(&format!("{shown}:"))), "from {folder:?}: {short}");
        let opened = workspace.path().join(folder).join(shown);
        assert!(opened.is_file(), "{shown} opens from {folder:?}");
        let human = from(folder, arguments);
        assert!(human.contains(&format!(" --> {shown}:")), "from {folder:?}: {human}");
        let json: Value =
            serde_json::from_str(&from(folder, &[arguments, &["--format", "json"]].concat())).expect("JSON");
        assert_eq!(json["findings"][0]["path"], "maps/shop.yaml", "its schema says: from the workspace's root");
        let github = from(folder, &[arguments, &["--format", "github"]].concat());
        assert!(github.starts_with("::error file=docs/moments/maps/shop.yaml,"), "from {folder:?}: {github}");
        let sarif = from(folder, &[arguments, &["--format", "sarif"]].concat());
        assert!(sarif.contains("\"uri\": \"docs/moments/maps/shop.yaml\""), "from {folder:?}");
    }
    let build = run_in(&workspace.path().join("docs"), &[("LANG", "en_US.UTF-8")], &["-C", "moments", "build"]);
    assert!(build.messages.contains(" --> moments/maps/shop.yaml:11:"), "{}", build.messages);
}

#[test]
fn the_short_form_has_the_cure_on_the_same_line() {
    let workspace =
        Workspace::with(&[("maps/shop.yaml", "title: Shop\nstages:\n  prospct: {not_applicable: All buy}\n")]);
    let short = ["check", "--format", "short", "--only", "unknown-field"];
    assert_eq!(
        workspace.run(&short).out,
        "maps/shop.yaml:3:3: error[unknown-field]: unknown field `prospct`; did you mean `prospect`?\n"
    );
    assert_eq!(
        run_in(workspace.path(), &[("LANG", "zh_CN.UTF-8")], &short).out,
        "maps/shop.yaml:3:3: error[unknown-field]: 未知字段 `prospct`；是不是想写 `prospect`？\n"
    );
}

#[test]
fn no_form_lets_a_control_character_through() {
    let workspace = Workspace::with(&[("maps/shop.yaml", HOSTILE)]);
    for format in ["human", "short", "json", "sarif", "github"] {
        let out = workspace.run(&["check", "--format", format]).out;
        assert!(out.contains("stop"), "{format} tells of the role:\n{out}");
        let wild = out.chars().find(|&c| c != '\n' && (c.is_control() || c == '\u{202e}'));
        assert_eq!(wild, None, "{format}:\n{out:?}");
    }
}

#[test]
fn every_form_tells_the_same_findings() {
    let workspace = shop();
    let short = workspace.findings(&[]);
    let place = |path: &Value, line: &Value, column: &Value, rule: &Value| {
        format!("{}:{line}:{column} {}", path.as_str().expect("a path"), rule.as_str().expect("a rule"))
    };
    let document = json(&workspace.run(&["check", "--format", "json"]));
    let of_json = document["findings"].as_array().expect("a list").iter().map(|found| {
        let start = &found["span"]["start"];
        place(&found["path"], &start["line"], &start["column"], &found["rule"])
    });
    assert_eq!(short, of_json.collect::<Vec<_>>());
    let log = json(&workspace.run(&["check", "--format", "sarif"]));
    let of_sarif = log["runs"][0]["results"].as_array().expect("a list").iter().map(|result| {
        let at = &result["locations"][0]["physicalLocation"];
        let region = &at["region"];
        place(&at["artifactLocation"]["uri"], &region["startLine"], &region["startColumn"], &result["ruleId"])
    });
    assert_eq!(short, of_sarif.collect::<Vec<_>>());
}

#[test]
fn each_kind_of_file_has_its_schema() {
    let workspace = Workspace::empty();
    for (what, title) in [("map", "Map"), ("workspace", "Workspace"), ("case", "Case"), ("findings", "Findings")] {
        let schema = json(&workspace.run(&["schema", what]));
        assert_eq!(schema["title"], title);
    }
    assert_eq!(workspace.run(&["schema"]).out, workspace.run(&["schema", "map"]).out);
}

const GAP: &str = "    first-impression: []\n";

#[test]
fn a_finding_with_a_reason_is_allowed_to_stand_on_its_line_or_from_the_line_above() {
    for allowed in [
        "    first-impression: []   # allow: empty-cell 下个月补\n",
        "    # allow: empty-cell 下个月补\n    first-impression: []\n",
        "    # allow: empty-cell 下个月补\n    # allow: thin-cell 不急\n    first-impression: []\n",
    ] {
        let workspace = shop();
        workspace.write("maps/shop.yaml", SHOP.replace("hihg", "low").replace(GAP, allowed));
        let found = workspace.findings(&[]);
        assert_eq!(found.len(), 1, "the other gap alone is left by\n{allowed}{found:?}");
        let summary = workspace.run(&["check"]).out;
        assert!(summary.contains("1 error, 0 warnings; 1 allowed by comments"), "{summary}");
    }
}

#[test]
fn of_a_long_loop_ten_touchpoints_are_named_and_all_are_counted() {
    const ALL: usize = 25;
    let desk = |number: usize| {
        let next = (number + 1) % ALL;
        format!("      - {{id: desk-{number}, name: 第{number}台, leads_to: [{{to: desk-{next}, because: 转过去}}]}}\n")
    };
    let desks: String = (0..ALL).map(desk).collect();
    let map = format!("title: 街角小店\nstages:\n  customer:\n    contact:\n{desks}");
    let workspace = Workspace::with(&[("motmap.yaml", CONFIG), ("maps/shop.yaml", &map)]);
    let told = workspace.run(&["check", "--only", "endless-loop", "--lang", "en"]).out;
    assert!(told.contains("begins a loop of 25 touchpoints"), "{told}");
    assert_eq!(told.matches("in the same loop").count(), 9, "nobody reads on:\n{told}");
}

#[test]
fn a_full_width_colon_is_understood_and_told() {
    let workspace = shop();
    let allowed = "    # allow：empty-cell 下个月补\n    first-impression: []\n";
    workspace.write("maps/shop.yaml", SHOP.replace("hihg", "low").replace(GAP, allowed));
    assert_eq!(
        workspace.findings(&[]),
        ["maps/shop.yaml:8:12 full-width-punctuation", "maps/shop.yaml:10:5 empty-cell"]
    );
    assert_eq!(workspace.run(&["build"]).code, 0, "a comment keeps no map from being built");
}

#[test]
fn what_keeps_a_map_from_being_understood_is_never_silenced() {
    let workspace = shop();
    workspace.write("maps/shop.yaml", SHOP.replace("hihg}", "hihg} # allow: invalid-value 就这么写"));
    let run = workspace.run(&["check", "--format", "short"]);
    assert!(run.out.contains("error[invalid-value]"), "{}", run.out);
    assert!(run.out.contains("warning[unused-suppression]: `invalid-value` cannot be allowed"), "{}", run.out);
}

#[test]
fn comments_are_heard_in_the_configuration_and_in_the_header_of_a_case() {
    let workspace = shop();
    workspace.write("motmap.yaml", format!("# allow: empty-cell 不在这里\n{CONFIG}"));
    workspace.write("maps/shop.yaml", SHOP.replace("hihg", "low"));
    workspace.write("maps/cases/queue.md", "---\ntouchpoint: shop/counter # allow: dead-end 不在这里\n---\n");
    assert_eq!(
        workspace.findings(&["--only", "unused-suppression"]),
        ["maps/cases/queue.md:2:35 unused-suppression", "motmap.yaml:1:10 unused-suppression"]
    );
}

/// A map of one touchpoint, with fields in which nothing else is wrong than that `待补` stands in them.
fn with_fields(fields: &str) -> Workspace {
    let map = format!(
        "title: 街角小店\nstages:\n  customer:\n    contact:\n      - id: counter\n        name: 收银台\n{fields}"
    );
    Workspace::with(&[("motmap.yaml", CONFIG), ("maps/shop.yaml", &map)])
}

#[test]
fn a_finding_in_a_text_over_lines_is_allowed_at_its_key() {
    let above = "# allow: placeholder-text 月底定稿\n        ";
    for (what, fields) in [
        ("a block that keeps its lines, the comment above its key", format!("        {above}stance: |\n          待补\n")),
        ("on the line of its key", "        stance: | # allow: placeholder-text 月底定稿\n          待补\n".into()),
        ("a block that folds its lines", format!("        {above}stance: >-\n\n          待补\n")),
        ("a text without quotes below its key", format!("        {above}stance:\n          此处\n          待补\n")),
        ("a text in quotes over lines", format!("        {above}stance: \"待补\n          \"\n")),
        ("a text by language", format!("        stance:\n          {}zh: |\n            待补\n", above.replace("        ", "          "))),
        (
            "an item of a list, the comment above its dash",
            "        moment:\n          act:\n            do:\n              # allow: placeholder-text 月底定稿\n              - |\n                待补\n".into(),
        ),
        ("a text over lines, the comment behind its end", "        stance:\n          此处\n          待补 # allow: placeholder-text 月底定稿\n".into()),
        ("a text by language, the comment above the field", format!("        {above}stance:\n          zh: |\n            待补\n")),
        (
            "a list of texts, the comment above the field",
            "        moment:\n          act:\n            # allow: placeholder-text 月底定稿\n            do:\n              - 待补\n".into(),
        ),
        (
            "fields in braces over lines, the comment behind them",
            "        authority:\n          {\n            decides: 待补,\n          } # allow: placeholder-text 月底定稿\n".into(),
        ),
        (
            "fields in braces over lines, the comment above their key",
            format!("        {above}authority: {{\n            decides: 待补,\n          }}\n"),
        ),
        ("an item on the line of its dash", "        moment:\n          act:\n            do:\n              - >  # allow: placeholder-text 月底定稿\n                待补\n".into()),
    ] {
        let found = with_fields(&fields).findings(&["--only", "placeholder-text"]);
        let map = format!("{what}:\n{fields}");
        assert_eq!(found, [""; 0], "{map}");
        let other = with_fields(&fields.replace("placeholder-text", "dead-end"));
        assert_eq!(other.findings(&["--only", "placeholder-text"]).len(), 1, "another rule is not allowed: {map}");
        assert_eq!(other.findings(&["--only", "unused-suppression"]).len(), 1, "the comment allows nothing: {map}");
        let mended = with_fields(&fields.replace("待补", "先听完"));
        assert_eq!(mended.findings(&["--only", "unused-suppression"]).len(), 1, "it is no longer needed: {map}");
    }
}

#[test]
fn what_allows_one_text_allows_no_other() {
    let workspace = with_fields(
        "        # allow: placeholder-text 月底定稿\n        stance: |\n          待补\n        channel: |\n          待补\n",
    );
    assert_eq!(workspace.findings(&["--only", "placeholder-text"]), ["maps/shop.yaml:11:11 placeholder-text"]);
}

/// A case whose sixth part is `part`, from line 20 on.
fn with_part(part: &str) -> Workspace {
    let parts: String = (1..6).map(|number| format!("## {number} 部分\n他来了。\n")).collect();
    let header = "touchpoint: shop/counter\nwhen: 2026-03-17 10:20\nplace: 收银台\npeople: [{name: 老先生, role: 客户}]\nanonymised: true\noutcome: success\n";
    let case = format!("---\n{header}---\n\n{parts}{part}");
    let rules = "languages: [zh]\nrules: {case-part-length: off, uncased-moment: off}\n";
    let map = SHOP.replace("hihg", "low");
    Workspace::with(&[("motmap.yaml", rules), ("maps/shop.yaml", &map), ("maps/cases/queue.md", &case)])
}

#[test]
fn a_finding_in_the_parts_of_a_case_is_allowed_by_a_comment_of_markdown() {
    let comment = "<!-- allow: personal-data 这是我们自己的热线 -->";
    for (what, part) in [
        ("on the line above", format!("## 6 要点\n{comment}\n打15407283915。\n")),
        ("above a blank line", format!("## 6 要点\n{comment}\n\n打15407283915。\n")),
        ("in the middle of a paragraph", format!("## 6 要点\n他说：\n{comment}\n打15407283915。\n")),
        ("on the line itself", format!("## 6 要点\n打15407283915。{comment}\n")),
        ("at the head of the line", format!("## 6 要点\n{comment} 打15407283915。\n")),
        ("over two lines", "## 6 要点\n<!-- allow: personal-data\n这是我们自己的热线 -->\n打15407283915。\n".into()),
        (
            "with another rule between",
            format!("{comment}\n<!-- allow: missing-case-part 还没写 -->\n## 6 打15407283915\n"),
        ),
        ("with a full-width colon", format!("## 6 要点\n{}\n打15407283915。\n", comment.replace(": ", "："))),
        ("in a quotation", format!("## 6 要点\n> {comment}\n> 打15407283915。\n")),
        ("in an item of a list", format!("## 6 要点\n- {comment}\n  打15407283915。\n")),
        ("in a numbered item", format!("## 6 要点\n1. {comment}\n   打15407283915。\n")),
        ("beside another comment", format!("## 6 要点\n{comment} <!-- 核对过 -->\n打15407283915。\n")),
    ] {
        let workspace = with_part(&part);
        assert_eq!(workspace.findings(&["--only", "personal-data"]), [""; 0], "{what}:\n{part}");
        assert_eq!(workspace.findings(&["--only", "missing-case-part"]), [""; 0], "{what}:\n{part}");
        assert_eq!(workspace.findings(&["--only", "unused-suppression"]), [""; 0], "{what}:\n{part}");
    }
}

#[test]
fn what_is_wrong_with_a_comment_of_markdown_is_told() {
    let number = "打15407283915。";
    for (part, place, message) in [
        (format!("## 6 要点\n<!-- allow: personal-data -->\n{number}"), "21:13", "suppression-without-reason"),
        (format!("## 6 要点\n<!-- allow: personel-data 热线 -->\n{number}"), "21:13", "unknown-suppression"),
        (format!("## 6 要点\n<!-- allow: -->\n{number}"), "21:1", "unknown-suppression"),
        (format!("## 6 要点\n{number}\n<!-- allow: personal-data 热线 -->\n完。"), "22:13", "unused-suppression"),
        (format!("## 6 要点\n<!-- allow: unknown-field 热线 -->\n{number}"), "21:13", "unused-suppression"),
        (format!("## 6 要点\n<!-- allow：personal-data 热线 -->\n{number}"), "21:11", "full-width-punctuation"),
    ] {
        let found = with_part(&part).findings(&["--only", message]);
        assert_eq!(found, [format!("maps/cases/queue.md:{place} {message}")], "{part}");
    }
    let out = with_part(&format!("## 6 要点\n<!-- allow: personal-data -->\n{number}")).run(&["check"]).out;
    assert!(
        out.contains("`<!-- allow: personal-data because ... -->`"),
        "the cure is in the form of its place:\n{out}"
    );
    let code = with_part(&format!("## 6 要点\n\n    代码\n\n`<!-- allow: personal-data 热线 -->`\n{number}"));
    assert_eq!(code.findings(&["--only", "personal-data"]).len(), 1, "in code it is no comment");
}

#[test]
fn the_header_of_a_case_is_allowed_as_a_map_is() {
    let workspace = shop();
    workspace.write("maps/shop.yaml", SHOP.replace("hihg", "low"));
    for header in [
        "title: 打15407283915 # allow: personal-data 我们自己的热线\n",
        "# allow: personal-data 我们自己的热线\ntitle: 打15407283915\n",
        "# allow: personal-data 我们自己的热线\nteaching_note: |\n  先念。\n  再打15407283915。\n",
    ] {
        workspace.write("maps/cases/queue.md", format!("---\ntouchpoint: shop/counter\n{header}---\n"));
        assert_eq!(workspace.findings(&["--only", "personal-data"]), [""; 0], "{header}");
        assert_eq!(workspace.findings(&["--only", "unused-suppression"]), [""; 0], "{header}");
    }
}

#[test]
fn one_rule_alone_says_nothing_of_the_comments_for_others() {
    let workspace = shop();
    workspace.write("maps/shop.yaml", SHOP.replace("  customer:", "  # allow: dead-end 没有\n  customer:"));
    let found = workspace.findings(&["--only", "empty-cell"]);
    assert!(found.iter().all(|finding| finding.ends_with(" empty-cell")), "{found:?}");
}

#[test]
fn an_old_map_is_adopted_and_what_is_new_still_fails() {
    let workspace = shop();
    workspace.write("maps/shop.yaml", SHOP.replace("hihg", "low"));
    let run = workspace.run(&["check", "--write-baseline", "known.json"]);
    assert_eq!((run.code, run.messages.as_str()), (0, "Kept 2 findings in known.json.\n"), "{}", run.out);
    let kept = workspace.read("known.json");
    assert!(
        kept.contains(r#"{"path":"maps/shop.yaml","place":"stages.customer.attitude","rule":"empty-cell","count":1}"#),
        "{kept}"
    );

    let run = workspace.run(&["check", "--baseline", "known.json"]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.ends_with("no findings; 2 known before\n"), "{}", run.out);

    let edited = SHOP.replace("hihg", "low").replace("stages:", "summary: 一家小店\n\nstages:");
    workspace.write("maps/shop.yaml", &edited);
    assert_eq!(workspace.findings(&["--baseline", "known.json"]), [""; 0], "inserted lines disturb nothing");

    let worse = edited.replace("  departing: {not_applicable: 离开阶段见投诉图}\n", "  departing: {contact: []}\n");
    workspace.write("maps/shop.yaml", worse);
    let run = workspace.run(&["check", "--baseline", "known.json", "--format", "short"]);
    assert_eq!(run.code, 1, "what is new fails");
    assert_eq!(run.out.lines().count(), 4, "{}", run.out);
}

#[test]
fn a_strict_build_of_an_old_map_fails_by_what_is_new_alone() {
    let workspace = shop();
    let map = SHOP.replace("hihg", "low");
    workspace.write("maps/shop.yaml", &map);
    workspace.write("templates/role.html", "{% if %}");
    workspace.run(&["check", "--write-baseline", "known.json"]);
    let strict = ["build", "--strict", "--baseline", "known.json"];
    for run in [workspace.run(&strict), workspace.run(&strict)] {
        assert_eq!(run.code, 0, "built, and told again without building: {run:?}");
        assert!(run.messages.contains("no findings; 3 known before."), "{}", run.messages);
        assert!(!run.messages.contains("template-error"), "what is known is not told again: {}", run.messages);
    }
    assert_eq!(workspace.run(&["build", "--strict"]).code, 1, "without the file each error counts");
    assert_eq!(workspace.run(&["build", "--strict", "--baseline", "known.json", "--map", "shop"]).code, 0, "a part");

    workspace.write("maps/shop.yaml", map.replace("  departing: {not_applicable: 离开阶段见投诉图}\n", ""));
    let check = workspace.run(&["check", "--baseline", "known.json"]);
    let build = workspace.run(&strict);
    assert_eq!((check.code, build.code), (1, 1), "what is new fails both: {build:?}");
    assert!(build.messages.contains("4 errors, 0 warnings; 3 known before"), "{}", build.messages);
    let program = ["build", "--strict", "--baseline", "known.json", "--depfile", "site.d"];
    let told = workspace.run(&program).messages;
    assert_eq!(told.matches("error[empty-cell]").count(), 4, "a build program is told what is new: {told}");
    assert!(!told.contains("template-error"), "{told}");
}

#[test]
fn a_strict_build_believes_no_other_file_than_check_does() {
    let workspace = shop();
    for (arguments, told) in [
        (&["--strict", "--baseline", "maps/shop.yaml"][..], "is not a baseline"),
        (&["--strict", "--baseline", "nowhere.json"], "nowhere.json: no such file"),
        (&["--baseline", "known.json"], "`--strict` is missing"),
    ] {
        let run = workspace.run(&[&["build"], arguments].concat());
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert!(run.messages.contains(told), "{arguments:?}: {}", run.messages);
        assert!(!workspace.path().join("site").exists(), "nothing is built");
    }
}

#[test]
fn what_has_been_mended_is_told_and_goes_at_the_next_writing() {
    let workspace = shop();
    let map = SHOP.replace("hihg", "low");
    workspace.write("maps/shop.yaml", &map);
    workspace.run(&["check", "--write-baseline", "known.json"]);
    let first = workspace.read("known.json");
    workspace.write("maps/shop.yaml", map.replace(GAP, "    first-impression: [{id: served, name: 按顺序接待}]\n"));
    let run = workspace.run(&["check", "--baseline", "known.json"]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert_eq!(
        run.messages,
        "No longer found: empty-cell in maps/shop.yaml (stages.customer.first-impression)\n\
         1 finding in known.json can go; `--write-baseline known.json` takes them out.\n"
    );
    workspace.run(&["check", "--only", "thin-cell", "--write-baseline", "known.json"]);
    assert!(workspace.read("known.json").contains("first-impression"), "a run for another rule leaves it in");
    workspace.run(&["check", "--write-baseline", "known.json"]);
    let second = workspace.read("known.json");
    assert!(!second.contains("stages.customer.first-impression\",\"rule\":\"empty-cell"), "{second}");
    workspace.write("maps/shop.yaml", &map);
    std::fs::remove_file(workspace.path().join("known.json")).expect("the file can be removed");
    workspace.run(&["check", "--write-baseline", "known.json"]);
    assert_eq!(workspace.read("known.json"), first, "the same findings are the same file");
}

#[test]
fn what_keeps_a_map_from_being_understood_is_never_kept() {
    let workspace = shop();
    let run = workspace.run(&["check", "--write-baseline", "known.json"]);
    assert_eq!(run.code, 1);
    assert!(
        run.messages.contains("1 error not kept: with such a fault a map cannot be understood"),
        "{}",
        run.messages
    );
    assert!(!workspace.read("known.json").contains("invalid-value"));
}

#[test]
fn a_file_that_is_no_baseline_is_neither_believed_nor_overwritten() {
    let workspace = shop();
    let before = workspace.read("maps/shop.yaml");
    for option in ["--baseline", "--write-baseline"] {
        let run = workspace.run(&["check", option, "maps/shop.yaml"]);
        assert_eq!(run.code, 2, "{}", run.messages);
        assert!(run.messages.starts_with("motmap: "), "{}", run.messages);
    }
    assert_eq!(workspace.read("maps/shop.yaml"), before);
    assert_eq!(workspace.run(&["check", "--baseline", "nowhere.json"]).code, 2);
    assert_eq!(workspace.run(&["check", "--baseline", "a", "--write-baseline", "b"]).code, 2);
}

#[test]
fn the_words_of_a_case_are_not_copied_into_a_baseline() {
    let workspace = shop();
    workspace.write("maps/shop.yaml", SHOP.replace("hihg", "low"));
    let case = "---\ntouchpoint: shop/counter\nquestions: [{listen_for: 张三丰}, 李四光]\n---\n## 1 事实\n张三丰来了 # allow\n";
    workspace.write("maps/cases/queue.md", case);
    workspace.run(&["check", "--write-baseline", "known.json"]);
    let kept = workspace.read("known.json");
    assert!(!kept.contains("张三丰") && !kept.contains("李四光"), "{kept}");
}

#[test]
fn a_baseline_holds_more_than_is_shown_at_once() {
    let jumps = |count: usize| -> String {
        let one = |number| format!("      - {{id: desk-{number}, name: Desk {number}, leads_to: [end]}}\n");
        let desks: String = (0..count).map(one).collect();
        format!(
            "title: Desks\nstages:\n  customer:\n    contact:\n{desks}    behaviour:\n      - {{id: end, name: Done}}\n"
        )
    };
    let workspace = Workspace::with(&[("maps/desks.yaml", &jumps(150))]);
    let only = ["--only", "unexplained-jump"];
    workspace.run(&[&["check", "--write-baseline", "known.json"][..], &only].concat());
    assert_eq!(workspace.read("known.json").matches("unexplained-jump").count(), 150);
    workspace.write("maps/desks.yaml", jumps(150).replacen(", leads_to: [end]", "", 1));
    let run = workspace.run(&[&["check", "--baseline", "known.json"][..], &only].concat());
    assert_eq!(run.code, 0, "mending one brings up no other:\n{}", run.out);
}

#[test]
fn what_a_map_had_nowhere_stays_known_while_it_is_filled_in() {
    let contact = |id: &str, more: &str| format!("      - {{id: {id}, name: {id}{more}}}\n");
    let map = |contacts: String| format!("title: Shop\nstages:\n  customer:\n    contact:\n{contacts}");
    let [one, two, three] = ["one", "two", "three"].map(|id| contact(id, ""));
    let workspace = Workspace::with(&[("maps/shop.yaml", &map(format!("{one}{two}{three}")))]);
    let new = |contacts: String| {
        workspace.write("maps/shop.yaml", map(contacts));
        workspace.findings(&["--only", "unlisted-requests", "--baseline", "known.json"])
    };
    workspace.run(&["check", "--only", "unlisted-requests", "--write-baseline", "known.json"]);
    let filled = contact("one", ", requests: [{ask: May I, answer: Yes}]");
    assert_eq!(new(format!("{filled}{two}{three}")), [""; 0], "the first has its requests, the others are as known");
    assert_eq!(new(format!("{}{one}{two}{three}", contact("zero", ""))), [""; 0], "another comes first");
    workspace.run(&["check", "--only", "unlisted-requests", "--write-baseline", "known.json"]);
    assert_eq!(new(format!("{filled}{two}{three}")), [""; 0]);
}
