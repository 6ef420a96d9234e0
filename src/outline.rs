//! What the maps of a workspace show of one another: as long as it stays the same, an edit of one map changes no page
//! of another.
//!
//! `watch` compares outlines. What is said at a touchpoint is not in them.

use std::array::from_fn;

use bytestring::ByteString;

use crate::model::*;

/// A map as others see it.
#[derive(Debug, PartialEq)]
pub struct Outline {
    /// What is on pages of other maps, and on pages of the whole site.
    pub shown: Shown,
    /// What is on pages of the whole site alone.
    pub listed: Listed,
}

/// What pages of other maps name, and the journey leads through.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    faulty: bool,
    outdated: bool,
    language: Tag,
    title: Wording,
    /// By [`Stage::index`] and [`Phase::index`].
    cells: [[CellShown; Phase::COUNT]; Stage::COUNT],
}

#[derive(Clone, Debug, PartialEq)]
struct CellShown {
    coverage: Coverage,
    touchpoints: Vec<TouchpointShown>,
}

#[derive(Clone, Debug, PartialEq)]
struct TouchpointShown {
    id: String,
    name: Wording,
    promises: Vec<(String, Option<Wording>)>,
    delivers: Vec<PromiseId>,
    leads_to: Option<Vec<(LinkEnd, Option<Wording>)>>,
}

/// What the pages of the whole site list of a map besides.
#[derive(Debug, PartialEq)]
pub struct Listed {
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
#[derive(Clone, Debug, PartialEq)]
struct Wording(Vec<(Tag, ByteString)>);

impl Outline {
    /// The outline of a map.
    pub fn of(map: &Map) -> Self {
        Self { shown: Shown::of(map), listed: Listed::of(map) }
    }
}

impl Shown {
    fn of(map: &Map) -> Self {
        let cell = |at| CellShown {
            coverage: map.coverage(at),
            touchpoints: map.touchpoints_in(at).iter().map(TouchpointShown::of).collect(),
        };
        Self {
            faulty: map.faulty,
            outdated: map.outdated,
            language: map.language.clone(),
            title: Wording::of(&map.title),
            cells: from_fn(|stage| {
                from_fn(|phase| cell(CellAt { stage: Stage::ALL[stage], phase: Phase::ALL[phase] }))
            }),
        }
    }
}

impl TouchpointShown {
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

impl Listed {
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
