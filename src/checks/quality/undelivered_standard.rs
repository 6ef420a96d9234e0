//! `undelivered-standard`: a standard is laid down, and what is measured there falls short.

use crate::checks::{JourneySubject, naming};
use crate::diagnostic::Diagnostic;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "undelivered-standard",
    group: Group::Quality,
    level: Level::Warning,
    summary: phrase!("a standard is laid down, and what is measured there falls short", "定了标准，量出来却没有做到"),
    page: page!("undelivered_standard"),
};

pub(super) fn check(subject: &JourneySubject<'_>, findings: &mut Vec<Diagnostic>) {
    for (id, touchpoint) in subject.site.touchpoints(subject.map.id) {
        let Some(standard) = touchpoint.standards.first() else { continue };
        let name = naming::touchpoint(touchpoint);
        for (measure, actual) in super::missed_measures(subject, id) {
            let figures = super::figures(measure);
            findings.push(
                RULE.at(
                    actual.span,
                    words!(
                        "there is a standard for {}, but what is measured there misses its target, {figures}, and there is \
                         neither a remedy nor a case",
                        "{}定了标准，指标却没有达到目标（{figures}），既没有改进，也没有案例",
                        name.en;
                        name.zh
                    ),
                )
                .related(standard.span(), words!("what is laid down", "定下的标准"))
                .help(super::missed_measure::what_to_do()),
            );
        }
    }
}
