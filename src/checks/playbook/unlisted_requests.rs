//! `unlisted-requests`: a contact that lists no requests.

use super::{contacts, or_unattended};
use crate::checks::missing::{Missing, report_missing};
use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "unlisted-requests",
    group: Group::Playbook,
    level: Level::Warning,
    summary: phrase!("a contact touchpoint lists no requests", "接触环节的接触点没有列出客户的要求"),
    page: page!("unlisted_requests"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let begun = subject.map.touchpoints.iter().any(|touchpoint| !touchpoint.requests.is_empty());
    let lacking = contacts(subject.map).filter(|touchpoint| touchpoint.requests.is_empty());
    findings.extend(report_missing(lacking, begun, |touchpoint, missing| {
        let name = naming::touchpoint(touchpoint);
        let message = match missing {
            Missing::Everywhere(count) => words!(
                "none of the {count} contacts of this map lists requests yet; begin with {}",
                "这张图的 {count} 个接触点都还没有列出客户的要求；可以从{}开始",
                name.en; name.zh
            ),
            Missing::Here => {
                words!("{} lists no request of the customer's", "{}没有列出客户的要求", name.en; name.zh)
            }
        };
        RULE.at(touchpoint.id.span, message)
            .help(words!(
                "write what customers ask here, `requests:`, and below it a line each: `- {{ask: ..., answer: ...}}`",
                "写出客户在这里会提什么：先写 `requests:`，下面一行一条 `- {{ask: ..., answer: ...}}`"
            ))
            .help(or_unattended())
    }));
}
