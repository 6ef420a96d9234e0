//! `dead-end`: a touchpoint without a next one, whose author has not written that the journey ends.

use crate::checks::{JourneySubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::{Phase, Touchpoint, TouchpointId};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "dead-end",
    group: Group::Journey,
    level: Level::Warning,
    summary: phrase!(
        "a touchpoint leads nowhere and does not say that the journey ends",
        "接触点没有下一步，也没有写明旅程到此为止"
    ),
    page: page!("dead_end"),
};

pub(super) fn check(subject: &JourneySubject<'_>, findings: &mut Vec<Diagnostic>) {
    let touchpoints = subject.site.touchpoints(subject.map.id);
    for (_, touchpoint) in touchpoints.filter(|&(id, touchpoint)| is_dead_end(subject, id, touchpoint)) {
        let name = naming::touchpoint(touchpoint);
        findings.push(
            RULE.at(touchpoint.id.span, words!("{} leads nowhere", "{}没有下一步", name.en; name.zh))
                .label(words!("every later phase of its stage is waived", "本阶段后面的环节都已注明不适用"))
                .help(words!(
                    "say where the customer goes on, `leads_to: [...]`, or that the journey ends here, `leads_to: []`",
                    "写明客户接着去哪里：`leads_to: [编号]`；旅程到此为止则写 `leads_to: []`"
                )),
        );
    }
}

/// Whether a touchpoint has no next one, its author has not written so, and no empty cell is the reason.
pub fn is_dead_end(subject: &JourneySubject<'_>, id: TouchpointId, touchpoint: &Touchpoint) -> bool {
    touchpoint.leads_to.is_none()
        && touchpoint.cell.phase != Phase::Behaviour
        && subject.graph.leads_nowhere(id)
        && !subject.map.runs_into_gap(touchpoint.cell)
}
