//! The page on complaints: the policy, and every place where they come in.

use serde::Serialize;

use super::Page;
use super::complaint::{
    ComplainantView, ComplaintStep, complainants, crisis_facts, ladder, nevers, policy_facts, steps, terms_here,
};
use super::context::{Fact, LanguageContext, PageContext, PageHead, TouchpointLink};
use super::fragments::Fragments;
use super::inputs::{InputIndex, PageInputs};
use super::links::{self, LanguageFolder};
use super::pages::{PageKey, PageSource, PageView};
use super::role_page::{RemedyRow, open_remedies_at};
use super::telephone::points;
use super::text::Html;
use crate::diagnostic::Diagnostic;
use crate::model::*;

/// How complaints are taken: the policy, and every place where they come in.
#[derive(Serialize)]
pub(super) struct ComplaintsView {
    /// The limits and who answers for complaints everywhere; empty where no policy says it.
    policy: Vec<Fact>,
    principles: Vec<Html>,
    /// What never to do: the method's points, then the workspace's own.
    never: Vec<Html>,
    /// Who speaks in a crisis, and within what time.
    crisis: Vec<Fact>,
    /// What never to do in a crisis.
    crisis_never: Vec<Html>,
    places: Vec<ComplaintPlace>,
    /// What to do, by the steps of a moment.
    steps: Vec<ComplaintStep>,
    /// The kinds of complainant, each with how to begin.
    kinds: Vec<ComplainantView>,
    /// For trainers: what is still to be cleared away at these places, by role.
    tasks: Vec<ComplaintTasks>,
}

impl PageView for ComplaintsView {
    const TEMPLATE: &'static str = "complaints.html";
}

/// A place where complaints come in.
#[derive(Serialize)]
struct ComplaintPlace {
    touchpoint: TouchpointLink,
    /// The limits and who answers for it.
    terms: Vec<Fact>,
    /// The kinds of complainant that come there; empty for all.
    kinds: Vec<String>,
    /// Who a complaint goes to, rung by rung.
    ladder: Vec<Html>,
}

/// What a role is to clear away at the places of complaints.
#[derive(Serialize)]
struct ComplaintTasks {
    /// The name of the role, with a link to its page.
    role: Html,
    /// The remedies that are not done, by date.
    remedies: Vec<RemedyRow>,
}

/// Whether the site has the page: a policy or a place of complaints is written.
pub(super) fn exists(site: &Site) -> bool {
    site.config.complaints.is_some() || site.readable_maps().any(takes_complaints)
}

fn takes_complaints(map: &Map) -> bool {
    map.touchpoints.iter().any(|touchpoint| touchpoint.complaint.is_some())
}

/// The page of a site; none where nothing is written of complaints.
pub(super) fn page(site: &Site) -> Option<impl PageSource + use<>> {
    exists(site).then_some(ComplaintsPage)
}

struct ComplaintsPage;

impl PageSource for ComplaintsPage {
    fn key(&self) -> PageKey {
        ("complaints", 0)
    }

    fn paths(&self, _: &Site, language: LanguageFolder<'_>) -> Vec<String> {
        vec![language.page(links::COMPLAINTS)]
    }

    fn inputs(&self, index: &InputIndex<'_>) -> PageInputs {
        let maps = index.site().readable_maps().filter(|map| takes_complaints(map));
        PageInputs { all_maps: index.all_maps(), ..index.maps(maps.map(|map| map.id)) }
    }

    fn render(&self, language: &LanguageContext<'_>, _: &Fragments<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Page> {
        let context = language.page(links::COMPLAINTS.into(), language.site.default_language());
        let title = context.word("complaints");
        let head =
            PageHead { description: context.description("description-complaints", &context.site_title()), title };
        vec![context.render(head, None, ComplaintsView::new(&context), findings)]
    }
}

impl ComplaintsView {
    fn new(context: &PageContext<'_>) -> Self {
        let policy = context.site().config.complaints.as_ref();
        let crisis = policy.and_then(|policy| policy.crisis.as_ref());
        ComplaintsView {
            policy: policy.map(|policy| policy_facts(context, policy)).unwrap_or_default(),
            principles: points(context, "complaint-principles", &[]),
            never: nevers(context),
            crisis: crisis.map(|crisis| crisis_facts(context, crisis)).unwrap_or_default(),
            crisis_never: crisis.map(|crisis| points(context, "", &crisis.never)).unwrap_or_default(),
            places: places(context).map(|(id, touchpoint)| ComplaintPlace::new(context, id, touchpoint)).collect(),
            steps: steps(context),
            kinds: complainants(context, Complainant::ALL),
            tasks: if context.is_for_trainers() { tasks(context) } else { Vec::new() },
        }
    }
}

/// Every place of complaints, map by map.
fn places<'a>(context: &PageContext<'a>) -> impl Iterator<Item = (TouchpointId, &'a Touchpoint)> {
    let site = context.site();
    let touchpoints = site.readable_maps().flat_map(|map| site.touchpoints(map.id));
    touchpoints.filter(|(_, touchpoint)| touchpoint.complaint.is_some())
}

impl ComplaintPlace {
    fn new(context: &PageContext<'_>, id: TouchpointId, touchpoint: &Touchpoint) -> Self {
        let complaint = touchpoint.complaint.as_deref();
        ComplaintPlace {
            touchpoint: context.touchpoint(id, None),
            terms: complaint.into_iter().flat_map(|written| terms_here(context, written)).collect(),
            kinds: complaint.into_iter().flat_map(|one| &one.kinds).map(|kind| context.term(kind.value)).collect(),
            ladder: ladder(context, touchpoint),
        }
    }
}

/// What each role is still to clear away at the places of complaints.
fn tasks(context: &PageContext<'_>) -> Vec<ComplaintTasks> {
    let roles = (0..context.site().config.roles.len()).map(|number| RoleId(number as u32));
    let of_role = |role| ComplaintTasks {
        role: context.role_link(role),
        remedies: open_remedies_at(context, role, |touchpoint| touchpoint.complaint.is_some()),
    };
    roles.map(of_role).filter(|tasks| !tasks.remedies.is_empty()).collect()
}
