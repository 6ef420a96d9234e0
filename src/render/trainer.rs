//! The trainer's pages: questions with their answers, and takes to contrast.

use std::sync::Arc;

use serde::Serialize;

use super::Page;
use super::bound_case::{self, BoundCase};
use super::card::{LineView, dialogues};
use super::context::{Fact, LanguageContext, PageContext, PageHead, TouchpointLink};
use super::fragments::Fragments;
use super::inputs::{InputIndex, PageInputs};
use super::links::{self, LanguageFolder};
use super::pages::{PageKey, PageSource, PageView};
use super::text::Html;
use crate::diagnostic::Diagnostic;
use crate::memo::Shared;
use crate::model::{Case, Map, Site, Take, TouchpointId};

/// The trainer's first page.
#[derive(Serialize)]
pub(super) struct TrainerView {
    /// The link to what is to be done.
    to_do: String,
    cases: Vec<CaseEntry>,
    /// The maps with scenes to contrast.
    maps: Vec<MapScenes>,
}

impl PageView for TrainerView {
    const TEMPLATE: &'static str = "trainer.html";
}

/// A case on the trainer's first page.
#[derive(Serialize)]
struct CaseEntry {
    title: Html,
    /// The link to the trainer's page of the case; none where it is withheld.
    href: Option<String>,
    /// When and where it happened, and how it ended.
    facts: Vec<Fact>,
    /// How many questions it has.
    questions: usize,
    /// The sentence that says why only the title is shown.
    withheld: Option<String>,
}

/// The scenes of a map.
#[derive(Serialize)]
struct MapScenes {
    title: Html,
    scenes: Vec<Scene>,
}

/// The takes of one touchpoint, to contrast.
#[derive(Serialize)]
struct Scene {
    touchpoint: TouchpointLink,
    /// The lines of each dialogue that shows how not to do it.
    bad: Vec<Vec<LineView>>,
    /// The lines of each dialogue that shows how to do it well.
    good: Vec<Vec<LineView>>,
}

/// The trainer's page of one case.
#[derive(Serialize)]
pub(super) struct TrainerCaseView {
    case: BoundCase,
    /// The link to the case on its map's page.
    href: Option<String>,
    questions: Vec<QuestionView>,
    /// The teaching note.
    note: Option<Html>,
    scenes: Vec<Scene>,
    /// The link to the trainer's first page.
    index: String,
}

impl PageView for TrainerCaseView {
    const TEMPLATE: &'static str = "trainer-case.html";
}

/// A question for the class.
#[derive(Serialize)]
struct QuestionView {
    ask: Html,
    /// What a good answer contains.
    listen_for: Option<Html>,
}

/// The trainer's first page.
pub(super) struct TrainerIndex;

impl PageSource for TrainerIndex {
    fn key(&self) -> PageKey {
        ("trainer", 0)
    }

    fn paths(&self, _: &Site, language: LanguageFolder<'_>) -> Vec<String> {
        vec![language.page(links::TRAINER)]
    }

    fn inputs(&self, index: &InputIndex<'_>) -> PageInputs {
        let ids = index.site().maps.iter().map(|map| map.id);
        index.site_page(ids.filter(|&id| index.interface(id).listed.has_scenes))
    }

    fn render(&self, language: &LanguageContext<'_>, _: &Fragments<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Page> {
        let context = language.page(links::TRAINER.into(), language.site.default_language());
        let title = context.word("for-trainers");
        let head = PageHead { description: context.description("description-trainer", &title), title };
        vec![context.render(head, None, TrainerView::new(&context), findings)]
    }
}

/// The trainer's page of a case, with its number.
struct TrainerCase<'a>(usize, &'a Case);

/// The trainer's pages of the cases that are shown.
pub(super) fn cases(site: &Site) -> impl Iterator<Item = impl PageSource> {
    let shown = site.cases.iter().enumerate().filter(|(_, case)| case.withheld().is_none());
    shown.map(|(number, case)| TrainerCase(number, case))
}

impl PageSource for TrainerCase<'_> {
    fn key(&self) -> PageKey {
        ("trainer-case", self.0)
    }

    fn paths(&self, _: &Site, language: LanguageFolder<'_>) -> Vec<String> {
        vec![language.page(&links::trainer_case(self.1))]
    }

    fn inputs(&self, index: &InputIndex<'_>) -> PageInputs {
        let maps = self.1.touchpoints.iter().map(|touchpoint| touchpoint.value.map);
        PageInputs { cases: vec![Shared::of(&index.site().cases[self.0])], ..index.site_page(maps) }
    }

    fn render(&self, language: &LanguageContext<'_>, _: &Fragments<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Page> {
        let case = self.1;
        let context = language.page(links::trainer_case(case), &case.language);
        let title = case.title.as_ref().map_or_else(|| case.name.clone(), |title| context.read.plain(title));
        let head = PageHead { description: context.description("description-trainer-case", &title), title };
        vec![context.render(head, None, TrainerCaseView::new(&context, case), findings)]
    }
}

impl TrainerView {
    /// The trainer's first page.
    pub fn new(context: &PageContext<'_>) -> Self {
        let site = context.site();
        let entry = |case: &Arc<Case>| {
            let withheld = bound_case::withheld(context, case);
            let is_shown = withheld.is_none();
            CaseEntry {
                title: bound_case::title(context, case),
                href: is_shown.then(|| context.place.to(&links::trainer_case(case))),
                facts: if is_shown { bound_case::facts(context, case) } else { Vec::new() },
                questions: if is_shown { case.questions.len() } else { 0 },
                withheld,
            }
        };
        let scenes = |map: &Map| MapScenes {
            title: context.map_title(map),
            scenes: site.touchpoints(map.id).filter_map(|(id, _)| Scene::new(context, id)).collect(),
        };
        TrainerView {
            to_do: context.place.to(links::TO_DO),
            cases: site.cases.iter().filter(|case| !case.faulty || case.has_personal_data).map(entry).collect(),
            maps: site.readable_maps().map(scenes).filter(|map| !map.scenes.is_empty()).collect(),
        }
    }
}

impl TrainerCaseView {
    /// The trainer's page of a case.
    pub fn new(context: &PageContext<'_>, case: &Case) -> Self {
        let written = context.reading(&case.language);
        let question = |question: &crate::model::Discussion| QuestionView {
            ask: written.read.html(&question.ask),
            listen_for: question.listen_for.as_ref().map(|listen_for| written.read.html(listen_for)),
        };
        TrainerCaseView {
            case: BoundCase::new(context, case),
            href: bound_case::href(context, case),
            questions: case.questions.iter().map(question).collect(),
            note: case.teaching_note.as_ref().map(|note| written.read.html(note)),
            scenes: case.touchpoints.iter().filter_map(|touchpoint| Scene::new(context, touchpoint.value)).collect(),
            index: context.place.to(links::TRAINER),
        }
    }
}

impl Scene {
    /// The scene of a touchpoint, where it has a take to contrast.
    fn new(context: &PageContext<'_>, id: TouchpointId) -> Option<Scene> {
        let touchpoint = context.site().touchpoint(id);
        let context = &context.reading(&context.site().map(id.map).language);
        let bad = dialogues(context, touchpoint, Take::Bad);
        (!bad.is_empty()).then(|| Scene {
            touchpoint: context.touchpoint(id, None),
            bad,
            good: dialogues(context, touchpoint, Take::Good),
        })
    }
}
