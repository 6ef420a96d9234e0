//! What is to be done about obstacles, what has been done and what that has changed, by role and date, for authors and
//! trainers.

use serde::Serialize;

use super::Page;
use super::context::{LanguageContext, PageContext, PageHead};
use super::fragments::Fragments;
use super::inputs::{InputIndex, PageInputs};
use super::links::{self, LanguageFolder};
use super::pages::{PageKey, PageSource, PageView};
use super::role_page::{RemedyRow, remedies};
use super::text::Html;
use crate::diagnostic::Diagnostic;
use crate::model::{Choice, Map, RemedyStatus, RoleId, Site};

/// What is to be improved and what has been, for trainers.
#[derive(Serialize)]
pub(super) struct ToDoView {
    /// The remedies by how far they are: open, done, looked at again.
    parts: Vec<Part>,
    /// The link to the trainer's first page.
    index: String,
}

impl PageView for ToDoView {
    const TEMPLATE: &'static str = "to-do.html";
}

/// The remedies that are equally far.
#[derive(Serialize)]
struct Part {
    /// `open`, `done` or `followed-up`.
    id: &'static str,
    title: String,
    /// The roles that see to something.
    roles: Vec<RoleTasks>,
}

/// The remedies of a role.
#[derive(Serialize)]
struct RoleTasks {
    name: Html,
    /// The link to its page.
    href: Option<String>,
    /// By date.
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
    map.touchpoints.iter().flat_map(|touchpoint| &touchpoint.requests).any(|request| request.remedy.is_some())
}

/// How far remedies are, each with the key of its title.
const PARTS: [(&str, &str); 3] =
    [("open", "remedies-open"), ("done", "remedies-done"), ("followed-up", "remedies-followed-up")];

impl ToDoView {
    fn new(context: &PageContext<'_>) -> Self {
        let mut parts = PARTS.map(|(id, key)| Part { id, title: context.word(key), roles: Vec::new() });
        for (number, role) in context.site().config.roles.iter().enumerate() {
            let mut remedies = remedies(context, RoleId(number as u32));
            for part in &mut parts {
                let mut here: Vec<_> = remedies.extract_if(.., |remedy| progress(remedy) == part.id).collect();
                here.sort_by(|one, other| one.followed_up.cmp(&other.followed_up));
                if !here.is_empty() {
                    let (name, href) = (context.role(RoleId(number as u32)), context.link_to(&links::role_page(role)));
                    part.roles.push(RoleTasks { name, href, remedies: here });
                }
            }
        }
        let parts = parts.into_iter().filter(|part| !part.roles.is_empty()).collect();
        ToDoView { parts, index: context.place.to(links::TRAINER) }
    }
}

/// How far a remedy is: the id of its part of the page.
fn progress(remedy: &RemedyRow) -> &'static str {
    if remedy.status == RemedyStatus::Done.id() && remedy.followed_up.is_some() { "followed-up" } else { remedy.status }
}
