//! What a series of builds of one workspace remembers, so that an edit costs what it changes and not what there is.
//!
//! Everything here is an answer kept beside what was asked: a file's text beside its bytes, a map beside its text, its
//! findings beside the map, its pages beside all that is written on them. What is asked again unchanged is not worked out
//! again; nothing else is ever taken for unchanged. A build without a memory and one with any memory give the same bytes, as
//! long as both know the same of what maps said that cannot be understood now.

use std::collections::HashMap;
use std::sync::Arc;

use bytes::Bytes;
use rayon::prelude::*;

use crate::checks;
use crate::diagnostic::Diagnostic;
use crate::graph::{self, Graph};
use crate::load::tree::{Comment, LongValue};
use crate::model::{Config, Map, Site, Tag};
use crate::render::{Page, PageMemory, last_readable};
use crate::resolve::{Connected, Draft};
use crate::source::{Source, Sources};
use crate::workspace::{File, FileKind, Workspace, same_bytes};

/// The memory of a series of builds. The default is that of a single one: it keeps nothing.
#[derive(Default)]
pub struct Memory {
    lasts: bool,
    texts: HashMap<String, KnownText>,
    /// What the numbers of files and maps, and every answer about them, stand on.
    ground: Option<Ground>,
    config: Option<Arc<(Config, Found)>>,
    /// By the number of the map, as all that follow.
    drafts: Vec<Option<KnownDraft>>,
    connected: Connected,
    journey: Option<KnownJourney>,
    findings: Vec<Option<KnownFindings>>,
    pages: PageMemory,
    /// What each map said when it could last be understood, by the path of its file.
    readable: HashMap<String, Readable>,
    /// What is known where that stands in for maps that cannot be understood now, as long as there are any.
    with_stand_ins: Option<Box<Memory>>,
}

/// The last text of a map that could be understood.
struct Readable {
    /// The text, if it was read in this series of builds.
    source: Option<Arc<Source>>,
    /// The file that keeps it.
    kept: Page,
}

/// A file that is text, beside its bytes.
#[derive(Clone)]
struct KnownText {
    bytes: Bytes,
    source: Arc<Source>,
}

/// What a map's file says, beside its text.
#[derive(Clone)]
struct KnownDraft {
    source: Arc<Source>,
    draft: Draft,
    found: Arc<Found>,
}

/// The journey, beside all that it is made from.
#[derive(Clone)]
struct KnownJourney {
    maps: Vec<Arc<Map>>,
    cases: Vec<Bytes>,
    languages: Vec<Tag>,
    graph: Arc<Graph>,
}

/// What is found in a map, beside what was looked at.
struct KnownFindings {
    map: Arc<Map>,
    own: Arc<Vec<Diagnostic>>,
    graph: Arc<Graph>,
    neighbours: Vec<Arc<Map>>,
    in_journey: Arc<Vec<Diagnostic>>,
}

/// What reading a file found beside what it says.
#[derive(Debug, Default)]
pub struct Found {
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
    /// The comments.
    pub comments: Vec<Comment>,
    /// The texts that go on over lines.
    pub long_values: Vec<LongValue>,
}

/// What every answer about a map stands on: which files there are, and all that they say that is no map's.
#[derive(Clone, PartialEq)]
struct Ground {
    files: Vec<(String, Option<Bytes>)>,
}

impl Ground {
    fn of(workspace: &Workspace) -> Self {
        let bytes = |file: &File| match file.kind {
            FileKind::Map | FileKind::Case => None,
            _ => Some(file.bytes.clone()),
        };
        Self { files: workspace.files.iter().map(|file| (file.path.clone(), bytes(file))).collect() }
    }
}

impl Memory {
    /// The memory of a series of builds, with nothing in it yet.
    pub fn lasting() -> Self {
        Self { lasts: true, ..Self::default() }
    }

    /// What is to be remembered of maps and what they refer to, if anything is.
    pub(crate) fn connected(&mut self) -> Option<&mut Connected> {
        self.lasts.then_some(&mut self.connected)
    }

    /// What is remembered of pages.
    pub(crate) fn pages(&mut self) -> &mut PageMemory {
        &mut self.pages
    }

    /// Forgets what another set of files, another configuration or other templates make doubtful.
    pub(crate) fn stand_on(&mut self, workspace: &Workspace) {
        if !self.lasts {
            return;
        }
        let ground = Ground::of(workspace);
        if self.ground.as_ref() != Some(&ground) {
            let (texts, readable) = (std::mem::take(&mut self.texts), std::mem::take(&mut self.readable));
            *self = Memory { texts, readable, ground: Some(ground), ..Memory::lasting() };
        }
        let is_there = |path: &String| workspace.files.binary_search_by(|file| file.path.cmp(path)).is_ok();
        self.texts.retain(|path, _| is_there(path));
        self.readable.retain(|path, _| is_there(path));
    }

    /// Keeps what every map says that can be understood, for when it cannot be.
    pub(crate) fn keep_readable(&mut self, site: &Site, sources: &Sources) {
        for map in site.sound_maps().filter(|_| self.lasts && !site.config.faulty) {
            let source = sources.shared(map.source);
            let is_known = |known: &Readable| known.source.as_ref().is_some_and(|known| Arc::ptr_eq(known, &source));
            if !self.readable.get(&source.path).is_some_and(is_known) {
                let kept = last_readable::page(&map.name, &source);
                self.readable.insert(source.path.clone(), Readable { source: Some(source), kept });
            }
        }
    }

    /// Keeps what a map said in an earlier series of builds, as the file `kept` has it.
    pub fn recall(&mut self, path: &str, kept: Page) {
        self.readable.insert(path.to_owned(), Readable { source: None, kept });
    }

    /// The file that keeps what the map in the file of that path said when it could last be understood.
    pub fn last_readable(&self, path: &str) -> Option<&Page> {
        self.readable.get(path).map(|readable| &readable.kept)
    }

    /// The memory of builds in which earlier texts stand in for maps that cannot be understood now. It begins with what
    /// is known without them.
    pub(crate) fn with_stand_ins(&mut self) -> &mut Memory {
        let Memory { lasts, texts, ground, config, drafts, connected, journey, with_stand_ins, .. } = self;
        let begun = || Memory {
            lasts: *lasts,
            texts: texts.clone(),
            ground: ground.clone(),
            config: config.clone(),
            drafts: drafts.clone(),
            connected: connected.clone(),
            journey: journey.clone(),
            ..Memory::default()
        };
        with_stand_ins.get_or_insert_with(|| begun().into())
    }

    /// Forgets what was known with earlier texts, since none stands in for a map any longer.
    pub(crate) fn forget_stand_ins(&mut self) {
        self.with_stand_ins = None;
    }

    /// The text of a file with these bytes, if it is known.
    pub(crate) fn text(&self, path: &str, bytes: &Bytes) -> Option<Arc<Source>> {
        let known = self.texts.get(path)?;
        same_bytes(&known.bytes, bytes).then(|| known.source.clone())
    }

    /// Keeps the text of a file.
    pub(crate) fn keep_text(&mut self, path: &str, bytes: &Bytes, source: Arc<Source>) {
        if !self.lasts {
            return;
        }
        self.texts.insert(path.to_owned(), KnownText { bytes: bytes.clone(), source });
    }

    /// The configuration, with what is found in it; `work_out` makes it where it is not known.
    pub(crate) fn config(&mut self, work_out: impl FnOnce() -> (Config, Found)) -> Arc<(Config, Found)> {
        let known = self.config.take().unwrap_or_else(|| work_out().into());
        self.config = self.lasts.then(|| known.clone());
        known
    }

    /// The draft of each of these texts; `work_out` makes those that are not known, on as many cores as there are.
    pub(crate) fn drafts<T: Send>(
        &mut self,
        texts: Vec<T>,
        source: impl Fn(&T) -> Arc<Source> + Sync,
        work_out: impl Fn(usize, T) -> (Draft, Found) + Sync,
    ) -> Vec<(Draft, Arc<Found>)> {
        let texts = texts.into_par_iter().enumerate();
        let work_out = |number, text| {
            let (draft, found) = work_out(number, text);
            (draft, Arc::new(found))
        };
        if !self.lasts {
            return texts.map(|(number, text)| work_out(number, text)).collect();
        }
        self.drafts.resize_with(texts.len(), || None);
        let known = texts.zip(&mut self.drafts).map(|((number, text), known)| {
            let source = source(&text);
            let (draft, found) = match known.take().filter(|known| Arc::ptr_eq(&known.source, &source)) {
                Some(known) => (known.draft, known.found),
                None => work_out(number, text),
            };
            *known = Some(KnownDraft { source, draft: draft.clone(), found: found.clone() });
            (draft, found)
        });
        known.collect()
    }

    /// The journey through a site.
    pub(crate) fn journey(&mut self, site: &Site, workspace: &Workspace) -> Arc<Graph> {
        let cases: Vec<Bytes> =
            workspace.files.iter().filter(|file| file.kind == FileKind::Case).map(|file| file.bytes.clone()).collect();
        let languages = site.config.languages.clone();
        // Without a configuration they are those of the maps, and one map's findings depend on all.
        if self.journey.as_ref().is_some_and(|known| known.languages != languages) {
            self.findings.clear();
        }
        let same = |known: &KnownJourney| {
            let maps = known.maps.iter().zip(&site.maps);
            known.languages == languages
                && known.cases == cases
                && known.maps.len() == site.maps.len()
                && maps.into_iter().all(|(one, other)| Arc::ptr_eq(one, other) || graph::same_journey(one, other))
        };
        let known = match self.journey.take().filter(same) {
            Some(known) => KnownJourney { maps: site.maps.clone(), ..known },
            None => KnownJourney { maps: site.maps.clone(), cases, languages, graph: Graph::new(site).into() },
        };
        self.journey.insert(known).graph.clone()
    }

    /// What the rules find in every map.
    pub(crate) fn findings(&mut self, site: &Site, graph: &Arc<Graph>) -> Vec<Arc<Vec<Diagnostic>>> {
        let rules = checks::wanted(&site.config);
        self.findings.resize_with(site.maps.len(), || None);
        let each = site.maps.par_iter().zip(&mut self.findings).map(|(map, known)| {
            let beside = graph.related_maps(map.id).iter();
            let beside: Vec<_> = beside.map(|&id| site.maps[id.0 as usize].clone()).collect();
            let same_graph = |known: &KnownFindings| Arc::ptr_eq(&known.graph, graph);
            let before = known.take().filter(|known| Arc::ptr_eq(&known.map, map));
            let own = before.as_ref().map(|known| known.own.clone());
            let own = own.unwrap_or_else(|| checks::of_map(&rules, &site.config, map, None).into());
            let before = before.filter(|known| same_graph(known) && same_maps(&known.neighbours, &beside));
            let in_journey = before.map(|known| known.in_journey);
            let in_journey = in_journey.unwrap_or_else(|| checks::in_journey(&rules, site, graph, map).into());
            *known = Some(KnownFindings {
                map: map.clone(),
                own: own.clone(),
                graph: graph.clone(),
                neighbours: beside,
                in_journey: in_journey.clone(),
            });
            [own, in_journey]
        });
        each.flatten_iter().collect()
    }
}

/// Whether these are the same maps, unchanged.
fn same_maps(some: &[Arc<Map>], others: &[Arc<Map>]) -> bool {
    some.len() == others.len() && some.iter().zip(others).all(|(one, other)| Arc::ptr_eq(one, other))
}

impl Found {
    /// Adds what else was found.
    pub fn join(&mut self, more: &Found) {
        self.findings.extend_from_slice(&more.findings);
        self.comments.extend_from_slice(&more.comments);
        self.long_values.extend_from_slice(&more.long_values);
    }
}
