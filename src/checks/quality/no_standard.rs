//! `no-standard`: a contact with expectations, for which no standard has been laid down.

use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::Phase;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "no-standard",
    group: Group::Quality,
    level: Level::Warning,
    summary: phrase!(
        "it is known what customers expect at a contact, and no standard is laid down",
        "知道客户在接触点期待什么，却没有定下标准"
    ),
    page: page!("no_standard"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let contacts = subject.map.touchpoints.iter().filter(|touchpoint| touchpoint.cell.phase == Phase::Contact);
    for touchpoint in contacts.filter(|touchpoint| touchpoint.standards.is_empty()) {
        let Some(first) = touchpoint.expects.first() else { continue };
        let name = naming::touchpoint(touchpoint);
        findings.push(
            RULE.at(
                first.text.span(),
                words!(
                    "it is known what customers expect at {}, but no standard is laid down for it",
                    "知道客户在{}期待什么，却没有为它定下标准",
                    name.en;
                    name.zh
                ),
            )
            .help(words!(
                "write `standards:`, one a line, each so that anybody can check it: `Answer within three rings`",
                "写上 `standards:`，一行一条，谁都能拿来核对，比如“铃响三声内接听”"
            )),
        );
    }
}
