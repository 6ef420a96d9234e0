//! What a map shows to other maps and to the pages of the whole site. As long as it stays the same, an edit of the map
//! changes no page of another; what is said at a touchpoint is not in it.

use std::array::from_fn;
use std::sync::Arc;

use bytestring::ByteString;

use crate::memo::{Memo, Shared};
use crate::model::*;

/// What a map shows to others. The graph and the pages of other maps read nothing else of it.
#[derive(Debug, PartialEq)]
pub struct MapInterface {
    faulty: bool,
    outdated: bool,
    language: Tag,
    title: Wording,
    /// By [`Stage::index`] and [`Phase::index`].
    cells: [[CellInterface; Phase::COUNT]; Stage::COUNT],
    /// What pages of the whole site alone show.
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
    /// Who plays each touchpoint.
    players: Vec<Option<RoleId>>,
    /// The roles that the map names.
    pub roles: Vec<RoleId>,
    /// Whether it has a take to contrast.
    pub has_scenes: bool,
}

/// A text without its places.
#[derive(Debug, PartialEq)]
struct Wording(Vec<(Tag, ByteString)>);

/// What each map of a site shows to others, by its number.
pub type Interfaces = Vec<Shared<MapInterface>>;

/// What maps showed to others in the last build. An interface that is still equal stays the very same.
#[derive(Default)]
pub struct InterfaceCache {
    /// By the map, and whether an earlier text stands in for it, as in the next.
    of_map: Memo<(MapId, bool), Shared<Map>, Arc<MapInterface>>,
    equal: Memo<(MapId, bool), (), Arc<MapInterface>>,
    of_site: Memo<bool, (), Arc<Interfaces>>,
}

impl InterfaceCache {
    /// Keeps interfaces from build to build.
    pub fn keeping() -> Self {
        Self { of_map: Memo::keeping(), equal: Memo::keeping(), of_site: Memo::keeping() }
    }

    /// What each map of a site shows to others.
    pub fn of(&self, site: &Site) -> Arc<Interfaces> {
        let of_map = |map: &Arc<Map>| {
            let key = (map.id, map.outdated);
            let interface = || self.equal.unchanged(key, MapInterface::of(map).into());
            Shared(self.of_map.get(key, || Shared::of(map), interface))
        };
        let of_site: Interfaces = site.maps.iter().map(of_map).collect();
        self.of_site.unchanged(site.shows_outdated(), of_site.into())
    }

    /// Drops what the last build has not used.
    pub fn end_build(&mut self) {
        self.of_map.end_build();
        // `equal` is asked for changed maps alone, and holds one value a map.
        self.of_site.end_build();
    }
}

impl MapInterface {
    /// What a map shows to others.
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
            has_scenes: map.touchpoints.iter().flat_map(|one| &one.dialogues).any(|scene| scene.take == Take::Bad),
        }
    }
}

impl Wording {
    fn of(text: &Text) -> Self {
        Self(text.versions().iter().map(|(tag, version)| (tag.clone(), version.value.clone())).collect())
    }
}
