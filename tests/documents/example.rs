//! Examples in documents: what `check` finds in them.

use std::fmt::Write as _;

use crate::workspace::Workspace;

/// Rules that ask for more than one example can show.
const ASKING_FOR_MORE: [&str; 13] = [
    "empty-cell",
    "thin-cell",
    "empty-focus",
    "incomplete-responsibilities",
    "unlisted-requests",
    "unplayed-moment",
    "unowned-touchpoint",
    "missing-stance",
    "unstated-authority",
    "no-recovery",
    "uncased-moment",
    "case-part-length",
    "unserved-dimension",
];

/// A day on which no date of the examples is past.
const DAY: &str = "2026-10-01";

const SMALLEST_MAP: &str = "title: Example\n";

/// What is found in `motmap.yaml`.
pub fn findings_in_config(config: &str) -> Vec<String> {
    findings(config, &[("maps/example.yaml", SMALLEST_MAP)])
}

/// What is found in a map, in fields of a map or in a list of touchpoints.
pub fn findings_in_map(config: &str, example: &str) -> Vec<String> {
    findings(config, &[("maps/example.yaml", &whole_map(example))])
}

/// What is found in a template that replaces the page of a map.
pub fn findings_in_template(config: &str, example: &str) -> Vec<String> {
    findings(config, &[("maps/example.yaml", SMALLEST_MAP), ("templates/map.html", example)])
}

/// What is found in a case, or in its header or some of its parts.
pub fn findings_in_case(config: &str, example: &str) -> Vec<String> {
    const HEADER: &str = "---\ntouchpoint: example/counter\ntitle: Example\nwhen: 2026-04-22 13:10\nplace: Here\n\
                          people: [{name: A, role: customer}]\noutcome: success\nanonymised: true\n---\n";
    let header = if example.starts_with("---") { "" } else { HEADER };
    let mut case = format!("{header}{example}");
    for part in 1..=6 {
        if !case.contains(&format!("\n## {part} ")) {
            let _ = write!(case, "\n## {part} Part\n\nWhat happened.\n");
        }
    }
    let names_touchpoint =
        |line| ["touchpoint: ", "接触点: "].into_iter().find_map(|name| str::strip_prefix(line, name));
    let at = case.lines().find_map(names_touchpoint).expect("a case names its touchpoint");
    let (map, touchpoint) = at.split_once('/').expect("it is named map/touchpoint");
    let map_text = whole_map(&format!("- {{id: {touchpoint}, name: Example}}\n"));
    findings(config, &[(&format!("maps/{map}.yaml"), &map_text), ("maps/cases/example.md", &case)])
}

fn findings(config: &str, files: &[(&str, &str)]) -> Vec<String> {
    let workspace = Workspace::with(files);
    workspace.write("motmap.yaml", config);
    let run = workspace.run(&["check", "--format", "short", "--today", DAY]);
    let is_about_it = |line: &&str| ASKING_FOR_MORE.iter().all(|rule| !line.contains(&format!("[{rule}]")));
    let found = run.out.lines().filter(is_about_it).map(str::to_owned);
    found.chain((run.code == 2).then_some(run.messages)).collect()
}

/// A whole map with the example in it: touchpoints stand in a cell, fields below a title.
fn whole_map(example: &str) -> String {
    let begins = |start: &str| example.lines().any(|line| line.starts_with(start));
    if begins("title:") || begins("标题:") {
        return example.to_owned();
    }
    if begins("- ") {
        let touchpoints: String = example.lines().map(|line| format!("   {line}\n")).collect();
        return format!("{SMALLEST_MAP}stages:\n customer:\n  contact:\n{touchpoints}");
    }
    format!("{SMALLEST_MAP}{example}")
}
