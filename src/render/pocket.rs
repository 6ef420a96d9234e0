//! Cards for the pocket: one a contact, A6, four to a sheet of A4. What is too much for one side in a type that can be
//! read goes on to another: the two stand side by side, to be folded back to back.

use serde::Serialize;

use super::brief::{Block, Brief};
use super::edition::Pen;
use super::paper::Imprint;
use super::pocket_size::{self, Size};
use super::text::Html;
use crate::model::*;

/// The rows of two cards on one sheet.
const ROWS_TO_A_SHEET: usize = 2;

/// The sheets of a map.
#[derive(Serialize)]
pub(super) struct PocketPage {
    title: Html,
    /// That they show what the map said before, while its file cannot be understood.
    outdated: Option<String>,
    /// The map's page.
    back: Option<String>,
    /// The map, its version and its review, at the foot of every card.
    imprint: String,
    sheets: Vec<Vec<PocketCard>>,
}

/// One side of a card.
#[derive(Serialize)]
struct PocketCard {
    /// What stands on it.
    brief: Brief,
    role: Option<Html>,
    size: &'static str,
    /// `1/2`, where the card has more than one side.
    side: Option<String>,
    /// Whether it stands at the left, to be folded with the next side.
    folded: bool,
}

/// The contacts of a map, which have a card each.
pub(super) fn contacts(site: &Site, map: &Map) -> Vec<TouchpointId> {
    let contacts = site.touchpoints(map.id).filter(|(_, touchpoint)| touchpoint.cell.phase == Phase::Contact);
    contacts.map(|(id, _)| id).collect()
}

impl PocketPage {
    /// The pocket cards of a map.
    pub fn new(pen: &Pen<'_>, map: &Map, imprint: &Imprint) -> Self {
        let cards = contacts(pen.site(), map).into_iter().map(|id| sides(pen, id)).collect();
        let mut rows = in_rows(cards).into_iter().peekable();
        let mut sheets = Vec::new();
        while rows.peek().is_some() {
            sheets.push(rows.by_ref().take(ROWS_TO_A_SHEET).flatten().collect());
        }
        PocketPage {
            title: pen.read.line(&map.title),
            outdated: pen.outdated(map),
            back: pen.way_to(&super::links::map_page(map)),
            imprint: imprint.line(),
            sheets,
        }
    }
}

/// The sides of a touchpoint's card.
fn sides(pen: &Pen<'_>, id: TouchpointId) -> Vec<PocketCard> {
    let role = pen.site().touchpoint(id).role.as_ref().map(|role| pen.role(role.value));
    let mut brief = Brief::new(pen, id);
    let (Size { class, .. }, sides) = pocket_size::fitting(&brief, role.as_ref());
    let of = sides.len();
    let side = |(number, blocks): (usize, Vec<Block>)| PocketCard {
        brief: brief.split_off(&blocks),
        role: role.clone(),
        size: class,
        side: (of > 1).then(|| format!("{}/{of}", number + 1)),
        folded: number % 2 == 0 && number + 1 < of,
    };
    sides.into_iter().enumerate().map(side).collect()
}

/// The cards in rows of two sides, as near to the order of the journey as can be: a card of several sides begins a row, and
/// the next card of one side fills the row before it.
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
