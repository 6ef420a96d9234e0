//! Small workspaces, made up for what the browser is to show of them.

use std::fmt::Write as _;

use crate::workspace::Workspace;

/// Maps of nothing but a title, from `"Map 0"` on.
pub fn many_maps(count: usize) -> Workspace {
    let workspace = Workspace::empty();
    for number in 0..count {
        workspace.write(&format!("maps/map-{number}.yaml"), format!("title: '\"Map {number}\"'\n"));
    }
    workspace
}

/// A map whose texts are written in every way that letters can be, with a case.
pub fn cafe() -> Workspace {
    let long = format!("alpha {}and so on and so omega", "so ".repeat(60));
    let map = format!(
        "title: The Café
stages:
  customer:
    contact:
      - id: counter
        name: Counter of the Café Zürich
        place: Bahnhofstraße 7
        customer: {{thinks: Un café au cœur tendre}}
        requests:
          - {{ask: May I go in?, obstacle: The o\u{fb03}ce holds the ｋｅｙ, remedy: {{do: Draw up a roster, status: done}}}}
        moment:
          explore: {{say: {long}, avoid: Wiping with the guest’s napkin}}
        recovery: {{signal: A signal-word in the queue, steps: [Say so]}}
        dialogues:
          - {{take: bad, lines: [{{who: customer, says: badtake}}]}}
"
    );
    let case = "---
touchpoint: cafe/counter
title: The forgotten coat
when: 2026-04-22 12:10
place: At the counter
people: [{name: A guest, role: customer}, {name: Ms Li, role: waiter}]
outcome: success
anonymised: true
questions:
  - {ask: What was left?, listen_for: listenforthis}
teaching_note: teachingnote
---
## 1 The facts

At noon a guest left an umbrella.

## 2 What the customer wanted

To have it back.

## 3 What we could not satisfy

Nothing.

## 4 What satisfied

That somebody ran after him.

## 5 Processes of ours to improve

A shelf for what was left.

## 6 What holds everywhere

Look at the chair before you clear the table.
";
    Workspace::with(&[("motmap.yaml", "languages: [en]\n"), ("maps/cafe.yaml", &map), ("maps/cases/coat.md", case)])
}

/// A map whose contacts say more from one to the next, in Chinese and in English.
pub fn longer_and_longer(contacts: usize) -> Workspace {
    let mut map = String::from("title: {zh: 卡片, en: Cards}\nlanguage: zh\nstages:\n  customer:\n    contact:\n");
    for number in 0..contacts {
        let text = |of: usize| {
            // Of uneven length, as authors write.
            let length = 1 + number * (1 + of * 3 % 5) / 8;
            let (zh, en) = ("当场办妥，", "settled at the counter, ");
            format!("{{zh: \"{}{of}\", en: \"{}{of}\"}}", zh.repeat(length), en.repeat(length))
        };
        _ = write!(
            map,
            "      - id: point-{number}
        name: {{zh: 名称不短的第{number}个接触点, en: A touchpoint with no short name {number}}}
        role: agent
        stance: {}
        authority: {{decides: {}, escalates_to: agent}}
        recovery: {{signal: {}, steps: [{}, {}]}}
        promises: [{{id: promise-{number}, text: {}}}]
",
            text(1),
            text(2),
            text(3),
            text(4),
            text(5),
            text(6),
        );
        map.push_str("        requests:\n");
        for request in 0..1 + number / 6 {
            _ = writeln!(map, "          - {{ask: {}, answer: {}}}", text(7 + request), text(8 + request));
        }
        map.push_str("        moment:\n");
        for (place, step) in ["explore", "offer", "act", "confirm"].iter().enumerate() {
            let [say, done, avoid] = [0, 1, 2].map(|of| text(9 + place + of));
            _ = writeln!(map, "          {step}: {{say: {say}, do: {done}, avoid: {avoid}}}");
        }
    }
    Workspace::with(&[
        (
            "motmap.yaml",
            "languages: [zh, en]\nroles:\n  agent: {name: {zh: 客服代表, en: Customer agent}, layer: front-line}\n",
        ),
        ("maps/cards.yaml", &map),
    ])
}

/// A map whose blueprint says long things without a space, in Chinese and in English, and more from column to column.
pub fn long_blueprint() -> Workspace {
    let text = |times: usize| {
        let (zh, en) = ("柜员把客户递进来的存折、身份证和填好的单子逐项核对", "counterchecks-everything-word-by-word ");
        format!("{{zh: \"{}\", en: \"{}\"}}", zh.repeat(times), en.repeat(times))
    };
    let mut map = String::from("title: {zh: 蓝图, en: Blueprint}\nlanguage: zh\nstages:\n");
    for (stage, contacts) in [("prospect", 1), ("customer", 6)] {
        _ = writeln!(map, "  {stage}:\n    contact:");
        for number in 1..=contacts {
            let said = text(number);
            _ = write!(
                map,
                "      - id: {stage}-{number}
        name: {said}
        role: agent
        customer: {{does: {said}}}
        requests: [{{ask: {said}, obstacle: {said}}}]
        moment: {{act: {{do: {said}}}}}
"
            );
            if number % 2 == 0 {
                _ = write!(
                    map,
                    "        blueprint:
          evidence: [{said}, 票]
          back: [{{do: {said}, role: lead, fails: {said}}}]
          support: [{{do: {said}, system: {said}}}]
"
                );
            }
        }
    }
    let roles = "  agent: {name: {zh: 负责接待与咨询引导的客服代表兼大堂引导员, en: Customer agent}}\n  lead: {name: 值班经理}\n";
    let config = format!("languages: [zh, en]\nroles:\n{roles}");
    Workspace::with(&[("motmap.yaml", &config), ("maps/long.yaml", &map)])
}
