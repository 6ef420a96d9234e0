//! Cards for the pocket: one a contact, A6, four to a sheet of A4.

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::brief::Brief;
use super::edition::Pen;
use super::paper::Imprint;
use super::text::Html;
use crate::model::*;

/// The cards on one sheet.
const TO_A_SHEET: usize = 4;

/// A size of type: its name in the style sheet, and how many lines of how many columns a card holds in it.
struct Size {
    class: &'static str,
    lines: usize,
    columns: usize,
}

/// From the one that is read at arm's length down to the smallest that is still read.
const SIZES: [Size; 4] = [
    Size { class: "large", lines: 19, columns: 38 },
    Size { class: "medium", lines: 23, columns: 44 },
    Size { class: "small", lines: 29, columns: 50 },
    Size { class: "tiny", lines: usize::MAX, columns: 62 },
];

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

#[derive(Serialize)]
struct PocketCard {
    brief: Brief,
    role: Option<Html>,
    size: &'static str,
}

/// The contacts of a map, which have a card each.
pub(super) fn contacts(site: &Site, map: &Map) -> Vec<TouchpointId> {
    let contacts = site.touchpoints(map.id).filter(|(_, touchpoint)| touchpoint.cell.phase == Phase::Contact);
    contacts.map(|(id, _)| id).collect()
}

impl PocketPage {
    /// The pocket cards of a map.
    pub fn new(pen: &Pen<'_>, map: &Map, imprint: &Imprint) -> Self {
        let cards = contacts(pen.site(), map);
        let sheets = cards.chunks(TO_A_SHEET).map(|ids| ids.iter().map(|&id| PocketCard::new(pen, id)).collect());
        PocketPage {
            title: pen.read.line(&map.title),
            outdated: pen.outdated(map),
            back: pen.way_to(&super::links::map_page(map)),
            imprint: imprint.line(),
            sheets: sheets.collect(),
        }
    }
}

impl PocketCard {
    fn new(pen: &Pen<'_>, id: TouchpointId) -> Self {
        let touchpoint = pen.site().touchpoint(id);
        PocketCard {
            brief: Brief::new(pen, id),
            role: touchpoint.role.as_ref().map(|role| pen.role(role.value)),
            size: size(pen, touchpoint),
        }
    }
}

/// The largest type in which all that a card says is likely to fit on it.
fn size(pen: &Pen<'_>, touchpoint: &Touchpoint) -> &'static str {
    let asks = touchpoint.requests.iter().map(|request| &request.ask);
    let plays = touchpoint.moment.iter().flat_map(|moment| moment.written());
    let played = plays.flat_map(|(_, play)| play.say.iter().chain(&play.actions).chain(&play.avoid));
    let decides = touchpoint.authority.iter().filter_map(|authority| authority.decides.as_ref());
    let widths: Vec<usize> = asks.chain(played).chain(decides).map(|text| pen.read.plain(text).width()).collect();
    let heads = touchpoint.moment.iter().flat_map(|moment| moment.written()).count();
    let lines = |columns: usize| heads + widths.iter().map(|width| width.div_ceil(columns).max(1)).sum::<usize>();
    let fitting = SIZES.iter().find(|size| lines(size.columns) <= size.lines);
    fitting.map_or(SIZES[SIZES.len() - 1].class, |size| size.class)
}
