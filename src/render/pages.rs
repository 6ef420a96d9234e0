//! The pages of a site, one row for each kind. A new kind needs its template, its file with the view, and its row here.

use serde::Serialize;

use super::context::LanguageContext;
use super::fragments::Fragments;
use super::inputs::{InputIndex, PageInputs};
use super::links::LanguageFolder;
use super::{
    Edition, Page, Selection, blueprint, complaints_page, map_page, pocket, quality_page, role_page, search, segments,
    sheet_index, start_page, to_do, trainer,
};
use crate::diagnostic::Diagnostic;
use crate::model::{Map, Site};

/// One page, or several that are rendered together.
pub(super) trait PageSource: Send + Sync {
    /// The key in the cache, unique among the pages of a language.
    fn key(&self) -> PageKey;

    /// The map whose pages these are.
    fn map(&self) -> Option<&Map> {
        None
    }

    /// The paths of its pages from the output folder.
    fn paths(&self, site: &Site, language: LanguageFolder<'_>) -> Vec<String>;

    /// Everything that its pages depend on: the cache renders them again when this changes.
    fn inputs(&self, index: &InputIndex<'_>) -> PageInputs;

    /// Whether its pages are the same in every edition while no map is outdated: they are rendered once for all, as readers
    /// see them.
    fn is_shared(&self) -> bool {
        false
    }

    /// Renders the pages, and adds the faults of the user's templates to the findings.
    fn render(
        &self,
        language: &LanguageContext<'_>,
        fragments: &Fragments<'_>,
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<Page>;
}

/// The data for a page's template. `templates/README.md` repeats its documentation, which must fit on one line.
pub(super) trait PageView: Serialize {
    /// The name of the template.
    const TEMPLATE: &'static str;
}

/// The kind of a page, and its number among those of the kind.
pub(super) type PageKey = (&'static str, usize);

/// Every page of a selection, in the order in which they are written.
pub(super) fn sources(site: &Site, selection: Selection) -> Vec<Box<dyn PageSource + '_>> {
    let maps = || site.readable_maps().filter(|map| selection.holds(map));
    let mut pages = Vec::new();
    for map in maps() {
        add(&mut pages, [map_page::MapPages(map)]);
        add(&mut pages, [blueprint::BlueprintPage(map)]);
        add(&mut pages, [pocket::Pocket(map)]);
        add(&mut pages, [sheet_index::SheetIndex(map)]);
        add(&mut pages, [sheet_index::CaseSheets(map)]);
    }
    if selection.single_files {
        add(&mut pages, maps().map(map_page::SingleFile));
    }
    if selection.map.is_none() {
        add(&mut pages, [start_page::StartPage]);
        add(&mut pages, search::scripts(site));
        add(&mut pages, role_page::all(site));
        add(&mut pages, quality_page::page(site, selection.edition));
        add(&mut pages, segments::page(site));
        add(&mut pages, complaints_page::page(site));
        if selection.edition == Edition::Trainers {
            add(&mut pages, [trainer::TrainerIndex]);
            add(&mut pages, [to_do::ToDo]);
            add(&mut pages, trainer::cases(site));
        }
    }
    pages
}

fn add<'a, P: PageSource + 'a>(pages: &mut Vec<Box<dyn PageSource + 'a>>, of_kind: impl IntoIterator<Item = P>) {
    pages.extend(of_kind.into_iter().map(|page| Box::new(page) as Box<dyn PageSource>));
}
