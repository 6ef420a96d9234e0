//! Lets pages show the last readable text of maps that cannot be read now. Findings stay those of the present.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use bytes::Bytes;

use super::cache::BuildCache;
use super::read::{self, Resolved, whole_yaml};
use super::reading::{Reading, Shown};
use crate::diagnostic::Diagnostic;
use crate::load;
use crate::load::raw::RawMap;
use crate::model::{Case, Map, Site};
use crate::render::{Page, last_readable};
use crate::resolve::StandIns;
use crate::source::{Source, SourceId, Sources};
use crate::workspace::Workspace;

/// The last readable text of each map, by the path of its file.
#[derive(Default)]
pub(super) struct ReadableTexts {
    keeps: bool,
    texts: HashMap<String, Readable>,
}

struct Readable {
    /// The text, if this process read it; none if an earlier process left the file.
    source: Option<Arc<Source>>,
    /// The file that keeps it.
    file: Page,
}

impl ReadableTexts {
    /// Keeps texts from build to build.
    pub fn keeping() -> Self {
        Self { keeps: true, ..Self::default() }
    }

    /// Drops the texts of files that are gone.
    pub fn keep_only(&mut self, workspace: &Workspace) {
        let is_there = |path: &String| workspace.files.binary_search_by(|file| file.path.cmp(path)).is_ok();
        self.texts.retain(|path, _| is_there(path));
    }

    /// Keeps the text of every map without faults.
    pub fn keep(&mut self, site: &Site, sources: &Sources) {
        for map in site.readable_maps().filter(|_| self.keeps && !site.config.faulty) {
            let source = sources.shared(map.source);
            let is_known = |known: &Readable| known.source.as_ref().is_some_and(|known| Arc::ptr_eq(known, &source));
            if !self.texts.get(&source.path).is_some_and(is_known) {
                let file = last_readable::page(&map.name, &source);
                self.texts.insert(source.path.clone(), Readable { source: Some(source), file });
            }
        }
    }
}

impl BuildCache {
    /// Keeps the last readable text that an earlier process left in a file.
    pub fn keep_last_readable(&mut self, path: &str, file: Page) {
        self.readable.texts.insert(path.to_owned(), Readable { source: None, file });
    }

    /// The file with the last readable text of the map at `path`.
    pub fn last_readable(&self, path: &str) -> Option<&Page> {
        self.readable.texts.get(path).map(|readable| &readable.file)
    }
}

/// Lets the pages of a reading show the last readable text of each map that cannot be read now, where one is kept.
pub fn show_last_readable(reading: &mut Reading, workspace: &Workspace, cache: &BuildCache) {
    let texts = last_readable_texts(reading, cache);
    if texts.is_empty() {
        return;
    }
    let mut workspace = workspace.clone();
    for file in &mut workspace.files {
        if let Some((_, text)) = texts.get(&*file.path) {
            file.bytes = text.clone();
        }
    }
    let stand_ins = StandIns::new(&reading.site, texts.values().map(|(source, _)| *source).collect());
    let Resolved { sources, mut site, graph, .. } = read::resolved(&workspace, Some(&stand_ins), cache);
    // Only the present model is checked for personal data, so its withheld cases are withheld here too.
    let has_personal_data =
        |case: &Case| reading.site.cases.iter().any(|one| one.source == case.source && one.has_personal_data);
    for number in 0..site.cases.len() {
        if has_personal_data(&site.cases[number]) {
            cache.withhold_case(&mut site, number);
        }
    }
    reading.shown = Some(Shown { sources, site, graph, left_out: Vec::new() });
}

/// The last readable texts of the maps that cannot be read now, by path.
fn last_readable_texts(reading: &Reading, cache: &BuildCache) -> BTreeMap<String, (SourceId, Bytes)> {
    let mut names = BTreeSet::new();
    let text_of = |map: &Arc<Map>| {
        let path = &reading.sources.get(map.source).path;
        let text = last_readable::text(&cache.last_readable(path)?.bytes, path)?;
        // Two maps whose names differ in case alone share one page; the first gets it.
        let is_shown = is_map(path, &text) && names.insert(map.name.to_lowercase());
        is_shown.then(|| (path.clone(), (map.source, text)))
    };
    let broken = reading.site.maps.iter().filter(|map| map.faulty && !reading.site.config.faulty);
    broken.filter_map(text_of).collect()
}

/// Whether a text can be read as a map. Another version of the program may have kept a text that this one cannot read.
fn is_map(path: &str, text: &Bytes) -> bool {
    let mut sources = Sources::default();
    let Ok(id) = load::encoding::read_text(&mut sources, path, text) else { return false };
    let loaded = whole_yaml::<RawMap>(&sources, id);
    loaded.value.is_some() && !loaded.findings.iter().any(Diagnostic::blocks_map)
}
