//! `unanonymised-case`: a case that does not say that it is anonymised.

use super::{case_name, is_unwritten};
use crate::checks::CaseSubject;
use crate::diagnostic::Diagnostic;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "unanonymised-case",
    group: Group::Cases,
    level: Level::Warning,
    summary: phrase!("a case does not say that it is anonymised", "案例没有声明已经匿名"),
    page: page!("unanonymised_case"),
};

pub(super) fn check(subject: &CaseSubject<'_>, findings: &mut Vec<Diagnostic>) {
    if subject.case.anonymised || subject.case.hidden.header || is_unwritten(subject) {
        return;
    }
    let name = case_name(subject);
    findings.push(
        RULE.at(
            subject.headline(),
            words!("{} does not say that it is anonymised", "{}没有声明已经匿名", name.en; name.zh),
        )
        .help(words!(
            "make sure that no real person can be recognised, then write `anonymised: true`",
            "确认从中认不出任何真人之后，写上 `anonymised: true`"
        )),
    );
}
