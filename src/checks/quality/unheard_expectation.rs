//! `unheard-expectation`: what customers expect is not known from customers.

use super::unmet_expectation::is_answered;
use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::{EvidenceKind, Importance, Satisfaction, Touchpoint};
use crate::rule::{Group, Level, Rule};
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "unheard-expectation",
    group: Group::Quality,
    level: Level::Warning,
    summary: phrase!(
        "what customers expect is assumed, or unmet and not written down",
        "客户期待什么只是推测，或者没有满足却没有写明"
    ),
    page: page!("unheard_expectation"),
};

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    for touchpoint in &subject.map.touchpoints {
        findings.extend(assumed(touchpoint).or_else(|| unmet_and_unknown(touchpoint)));
    }
}

/// Expectations that nobody has heard from a customer. At a touchpoint of high importance `assumed-evidence` tells of it.
fn assumed(touchpoint: &Touchpoint) -> Option<Diagnostic> {
    let kind = touchpoint.evidence.as_ref()?.kind.filter(|kind| kind.value == EvidenceKind::Assumed)?;
    let first = touchpoint.expects.first().filter(|_| touchpoint.importance != Importance::High)?;
    let name = naming::touchpoint(touchpoint);
    let finding = RULE.at(
        first.text.span(),
        words!("what customers expect at {} is only assumed", "客户在{}期待什么，只是推测", name.en; name.zh),
    );
    Some(finding.related(kind.span, words!("it rests on this", "依据在这里")).help(words!(
        "ask ten customers what they expected, then write `kind: reported`, and after `source:` whom you asked and when",
        "问十位客户原先期待什么，再写 `kind: reported`（听说），`source:` 写明问了谁、什么时候"
    )))
}

/// Customers leave with less than they come with, something is prepared for it, and still nobody has written what they
/// expect.
fn unmet_and_unknown(touchpoint: &Touchpoint) -> Option<Diagnostic> {
    let is_unmet = touchpoint.satisfaction() == Some(Satisfaction::Dissatisfied);
    if !is_unmet || !touchpoint.expects.is_empty() || !is_answered(touchpoint) {
        return None;
    }
    let (expected, name) = (touchpoint.expectation?, naming::touchpoint(touchpoint));
    let finding = RULE.at(
        expected.span,
        words!(
            "customers leave {} with less than they come with, and it is written nowhere what they expect",
            "客户离开{}时低于来时的期望，却没有写明他们期待什么",
            name.en;
            name.zh
        ),
    );
    Some(finding.help(words!(
        "ask those who left dissatisfied what they had expected, and write it below `expects:`, each with where it comes from",
        "问一问不满意的客户原先期待什么，写在 `expects:` 下面，每条写明来自哪里"
    )))
}
