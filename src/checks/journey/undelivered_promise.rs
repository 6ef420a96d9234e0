//! `undelivered-promise`: a promise that no touchpoint reachable from it delivers.

use crate::checks::{JourneySubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::{Promise, PromiseId, Touchpoint};
use crate::rule::{Group, Level, Rule};
use crate::source::Span;
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "undelivered-promise",
    group: Group::Journey,
    level: Level::Error,
    summary: phrase!("a promise that no touchpoint reachable from it keeps", "承诺之后能走到的接触点，没有一个兑现它"),
    page: page!("undelivered_promise"),
};

pub(super) fn check(subject: &JourneySubject<'_>, findings: &mut Vec<Diagnostic>) {
    for (made_at, touchpoint) in subject.site.touchpoints(subject.map.id) {
        if touchpoint.promises.is_empty() {
            continue;
        }
        if subject.graph.may_reach_unreadable_map(made_at) {
            continue;
        }
        for (index, promise) in (0..).zip(&touchpoint.promises) {
            findings.extend(undelivered(subject, PromiseId { made_at, index }, promise));
        }
    }
}

fn undelivered(subject: &JourneySubject<'_>, id: PromiseId, promise: &Promise) -> Option<Diagnostic> {
    let keepers = subject.graph.delivered_at(id);
    if subject.graph.reaches_any(id.made_at, keepers) {
        return None;
    }
    let (name, made_at) = (&promise.id.value, naming::touchpoint(subject.site.touchpoint(id.made_at)));
    let kept = keepers.first().map(|&at| (at, subject.site.touchpoint(at)));
    let kept = kept.and_then(|(at, touchpoint)| Some((at, touchpoint, kept_at(touchpoint, id)?)));
    let Some((kept_id, keeper, kept_span)) = kept else {
        let message = words!(
            "the promise `{name}` of {} is kept nowhere",
            "{}的承诺 `{name}` 没有任何接触点兑现",
            made_at.en;
            made_at.zh
        );
        return Some(RULE.at(promise.id.span, message).help(words!(
            "write `delivers: [{name}]` at the touchpoint where the customer sees it kept",
            "在客户看到承诺兑现的那个接触点写上 `delivers: [{name}]`"
        )));
    };
    // `empty-cell` reports the reason.
    if subject.graph.reaches_gap(id.made_at) {
        return None;
    }
    let keeper_name = naming::touchpoint(keeper);
    let message = words!(
        "the promise `{name}` is kept at {}, where no way leads from {}",
        "承诺 `{name}` 在{}兑现，但从{}走不到那里",
        keeper_name.en,
        made_at.en;
        keeper_name.zh,
        made_at.zh
    );
    Some(
        RULE.at(promise.id.span, message)
            .label(words!("promised here", "在这里承诺"))
            .related(kept_span, words!("kept here, out of reach", "在这里兑现，但走不到"))
            .help(words!(
                "let `leads_to` lead there, to `{0}`, or write `delivers: [{name}]` at a touchpoint that is reached",
                "用 `leads_to` 连到 `{0}`；或在走得到的接触点写 `delivers: [{name}]`",
                subject.site.reference(kept_id, id.made_at.map)
            )),
    )
}

/// The place in `delivers` where a touchpoint names a promise.
fn kept_at(touchpoint: &Touchpoint, promise: PromiseId) -> Option<Span> {
    touchpoint.delivers.iter().find(|delivered| delivered.value == promise).map(|delivered| delivered.span)
}
