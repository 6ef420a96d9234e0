//! `unplayed-moment`: a contact without a moment.

use super::{contacts, or_unattended};
use crate::checks::missing::{Missing, report_missing};
use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "unplayed-moment",
    group: Group::Playbook,
    level: Level::Warning,
    summary: phrase!("a contact touchpoint has no moment", "接触环节的接触点没有写关键时刻怎么演"),
    page: page!("unplayed_moment"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let begun = subject.map.touchpoints.iter().any(|touchpoint| touchpoint.moment.is_some());
    let lacking = contacts(subject.map).filter(|touchpoint| touchpoint.moment.is_none());
    findings.extend(report_missing(lacking, begun, |touchpoint, missing| {
        let name = naming::touchpoint(touchpoint);
        let message = match missing {
            Missing::Everywhere(count) => words!(
                "none of the {count} contacts of this map says how its moment is played; begin with {}",
                "这张图的 {count} 个接触点都还没有写关键时刻怎么演；可以从{}开始",
                name.en; name.zh
            ),
            Missing::Here => {
                words!("{} does not say how its moment is played", "{}没有写关键时刻怎么演", name.en; name.zh)
            }
        };
        RULE.at(touchpoint.id.span, message)
            .help(words!(
                "write `moment:` with `explore:`, `offer:`, `act:` and `confirm:`, each with `say:` or `do:`",
                "写 `moment:`，下面是 `explore:`（探求）、`offer:`（提议）、`act:`（行动）、`confirm:`（确认），每步写 `say:` 或 `do:`"
            ))
            .help(or_unattended())
    }));
}
