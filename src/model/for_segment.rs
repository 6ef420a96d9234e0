//! What is left of a site for one kind of customers: the touchpoints that are for them or for all.
//!
//! Codes stay as they are, so that C1.3 is the same touchpoint in every edition.

use std::sync::Arc;

use super::*;
use crate::phrase;
use crate::source::{Span, Spanned};
use crate::words::Lang;

impl Site {
    /// The site as it is for the customers of a segment, the only one that it has, and the places in the files of the
    /// touchpoints that are left out. Its title says for whom it is.
    pub fn for_segment(&self, segment: SegmentId) -> (Site, Vec<Span>) {
        let numbers = Numbers::of(self, segment);
        let maps = self.maps.iter().map(|map| Arc::new(numbers.map(map)));
        let cases = self.cases.iter().filter_map(|case| Some(Arc::new(numbers.case(case)?)));
        let mut config = self.config.clone();
        let customers = self.config.segment(segment);
        config.title = Some(with_segment(config.title.as_ref(), &self.config, customers));
        config.brand.name = config.brand.name.map(|name| with_segment(Some(&name), &self.config, customers));
        config.segment_numbers.retain(|_, number| *number == segment);
        config.segment_numbers.values_mut().for_each(|number| *number = ONLY);
        config.segments = vec![customers.clone()];
        let left_out = self.maps.iter().flat_map(|map| &map.touchpoints).filter(|one| !is_for(one, segment));
        (Site::new(config, maps.collect(), cases.collect()), left_out.map(|one| one.span).collect())
    }
}

/// The segment in a site for one.
const ONLY: SegmentId = SegmentId(0);

fn is_for(touchpoint: &Touchpoint, segment: SegmentId) -> bool {
    touchpoint.segments.is_empty() || touchpoint.segments.iter().any(|named| named.value == segment)
}

/// The numbers that change.
struct Numbers {
    segment: SegmentId,
    /// The new number of each touchpoint, by its map and its old one; none where it is left out.
    of_maps: Vec<Vec<Option<u32>>>,
}

impl Numbers {
    fn of(site: &Site, segment: SegmentId) -> Self {
        let of_map = |map: &Arc<Map>| {
            let mut next = 0..;
            let number = |one: &Touchpoint| is_for(one, segment).then(|| next.next()).flatten();
            map.touchpoints.iter().map(number).collect()
        };
        Self { segment, of_maps: site.maps.iter().map(of_map).collect() }
    }

    fn touchpoint(&self, id: TouchpointId) -> Option<TouchpointId> {
        let index = self.of_maps[id.map.0 as usize][id.index as usize]?;
        Some(TouchpointId { index, ..id })
    }

    fn all(&self, ids: &mut Vec<Spanned<TouchpointId>>) {
        ids.retain_mut(|id| self.touchpoint(id.value).map(|new| id.value = new).is_some());
    }

    fn map(&self, map: &Map) -> Map {
        let mut map = map.clone();
        let kept = &self.of_maps[map.id.0 as usize];
        for cell in map.stages.iter_mut().flat_map(|stage| &mut stage.cells) {
            let before = kept[..cell.first].iter().flatten().count();
            let count = kept[cell.first..cell.first + cell.count].iter().flatten().count();
            if count == 0 && cell.count > 0 {
                cell.waiver = Some(nothing_for_them(cell.span));
            }
            (cell.first, cell.count) = (before, count);
        }
        let mut is_kept = kept.iter().map(Option::is_some);
        map.touchpoints.retain(|_| is_kept.next().unwrap_or(true));
        map.touchpoints.iter_mut().for_each(|touchpoint| self.references(touchpoint));
        // A period without touchpoints would be one for all.
        map.lifecycle.retain_mut(|period| {
            let is_for_all = period.touchpoints.is_empty();
            self.all(&mut period.touchpoints);
            is_for_all || !period.touchpoints.is_empty()
        });
        map
    }

    fn references(&self, touchpoint: &mut Touchpoint) {
        touchpoint.segments.retain(|named| named.value == self.segment);
        touchpoint.segments.iter_mut().for_each(|named| named.value = ONLY);
        touchpoint.delivers.retain_mut(|promise| {
            let made_at = self.touchpoint(promise.value.made_at);
            made_at.map(|new| promise.value.made_at = new).is_some()
        });
        let Some(links) = &mut touchpoint.leads_to else { return };
        let ends_here = links.value.is_empty();
        links.value.retain_mut(|link| match link.to {
            LinkEnd::Touchpoint(to) => self.touchpoint(to).map(|new| link.to = LinkEnd::Touchpoint(new)).is_some(),
            LinkEnd::Unreadable => true,
        });
        // An empty list would say that the journey ends here.
        if links.value.is_empty() && !ends_here {
            touchpoint.leads_to = None;
        }
    }

    /// The case, if one of its touchpoints is left.
    fn case(&self, case: &Case) -> Option<Case> {
        let mut left = case.clone();
        self.all(&mut left.touchpoints);
        (case.touchpoints.is_empty() || !left.touchpoints.is_empty()).then_some(left)
    }
}

/// Why a cell is empty in which there are touchpoints for others.
fn nothing_for_them(span: Span) -> Waiver {
    let reason = phrase!("nothing here is for these customers", "这里没有为这类客户而设的接触点");
    let version = |lang: Lang| Some((Tag::parse(lang.tag())?, Spanned::new(reason.get(lang).into(), span)));
    Waiver { reason: Text::by_language(Lang::ALL.into_iter().filter_map(version).collect(), span), span }
}

/// A title, in each language with the name of the segment behind it; without a title, that name.
fn with_segment(title: Option<&Text>, config: &Config, segment: &Segment) -> Text {
    let version = |language: &Tag| {
        let read = |text: &Text| text.read_in(language, &config.languages[0]).1.to_owned();
        let name = read(&segment.name);
        let whole = match title {
            None => name,
            Some(title) if language.counts_characters() => format!("{}（{name}）", read(title)),
            Some(title) => format!("{} ({name})", read(title)),
        };
        (language.clone(), Spanned::new(whole.into(), segment.name.span()))
    };
    let versions = config.languages.iter().map(version).collect();
    Text::by_language(versions, segment.name.span()).unwrap_or_else(|| segment.name.clone())
}
