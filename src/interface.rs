//! The part of a map that the graph, other maps and pages of the whole site use. An edit that leaves it equal changes
//! no page of another map; most of a touchpoint is not in it.

use std::array::from_fn;
use std::sync::Arc;

use bytestring::ByteString;

use crate::memo::{Memo, Shared};
use crate::model::*;

/// The interface of a map. The graph and the pages of other maps read nothing else of it.
#[derive(Debug, PartialEq)]
pub struct MapInterface {
    faulty: bool,
    outdated: bool,
    language: Tag,
    title: Wording,
    /// By [`Stage::index`] and [`Phase::index`].
    cells: [[CellInterface; Phase::COUNT]; Stage::COUNT],
    /// What only pages of the whole site show.
    pub listed: SiteListing,
}

#[derive(Debug, PartialEq)]
struct CellInterface {
    coverage: Coverage,
    touchpoints: Vec<TouchpointInterface>,
}

#[derive(Debug, PartialEq)]
struct TouchpointInterface {
    id: String,
    name: Wording,
    segments: Vec<SegmentId>,
    promises: Vec<(String, Option<Wording>)>,
    delivers: Vec<PromiseId>,
    leads_to: Option<Vec<(LinkEnd, Option<Wording>)>>,
}

/// What the pages of the whole site list of a map.
#[derive(Debug, PartialEq)]
pub struct SiteListing {
    summary: Option<Wording>,
    customer: Option<Wording>,
    responsibilities: Vec<Option<Wording>>,
    /// The role of each touchpoint.
    players: Vec<Option<RoleId>>,
    /// The roles that the map names.
    pub roles: Vec<RoleId>,
    /// Whether the trainer's page has scenes of it.
    pub has_scenes: bool,
    /// Whether complaints come in at one of its touchpoints.
    takes_complaints: bool,
    /// Whether the page of service quality has something of it.
    tells_of_quality: bool,
    /// Whether that page may tell trainers of a gap in it.
    can_leave_gaps: bool,
}

/// A text without its places.
#[derive(Debug, PartialEq)]
struct Wording(Vec<(Tag, ByteString)>);

/// The interface of each map, by [`MapId`].
pub type Interfaces = Vec<Shared<MapInterface>>;

/// The interfaces of the last build. An equal interface keeps its [`Arc`], so that later caches can compare pointers.
#[derive(Default)]
pub struct InterfaceCache {
    /// By map, and whether an earlier text stands in for it; so is `equal`.
    of_map: Memo<(MapId, bool), Shared<Map>, Arc<MapInterface>>,
    equal: Memo<(MapId, bool), (), Arc<MapInterface>>,
    of_site: Memo<bool, (), Arc<Interfaces>>,
}

impl InterfaceCache {
    /// Keeps interfaces from build to build.
    pub fn keeping() -> Self {
        Self { of_map: Memo::keeping(), equal: Memo::keeping(), of_site: Memo::keeping() }
    }

    /// The interfaces of the maps of a site.
    pub fn of(&self, site: &Site) -> Arc<Interfaces> {
        let of_map = |map: &Arc<Map>| {
            let key = (map.id, map.outdated);
            let interface = || self.equal.unchanged(key, MapInterface::of(map).into());
            Shared(self.of_map.get(key, || Shared::of(map), interface))
        };
        let of_site: Interfaces = site.maps.iter().map(of_map).collect();
        self.of_site.unchanged(site.shows_outdated(), of_site.into())
    }

    /// Drops the interfaces that the last build did not use.
    pub fn end_build(&mut self) {
        self.of_map.end_build();
        // `equal` is used for changed maps alone, so it must keep the others; it holds one value for each map.
        self.of_site.end_build();
    }
}

impl MapInterface {
    /// The interface of a map.
    pub fn of(map: &Map) -> Self {
        let cell = |at| CellInterface {
            coverage: map.coverage(at),
            touchpoints: map.touchpoints_in(at).iter().map(TouchpointInterface::of).collect(),
        };
        Self {
            faulty: map.faulty,
            outdated: map.outdated,
            language: map.language.clone(),
            title: Wording::of(&map.title),
            cells: from_fn(|stage| {
                from_fn(|phase| cell(CellAt { stage: Stage::ALL[stage], phase: Phase::ALL[phase] }))
            }),
            listed: SiteListing::of(map),
        }
    }
}

impl TouchpointInterface {
    fn of(touchpoint: &Touchpoint) -> Self {
        let link = |link: &Link| (link.to, link.because.as_ref().map(Wording::of));
        let promise = |promise: &Promise| (promise.id.value.clone(), promise.text.as_ref().map(Wording::of));
        Self {
            id: touchpoint.id.value.clone(),
            name: Wording::of(&touchpoint.name),
            segments: touchpoint.segments.iter().map(|segment| segment.value).collect(),
            promises: touchpoint.promises.iter().map(promise).collect(),
            delivers: touchpoint.delivers.iter().map(|promise| promise.value).collect(),
            leads_to: touchpoint.leads_to.as_ref().map(|links| links.value.iter().map(link).collect()),
        }
    }
}

impl SiteListing {
    fn of(map: &Map) -> Self {
        let wording = |text: &Option<Text>| text.as_ref().map(Wording::of);
        let player = |touchpoint: &Touchpoint| touchpoint.role.as_ref().map(|role| role.value);
        Self {
            summary: wording(&map.summary),
            customer: wording(&map.customer),
            responsibilities: map.responsibilities.iter().flatten().map(wording).collect(),
            players: map.touchpoints.iter().map(player).collect(),
            roles: map.roles().into_iter().collect(),
            takes_complaints: map.touchpoints.iter().any(|one| one.complaint.is_some()),
            tells_of_quality: tells_of_quality(map),
            can_leave_gaps: can_leave_gaps(map),
            has_scenes: map.touchpoints.iter().flat_map(|one| &one.dialogues).any(|scene| scene.take == Take::Bad),
        }
    }
}

/// Whether a map names dimensions of service quality, or what its measures tell of.
pub fn tells_of_quality(map: &Map) -> bool {
    let tells = |touchpoint: &Touchpoint| {
        !touchpoint.quality.is_empty() || touchpoint.measures.iter().any(|measure| measure.kind.is_some())
    };
    map.touchpoints.iter().any(tells)
}

/// Whether a map says what customers expect, or what is promised to them: only then something can fall short of it.
pub fn can_leave_gaps(map: &Map) -> bool {
    let says = |touchpoint: &Touchpoint| {
        let Touchpoint { expects, standards, expectation, promises, .. } = touchpoint;
        !expects.is_empty() || !standards.is_empty() || expectation.is_some() || !promises.is_empty()
    };
    map.touchpoints.iter().any(says)
}

impl Wording {
    fn of(text: &Text) -> Self {
        Self(text.versions().iter().map(|(tag, version)| (tag.clone(), version.value.clone())).collect())
    }
}
