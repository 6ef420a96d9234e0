//! Gathers the content of a graph export: touchpoints of one map or of all, junctions of implied steps, and links.

use std::collections::BTreeSet;

use crate::graph::{Graph, ImpliedStep, LinkKind};
use crate::model::*;

/// The content of an export.
pub(super) struct GraphExport<'a> {
    pub site: &'a Site,
    /// The maps, in the site's order.
    pub maps: Vec<&'a Map>,
    /// Touchpoints of other maps that links lead to, in the site's order.
    pub other_touchpoints: Vec<TouchpointId>,
    /// The implied steps, each with its map.
    pub junctions: Vec<Junction<'a>>,
    /// The written links, in the order of the maps.
    pub links: Vec<WrittenLink<'a>>,
}

/// An implied step of a map: from every touchpoint of a cell that says nothing else to every touchpoint of the next.
pub(super) struct Junction<'a> {
    pub map: &'a Map,
    pub step: ImpliedStep,
    /// The touchpoints that say nothing else.
    pub sources: Vec<TouchpointId>,
}

impl Junction<'_> {
    pub fn targets(&self) -> impl Iterator<Item = TouchpointId> {
        self.map.ids_in(self.step.to)
    }
}

/// A link as its author wrote it.
pub(super) struct WrittenLink<'a> {
    pub from: TouchpointId,
    /// The other end and the kind of step; `None` where the map there cannot be understood.
    pub to: Option<(TouchpointId, LinkKind)>,
    pub because: Option<&'a Text>,
}

impl WrittenLink<'_> {
    /// Whether it is a jump, which needs a reason.
    pub fn is_jump(&self) -> bool {
        matches!(self.to, Some((_, LinkKind::Jump)))
    }
}

impl<'a> GraphExport<'a> {
    /// Gathers the content of the map `only`, or of every readable map.
    pub fn new(site: &'a Site, graph: &Graph, only: Option<&'a Map>) -> Self {
        let maps: Vec<&Map> = match only {
            Some(map) => vec![map],
            None => site.readable_maps().collect(),
        };
        let (mut junctions, mut links) = (Vec::new(), Vec::new());
        for &map in &maps {
            for step in graph.implied_steps(map) {
                let silent = |id: &TouchpointId| site.touchpoint(*id).leads_to.is_none();
                junctions.push(Junction { map, step, sources: map.ids_in(step.from).filter(silent).collect() });
            }
            for (from, touchpoint) in site.touchpoints(map.id) {
                for link in touchpoint.leads_to.iter().flat_map(|links| &links.value) {
                    let to = match link.to {
                        LinkEnd::Touchpoint(to) => Some((to, LinkKind::of(site, from, to))),
                        LinkEnd::Unreadable => None,
                    };
                    links.push(WrittenLink { from, to, because: link.because.as_ref() });
                }
            }
        }
        let shown: BTreeSet<MapId> = maps.iter().map(|map| map.id).collect();
        let inside = |id: TouchpointId| shown.contains(&id.map);
        let ends = links.iter().filter_map(|link| link.to).map(|(to, _)| to);
        let mut other_touchpoints: Vec<TouchpointId> = ends.filter(|&to| !inside(to)).collect();
        other_touchpoints.sort();
        other_touchpoints.dedup();
        Self { site, maps, other_touchpoints, junctions, links }
    }
}

/// The name of a touchpoint's node: made of numbers, so that it is safe in every format.
pub(super) fn node(id: TouchpointId) -> String {
    format!("m{}_t{}", id.map.0, id.index)
}

/// The name of the node of an implied step.
pub(super) fn junction_node(junction: &Junction<'_>) -> String {
    format!("m{}_{}", junction.map.id.0, junction.step.from.code())
}
