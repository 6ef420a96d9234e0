//! Where cases happened, looked up by the place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::case::Case;
use super::ids::{MapId, TouchpointId};

/// Which cases happened where. Cases go by their numbers in [`Site::cases`](super::Site::cases), those with faults too.
#[derive(Clone, Debug, Default)]
pub struct CasePlaces {
    at: BTreeMap<TouchpointId, BTreeSet<usize>>,
    /// Whether a fault hides the place of some case.
    hidden: bool,
}

impl CasePlaces {
    /// The places of these cases.
    pub fn of(cases: &[Arc<Case>]) -> Self {
        let mut places = Self::default();
        for (number, case) in cases.iter().enumerate() {
            for touchpoint in &case.touchpoints {
                places.at.entry(touchpoint.value).or_default().insert(number);
            }
            places.hidden |= case.faulty && case.touchpoints.is_empty();
        }
        places
    }

    /// The cases that happened at a touchpoint.
    pub fn at(&self, id: TouchpointId) -> impl Iterator<Item = usize> {
        self.at.get(&id).into_iter().flatten().copied()
    }

    /// The cases that happened at some touchpoint of a map, each once.
    pub fn in_map(&self, map: MapId) -> BTreeSet<usize> {
        let [first, last] = [0, u32::MAX].map(|index| TouchpointId { map, index });
        self.at.range(first..=last).flat_map(|(_, cases)| cases).copied().collect()
    }

    /// Whether a fault hides where some case happened: that may be anywhere.
    pub fn some_are_hidden(&self) -> bool {
        self.hidden
    }
}
