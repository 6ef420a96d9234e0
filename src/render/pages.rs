//! The pages of a site, one row for each kind. A new kind needs its template, its file with the view, and its row here.

use serde::Serialize;

use super::context::LanguageContext;
use super::fragments::Fragments;
use super::inputs::{InputIndex, PageInputs};
use super::links::LanguageFolder;
use super::{Page, Selection, map_page, pocket, role_page, search, start_page, trainer};
use crate::diagnostic::Diagnostic;
use crate::model::{Map, Site};

/// One page, or several that are rendered together.
pub(super) trait PageSource: Send + Sync {
    /// What tells it from all other pages of a language: its kind, and its number among those.
    fn key(&self) -> PageKey;

    /// The map whose pages these are.
    fn map(&self) -> Option<&Map> {
        None
    }

    /// The paths of its pages from the output folder.
    fn paths(&self, site: &Site, language: LanguageFolder<'_>) -> Vec<String>;

    /// What its pages are made from.
    fn inputs(&self, index: &InputIndex<'_>) -> PageInputs;

    /// Its pages; what is wrong with the user's templates is added to the findings.
    fn render(
        &self,
        language: &LanguageContext<'_>,
        fragments: &Fragments<'_>,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<Page>;
}

/// What a page's template is given. Its documentation describes the page in `templates/README.md`.
pub(super) trait PageView: Serialize {
    /// The name of the template.
    const TEMPLATE: &'static str;
}

/// The kind of a page, and its number among those of the kind.
pub(super) type PageKey = (&'static str, usize);

/// Every page of a selection. A page of a map that has changed is rendered before the others in any case.
pub(super) fn sources(site: &Site, selection: Selection) -> Vec<Box<dyn PageSource + '_>> {
    let maps = || site.sound_maps().filter(|map| selection.holds(map));
    let mut pages = Vec::new();
    for map in maps() {
        add(&mut pages, [map_page::MapPage(map)]);
        add(&mut pages, [pocket::Handouts(map)]);
    }
    if selection.single_files {
        add(&mut pages, maps().map(map_page::SingleFile));
    }
    if selection.map.is_none() {
        add(&mut pages, [start_page::StartPage]);
        add(&mut pages, [search::SearchIndex]);
        add(&mut pages, [trainer::TrainerIndex]);
        add(&mut pages, role_page::all(site));
        add(&mut pages, trainer::cases(site));
    }
    pages
}

fn add<'a, P: PageSource + 'a>(pages: &mut Vec<Box<dyn PageSource + 'a>>, of_kind: impl IntoIterator<Item = P>) {
    pages.extend(of_kind.into_iter().map(|page| Box::new(page) as Box<dyn PageSource>));
}
