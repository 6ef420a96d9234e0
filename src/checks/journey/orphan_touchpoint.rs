//! `orphan-touchpoint`: a touchpoint that no other leads to.

use crate::checks::{JourneySubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::{CellAt, Choice, Coverage, Phase};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "orphan-touchpoint",
    group: Group::Journey,
    level: Level::Warning,
    summary: phrase!("no touchpoint leads to this one", "没有任何接触点通向它"),
    page: page!("orphan_touchpoint"),
};

pub(super) fn check(subject: &JourneySubject<'_>, findings: &mut Vec<Diagnostic>) {
    // A map that cannot be understood may hold the missing link.
    if !subject.graph.all_maps_readable() {
        return;
    }
    for (id, touchpoint) in subject.site.touchpoints(subject.map.id) {
        let cell = touchpoint.cell;
        if cell.phase == Phase::Contact || is_behind_gap(subject, cell) || subject.graph.has_incoming_link(id) {
            continue;
        }
        let name = naming::touchpoint(touchpoint);
        findings.push(
            RULE.at(touchpoint.id.span, words!("nothing leads to {}", "没有任何接触点通向{}", name.en; name.zh)).help(
                words!(
                    "add `{0}` to the `leads_to` of the touchpoint that its customers come from: `leads_to: [{0}]`",
                    "在客户来自的那个接触点的 `leads_to` 里加上 `{0}`，如 `leads_to: [{0}]`",
                    touchpoint.id.value
                ),
            ),
        );
    }
}

fn is_behind_gap(subject: &JourneySubject<'_>, cell: CellAt) -> bool {
    let earlier = Phase::ALL[..cell.phase.index()].iter().rev();
    subject.map.first_not_waived(earlier.map(|&phase| CellAt { phase, ..cell })) == Some(Coverage::Gap)
}
