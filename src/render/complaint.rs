//! How complaints are taken: on the card of a place where they come in, and on the page on complaints.

use serde::Serialize;

use super::context::{Fact, PageContext, TouchpointLink};
use super::links;
use super::telephone::points;
use super::text::{Html, characters};
use crate::model::*;
use crate::source::Spanned;

/// What a card says where complaints come in.
#[derive(Serialize)]
pub(super) struct ComplaintView {
    /// The limits and who answers for it.
    terms: Vec<Fact>,
    /// Who it goes to, rung by rung.
    ladder: Vec<Html>,
    /// What to do, by the steps of a moment.
    steps: Vec<ComplaintStep>,
    /// The kinds of complainant, each with how to begin.
    kinds: Vec<ComplainantView>,
    /// What never to do: the method's points, then the workspace's own.
    never: Vec<Html>,
    /// The link to the page on complaints.
    href: Option<String>,
}

/// What a step of a moment is where somebody complains.
#[derive(Serialize)]
pub(super) struct ComplaintStep {
    /// The id of the step.
    id: &'static str,
    name: String,
    points: Vec<Html>,
}

/// A kind of complainant.
#[derive(Serialize)]
pub(super) struct ComplainantView {
    name: String,
    /// How to know it, and how to begin.
    begin: String,
}

impl ComplaintView {
    /// None where no complaints come in.
    pub fn new(context: &PageContext<'_>, touchpoint: &Touchpoint) -> Option<Self> {
        let complaint = touchpoint.complaint.as_deref()?;
        let kinds: Vec<Complainant> = complaint.kinds.iter().map(|kind| kind.value).collect();
        Some(ComplaintView {
            terms: terms_here(context, complaint),
            ladder: ladder(context, touchpoint),
            steps: steps(context),
            kinds: complainants(context, if kinds.is_empty() { Complainant::ALL } else { &kinds }),
            never: nevers(context),
            href: context.link_to(links::COMPLAINTS),
        })
    }
}

/// The complaints that a role answers for.
#[derive(Serialize)]
pub(super) struct RoleComplaints {
    /// The limits of the policy, where the role answers for all.
    everywhere: Vec<Fact>,
    /// The places that name the role.
    places: Vec<TouchpointLink>,
    /// That the role speaks in a crisis, and within what time.
    crisis: Vec<Fact>,
    /// What it never does then.
    crisis_never: Vec<Html>,
    /// The link to the page on complaints.
    href: Option<String>,
}

/// The complaints that a role answers for, if there are any. `touchpoints` are those of the maps that name it.
pub(super) fn of_role<'a>(
    context: &PageContext<'a>,
    role: RoleId,
    touchpoints: impl Iterator<Item = (TouchpointId, &'a Touchpoint)>,
) -> Option<RoleComplaints> {
    let is_it = |named: Option<Spanned<RoleId>>| named.is_some_and(|named| named.value == role);
    let policy = context.site().config.complaints.as_ref();
    let of_all = policy.filter(|policy| is_it(policy.owner));
    let crisis = policy.and_then(|policy| policy.crisis.as_ref()).filter(|crisis| is_it(crisis.speaks));
    let own = touchpoints.filter(|(_, one)| one.complaint.as_ref().is_some_and(|complaint| is_it(complaint.owner)));
    let places: Vec<_> = own.map(|(id, _)| context.touchpoint(id, None)).collect();
    (of_all.is_some() || crisis.is_some() || !places.is_empty()).then(|| RoleComplaints {
        everywhere: of_all.map(|policy| policy_facts(context, policy)).unwrap_or_default(),
        places,
        crisis: crisis.map(|crisis| crisis_facts(context, crisis)).unwrap_or_default(),
        crisis_never: crisis.map(|crisis| points(context, "", &crisis.never)).unwrap_or_default(),
        href: context.link_to(links::COMPLAINTS),
    })
}

/// The limits and the owner that the policy names.
pub(super) fn policy_facts(context: &PageContext<'_>, policy: &ComplaintPolicy) -> Vec<Fact> {
    let limit = |limit: Option<Spanned<TimeLimit>>| limit.map(|limit| limit.value);
    let written = ComplaintTerms {
        acknowledge: limit(policy.acknowledge),
        resolve: limit(policy.resolve),
        owner: policy.owner.map(|owner| owner.value),
    };
    // What the policy leaves out is no gap: places may say it themselves.
    terms(context, &written).into_iter().filter(|fact| fact.class != "gap").collect()
}

/// Who speaks in a crisis, and within what time.
pub(super) fn crisis_facts(context: &PageContext<'_>, crisis: &Crisis) -> Vec<Fact> {
    let speaks = crisis.speaks.map(|role| context.fact("crisis-speaks", context.role_link(role.value)));
    let within = crisis.within.map(|limit| limit_fact(context, "crisis-within", limit.value));
    speaks.into_iter().chain(within).collect()
}

/// The limits and the owner at a place of complaints.
pub(super) fn terms_here(context: &PageContext<'_>, complaint: &Complaint) -> Vec<Fact> {
    terms(context, &complaint.terms(&context.site().config))
}

/// The limits and the owner; for trainers, what is missing of them is a gap.
fn terms(context: &PageContext<'_>, terms: &ComplaintTerms) -> Vec<Fact> {
    let limit = |key, limit: Option<TimeLimit>| limit.map(|limit| limit_fact(context, key, limit));
    let mut facts = Vec::from_iter(limit("acknowledge", terms.acknowledge));
    facts.extend(limit("resolve", terms.resolve));
    if facts.is_empty() {
        facts.extend(context.gap("resolve", "gap-time-limit"));
    }
    let owner = terms.owner.map(|owner| context.fact("complaint-owner", context.role_link(owner)));
    facts.extend(owner.or_else(|| context.gap("complaint-owner", "gap-complaint-owner")));
    facts
}

/// A limit with its label.
fn limit_fact(context: &PageContext<'_>, key: &str, limit: TimeLimit) -> Fact {
    context.fact(key, characters(&in_words(context, limit)))
}

/// A limit in words: within 2 hours.
fn in_words(context: &PageContext<'_>, limit: TimeLimit) -> String {
    let key = match (limit.unit, limit.amount) {
        (TimeUnit::Second, 1) => "within-second",
        (TimeUnit::Second, _) => "within-seconds",
        (TimeUnit::Minute, 1) => "within-minute",
        (TimeUnit::Minute, _) => "within-minutes",
        (TimeUnit::Hour, 1) => "within-hour",
        (TimeUnit::Hour, _) => "within-hours",
        (TimeUnit::Day, 1) => "within-day",
        (TimeUnit::Day, _) => "within-days",
    };
    context.language.phrase(key, &[("n", &limit.amount)])
}

/// Who a complaint goes to, rung by rung; empty where it stays with one.
pub(super) fn ladder(context: &PageContext<'_>, touchpoint: &Touchpoint) -> Vec<Html> {
    let rungs = touchpoint.complaint_ladder(&context.site().config);
    let rungs = rungs.into_iter().map(|role| context.role_link(role)).collect::<Vec<_>>();
    if rungs.len() > 1 { rungs } else { Vec::new() }
}

/// What to do where somebody complains, by the steps of a moment.
pub(super) fn steps(context: &PageContext<'_>) -> Vec<ComplaintStep> {
    let view = |&step: &Step| {
        let key = match step {
            Step::Explore => "complaint-explore",
            Step::Offer => "complaint-offer",
            Step::Act => "complaint-act",
            Step::Confirm => "complaint-confirm",
        };
        ComplaintStep { id: step.id(), name: context.term(step), points: points(context, key, &[]) }
    };
    Step::ALL.iter().map(view).collect()
}

/// Kinds of complainant, each with how to begin.
pub(super) fn complainants(context: &PageContext<'_>, kinds: &[Complainant]) -> Vec<ComplainantView> {
    let view = |&kind: &Complainant| {
        let key = match kind {
            Complainant::QualityWatcher => "begin-quality-watcher",
            Complainant::Reasoner => "begin-reasoner",
            Complainant::Negotiator => "begin-negotiator",
            Complainant::Victim => "begin-victim",
        };
        ComplainantView { name: context.term(kind), begin: context.word(key) }
    };
    kinds.iter().map(view).collect()
}

/// What never to do where somebody complains.
pub(super) fn nevers(context: &PageContext<'_>) -> Vec<Html> {
    let policy = context.site().config.complaints.as_ref();
    points(context, "complaint-never", policy.map_or(&[], |policy| &policy.never))
}
