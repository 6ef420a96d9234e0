//! Numbers for things that have names. Resolving assigns them, and rejects what they would not fit, so that a number in a
//! [`Site`](super::Site) always leads to its thing.

/// The number of a [`Map`](super::Map) in [`Site::maps`](super::Site::maps).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MapId(pub u32);

/// A touchpoint: its map and its number in [`Map::touchpoints`](super::Map::touchpoints).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TouchpointId {
    /// The map.
    pub map: MapId,
    /// The number in it.
    pub index: u32,
}

/// A promise: the touchpoint that makes it and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PromiseId {
    /// Where it is made.
    pub made_at: TouchpointId,
    /// The number in that touchpoint's promises.
    pub index: u32,
}

/// The number of a [`Channel`](super::Channel) in [`Config::channels`](super::Config::channels).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChannelId(pub u32);

/// The number of a [`Segment`](super::Segment) in [`Config::segments`](super::Config::segments).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SegmentId(pub u32);

/// The number of a [`Role`](super::Role) in [`Config::roles`](super::Config::roles).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoleId(pub u32);
