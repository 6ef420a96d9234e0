//! Kinds of customers: their page, and what pages say of a touchpoint that is for some of them alone.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Page;
use super::context::{LanguageContext, PageContext, PageHead, TouchpointLink};
use super::fragments::Fragments;
use super::inputs::{InputIndex, PageInputs};
use super::links::{self, LanguageFolder};
use super::pages::{PageKey, PageSource, PageView};
use super::text::{Html, characters};
use crate::diagnostic::Diagnostic;
use crate::model::*;

/// The page of the segments, by tier.
#[derive(Serialize)]
pub(super) struct SegmentsView {
    /// The tiers that have segments which are served.
    tiers: Vec<TierSection>,
    /// The segments that are not served.
    not_ours: Vec<SegmentView>,
}

impl PageView for SegmentsView {
    const TEMPLATE: &'static str = "segments.html";
}

/// The segments of a tier.
#[derive(Serialize)]
struct TierSection {
    /// The name of the tier; for segments without one, the word for that.
    name: String,
    segments: Vec<SegmentView>,
}

/// A kind of customers.
#[derive(Serialize)]
struct SegmentView {
    /// The id of its row.
    anchor: String,
    name: Html,
    /// How far trade with them has come, in words.
    state: Option<String>,
    /// The share of all customers, with the sign for per cent.
    customers: Option<String>,
    /// The share of the profit, with the sign for per cent.
    profit: Option<String>,
    strategy: Vec<Html>,
    /// What is meant for them, map by map.
    maps: Vec<SegmentMap>,
}

/// What a map has for a segment alone.
#[derive(Serialize)]
struct SegmentMap {
    title: Html,
    /// The link to the map as it is for that segment.
    href: Option<String>,
    touchpoints: Vec<TouchpointLink>,
}

/// What a page can be looked at for.
#[derive(Serialize)]
pub(super) struct SegmentChoice {
    /// The id of the segment, as in `data-segments`.
    id: String,
    name: String,
}

/// The page of the segments.
struct SegmentsPage;

/// The page, where there are segments.
pub(super) fn page(site: &Site) -> Option<impl PageSource> {
    (!site.config.segments.is_empty()).then_some(SegmentsPage)
}

/// The link to the page, where there is one.
pub(super) fn href(context: &PageContext<'_>) -> Option<String> {
    (!context.site().config.segments.is_empty()).then(|| context.link_to(links::SEGMENTS)).flatten()
}

impl PageSource for SegmentsPage {
    fn key(&self) -> PageKey {
        ("segments", 0)
    }

    fn paths(&self, _: &Site, language: LanguageFolder<'_>) -> Vec<String> {
        vec![language.page(links::SEGMENTS)]
    }

    fn inputs(&self, index: &InputIndex<'_>) -> PageInputs {
        PageInputs { all_maps: index.all_maps(), ..index.maps([]) }
    }

    fn render(&self, language: &LanguageContext<'_>, _: &Fragments<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Page> {
        let context = language.page(links::SEGMENTS.into(), language.site.default_language());
        let title = context.word("segments-title");
        let head = PageHead { description: context.description("description-segments", &context.site_title()), title };
        vec![context.render(head, None, SegmentsView::new(&context), findings)]
    }
}

impl SegmentsView {
    fn new(context: &PageContext<'_>) -> Self {
        let segments = &context.site().config.segments;
        let those = |is_wanted: &dyn Fn(&Segment) -> bool| -> Vec<SegmentView> {
            let numbered = (0..).map(SegmentId).zip(segments);
            numbered.filter(|(_, one)| is_wanted(one)).map(|(id, _)| SegmentView::new(context, id)).collect()
        };
        let tier = |tier: Option<Tier>| TierSection {
            name: tier.map_or_else(|| context.word("no-tier"), |tier| context.term(tier)),
            segments: those(&|segment| segment.is_ours() && segment.tier == tier),
        };
        let tiers = Tier::ALL.iter().map(|&one| Some(one)).chain([None]).map(tier);
        SegmentsView {
            tiers: tiers.filter(|tier| !tier.segments.is_empty()).collect(),
            not_ours: those(&|segment| !segment.is_ours()),
        }
    }
}

impl SegmentView {
    fn new(context: &PageContext<'_>, id: SegmentId) -> Self {
        let segment = context.site().config.segment(id);
        let per_cent = |share: &Option<Number>| share.as_ref().map(|share| format!("{}%", share.typed));
        SegmentView {
            anchor: segment.id.value.clone(),
            name: context.read.line(&segment.name),
            state: segment.state.map(|state| context.term(state)),
            customers: per_cent(&segment.customers),
            profit: per_cent(&segment.profit),
            strategy: segment.strategy.iter().map(|strategy| context.read.html(strategy)).collect(),
            maps: maps(context, id),
        }
    }
}

/// The touchpoints that are meant for a segment, map by map.
fn maps(context: &PageContext<'_>, id: SegmentId) -> Vec<SegmentMap> {
    let site = context.site();
    let of_map = |map: &Map| {
        let meant = site.touchpoints(map.id).filter(|(_, touchpoint)| names_it(touchpoint, id));
        let href = context.link_to(&links::map_page(map));
        SegmentMap {
            title: context.map_title(map),
            href: href.map(|href| format!("{href}?for={}", links::encoded(&site.config.segment(id).id.value))),
            touchpoints: meant.map(|(touchpoint, _)| context.touchpoint(touchpoint, Some(map))).collect(),
        }
    };
    site.readable_maps().map(of_map).filter(|map| !map.touchpoints.is_empty()).collect()
}

fn names_it(touchpoint: &Touchpoint, segment: SegmentId) -> bool {
    touchpoint.segments.iter().any(|named| named.value == segment)
}

/// The segments that a touchpoint is for, in words; none where it is for all.
pub(super) fn names(context: &PageContext<'_>, touchpoint: &Touchpoint) -> Option<Html> {
    let name = |id: SegmentId| context.read.plain(&context.site().config.segment(id).name);
    let names: Vec<String> = touchpoint.segments.iter().map(|segment| name(segment.value)).collect();
    (!names.is_empty()).then(|| characters(&names.join(context.language.word("list-comma"))))
}

/// The ids of the segments that a touchpoint is for, for `data-segments`; none where it is for all.
pub(super) fn ids(context: &PageContext<'_>, touchpoint: &Touchpoint) -> Option<String> {
    let id = |id: SegmentId| context.site().config.segment(id).id.value.as_str();
    let ids: Vec<&str> = touchpoint.segments.iter().map(|segment| id(segment.value)).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// The segments that a page with these touchpoints can be looked at for; none where all see the same.
pub(super) fn choices<'t>(
    context: &PageContext<'_>,
    touchpoints: impl Iterator<Item = &'t Touchpoint>,
) -> Vec<SegmentChoice> {
    let named: BTreeSet<SegmentId> =
        touchpoints.flat_map(|touchpoint| &touchpoint.segments).map(|segment| segment.value).collect();
    let choice = |id: SegmentId| {
        let segment = context.site().config.segment(id);
        SegmentChoice { id: segment.id.value.clone(), name: context.read.plain(&segment.name) }
    };
    let segments = &context.site().config.segments;
    if named.is_empty() || segments.len() < 2 {
        return Vec::new();
    }
    let numbered = (0..).map(SegmentId).zip(segments);
    let served = numbered.filter(|(id, segment)| segment.is_ours() || named.contains(id));
    served.map(|(id, _)| choice(id)).collect()
}
