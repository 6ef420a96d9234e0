//! Turns raw files into the model: names become numbers, words become choices, and every unknown name becomes a
//! finding.
//!
//! There are two passes: the first resolves every map by itself into a [`Draft`], the second the references between
//! maps, since any map may name any other. Each pass handles the maps in parallel.

mod blueprint;
mod brand;
mod case;
mod config;
mod map;
mod names;
mod passive_svg;
mod references;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bytes::Bytes;
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::load::case_file::RawCaseFile;
use crate::load::raw::{RawConfig, RawMap};
use crate::load::unknown_names::UnknownNames;
use crate::memo::{Memo, Shared};
use crate::model::{Case, Config, Map, MapId, Site, Tag};
use crate::rule::references::DUPLICATE_ID;
use crate::source::{SourceId, Sources, Spanned};

pub use names::fold;
use references::{Directory, Names, PendingReference, ResolvedReference};

/// A file that was read as a map.
#[derive(Debug)]
pub struct MapFile {
    /// The file.
    pub source: SourceId,
    /// Its stem.
    pub name: String,
    /// Its content; `None` where it cannot be read.
    pub raw: Option<Spanned<RawMap>>,
    /// Every id in the file, also in parts that cannot be read.
    pub ids: Vec<String>,
    /// The unknown names in the file.
    pub unknown_names: UnknownNames,
}

/// A file that was read as a case.
#[derive(Debug)]
pub struct CaseFile {
    /// The file.
    pub source: SourceId,
    /// Its stem.
    pub name: String,
    /// Its content.
    pub raw: RawCaseFile,
}

/// A map before its references to other maps are resolved.
#[derive(Clone, Debug)]
pub struct Draft {
    map: Arc<Map>,
    /// Whether the file could be read at all.
    read: bool,
    /// The names that references can point to.
    names: Arc<Names>,
    pending: Arc<[PendingReference]>,
}

/// Resolves the configuration; without `motmap.yaml` it is the default. `pictures` are the picture files of the
/// workspace by path, `templates` its own templates by name. `findings` must already hold those of reading the file.
pub fn config(
    source: Option<SourceId>,
    raw: Option<RawConfig>,
    sources: &Sources,
    pictures: &BTreeMap<String, Bytes>,
    templates: &BTreeMap<String, SourceId>,
    unknown_names: &UnknownNames,
    findings: &mut Vec<Diagnostic>,
) -> Config {
    let is_blocked = |findings: &[Diagnostic]| source.is_some_and(|source| blocked_sources(findings).contains(&source));
    let roles_hidden = is_blocked(findings) && raw.as_ref().is_none_or(config::may_hide_roles);
    let channels_hidden = is_blocked(findings) && raw.as_ref().is_none_or(config::may_hide_channels);
    let segments_hidden = is_blocked(findings) && raw.as_ref().is_none_or(config::may_hide_segments);
    let levels_hidden = is_blocked(findings) && raw.as_ref().is_none_or(config::hides_levels);
    let own_words = languages_with_words(sources, templates);
    let base = Config { own_words, roles_hidden, ..Config::default() };
    let mut config = match raw {
        Some(raw) => config::resolve(raw, sources, pictures, base, unknown_names, findings),
        None => base,
    };
    config.faulty = is_blocked(findings);
    config.channels_hidden = channels_hidden;
    config.segments_hidden = segments_hidden;
    config.levels_hidden = levels_hidden;
    config
}

/// Resolves the map of a file by itself. `number` becomes its id.
pub fn draft(
    number: usize,
    mut file: MapFile,
    sources: &Sources,
    config: &Config,
    findings: &mut Vec<Diagnostic>,
) -> Draft {
    let (read, ids) = (file.raw.is_some(), std::mem::take(&mut file.ids));
    let (mut map, pending) = map::resolve(number, file, sources, config, findings);
    let names = Names::new(&map, ids, findings).into();
    map.faulty |= blocked_sources(findings).contains(&map.source);
    Draft { map: Arc::new(map), read, names, pending: pending.into() }
}

/// The resolved maps of the last build, by map and whether an earlier text stands in for it. An unchanged map keeps its
/// [`Arc`], so that later caches can compare pointers.
pub type MapCache = Memo<(MapId, bool), MapInputs, Arc<Map>>;

/// The inputs of a resolved map.
#[derive(PartialEq)]
pub struct MapInputs {
    draft: Shared<Map>,
    references: Vec<ResolvedReference>,
    state: State,
}

/// Whether a map has faults, and whether it comes from an earlier text.
#[derive(Clone, Copy, PartialEq)]
struct State {
    faulty: bool,
    outdated: bool,
}

/// The faulty files of the present, for a model in which earlier texts stand in for some maps: findings in these texts
/// must not decide what is faulty.
#[derive(Debug)]
pub struct StandIns {
    faulty_maps: BTreeSet<SourceId>,
    faulty_cases: BTreeSet<SourceId>,
    replaced: BTreeSet<SourceId>,
}

impl StandIns {
    /// `replaced` are the files with an earlier text; `present` is the model without these texts.
    pub fn new(present: &Site, replaced: BTreeSet<SourceId>) -> Self {
        let maps = present.maps.iter().filter(|map| map.faulty).map(|map| map.source);
        let cases = present.cases.iter().filter(|case| case.faulty).map(|case| case.source);
        Self { faulty_maps: maps.collect(), faulty_cases: cases.collect(), replaced }
    }

    /// Whether an earlier text stands in for this file.
    pub fn replaces(&self, source: SourceId) -> bool {
        self.replaced.contains(&source)
    }

    fn state(&self, map: &Map) -> State {
        let outdated = self.replaced.contains(&map.source);
        State { faulty: !outdated && self.faulty_maps.contains(&map.source), outdated }
    }
}

/// Resolves the references of every map and case, and gives the model. `findings` must already hold those of all steps
/// before. With `stand_ins`, these tell which maps are faulty, and `findings` do not.
pub fn connect(
    mut config: Config,
    drafts: Vec<Draft>,
    cases: Vec<CaseFile>,
    sources: &Sources,
    cache: &MapCache,
    stand_ins: Option<&StandIns>,
    findings: &mut Vec<Diagnostic>,
) -> Site {
    if config.languages.is_empty() {
        config.languages = languages_of(&drafts, &config);
    }
    names::report_duplicate_files(drafts.iter().map(|draft| (&draft.map.name, draft.map.source)), findings);
    names::report_duplicate_files(cases.iter().map(|case| (&case.name, case.source)), findings);
    let names: Vec<Arc<Names>> = drafts.iter().map(|draft| draft.names.clone()).collect();
    let directory = Directory::new(&names);
    // A cached draft must stay unchanged, so `Arc::make_mut` copies the map; without a cache it writes in place.
    let kept: Vec<Arc<Map>> = drafts.iter().filter(|_| cache.keeps()).map(|draft| draft.map.clone()).collect();
    let (maps, pending): (Vec<_>, Vec<_>) = drafts.into_iter().map(|draft| (draft.map, draft.pending)).unzip();
    let mut site = Site::new(config, maps, Vec::new());
    // A reference into a faulty map may point to what the fault hides, and so is no finding. The same holds for a map
    // from an earlier text, which may lack what its file says now.
    match stand_ins {
        Some(stand_ins) => mark_faulty(&mut site.maps, &stand_ins.faulty_maps),
        None => mark_faulty(&mut site.maps, &blocked_sources(findings)),
    }
    let looked_up = pending.par_iter().map(|pending| references::look_up(&site, &directory, pending));
    let (references, found): (Vec<_>, Vec<_>) = looked_up.unzip();
    findings.extend(found.into_iter().flatten());
    let blocked = blocked_sources(findings);
    let state = |map: &Map| match stand_ins {
        Some(stand_ins) => stand_ins.state(map),
        None => State { faulty: blocked.contains(&map.source), outdated: false },
    };
    complete_maps(&mut site.maps, &kept, references, state, cache);
    let mut cases = resolve_cases(cases, sources, &site, &directory, findings);
    let blocked = stand_ins.map_or_else(|| blocked_sources(findings), |stand_ins| stand_ins.faulty_cases.clone());
    for case in &mut cases {
        case.faulty = blocked.contains(&case.source);
    }
    Site::new(site.config, site.maps, cases.into_iter().map(Arc::new).collect())
}

/// Completes each map with its state and its references, or takes it from the cache. `drafts` is empty without a cache.
fn complete_maps(
    maps: &mut [Arc<Map>],
    drafts: &[Arc<Map>],
    references: Vec<Vec<ResolvedReference>>,
    state: impl Fn(&Map) -> State,
    cache: &MapCache,
) {
    for (number, (map, references)) in maps.iter_mut().zip(references).enumerate() {
        let state = state(map);
        let inputs = || MapInputs { draft: Shared::of(&drafts[number]), references: references.clone(), state };
        let completed = cache.get((map.id, state.outdated), inputs, || {
            complete(map, references.clone(), state);
            map.clone()
        });
        *map = completed;
    }
}

/// Writes the resolved references into a map.
fn complete(map: &mut Arc<Map>, references: Vec<ResolvedReference>, state: State) {
    let map = Arc::make_mut(map);
    (map.faulty, map.outdated) = (state.faulty, state.outdated);
    references.into_iter().for_each(|reference| reference.write_into(map));
}

fn resolve_cases(
    cases: Vec<CaseFile>,
    sources: &Sources,
    site: &Site,
    directory: &Directory<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Case> {
    let resolved = cases.into_par_iter().map(|file| {
        let mut found = Vec::new();
        (case::resolve(file, sources, site, directory, &mut found), found)
    });
    let (cases, found): (Vec<Case>, Vec<_>) = resolved.unzip();
    findings.extend(found.into_iter().flatten());
    cases
}

fn mark_faulty(maps: &mut [Arc<Map>], blocked: &BTreeSet<SourceId>) {
    for map in maps.iter_mut().filter(|map| !map.faulty && blocked.contains(&map.source)) {
        Arc::make_mut(map).faulty = true;
    }
}

/// The files with a finding that makes them faulty.
fn blocked_sources(findings: &[Diagnostic]) -> BTreeSet<SourceId> {
    // Two files of one name cannot be told apart, so a finding about them makes both faulty.
    let sources = |finding: &Diagnostic| {
        let related = finding.related.iter().filter(|_| *finding.rule == DUPLICATE_ID);
        related.chain([&finding.primary]).map(|label| label.span.source).collect::<Vec<_>>()
    };
    findings.iter().filter(|finding| finding.blocks_map()).flat_map(sources).collect()
}

/// The languages for which the workspace has a file of words that is not empty.
fn languages_with_words(sources: &Sources, templates: &BTreeMap<String, SourceId>) -> BTreeSet<String> {
    let written = templates.iter().filter(|(_, source)| !sources.get(**source).text.trim().is_empty());
    let named = written.filter_map(|(name, _)| {
        let name = name.to_ascii_lowercase();
        Some(name.strip_prefix("locales/")?.strip_suffix(".yaml")?.to_owned())
    });
    named.collect()
}

/// The languages without `motmap.yaml`: those of the maps, as far as there are words for pages in them.
fn languages_of(drafts: &[Draft], config: &Config) -> Vec<Tag> {
    let mut languages = Vec::new();
    for language in drafts.iter().filter(|draft| draft.read).map(|draft| &draft.map.language) {
        if config.has_words(language) && !languages.contains(language) {
            languages.push(language.clone());
        }
    }
    if languages.is_empty() {
        languages.extend(Tag::parse("en"));
    }
    languages
}
