//! Which maps have to do with each other: what is found in one, or shown on its pages, may stand on the other.

use std::collections::BTreeSet;

use super::MEMBERS_TOLD;
use crate::model::*;

/// For each map the others that it has to do with: by a link, a promise or a case, from it or to it, and those that are
/// told of with it on the same of these endless loops.
pub(super) fn of_maps(site: &Site, endless_loops: &[Vec<TouchpointId>]) -> Vec<Vec<MapId>> {
    let mut neighbours = vec![BTreeSet::new(); site.maps.len()];
    let mut meet = |one: MapId, other: MapId| {
        if one != other {
            neighbours[one.0 as usize].insert(other);
            neighbours[other.0 as usize].insert(one);
        }
    };
    for map in &site.maps {
        for touchpoint in &map.touchpoints {
            for link in touchpoint.leads_to.iter().flat_map(|links| &links.value) {
                if let LinkEnd::Touchpoint(to) = link.to {
                    meet(map.id, to.map);
                }
            }
            touchpoint.delivers.iter().for_each(|promise| meet(map.id, promise.value.made_at.map));
        }
    }
    let of_cases =
        site.cases.iter().map(|case| case.touchpoints.iter().map(|touchpoint| touchpoint.value.map).collect());
    let of_loops =
        endless_loops.iter().map(|members| members.iter().take(MEMBERS_TOLD).map(|member| member.map).collect());
    for together in of_cases.chain(of_loops) {
        let together: BTreeSet<MapId> = together;
        together.iter().for_each(|&one| together.range(one..).for_each(|&other| meet(one, other)));
    }
    neighbours.into_iter().map(|maps| maps.into_iter().collect()).collect()
}
