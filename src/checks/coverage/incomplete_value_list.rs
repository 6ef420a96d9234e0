//! `incomplete-value-list`: a value list that was begun and lacks a part, or the need of a value.

use crate::checks::MapSubject;
use crate::diagnostic::Diagnostic;
use crate::locale::term;
use crate::model::{Choice, Map, Value, ValuePart};
use crate::rule::{Group, Level, Rule};
use crate::words::Words;
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "incomplete-value-list",
    group: Group::Coverage,
    level: Level::Warning,
    summary: phrase!(
        "a value list lacks a part, or a value the need that it meets",
        "价值列表缺一部分，或缺客户的需要"
    ),
    page: page!("incomplete_value_list"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let map = subject.map;
    // A fault in the map may hide a value.
    let Some(first) = map.value_list.iter().flatten().next().filter(|_| !map.faulty) else { return };
    let (left_out, needless) = (left_out(map), needless(map));
    if left_out.is_empty() && needless.is_empty() {
        return;
    }
    let mut finding = RULE.at(first.value.span(), words!("the value list is incomplete", "价值列表不完整"));
    for value in &needless {
        finding = finding.related(value.value.span(), words!("no `need`", "缺 `need`"));
    }
    if !left_out.is_empty() {
        let list = list_parts(&left_out);
        finding =
            finding.help(words!("write under `value_list:` also {}", "在 `value_list:` 下补上 {}", list.en; list.zh));
    }
    if !needless.is_empty() {
        finding = finding.help(words!(
            "say of each value what the customer needs it for: `need: ...`",
            "每个价值都写上客户需要它做什么：`need: ...`"
        ));
    }
    findings.push(finding);
}

fn left_out(map: &Map) -> Vec<ValuePart> {
    let parts = ValuePart::ALL.iter().zip(&map.value_list);
    parts.filter(|(_, values)| values.is_empty()).map(|(&part, _)| part).collect()
}

fn needless(map: &Map) -> Vec<&Value> {
    map.value_list.iter().flatten().filter(|value| value.need.is_none()).collect()
}

/// Parts by their field names, in Chinese followed by their Chinese names.
fn list_parts(parts: &[ValuePart]) -> Words {
    let en: Vec<_> = parts.iter().map(|part| format!("`{part}`")).collect();
    let zh: Vec<_> = parts.iter().map(|part| format!("`{part}`（{}）", term(*part).zh)).collect();
    words!("{}", "{}", en.join(", "); zh.join("、"))
}
