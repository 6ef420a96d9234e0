//! `unmet-expectation`: customers leave with less than they come with, and nothing is done about it.

use crate::checks::journey::falling_perception::fall_to;
use crate::checks::{JourneySubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::{Satisfaction, Touchpoint, TouchpointId};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "unmet-expectation",
    group: Group::Quality,
    level: Level::Warning,
    summary: phrase!(
        "customers leave below what they come with, and nothing is done about it",
        "客户离开时低于来时的期望，却没有任何应对"
    ),
    page: page!("unmet_expectation"),
};

pub(super) fn check(subject: &JourneySubject<'_>, findings: &mut Vec<Diagnostic>) {
    for (id, touchpoint) in subject.site.touchpoints(subject.map.id) {
        if !is_unmet(subject, id) {
            continue;
        }
        let (Some(left_with), Some(expected)) = (touchpoint.leaves_with(), touchpoint.expectation) else { continue };
        let (from, to) = (naming::perception(expected.value), naming::perception(left_with.value));
        let name = naming::touchpoint(touchpoint);
        findings.push(
            RULE.at(
                left_with.span,
                words!(
                    "customers come to {} expecting {from} and leave with {to}; there is neither a recovery nor a remedy under way",
                    "客户来到{}时期望为 {from}，离开时只有 {to}，既没有补救，也没有还在做的改进",
                    name.en;
                    name.zh
                ),
            )
            .related(expected.span, words!("what they come with", "来时的期望"))
            .help(words!(
                "write `recovery:` for whoever leaves dissatisfied, or below the request that we cannot meet a `remedy:`",
                "写上 `recovery:`，接住不满意的客户；或者在办不到的要求下面写 `remedy:`，消除障碍"
            )),
        );
    }
}

/// Whether customers leave dissatisfied with nothing prepared for it. Where `falling-perception` asks for a recovery, it
/// has the word.
fn is_unmet(subject: &JourneySubject<'_>, id: TouchpointId) -> bool {
    let touchpoint = subject.site.touchpoint(id);
    touchpoint.satisfaction() == Some(Satisfaction::Dissatisfied)
        && !is_answered(touchpoint)
        && fall_to(subject, id).is_none()
}

/// Whether something is prepared for customers who leave dissatisfied: a recovery, or work that is under way.
pub(super) fn is_answered(touchpoint: &Touchpoint) -> bool {
    touchpoint.recovery.is_some() || touchpoint.open_remedies().next().is_some()
}
