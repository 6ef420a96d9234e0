//! What was written to what is known: names become numbers, words become choices, and every name that leads nowhere is a
//! finding at its place.
//!
//! Two passes: first every map by itself, a [`Draft`], then the references between them, since any map may name any other.
//! Within each, maps are looked at side by side: neither asks what the other maps refer to.

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

use crate::checks::references::DUPLICATE_ID;
use crate::diagnostic::Diagnostic;
use crate::load::case_file::RawCaseFile;
use crate::load::raw::{RawConfig, RawMap};
use crate::load::unknown_names::UnknownNames;
use crate::model::{Case, Config, Map, Site, Tag, TouchpointId};
use crate::outline;
use crate::source::{SourceId, Sources, Spanned};

pub use names::fold;
pub use references::End;
use references::{Directory, Names, Pending, has_touchpoint};

/// A file that was read as a map.
#[derive(Debug)]
pub struct MapFile {
    /// The file.
    pub source: SourceId,
    /// Its stem.
    pub name: String,
    /// What it holds; `None` where it cannot be read.
    pub raw: Option<Spanned<RawMap>>,
    /// Every id that stands in it, in parts that cannot be read too.
    pub ids: Vec<String>,
    /// The names in it that are not known.
    pub misnamed: UnknownNames,
}

/// A file that was read as a case.
#[derive(Debug)]
pub struct CaseFile {
    /// The file.
    pub source: SourceId,
    /// Its stem.
    pub name: String,
    /// What it holds.
    pub raw: RawCaseFile,
}

/// A case before the references in it are looked up.
#[derive(Debug)]
pub enum CaseDraft {
    /// As its file says.
    Read(Box<CaseFile>),
    /// As far as it is known, where its file was not read: the places may be of other maps than these.
    Outlined {
        /// Its file's stem.
        name: String,
        /// The file.
        source: SourceId,
        /// Where it happened.
        places: Vec<TouchpointId>,
    },
}

/// A map as far as it is known from its own file, before its references are looked up.
#[derive(Clone, Debug)]
pub struct Draft {
    map: Arc<Map>,
    /// Whether anything of its file could be read.
    read: bool,
    /// What can be referred to in it.
    names: Arc<Names>,
    pending: Arc<[Pending]>,
}

/// The configuration: what `motmap.yaml` says, where there is one. `pictures` are those that it may name, by path;
/// `templates` are the workspace's own, by name; findings of reading it are in `findings` already.
pub fn config(
    source: Option<SourceId>,
    raw: Option<RawConfig>,
    sources: &Sources,
    pictures: &BTreeMap<String, Bytes>,
    templates: &BTreeMap<String, SourceId>,
    misnamed: &UnknownNames,
    findings: &mut Vec<Diagnostic>,
) -> Config {
    let is_spoilt = |findings: &[Diagnostic]| source.is_some_and(|source| spoilt_sources(findings).contains(&source));
    let roles_hidden = is_spoilt(findings) && raw.as_ref().is_none_or(config::may_hide_roles);
    let channels_hidden = is_spoilt(findings) && raw.as_ref().is_none_or(config::may_hide_channels);
    let levels_hidden = is_spoilt(findings) && raw.as_ref().is_none_or(config::hides_levels);
    let own_words = languages_with_words(sources, templates);
    let mut config = match raw {
        Some(raw) => config::resolve(raw, sources, pictures, own_words, misnamed, findings),
        None => Config { own_words, ..Config::default() },
    };
    config.faulty = is_spoilt(findings);
    config.roles_hidden = roles_hidden;
    config.channels_hidden = channels_hidden;
    config.levels_hidden = levels_hidden;
    config
}

/// The map of a file by itself, as the one of that number.
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
    map.faulty |= spoilt_sources(findings).contains(&map.source);
    Draft { map: Arc::new(map), read, names, pending: pending.into() }
}

impl Draft {
    /// A map that is known though its file was not read, and where its references lead.
    pub fn outlined(map: Map, ends: Vec<End>) -> Self {
        let names = Names::new(&map, Vec::new(), &mut Vec::new()).into();
        let pending = ends.into_iter().map(Pending::Outlined).collect();
        Self { map: map.into(), read: true, names, pending }
    }
}

impl CaseDraft {
    /// Its file's stem, and the file.
    fn file(&self) -> (&String, SourceId) {
        match self {
            CaseDraft::Read(file) => (&file.name, file.source),
            CaseDraft::Outlined { name, source, .. } => (name, *source),
        }
    }

    fn resolve(
        self,
        sources: &Sources,
        site: &Site,
        directory: &Directory<'_>,
        findings: &mut Vec<Diagnostic>,
    ) -> Case {
        match self {
            CaseDraft::Read(file) => case::resolve(*file, sources, site, directory, findings),
            CaseDraft::Outlined { name, source, mut places } => {
                places.retain(|&place| has_touchpoint(site, place));
                outline::case(name, source, places, site.default_language())
            }
        }
    }
}

/// The maps with what they refer to, as they turned out the last time: one that turns out the same stays the same.
#[derive(Clone, Debug, Default)]
pub struct Connected {
    /// What could be referred to in each map, and which maps had faults.
    names: Vec<(Arc<Names>, bool)>,
    maps: Vec<Option<MapConnected>>,
}

#[derive(Clone, Debug)]
struct MapConnected {
    draft: Draft,
    looked_up: Arc<LookedUp>,
    map: Arc<Map>,
}

/// Where the references of a map lead, and what is wrong with those that lead nowhere.
type LookedUp = (Vec<End>, Vec<Diagnostic>);

impl Connected {
    /// Makes ready for these maps. Whether references lead where they led the last time.
    fn stand_on(&mut self, names: &[Arc<Names>], maps: &[Arc<Map>]) -> bool {
        let now = || names.iter().zip(maps).map(|(names, map)| (names, map.faulty));
        let same_names = |one: &Arc<Names>, other: &Arc<Names>| Arc::ptr_eq(one, other) || one == other;
        let same = self.names.len() == names.len()
            && self.names.iter().zip(now()).all(|(then, now)| then.1 == now.1 && same_names(&then.0, now.0));
        self.names = now().map(|(names, faulty)| (names.clone(), faulty)).collect();
        self.maps.resize_with(names.len(), || None);
        same
    }

    /// What was looked up for a draft, if it is known.
    fn looked_up(&self, draft: &Draft) -> Option<Arc<LookedUp>> {
        let known = self.maps[draft.map.id.0 as usize].as_ref()?;
        // What is said of a name that leads nowhere tells of more than names.
        let told_nothing = known.looked_up.1.is_empty();
        (told_nothing && Arc::ptr_eq(&known.draft.map, &draft.map)).then(|| known.looked_up.clone())
    }

    /// Writes into a map what it refers to; where all is as the last time, it is the map of the last time.
    fn write(&mut self, map: &mut Arc<Map>, draft: Draft, looked_up: Arc<LookedUp>, state: State) {
        let place = &mut self.maps[draft.map.id.0 as usize];
        let known = place.take().filter(|known| {
            let same_ends = Arc::ptr_eq(&known.looked_up, &looked_up) || known.looked_up.0 == looked_up.0;
            Arc::ptr_eq(&known.draft.map, &draft.map) && same_ends && State::of(&known.map) == state
        });
        *map = known.map_or_else(
            || {
                write(map, looked_up.0.clone(), state);
                map.clone()
            },
            |known| known.map,
        );
        *place = Some(MapConnected { draft, looked_up, map: map.clone() });
    }
}

fn write(map: &mut Arc<Map>, ends: Vec<End>, state: State) {
    let map = Arc::make_mut(map);
    (map.faulty, map.outdated) = (state.faulty, state.outdated);
    ends.into_iter().for_each(|end| end.write_into(map));
}

/// Whether a map can be understood, and whether it is of the present.
#[derive(Clone, Copy, PartialEq)]
struct State {
    faulty: bool,
    outdated: bool,
}

impl State {
    fn of(map: &Map) -> Self {
        Self { faulty: map.faulty, outdated: map.outdated }
    }
}

/// What is wrong at present, for a model in which earlier texts stand in for some maps: what is found in those says
/// nothing of the present.
#[derive(Debug)]
pub struct StandIns {
    faulty_maps: BTreeSet<SourceId>,
    faulty_cases: BTreeSet<SourceId>,
    replaced: BTreeSet<SourceId>,
}

impl StandIns {
    /// For the files `replaced`, beside which all is as in this model of the present.
    pub fn new(present: &Site, replaced: BTreeSet<SourceId>) -> Self {
        let maps = present.maps.iter().filter(|map| map.faulty).map(|map| map.source);
        let cases = present.cases.iter().filter(|case| case.faulty).map(|case| case.source);
        Self { faulty_maps: maps.collect(), faulty_cases: cases.collect(), replaced }
    }

    fn state(&self, map: &Map) -> State {
        let outdated = self.replaced.contains(&map.source);
        State { faulty: !outdated && self.faulty_maps.contains(&map.source), outdated }
    }
}

/// The model: every map and case with what it refers to. Findings of everything before are in `findings` already; where
/// earlier texts stand in for some maps, none of them tells what is faulty.
pub fn connect(
    mut config: Config,
    drafts: Vec<Draft>,
    cases: Vec<CaseDraft>,
    sources: &Sources,
    mut before: Option<&mut Connected>,
    stand_ins: Option<&StandIns>,
    findings: &mut Vec<Diagnostic>,
) -> Site {
    if config.languages.is_empty() {
        config.languages = languages_of(&drafts, &config);
    }
    names::report_duplicate_files(drafts.iter().map(|draft| (&draft.map.name, draft.map.source)), findings);
    names::report_duplicate_files(cases.iter().map(CaseDraft::file), findings);
    let names: Vec<Arc<Names>> = drafts.iter().map(|draft| draft.names.clone()).collect();
    let directory = Directory::new(&names);
    // Where nobody remembers the drafts, each map is written into as it is; else into a copy.
    let drafts =
        drafts.into_iter().map(|draft| (draft.map.clone(), before.is_some().then(|| draft.clone()), draft.pending));
    let (maps, drafts, pending) = drafts.collect::<(Vec<_>, Vec<_>, Vec<_>)>();
    let mut site = Site::new(config, maps, Vec::new());
    // A map with a fault is known as far as it goes; references into what it hides are no findings of their own.
    // So are those into a map that stands in: it may lack what its file says now.
    match stand_ins {
        Some(stand_ins) => mark_faulty(&mut site.maps, &stand_ins.faulty_maps),
        None => mark_faulty(&mut site.maps, &spoilt_sources(findings)),
    }
    let same = before.as_mut().is_some_and(|before| before.stand_on(&names, &site.maps));
    let known = before.as_deref().filter(|_| same);
    let looked_up = pending.par_iter().zip(&drafts).map(|(pending, draft)| {
        let known = known.zip(draft.as_ref()).and_then(|(known, draft)| known.looked_up(draft));
        known.unwrap_or_else(|| references::look_up(&site, &directory, pending).into())
    });
    let looked_up: Vec<Arc<LookedUp>> = looked_up.collect();
    looked_up.iter().for_each(|looked_up| findings.extend_from_slice(&looked_up.1));
    let spoilt = spoilt_sources(findings);
    for ((map, draft), looked_up) in site.maps.iter_mut().zip(drafts).zip(looked_up) {
        let present = State { faulty: spoilt.contains(&map.source), outdated: false };
        let state = stand_ins.map_or(present, |stand_ins| stand_ins.state(map));
        match (&mut before, draft) {
            (Some(before), Some(draft)) => before.write(map, draft, looked_up, state),
            _ => write(map, looked_up.0.clone(), state),
        }
    }
    let mut cases = resolve_cases(cases, sources, &site, &directory, findings);
    let spoilt = stand_ins.map_or_else(|| spoilt_sources(findings), |stand_ins| stand_ins.faulty_cases.clone());
    for case in &mut cases {
        case.faulty = spoilt.contains(&case.source);
    }
    Site::new(site.config, site.maps, cases)
}

fn resolve_cases(
    cases: Vec<CaseDraft>,
    sources: &Sources,
    site: &Site,
    directory: &Directory<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Case> {
    let resolved = cases.into_par_iter().map(|draft| {
        let mut found = Vec::new();
        (draft.resolve(sources, site, directory, &mut found), found)
    });
    let (cases, found): (Vec<Case>, Vec<_>) = resolved.unzip();
    findings.extend(found.into_iter().flatten());
    cases
}

fn mark_faulty(maps: &mut [Arc<Map>], spoilt: &BTreeSet<SourceId>) {
    for map in maps.iter_mut().filter(|map| !map.faulty && spoilt.contains(&map.source)) {
        Arc::make_mut(map).faulty = true;
    }
}

/// The files that some finding keeps from being understood.
fn spoilt_sources(findings: &[Diagnostic]) -> BTreeSet<SourceId> {
    // Of two files of one name neither can be told from the other: a finding about both spoils both.
    let sources = |finding: &Diagnostic| {
        let related = finding.related.iter().filter(|_| *finding.rule == DUPLICATE_ID);
        related.chain([&finding.primary]).map(|label| label.span.source).collect::<Vec<_>>()
    };
    findings.iter().filter(|finding| finding.spoils_map()).flat_map(sources).collect()
}

/// The languages that templates have words for. A file with nothing in it has none.
fn languages_with_words(sources: &Sources, templates: &BTreeMap<String, SourceId>) -> BTreeSet<String> {
    let written = templates.iter().filter(|(_, source)| !sources.get(**source).text.trim().is_empty());
    let named = written.filter_map(|(name, _)| {
        let name = name.to_ascii_lowercase();
        Some(name.strip_prefix("locales/")?.strip_suffix(".yaml")?.to_owned())
    });
    named.collect()
}

/// Without `motmap.yaml` the languages are those of the maps that pages can be built in.
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
