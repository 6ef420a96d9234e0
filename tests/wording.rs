//! Rules that judge wording, measured on labelled lines: `tests/wording/RULE.LANGUAGE.txt`.
//!
//! `+ line` is one that the rule should report, `- line` one that it should leave alone; `#` begins a comment. For
//! `repeated-text` a line is two sentences with `||` between them. The figures are published on the rule's
//! page, and the page is held to them.

mod workspace;

use std::collections::BTreeSet;
use std::fs;

use motmap::testing::checks;
use motmap::words::Lang;
use workspace::{Workspace, repository};

/// A rule that judges wording, and how labelled lines become files in which it looks at each.
struct Measured {
    rule: &'static str,
    /// Writes the files; label `n` is on line `n` of its map or, below the header, of its case, or in the map `line-n`.
    lay_out: fn(&Workspace, Lang, &[Label]),
}

const MEASURED: [Measured; 7] = [
    Measured {
        rule: "vague-behaviour",
        lay_out: |workspace, lang, labels| one_map(workspace, lang, labels, "moment.do"),
    },
    Measured { rule: "long-line", lay_out: |workspace, lang, labels| one_map(workspace, lang, labels, "moment.say") },
    Measured {
        rule: "placeholder-text",
        lay_out: |workspace, lang, labels| one_map(workspace, lang, labels, "stance"),
    },
    Measured {
        rule: "unnamed-caller",
        lay_out: |workspace, lang, labels| {
            one_map(workspace, lang, labels, "moment.say");
            let phone = "channels: {phone: {name: Telephone, kind: telephone}}\n";
            workspace.write("motmap.yaml", format!("languages: [{}]\n{phone}", lang.tag()));
        },
    },
    Measured {
        rule: "forbidden-reply",
        lay_out: |workspace, lang, labels| one_map(workspace, lang, labels, "complaint"),
    },
    Measured { rule: "repeated-text", lay_out: a_map_a_line },
    Measured { rule: "personal-data", lay_out: one_case },
];

const LEAST_LINES: usize = 40;
const LEAST_PRECISION: f64 = 0.9;
const LEAST_RECALL: f64 = 0.8;

/// The lines of a case before its first label.
const CASE_HEADER: usize = 6;

/// A labelled line.
struct Label {
    fires: bool,
    text: String,
}

/// How well a rule did in one language.
struct Figures {
    lines: usize,
    precision: f64,
    recall: f64,
}

#[test]
fn each_rule_judges_wording_as_people_do_and_its_page_says_how_well() {
    let mut wrong = Vec::new();
    for measured in &MEASURED {
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| measure(measured, lang, &mut wrong));
        let rule = checks::rule_named(measured.rule).expect("a rule");
        for lang in Lang::ALL {
            let sentence = published(lang, &zh, &en);
            let page = rule.page.get(lang).split_whitespace().collect::<Vec<_>>().join(" ");
            if !page.contains(&sentence) {
                wrong.push(format!("{}: the page should say: {sentence}", measured.rule));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a page says of the figures.
fn published(lang: Lang, zh: &Figures, en: &Figures) -> String {
    match lang {
        Lang::En => format!(
            "{} Chinese lines: precision {:.2}, recall {:.2}. {} English lines: precision {:.2}, recall {:.2}.",
            zh.lines, zh.precision, zh.recall, en.lines, en.precision, en.recall
        ),
        Lang::Zh => format!(
            "中文 {} 句：查准率 {:.2}，查全率 {:.2}。英文 {} 句：查准率 {:.2}，查全率 {:.2}。",
            zh.lines, zh.precision, zh.recall, en.lines, en.precision, en.recall
        ),
    }
}

fn measure(measured: &Measured, lang: Lang, wrong: &mut Vec<String>) -> Figures {
    let name = format!("{}.{}", measured.rule, lang.tag());
    let labels = labels(&name);
    let innocent = labels.iter().filter(|label| !label.fires).count();
    let halves = innocent * 5 >= labels.len() * 2 && innocent * 5 <= labels.len() * 3;
    if labels.len() < LEAST_LINES || !halves {
        wrong.push(format!("{name}: {} lines, {innocent} innocent; {LEAST_LINES} and about half", labels.len()));
    }
    let workspace = Workspace::empty();
    workspace.write("motmap.yaml", format!("languages: [{}]\n", lang.tag()));
    (measured.lay_out)(&workspace, lang, &labels);
    let found: BTreeSet<usize> =
        workspace.findings(&["--only", measured.rule]).iter().map(|line| label_of(line)).collect();

    let (mut hits, mut false_alarms, mut misses) = (0, Vec::new(), Vec::new());
    for (number, label) in labels.iter().enumerate() {
        match (label.fires, found.contains(&number)) {
            (true, true) => hits += 1,
            (true, false) => misses.push(label.text.as_str()),
            (false, true) => false_alarms.push(label.text.as_str()),
            (false, false) => {}
        }
    }
    let share = |others: usize| f64::from(hits) / (f64::from(hits) + others as f64);
    let figures = Figures { lines: labels.len(), precision: share(false_alarms.len()), recall: share(misses.len()) };
    println!("{name}: {} lines, precision {:.2}, recall {:.2}", figures.lines, figures.precision, figures.recall);
    println!("  reported, though innocent: {false_alarms:#?}\n  missed: {misses:#?}");
    if figures.precision < LEAST_PRECISION || figures.recall < LEAST_RECALL {
        wrong.push(format!(
            "{name}: precision {:.2}, recall {:.2}\n  reported, though innocent: {false_alarms:#?}\n  \
             missed: {misses:#?}",
            figures.precision, figures.recall
        ));
    }
    figures
}

fn labels(name: &str) -> Vec<Label> {
    let path = repository("tests/wording").join(format!("{name}.txt"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| match line.split_at_checked(2) {
            Some(("+ ", text)) => Label { fires: true, text: text.to_owned() },
            Some(("- ", text)) => Label { fires: false, text: text.to_owned() },
            _ => panic!("{name}: a line begins with `+ ` or `- `: {line}"),
        })
        .collect()
}

/// The number of the labelled line that a finding is about.
fn label_of(finding: &str) -> usize {
    let (path, place) = finding.split_once(':').expect("a finding has a place");
    let number = match path.strip_prefix("maps/line-") {
        Some(rest) => rest.strip_suffix(".yaml").expect("a map"),
        None => place.split(':').next().expect("a line"),
    };
    let before = if path.ends_with(".md") { CASE_HEADER } else { 0 };
    number.parse::<usize>().expect("a number") - before - 1
}

/// A text as YAML takes it on one line, whatever it holds.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text can be written")
}

/// One map with a touchpoint a label, on the line of its number.
fn one_map(workspace: &Workspace, lang: Lang, labels: &[Label], field: &str) {
    let field = match field {
        "moment.do" => "moment: {act: {do: TEXT}}",
        "complaint" => "complaint: {}, moment: {act: {say: TEXT}}",
        "moment.say" => "channel: phone, moment: {act: {say: TEXT}}",
        _ => "stance: TEXT",
    };
    let list: Vec<String> = (1..)
        .zip(labels)
        .map(|(number, label)| {
            format!("{{id: t{number}, name: Desk {number}, {}}}", field.replace("TEXT", &quoted(&label.text)))
        })
        .collect();
    let text = format!(
        "{{title: Lines, language: {}, stages: {{customer: {{contact: [{}]}}}}}}\n",
        lang.tag(),
        list.join(",\n")
    );
    workspace.write("maps/lines.yaml", text);
}

/// A map a label, with the one sentence in one cell and the other in another.
fn a_map_a_line(workspace: &Workspace, lang: Lang, labels: &[Label]) {
    for (number, label) in (1..).zip(labels) {
        let (one, other) = label.text.split_once(" || ").unwrap_or_else(|| panic!("two sentences: {}", label.text));
        let [contact, impression] =
            [one, other].map(|text| format!("[{{id: t{}, name: Desk, stance: {}}}]", text.len(), quoted(text)));
        let impression = impression.replacen("{id: t", "{id: u", 1);
        let cells = format!("{{contact: {contact}, first-impression: {impression}}}");
        let text = format!("{{title: Line, language: {}, stages: {{customer: {cells}}}}}\n", lang.tag());
        workspace.write(&format!("maps/line-{number}.yaml"), text);
    }
}

/// One case with a label a line, below its header, and a map to belong to.
fn one_case(workspace: &Workspace, lang: Lang, labels: &[Label]) {
    workspace.write("maps/shop.yaml", "{title: Shop, stages: {customer: {contact: [{id: desk, name: Desk}]}}}\n");
    let lines: Vec<&str> = labels.iter().map(|label| label.text.as_str()).collect();
    let header = format!("---\ntouchpoint: shop/desk\nlanguage: {}\n---\n## 1 Facts\n\n", lang.tag());
    assert_eq!(header.lines().count(), CASE_HEADER);
    let text = header + &lines.join("\n") + "\n";
    workspace.write("maps/cases/lines.md", text);
}
