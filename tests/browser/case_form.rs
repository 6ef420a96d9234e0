//! What is typed into the form for a case: lines with what the check finds in them, and a case full of signs that mean
//! something in YAML and Markdown.

use motmap::testing::model::{Tag, length};
use serde_json::{Value, json};

use crate::workspace::{Workspace, repository};

const SHOP: &str = "\
title: 街角小店
stages:
  customer:
    contact:
      - id: counter
        name: {en: The counter, zh: 收银台}
        place: {en: 'Aisle \"3\"', zh: 三号柜台}
        requests: [{ask: 能换一个吗, answer: 能}]
";

pub fn shop() -> Workspace {
    Workspace::with(&[("motmap.yaml", "title: 街角\nlanguages: [zh, en]\n"), ("maps/shop.yaml", SHOP)])
}

/// Lines that the tables of `tests/wording` do not have.
const MORE_LINES: [&str; 12] = [
    "",
    "他留下电话１５４０７２８３９１５，就走了",
    "2026年3月，VIP客户𠮷田等了𝟙𝟚分钟",
    "𠮷田先生的电话是 𝟏𝟓𝟒𝟎𝟕𝟐𝟖𝟑𝟗𝟏𝟓",
    "Call 15407283915, or write to li.wei@mail.zz and li_wei@mail.zz",
    "138****5678 and 139****1111 are crossed out",
    "_15407283915_ and **15407283915**",
    "+44 7000 728391 2026-03-17 10:20",
    "4111111111111111, 4111111111111112 and 11010519491231002X",
    "The passport number was G15400728; the plate was AB12 CDE, 京A·12345",
    "e\u{301}te\u{301} — naïve ½ Ⅳ",
    "one\u{3000}two\u{a0}three",
];

/// Every line of the tables for `personal-data`, and some more, each with how long it is and the kinds of personal data
/// that the check finds in it.
pub fn lines() -> Value {
    let table = |language: &str| {
        let path = repository(&format!("tests/wording/personal-data.{language}.txt"));
        std::fs::read_to_string(path).expect("a table of examples")
    };
    let tables = [table("zh"), table("en")].concat();
    let labelled = tables.lines().filter_map(|line| line.strip_prefix("+ ").or(line.strip_prefix("- ")));
    let lines: Vec<&str> = labelled.chain(MORE_LINES).collect();
    let found = found_by_the_check(&lines);
    let [words, characters] = ["en", "zh"].map(|tag| Tag::parse(tag).expect("a tag"));
    let told = lines.iter().zip(found).map(|(text, kinds)| {
        json!({"text": text, "kinds": kinds, "words": length(text, &words), "characters": length(text, &characters)})
    });
    told.collect()
}

/// The kinds of personal data in each line, as messages name them. Of a file the check tells no more than a hundred.
fn found_by_the_check(lines: &[&str]) -> Vec<Vec<String>> {
    const HEADER: &str = "---\ntouchpoint: shop/counter\ntitle: Lines\nlanguage: en\n---\n## 1 Facts\n";
    const TO_A_FILE: usize = 50;
    let workspace = shop();
    for (number, lines) in lines.chunks(TO_A_FILE).enumerate() {
        workspace.write(&format!("maps/cases/{number}.md"), format!("{HEADER}{}\n", lines.join("\n")));
    }
    let run = workspace.run(&["check", "--only", "personal-data", "--format", "short"]);
    let mut found = vec![Vec::new(); lines.len()];
    for finding in run.out.lines().filter_map(|line| line.strip_prefix("maps/cases/")) {
        let (file, rest) = finding.split_once(".md:").expect("a place");
        let line: usize = rest.split(':').next().and_then(|line| line.parse().ok()).expect("a line");
        let file: usize = file.parse().expect("the number of the file");
        let (_, kind) = finding.rsplit_once("somebody's ").expect("the message names the kind");
        let kind = kind.split(';').next().unwrap_or(kind);
        found[file * TO_A_FILE + line - 1 - HEADER.lines().count()].push(kind.to_owned());
    }
    found
}

/// A case as somebody may type it.
pub fn hostile_case() -> Value {
    let structure = "# no heading\n## 2 Not a part\n##3 nor this\n---\n===\n\n- not a list\n+ nor this\n1. nor this\n2) nor this\n\
                     > no quotation\n\n    four spaces\n\ttab\n~~~\n```\ncode\n```\n***\n___\n- - -\n[a]: https://a.example";
    let signs = "<!-- no comment -->\n<!-- nor this\n*stars* **more** _lines_ __more__ a_b li_wei `code` ``x`` \\ \\* \\<!-- \
                 x -->\n[link](https://a.example) ![picture](x.png) <b>tag</b> <https://a.example> &amp; &#x41; A&B |x|y| ~~z~~ \
                 ends in \\\nnext";
    json!({
        "title": "“Quoted”: 'it' \"is\" #1 — {a: [b]} \\n --- 引号：是",
        "when": "2026-04-22T13:10",
        "place": "- # &a *b !c |> @`% 三号柜台：左边",
        "people": [["? a: b", "客户 # 老"], ["'", "\""], ["~", "null"], ["yes", "{}"]],
        "outcome": "failure",
        "anonymised": true,
        "parts": [structure, signs, "第一行\n第二行\n\n第二段：“原话”——完", "touchpoint: x\n---\ntitle: y\n---", "%YAML 1.2", "结束。"],
    })
}
