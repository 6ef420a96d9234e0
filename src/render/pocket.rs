//! Pocket cards: one for each contact, A6, four to a sheet of A4. A card too long for one side in legible type has a
//! second one beside it, to be folded behind it.

use serde::Serialize;

use super::Page;
use super::brief::{Brief, BriefBlock};
use super::context::{LanguageContext, PageContext, PageHead};
use super::fragments::Fragments;
use super::imprint::Imprint;
use super::inputs::{InputIndex, PageInputs};
use super::links::{self, LanguageFolder};
use super::pages::{PageKey, PageSource, PageView};
use super::pocket_size::{self, Size};
use super::text::Html;
use crate::diagnostic::Diagnostic;
use crate::model::*;

/// The rows of two cards on one sheet.
const ROWS_TO_A_SHEET: usize = 2;

/// A map's pocket cards.
#[derive(Serialize)]
pub(super) struct PocketView {
    title: Html,
    /// The note that the page shows an earlier state of the map, since its file cannot be read now.
    outdated: Option<String>,
    /// The link to the map's page.
    back: Option<String>,
    /// The title of the map, its version and its date of review, for the foot of each card.
    imprint: String,
    /// The sheets of A4, each with up to four sides of cards.
    sheets: Vec<Vec<PocketCard>>,
}

impl PageView for PocketView {
    const TEMPLATE: &'static str = "pocket.html";
}

/// One side of a card.
#[derive(Serialize)]
struct PocketCard {
    /// The content of this side.
    brief: Brief,
    role: Option<Html>,
    /// `large`, `medium` or `small`: the class for the size of the type.
    size: &'static str,
    /// The number of the side, such as `1/2`, where the card has several.
    side: Option<String>,
    /// Whether the next side is the back of this one, to be folded behind it.
    folded: bool,
}

/// The contacts at which people meet the customer, which have a pocket card each: a poster carries none.
pub(super) fn attended_contacts(site: &Site, map: &Map) -> Vec<TouchpointId> {
    let mut contacts = contacts(site, map);
    contacts.retain(|&id| site.touchpoint(id).attended);
    contacts
}

/// The contacts of a map.
pub(super) fn contacts(site: &Site, map: &Map) -> Vec<TouchpointId> {
    let contacts = site.touchpoints(map.id).filter(|(_, touchpoint)| touchpoint.cell.phase == Phase::Contact);
    contacts.map(|(id, _)| id).collect()
}

/// The pocket cards of a map.
pub(super) struct Pocket<'a>(pub &'a Map);

impl PageSource for Pocket<'_> {
    fn key(&self) -> PageKey {
        ("pocket", self.0.id.0 as usize)
    }

    fn map(&self) -> Option<&Map> {
        Some(self.0)
    }

    fn paths(&self, site: &Site, language: LanguageFolder<'_>) -> Vec<String> {
        let cards = (!attended_contacts(site, self.0).is_empty()).then(|| language.page(&links::pocket(self.0)));
        cards.into_iter().collect()
    }

    fn inputs(&self, index: &InputIndex<'_>) -> PageInputs {
        index.map_page(self.0.id)
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn render(&self, language: &LanguageContext<'_>, _: &Fragments<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Page> {
        let map = self.0;
        if attended_contacts(language.site, map).is_empty() {
            return Vec::new();
        }
        let context = language.page(links::pocket(map), &map.language);
        let imprint = Imprint::new(&context, map);
        let name = context.read.plain(&map.title);
        let title = format!("{} · {name}", context.word("pocket-title"));
        let head = PageHead { description: context.description("description-pocket", &name), title };
        let view = PocketView::new(&context, map, &imprint);
        vec![context.render(head, Some(map), view, findings)]
    }
}

impl PocketView {
    /// The pocket cards of a map.
    fn new(context: &PageContext<'_>, map: &Map, imprint: &Imprint) -> Self {
        let cards = attended_contacts(context.site(), map).into_iter().map(|id| sides(context, id)).collect();
        let mut rows = in_rows(cards).into_iter().peekable();
        let mut sheets = Vec::new();
        while rows.peek().is_some() {
            sheets.push(rows.by_ref().take(ROWS_TO_A_SHEET).flatten().collect());
        }
        PocketView {
            title: context.read.line(&map.title),
            outdated: context.outdated(map),
            back: context.link_to(&links::map_page(map)),
            imprint: imprint.line(),
            sheets,
        }
    }
}

/// The sides of a touchpoint's card.
fn sides(context: &PageContext<'_>, id: TouchpointId) -> Vec<PocketCard> {
    let role = context.site().touchpoint(id).role.as_ref().map(|role| context.role(role.value));
    let mut brief = Brief::new(context, id);
    let (Size { class, .. }, sides) = pocket_size::fitting(&brief, role.as_ref());
    let of = sides.len();
    let side = |(number, blocks): (usize, Vec<BriefBlock>)| PocketCard {
        brief: brief.split_off(&blocks),
        role: role.clone(),
        size: class,
        side: (of > 1).then(|| format!("{}/{of}", number + 1)),
        folded: number % 2 == 0 && number + 1 < of,
    };
    sides.into_iter().enumerate().map(side).collect()
}

/// Arranges the cards in rows of two sides, close to the order of the journey: a card of several sides begins a row,
/// and the next card of one side fills the row that it left half empty.
fn in_rows(cards: Vec<Vec<PocketCard>>) -> Vec<Vec<PocketCard>> {
    let mut rows: Vec<Vec<PocketCard>> = Vec::new();
    let mut half: Option<usize> = None;
    for mut sides in cards {
        match (sides.len(), half) {
            (1, Some(row)) => {
                rows[row].append(&mut sides);
                half = None;
            }
            (1, None) => {
                half = Some(rows.len());
                rows.push(sides);
            }
            _ => {
                let mut sides = sides.into_iter().peekable();
                while sides.peek().is_some() {
                    rows.push(sides.by_ref().take(2).collect());
                }
                let last_is_alone = rows.last().is_some_and(|row| row.len() == 1);
                half = half.or(last_is_alone.then(|| rows.len() - 1));
            }
        }
    }
    rows
}
