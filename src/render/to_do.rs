//! What is to be done about obstacles, by role and date, for authors and trainers.

use serde::Serialize;

use super::Page;
use super::context::{LanguageContext, PageContext, PageHead};
use super::fragments::Fragments;
use super::inputs::{InputIndex, PageInputs};
use super::links::{self, LanguageFolder};
use super::pages::{PageKey, PageSource, PageView};
use super::role_page::{RemedyRow, open_remedies};
use super::text::Html;
use crate::diagnostic::Diagnostic;
use crate::model::{Map, RemedyStatus, RoleId, Site};

/// What is to be done, for trainers.
#[derive(Serialize)]
pub(super) struct ToDoView {
    /// The roles that see to something.
    roles: Vec<RoleTasks>,
    /// The link to the trainer's first page.
    index: String,
}

impl PageView for ToDoView {
    const TEMPLATE: &'static str = "to-do.html";
}

/// What a role is to remove.
#[derive(Serialize)]
struct RoleTasks {
    name: Html,
    /// The link to its page.
    href: Option<String>,
    /// The remedies that are not done, by date.
    remedies: Vec<RemedyRow>,
}

/// The page of a site.
pub(super) struct ToDo;

impl PageSource for ToDo {
    fn key(&self) -> PageKey {
        ("to-do", 0)
    }

    fn paths(&self, _: &Site, language: LanguageFolder<'_>) -> Vec<String> {
        vec![language.page(links::TO_DO)]
    }

    fn inputs(&self, index: &InputIndex<'_>) -> PageInputs {
        let maps = index.site().maps.iter().filter(|map| has_tasks(map));
        PageInputs { all_maps: index.all_maps(), ..index.maps(maps.map(|map| map.id)) }
    }

    fn render(&self, language: &LanguageContext<'_>, _: &Fragments<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Page> {
        let context = language.page(links::TO_DO.into(), language.site.default_language());
        let title = context.word("to-do");
        let head = PageHead { description: context.description("description-to-do", &context.site_title()), title };
        vec![context.render(head, None, ToDoView::new(&context), findings)]
    }
}

fn has_tasks(map: &Map) -> bool {
    let requests = map.touchpoints.iter().flat_map(|touchpoint| &touchpoint.requests);
    let mut remedies = requests.filter_map(|request| request.remedy.as_deref());
    remedies.any(|remedy| remedy.status == RemedyStatus::Open)
}

impl ToDoView {
    fn new(context: &PageContext<'_>) -> Self {
        let roles = &context.site().config.roles;
        let tasks = |number: usize| {
            let id = RoleId(number as u32);
            RoleTasks {
                name: context.role(id),
                href: context.link_to(&links::role_page(&roles[number])),
                remedies: open_remedies(context, id),
            }
        };
        let roles = (0..roles.len()).map(tasks).filter(|role| !role.remedies.is_empty());
        ToDoView { roles: roles.collect(), index: context.place.to(links::TRAINER) }
    }
}
