//! Lanes side by side in a gutter or a channel: two stretches in one lane never meet.

use std::collections::BTreeMap;

/// The distance from lane to lane.
pub(super) const LANE: i32 = 8;

/// How many of the innermost lanes are tried before a new one is opened, which keeps large maps fast.
const MAX_TRIED: usize = 48;

/// The lanes of one gutter or channel, from the innermost.
#[derive(Default)]
pub(super) struct Lanes(Vec<BTreeMap<i32, i32>>);

impl Lanes {
    /// Takes the innermost lane in which the stretch from `start` to `end` keeps `apart` from all others; returns its number.
    pub fn take(&mut self, start: i32, end: i32, apart: i32) -> usize {
        let free = |lane: &BTreeMap<i32, i32>| {
            let before = lane.range(..end + apart).next_back();
            before.is_none_or(|(_, &taken_to)| taken_to + apart <= start)
        };
        let number = self.0.iter().take(MAX_TRIED).position(free).unwrap_or(self.0.len());
        if number == self.0.len() {
            self.0.push(BTreeMap::new());
        }
        self.0[number].insert(start, end);
        number
    }

    /// How many lanes are in use.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_share_a_lane_only_where_they_keep_apart() {
        let mut lanes = Lanes::default();
        assert_eq!(lanes.take(0, 40, 8), 0);
        assert_eq!(lanes.take(44, 60, 8), 1, "too close to the first");
        assert_eq!(lanes.take(48, 60, 8), 0, "far enough from the first");
        assert_eq!(lanes.take(-20, -8, 8), 0, "far enough before the first");
        assert_eq!(lanes.take(-100, 100, 8), 2, "across all of them");
    }
}
