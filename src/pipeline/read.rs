//! Reads a workspace into the model: first texts, then each map and case by itself, then references, then the graph.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use rayon::prelude::*;
use serde::de::DeserializeOwned;

use super::cache::{BuildCache, FileBytes, ReadCache};
use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::load::raw::{RawConfig, RawMap};
use crate::load::tree::{Comment, LongValue};
use crate::load::unknown_names::UnknownNames;
use crate::load::{self, Loaded};
use crate::memo::Shared;
use crate::model::{Config, Site};
use crate::resolve::{self, CaseFile, Draft, MapFile, StandIns};
use crate::source::{SourceId, Sources, Spanned};
use crate::workspace::{CONFIG, File, FileKind, Workspace, kind_of_path};

/// The model of a workspace, the findings of reading it, and the comments that may suppress findings.
pub(super) struct Resolved {
    pub sources: Sources,
    pub site: Site,
    pub graph: Arc<Graph>,
    pub findings: Vec<Diagnostic>,
    pub comments: Vec<Comment>,
    pub long_values: Vec<LongValue>,
    pub templates: BTreeMap<String, SourceId>,
}

/// The findings in a file, and what suppression needs from it.
#[derive(Debug, Default)]
pub(super) struct ReadFindings {
    findings: Vec<Diagnostic>,
    comments: Vec<Comment>,
    /// The texts of several lines, which one comment covers as a whole.
    long_values: Vec<LongValue>,
}

/// Reads and resolves a workspace. `stand_ins` tells which files have an earlier text in place of the present one.
pub(super) fn resolved(workspace: &Workspace, stand_ins: Option<&StandIns>, cache: &BuildCache) -> Resolved {
    let cache = &cache.read;
    let is_stand_in = |source| stand_ins.is_some_and(|stand_ins| stand_ins.replaces(source));
    let Files { sources, config, mut maps, mut cases, templates, pictures, mut found } =
        Files::read(workspace, is_stand_in, cache);
    let make_config = || resolve_config(config, &sources, &pictures, &templates, &found.findings).into();
    let with_found = cache.config.get((), || (), make_config);
    let (config, found_in_config) = &*with_found;
    found.join(found_in_config);
    // Files are read in parallel, but in the order of their names, which numbers the maps.
    maps.sort_by(|one, other| one.name.cmp(&other.name));
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    let drafts = maps.into_par_iter().enumerate().map(|(number, file)| {
        let source = || Shared(sources.shared(file.id));
        let draft = || {
            let (draft, found) = draft_map(number, &file, &sources, config);
            (draft, Arc::new(found))
        };
        cache.drafts.get((file.id, is_stand_in(file.id)), source, draft)
    });
    let (drafts, found_in_maps): (Vec<_>, Vec<_>) = drafts.unzip();
    let (cases, found_in_cases): (Vec<_>, Vec<_>) = cases.into_par_iter().map(|file| read_case(file, &sources)).unzip();
    found_in_maps.iter().for_each(|more| found.join(more));
    found_in_cases.iter().for_each(|more| found.join(more));
    let ReadFindings { mut findings, comments, long_values } = found;
    let mut site = resolve::connect(config.clone(), drafts, cases, &sources, &cache.maps, stand_ins, &mut findings);
    cache.reuse_cases(&mut site);
    let graph = cache.graph(&site);
    Resolved { sources, site, graph, findings, comments, long_values, templates }
}

/// The files of a workspace as text, by kind.
#[derive(Default)]
struct Files {
    sources: Sources,
    config: Option<TextFile>,
    maps: Vec<TextFile>,
    cases: Vec<TextFile>,
    templates: BTreeMap<String, SourceId>,
    pictures: BTreeMap<String, Bytes>,
    found: ReadFindings,
}

/// A file as text.
struct TextFile {
    id: SourceId,
    /// The file's stem.
    name: String,
    /// Whether it could be read as text.
    is_text: bool,
}

impl Files {
    fn read(workspace: &Workspace, is_stand_in: impl Fn(SourceId) -> bool, cache: &ReadCache) -> Self {
        let mut files = Files::default();
        for file in &workspace.files {
            match file.kind {
                FileKind::Picture => _ = files.pictures.insert(file.path.clone(), file.bytes.clone()),
                FileKind::OutsideLink | FileKind::Misnamed => {
                    let (id, finding) = load::unread_files::add_unread(&mut files.sources, file);
                    files.found.findings.push(finding);
                    files.add(file, id, false);
                }
                _ => files.read_text(file, &is_stand_in, cache),
            }
        }
        files
    }

    fn read_text(&mut self, file: &File, is_stand_in: impl Fn(SourceId) -> bool, cache: &ReadCache) {
        let key = (file.path.clone(), is_stand_in(self.sources.next_id()));
        let text = || {
            let mut alone = Sources::default();
            load::encoding::read_text(&mut alone, &file.path, &file.bytes).ok().map(|id| alone.shared(id))
        };
        if let Some(text) = cache.texts.get(key, || FileBytes(file.bytes.clone()), text) {
            let id = self.sources.add(text);
            return self.add(file, id, true);
        }
        if let Err((id, finding)) = load::encoding::read_text(&mut self.sources, &file.path, &file.bytes) {
            self.found.findings.push(*finding);
            self.add(file, id, false);
        }
    }

    fn add(&mut self, file: &File, id: SourceId, is_text: bool) {
        let text = TextFile { id, name: file.stem().to_owned(), is_text };
        match file.kind {
            FileKind::Config => self.config = Some(text),
            // Even a map that is no text belongs to the model, so that references to it are no findings.
            FileKind::Map => self.maps.push(text),
            FileKind::Case if is_text => self.cases.push(text),
            FileKind::Template if is_text => _ = self.templates.insert(file.template_name().to_owned(), id),
            // A map behind such a link exists, so references into it are no findings.
            FileKind::OutsideLink if kind_of_path(&file.path) == Some(FileKind::Map) => self.maps.push(text),
            FileKind::OutsideLink if file.path == CONFIG => self.config = Some(text),
            _ => {}
        }
    }
}

/// Resolves the configuration. `known` are the findings about its text, which the result leaves out.
fn resolve_config(
    file: Option<TextFile>,
    sources: &Sources,
    pictures: &BTreeMap<String, Bytes>,
    templates: &BTreeMap<String, SourceId>,
    known: &[Diagnostic],
) -> (Config, ReadFindings) {
    let mut found = ReadFindings { findings: known.to_vec(), ..ReadFindings::default() };
    let source = file.as_ref().map(|file| file.id);
    let mut unknown_names = UnknownNames::default();
    let raw = match file {
        // An empty configuration is valid, since every field is optional.
        Some(TextFile { id, is_text: true, .. }) => {
            let mut loaded = whole_yaml::<RawConfig>(sources, id);
            unknown_names = std::mem::take(&mut loaded.unknown_names);
            found.take(loaded)
        }
        _ => None,
    };
    let raw = raw.map(|config| config.value);
    let config = resolve::config(source, raw, sources, pictures, templates, &unknown_names, &mut found.findings);
    found.findings.drain(..known.len());
    (config, found)
}

/// Reads a map by itself.
fn draft_map(number: usize, file: &TextFile, sources: &Sources, config: &Config) -> (Draft, ReadFindings) {
    let mut found = ReadFindings::default();
    let name = file.name.clone();
    let mut map = MapFile { source: file.id, name, raw: None, ids: Vec::new(), unknown_names: UnknownNames::default() };
    if file.is_text {
        let mut loaded = whole_yaml::<RawMap>(sources, file.id);
        if loaded.is_empty() {
            loaded.findings.push(load::empty_map(file.id));
        }
        map.ids = std::mem::take(&mut loaded.ids);
        map.unknown_names = std::mem::take(&mut loaded.unknown_names);
        map.raw = found.take(loaded);
    }
    (resolve::draft(number, map, sources, config, &mut found.findings), found)
}

fn read_case(file: TextFile, sources: &Sources) -> (CaseFile, ReadFindings) {
    let mut raw = load::case_file::read_case(file.id, sources.get(file.id));
    let found = ReadFindings {
        findings: std::mem::take(&mut raw.findings),
        comments: std::mem::take(&mut raw.comments),
        long_values: std::mem::take(&mut raw.long_values),
    };
    (CaseFile { source: file.id, name: file.name, raw }, found)
}

/// Reads a file that is YAML as a whole, unlike a case with its header.
pub(super) fn whole_yaml<T: DeserializeOwned>(sources: &Sources, id: SourceId) -> Loaded<Spanned<T>> {
    let source = sources.get(id);
    load::read_yaml(id, source, 0..source.text.len())
}

impl ReadFindings {
    fn take<T>(&mut self, loaded: Loaded<T>) -> Option<T> {
        self.findings.extend(loaded.findings);
        self.comments.extend(loaded.comments);
        self.long_values.extend(loaded.long_values);
        loaded.value
    }

    fn join(&mut self, more: &ReadFindings) {
        self.findings.extend_from_slice(&more.findings);
        self.comments.extend_from_slice(&more.comments);
        self.long_values.extend_from_slice(&more.long_values);
    }
}
