//! The trainer's pages: what to ask, what to listen for, and the takes to contrast. Nothing else links here.

use serde::Serialize;

use super::bound_case::{self, BoundCase};
use super::card::{LineView, dialogues};
use super::edition::{Fact, Pen, TouchpointLink};
use super::links;
use super::text::Html;
use crate::model::{Case, Map, Take, TouchpointId};

/// The trainer's first page.
#[derive(Serialize)]
pub(super) struct TrainerIndex {
    cases: Vec<CaseEntry>,
    maps: Vec<MapScenes>,
}

#[derive(Serialize)]
struct CaseEntry {
    title: Html,
    /// The way to its page, where it has one.
    href: Option<String>,
    facts: Vec<Fact>,
    questions: usize,
    /// Why there is no more of it than its title.
    withheld: Option<String>,
}

#[derive(Serialize)]
struct MapScenes {
    title: Html,
    scenes: Vec<Scene>,
}

/// The takes of one touchpoint, to contrast.
#[derive(Serialize)]
struct Scene {
    touchpoint: TouchpointLink,
    bad: Vec<Vec<LineView>>,
    good: Vec<Vec<LineView>>,
}

/// The trainer's page of one case.
#[derive(Serialize)]
pub(super) struct TrainerCase {
    case: BoundCase,
    href: Option<String>,
    questions: Vec<QuestionView>,
    note: Option<Html>,
    scenes: Vec<Scene>,
    index: String,
}

#[derive(Serialize)]
struct QuestionView {
    ask: Html,
    listen_for: Option<Html>,
}

impl TrainerIndex {
    /// The first page of an edition's trainer's matter.
    pub fn new(pen: &Pen<'_>) -> Self {
        let site = pen.site();
        let entry = |case: &Case| {
            let withheld = bound_case::withheld(pen, case);
            let is_shown = withheld.is_none();
            CaseEntry {
                title: bound_case::title(pen, case),
                href: is_shown.then(|| pen.place.to(&links::trainer_case(case))),
                facts: if is_shown { bound_case::facts(pen, case) } else { Vec::new() },
                questions: if is_shown { case.questions.len() } else { 0 },
                withheld,
            }
        };
        let scenes = |map: &Map| MapScenes {
            title: pen.map_title(map),
            scenes: site.touchpoints(map.id).filter_map(|(id, _)| Scene::new(pen, id)).collect(),
        };
        TrainerIndex {
            cases: site.cases.iter().filter(|case| !case.faulty || case.gives_away).map(entry).collect(),
            maps: site.sound_maps().map(scenes).filter(|map| !map.scenes.is_empty()).collect(),
        }
    }
}

impl TrainerCase {
    /// The trainer's page of a case.
    pub fn new(pen: &Pen<'_>, case: &Case) -> Self {
        let written = pen.reading(&case.language);
        let question = |question: &crate::model::Discussion| QuestionView {
            ask: written.read.html(&question.ask),
            listen_for: question.listen_for.as_ref().map(|listen_for| written.read.html(listen_for)),
        };
        TrainerCase {
            case: BoundCase::new(pen, case),
            href: bound_case::href(pen, case),
            questions: case.questions.iter().map(question).collect(),
            note: case.teaching_note.as_ref().map(|note| written.read.html(note)),
            scenes: case.touchpoints.iter().filter_map(|touchpoint| Scene::new(pen, touchpoint.value)).collect(),
            index: pen.place.to(links::TRAINER),
        }
    }
}

impl Scene {
    /// The scene of a touchpoint, where it has a take to contrast.
    fn new(pen: &Pen<'_>, id: TouchpointId) -> Option<Scene> {
        let touchpoint = pen.site().touchpoint(id);
        let pen = &pen.reading(&pen.site().map(id.map).language);
        let bad = dialogues(pen, touchpoint, Take::Bad);
        (!bad.is_empty()).then(|| Scene {
            touchpoint: pen.touchpoint(id, None),
            bad,
            good: dialogues(pen, touchpoint, Take::Good),
        })
    }
}
