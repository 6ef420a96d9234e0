//! What was written to what is known: names become numbers, words become choices, and every name that leads nowhere is a
//! finding at its place.
//!
//! Two passes: first every map by itself, then the references between them, since any map may name any other.

mod brand;
mod case;
mod config;
mod map;
mod names;
mod references;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use crate::checks::references::DUPLICATE_ID;
use crate::diagnostic::Diagnostic;
use crate::load::case::RawCaseFile;
use crate::load::raw::{RawConfig, RawMap};
use crate::load::text::has_han;
use crate::model::{Config, Map, Site, Tag};
use crate::source::{SourceId, Spanned};

use references::Directory;

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

/// Everything that was read of a workspace.
#[derive(Debug, Default)]
pub struct Written {
    /// The file `motmap.yaml`, where there is one.
    pub config_source: Option<SourceId>,
    /// What it holds, where it can be read.
    pub config: Option<RawConfig>,
    /// The pictures that it may name, by path.
    pub pictures: BTreeMap<String, Vec<u8>>,
    /// The maps, by name.
    pub maps: Vec<MapFile>,
    /// The cases, by name.
    pub cases: Vec<CaseFile>,
}

/// The model of what was written. Findings of reading are in `findings` already; those of resolving are added.
pub fn resolve(written: Written, findings: &mut Vec<Diagnostic>) -> Site {
    let is_spoilt = |findings: &[Diagnostic]| {
        written.config_source.is_some_and(|source| spoilt_sources(findings).contains(&source))
    };
    let roles_hidden = is_spoilt(findings) && written.config.as_ref().is_none_or(config::may_hide_roles);
    let mut config =
        written.config.map_or_else(Config::default, |raw| config::resolve(raw, &written.pictures, findings));
    config.faulty = is_spoilt(findings);
    config.roles_hidden = roles_hidden;
    if config.languages.is_empty() {
        config.languages = languages_of(&written.maps);
    }
    names::report_duplicate_files(&written.maps, &written.cases, findings);
    let mut maps = Vec::new();
    let mut ids = Vec::new();
    let mut pending = Vec::new();
    for (number, mut file) in written.maps.into_iter().enumerate() {
        ids.push(std::mem::take(&mut file.ids));
        let (map, references) = map::resolve(number, file, &config, findings);
        maps.push(map);
        pending.push(references);
    }
    // A map with a fault is known as far as it goes; references into what it hides are no findings of their own.
    mark_faulty(&mut maps, findings);
    let mut site = Site { config, maps, cases: Vec::new() };
    let directory = Directory::new(&site, ids, findings);
    for references in pending {
        references::resolve(&mut site, &directory, references, findings);
    }
    mark_faulty(&mut site.maps, findings);
    site.cases = written.cases.into_iter().map(|file| case::resolve(file, &site, &directory, findings)).collect();
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

/// Without `motmap.yaml` the languages are those that the maps name; a map that names none is Chinese if its title holds
/// Han characters, else English.
fn languages_of(maps: &[MapFile]) -> Vec<Tag> {
    let mut languages = Vec::new();
    for raw in maps.iter().filter_map(|file| file.raw.as_ref()) {
        let language = map::named_language(&raw.value)
            .or_else(|| map::title(&raw.value).and_then(|title| Tag::parse(if has_han(title) { "zh" } else { "en" })));
        if let Some(language) = language
            && !languages.contains(&language)
        {
            languages.push(language);
        }
    }
    if languages.is_empty() {
        languages.extend(Tag::parse("en"));
    }
    languages
}
