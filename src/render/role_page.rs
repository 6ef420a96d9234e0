//! A role's page: the moments that it plays, and its tasks behind them.
//!
//! The page does not depend on the clock: it sorts tasks by date, and the reader knows which day it is.

use serde::Serialize;

use super::brief::Brief;
use super::card::MeasureView;
use super::complaint::{self, RoleComplaints};
use super::context::{Fact, LanguageContext, PageContext, PageHead, TouchpointLink};
use super::findings::{self, Count};
use super::fragments::{Fragment, FragmentKey, Fragments};
use super::inputs::{InputIndex, PageInputs};
use super::lifecycle::{self, PeriodView};
use super::links::{self, LanguageFolder};
use super::map_page::coverage_sentence;
use super::pages::{PageKey, PageSource, PageView};
use super::segments::{self, SegmentChoice};
use super::text::{Html, rendered};
use super::value_list::{self, ValueSection};
use super::{Page, imprint};
use crate::diagnostic::Diagnostic;
use crate::model::*;

/// A role's page, with `role-moments.html`.
#[derive(Serialize)]
pub(super) struct RoleView {
    name: Html,
    /// The header of each printed page, as CSS for a `<style>` element.
    running_header: Html,
    /// The name of its layer.
    layer: Option<String>,
    /// The segments that the page can be looked at for.
    segments: Vec<SegmentChoice>,
    /// The touchpoints of each map that the role plays, as `role-map.html` renders them.
    moments: Vec<Html>,
    /// Whether the moments stand before the tasks: so for the front line and for roles without a layer.
    moments_first: bool,
    /// For trainers: what the role is to remove, open ones first, by date.
    remedies: Vec<RemedyRow>,
    /// The touchpoints whose role may call this one.
    escalations: Vec<EscalationRow>,
    /// The complaints that the role answers for.
    complaints: Option<RoleComplaints>,
    /// What the role does out of the customer's sight.
    backstage: Vec<BackstageRow>,
    /// The measures at the touchpoints that concern the role: missed ones first.
    measures: Vec<MeasureRow>,
    /// The maps that the role owns.
    owned: Vec<OwnedMap>,
    /// What the role has to be able to do now.
    skills: Vec<Html>,
    /// What it will have to be able to do later.
    later: Vec<Html>,
    /// The parts of the value lists that concern the role.
    values: Vec<MapValues>,
    /// The periods of the relationship that concern the role.
    lifecycles: Vec<MapLifecycle>,
    /// What the maps ask of the role's layer.
    duties: Vec<Duties>,
    /// The note that no map names the role.
    nothing: Option<String>,
    /// The titles of the maps that cannot be read now, so that the page may be incomplete.
    unread: Vec<Html>,
}

impl PageView for RoleView {
    const TEMPLATE: &'static str = "role.html";
}

/// The touchpoints of one map that the role plays, in the order of the journey.
#[derive(Serialize)]
struct MapMoments {
    /// The title of the map.
    title: Html,
    stages: Vec<StageMoments>,
}

/// The touchpoints of one stage that the role plays.
#[derive(Serialize)]
struct StageMoments {
    /// The id of the stage, for the class `stage-…`.
    id: &'static str,
    letter: char,
    name: String,
    briefs: Vec<Brief>,
}

/// An obstacle that the role is to remove.
#[derive(Serialize)]
pub(super) struct RemedyRow {
    /// What removes the obstacle.
    what: Option<Html>,
    obstacle: Option<Html>,
    /// The date, such as `2026-10-01`.
    due: Option<String>,
    /// The id of the status, as a class.
    pub status: &'static str,
    /// The status in words.
    status_word: String,
    /// The date on which somebody looked what it has changed.
    pub followed_up: Option<String>,
    /// What it has changed.
    effect: Option<Html>,
    touchpoint: TouchpointLink,
}

/// A touchpoint whose role may call this one.
#[derive(Serialize)]
struct EscalationRow {
    touchpoint: TouchpointLink,
    /// The role that calls.
    caller: Option<Html>,
    /// What that role may decide by itself.
    decides: Option<Html>,
}

/// What the role does out of the customer's sight, with its touchpoint.
#[derive(Serialize)]
struct BackstageRow {
    touchpoint: TouchpointLink,
    what: Html,
}

/// A measure, with its touchpoint.
#[derive(Serialize)]
struct MeasureRow {
    touchpoint: TouchpointLink,
    measure: MeasureView,
}

/// A map that the role owns.
#[derive(Serialize)]
struct OwnedMap {
    title: Html,
    href: Option<String>,
    /// The date of the last review.
    reviewed: Option<String>,
    /// For trainers: how many cells are covered, waived or gaps, as a sentence.
    coverage: Option<String>,
    /// The findings in the map, by severity.
    counts: Vec<Count>,
}

/// What a map asks of the role's layer.
#[derive(Serialize)]
struct Duties {
    /// The title of the map.
    map: Html,
    concerns: Vec<Fact>,
}

/// What a map's value list has for the role.
#[derive(Serialize)]
struct MapValues {
    /// The title of the map.
    map: Html,
    parts: Vec<ValueSection>,
}

/// What a map's lifecycle has for the role.
#[derive(Serialize)]
struct MapLifecycle {
    /// The title of the map.
    map: Html,
    periods: Vec<PeriodView>,
}

/// A role on the start page.
#[derive(Serialize)]
pub(super) struct RoleEntry {
    name: Html,
    href: String,
    /// How many touchpoints it plays.
    touchpoints: usize,
}

/// The roles of a layer on the start page.
#[derive(Serialize)]
pub(super) struct LayerEntry {
    /// The name of the layer; for roles without one, the word for that.
    layer: String,
    roles: Vec<RoleEntry>,
}

/// The page of a role.
struct RolePage(RoleId);

/// The pages of all roles.
pub(super) fn all(site: &Site) -> impl Iterator<Item = impl PageSource> {
    (0..site.config.roles.len()).map(|number| RolePage(RoleId(number as u32)))
}

impl PageSource for RolePage {
    fn key(&self) -> PageKey {
        ("role", self.0.0 as usize)
    }

    fn paths(&self, site: &Site, language: LanguageFolder<'_>) -> Vec<String> {
        vec![language.page(&links::role_page(site.config.role(self.0)))]
    }

    fn inputs(&self, index: &InputIndex<'_>) -> PageInputs {
        PageInputs { all_maps: index.all_maps(), ..index.maps_with_findings(index.maps_of_role(self.0)) }
    }

    fn render(
        &self,
        language: &LanguageContext<'_>,
        fragments: &Fragments<'_>,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<Page> {
        let (id, role) = (self.0, language.site.config.role(self.0));
        let context = language.page(links::role_page(role), language.site.default_language());
        let moments = maps_played_in(&context, id).map(|map| {
            let inputs =
                |index: &InputIndex<'_>| PageInputs { neighbours: index.neighbours(map.id), ..index.maps([map.id]) };
            let fragment = fragments.get(FragmentKey::Moments(id, map.id), inputs, || {
                let mut findings = Vec::new();
                let text = language.part("role-map.html", MapMoments::new(&context, id, map), &mut findings);
                Fragment { text: text.into(), findings }
            });
            findings.extend(fragment.findings);
            rendered(&fragment.text)
        });
        let view = RoleView::new(&context, id, moments.collect());
        let title = context.read.plain(&role.name);
        let head = PageHead { description: context.description("description-role", &title), title };
        vec![context.render(head, None, view, findings)]
    }
}

impl RoleView {
    /// `moments` are the rendered moments of each map.
    fn new(context: &PageContext<'_>, id: RoleId, moments: Vec<Html>) -> Self {
        let role = context.site().config.role(id);
        let for_trainers = context.is_for_trainers();
        let played = played(context, id);
        let mut page = RoleView {
            name: context.read.line(&role.name),
            running_header: imprint::header_of_a_role(context, &context.read.plain(&role.name)),
            layer: role.layer.map(|layer| context.term(layer)),
            segments: segments::choices(context, played.map(|id| context.site().touchpoint(id))),
            moments,
            moments_first: matches!(role.layer, None | Some(Layer::FrontLine)),
            remedies: if for_trainers { remedies(context, id) } else { Vec::new() },
            escalations: escalations(context, id),
            complaints: complaint::of_role(context, id, touchpoints(context, id)),
            backstage: backstage(context, id),
            measures: measures(context, id),
            owned: maps(context, id).filter(|map| owns(map, id)).map(|map| OwnedMap::new(context, map)).collect(),
            skills: role.skills.iter().map(|skill| context.read.html(skill)).collect(),
            later: role.later.iter().map(|skill| context.read.html(skill)).collect(),
            values: values(context, id),
            lifecycles: lifecycles(context, id),
            duties: role.layer.map(|layer| duties(context, layer)).unwrap_or_default(),
            nothing: None,
            unread: Vec::new(),
        };
        let tasks = page.remedies.len() + page.escalations.len() + page.backstage.len() + page.owned.len();
        let has_nothing = page.moments.is_empty() && tasks == 0 && page.complaints.is_none();
        if !for_trainers {
            return page;
        }
        // The present file of an outdated map may name the role where the earlier state does not.
        let unread = context.site().maps.iter().filter(|map| map.faulty || has_nothing && map.outdated);
        page.unread = unread.map(|map| context.map_title(map)).collect();
        page.nothing = (has_nothing && page.unread.is_empty()).then(|| context.word("gap-role-page"));
        page
    }
}

/// Every role by its layer, those who meet the customer first.
pub(super) fn by_layer(context: &PageContext<'_>) -> Vec<LayerEntry> {
    let roles = &context.site().config.roles;
    let entry = |number: usize| {
        let id = RoleId(number as u32);
        RoleEntry {
            name: context.role(id),
            href: context.place.to(&links::role_page(&roles[number])),
            touchpoints: played(context, id).count(),
        }
    };
    let layers = Layer::ALL.iter().rev().map(|&layer| Some(layer)).chain([None]);
    let of_layer = |layer: Option<Layer>| LayerEntry {
        layer: layer.map_or_else(|| context.word("no-layer"), |layer| context.term(layer)),
        roles: (0..roles.len()).filter(|&number| roles[number].layer == layer).map(entry).collect(),
    };
    layers.map(of_layer).filter(|entry| !entry.roles.is_empty()).collect()
}

/// The maps with a page that name the role.
fn maps<'a>(context: &PageContext<'a>, role: RoleId) -> impl Iterator<Item = &'a Map> {
    let (site, naming) = (context.site(), context.language.maps_of.get(&role));
    naming.into_iter().flatten().map(|&id| site.map(id)).filter(|map| !map.faulty)
}

/// Every touchpoint of those maps, map by map, in the order of the journey.
fn touchpoints<'a>(context: &PageContext<'a>, role: RoleId) -> impl Iterator<Item = (TouchpointId, &'a Touchpoint)> {
    let site = context.site();
    maps(context, role).flat_map(|map| site.touchpoints(map.id))
}

fn played(context: &PageContext<'_>, role: RoleId) -> impl Iterator<Item = TouchpointId> {
    touchpoints(context, role).filter(move |(_, touchpoint)| plays(touchpoint, role)).map(|(id, _)| id)
}

fn plays(touchpoint: &Touchpoint, role: RoleId) -> bool {
    touchpoint.role.as_ref().is_some_and(|plays| plays.value == role)
}

fn owns(map: &Map, role: RoleId) -> bool {
    map.owner.as_ref().is_some_and(|owner| owner.value == role)
}

fn is_called(touchpoint: &Touchpoint, role: RoleId) -> bool {
    let called = touchpoint.authority.as_ref().and_then(|authority| authority.escalates_to.as_ref());
    called.is_some_and(|called| called.value == role)
}

/// The remedies of a touchpoint that a role sees to, each with its request.
fn remedies_of(touchpoint: &Touchpoint, role: RoleId) -> impl Iterator<Item = (&Request, &Remedy)> {
    let remedies = touchpoint.requests.iter().filter_map(|request| Some((request, request.remedy.as_deref()?)));
    remedies.filter(move |(_, remedy)| remedy.owner.as_ref().is_some_and(|owner| owner.value == role))
}

/// The maps in which a role plays.
fn maps_played_in<'a>(context: &PageContext<'a>, role: RoleId) -> impl Iterator<Item = &'a Map> {
    let plays_in = move |map: &&Map| map.touchpoints.iter().any(|touchpoint| plays(touchpoint, role));
    maps(context, role).filter(plays_in)
}

impl MapMoments {
    /// What a role plays in a map.
    fn new(context: &PageContext<'_>, role: RoleId, map: &Map) -> Self {
        let in_stage = |stage: Stage| {
            let site = context.site();
            let here = site.touchpoints(map.id).filter(|(_, t)| t.cell.stage == stage && plays(t, role));
            StageMoments {
                id: stage.id(),
                letter: stage.letter(),
                name: context.term(stage),
                briefs: here.map(|(id, _)| Brief::new(context, id)).collect(),
            }
        };
        let stages = Stage::ALL.iter().map(|&stage| in_stage(stage)).filter(|stage| !stage.briefs.is_empty());
        MapMoments { title: context.map_title(map), stages: stages.collect() }
    }
}

/// The remedies that the role owns: by status, then by date, those without a date last.
pub(super) fn remedies(context: &PageContext<'_>, role: RoleId) -> Vec<RemedyRow> {
    remedies_at(context, role, |_| true)
}

/// The remedies that the role owns at the touchpoints that fit and that are not done, by date.
pub(super) fn open_remedies_at(
    context: &PageContext<'_>,
    role: RoleId,
    fits: impl Fn(&Touchpoint) -> bool,
) -> Vec<RemedyRow> {
    let mut remedies = remedies_at(context, role, fits);
    remedies.retain(|remedy| remedy.status == RemedyStatus::Open.id());
    remedies
}

fn remedies_at(context: &PageContext<'_>, role: RoleId, fits: impl Fn(&Touchpoint) -> bool) -> Vec<RemedyRow> {
    let mut owned: Vec<_> = touchpoints(context, role)
        .filter(|(_, touchpoint)| fits(touchpoint))
        .flat_map(|(id, touchpoint)| remedies_of(touchpoint, role).map(move |(request, remedy)| (id, request, remedy)))
        .collect();
    owned.sort_by_key(|(_, _, remedy)| {
        let due = remedy.due.as_ref().map(|due| due.value);
        (remedy.status, due.is_none(), due)
    });
    let row = |(id, request, remedy): (TouchpointId, &Request, &Remedy)| {
        let written = context.reading(&context.site().map(id.map).language);
        RemedyRow {
            what: remedy.what.as_ref().map(|what| written.read.html(what)),
            obstacle: request.obstacle.as_ref().map(|obstacle| written.read.html(obstacle)),
            due: remedy.due.as_ref().map(|due| due.value.to_string()),
            status: remedy.status.id(),
            status_word: context.term(remedy.status),
            followed_up: remedy.followed_up.as_ref().map(|date| date.value.to_string()),
            effect: remedy.effect.as_ref().map(|effect| written.read.html(effect)),
            touchpoint: context.touchpoint(id, None),
        }
    };
    owned.into_iter().map(row).collect()
}

fn escalations(context: &PageContext<'_>, role: RoleId) -> Vec<EscalationRow> {
    let calling = touchpoints(context, role).filter(|(_, touchpoint)| is_called(touchpoint, role));
    let row = |(id, touchpoint): (TouchpointId, &Touchpoint)| {
        let written = context.reading(&context.site().map(id.map).language);
        let decides = touchpoint.authority.as_ref().and_then(|authority| authority.decides.as_ref());
        EscalationRow {
            touchpoint: context.touchpoint(id, None),
            caller: touchpoint.role.as_ref().map(|caller| context.role_link(caller.value)),
            decides: decides.map(|decides| written.read.html(decides)),
        }
    };
    calling.map(row).collect()
}

fn backstage(context: &PageContext<'_>, role: RoleId) -> Vec<BackstageRow> {
    let steps = touchpoints(context, role).flat_map(|(id, touchpoint)| {
        let steps = touchpoint.blueprint.iter().flat_map(|blueprint| &blueprint.back);
        steps.filter(move |step| step.role.as_ref().is_some_and(|does| does.value == role)).map(move |step| (id, step))
    });
    let row = |(id, step): (TouchpointId, &BackstageStep)| BackstageRow {
        touchpoint: context.touchpoint(id, None),
        what: context.reading(&context.site().map(id.map).language).read.html(&step.what),
    };
    steps.map(row).collect()
}

/// The measures at the touchpoints that concern the role: missed ones first, then unmeasured, then met.
fn measures(context: &PageContext<'_>, role: RoleId) -> Vec<MeasureRow> {
    let concerns = |(id, touchpoint): &(TouchpointId, &Touchpoint)| {
        plays(touchpoint, role)
            || is_called(touchpoint, role)
            || remedies_of(touchpoint, role).next().is_some()
            || owns(context.site().map(id.map), role)
    };
    let concerned = touchpoints(context, role).filter(concerns);
    let mut found: Vec<_> =
        concerned.flat_map(|(id, touchpoint)| touchpoint.measures.iter().map(move |measure| (id, measure))).collect();
    found.sort_by_key(|(_, measure)| match measure.is_met() {
        Some(false) => 0,
        None => 1,
        Some(true) => 2,
    });
    let row = |(id, measure): (TouchpointId, &Measure)| MeasureRow {
        touchpoint: context.touchpoint(id, None),
        measure: MeasureView::new(&context.reading(&context.site().map(id.map).language), measure),
    };
    found.into_iter().map(row).collect()
}

/// The parts of the value lists of the maps in which a role plays, by the stages in which it does.
fn values(context: &PageContext<'_>, role: RoleId) -> Vec<MapValues> {
    let of_map = |map: &Map| {
        let met: Vec<Stage> = played_in(map, role).map(|id| map.touchpoints[id.index as usize].cell.stage).collect();
        let parts = value_list::in_stages(&context.reading(&map.language), map, &met);
        MapValues { map: context.map_title(map), parts }
    };
    maps_played_in(context, role).map(of_map).filter(|map| !map.parts.is_empty()).collect()
}

/// The periods of the maps in which a role plays, where it plays in them.
fn lifecycles(context: &PageContext<'_>, role: RoleId) -> Vec<MapLifecycle> {
    let of_map = |map: &Map| {
        let played: Vec<TouchpointId> = played_in(map, role).collect();
        let periods = lifecycle::of_players(&context.reading(&map.language), map, &played);
        MapLifecycle { map: context.map_title(map), periods }
    };
    maps_played_in(context, role).map(of_map).filter(|map| !map.periods.is_empty()).collect()
}

/// The touchpoints of a map that a role plays.
fn played_in(map: &Map, role: RoleId) -> impl Iterator<Item = TouchpointId> {
    map.ids().zip(&map.touchpoints).filter(move |(_, touchpoint)| plays(touchpoint, role)).map(|(id, _)| id)
}

fn duties(context: &PageContext<'_>, layer: Layer) -> Vec<Duties> {
    let asks = |map: &&Map| map.responsibilities[layer.index()].iter().any(Option::is_some);
    let of_map = |map: &Map| {
        let written = context.reading(&map.language);
        let concerns = Concern::ALL.iter().zip(&map.responsibilities[layer.index()]);
        let fact = |(&concern, text): (&Concern, &Option<Text>)| {
            Some(Fact { label: context.term(concern), value: written.read.html(text.as_ref()?), class: "" })
        };
        Duties { map: context.map_title(map), concerns: concerns.filter_map(fact).collect() }
    };
    context.site().readable_maps().filter(asks).map(of_map).collect()
}

impl OwnedMap {
    fn new(context: &PageContext<'_>, map: &Map) -> Self {
        OwnedMap {
            title: context.map_title(map),
            href: context.link_to(&links::map_page(map)),
            reviewed: map.reviewed.as_ref().map(|date| date.value.to_string()),
            coverage: context.is_for_trainers().then(|| coverage_sentence(context, map)),
            counts: findings::counts(context, &findings::of_map(context, map)),
        }
    }
}
