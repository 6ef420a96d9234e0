//! The start page: every map at a glance, and every case.

use serde::Serialize;

use super::context::{LanguageContext, PageContext, PageHead, TouchpointLink};
use super::findings::{self, Count, FindingRow};
use super::fragments::Fragments;
use super::inputs::{InputIndex, PageInputs};
use super::links::{self, LanguageFolder};
use super::map_page::{coverage_key, coverage_sentence};
use super::pages::{PageKey, PageSource, PageView};
use super::role_page::{self, LayerEntry};
use super::text::Html;
use super::{Page, bound_case};
use crate::diagnostic::Diagnostic;
use crate::model::{Case, CellAt, Choice, Coverage, Map, Phase, Site, Stage};

/// The start page of a language: every map at a glance, every role, every case.
#[derive(Serialize)]
pub(super) struct StartView {
    title: String,
    /// The roles, by layer.
    layers: Vec<LayerEntry>,
    maps: Vec<MapEntry>,
    /// What the symbols of the small grids mean.
    legend: Vec<Legend>,
    cases: Vec<CaseEntry>,
    /// The findings that belong to no map.
    findings: Vec<FindingRow>,
}

impl PageView for StartView {
    const TEMPLATE: &'static str = "index.html";
}

/// A map on the start page.
#[derive(Serialize)]
struct MapEntry {
    title: Html,
    /// The link to its page; none where the map cannot be read.
    href: Option<String>,
    summary: Option<Html>,
    customer: Option<Html>,
    /// How many cells are covered, waived or gaps, as a sentence.
    coverage: String,
    /// The small grid in words: the coverage, and the codes of the gaps.
    glance_words: String,
    /// The columns of the small grid.
    letters: Vec<Letter>,
    /// The rows of the small grid.
    glance: Vec<Vec<GlanceCell>>,
    touchpoints: usize,
    /// How many cases happened in it; withheld ones do not count.
    cases: usize,
    /// The findings in the map, by severity.
    counts: Vec<Count>,
    /// The note that the map cannot be read.
    unreadable: Option<String>,
    /// The note that the site shows an earlier state of the map, since its file cannot be read now.
    outdated: Option<String>,
    /// The findings in the map, where its file cannot be read.
    findings: Vec<FindingRow>,
}

/// The letter of a stage, above its column.
#[derive(Serialize)]
struct Letter {
    letter: char,
    /// The id of the stage, for the class `stage-…`.
    stage: &'static str,
}

/// A cell of the small grid.
#[derive(Serialize)]
struct GlanceCell {
    state: Coverage,
    /// `●`, `○`, `–` or `?`.
    symbol: &'static str,
    /// The id of the stage, for the class `stage-…`.
    stage: &'static str,
}

/// A symbol of the small grid, with its meaning.
#[derive(Serialize)]
struct Legend {
    state: Coverage,
    symbol: &'static str,
    word: String,
}

/// A case on the start page.
#[derive(Serialize)]
struct CaseEntry {
    title: Html,
    /// The link to the case; none where it is withheld.
    href: Option<String>,
    /// The id of the outcome, as a class; empty where none is written.
    outcome: &'static str,
    /// The outcome in words.
    outcome_word: Option<String>,
    when: Option<String>,
    place: Option<Html>,
    touchpoints: Vec<TouchpointLink>,
    /// The sentence that says why only the title is shown.
    withheld: Option<String>,
}

/// The start page of a language.
pub(super) struct StartPage;

impl PageSource for StartPage {
    fn key(&self) -> PageKey {
        ("start", 0)
    }

    fn paths(&self, _: &Site, language: LanguageFolder<'_>) -> Vec<String> {
        vec![language.page(links::START)]
    }

    fn inputs(&self, index: &InputIndex<'_>) -> PageInputs {
        let maps = &index.site().maps;
        // The page shows the findings of maps that cannot be read, with their lines.
        let faulty = maps.iter().filter(|map| map.faulty).map(|map| map.id);
        let present_texts = index.present_texts(maps.iter().map(|map| map.id));
        PageInputs { findings: index.all_findings(), present_texts, ..index.site_page(faulty) }
    }

    fn render(&self, language: &LanguageContext<'_>, _: &Fragments<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Page> {
        let context = language.page(links::START.into(), language.site.default_language());
        let title = context.site_title();
        let head = PageHead { description: context.description("description-start", &title), title };
        vec![context.render(head, None, StartView::new(&context), findings)]
    }
}

impl StartView {
    /// The start page of a language.
    pub fn new(context: &PageContext<'_>) -> Self {
        let states = [Coverage::Covered, Coverage::Gap, Coverage::Waived, Coverage::Unreadable];
        let site = context.site();
        StartView {
            title: context.site_title(),
            layers: role_page::by_layer(context),
            maps: site.maps.iter().map(|map| map_entry(&context.reading(&map.language), map)).collect(),
            legend: states
                .map(|state| Legend { state, symbol: symbol(state), word: context.word(coverage_key(state)) })
                .into(),
            cases: site.cases.iter().map(|case| case_entry(&context.reading(&case.language), case)).collect(),
            findings: findings::of_no_map(context)
                .into_iter()
                .map(|finding| FindingRow::new(context, finding))
                .collect(),
        }
    }
}

fn map_entry(context: &PageContext<'_>, map: &Map) -> MapEntry {
    let site = context.site();
    let findings = findings::of_map(context, map);
    let coverage = coverage_sentence(context, map);
    let gaps: Vec<String> = CellAt::all().filter(|&at| map.coverage(at) == Coverage::Gap).map(CellAt::code).collect();
    let glance_words = match gaps.is_empty() {
        true => coverage.clone(),
        false => format!("{coverage} ({})", gaps.join(", ")),
    };
    let glance_row = |&phase: &Phase| {
        let cell = |&stage: &Stage| {
            let state = map.coverage(CellAt { stage, phase });
            GlanceCell { state, symbol: symbol(state), stage: stage.id() }
        };
        Stage::ALL.iter().map(cell).collect()
    };
    MapEntry {
        title: context.read.line(&map.title),
        href: (!map.faulty).then(|| context.place.to(&links::map_page(map))),
        summary: map.summary.as_ref().map(|summary| context.read.html(summary)),
        customer: map.customer.as_ref().map(|customer| context.read.line(customer)),
        glance_words,
        coverage,
        letters: Stage::ALL.iter().map(|stage| Letter { letter: stage.letter(), stage: stage.id() }).collect(),
        glance: Phase::ALL.iter().map(glance_row).collect(),
        touchpoints: map.touchpoints.len(),
        cases: site
            .case_places
            .in_map(map.id)
            .iter()
            .filter(|&&number| site.cases[number].withheld().is_none())
            .count(),
        counts: findings::counts(context, &findings),
        unreadable: map.faulty.then(|| context.word("unreadable-map")),
        outdated: context.outdated(map),
        findings: findings
            .iter()
            .filter(|_| map.faulty || map.outdated)
            .map(|finding| FindingRow::new(context, finding))
            .collect(),
    }
}

fn symbol(state: Coverage) -> &'static str {
    match state {
        Coverage::Covered => "●",
        Coverage::Gap => "○",
        Coverage::Waived => "–",
        Coverage::Unreadable => "?",
    }
}

fn case_entry(context: &PageContext<'_>, case: &Case) -> CaseEntry {
    let withheld = bound_case::withheld(context, case);
    let shown = Some(case).filter(|_| withheld.is_none());
    let outcome = shown.and_then(|case| case.outcome.as_ref());
    CaseEntry {
        title: bound_case::title(context, case),
        href: bound_case::href(context, case),
        outcome: outcome.map_or("", |outcome| outcome.value.id()),
        outcome_word: outcome.map(|outcome| context.term(outcome.value)),
        when: shown.and_then(|case| case.when.as_ref()).map(|when| when.value.0.clone()),
        place: shown.and_then(|case| case.place.as_ref()).map(|place| context.read.line(place)),
        touchpoints: case.touchpoints.iter().map(|touchpoint| context.touchpoint(touchpoint.value, None)).collect(),
        withheld,
    }
}
