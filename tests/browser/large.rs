//! A large workspace, made up: every map has as many touchpoints, each of them written out, the same at every run.

use std::fmt::Write as _;

use crate::workspace::Workspace;

const STAGES: [&str; 4] = ["unknown", "prospect", "customer", "departing"];
const PHASES: [&str; 4] = ["contact", "first-impression", "attitude", "behaviour"];
const ROLES: [&str; 5] = ["agent", "teller", "technician", "guide", "manager"];

/// Names of uneven length, as authors choose them.
const NAMES: [(&str, &str); 7] = [
    ("热线", "Hotline"),
    ("营业大厅入口的引导台", "The guide's desk at the entrance of the service hall"),
    ("首张账单讲解", "First-bill walk-through"),
    ("上门安装", "Installation at home"),
    ("客户经理的回访电话", "The account manager calls back"),
    ("自助机", "Self-service machine"),
    ("投诉受理", "Complaint desk"),
];

/// A workspace of `maps` maps with `touchpoints` touchpoints each.
pub fn workspace(maps: usize, touchpoints: usize) -> Workspace {
    let workspace = Workspace::empty();
    workspace.write("motmap.yaml", configuration());
    for map in 0..maps {
        workspace.write(&format!("maps/large-{map}.yaml"), map_of(map, touchpoints));
    }
    workspace
}

fn configuration() -> String {
    let mut text = String::from("title: {zh: 大手册, en: A large playbook}\nlanguages: [zh, en]\nroles:\n");
    for (number, role) in ROLES.iter().enumerate() {
        let layer = if number == ROLES.len() - 1 { "middle" } else { "front-line" };
        _ = writeln!(text, "  {role}: {{name: {{zh: 岗位{number}, en: Role {number}}}, layer: {layer}}}");
    }
    text
}

fn map_of(map: usize, touchpoints: usize) -> String {
    let mut text =
        format!("title: {{zh: 大地图{map}, en: Large map {map}}}\nlanguage: zh\nreviewed: 2026-10-01\nstages:\n");
    let cells = STAGES.len() * PHASES.len();
    // The first cells take what does not divide evenly.
    let first_of = |cell: usize| cell * (touchpoints / cells) + cell.min(touchpoints % cells);
    for (column, stage) in STAGES.iter().enumerate() {
        _ = writeln!(text, "  {stage}:");
        for (row, phase) in PHASES.iter().enumerate() {
            let cell = column * PHASES.len() + row;
            _ = writeln!(text, "    {phase}:");
            for number in first_of(cell)..first_of(cell + 1) {
                // What a touchpoint leads to is the next cell, or, from a behaviour, the contacts of the next stage.
                let onward = first_of(cell + 1)..first_of((cell + 2).min(cells));
                text.push_str(&touchpoint(map, number, onward));
            }
        }
    }
    text
}

fn touchpoint(map: usize, number: usize, onward: std::ops::Range<usize>) -> String {
    let (zh, en) = NAMES[number % NAMES.len()];
    let role = ROLES[number % ROLES.len()];
    let perception = |step: usize| ((number + step) % 7) as i32 - 3;
    let mut text = format!(
        "      - id: point-{number}
        name: {{zh: {zh}{number}, en: {en} {number}}}
        channel: {{zh: 电话, en: Telephone}}
        role: {role}
        importance: {}
        customer:
          does: {{zh: 打来电话, en: Calls}}
          thinks: {{zh: 又要等, en: Waiting again}}
        expectation: {}
        requests:
          - ask: {{zh: 第{map}本第{number}问：能不能今天办好？, en: 'Question {number} of map {map}: can it be done today?'}}
            answer: {{zh: 当场办, en: Done on the spot}}
          - ask: {{zh: 请经理来, en: Fetch the manager}}
            obstacle: {{zh: 经理不在, en: The manager is away}}
            remedy: {{do: {{zh: 排值班表, en: Draw up a rota}}, owner: manager, due: 2029-01-31}}
        stance: {{zh: 能当场办的当场办, en: What can be done now is done now}}
        moment:
",
        if number.is_multiple_of(9) { "high" } else { "normal" },
        perception(0),
    );
    for (step, name) in ["explore", "offer", "act", "confirm"].iter().enumerate() {
        _ = writeln!(
            text,
            "          {name}: {{say: {{zh: 第{number}处的第{step}句话, en: 'Line {step} of point {number}'}}, \
             perception: {}}}",
            perception(step + 1)
        );
    }
    text.push_str("        authority: {decides: {zh: 当场减免, en: Waive on the spot}, escalates_to: manager}\n");
    // Every third writes its own links.
    if number.is_multiple_of(3) && !onward.is_empty() {
        let to = |step: usize| onward.start + (number * 5 + step * 7) % onward.len();
        let mut ends = vec![to(0), to(1)];
        ends.dedup();
        let ends: Vec<String> = ends.iter().map(|end| format!("point-{end}")).collect();
        _ = writeln!(text, "        leads_to: [{}]", ends.join(", "));
    }
    text
}
