//! What is kept of a map or a case as the model has it: as far as others need to know it, and no further.

use bytestring::ByteString;

use super::{MapKept, Shown, TouchpointShown, Wording};
use crate::model::*;
use crate::resolve::End;
use crate::source::{SourceId, Span, Spanned};

impl MapKept {
    /// The map of that number and name, and where its references lead.
    pub fn restored(self, id: MapId, name: String, source: SourceId) -> (Map, Vec<End>) {
        let MapKept { shown: Shown { language, title, mut cells, .. }, perceptions } = self;
        let at = Span::new(source, 0..0);
        let (mut touchpoints, mut ends, mut perceptions) = (Vec::new(), Vec::new(), perceptions.into_iter());
        let mut map = Map::titled(id, name, source, title.restored(at), language, at);
        for cell in CellAt::all() {
            let shown = &mut cells[cell.stage.index()][cell.phase.index()];
            let first = touchpoints.len();
            for (rank, shown) in (1..).zip(std::mem::take(&mut shown.touchpoints)) {
                let own = TouchpointId { map: id, index: touchpoints.len() as u32 };
                let perception = perceptions.next().flatten().map(|perception| Spanned::new(perception, at));
                let (touchpoint, references) = shown.restored(own, cell, rank, at);
                touchpoints.push(Touchpoint { perception, ..touchpoint });
                ends.extend(references);
            }
            map.stages[cell.stage.index()].cells[cell.phase.index()] = Cell {
                span: at,
                waiver: (shown.coverage == Coverage::Waived).then_some(Waiver { reason: None, span: at }),
                first,
                count: touchpoints.len() - first,
                unreadable: shown.coverage == Coverage::Unreadable,
            };
        }
        map.touchpoints = touchpoints;
        (map, ends)
    }
}

impl TouchpointShown {
    /// The touchpoint, and where its references lead.
    fn restored(self, own: TouchpointId, cell: CellAt, rank: usize, at: Span) -> (Touchpoint, Vec<End>) {
        let TouchpointShown { id, name, promises, delivers, leads_to } = self;
        let link = |(to, because): (LinkEnd, Option<Wording>)| Link {
            to,
            because: because.map(|because| because.restored(at)),
            span: at,
        };
        let links = leads_to.map(|links| End::Links(own, Spanned::new(links.into_iter().map(link).collect(), at)));
        let delivered = delivers.into_iter().map(|promise| End::Delivery(own, Spanned::new(promise, at)));
        let ends = links.into_iter().chain(delivered).collect();
        let promise = |(id, text): (String, Option<Wording>)| Promise {
            id: Spanned::new(id, at),
            text: text.map(|text| text.restored(at)),
        };
        let touchpoint = Touchpoint {
            promises: promises.into_iter().map(promise).collect(),
            ..Touchpoint::named(Spanned::new(id, at), name.restored(at), cell, rank, at)
        };
        (touchpoint, ends)
    }
}

impl Wording {
    fn restored(self, at: Span) -> Text {
        let versions = self.0.into_iter().map(|(tag, text)| (tag, Spanned::new(text, at))).collect();
        Text::by_language(versions, at).expect("a wording has at least one version")
    }
}

/// A case of that name that happened at these places.
pub fn case(name: String, source: SourceId, places: Vec<TouchpointId>, language: &Tag) -> Case {
    let at = Span::new(source, 0..0);
    Case {
        name,
        source,
        faulty: false,
        hidden: Hidden::default(),
        gives_away: false,
        written: Spanned::new(ByteString::new(), at),
        span: at,
        language: language.clone(),
        touchpoints: places.into_iter().map(|place| Spanned::new(place, at)).collect(),
        title: None,
        when: None,
        place: None,
        people: Vec::new(),
        outcome: None,
        anonymised: false,
        questions: Vec::new(),
        teaching_note: None,
        parts: Default::default(),
    }
}
