//! The poster of a map: its grid on one sheet, A4 or A3.

use serde::Serialize;

use super::Page;
use super::context::{LanguageContext, PageContext, PageHead};
use super::imprint::Imprint;
use super::links;
use super::map_page::{FocusCell, GridRow, StageHead, focus_row, grid_rows, stage_heads};
use super::pages::PageView;
use super::text::Html;
use crate::diagnostic::Diagnostic;
use crate::model::Map;

/// The poster of a map.
#[derive(Serialize)]
pub(super) struct PosterView {
    title: Html,
    customer: Option<Html>,
    /// The link to the map's page.
    back: Option<String>,
    /// The title of the map, its version and its date of review, for the foot of the poster.
    imprint: String,
    stages: Vec<StageHead>,
    /// The grid, a row for each phase.
    rows: Vec<GridRow>,
    /// The last row of the grid, a cell for each stage.
    focus: Vec<FocusCell>,
}

impl PageView for PosterView {
    const TEMPLATE: &'static str = "poster.html";
}

/// The poster of a map.
pub(super) fn page(
    language: &LanguageContext<'_>,
    map: &Map,
    imprint: &Imprint,
    findings: &mut Vec<Diagnostic>,
) -> Page {
    let context = language.page(links::poster(map), &map.language);
    let name = context.read.plain(&map.title);
    let title = format!("{} · {name}", context.word("poster"));
    let head = PageHead { description: context.description("description-poster", &name), title };
    context.render(head, Some(map), PosterView::new(&context, map, imprint), findings)
}

impl PosterView {
    fn new(context: &PageContext<'_>, map: &Map, imprint: &Imprint) -> Self {
        PosterView {
            title: context.read.line(&map.title),
            customer: map.customer.as_ref().map(|customer| context.read.line(customer)),
            back: context.link_to(&links::map_page(map)),
            imprint: imprint.line(),
            stages: stage_heads(context, map),
            rows: grid_rows(context, map, false),
            focus: focus_row(context, map),
        }
    }
}
