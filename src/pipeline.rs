//! The story on one screen: a workspace in, what is known and what is wrong with it out, and the pages made from it.
//!
//! Pure: what was read comes in, values go out. No file, clock or environment is asked.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::checks;
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::Graph;
use crate::load;
use crate::load::raw::{RawConfig, RawMap};
use crate::model::{CellAt, Coverage, Map, Site};
use crate::resolve::{self, CaseFile, MapFile, Written};
use crate::rule::Rule;
use crate::source::{SourceId, Sources};
use crate::workspace::{FileKind, Workspace};

/// All that is known of a workspace, and all that is wrong with it.
#[derive(Debug)]
pub struct Reading {
    /// The files, as text.
    pub sources: Sources,
    /// What is known.
    pub site: Site,
    /// The journey through it.
    pub graph: Graph,
    /// Every finding, sorted by file, line and column.
    pub findings: Vec<Diagnostic>,
    /// The workspace's own templates, by name.
    pub templates: BTreeMap<String, SourceId>,
}

/// Reads, resolves and checks everything in a workspace.
pub fn read(workspace: &Workspace) -> Reading {
    let mut reader = Reader::default();
    for file in &workspace.files {
        if file.kind == FileKind::Picture {
            reader.written.pictures.insert(file.path.clone(), file.bytes.to_vec());
            continue;
        }
        match load::text::read(&mut reader.sources, &file.path, &file.bytes) {
            Ok(id) => reader.texts.push((file.kind, id, file.stem().to_owned(), file.template_name().to_owned())),
            Err((id, finding)) => {
                reader.findings.push(finding);
                reader.unreadable(file.kind, id, file.stem());
            }
        }
    }
    let Reader { sources, texts, mut written, mut findings, mut templates } = reader;
    // Every file is parsed by itself, on as many cores as there are; their order is that of the paths all the same.
    let parsed: Vec<Parsed> = texts.into_par_iter().filter_map(|text| Parsed::of(&sources, text)).collect();
    for parsed in parsed {
        match parsed {
            Parsed::Config(id, raw, found) => {
                written.config_source = Some(id);
                written.config = raw;
                findings.extend(found);
            }
            Parsed::Map(file, found) => {
                written.maps.push(*file);
                findings.extend(found);
            }
            Parsed::Case(mut file) => {
                findings.append(&mut file.raw.findings);
                written.cases.push(*file);
            }
            Parsed::Template(name, id) => _ = templates.insert(name, id),
        }
    }
    written.maps.sort_by(|one, other| one.name.cmp(&other.name));
    written.cases.sort_by(|one, other| one.name.cmp(&other.name));
    let site = resolve::resolve(written, &mut findings);
    let graph = Graph::new(&site);
    findings.extend(checks::run(&site, &graph));
    sort(&sources, &mut findings);
    Reading { sources, site, graph, findings, templates }
}

/// The same, looking for one rule alone where one is given, whatever its level. What keeps maps from being read is then
/// left out too, unless it is that rule.
pub fn read_only(workspace: &Workspace, only: Option<&'static Rule>) -> Reading {
    let mut reading = read(workspace);
    let Some(rule) = only else { return reading };
    reading.findings.retain(|finding| finding.rule == rule);
    if reading.site.config.level(rule).severity().is_none() {
        reading.findings = checks::run_one(rule, &reading.site, &reading.graph);
        sort(&reading.sources, &mut reading.findings);
    }
    reading
}

/// Sorts findings by file, line and column, then by rule, and drops what is said twice.
pub fn sort(sources: &Sources, findings: &mut Vec<Diagnostic>) {
    findings.sort_by_cached_key(|finding| {
        let span = finding.primary.span;
        (sources.get(span.source).path.clone(), span.start, span.end, finding.rule.name, finding.message.clone())
    });
    findings.dedup();
}

#[derive(Default)]
struct Reader {
    sources: Sources,
    /// Files that are text: what they are read as, their number, stem and template name.
    texts: Vec<(FileKind, SourceId, String, String)>,
    written: Written,
    findings: Vec<Diagnostic>,
    templates: BTreeMap<String, SourceId>,
}

impl Reader {
    /// A map or case of which nothing can be read is known all the same.
    fn unreadable(&mut self, kind: FileKind, source: SourceId, stem: &str) {
        let name = stem.to_owned();
        match kind {
            FileKind::Map => self.written.maps.push(MapFile { source, name, raw: None }),
            FileKind::Config => self.written.config_source = Some(source),
            FileKind::Case | FileKind::Template | FileKind::Picture => {}
        }
    }
}

enum Parsed {
    Config(SourceId, Option<RawConfig>, Vec<Diagnostic>),
    Map(Box<MapFile>, Vec<Diagnostic>),
    Case(Box<CaseFile>),
    Template(String, SourceId),
}

impl Parsed {
    fn of(sources: &Sources, (kind, id, name, template): (FileKind, SourceId, String, String)) -> Option<Parsed> {
        let source = sources.get(id);
        let whole = 0..source.text.len();
        Some(match kind {
            FileKind::Config => {
                // A configuration with nothing in it is no fault: everything in it may be left out.
                if source.text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
                    return None;
                }
                let loaded = load::yaml::<RawConfig>(id, source, whole);
                Parsed::Config(id, loaded.value.map(|config| config.value), loaded.findings)
            }
            FileKind::Map => {
                let loaded = load::yaml::<RawMap>(id, source, whole);
                Parsed::Map(Box::new(MapFile { source: id, name, raw: loaded.value }), loaded.findings)
            }
            FileKind::Case => Parsed::Case(Box::new(CaseFile { source: id, name, raw: load::case::read(id, source) })),
            FileKind::Template => Parsed::Template(template, id),
            FileKind::Picture => return None,
        })
    }
}

/// What there is, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Maps.
    pub maps: usize,
    /// Touchpoints.
    pub touchpoints: usize,
    /// Cases.
    pub cases: usize,
    /// Cells, sixteen a map.
    pub cells: usize,
    /// Cells with touchpoints.
    pub covered: usize,
    /// Cells waived.
    pub waived: usize,
}

impl Tally {
    /// What is in one map; its cases are not counted.
    pub fn of_map(map: &Map) -> Tally {
        let count = |coverage| CellAt::all().filter(|&at| map.coverage(at) == coverage).count();
        Tally {
            maps: 1,
            touchpoints: map.touchpoints.len(),
            cases: 0,
            cells: CellAt::all().count(),
            covered: count(Coverage::Covered),
            waived: count(Coverage::Waived),
        }
    }

    /// What is in a whole site.
    pub fn of_site(site: &Site) -> Tally {
        let mut sum = Tally { cases: site.cases.len(), ..Tally::default() };
        for map in site.maps.iter().map(Tally::of_map) {
            sum.maps += map.maps;
            sum.touchpoints += map.touchpoints;
            sum.cells += map.cells;
            sum.covered += map.covered;
            sum.waived += map.waived;
        }
        sum
    }
}

/// How many findings there are of a weight.
pub fn count(findings: &[Diagnostic], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.severity == severity).count()
}
