//! `waiver-without-reason`: a waiver that does not say why.

use super::needless_waiver;
use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::locale::term;
use crate::model::{CellAt, Choice, Stage, Waiver};
use crate::rule::{Group, Level, Rule};
use crate::words::Words;
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "waiver-without-reason",
    group: Group::Coverage,
    level: Level::Error,
    summary: phrase!("a stage or cell is not applicable, but nobody says why", "写了不适用，却没有写理由"),
    page: page!("waiver_without_reason"),
};

/// Texts that say whether the cell is waived instead of why.
const NO_REASON: [&str; 12] = ["true", "false", "yes", "no", "y", "n", "on", "off", "x", "是", "否", "不适用"];

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    // A needless waiver is reported by its own rule: its author deletes it.
    for &stage in Stage::ALL {
        let (plan, name) = (subject.map.stage(stage), term(stage));
        if let Some(waiver) = plan.waiver.as_ref().filter(|_| !needless_waiver::is_needless_for_stage(plan)) {
            let what = words!("the stage {}", "{}阶段", name.en; name.zh);
            findings.extend(without_reason(waiver, &what));
        }
    }
    for at in CellAt::all() {
        let (cell, name) = (subject.map.cell(at), naming::cell(at));
        if let Some(waiver) = cell.waiver.as_ref().filter(|_| !needless_waiver::is_needless_for_cell(cell)) {
            let what = words!("cell {} ({1})", "{} 格（{1}）", at.code(), name.en; at.code(), name.zh);
            findings.extend(without_reason(waiver, &what));
        }
    }
}

fn without_reason(waiver: &Waiver, what: &Words) -> Option<Diagnostic> {
    if gives_reason(waiver) {
        return None;
    }
    let message = words!("{} is waived without a reason", "{}写了不适用，没有写理由", what.en; what.zh);
    Some(RULE.at(waiver.span, message).help(words!(
        "say why, `not_applicable: ...`, or delete the line and list what the customer meets here",
        "写明理由：`not_applicable: ...`；或删掉这一行，写出客户在这里遇到什么"
    )))
}

fn gives_reason(waiver: &Waiver) -> bool {
    waiver.reason.as_ref().is_some_and(|reason| !is_no_reason(reason.first()))
}

fn is_no_reason(reason: &str) -> bool {
    NO_REASON.contains(&reason.trim().to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::is_no_reason;

    #[test]
    fn a_yes_is_not_a_reason() {
        for reason in ["true", "Yes", "x", "是", "不适用"] {
            assert!(is_no_reason(reason), "{reason:?} says that, not why");
        }
        for reason in ["离开客户见投诉图", "Nobody leaves", "No customers yet"] {
            assert!(!is_no_reason(reason), "{reason:?} is a reason");
        }
    }
}
