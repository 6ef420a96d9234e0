//! `untimed-complaint`: a place of complaints with no time limit or nobody who answers for them.

use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::ComplaintTerms;
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "untimed-complaint",
    group: Group::Complaints,
    level: Level::Warning,
    summary: phrase!("a place of complaints has no time limit or no owner", "接投诉的地方没有时限，或者没有负责人"),
    page: page!("untimed_complaint"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    // A fault of motmap.yaml may hide the policy.
    if subject.config.faulty {
        return;
    }
    for touchpoint in &subject.map.touchpoints {
        let Some(complaint) = touchpoint.complaint.as_deref() else { continue };
        let ComplaintTerms { acknowledge, resolve, owner } = complaint.terms(subject.config);
        let at = naming::touchpoint(touchpoint);
        let message = match (acknowledge.or(resolve), owner) {
            (Some(_), Some(_)) => continue,
            (None, None) => words!(
                "complaints at {} have no time limit and nobody who answers for them",
                "{}接投诉，没有时限，也没有负责人",
                at.en; at.zh
            ),
            (None, Some(_)) => {
                words!("complaints at {} have no time limit", "{}接投诉，没有时限", at.en; at.zh)
            }
            (Some(_), None) => {
                words!("nobody answers for complaints at {}", "{}接投诉，没有负责人", at.en; at.zh)
            }
        };
        findings.push(RULE.at(complaint.span, message).help(words!(
            "write it here, as in `{{acknowledge: 10m, resolve: 2h, owner: ROLE}}`, or for all places in motmap.yaml under \
             `complaints:`",
            "写在这里，例如 `{{acknowledge: 10m, resolve: 2h, owner: 角色}}`；各处都一样的，写在 motmap.yaml 的 `complaints:` 下"
        )));
    }
}
