//! The case-writing sheets of a map: their list by stage, all of them to print at once, and each in its three forms.

use serde::Serialize;

use super::Page;
use super::context::{LanguageContext, PageContext, PageHead, TouchpointLink};
use super::fragments::Fragments;
use super::imprint::Imprint;
use super::inputs::{InputIndex, PageInputs};
use super::links::{self, LanguageFolder};
use super::pages::{PageKey, PageSource, PageView};
use super::pocket::contacts;
use super::sheet::{self, SheetView};
use super::text::Html;
use super::{bound_case, case_form};
use crate::diagnostic::Diagnostic;
use crate::model::{Case, Choice, Map, Site, Stage, TouchpointId};

/// The list of a map's case-writing sheets.
#[derive(Serialize)]
pub(super) struct SheetIndexView {
    /// The title of the map.
    title: Html,
    /// The note that the page shows an earlier state of the map, since its file cannot be read now.
    outdated: Option<String>,
    /// The stages that have contacts.
    stages: Vec<StageSheets>,
    /// The link to the page that prints all sheets.
    all: String,
    /// The link to the map's page.
    back: Option<String>,
}

impl PageView for SheetIndexView {
    const TEMPLATE: &'static str = "sheet-index.html";
}

/// The sheets of a stage.
#[derive(Serialize)]
struct StageSheets {
    /// The id of the stage, for the class `stage-…`.
    id: &'static str,
    /// The letter of its codes.
    letter: char,
    name: String,
    /// The id of its section.
    anchor: String,
    /// The link to the page that prints the sheets of this stage alone.
    print: String,
    rows: Vec<SheetRow>,
}

/// A touchpoint with its sheets and the cases that happened there.
#[derive(Serialize)]
struct SheetRow {
    touchpoint: TouchpointLink,
    cases: Vec<ListedCase>,
    /// The link to the sheet to fill in on screen.
    form: String,
    /// The link to the sheet to print.
    printed: String,
    /// The link to the sheet as a file to type in.
    typed: String,
}

/// A case in the list of the sheets.
#[derive(Serialize)]
struct ListedCase {
    title: Html,
    /// The link to where it is read; none where it is withheld.
    href: Option<String>,
    /// The reason why it is not to be read, such as that it is being written.
    withheld: Option<String>,
}

/// All case-writing sheets of a map, to print at once.
#[derive(Serialize)]
pub(super) struct AllSheetsView {
    /// The title of the map.
    title: Html,
    /// The header of each printed page, as CSS for a `<style>` element.
    running_header: Html,
    /// The stages that have contacts.
    stages: Vec<PrintedStage>,
    /// The link to the list of the map's sheets.
    index: String,
}

impl PageView for AllSheetsView {
    const TEMPLATE: &'static str = "all-sheets.html";
}

/// The sheets of a stage, to print.
#[derive(Serialize)]
struct PrintedStage {
    /// The id of the section; a link to it shows and prints this stage alone.
    anchor: String,
    name: String,
    sheets: Vec<SheetView>,
}

/// The list of the case-writing sheets of a map.
pub(super) struct SheetIndex<'a>(pub &'a Map);

impl PageSource for SheetIndex<'_> {
    fn key(&self) -> PageKey {
        ("sheet-index", self.0.id.0 as usize)
    }

    fn map(&self) -> Option<&Map> {
        Some(self.0)
    }

    fn paths(&self, site: &Site, language: LanguageFolder<'_>) -> Vec<String> {
        let index = (!contacts(site, self.0).is_empty()).then(|| language.page(&links::sheet_index(self.0)));
        index.into_iter().collect()
    }

    fn inputs(&self, index: &InputIndex<'_>) -> PageInputs {
        index.map_page(self.0.id)
    }

    fn render(&self, language: &LanguageContext<'_>, _: &Fragments<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Page> {
        let has_contacts = !contacts(language.site, self.0).is_empty();
        has_contacts.then(|| index(language, self.0, findings)).into_iter().collect()
    }
}

/// The case-writing sheets of a map: one by one, and all of them to print.
pub(super) struct CaseSheets<'a>(pub &'a Map);

impl PageSource for CaseSheets<'_> {
    fn key(&self) -> PageKey {
        ("case-sheets", self.0.id.0 as usize)
    }

    fn map(&self) -> Option<&Map> {
        Some(self.0)
    }

    fn paths(&self, site: &Site, language: LanguageFolder<'_>) -> Vec<String> {
        let contacts = contacts(site, self.0);
        let all = (!contacts.is_empty()).then(|| links::all_sheets(self.0));
        let endings = ["form.html", "html", "md"];
        let sheets = contacts.iter().flat_map(|&id| endings.map(|ending| links::sheet(site, id, ending)));
        all.into_iter().chain(sheets).map(|path| language.page(&path)).collect()
    }

    fn inputs(&self, index: &InputIndex<'_>) -> PageInputs {
        PageInputs { case_names: index.case_names(), ..index.map_page(self.0.id) }
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn render(&self, language: &LanguageContext<'_>, _: &Fragments<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Page> {
        let (map, contacts) = (self.0, contacts(language.site, self.0));
        if contacts.is_empty() {
            return Vec::new();
        }
        let imprint = Imprint::new(&language.page(links::all_sheets(map), &map.language), map);
        let mut pages = vec![all(language, map, &imprint, findings)];
        for id in contacts {
            pages.push(case_form::page(language, id, findings));
            pages.push(sheet::page(language, id, &imprint, findings));
            pages.push(sheet::file_to_type_in(language, id));
        }
        pages
    }
}

fn index(language: &LanguageContext<'_>, map: &Map, findings: &mut Vec<Diagnostic>) -> Page {
    let context = language.page(links::sheet_index(map), &map.language);
    let head = head(&context, map, "sheets-title", "description-sheets");
    context.render(head, Some(map), SheetIndexView::new(&context, map), findings)
}

fn all(language: &LanguageContext<'_>, map: &Map, imprint: &Imprint, findings: &mut Vec<Diagnostic>) -> Page {
    let context = language.page(links::all_sheets(map), &map.language);
    let head = head(&context, map, "all-sheets", "description-all-sheets");
    context.render(head, Some(map), AllSheetsView::new(&context, map, imprint), findings)
}

fn head(context: &PageContext<'_>, map: &Map, title: &str, description: &str) -> PageHead {
    let name = context.read.plain(&map.title);
    PageHead {
        title: format!("{} · {name}", context.word(title)),
        description: context.description(description, &name),
    }
}

/// The contacts of a map by stage, without the stages that have none.
fn by_stage(site: &Site, map: &Map) -> impl Iterator<Item = (Stage, Vec<TouchpointId>)> {
    let contacts = contacts(site, map);
    let of_stage = move |stage: Stage| {
        let here = contacts.iter().copied().filter(|&id| site.touchpoint(id).cell.stage == stage);
        (stage, here.collect::<Vec<_>>())
    };
    Stage::ALL.iter().copied().map(of_stage).filter(|(_, contacts)| !contacts.is_empty())
}

impl SheetIndexView {
    fn new(context: &PageContext<'_>, map: &Map) -> Self {
        let site = context.site();
        let stage = |(stage, contacts): (Stage, Vec<TouchpointId>)| StageSheets {
            id: stage.id(),
            letter: stage.letter(),
            name: context.term(stage),
            anchor: links::stage_anchor(stage),
            print: context.place.to_anchor(&links::all_sheets(map), &links::stage_anchor(stage)),
            rows: contacts.into_iter().map(|id| SheetRow::new(context, id)).collect(),
        };
        SheetIndexView {
            title: context.read.line(&map.title),
            outdated: context.outdated(map),
            stages: by_stage(site, map).map(stage).collect(),
            all: context.place.to(&links::all_sheets(map)),
            back: context.link_to(&links::map_page(map)),
        }
    }
}

impl SheetRow {
    fn new(context: &PageContext<'_>, id: TouchpointId) -> Self {
        let site = context.site();
        let case = |case: &Case| ListedCase {
            title: bound_case::title(context, case),
            href: bound_case::href(context, case),
            withheld: bound_case::withheld(context, case),
        };
        // Readers do not hear of a case that they cannot read.
        let is_told = |case: &&Case| context.is_for_trainers() || case.withheld().is_none();
        let cases = site.case_places.at(id).map(|number| &*site.cases[number]).filter(is_told);
        let sheet = |ending| context.place.to(&links::sheet(site, id, ending));
        SheetRow {
            touchpoint: context.touchpoint(id, Some(site.map(id.map))),
            cases: cases.map(case).collect(),
            form: sheet("form.html"),
            printed: sheet("html"),
            typed: sheet("md"),
        }
    }
}

impl AllSheetsView {
    fn new(context: &PageContext<'_>, map: &Map, imprint: &Imprint) -> Self {
        let stage = |(stage, contacts): (Stage, Vec<TouchpointId>)| PrintedStage {
            anchor: links::stage_anchor(stage),
            name: context.term(stage),
            sheets: contacts.into_iter().map(|id| SheetView::new(context, id, imprint)).collect(),
        };
        AllSheetsView {
            title: context.read.line(&map.title),
            running_header: imprint.header_of_every_page(),
            stages: by_stage(context.site(), map).map(stage).collect(),
            index: context.place.to(&links::sheet_index(map)),
        }
    }
}
