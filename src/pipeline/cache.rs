//! The cache for a series of builds in one process: what was read, found and rendered.
//!
//! A [`Memo`] keeps every value with its inputs. All values also depend on the [`Surroundings`], which no inputs
//! repeat: the cache is emptied when these change.

use std::sync::Arc;

use bytes::Bytes;

use super::Options;
use super::last_readable::ReadableTexts;
use super::names_as_written::ChineseNames;
use super::read::ReadFindings;
use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::interface::{InterfaceCache, Interfaces};
use crate::memo::{Memo, Shared};
use crate::model::{Case, Config, Map, MapId, Site, Tag, TouchpointId};
use crate::render::RenderCache;
use crate::resolve::{Draft, MapCache};
use crate::source::{Source, SourceId};
use crate::workspace::{FileKind, Workspace, same_bytes};

/// What earlier builds leave for later ones. The default is for a single build and keeps nothing.
#[derive(Default)]
pub struct BuildCache {
    surroundings: Option<Surroundings>,
    pub(super) read: ReadCache,
    pub(super) found: FoundCache,
    pub(super) rendered: RenderCache,
    pub(super) readable: ReadableTexts,
}

/// The list of files, with the bytes of all that are neither map nor case. The ids of files and maps follow from it, so
/// that they stay the same as long as this does.
#[derive(PartialEq)]
struct Surroundings {
    files: Vec<(String, FileKind, Option<FileBytes>)>,
}

/// A map by itself, and what reading it found.
type DraftWithFindings = (Draft, Arc<ReadFindings>);

/// What was read from files. The bool in a key is true where an earlier text stands in for a map that cannot be read,
/// so that values of both texts are kept.
#[derive(Default)]
pub(super) struct ReadCache {
    /// By path; none for a file that is not text.
    pub texts: Memo<(String, bool), FileBytes, Option<Arc<Source>>>,
    pub chinese_names: ChineseNames,
    pub config: Memo<(), (), Arc<(Config, ReadFindings)>>,
    pub drafts: Memo<(SourceId, bool), Shared<Source>, DraftWithFindings>,
    pub maps: MapCache,
    cases: Memo<CaseKey, (), Arc<Case>>,
    pub interfaces: InterfaceCache,
    graphs: Memo<bool, GraphInputs, Arc<Graph>>,
}

/// A case in one of its states; each is kept.
#[derive(PartialEq, Eq, Hash)]
struct CaseKey {
    source: SourceId,
    is_beside_outdated: bool,
    has_personal_data: bool,
}

/// The inputs of the graph.
#[derive(PartialEq)]
struct GraphInputs {
    maps: Shared<Interfaces>,
    case_places: Vec<Vec<TouchpointId>>,
}

/// The findings in each map.
#[derive(Default)]
pub(super) struct FoundCache {
    pub of_map: Memo<MapId, MapCheckInputs, Arc<[Diagnostic]>>,
    pub in_journey: Memo<MapId, JourneyCheckInputs, Arc<[Diagnostic]>>,
}

/// The inputs of the rules that look at one map alone.
#[derive(PartialEq)]
pub(super) struct MapCheckInputs {
    map: Shared<Map>,
    languages: Vec<Tag>,
    options: Options,
}

/// The inputs of the rules that look at a map in the journey.
#[derive(PartialEq)]
pub(super) struct JourneyCheckInputs {
    map: MapCheckInputs,
    graph: Shared<Graph>,
    neighbours: Vec<Shared<Map>>,
    cases: Vec<Shared<Case>>,
    are_some_cases_hidden: bool,
}

/// The bytes of a file. Those of an unchanged file mostly share their memory, which makes comparing cheap.
#[derive(Clone)]
pub(super) struct FileBytes(pub Bytes);

impl PartialEq for FileBytes {
    fn eq(&self, other: &Self) -> bool {
        same_bytes(&self.0, &other.0)
    }
}

impl BuildCache {
    /// The cache of a series of builds, with nothing in it yet.
    pub fn keeping() -> Self {
        Self {
            surroundings: None,
            read: ReadCache::keeping(),
            found: FoundCache { of_map: Memo::keeping(), in_journey: Memo::keeping() },
            rendered: RenderCache::keeping(),
            readable: ReadableTexts::keeping(),
        }
    }

    /// Drops what the last build did not use; if the surroundings changed, drops everything but texts.
    pub(super) fn begin_build(&mut self, workspace: &Workspace) {
        if !self.read.texts.keeps() {
            return;
        }
        let surroundings = Some(Surroundings::of(workspace));
        if self.surroundings != surroundings {
            let texts = std::mem::take(&mut self.read.texts);
            let readable = std::mem::take(&mut self.readable);
            let read = ReadCache { texts, ..ReadCache::keeping() };
            *self = Self { surroundings, read, readable, ..Self::keeping() };
        }
        self.readable.keep_only(workspace);
        self.read.end_build();
        self.found.of_map.end_build();
        self.found.in_journey.end_build();
        self.rendered.end_build();
    }
}

impl BuildCache {
    /// Marks the case of that number as one with personal data.
    pub(super) fn withhold_case(&self, site: &mut Site, number: usize) {
        let case = Case { has_personal_data: true, ..Case::clone(&site.cases[number]) };
        site.cases[number] = self.read.case(site, case.into());
    }
}

impl Surroundings {
    fn of(workspace: &Workspace) -> Self {
        let files = workspace.files.iter().map(|file| {
            let is_read_alone = matches!(file.kind, FileKind::Map | FileKind::Case);
            (file.path.clone(), file.kind, (!is_read_alone).then(|| FileBytes(file.bytes.clone())))
        });
        Self { files: files.collect() }
    }
}

impl ReadCache {
    fn keeping() -> Self {
        Self {
            texts: Memo::keeping(),
            chinese_names: Memo::keeping(),
            config: Memo::keeping(),
            drafts: Memo::keeping(),
            maps: MapCache::keeping(),
            cases: Memo::keeping(),
            interfaces: InterfaceCache::keeping(),
            graphs: Memo::keeping(),
        }
    }

    fn end_build(&mut self) {
        self.texts.end_build();
        self.chinese_names.end_build();
        self.config.end_build();
        self.drafts.end_build();
        self.maps.end_build();
        self.cases.end_build();
        self.interfaces.end_build();
        self.graphs.end_build();
    }

    /// Replaces each case by an equal one of the last build, so that later caches can compare pointers.
    pub fn reuse_cases(&self, site: &mut Site) {
        if self.cases.keeps() {
            site.cases = site.cases.iter().map(|case| self.case(site, case.clone())).collect();
        }
    }

    fn case(&self, site: &Site, case: Arc<Case>) -> Arc<Case> {
        let is_outdated = |touchpoint: &TouchpointId| site.map(touchpoint.map).outdated;
        let key = CaseKey {
            source: case.source,
            is_beside_outdated: case.touchpoints.iter().any(|touchpoint| is_outdated(&touchpoint.value)),
            has_personal_data: case.has_personal_data,
        };
        self.cases.unchanged(key, case)
    }

    /// The journey through a site.
    pub fn graph(&self, site: &Site) -> Arc<Graph> {
        let inputs = || GraphInputs {
            maps: Shared(self.interfaces.of(site)),
            case_places: site
                .cases
                .iter()
                .map(|case| case.touchpoints.iter().map(|place| place.value).collect())
                .collect(),
        };
        self.graphs.get(site.shows_outdated(), inputs, || Graph::new(site).into())
    }
}

impl MapCheckInputs {
    pub fn of(site: &Site, map: &Arc<Map>, options: Options) -> Self {
        Self { map: Shared::of(map), languages: site.config.languages.clone(), options }
    }
}

impl JourneyCheckInputs {
    pub fn of(site: &Site, graph: &Arc<Graph>, map: &Arc<Map>, options: Options) -> Self {
        let neighbours = graph.related_maps(map.id).iter().map(|id| Shared::of(&site.maps[id.0 as usize]));
        let cases = site.case_places.in_map(map.id).into_iter().map(|number| Shared::of(&site.cases[number]));
        Self {
            map: MapCheckInputs::of(site, map, options),
            graph: Shared::of(graph),
            neighbours: neighbours.collect(),
            cases: cases.collect(),
            are_some_cases_hidden: site.case_places.some_are_hidden(),
        }
    }
}
