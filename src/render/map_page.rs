//! The pages of a map: an overview; the playbook with all of its cards, which is also the map as a whole to print; and
//! that as a single file.

use minijinja::Value;
use serde::Serialize;

use super::card::{Card, link_kind_key};
use super::context::{Fact, LanguageContext, PageContext, PageHead, TouchpointLink};
use super::findings::{self, Count, FindingRow};
use super::fragments::Fragments;
use super::imprint::Imprint;
use super::inputs::{InputIndex, PageInputs};
use super::lifecycle::{self, PeriodView};
use super::links::{self, LanguageFolder};
use super::pages::{PageKey, PageSource, PageView};
use super::promises::{self, PromiseRow};
use super::segments::{self, SegmentChoice};
use super::text::{Html, characters};
use super::value_list::{self, ValueSection};
use super::{Page, journey, pocket, poster};
use crate::diagnostic::Diagnostic;
use crate::graph::LinkKind;
use crate::model::*;
use crate::service_blueprint::has_service_blueprint;

/// A map as an overview, or as a whole.
#[derive(Serialize)]
pub(super) struct MapView {
    title: Html,
    /// The header of each printed page, as CSS for a `<style>` element.
    running_header: Html,
    /// Whether this is the overview, without cards.
    is_overview: bool,
    /// The link from the overview to the whole, and from there back to the overview.
    other_form: Option<String>,
    /// The link to the pocket cards.
    pocket: Option<String>,
    /// The link to the poster of the grid.
    poster: Option<String>,
    /// The link to the service blueprint.
    blueprint: Option<String>,
    /// The link to the list of the case-writing sheets.
    sheets: Option<String>,
    /// The note that the page shows an earlier state of the map, since its file cannot be read now.
    outdated: Option<String>,
    summary: Option<Html>,
    /// The segments that the page can be looked at for.
    segments: Vec<SegmentChoice>,
    /// Customer, owner, date of review and version.
    facts: Vec<Fact>,
    /// For trainers: how many cells are covered, waived or gaps, as a sentence.
    coverage: Option<String>,
    counts: Vec<Count>,
    stages: Vec<StageHead>,
    /// The grid, a row for each phase.
    rows: Vec<GridRow>,
    /// The last row of the grid, a cell for each stage.
    focus: Vec<FocusCell>,
    /// The drawing of the journey, as SVG.
    journey: Html,
    /// The links of the journey, as a table.
    links: Vec<LinkRow>,
    playbook: Vec<StageSection>,
    /// Every promise that is made or kept in the map.
    promises: Vec<PromiseRow>,
    /// The question guide; empty where the map has none.
    guide: Vec<GuideRow>,
    /// The columns of the guide.
    guide_stages: Vec<StageHead>,
    /// The value list.
    values: Vec<ValueSection>,
    responsibilities: Vec<LayerRow>,
    /// The columns of the responsibilities.
    concerns: Vec<String>,
    lifecycle: Vec<PeriodView>,
    findings: Vec<FindingRow>,
}

impl PageView for MapView {
    const TEMPLATE: &'static str = "map.html";
}

/// A stage as a heading.
#[derive(Serialize, Clone)]
pub(super) struct StageHead {
    id: &'static str,
    letter: char,
    name: String,
    /// The id of its section in the playbook; in the overview, of its column in the grid.
    anchor: String,
    /// The link to its section in the playbook.
    href: Option<String>,
    /// The place in the grid on narrow screens, where the stages stand one below the other.
    order: usize,
}

/// A row of the grid: a phase.
#[derive(Serialize)]
pub(super) struct GridRow {
    number: usize,
    name: String,
    cells: Vec<GridCell>,
}

/// A cell of the grid: a phase of a stage.
#[derive(Serialize)]
struct GridCell {
    /// The code of the cell, such as `C1`.
    code: String,
    /// The id of its section in the playbook; in the overview, of the cell itself.
    anchor: String,
    /// The id of the stage, for the class `stage-…`.
    stage: &'static str,
    /// The name of the phase, for narrow screens.
    phase: String,
    /// The place in the grid on narrow screens, where the stages stand one below the other.
    order: usize,
    /// The state, as a class; readers do not see whether an empty cell is a gap.
    state: &'static str,
    /// The state in words.
    state_word: Option<String>,
    /// The touchpoints in the cell.
    items: Vec<GridItem>,
    /// Why the cell is waived; a reason for a whole stage stands in its first cell alone.
    reason: Option<Html>,
}

/// A touchpoint in the grid.
#[derive(Serialize)]
struct GridItem {
    /// Its id in the overview; none where its card is on the same page.
    anchor: Option<String>,
    /// The ids of the segments that it is for, separated by spaces; none where it is for all.
    segments: Option<String>,
    link: TouchpointLink,
}

/// The focus of a stage, as a cell of the grid.
#[derive(Serialize)]
pub(super) struct FocusCell {
    /// The code of the cell, such as `C5`.
    code: String,
    /// The id of the stage, for the class `stage-…`.
    stage: &'static str,
    /// The place in the grid on narrow screens, where the stages stand one below the other.
    order: usize,
    items: Vec<Html>,
    /// The word for a gap, where no focus is written.
    gap: Option<String>,
    /// The word for a waived stage, where no focus is written.
    waived: Option<String>,
}

/// A link of the journey.
#[derive(Serialize)]
struct LinkRow {
    from: LinkEndView,
    to: LinkEndView,
    /// The kind of the link, in words.
    kind: String,
    /// The author's reason.
    because: Option<Html>,
}

/// An end of a link: a touchpoint or a whole cell.
#[derive(Serialize)]
struct LinkEndView {
    touchpoint: Option<TouchpointLink>,
    /// The cell in words, where there is no touchpoint.
    cell: Option<String>,
    /// The id of the stage, for the class `stage-…`.
    stage: &'static str,
}

/// A stage of the playbook.
#[derive(Serialize)]
struct StageSection {
    stage: StageHead,
    /// Why the whole stage is waived.
    waiver: Option<Html>,
    focus: Vec<Html>,
    /// The customer's perception across the stage, as SVG; empty where too few values are given.
    curve: Html,
    /// Empty in the overview, and where the whole stage is waived.
    phases: Vec<PhaseSection>,
}

/// A cell of the playbook.
#[derive(Serialize)]
struct PhaseSection {
    /// The id of the section on the page.
    anchor: String,
    /// The code of the cell, such as `C1`.
    code: String,
    name: String,
    /// Why the cell has no cards.
    note: Option<Fact>,
    cards: Vec<Card>,
}

/// A question of the guide, with its answer for each stage.
#[derive(Serialize)]
struct GuideRow {
    question: String,
    practices: Vec<PracticeView>,
}

/// The answer to a question of the guide for one stage.
#[derive(Serialize)]
struct PracticeView {
    /// The name of the stage.
    stage: String,
    /// The id of the stage, for the class `stage-…`.
    stage_id: &'static str,
    /// The mainstream and the innovative practice.
    sides: Vec<Fact>,
}

/// The responsibilities of a layer.
#[derive(Serialize)]
struct LayerRow {
    layer: String,
    /// One for each of `concerns`.
    cells: Vec<Fact>,
}

/// The pages of a map: the overview, the playbook and the poster.
pub(super) struct MapPages<'a>(pub &'a Map);

/// A map as one file: its page, with style, script and search inside.
pub(super) struct SingleFile<'a>(pub &'a Map);

impl PageSource for MapPages<'_> {
    fn key(&self) -> PageKey {
        ("map", self.0.id.0 as usize)
    }

    fn map(&self) -> Option<&Map> {
        Some(self.0)
    }

    fn paths(&self, _: &Site, language: LanguageFolder<'_>) -> Vec<String> {
        [links::map_page(self.0), links::playbook(self.0), links::poster(self.0)]
            .map(|path| language.page(&path))
            .into()
    }

    fn inputs(&self, index: &InputIndex<'_>) -> PageInputs {
        index.map_page(self.0.id)
    }

    fn render(&self, language: &LanguageContext<'_>, _: &Fragments<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Page> {
        let map = self.0;
        let imprint = Imprint::new(&language.page(links::map_page(map), &map.language), map);
        vec![
            render(language, map, links::map_page(map), Form::Overview, &imprint, findings),
            render(language, map, links::playbook(map), Form::Whole, &imprint, findings),
            poster::page(language, map, &imprint, findings),
        ]
    }
}

impl PageSource for SingleFile<'_> {
    fn key(&self) -> PageKey {
        ("single", self.0.id.0 as usize)
    }

    fn map(&self) -> Option<&Map> {
        Some(self.0)
    }

    fn paths(&self, _: &Site, language: LanguageFolder<'_>) -> Vec<String> {
        vec![language.page(&links::single_file(self.0))]
    }

    fn inputs(&self, index: &InputIndex<'_>) -> PageInputs {
        index.map_page(self.0.id)
    }

    fn render(&self, language: &LanguageContext<'_>, _: &Fragments<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Page> {
        let (map, path) = (self.0, links::single_file(self.0));
        let language = language.single_file(Some(map));
        let imprint = Imprint::new(&language.page(path.clone(), &map.language), map);
        vec![render(&language, map, path, Form::Whole, &imprint, findings)]
    }
}

/// How much of a map a page shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// All but the cards.
    Overview,
    /// All of it.
    Whole,
}

fn render(
    language: &LanguageContext<'_>,
    map: &Map,
    path: String,
    form: Form,
    imprint: &Imprint,
    findings: &mut Vec<Diagnostic>,
) -> Page {
    let context = language.page(path, &map.language);
    let title = context.read.plain(&map.title);
    let description = match &map.summary {
        Some(summary) => context.read.plain(summary).split_whitespace().collect::<Vec<_>>().join(" "),
        None => context.description("description-map", &title),
    };
    let view = MapView::new(&context, map, form, imprint);
    context.render(PageHead { title, description }, Some(map), view, findings)
}

impl MapView {
    fn new(context: &PageContext<'_>, map: &Map, form: Form, imprint: &Imprint) -> Self {
        let findings = findings::of_map(context, map);
        let is_overview = form == Form::Overview;
        let has_contacts = !pocket::contacts(context.site(), map).is_empty();
        let has_pocket_cards = !pocket::attended_contacts(context.site(), map).is_empty();
        MapView {
            is_overview,
            other_form: context.link_to(&if is_overview { links::playbook(map) } else { links::map_page(map) }),
            poster: context.link_to(&links::poster(map)),
            title: context.read.line(&map.title),
            running_header: imprint.running_header(),
            pocket: context.link_to(&links::pocket(map)).filter(|_| has_pocket_cards),
            blueprint: context.link_to(&links::blueprint(map)).filter(|_| has_service_blueprint(map)),
            sheets: context.link_to(&links::sheet_index(map)).filter(|_| has_contacts),
            outdated: context.outdated(map),
            summary: map.summary.as_ref().map(|summary| context.read.html(summary)),
            segments: segments::choices(context, map.touchpoints.iter()),
            facts: facts(context, map, imprint),
            coverage: context.is_for_trainers().then(|| coverage_sentence(context, map)),
            counts: findings::counts(context, &findings),
            stages: stage_heads(context, map),
            rows: grid_rows(context, map, is_overview),
            focus: focus_row(context, map),
            journey: journey::drawing(context, map),
            links: links(context, map),
            playbook: stage_heads(context, map)
                .into_iter()
                .zip(Stage::ALL)
                .map(|(head, &stage)| stage_section(context, map, stage, head, form, &findings))
                .collect(),
            promises: promises::of_map(context, map),
            guide: guide(context, map),
            guide_stages: guide_stages(map).map(|stage| stage_head(context, map, stage)).collect(),
            values: value_list::whole(context, map),
            responsibilities: responsibilities(context, map),
            concerns: Concern::ALL.iter().map(|&concern| context.term(concern)).collect(),
            lifecycle: lifecycle::whole(context, map),
            findings: findings.into_iter().map(|finding| FindingRow::new(context, finding)).collect(),
        }
    }
}

fn facts(context: &PageContext<'_>, map: &Map, imprint: &Imprint) -> Vec<Fact> {
    let mut facts = Vec::new();
    facts.extend(map.customer.as_ref().map(|customer| context.fact("the-customer", context.read.html(customer))));
    facts.extend(map.owner.as_ref().map(|owner| context.fact("owner", context.role_link(owner.value))));
    facts.extend(map.reviewed.as_ref().map(|date| context.fact("reviewed", Value::from(date.value.to_string()))));
    facts.push(context.fact("version", characters(&imprint.version)));
    facts
}

/// How many cells are covered, waived, gaps or unreadable, as a sentence.
pub(super) fn coverage_sentence(context: &PageContext<'_>, map: &Map) -> String {
    let count = |coverage: Coverage| CellAt::all().filter(|&at| map.coverage(at) == coverage).count();
    let (covered, total) = (count(Coverage::Covered), CellAt::all().count());
    let mut sentence = context.language.phrase("coverage", &[("covered", &covered), ("total", &total)]);
    for (coverage, key) in
        [(Coverage::Waived, "and-waived"), (Coverage::Gap, "and-gaps"), (Coverage::Unreadable, "and-unreadable")]
    {
        if count(coverage) > 0 {
            sentence.push_str(&context.language.phrase(key, &[("n", &count(coverage))]));
        }
    }
    sentence
}

/// The key of the word for the state of a cell.
pub(super) fn coverage_key(coverage: Coverage) -> &'static str {
    match coverage {
        Coverage::Covered => "covered",
        Coverage::Waived => "waived",
        Coverage::Gap => "gap",
        Coverage::Unreadable => "unreadable",
    }
}

pub(super) fn stage_heads(context: &PageContext<'_>, map: &Map) -> Vec<StageHead> {
    Stage::ALL.iter().map(|&stage| stage_head(context, map, stage)).collect()
}

fn stage_head(context: &PageContext<'_>, map: &Map, stage: Stage) -> StageHead {
    StageHead {
        id: stage.id(),
        letter: stage.letter(),
        name: context.term(stage),
        anchor: links::stage_anchor(stage),
        href: context.link_into_playbook(map, &links::stage_anchor(stage)),
        order: order(stage, 0),
    }
}

/// The CSS order of a row of a stage on narrow screens, where the stages stand one below the other.
fn order(stage: Stage, row: usize) -> usize {
    stage.index() * (Phase::COUNT + 2) + row
}

/// The rows of the grid. Where the cards are on another page, `has_anchors` lets the grid have the anchors of its
/// touchpoints.
pub(super) fn grid_rows(context: &PageContext<'_>, map: &Map, has_anchors: bool) -> Vec<GridRow> {
    Phase::ALL.iter().map(|&phase| grid_row(context, map, phase, has_anchors)).collect()
}

fn grid_row(context: &PageContext<'_>, map: &Map, phase: Phase, has_anchors: bool) -> GridRow {
    let cell = |&stage: &Stage| {
        let at = CellAt { stage, phase };
        let state = map.coverage(at);
        let is_told = context.is_for_trainers() || matches!(state, Coverage::Covered | Coverage::Waived);
        let item = |id: TouchpointId| GridItem {
            anchor: has_anchors.then(|| links::touchpoint_anchor(&context.site().touchpoint(id).id.value)),
            segments: segments::ids(context, context.site().touchpoint(id)),
            link: context.touchpoint(id, Some(map)),
        };
        GridCell {
            code: at.code(),
            anchor: links::cell_anchor(at),
            stage: stage.id(),
            phase: context.term(phase),
            order: order(stage, phase.number()),
            state: if is_told { coverage_key(state) } else { "empty" },
            state_word: is_told.then(|| context.word(coverage_key(state))),
            items: map.ids_in(at).map(item).collect(),
            // The reason for a whole stage stands in its first cell alone.
            reason: reason(context, map, at).filter(|_| map.cell(at).waiver.is_some() || phase == Phase::Contact),
        }
    };
    GridRow { number: phase.number(), name: context.term(phase), cells: Stage::ALL.iter().map(cell).collect() }
}

fn reason(context: &PageContext<'_>, map: &Map, at: CellAt) -> Option<Html> {
    let reason = map.waiver(at).filter(|_| map.coverage(at) == Coverage::Waived)?.reason.as_ref()?;
    Some(context.read.html(reason))
}

/// The last row of the grid.
pub(super) fn focus_row(context: &PageContext<'_>, map: &Map) -> Vec<FocusCell> {
    Stage::ALL.iter().map(|&stage| focus_cell(context, map, stage)).collect()
}

fn focus_cell(context: &PageContext<'_>, map: &Map, stage: Stage) -> FocusCell {
    let plan = map.stage(stage);
    FocusCell {
        code: stage.focus_code(),
        stage: stage.id(),
        order: order(stage, Phase::COUNT + 1),
        items: plan.focus.iter().map(|focus| context.read.html(focus)).collect(),
        gap: context.gap_note("gap").filter(|_| plan.focus.is_empty() && plan.waiver.is_none()),
        waived: (plan.focus.is_empty() && plan.waiver.is_some()).then(|| context.word("waived")),
    }
}

/// Every link of the journey: the implied steps cell by cell, then the links that the author wrote.
fn links(context: &PageContext<'_>, map: &Map) -> Vec<LinkRow> {
    let site = context.site();
    let cell_end = |at: CellAt| LinkEndView {
        touchpoint: None,
        cell: Some(format!("{} {}", at.code(), context.term(at.phase))),
        stage: at.stage.id(),
    };
    let touchpoint_end = |id: TouchpointId| LinkEndView {
        touchpoint: Some(context.touchpoint(id, Some(map))),
        cell: None,
        stage: site.touchpoint(id).cell.stage.id(),
    };
    let implied = context.language.graph.implied_steps(map).into_iter().map(|step| LinkRow {
        from: cell_end(step.from),
        to: cell_end(step.to),
        kind: context.word("link-implied"),
        because: None,
    });
    let written = site.touchpoints(map.id).flat_map(|(id, touchpoint)| {
        let links = touchpoint.leads_to.iter().flat_map(|links| &links.value);
        links.map(move |link| (id, link))
    });
    let written = written.map(|(id, link)| {
        let (to, kind) = match link.to {
            LinkEnd::Touchpoint(to) => {
                let kind = LinkKind::of(site, id, to);
                (touchpoint_end(to), context.word(link_kind_key(kind)))
            }
            LinkEnd::Unreadable => {
                (LinkEndView { touchpoint: None, cell: Some(context.word("unreadable-map")), stage: "" }, String::new())
            }
        };
        let because = link.because.as_ref().map(|because| context.read.html(because));
        LinkRow { from: touchpoint_end(id), to, kind, because }
    });
    implied.chain(written).collect()
}

fn stage_section(
    context: &PageContext<'_>,
    map: &Map,
    stage: Stage,
    head: StageHead,
    form: Form,
    findings: &[&Diagnostic],
) -> StageSection {
    let plan = map.stage(stage);
    let whole = plan.waiver.as_ref().filter(|_| is_waived_as_a_whole(plan));
    let has_cards = form == Form::Whole && whole.is_none();
    let phases = Phase::ALL.iter().filter(|_| has_cards).map(|&phase| {
        let at = CellAt { stage, phase };
        let note = match map.coverage(at) {
            Coverage::Covered => None,
            Coverage::Waived => waived(context, reason(context, map, at)),
            Coverage::Gap => context.gap("gap", "gap-cell"),
            Coverage::Unreadable => context.gap("unreadable", "unreadable-cell"),
        };
        PhaseSection {
            anchor: links::cell_anchor(at),
            code: at.code(),
            name: context.term(phase),
            note,
            cards: map.ids_in(at).map(|id| Card::new(context, id, findings)).collect(),
        }
    });
    let is_told = |phase: &PhaseSection| phase.note.is_some() || !phase.cards.is_empty();
    StageSection {
        stage: head,
        waiver: whole.and_then(|waiver| {
            waived(context, waiver.reason.as_ref().map(|reason| context.read.html(reason))).map(|fact| fact.value)
        }),
        focus: plan.focus.iter().map(|focus| context.read.html(focus)).collect(),
        curve: journey::curve_of_stage(context, map, stage),
        phases: phases.filter(is_told).collect(),
    }
}

/// Why something is waived; for trainers, also that nobody says why.
fn waived(context: &PageContext<'_>, reason: Option<Html>) -> Option<Fact> {
    let reason = reason.or_else(|| context.gap_note("gap-reason").map(|note| characters(&note)));
    Some(context.fact("waived", reason?))
}

/// Whether a stage is waived and has no touchpoints.
pub(super) fn is_waived_as_a_whole(plan: &StagePlan) -> bool {
    plan.waiver.is_some() && plan.cells.iter().all(|cell| cell.count == 0)
}

/// The columns of the guide: every stage that is not waived or has an answer; none if the map has no answer at all.
pub(super) fn guide_stages(map: &Map) -> impl Iterator<Item = Stage> {
    let answered = |practice: &Practice| practice.mainstream.is_some() || practice.innovative.is_some();
    let is_begun = move |plan: &StagePlan| plan.guide.iter().any(answered);
    let written = map.stages.iter().any(is_begun);
    let speaks = move |stage: &Stage| {
        let plan = map.stage(*stage);
        written && (plan.waiver.is_none() || is_begun(plan))
    };
    Stage::ALL.iter().copied().filter(speaks)
}

fn guide(context: &PageContext<'_>, map: &Map) -> Vec<GuideRow> {
    if guide_stages(map).next().is_none() {
        return Vec::new();
    }
    let side = |key, text: &Option<Text>| match text {
        Some(text) => Some(context.fact(key, context.read.html(text)).of(key)),
        None => context.gap(key, "gap"),
    };
    let practice = |stage: Stage, question: Question| {
        let practice = &map.stage(stage).guide[question.index()];
        PracticeView {
            stage: context.term(stage),
            stage_id: stage.id(),
            sides: [side("mainstream", &practice.mainstream), side("innovative", &practice.innovative)]
                .into_iter()
                .flatten()
                .collect(),
        }
    };
    let row = |&question: &Question| GuideRow {
        question: context.term(question),
        practices: guide_stages(map).map(|stage| practice(stage, question)).collect(),
    };
    Question::ALL.iter().map(row).collect()
}

fn responsibilities(context: &PageContext<'_>, map: &Map) -> Vec<LayerRow> {
    if map.responsibilities.iter().flatten().all(Option::is_none) {
        return Vec::new();
    }
    let cell = |(&concern, text): (&Concern, &Option<Text>)| Fact {
        label: context.term(concern),
        value: text.as_ref().map_or_else(|| characters("–"), |text| context.read.html(text)),
        class: "",
    };
    let layers = Layer::ALL.iter().zip(&map.responsibilities);
    layers
        .map(|(&layer, concerns)| LayerRow {
            layer: context.term(layer),
            cells: Concern::ALL.iter().zip(concerns).map(cell).collect(),
        })
        .collect()
}
