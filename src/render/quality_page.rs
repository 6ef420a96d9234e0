//! Service quality: at which touchpoints its five dimensions are at stake, and what is measured of satisfaction and of
//! loyalty. Trainers also see the five gaps.

use serde::Serialize;

use super::card::MeasureView;
use super::context::{LanguageContext, PageContext, PageHead, TouchpointLink};
use super::fragments::Fragments;
use super::inputs::{InputIndex, PageInputs};
use super::links::{self, LanguageFolder};
use super::pages::{PageKey, PageSource, PageView};
use super::text::Html;
use super::{Edition, Page, findings};
use crate::diagnostic::Diagnostic;
use crate::interface::{can_leave_gaps, tells_of_quality};
use crate::model::*;

/// Service quality: its dimensions, what is measured of it, and for trainers its gaps.
#[derive(Serialize)]
pub(super) struct QualityView {
    /// For trainers: the heads of the five gaps.
    gap_names: Vec<String>,
    /// For trainers: the gaps of each map that has one.
    gaps: Vec<MapGaps>,
    /// The heads of the four stages.
    stages: Vec<StageHead>,
    maps: Vec<MapQuality>,
}

impl PageView for QualityView {
    const TEMPLATE: &'static str = "quality.html";
}

/// The gaps of service quality in a map.
#[derive(Serialize)]
struct MapGaps {
    title: Html,
    /// The touchpoints at each of the five gaps.
    gaps: Vec<Vec<TouchpointLink>>,
}

/// A stage at the head of a table.
#[derive(Serialize)]
struct StageHead {
    /// The id of the stage, for the class `stage-…`.
    id: &'static str,
    letter: char,
    name: String,
}

/// What a map says of service quality.
#[derive(Serialize)]
struct MapQuality {
    /// The id of its section on the page.
    anchor: String,
    title: Html,
    /// The link to its page.
    href: Option<String>,
    /// The five dimensions; empty where none is at stake.
    dimensions: Vec<Dimension>,
    /// What is measured of satisfaction, and of loyalty.
    measures: Vec<MeasureGroup>,
}

/// A dimension of service quality.
#[derive(Serialize)]
struct Dimension {
    name: String,
    /// The touchpoints at which it is at stake, by stage.
    stages: Vec<Vec<TouchpointLink>>,
}

/// The measures of satisfaction, or of loyalty.
#[derive(Serialize)]
struct MeasureGroup {
    title: String,
    rows: Vec<MeasureRow>,
}

/// A measure, with its touchpoint.
#[derive(Serialize)]
struct MeasureRow {
    touchpoint: TouchpointLink,
    measure: MeasureView,
}

/// The page of a site.
struct QualityPage;

/// The page, where there is something to show on it.
pub(super) fn page(site: &Site, edition: Edition) -> Option<impl PageSource + use<>> {
    has_page(site, edition).then_some(QualityPage)
}

/// Whether an edition has the page: a map tells of quality, or for trainers of what can leave a gap.
pub(super) fn has_page(site: &Site, edition: Edition) -> bool {
    let for_trainers = edition == Edition::Trainers;
    site.readable_maps().any(|map| tells_of_quality(map) || for_trainers && can_leave_gaps(map))
}

impl PageSource for QualityPage {
    fn key(&self) -> PageKey {
        ("quality", 0)
    }

    fn paths(&self, _: &Site, language: LanguageFolder<'_>) -> Vec<String> {
        vec![language.page(links::QUALITY)]
    }

    fn inputs(&self, index: &InputIndex<'_>) -> PageInputs {
        let mut findings = index.all_findings();
        findings.retain(|finding| GAPS.iter().any(|(_, rules)| rules.contains(&finding.rule.name)));
        let has_gap = |map: &Map| findings.iter().any(|finding| finding.primary.span.source == map.source);
        let shown = index.site().readable_maps().filter(|map| tells_of_quality(map) || has_gap(map));
        let inputs = index.maps(shown.map(|map| map.id));
        PageInputs { all_maps: index.all_maps(), findings, ..inputs }
    }

    fn render(&self, language: &LanguageContext<'_>, _: &Fragments<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Page> {
        let context = language.page(links::QUALITY.into(), language.site.default_language());
        let title = context.word("service-quality");
        let description = context.description("description-quality", &context.site_title());
        vec![context.render(PageHead { description, title }, None, QualityView::new(&context), findings)]
    }
}

/// The five gaps: the key of each name, and the rules that find it.
const GAPS: [(&str, &[&str]); 5] = [
    ("gap-1", &["unheard-expectation"]),
    ("gap-2", &["no-standard"]),
    ("gap-3", &["undelivered-standard"]),
    ("gap-4", &["undelivered-promise"]),
    ("gap-5", &["unmet-expectation", "perceived-gap"]),
];

impl QualityView {
    fn new(context: &PageContext<'_>) -> Self {
        let maps = || context.site().readable_maps();
        let for_trainers = context.is_for_trainers();
        let gaps = maps().filter(|_| for_trainers).map(|map| MapGaps::new(context, map));
        let head = |&stage: &Stage| StageHead { id: stage.id(), letter: stage.letter(), name: context.term(stage) };
        QualityView {
            gap_names: GAPS.iter().filter(|_| for_trainers).map(|(key, _)| context.word(key)).collect(),
            gaps: gaps.filter(|map| !map.gaps.iter().all(Vec::is_empty)).collect(),
            stages: Stage::ALL.iter().map(head).collect(),
            maps: maps().filter(|map| tells_of_quality(map)).map(|map| MapQuality::new(context, map)).collect(),
        }
    }
}

impl MapGaps {
    fn new(context: &PageContext<'_>, map: &Map) -> Self {
        let found = findings::of_map(context, map);
        let at_gap = |(_, rules): &(&str, &[&str])| {
            let has_it =
                |id| findings::inside(context.site(), id, &found).iter().any(|it| rules.contains(&it.rule.name));
            let here = context.site().touchpoints(map.id).filter(|&(id, _)| has_it(id));
            here.map(|(id, _)| context.touchpoint(id, Some(map))).collect()
        };
        MapGaps { title: context.map_title(map), gaps: GAPS.iter().map(at_gap).collect() }
    }
}

impl MapQuality {
    fn new(context: &PageContext<'_>, map: &Map) -> Self {
        let groups = [("measures-of-satisfaction", false), ("measures-of-loyalty", true)];
        let groups = groups.map(|(key, loyalty)| MeasureGroup {
            title: context.word(key),
            rows: measures(context, map, |kind| kind.is_of_loyalty() == loyalty),
        });
        MapQuality {
            anchor: links::map_section(map),
            title: context.map_title(map),
            href: context.link_to(&links::map_page(map)),
            dimensions: dimensions(context, map),
            measures: groups.into_iter().filter(|group| !group.rows.is_empty()).collect(),
        }
    }
}

fn dimensions(context: &PageContext<'_>, map: &Map) -> Vec<Dimension> {
    let at_stake = |stage: Stage, dimension: Quality| {
        let here = context.site().touchpoints(map.id).filter(move |(_, touchpoint)| {
            touchpoint.cell.stage == stage && touchpoint.quality.iter().any(|quality| quality.value == dimension)
        });
        here.map(|(id, _)| context.touchpoint(id, Some(map))).collect()
    };
    let dimension = |&dimension: &Quality| Dimension {
        name: context.term(dimension),
        stages: Stage::ALL.iter().map(|&stage| at_stake(stage, dimension)).collect(),
    };
    let is_told = map.touchpoints.iter().any(|touchpoint| !touchpoint.quality.is_empty());
    Quality::ALL.iter().filter(|_| is_told).map(dimension).collect()
}

/// The measures of some kinds, kind by kind.
fn measures(context: &PageContext<'_>, map: &Map, is_wanted: impl Fn(MeasureKind) -> bool) -> Vec<MeasureRow> {
    let written = context.reading(&map.language);
    let all = context.site().touchpoints(map.id).flat_map(|(id, touchpoint)| {
        touchpoint.measures.iter().filter_map(move |measure| Some((measure.kind?.value, id, measure)))
    });
    let mut wanted: Vec<_> = all.filter(|(kind, ..)| is_wanted(*kind)).collect();
    wanted.sort_by_key(|(kind, ..)| *kind);
    let row = |(_, id, measure): (MeasureKind, TouchpointId, &Measure)| MeasureRow {
        touchpoint: context.touchpoint(id, Some(map)),
        measure: MeasureView::new(&written, measure),
    };
    wanted.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::GAPS;
    use crate::checks::rule_named;

    #[test]
    fn each_gap_has_its_rules() {
        for name in GAPS.iter().flat_map(|(_, rules)| *rules) {
            assert!(rule_named(name).is_some(), "{name} is no rule");
        }
    }
}
