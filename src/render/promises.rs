//! The table of a map's promises: where each is made and kept, and which nobody keeps.

use serde::Serialize;

use super::card::promise_text;
use super::context::{PageContext, TouchpointLink};
use super::text::Html;
use crate::model::{Map, PromiseId};

/// A promise, with the touchpoints that make and keep it.
#[derive(Serialize)]
pub(super) struct PromiseRow {
    text: Html,
    made_at: TouchpointLink,
    kept_at: Vec<TouchpointLink>,
    /// The note that no touchpoint keeps it.
    gap: Option<String>,
}

/// Whether certainly nobody keeps a promise. While some map cannot be read, this is unknown.
pub(super) fn is_kept_by_nobody(context: &PageContext<'_>, kept_at: &[TouchpointLink]) -> bool {
    kept_at.is_empty() && context.language.graph.all_maps_readable()
}

/// The promises that a map makes, in the order of the journey, then those of other maps that it keeps.
pub(super) fn of_map(context: &PageContext<'_>, map: &Map) -> Vec<PromiseRow> {
    let site = context.site();
    let made = site.touchpoints(map.id).flat_map(|(id, touchpoint)| {
        (0..touchpoint.promises.len()).map(move |index| PromiseId { made_at: id, index: index as u32 })
    });
    let kept = map.touchpoints.iter().flat_map(|touchpoint| &touchpoint.delivers).map(|promise| promise.value);
    let mut promises: Vec<PromiseId> = made.collect();
    for promise in kept {
        if !promises.contains(&promise) {
            promises.push(promise);
        }
    }
    let row = |promise: PromiseId| {
        let keepers = context.language.graph.delivered_at(promise).iter();
        let kept_at: Vec<_> = keepers.map(|&keeper| context.touchpoint(keeper, Some(map))).collect();
        PromiseRow {
            text: promise_text(context, promise),
            made_at: context.touchpoint(promise.made_at, Some(map)),
            gap: context.gap_note("gap-kept").filter(|_| is_kept_by_nobody(context, &kept_at)),
            kept_at,
        }
    };
    promises.into_iter().map(row).collect()
}
