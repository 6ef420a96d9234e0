//! `no-recovery`: a touchpoint of high importance without a recovery.

use super::high_importance;
use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "no-recovery",
    group: Group::Playbook,
    level: Level::Warning,
    summary: phrase!("a touchpoint of high importance has no recovery", "重要的接触点没有补救办法"),
    page: page!("no_recovery"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    for touchpoint in high_importance(subject.map) {
        let name = naming::touchpoint(touchpoint);
        let finding = match &touchpoint.recovery {
            Some(recovery) if recovery.signal.is_some() && !recovery.steps.is_empty() => continue,
            Some(recovery) => {
                let lacking = if recovery.steps.is_empty() { "steps" } else { "signal" };
                RULE.at(
                    recovery.span,
                    words!("the recovery of {} lacks `{lacking}`", "{}的补救缺少 `{lacking}`", name.en; name.zh),
                )
            }
            None => RULE.at(
                touchpoint.id.span,
                words!(
                    "{} is of high importance, but has no recovery for when it goes wrong",
                    "{}很重要，却没有写出了差错怎么补救",
                    name.en;
                    name.zh
                ),
            ),
        };
        findings.push(finding.help(words!(
            "write `recovery:` with the `signal:` that shows it and the `steps:` to take, one a line",
            "写 `recovery:`：`signal:` 写怎样看得出来，`steps:` 写接下来怎么做，一行一条"
        )));
    }
}
