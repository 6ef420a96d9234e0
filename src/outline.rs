//! What the maps of a workspace show of one another: as long as it stays the same, an edit of one map changes no page
//! of another.
//!
//! `watch` compares outlines, `build --outline` writes a mark of each for build programs; what is said at a touchpoint
//! is in neither. A mark is the same on every machine and for every release of the compiler.

use std::fmt::Write as _;

use serde::Serialize;

use crate::digest::Digest;
use crate::model::*;
use crate::source::{SourceId, Sources};
use crate::workspace::Workspace;

/// A map as others see it.
#[derive(Debug, PartialEq)]
pub struct Outline {
    /// What is on pages of other maps, and on pages of the whole site.
    pub shown: Shown,
    /// What is on pages of the whole site alone.
    pub listed: Listed,
}

/// What pages of other maps name, and the journey leads through.
#[derive(Debug, PartialEq, Serialize)]
pub struct Shown {
    faulty: bool,
    language: Tag,
    title: Wording,
    coverage: Vec<Coverage>,
    touchpoints: Vec<TouchpointShown>,
}

#[derive(Debug, PartialEq, Serialize)]
struct TouchpointShown {
    id: String,
    code: String,
    name: Wording,
    promises: Vec<(String, Wording)>,
    delivers: Vec<PromiseId>,
    leads_to: Option<Vec<(LinkEnd, Wording)>>,
}

/// What the pages of the whole site list of a map besides.
#[derive(Debug, PartialEq)]
pub struct Listed {
    summary: Wording,
    customer: Wording,
    responsibilities: Vec<Wording>,
    /// Who plays each touchpoint.
    players: Vec<Option<RoleId>>,
    /// The roles that the map names.
    pub roles: Vec<RoleId>,
    /// Whether it has a take to contrast.
    pub has_scenes: bool,
}

/// What the rules follow from map to map besides: it is on no page of another map, but what they find there may be.
#[derive(Serialize)]
struct Followed<'a> {
    /// With what customers leave each touchpoint.
    perceptions: Vec<Option<Perception>>,
    /// The whole text of a map that cannot be understood: any id in it may be what others refer to.
    faulty_text: Option<&'a str>,
}

/// A text without its places.
type Wording = Vec<(Tag, String)>;

impl Outline {
    /// The outline of a map.
    pub fn of(map: &Map) -> Self {
        Self { shown: Shown::of(map), listed: Listed::of(map) }
    }
}

impl Shown {
    fn of(map: &Map) -> Self {
        Self {
            faulty: map.faulty,
            language: map.language.clone(),
            title: wording(&map.title),
            coverage: CellAt::all().map(|at| map.coverage(at)).collect(),
            touchpoints: map.touchpoints.iter().map(TouchpointShown::of).collect(),
        }
    }
}

impl TouchpointShown {
    fn of(touchpoint: &Touchpoint) -> Self {
        let link = |link: &Link| (link.to, maybe(&link.because));
        let promise = |promise: &Promise| (promise.id.value.clone(), maybe(&promise.text));
        Self {
            id: touchpoint.id.value.clone(),
            code: touchpoint.code(),
            name: wording(&touchpoint.name),
            promises: touchpoint.promises.iter().map(promise).collect(),
            delivers: touchpoint.delivers.iter().map(|promise| promise.value).collect(),
            leads_to: touchpoint.leads_to.as_ref().map(|links| links.value.iter().map(link).collect()),
        }
    }
}

impl Listed {
    fn of(map: &Map) -> Self {
        let player = |touchpoint: &Touchpoint| touchpoint.role.as_ref().map(|role| role.value);
        Self {
            summary: maybe(&map.summary),
            customer: maybe(&map.customer),
            responsibilities: map.responsibilities.iter().flatten().map(maybe).collect(),
            players: map.touchpoints.iter().map(player).collect(),
            roles: map.roles().into_iter().collect(),
            has_scenes: map.touchpoints.iter().flat_map(|one| &one.dialogues).any(|scene| scene.take == Take::Bad),
        }
    }
}

impl<'a> Followed<'a> {
    fn of(map: &Map, sources: &'a Sources) -> Self {
        let left_with = |touchpoint: &Touchpoint| touchpoint.leaves_with().map(|perception| perception.value);
        Self {
            perceptions: map.touchpoints.iter().map(left_with).collect(),
            faulty_text: map.faulty.then(|| &*sources.get(map.source).text),
        }
    }
}

fn wording(text: &Text) -> Wording {
    text.versions.iter().map(|(tag, version)| (tag.clone(), version.value.to_string())).collect()
}

fn maybe(text: &Option<Text>) -> Wording {
    text.as_ref().map(wording).unwrap_or_default()
}

/// The outline of a workspace for build programs: a line for each file, with its path, and with the mark of a map or a
/// case. What the pages of the whole site list is not in it: those are made again with every edit.
pub fn text(workspace: &Workspace, site: &Site, sources: &Sources) -> String {
    let path = |source: SourceId| sources.get(source).path.as_str();
    let of_maps = site.maps.iter().map(|map| (path(map.source), mark(&(Shown::of(map), Followed::of(map, sources)))));
    let of_cases = site.cases.iter().map(|case| (path(case.source), mark(&(case.faulty, places(case)))));
    let mut marks: Vec<(&str, Digest)> = of_maps.chain(of_cases).collect();
    marks.sort_unstable_by_key(|(path, _)| *path);
    let mut text = String::new();
    for file in &workspace.files {
        // Writing into a string does not fail.
        _ = match marks.binary_search_by_key(&file.path.as_str(), |(path, _)| path) {
            Ok(found) => writeln!(text, "{} {}", file.path, marks[found].1),
            Err(_) => writeln!(text, "{}", file.path),
        };
    }
    text
}

fn places(case: &Case) -> Vec<TouchpointId> {
    case.touchpoints.iter().map(|touchpoint| touchpoint.value).collect()
}

/// JSON has a fixed form, in which every value is told from the next.
fn mark(shown: &impl Serialize) -> Digest {
    // Writing lists and texts into memory does not fail.
    Digest::of(&serde_json::to_vec(shown).unwrap_or_default())
}
