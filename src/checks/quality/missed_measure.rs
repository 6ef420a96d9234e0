//! `missed-measure`: a measure that misses its target, and nothing is done about it.

use crate::checks::{JourneySubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::Phase;
use crate::rule::{Group, Level, Rule};
use crate::words::Words;
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "missed-measure",
    group: Group::Quality,
    level: Level::Warning,
    summary: phrase!(
        "a measure at a contact misses its target, and nothing is done about it",
        "接触点的一项指标没有达到目标，却没有任何动作"
    ),
    page: page!("missed_measure"),
};

pub(super) fn check(subject: &JourneySubject<'_>, findings: &mut Vec<Diagnostic>) {
    for (id, touchpoint) in subject.site.touchpoints(subject.map.id) {
        // With standards, it is `undelivered-standard` that tells of it.
        if touchpoint.cell.phase != Phase::Contact || !touchpoint.standards.is_empty() {
            continue;
        }
        let name = naming::touchpoint(touchpoint);
        for (measure, actual) in super::missed_measures(subject, id) {
            let figures = super::figures(measure);
            findings.push(
                RULE.at(
                    actual.span,
                    words!(
                        "a measure at {} misses its target, {figures}, and there is neither a remedy nor a case",
                        "{}的一项指标没有达到目标（{figures}），既没有改进，也没有案例",
                        name.en;
                        name.zh
                    ),
                )
                .help(what_to_do()),
            );
        }
    }
}

/// Help for an author with a measure that misses its target.
pub(super) fn what_to_do() -> Words {
    words!(
        "find out where it fails: collect a case there with `motmap case new`, or write the obstacle below the request that \
         runs into it, with its `remedy:`",
        "查清卡在哪里：用 `motmap case new` 在那里收集一个案例；或者在受阻的要求下面写明障碍和 `remedy:`"
    )
}
