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
use super::segments;
use super::text::Html;
use super::{Page, bound_case, complaints_page, quality_page};
use crate::diagnostic::Diagnostic;
use crate::model::{Case, CellAt, Choice, Coverage, Map, Phase, Site, Stage};

/// The start page of a language: every map at a glance, every role, every case.
#[derive(Serialize)]
pub(super) struct StartView {
    title: String,
    /// For readers: the note that this is a draft, and of what.
    draft: Option<String>,
    /// For trainers: the link to their first page.
    trainers: Option<String>,
    /// For trainers: the link to what is to be done.
    to_do: Option<String>,
    /// The link to the kinds of customers; none where the workspace names none.
    segments: Option<String>,
    /// The link to the page on complaints, where there is one.
    complaints: Option<String>,
    /// The link to the page of service quality, where there is one.
    quality: Option<String>,
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
    /// Its stages in the playbook.
    stages: Vec<StageEntry>,
    /// For trainers: what there is and what is not.
    glance: Option<Glance>,
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

/// A stage of a map.
#[derive(Serialize)]
struct StageEntry {
    /// The id of the stage, for the class `stage-…`.
    id: &'static str,
    letter: char,
    name: String,
    href: Option<String>,
    touchpoints: usize,
}

/// The coverage of a map at a glance.
#[derive(Serialize)]
struct Glance {
    /// How many cells are covered, waived or gaps, as a sentence.
    coverage: String,
    /// The small grid in words: the coverage, and the codes of the gaps.
    words: String,
    /// The columns of the small grid.
    letters: Vec<Letter>,
    /// The rows of the small grid.
    rows: Vec<Vec<GlanceCell>>,
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
        let present_texts = index.present_texts(maps.iter().map(|map| map.id));
        // Of maps that are not finished it says the version, which is made from all of a map.
        let unfinished = maps.iter().filter(|map| index.is_unfinished(map)).map(|map| map.id);
        PageInputs { findings: index.all_findings(), present_texts, ..index.site_page(unfinished) }
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
        let site = context.site();
        let for_trainers = context.is_for_trainers();
        let states = [Coverage::Covered, Coverage::Gap, Coverage::Waived, Coverage::Unreadable];
        let states = states.into_iter().filter(|_| for_trainers);
        let maps = site.maps.iter().filter(|map| for_trainers || !map.faulty);
        let cases = site.cases.iter().filter(|case| for_trainers || case.withheld().is_none());
        StartView {
            title: context.site_title(),
            draft: (!for_trainers).then(|| draft_note(context)).flatten(),
            trainers: for_trainers.then(|| context.place.to(links::TRAINER)),
            to_do: for_trainers.then(|| context.place.to(links::TO_DO)),
            segments: segments::href(context),
            complaints: complaints_page::exists(site).then(|| context.place.to(links::COMPLAINTS)),
            quality: quality_page::has_page(site, context.language.edition).then(|| context.place.to(links::QUALITY)),
            layers: role_page::by_layer(context),
            maps: maps.map(|map| map_entry(&context.reading(&map.language), map)).collect(),
            legend: states
                .map(|state| Legend { state, symbol: symbol(state), word: context.word(coverage_key(state)) })
                .collect(),
            cases: cases.map(|case| case_entry(&context.reading(&case.language), case)).collect(),
            findings: findings::of_no_map(context)
                .into_iter()
                .map(|finding| FindingRow::new(context, finding))
                .collect(),
        }
    }
}

/// How many maps the note on a draft names.
const MAX_NAMED: usize = 10;

/// The note for readers that some maps are not finished, with the versions of these.
fn draft_note(context: &PageContext<'_>) -> Option<String> {
    let language = context.language;
    let unfinished: Vec<&Map> = context
        .site()
        .maps
        .iter()
        .map(|map| &**map)
        .filter(|map| findings::is_unfinished(language.findings, map))
        .collect();
    let name = |map: &Map| {
        let title = context.reading(&map.language).read.plain(&map.title);
        if map.faulty {
            return title;
        }
        language.phrase("draft-version", &[("title", &title), ("version", &language.versions.of(map))])
    };
    let names: Vec<String> = unfinished.iter().take(MAX_NAMED).map(|map| name(map)).collect();
    let names = names.join(language.word("list-comma"));
    match unfinished.len() {
        0 => None,
        1..=MAX_NAMED => Some(language.phrase("draft", &[("maps", &names)])),
        more => Some(language.phrase("draft-of-many", &[("maps", &names), ("n", &more)])),
    }
}

fn glance(context: &PageContext<'_>, map: &Map) -> Glance {
    let coverage = coverage_sentence(context, map);
    let gaps: Vec<String> = CellAt::all().filter(|&at| map.coverage(at) == Coverage::Gap).map(CellAt::code).collect();
    let words = match gaps.is_empty() {
        true => coverage.clone(),
        false => format!("{coverage} ({})", gaps.join(", ")),
    };
    let row = |&phase: &Phase| {
        let cell = |&stage: &Stage| {
            let state = map.coverage(CellAt { stage, phase });
            GlanceCell { state, symbol: symbol(state), stage: stage.id() }
        };
        Stage::ALL.iter().map(cell).collect()
    };
    Glance {
        coverage,
        words,
        letters: Stage::ALL.iter().map(|stage| Letter { letter: stage.letter(), stage: stage.id() }).collect(),
        rows: Phase::ALL.iter().map(row).collect(),
    }
}

fn stages(context: &PageContext<'_>, map: &Map) -> Vec<StageEntry> {
    let entry = |&stage: &Stage| StageEntry {
        id: stage.id(),
        letter: stage.letter(),
        name: context.term(stage),
        href: context.link_into_playbook(map, &links::stage_anchor(stage)),
        touchpoints: map.touchpoints.iter().filter(|touchpoint| touchpoint.cell.stage == stage).count(),
    };
    Stage::ALL.iter().map(entry).filter(|stage| stage.touchpoints > 0).collect()
}

fn map_entry(context: &PageContext<'_>, map: &Map) -> MapEntry {
    let site = context.site();
    let findings = findings::of_map(context, map);
    MapEntry {
        title: context.read.line(&map.title),
        href: (!map.faulty).then(|| context.place.to(&links::map_page(map))),
        summary: map.summary.as_ref().map(|summary| context.read.html(summary)),
        customer: map.customer.as_ref().map(|customer| context.read.line(customer)),
        stages: stages(context, map),
        glance: context.is_for_trainers().then(|| glance(context, map)),
        touchpoints: map.touchpoints.len(),
        cases: site
            .case_places
            .in_map(map.id)
            .iter()
            .filter(|&&number| site.cases[number].withheld().is_none())
            .count(),
        counts: findings::counts(context, &findings),
        unreadable: context.gap_note("unreadable-map").filter(|_| map.faulty),
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
