//! Every rule, run alone: over the folders in `tests/rules/`, and over the examples of its own page.

mod workspace;

use std::fs;

use motmap::testing::checks;
use motmap::testing::rule::{Group, Rule};
use motmap::words::Lang;
use workspace::{Workspace, repository};

/// `tests/rules/RULE/CASE/` is a workspace; its `expected.txt` has one line a finding: `path:line:column rule`.
#[test]
fn each_rule_finds_what_its_fixtures_say() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for rule in fs::read_dir(repository("tests/rules")).expect("there are fixtures") {
        let rule = rule.expect("a folder can be read");
        let name = rule.file_name().to_string_lossy().into_owned();
        assert!(checks::rule_named(&name).is_some(), "tests/rules/{name} is named after no rule");
        for case in fs::read_dir(rule.path()).expect("a rule has cases") {
            let case = case.expect("a folder can be read").path();
            let found = Workspace::copy_of(&case).findings(&["--only", &name]).join("\n");
            let expected = fs::read_to_string(case.join("expected.txt")).expect("a case has an expected.txt");
            if found.trim() != expected.trim() {
                wrong.push(format!("{}\n  expected:\n{expected}\n  found:\n{found}\n", case.display()));
            }
            seen += 1;
        }
    }
    assert!(seen > 0, "no fixture was run");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_rule_that_checks_has_a_fixture_that_fires_and_one_that_is_silent() {
    let of_suppressions = checks::rules().filter(|rule| rule.group == Group::Suppressions);
    for rule in checks::all().map(|check| check.rule).chain(of_suppressions) {
        let folder = repository("tests/rules").join(rule.name);
        let cases = fs::read_dir(&folder).unwrap_or_else(|_| panic!("{} has no fixtures", rule.name));
        let expected: Vec<String> = cases
            .map(|case| fs::read_to_string(case.expect("a case").path().join("expected.txt")).expect("expected.txt"))
            .collect();
        assert!(expected.iter().any(|text| !text.trim().is_empty()), "{}: no fixture fires", rule.name);
        assert!(expected.iter().any(|text| text.trim().is_empty()), "{}: no fixture is silent", rule.name);
    }
}

#[test]
fn the_examples_on_each_page_show_the_fault_and_its_cure() {
    let mut wrong = Vec::new();
    for rule in checks::rules() {
        for lang in Lang::ALL {
            let page = format!("{} ({})", rule.name, lang.tag());
            let [faulty, mended] = &code_blocks(rule.page.get(lang))[..] else {
                wrong.push(format!("{page}: a page has two code blocks, a fault and its cure"));
                continue;
            };
            if faulty.language == "text" {
                continue;
            }
            if found(rule, faulty).is_empty() {
                wrong.push(format!("{page}: the first example shows nothing"));
            }
            let faults = other_faults(rule, faulty);
            if !faults.is_empty() {
                wrong.push(format!("{page}: the first example cannot be understood: {faults:?}"));
            }
            let found = found(rule, mended);
            if !found.is_empty() {
                wrong.push(format!("{page}: the cure is no cure: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_page_has_its_sections_in_both_languages() {
    for rule in checks::rules() {
        for (lang, headings) in
            [(Lang::En, ["## Why", "## Found", "## Better"]), (Lang::Zh, ["## 为什么", "## 会报告", "## 应写成"])]
        {
            let page = rule.page.get(lang);
            for heading in headings {
                assert!(page.contains(&format!("\n{heading}\n")), "{} ({}): no `{heading}`", rule.name, lang.tag());
            }
            let texts = page.split("\n```").step_by(2);
            let codes = texts.flat_map(|text| text.split('`').skip(1).step_by(2));
            let loose: Vec<_> = codes.filter(|code| code.trim() != *code).collect();
            assert!(loose.is_empty(), "{} ({}): spaces within backticks: {loose:?}", rule.name, lang.tag());
        }
    }
}

/// What a rule finds in an example. What is wrong with a template shows when it is used for a map.
fn found(rule: &Rule, block: &CodeBlock) -> Vec<String> {
    let workspace = example(block);
    if rule.group == Group::Templates {
        workspace.write("maps/example.yaml", "title: Example\n");
    }
    workspace.findings(&["--only", rule.name])
}

/// The faults that keep an example from being understood: a page about the journey must not be about a misspelt field.
fn other_faults(rule: &Rule, block: &CodeBlock) -> Vec<String> {
    let spoils = |finding: &String| {
        let name = finding.rsplit(' ').next().expect("a finding names its rule");
        checks::rule_named(name).is_some_and(|rule| rule.group.blocks_map())
    };
    if rule.group.blocks_map() || rule.group == Group::Templates {
        Vec::new()
    } else {
        example(block).findings(&[]).into_iter().filter(spoils).collect()
    }
}

/// What the first line of a file in an example begins with, after the `# `.
const FOLDERS: [&str; 3] = ["maps/", "templates/", "motmap.yaml"];

struct CodeBlock {
    language: String,
    text: String,
}

fn code_blocks(page: &str) -> Vec<CodeBlock> {
    let mut parts = page.split("\n```");
    parts.next();
    parts
        .step_by(2)
        .map(|part| {
            let (language, text) = part.split_once('\n').expect("a code block has a line");
            CodeBlock { language: language.to_owned(), text: format!("{text}\n") }
        })
        .collect()
}

/// A block is one map, or several files that each begin with a comment that names them.
fn example(block: &CodeBlock) -> Workspace {
    let workspace = Workspace::empty();
    let mut path = "maps/example.yaml".to_owned();
    let mut text = String::new();
    for line in block.text.lines() {
        match line.strip_prefix("# ").filter(|name| FOLDERS.iter().any(|folder| name.starts_with(folder))) {
            Some(name) => {
                if !text.trim().is_empty() {
                    workspace.write(&path, &text);
                }
                path = name.to_owned();
                text.clear();
            }
            None => {
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    workspace.write(&path, &text);
    workspace
}
