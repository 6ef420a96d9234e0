//! `endless-loop`: a loop of touchpoints that no customer can leave.

use crate::checks::{JourneySubject, naming};
use crate::diagnostic::Diagnostic;
use crate::graph::MAX_REPORTED_LOOP_MEMBERS;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "endless-loop",
    group: Group::Journey,
    level: Level::Warning,
    summary: phrase!("a loop that no customer can leave", "客户走不出去的循环"),
    page: page!("endless_loop"),
};

pub(super) fn check(subject: &JourneySubject<'_>, findings: &mut Vec<Diagnostic>) {
    for members in subject.graph.endless_loops(subject.map.id) {
        let Some((&first, others)) = members.split_first() else { continue };
        let first = subject.site.touchpoint(first);
        let (name, count) = (naming::touchpoint(first), members.len());
        let message = if others.is_empty() {
            words!("{} leads to itself and nowhere else", "{}只通向自己，客户走不出去", name.en; name.zh)
        } else {
            words!(
                "{} begins a loop of {count} touchpoints that no customer can leave",
                "从{}开始的 {count} 个接触点循环往复，客户走不出去",
                name.en;
                name.zh
            )
        };
        let mut finding = RULE.at(first.id.span, message);
        for &other in others.iter().take(MAX_REPORTED_LOOP_MEMBERS - 1) {
            let span = subject.site.touchpoint(other).id.span;
            finding = finding.related(span, words!("in the same loop", "在同一个循环里"));
        }
        findings.push(finding.help(words!(
            "add to the `leads_to` of one of them a touchpoint outside the loop: where customers are helped, or leave",
            "在其中一个接触点的 `leads_to` 里，加上循环以外的一个接触点：客户得到解决、或者离开的地方"
        )));
    }
}
