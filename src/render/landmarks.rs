//! Finds the anchor on a map's page for a place in the map's file that is in no touchpoint.

use super::links;
use super::map_page::{guide_stages, is_waived_as_a_whole};
use crate::model::*;
use crate::source::Span;

/// The anchor for `place`: that of the nearest landmark at or before it.
pub(super) fn anchor_of(map: &Map, place: Span) -> String {
    let before = landmarks(map).into_iter().filter(|(span, _)| span.start <= place.start);
    before.max_by_key(|(span, _)| span.start).map_or_else(|| "main_".to_owned(), |(_, anchor)| anchor)
}

/// Every part of a page with an anchor, and where the part begins in the file. Of two at one place the wider comes
/// last.
fn landmarks(map: &Map) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    let has_guide = guide_stages(map).next().is_some();
    for &stage in Stage::ALL {
        let (plan, of_stage) = (map.stage(stage), links::stage_anchor(stage));
        for &phase in Phase::ALL {
            let at = CellAt { stage, phase };
            let anchor = if is_waived_as_a_whole(plan) { of_stage.clone() } else { links::cell_anchor(at) };
            let cell = map.cell(at);
            found.extend(cell.waiver.as_ref().map(|waiver| (waiver.span, anchor.clone())));
            found.push((cell.span, anchor));
        }
        let guide = if has_guide { "guide_".to_owned() } else { of_stage.clone() };
        found.extend(plan.guide.iter().filter_map(|practice| Some((practice.span?, guide.clone()))));
        found.extend(plan.focus.iter().map(|focus| (focus.span(), of_stage.clone())));
        found.extend(plan.waiver.as_ref().map(|waiver| (waiver.span, of_stage.clone())));
        found.push((plan.span, of_stage));
    }
    let parts = [
        ("values_", map.value_list.iter().flatten().map(|value| value.value.span()).collect::<Vec<_>>()),
        ("responsibilities_", map.responsibilities.iter().flatten().flatten().map(|text| text.span()).collect()),
        ("lifecycle_", map.lifecycle.iter().map(|period| period.name.span()).collect()),
        (
            "main_",
            [Some(&map.title), map.summary.as_ref(), map.customer.as_ref()]
                .map(|text| text.map(|t| t.span()))
                .into_iter()
                .flatten()
                .collect(),
        ),
    ];
    found.extend(parts.into_iter().flat_map(|(anchor, spans)| spans.into_iter().map(|span| (span, anchor.to_owned()))));
    found
}
