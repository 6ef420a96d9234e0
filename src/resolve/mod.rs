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
mod references;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::checks::references::DUPLICATE_ID;
use crate::diagnostic::Diagnostic;
use crate::load::case::RawCaseFile;
use crate::load::raw::{RawConfig, RawMap};
use crate::model::{Case, Config, Map, Site, Tag};
use crate::source::{SourceId, Spanned};

use references::{Directory, Pending};

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

/// A map as far as it is known from its own file, before its references are looked up.
#[derive(Debug)]
pub struct Draft {
    map: Map,
    /// Whether anything of its file could be read.
    read: bool,
    /// Every id that stands in the file.
    ids: Vec<String>,
    pending: Vec<Pending>,
}

/// The configuration: what `motmap.yaml` says, where there is one. `pictures` are those that it may name, by path;
/// findings of reading it are in `findings` already.
pub fn config(
    source: Option<SourceId>,
    raw: Option<RawConfig>,
    pictures: &BTreeMap<String, Vec<u8>>,
    findings: &mut Vec<Diagnostic>,
) -> Config {
    let is_spoilt = |findings: &[Diagnostic]| source.is_some_and(|source| spoilt_sources(findings).contains(&source));
    let roles_hidden = is_spoilt(findings) && raw.as_ref().is_none_or(config::may_hide_roles);
    let levels_hidden = is_spoilt(findings) && raw.as_ref().is_none_or(config::hides_levels);
    let mut config = raw.map_or_else(Config::default, |raw| config::resolve(raw, pictures, findings));
    config.faulty = is_spoilt(findings);
    config.roles_hidden = roles_hidden;
    config.levels_hidden = levels_hidden;
    config
}

/// The map of a file by itself, as the one of that number.
pub fn draft(number: usize, mut file: MapFile, config: &Config, findings: &mut Vec<Diagnostic>) -> Draft {
    let (read, ids) = (file.raw.is_some(), std::mem::take(&mut file.ids));
    let (map, pending) = map::resolve(number, file, config, findings);
    Draft { map, read, ids, pending }
}

/// The model: every map and case with what it refers to. Findings of everything before are in `findings` already.
pub fn connect(mut config: Config, drafts: Vec<Draft>, cases: Vec<CaseFile>, findings: &mut Vec<Diagnostic>) -> Site {
    if config.languages.is_empty() {
        config.languages = languages_of(&drafts);
    }
    names::report_duplicate_files(drafts.iter().map(|draft| (&draft.map.name, draft.map.source)), findings);
    names::report_duplicate_files(cases.iter().map(|case| (&case.name, case.source)), findings);
    let mut maps = Vec::with_capacity(drafts.len());
    let mut ids = Vec::with_capacity(drafts.len());
    let mut pending = Vec::with_capacity(drafts.len());
    for draft in drafts {
        maps.push(draft.map);
        ids.push(draft.ids);
        pending.push(draft.pending);
    }
    // A map with a fault is known as far as it goes; references into what it hides are no findings of their own.
    mark_faulty(&mut maps, findings);
    let mut site = Site { config, maps, cases: Vec::new() };
    let directory = Directory::new(&site, ids, findings);
    let (ends, found): (Vec<_>, Vec<_>) =
        pending.into_par_iter().map(|pending| references::look_up(&site, &directory, pending)).unzip();
    ends.into_iter().flatten().for_each(|end| end.write_into(&mut site));
    findings.extend(found.into_iter().flatten());
    mark_faulty(&mut site.maps, findings);
    let resolved = cases.into_par_iter().map(|file| {
        let mut found = Vec::new();
        (case::resolve(file, &site, &directory, &mut found), found)
    });
    let (cases, found): (Vec<Case>, Vec<_>) = resolved.unzip();
    findings.extend(found.into_iter().flatten());
    site.cases = cases;
    let spoilt = spoilt_sources(findings);
    for case in &mut site.cases {
        case.faulty = spoilt.contains(&case.source);
    }
    site
}

fn mark_faulty(maps: &mut [Map], findings: &[Diagnostic]) {
    let spoilt = spoilt_sources(findings);
    for map in maps {
        map.faulty |= spoilt.contains(&map.source);
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

/// Without `motmap.yaml` the languages are those of the maps.
fn languages_of(drafts: &[Draft]) -> Vec<Tag> {
    let mut languages = Vec::new();
    for language in drafts.iter().filter(|draft| draft.read).map(|draft| &draft.map.language) {
        if !languages.contains(language) {
            languages.push(language.clone());
        }
    }
    if languages.is_empty() {
        languages.extend(Tag::parse("en"));
    }
    languages
}
