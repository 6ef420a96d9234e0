//! The service blueprint of a map: a drawing for each stage, the same as a table, and the hand-overs between roles.

use minijinja::Value;
use serde::Serialize;

use super::Page;
use super::context::{Fact, LanguageContext, PageContext, PageHead, TouchpointLink};
use super::fragments::Fragments;
use super::imprint::Imprint;
use super::inputs::{InputIndex, PageInputs};
use super::links::{self, LanguageFolder};
use super::pages::{PageKey, PageSource, PageView};
use super::text::Html;
use crate::diagnostic::Diagnostic;
use crate::drawing::stage_blueprint_svg;
use crate::model::{Choice, Map, Site};
use crate::service_blueprint::{
    Actor, BlueprintColumn, BlueprintRow, BlueprintStep, HandOver, StageBlueprint, has_service_blueprint,
    service_blueprint,
};

/// The service blueprint of a map.
#[derive(Serialize)]
pub(super) struct BlueprintView {
    title: Html,
    /// The note that the page shows an earlier state of the map, since its file cannot be read now.
    outdated: Option<String>,
    /// The link to the map's page.
    back: Option<String>,
    /// The header of each printed page, as CSS for a `<style>` element.
    running_header: Html,
    /// The stages that have contacts.
    stages: Vec<StageBand>,
    /// Whether something lies below the line of visibility, which can be left out.
    has_back: bool,
    /// The columns of the tables besides the first.
    rows: Vec<RowHead>,
    /// The hand-overs between roles, in the order of their numbers.
    hand_overs: Vec<HandOverRow>,
}

impl PageView for BlueprintView {
    const TEMPLATE: &'static str = "blueprint.html";
}

/// A row of the drawing, which is a column of the table.
#[derive(Serialize)]
struct RowHead {
    name: String,
    /// Whether it lies below the line of visibility.
    is_out_of_sight: bool,
}

/// The band of a stage.
#[derive(Serialize)]
struct StageBand {
    /// The id of the stage, for the class `stage-…`.
    id: &'static str,
    letter: char,
    name: String,
    /// The id of its section.
    anchor: String,
    /// The drawing, as SVG.
    drawing: Html,
    /// The width of the drawing, in pixels.
    width: u32,
    /// Its height, in pixels.
    height: u32,
    /// Its height down to the line of visibility, in pixels.
    height_in_sight: u32,
    contacts: Vec<ContactRow>,
}

/// A contact in the table.
#[derive(Serialize)]
struct ContactRow {
    touchpoint: TouchpointLink,
    /// In the order of `rows`.
    cells: Vec<ContactCell>,
}

/// What is seen or done at a contact, in a row of the drawing.
#[derive(Serialize)]
struct ContactCell {
    steps: Vec<StepRow>,
}

/// Something that is seen or done.
#[derive(Serialize)]
struct StepRow {
    /// The numbers of the hand-overs to it.
    numbers: Vec<usize>,
    /// The role, the system or the department that does it; none where it is that of the step before.
    actor: Option<Html>,
    text: Html,
    /// For trainers: where it is likely to fail.
    fails: Option<Fact>,
    /// For trainers: the note that nothing is done behind this obstacle.
    hole: Option<String>,
}

/// A hand-over from a role to another, or to a system.
#[derive(Serialize)]
struct HandOverRow {
    number: usize,
    touchpoint: TouchpointLink,
    from: Html,
    to: Html,
    /// What is then done.
    what: Html,
    /// Whether it lies below the line of visibility.
    is_out_of_sight: bool,
}

/// The service blueprint of a map.
pub(super) struct BlueprintPage<'a>(pub &'a Map);

impl PageSource for BlueprintPage<'_> {
    fn key(&self) -> PageKey {
        ("blueprint", self.0.id.0 as usize)
    }

    fn map(&self) -> Option<&Map> {
        Some(self.0)
    }

    fn paths(&self, _: &Site, language: LanguageFolder<'_>) -> Vec<String> {
        let page = has_service_blueprint(self.0).then(|| language.page(&links::blueprint(self.0)));
        page.into_iter().collect()
    }

    fn inputs(&self, index: &InputIndex<'_>) -> PageInputs {
        index.map_page(self.0.id)
    }

    fn render(&self, language: &LanguageContext<'_>, _: &Fragments<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Page> {
        let map = self.0;
        if !has_service_blueprint(map) {
            return Vec::new();
        }
        let context = language.page(links::blueprint(map), &map.language);
        let name = context.read.plain(&map.title);
        let title = format!("{} · {name}", context.word("blueprint"));
        let head = PageHead { description: context.description("description-blueprint", &name), title };
        let view = BlueprintView::new(&context, map, &Imprint::new(&context, map));
        vec![context.render(head, Some(map), view, findings)]
    }
}

impl BlueprintView {
    fn new(context: &PageContext<'_>, map: &Map, imprint: &Imprint) -> Self {
        let bands = service_blueprint(map, context.is_for_trainers());
        let row = |row: BlueprintRow| RowHead { name: context.word(row.key()), is_out_of_sight: row.is_out_of_sight() };
        let hand_overs = bands.iter().flat_map(|band| &band.hand_overs);
        BlueprintView {
            title: context.read.line(&map.title),
            outdated: context.outdated(map),
            back: context.link_to(&links::map_page(map)),
            running_header: imprint.header_of_every_page(),
            has_back: bands.iter().flat_map(|band| &band.rows).any(|row| row.is_out_of_sight()),
            rows: BlueprintRow::ALL.map(row).into(),
            hand_overs: hand_overs.map(|hand_over| HandOverRow::new(context, map, hand_over)).collect(),
            stages: bands.iter().map(|band| StageBand::new(context, map, band)).collect(),
        }
    }
}

impl StageBand {
    fn new(context: &PageContext<'_>, map: &Map, band: &StageBlueprint<'_>) -> Self {
        let language = context.language;
        let drawing = stage_blueprint_svg(language.site, map, band, language.locale, language.tag);
        StageBand {
            id: band.stage.id(),
            letter: band.stage.letter(),
            name: context.term(band.stage),
            anchor: links::stage_anchor(band.stage),
            width: drawing.size.0.unsigned_abs(),
            height: drawing.size.1.unsigned_abs(),
            height_in_sight: drawing.height_in_sight.unsigned_abs(),
            drawing: Value::from_safe_string(drawing.svg),
            contacts: band.columns.iter().map(|column| ContactRow::new(context, map, column)).collect(),
        }
    }
}

impl ContactRow {
    fn new(context: &PageContext<'_>, map: &Map, column: &BlueprintColumn<'_>) -> Self {
        let step = |step: &BlueprintStep<'_>| StepRow::new(context, step);
        let cell = |row: BlueprintRow| ContactCell { steps: column.steps(row).iter().map(step).collect() };
        ContactRow { touchpoint: context.touchpoint(column.id, Some(map)), cells: BlueprintRow::ALL.map(cell).into() }
    }
}

impl StepRow {
    fn new(context: &PageContext<'_>, step: &BlueprintStep<'_>) -> Self {
        StepRow {
            numbers: step.taken_over.clone(),
            actor: step.actor_to_name().map(|one| actor(context, one)),
            text: context.read.html(step.text),
            fails: step.fails.map(|fails| context.fact("fails", context.read.html(fails))),
            hole: step.is_hole.then(|| context.word("nothing-behind")),
        }
    }
}

impl HandOverRow {
    fn new(context: &PageContext<'_>, map: &Map, hand_over: &HandOver<'_>) -> Self {
        HandOverRow {
            number: hand_over.number,
            touchpoint: context.touchpoint(hand_over.at, Some(map)),
            from: context.role_link(hand_over.from),
            to: actor(context, hand_over.to),
            what: context.read.html(hand_over.what),
            is_out_of_sight: hand_over.is_out_of_sight,
        }
    }
}

fn actor(context: &PageContext<'_>, actor: Actor<'_>) -> Html {
    match actor {
        Actor::Role(role) => context.role_link(role),
        Actor::System(system) => context.read.line(system),
    }
}
