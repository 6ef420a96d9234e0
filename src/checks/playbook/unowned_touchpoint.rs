//! `unowned-touchpoint`: a contact without a role.

use super::{contacts, or_unattended};
use crate::checks::missing::{Missing, report_missing};
use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "unowned-touchpoint",
    group: Group::Playbook,
    level: Level::Warning,
    summary: phrase!("a contact touchpoint has no role", "接触环节的接触点没有写角色"),
    page: page!("unowned_touchpoint"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let begun = subject.map.touchpoints.iter().any(|touchpoint| touchpoint.role.is_some());
    let lacking = contacts(subject.map).filter(|touchpoint| touchpoint.role.is_none());
    findings.extend(report_missing(lacking, begun, |touchpoint, missing| {
        let name = naming::touchpoint(touchpoint);
        let message = match missing {
            Missing::Everywhere(count) => words!(
                "none of the {count} contacts of this map is in anybody's hands yet; begin with {}",
                "这张图的 {count} 个接触点都还没有写由谁负责；可以从{}开始",
                name.en; name.zh
            ),
            Missing::Here => words!("{} is in nobody's hands", "{}没有人负责", name.en; name.zh),
        };
        RULE.at(touchpoint.id.span, message)
            .help(words!(
                "write `role:` with a role of motmap.yaml: who on our side meets the customer here",
                "写 `role:`，填 motmap.yaml 里的角色：我方由谁在这里接待客户"
            ))
            .help(or_unattended())
    }));
}
