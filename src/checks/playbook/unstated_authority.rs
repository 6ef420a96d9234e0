//! `unstated-authority`: a touchpoint of high importance that does not say what staff may decide.

use super::high_importance;
use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "unstated-authority",
    group: Group::Playbook,
    level: Level::Warning,
    summary: phrase!(
        "a touchpoint of high importance does not say what may be decided on the spot",
        "重要的接触点没有写明当场能定什么"
    ),
    page: page!("unstated_authority"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    // Where no staff are, nobody decides on the spot.
    for touchpoint in high_importance(subject.map).filter(|touchpoint| touchpoint.attended) {
        let authority = touchpoint.authority.as_ref();
        if authority.is_some_and(|authority| authority.decides.is_some()) {
            continue;
        }
        let name = naming::touchpoint(touchpoint);
        findings.push(
            RULE.at(
                authority.map_or(touchpoint.id.span, |authority| authority.span),
                words!(
                    "{} is of high importance, but does not say what may be decided on the spot",
                    "{}很重要，却没有写明当场能定什么",
                    name.en;
                    name.zh
                ),
            )
            .help(words!(
                "write `authority: {{decides: ..., escalates_to: ...}}`",
                "写 `authority: {{decides: 自己能定什么, escalates_to: 上报给哪个角色}}`"
            )),
        );
    }
}
