//! Finds the maps that depend on each other: a finding or a page of one may depend on the content of the other.

use std::collections::BTreeSet;

use super::MAX_REPORTED_LOOP_MEMBERS;
use crate::model::*;

/// For each map the others that it shares a link, a promise, a period, a case, or one of these endless loops with.
pub(super) fn related_maps(site: &Site, endless_loops: &[Vec<TouchpointId>]) -> Vec<Vec<MapId>> {
    let mut related = vec![BTreeSet::new(); site.maps.len()];
    let mut relate = |one: MapId, other: MapId| {
        if one != other {
            related[one.0 as usize].insert(other);
            related[other.0 as usize].insert(one);
        }
    };
    for map in &site.maps {
        let lived_at = map.lifecycle.iter().flat_map(|period| &period.touchpoints);
        lived_at.for_each(|touchpoint| relate(map.id, touchpoint.value.map));
        for touchpoint in &map.touchpoints {
            for link in touchpoint.leads_to.iter().flat_map(|links| &links.value) {
                if let LinkEnd::Touchpoint(to) = link.to {
                    relate(map.id, to.map);
                }
            }
            touchpoint.delivers.iter().for_each(|promise| relate(map.id, promise.value.made_at.map));
        }
    }
    let of_cases =
        site.cases.iter().map(|case| case.touchpoints.iter().map(|touchpoint| touchpoint.value.map).collect());
    let of_loops = endless_loops
        .iter()
        .map(|members| members.iter().take(MAX_REPORTED_LOOP_MEMBERS).map(|member| member.map).collect());
    for together in of_cases.chain(of_loops) {
        let together: BTreeSet<MapId> = together;
        together.iter().for_each(|&one| together.range(one..).for_each(|&other| relate(one, other)));
    }
    related.into_iter().map(|maps| maps.into_iter().collect()).collect()
}
