//! `uncased-moment`: a touchpoint of high importance without a case.

use crate::checks::missing::{Missing, report_missing};
use crate::checks::{JourneySubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::{Importance, TouchpointId};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "uncased-moment",
    group: Group::Cases,
    level: Level::Warning,
    summary: phrase!("a touchpoint of high importance has no case", "重要的接触点还没有案例"),
    page: page!("uncased_moment"),
};

pub(super) fn check(subject: &JourneySubject<'_>, findings: &mut Vec<Diagnostic>) {
    let touchpoints = || subject.site.touchpoints(subject.map.id);
    let begun = touchpoints().any(|(id, _)| may_have_case(subject, id));
    let lacking = touchpoints()
        .filter(|&(id, touchpoint)| touchpoint.importance == Importance::High && !may_have_case(subject, id));
    let lacking = lacking.map(|(_, touchpoint)| touchpoint);
    findings.extend(report_missing(lacking, begun, |touchpoint, missing| {
        let name = naming::touchpoint(touchpoint);
        let message = match missing {
            Missing::Everywhere(count) => words!(
                "none of the {count} touchpoints of high importance has a case yet; begin with {}",
                "{count} 个很重要的接触点都还没有案例；可以从{}开始",
                name.en; name.zh
            ),
            Missing::Here => {
                words!("{} is of high importance, but has no case", "{}很重要，却还没有案例", name.en; name.zh)
            }
        };
        let reference = format!("{}/{}", subject.map.name, touchpoint.id.value);
        RULE.at(touchpoint.id.span, message).help(words!(
            "`motmap case new {reference}` writes one to fill in",
            "`motmap case new {reference}` 会生成一份待填写的案例"
        ))
    }));
}

/// Whether a case happened at a touchpoint, or a case that cannot be understood may have.
fn may_have_case(subject: &JourneySubject<'_>, id: TouchpointId) -> bool {
    let places = &subject.site.case_places;
    places.some_are_hidden() || places.at(id).next().is_some()
}
