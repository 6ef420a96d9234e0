//! `assumed-evidence`: a touchpoint of high importance whose evidence is assumed.

use super::high_importance;
use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::EvidenceKind;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "assumed-evidence",
    group: Group::Playbook,
    level: Level::Warning,
    summary: phrase!("high importance rests on assumption alone", "重要的接触点只凭推测"),
    page: page!("assumed_evidence"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    for touchpoint in high_importance(subject.map) {
        let kind = touchpoint.evidence.as_ref().and_then(|evidence| evidence.kind);
        let Some(kind) = kind.filter(|kind| kind.value == EvidenceKind::Assumed) else { continue };
        let name = naming::touchpoint(touchpoint);
        findings.push(
            RULE.at(
                kind.span,
                words!("{} is of high importance, but only assumed", "{}很重要，却只凭推测", name.en; name.zh),
            )
            .help(words!(
                "go and look, then write `kind: observed` or `kind: reported`, and after `source:` who saw or said it",
                "去现场看过再写 `kind: observed`（亲见）或 `kind: reported`（听说），`source:` 写明谁看到、听到的"
            )),
        );
    }
}
