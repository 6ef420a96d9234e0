//! `falling-perception`: a drop of perception by two or more, without a recovery.

use crate::checks::{JourneySubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::{Perception, TouchpointId};
use crate::rule::{Group, Level, Rule};
use crate::source::Spanned;
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "falling-perception",
    group: Group::Journey,
    level: Level::Warning,
    summary: phrase!(
        "perception drops by two or more, with no recovery where it lands",
        "客户认知骤降两级以上，落点却没有补救"
    ),
    page: page!("falling_perception"),
};

/// The smallest drop that is reported.
const FALL: Perception = 2;

pub(super) fn check(subject: &JourneySubject<'_>, findings: &mut Vec<Diagnostic>) {
    for (id, touchpoint) in subject.site.touchpoints(subject.map.id) {
        let Some((before, high, low)) = fall_to(subject, id) else { continue };
        let (from, to) = (naming::perception(high.value), naming::perception(low.value));
        let (name, before) = (naming::touchpoint(touchpoint), naming::touchpoint(subject.site.touchpoint(before)));
        findings.push(
            RULE.at(
                low.span,
                words!(
                    "perception falls from {from} after {} to {to} after {}, and nothing is prepared for it",
                    "{}之后认知为 {from}，{}之后掉到 {to}，这里却没有补救",
                    before.en,
                    name.en;
                    before.zh,
                    name.zh
                ),
            )
            .related(high.span, words!("from here", "从这里掉下来"))
            .help(words!(
                "write `recovery:` at {}, with the `signal` that shows it and the `steps` to take",
                "在{}写上 `recovery:`：`signal` 写怎样看得出来，`steps` 写接下来怎么做",
                name.en;
                name.zh
            )),
        );
    }
}

/// From which touchpoint and perception to which customers fall at a touchpoint without a recovery.
pub(in crate::checks) fn fall_to(
    subject: &JourneySubject<'_>,
    id: TouchpointId,
) -> Option<(TouchpointId, Spanned<Perception>, Spanned<Perception>)> {
    let touchpoint = subject.site.touchpoint(id);
    let low = touchpoint.leaves_with().filter(|_| touchpoint.recovery.is_none())?;
    let (before, high) = highest_before(subject, id)?;
    (high.value - low.value >= FALL).then_some((before, high, low))
}

/// The previous touchpoint that customers leave with the highest perception; the first of several.
fn highest_before(subject: &JourneySubject<'_>, id: TouchpointId) -> Option<(TouchpointId, Spanned<Perception>)> {
    let before = subject.graph.comes_from(id).into_iter().map(|from| from.touchpoint);
    let known = before.filter_map(|at| Some((at, subject.site.touchpoint(at).leaves_with()?)));
    known.reduce(|highest, next| if next.1.value > highest.1.value { next } else { highest })
}
