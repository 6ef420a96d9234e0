//! `incomplete-responsibilities`: the responsibilities were begun, and a layer or one of its concerns is missing.

use crate::checks::MapSubject;
use crate::diagnostic::Diagnostic;
use crate::locale::term;
use crate::model::{Choice, Concern, Layer, Text};
use crate::rule::{Group, Level, Rule};
use crate::words::Words;
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "incomplete-responsibilities",
    group: Group::Coverage,
    level: Level::Warning,
    summary: phrase!("the responsibilities lack a layer, or a layer one of its concerns", "分工缺一层，或某一层缺一项"),
    page: page!("incomplete_responsibilities"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let map = subject.map;
    // A fault in the map may hide a concern.
    let Some(first) = map.responsibilities.iter().flatten().flatten().next().filter(|_| !map.faulty) else { return };
    let layers = Layer::ALL.iter().zip(&map.responsibilities);
    let lacking: Vec<Words> = layers.filter_map(|(&layer, concerns)| lacking_in(layer, concerns)).collect();
    if lacking.is_empty() {
        return;
    }
    let en: Vec<_> = lacking.iter().map(|layer| layer.en.as_ref()).collect();
    let zh: Vec<_> = lacking.iter().map(|layer| layer.zh.as_ref()).collect();
    let finding = RULE.at(first.span(), words!("the responsibilities are incomplete", "分工没有写完"));
    findings.push(finding.help(words!(
        "write under `responsibilities:` also {}",
        "在 `responsibilities:` 下补上：{}",
        en.join("; "); zh.join("；")
    )));
}

/// What a layer lacks: itself, or some of its concerns.
fn lacking_in(layer: Layer, concerns: &[Option<Text>; Concern::COUNT]) -> Option<Words> {
    let name = term(layer);
    let missing = Concern::ALL.iter().zip(concerns).filter(|(_, text)| text.is_none()).map(|(concern, _)| concern);
    let missing: Vec<_> = missing.map(|concern| format!("`{concern}`")).collect();
    match missing.len() {
        0 => None,
        Concern::COUNT => Some(words!("`{layer}`{}", "`{layer}`（{}）", ""; name.zh)),
        _ => Some(words!("{} of `{layer}`", "`{layer}` 的 {}", missing.join(", "); missing.join("、"))),
    }
}
