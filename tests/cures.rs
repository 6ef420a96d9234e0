//! Cures that the program gives, followed to the letter: what comes of each can be read at that place.

mod workspace;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use motmap::testing::checks;
use motmap::testing::rule::Group;
use rayon::prelude::*;
use serde_json::Value;
use workspace::{Workspace, files_below, repository};

/// A finding as programs get it.
#[derive(Clone, Debug)]
struct Finding {
    rule: String,
    message: String,
    path: String,
    line: usize,
    /// Each cure is what it says, and its edits.
    cures: Vec<(String, Vec<Edit>)>,
}

#[derive(Clone, Debug)]
struct Edit {
    path: String,
    line: usize,
    bytes: (usize, usize),
    text: String,
}

fn findings(workspace: &Workspace) -> Vec<Finding> {
    let run = workspace.run(&["check", "--format", "json", "--today", "2026-11-01"]);
    let found: Value = serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    found["findings"].as_array().expect("a list").iter().map(finding).collect()
}

fn finding(found: &Value) -> Finding {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let number = |value: &Value| value.as_u64().expect("a number") as usize;
    let edit = |edit: &Value| Edit {
        path: text(&edit["path"]),
        line: number(&edit["span"]["start"]["line"]),
        bytes: (number(&edit["span"]["bytes"]["start"]), number(&edit["span"]["bytes"]["end"])),
        text: text(&edit["text"]),
    };
    let proposals = found["proposals"].as_array().into_iter().flatten();
    let cures = found.get("fix").into_iter().chain(proposals);
    let cure = |cure: &Value| {
        (text(&cure["title"]["zh"]), cure["edits"].as_array().expect("edits").iter().map(edit).collect())
    };
    Finding {
        rule: text(&found["rule"]),
        message: text(&found["message"]["zh"]),
        path: text(&found["path"]),
        line: number(&found["span"]["start"]["line"]),
        cures: cures.map(cure).collect(),
    }
}

/// Puts a cure into the files, as its author would.
fn follow(workspace: &Workspace, edits: &[Edit]) {
    for path in edits.iter().map(|edit| edit.path.as_str()).collect::<BTreeSet<_>>() {
        let whole = workspace.read(path);
        let text = whole.strip_prefix('\u{feff}').unwrap_or(&whole);
        let mut edited = text.to_owned();
        let mut edits: Vec<&Edit> = edits.iter().filter(|edit| edit.path == path).collect();
        edits.sort_by_key(|edit| edit.bytes);
        for edit in edits.iter().rev() {
            edited.replace_range(edit.bytes.0..edit.bytes.1, &edit.text);
        }
        workspace.write(path, whole.replacen(text, &edited, 1));
    }
}

fn is_of_shape(rule: &str) -> bool {
    checks::rule_named(rule).is_some_and(|rule| rule.group == Group::Shape)
}

/// A fixture with two mistakes in one place: a sign that no text begins with, and a text where fields belong.
const TWO_IN_ONE: &str = "en/an-unknown-alias.yaml";

/// What is wrong with the cures that are given in a folder; how many there are.
fn wrong_cures(name: &str, fresh: impl Fn() -> Workspace) -> (usize, Vec<String>) {
    let before = findings(&fresh());
    let known: BTreeSet<(&str, &str)> = before.iter().map(|one| (one.rule.as_str(), one.message.as_str())).collect();
    let (mut count, mut wrong) = (0, Vec::new());
    for given in &before {
        for (title, edits) in &given.cures {
            count += 1;
            let workspace = fresh();
            follow(&workspace, edits);
            let after = findings(&workspace);
            let lines: BTreeSet<(&str, usize)> = edits.iter().map(|edit| (edit.path.as_str(), edit.line)).collect();
            let same =
                |one: &&Finding| (&one.rule, &one.message, one.line) == (&given.rule, &given.message, given.line);
            let cured = after.iter().filter(same).count() < before.iter().filter(same).count();
            let worse = |one: &Finding| {
                is_of_shape(&one.rule)
                    && lines.contains(&(one.path.as_str(), one.line))
                    && !known.contains(&(one.rule.as_str(), one.message.as_str()))
            };
            for one in after.iter().filter(|one| !cured && same(one) || worse(one)) {
                wrong.push(format!(
                    "{name}: {}:{} [{}] {}\n  told: {title}\n  then: line {} [{}] {}",
                    given.path, given.line, given.rule, given.message, one.line, one.rule, one.message
                ));
            }
        }
    }
    (count, wrong)
}

/// Files by path.
type Files = Vec<(String, Vec<u8>)>;

/// Every cure that some fixture makes the program give.
#[test]
fn every_cure_can_be_followed_to_the_letter() {
    let mut folders: Vec<(String, Files)> = Vec::new();
    for language in ["zh", "en"] {
        let shared = files_below(&repository("tests/mistakes/workspace").join(language));
        for (file, bytes) in files_below(&repository("tests/mistakes").join(language)) {
            let parts: Vec<&str> = file.split('.').collect();
            if parts.len() > 2 && parts[1] != "motmap" {
                // Saved in another way for its own test.
                continue;
            }
            let path = match parts[..] {
                [_, "motmap", _] => "motmap.yaml".to_owned(),
                [stem, "md"] => format!("maps/cases/{stem}.md"),
                _ => format!("maps/{file}"),
            };
            let mut files: Vec<_> = shared.iter().filter(|(other, _)| *other != path).cloned().collect();
            files.push((path, bytes));
            folders.push((format!("{language}/{file}"), files));
        }
    }
    for rule in fs::read_dir(repository("tests/rules")).expect("there are fixtures") {
        for case in fs::read_dir(rule.expect("a folder").path()).expect("a rule has cases") {
            let case = case.expect("a case").path();
            folders.push((case.display().to_string(), files_of(&case)));
        }
    }
    let results: Vec<(usize, Vec<String>)> = folders
        .par_iter()
        .filter(|(name, _)| name != TWO_IN_ONE)
        .map(|(name, files)| {
            wrong_cures(name, || {
                let workspace = Workspace::empty();
                files.iter().for_each(|(path, bytes)| workspace.write(path, bytes));
                workspace
            })
        })
        .collect();
    let count: usize = results.iter().map(|(count, _)| count).sum();
    let wrong: Vec<String> = results.into_iter().flat_map(|(_, wrong)| wrong).collect();
    assert!(count > 100, "only {count} cures were given");
    assert!(wrong.is_empty(), "{} of {count} cures lead astray\n{}", wrong.len(), wrong.join("\n"));
}

fn files_of(folder: &Path) -> Files {
    files_below(folder).into_iter().filter(|(path, _)| path != "expected.txt").collect()
}

const CONFIG: &str = "languages: [zh]\nroles:\n  agent: {name: 营业员, layer: front-line}\n";

/// The first cure of the one finding that has any, put into a map.
fn cured(map: &str, nth: usize) -> String {
    let workspace = Workspace::with(&[("motmap.yaml", CONFIG), ("maps/shop.yaml", map)]);
    let given: Vec<_> = findings(&workspace).into_iter().flat_map(|one| one.cures).collect();
    let (_, edits) = given.get(nth).unwrap_or_else(|| panic!("no cure {nth} for\n{map}"));
    follow(&workspace, edits);
    workspace.read("maps/shop.yaml")
}

fn touchpoint(fields: &str) -> String {
    format!("title: 店\nstages:\n  customer:\n    contact:\n      - id: a\n        name: 甲\n        {fields}\n")
}

#[test]
fn what_comes_of_a_cure_is_what_was_meant() {
    let stages = |text: &str| format!("title: 店\nstages:\n{text}\n");
    let lifecycle = |months: &str| format!("title: 店\nlifecycle: [{{period: 甲, months: {months}}}]\n");
    for (typed, nth, meant) in [
        (stages("  unknown: 不适用"), 0, stages("  unknown: {not_applicable: 待补（理由）}")),
        (stages("  unknown: 镇上没有人不知道我们"), 0, stages("  unknown: {not_applicable: 镇上没有人不知道我们}")),
        (stages("  customer:\n    contact: 无"), 0, stages("  customer:\n    contact: {not_applicable: 待补（理由）}")),
        (
            stages("  customer:\n    contact: 收银台"),
            0,
            stages("  customer:\n    contact: [{id: 收银台, name: 收银台}]"),
        ),
        (touchpoint("requests: 能退吗"), 0, touchpoint("requests: [{ask: 能退吗}]")),
        (
            touchpoint("requests:\n          ask: 能退吗\n          answer: 能"),
            0,
            touchpoint("requests:\n        - ask: 能退吗\n          answer: 能"),
        ),
        (touchpoint("promises: 十分钟回电"), 0, touchpoint("promises: [{id: 十分钟回电, text: 十分钟回电}]")),
        (touchpoint("expects: [有真人回]"), 0, touchpoint("expects: [{text: 有真人回}]")),
        (touchpoint("expects: 有真人回"), 0, touchpoint("expects: [{text: 有真人回}]")),
        (touchpoint("complaint: 半小时"), 0, touchpoint("complaint: {acknowledge: 30m}")),
        (touchpoint("benchmark: 隔壁店"), 0, touchpoint("benchmark: {against: 隔壁店}")),
        (lifecycle("1"), 0, lifecycle("[1, 1]")),
        (lifecycle("[2]"), 0, lifecycle("[2, 2]")),
        (lifecycle("第1到3个月"), 0, lifecycle("[1, 3]")),
        (touchpoint("moment: {offer: 请稍等}"), 0, touchpoint("moment: {offer: {say: 请稍等}}")),
        ("title: 店\nreview: 90\n".to_owned(), 0, "title: 店\nreview_every: 90\n".to_owned()),
        (touchpoint("importance: 高"), 0, touchpoint("importance: high")),
        (stages("  customer: {focus: [先听完，再补救]}"), 0, stages("  customer: {focus: [先听完, 再补救]}")),
        (stages("  customer: {focus: [先听完，再补救]}"), 1, stages("  customer: {focus: [\"先听完，再补救\"]}")),
        (
            stages("  customer:\n    contact:\n      - id:d\n        name: 甲"),
            0,
            stages("  customer:\n    contact:\n      - id: d\n        name: 甲"),
        ),
        (touchpoint("stance:\n...\n        place: 厅"), 0, touchpoint("stance:\n\n        place: 厅")),
    ] {
        assert_eq!(cured(&typed, nth), meant, "what comes of the cure for\n{typed}");
    }
}

#[test]
fn each_text_of_a_list_is_told_with_its_own_cure() {
    let map = "title: 店\nstages:\n  customer:\n    contact:\n      - 小区电梯广告\n      - 免费义诊\n";
    assert_eq!(cured(map, 0), map.replace("小区电梯广告", "{id: 小区电梯广告, name: 小区电梯广告}"));
    assert_eq!(cured(map, 1), map.replace("免费义诊", "{id: 免费义诊, name: 免费义诊}"));
}

#[test]
fn who_somebody_is_and_what_they_were_stand_apart() {
    for (typed, meant) in [
        ("王女士，客户", "{name: 王女士, role: 客户}"),
        ("王女士（客户）", "{name: 王女士, role: 客户}"),
        ("王女士", "{name: 王女士}"),
        ("王女士 客户", "{name: 王女士, role: 客户}"),
        ("王女士/客户", "{name: 王女士, role: 客户}"),
        ("\"王女士 - 客户\"", "{name: 王女士, role: 客户}"),
        ("王女士——客户", "{name: 王女士, role: 客户}"),
        ("客户：王女士", "{name: 王女士, role: 客户}"),
        ("Manager, Ms Chen", "{name: Ms Chen, role: Manager}"),
        ("Ms Chen customer", "{name: Ms Chen, role: customer}"),
        ("Ms Chen", "{name: Ms Chen}"),
        ("王女士: 客户", "{name: 王女士, role: 客户}"),
        ("客户: 王女士", "{name: 王女士, role: 客户}"),
        ("{王女士: 客户}", "{name: 王女士, role: 客户}"),
    ] {
        let case = |person: &str| format!("---\ntouchpoint: shop/a\npeople:\n  - {person}\n---\n## 1 事实\n");
        let map = "title: 店\nstages: {customer: {contact: [{id: a, name: 甲}]}}\n";
        let workspace =
            Workspace::with(&[("motmap.yaml", CONFIG), ("maps/shop.yaml", map), ("maps/call.md", &case(typed))]);
        let told = findings(&workspace);
        let people_missed = |one: &&Finding| one.message.contains("在场人物");
        assert!(told.iter().find(people_missed).is_none(), "{typed}: the people are there, if in another form");
        let given = told.into_iter().find(|one| !one.cures.is_empty()).expect("it is told");
        follow(&workspace, &given.cures[0].1);
        assert_eq!(workspace.read("maps/call.md"), case(meant), "what comes of the cure for {typed}");
    }
}

#[test]
fn a_role_that_is_not_there_is_proposed_with_every_layer() {
    let workspace = Workspace::with(&[("motmap.yaml", CONFIG), ("maps/shop.yaml", "title: 店\nowner: 院长\n")]);
    let said = workspace.run(&["--lang", "zh", "check", "--only", "unknown-role"]).out;
    assert!(said.contains("`院长: {name: 院长, layer: front-line}`") && said.contains("`中层`、`高层`"), "{said}");
    workspace.write("motmap.yaml", format!("{CONFIG}  院长: {{name: 院长, layer: 高层}}\n"));
    assert_eq!(workspace.findings(&["--only", "unknown-role"]), [""; 0]);
}

#[test]
fn a_role_with_a_name_that_no_id_can_be_is_told_with_its_id() {
    for (typed, id) in [("Front Desk", "Front-Desk"), ("前台 护士", "前台-护士")] {
        let map = |role: &str| format!("title: 店\nowner: {role}\n");
        let workspace = Workspace::with(&[("motmap.yaml", CONFIG), ("maps/shop.yaml", &map(typed))]);
        let said = workspace.run(&["--lang", "zh", "check", "--only", "unknown-role"]).out;
        let cure = format!("`{id}: {{name: {typed}, layer: front-line}}`");
        assert!(said.contains(&cure) && said.contains(&format!("`{typed}` 改成它的编号 `{id}`")), "{said}");
        workspace.write("motmap.yaml", format!("{CONFIG}  {id}: {{name: {typed}}}\n"));
        workspace.write("maps/shop.yaml", map(id));
        assert_eq!(workspace.findings(&["--only", "unknown-role"]), [""; 0], "{typed}");
    }
}

#[test]
fn a_review_that_lies_ahead_is_told() {
    let workspace = Workspace::with(&[("maps/shop.yaml", "title: 店\nreview: 2027-03-01\nstages: {}\n")]);
    let given = findings(&workspace).into_iter().find(|one| one.rule == "unknown-field").expect("it is told");
    follow(&workspace, &given.cures[0].1);
    assert_eq!(workspace.read("maps/shop.yaml"), "title: 店\nreviewed: 2027-03-01\nstages: {}\n");
    let on = |day: &str| workspace.findings(&["--only", "stale-review", "--today", day]);
    assert_eq!(on("2026-11-01"), ["maps/shop.yaml:2:11 stale-review"]);
    assert_eq!(on("2027-03-01"), [""; 0]);
}

#[test]
fn a_date_for_a_number_of_days_is_not_cut_to_its_year() {
    let workspace = Workspace::with(&[("maps/shop.yaml", "title: 店\nreview_every: 2027-03-01\n")]);
    let said = workspace.run(&["--lang", "zh", "check", "--only", "invalid-value"]).out;
    assert!(said.contains("`90`（天）") && said.contains("`reviewed:`") && !said.contains("`2027`"), "{said}");
}

#[test]
fn dots_copied_out_of_a_message_are_not_handed_back() {
    let stages = |text: &str| format!("title: 店\nstages:\n  {text}\n");
    for (map, told) in [
        (stages("customer: {contact: [{id: a, name: b, …}]}"), "请删掉 `…`"),
        (stages("customer: {contact: [{id: a, name: b, ...}]}"), "请删掉 `...`"),
        (stages("unknown: {…}"), "请删掉 `…`"),
        (stages("unknown: …"), "`{not_applicable: 待补}`"),
        (stages("customer: {focus: ...}"), "`[待补]`"),
        (touchpoint("requests: […]"), "`{ask: 待补}`"),
        (touchpoint("requests: …"), "`[{ask: 待补}]`"),
        (touchpoint("requests:\n          - ..."), "`{ask: 待补}`"),
    ] {
        let workspace = Workspace::with(&[("motmap.yaml", CONFIG), ("maps/shop.yaml", &map)]);
        let said = workspace.run(&["--lang", "zh", "check"]).out;
        assert!(said.contains(told), "{map}\n{said}");
        let handed_back = |one: &Finding| one.cures.iter().any(|(title, _)| title.contains(['…', '.']));
        assert!(!findings(&workspace).iter().any(handed_back), "{map}\n{said}");
    }
}

#[test]
fn nobody_to_call_is_an_answer() {
    for nobody in ["none", "无", "N/A", "没有", "没有人"] {
        let map = touchpoint(&format!("authority: {{decides: 退款, escalates_to: {nobody}}}"));
        let workspace = Workspace::with(&[("motmap.yaml", CONFIG), ("maps/shop.yaml", &map)]);
        assert_eq!(workspace.findings(&["--only", "unknown-role,placeholder-text"]), [""; 0], "{nobody}");
    }
}

#[test]
fn dots_copied_out_of_a_message_are_a_placeholder() {
    for fields in ["channel: ...", "place: …", "stance: ...", "stance: ……"] {
        let workspace = Workspace::with(&[("motmap.yaml", CONFIG), ("maps/shop.yaml", &touchpoint(fields))]);
        assert_eq!(workspace.findings(&["--only", "placeholder-text"]).len(), 1, "{fields}");
    }
    let waived = "title: 店\nstages:\n  unknown: {not_applicable: 待补（理由）}\n";
    let workspace = Workspace::with(&[("maps/shop.yaml", waived)]);
    assert_eq!(workspace.findings(&["--only", "placeholder-text"]), ["maps/shop.yaml:3:29 placeholder-text"]);
}

#[test]
fn none_is_an_answer_where_a_field_asks_what_there_is() {
    for none in ["none", "无", "N/A", "没有"] {
        let answers = touchpoint(&format!("authority: {{decides: {none}}}\n        place: {none}"));
        let workspace = Workspace::with(&[("maps/shop.yaml", &answers)]);
        assert_eq!(workspace.findings(&["--only", "placeholder-text"]), [""; 0], "{none}");
    }
    for text in ["无", "none"] {
        let workspace = Workspace::with(&[("maps/shop.yaml", &touchpoint(&format!("stance: {text}")))]);
        assert_eq!(workspace.findings(&["--only", "placeholder-text"]).len(), 1, "a stance cannot be {text}");
    }
    let workspace = Workspace::with(&[("maps/shop.yaml", &touchpoint("authority: {decides: TODO}"))]);
    assert_eq!(workspace.findings(&["--only", "placeholder-text"]).len(), 1, "TODO is no answer");
}

#[test]
fn a_name_that_is_not_known_is_told_alone() {
    let told = |map: &str| Workspace::with(&[("maps/shop.yaml", map)]).findings(&["--deny", "warnings"]);
    let others = "  prospect: {not_applicable: 进门的都会买}\n  customer: {not_applicable: 见另一张图}\n  \
                  departing: {not_applicable: 见投诉图}\n";
    for (map, place) in [
        ("title: 店\nstages:\n  陌路人:\n    contact: []\n".to_owned(), "3:3"),
        ("title: 店\nstgaes:\n  customer:\n    contact: []\n".to_owned(), "2:1"),
        ("title: 店\n各阶段的事:\n  customer:\n    contact: []\n".to_owned(), "2:1"),
        (format!("title: 店\nstages:\n  unknown:\n    初次印象: []\n{others}"), "4:5"),
        (format!("图的大名: 店\nstages:\n  unknown: {{not_applicable: 人人知道}}\n{others}"), "1:1"),
    ] {
        assert_eq!(told(&map), [format!("maps/shop.yaml:{place} unknown-field")], "{map}");
    }
}

#[test]
fn a_character_that_cannot_be_seen_is_named() {
    for (typed, named) in [
        ("a\u{200b}", "零宽空格（U+200B）"),
        ("a\u{200c}b", "零宽不连字（U+200C）"),
        ("\u{2060}a", "词连接符（U+2060）"),
        ("a\u{ad}b", "软连字符（U+00AD）"),
        ("a\u{200e}", "书写方向符（U+200E）"),
        ("a\u{fe0f}", "变体选择符（U+FE0F）"),
    ] {
        let map = format!("title: 店\nstages: {{customer: {{contact: [{{id: {typed}, name: 甲}}]}}}}\n");
        let workspace = Workspace::with(&[("maps/shop.yaml", &map)]);
        let said = workspace.run(&["--lang", "zh", "check", "--format", "short"]).out;
        assert!(said.contains("invisible-character") && said.contains(named), "{typed:?}: {said}");
        assert!(!said.contains("invalid-id"), "{typed:?} is told once: {said}");
    }
}
