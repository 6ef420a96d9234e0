//! The story on one screen: a workspace in, what is known and what is wrong with it out, and the pages made from it.
//!
//! Pure: what was read comes in, values go out. No file, clock or environment is asked; the day comes in with the rest.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use crate::checks;
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::Graph;
use crate::load;
use crate::load::raw::{RawConfig, RawMap};
use crate::load::tree::Comment;
use crate::model::{CellAt, Coverage, Map, Site};
use crate::render::{self, Page};
use crate::resolve::{self, CaseFile, MapFile, Written};
use crate::rule::Rule;
use crate::source::{SourceId, Sources};
use crate::suppression;
use crate::words;
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
    /// How many findings their authors let stand.
    pub silenced: usize,
    /// The workspace's own templates, by name.
    pub templates: BTreeMap<String, SourceId>,
}

/// What to look for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// One rule alone, whatever its level. What keeps maps from being read is then left out too, unless it is that rule.
    pub only: Option<&'static Rule>,
    /// The day on which something may be overdue; without it, nothing is.
    pub today: Option<Date>,
}

/// Reads, resolves and checks everything in a workspace, the same on every day: what pages are made from.
pub fn read(workspace: &Workspace) -> Reading {
    read_with(workspace, &Options::default())
}

/// Reads, resolves and checks a workspace.
pub fn read_with(workspace: &Workspace, options: &Options) -> Reading {
    let (mut reading, comments) = understand(workspace, options.today);
    let Reading { sources, site, graph, findings, silenced, .. } = &mut reading;
    if let Some(rule) = options.only.filter(|rule| site.config.level(rule).severity().is_none()) {
        findings.extend(checks::run_one(rule, site, graph, options.today));
    }
    *silenced = suppression::apply(site, sources, &comments, options.only, findings);
    findings.retain(|finding| options.only.is_none_or(|rule| finding.rule == rule));
    sort(sources, findings);
    reading
}

/// Everything that is known and found, and the comments, which may let a finding stand.
fn understand(workspace: &Workspace, today: Option<Date>) -> (Reading, Vec<Comment>) {
    let mut reader = Reader::default();
    for file in &workspace.files {
        if file.kind == FileKind::Picture {
            reader.written.pictures.insert(file.path.clone(), file.bytes.to_vec());
            continue;
        }
        match load::text::read(&mut reader.sources, &file.path, &file.bytes) {
            Ok(id) => reader.texts.push((file.kind, id, file.stem().to_owned(), file.template_name().to_owned())),
            Err((id, finding)) => {
                reader.findings.push(*finding);
                reader.unreadable(file.kind, id, file.stem());
            }
        }
    }
    let Reader { sources, texts, mut written, mut findings, mut templates } = reader;
    // Every file is parsed by itself, on as many cores as there are; their order is that of the paths all the same.
    let mut comments = Vec::new();
    let parsed: Vec<Parsed> = texts.into_par_iter().filter_map(|text| Parsed::of(&sources, text)).collect();
    for parsed in parsed {
        match parsed {
            Parsed::Config(id, raw, found, said) => {
                written.config_source = Some(id);
                written.config = raw.map(|raw| *raw);
                findings.extend(found);
                comments.extend(said);
            }
            Parsed::Map(file, found, said) => {
                written.maps.push(*file);
                findings.extend(found);
                comments.extend(said);
            }
            Parsed::Case(mut file) => {
                findings.append(&mut file.raw.findings);
                comments.append(&mut file.raw.comments);
                written.cases.push(*file);
            }
            Parsed::Template(name, id) => _ = templates.insert(name, id),
        }
    }
    written.maps.sort_by(|one, other| one.name.cmp(&other.name));
    written.cases.sort_by(|one, other| one.name.cmp(&other.name));
    let site = resolve::resolve(written, &mut findings);
    let graph = Graph::new(&site);
    findings.extend(checks::run(&site, &graph, today));
    (Reading { sources, site, graph, findings, silenced: 0, templates }, comments)
}

/// A workspace with its pages.
#[derive(Debug)]
pub struct Built {
    /// What is known, and every finding, those of the workspace's templates among them.
    pub reading: Reading,
    /// The site.
    pub pages: Vec<Page>,
}

/// Reads a workspace and makes its site, with each map as one file too where that is asked for.
pub fn build(workspace: &Workspace, single_files: bool) -> Built {
    let mut reading = read(workspace);
    let mut shown = reading.findings.clone();
    curtail(&mut shown);
    let (Reading { site, graph, sources, templates, .. }, findings) = (&reading, &shown);
    let (mut pages, mut template_faults) = render::render(site, graph, findings, sources, templates);
    if single_files {
        let (files, faults) = render::single_files(site, graph, findings, sources, templates);
        pages.extend(files);
        template_faults.extend(faults);
    }
    reading.findings.extend(template_faults);
    sort(&reading.sources, &mut reading.findings);
    Built { reading, pages }
}

/// How often one rule speaks up in one file before the rest is only counted: nobody reads on, and a file that is broken
/// all over must not take minutes to tell.
const MOST_OF_A_KIND: usize = 100;

/// Leaves out what a rule finds in a file beyond the first hundred; the last of those says how many follow. For showing:
/// what is mended or kept in a baseline is all of them.
pub fn curtail(findings: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<(SourceId, &str), (usize, usize)> = BTreeMap::new();
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    for finding in findings.drain(..) {
        let (count, last) = seen.entry((finding.primary.span.source, finding.rule.name)).or_default();
        *count += 1;
        if *count <= MOST_OF_A_KIND {
            *last = kept.len();
            kept.push(finding);
        }
    }
    for (count, last) in seen.into_values().filter(|(count, _)| *count > MOST_OF_A_KIND) {
        let more = count - MOST_OF_A_KIND;
        kept[last]
            .help
            .push(words!("{more} more of this kind follow in this file", "这个文件里后面还有 {more} 处同样的问题"));
    }
    *findings = kept;
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
            FileKind::Map => self.written.maps.push(MapFile { source, name, raw: None, ids: Vec::new() }),
            FileKind::Config => self.written.config_source = Some(source),
            FileKind::Case | FileKind::Template | FileKind::Picture => {}
        }
    }
}

enum Parsed {
    Config(SourceId, Option<Box<RawConfig>>, Vec<Diagnostic>, Vec<Comment>),
    Map(Box<MapFile>, Vec<Diagnostic>, Vec<Comment>),
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
                let loaded = load::yaml::<RawConfig>(id, source, whole);
                let config = loaded.value.map(|config| Box::new(config.value));
                Parsed::Config(id, config, loaded.findings, loaded.comments)
            }
            FileKind::Map => {
                let mut loaded = load::yaml::<RawMap>(id, source, whole);
                if loaded.is_empty() {
                    loaded.findings.push(load::nothing_there(id));
                }
                let file = MapFile { source: id, name, raw: loaded.value, ids: loaded.ids };
                Parsed::Map(Box::new(file), loaded.findings, loaded.comments)
            }
            FileKind::Case => Parsed::Case(Box::new(CaseFile { source: id, name, raw: load::case::read(id, source) })),
            FileKind::Template => Parsed::Template(template, id),
            // A picture is no text.
            FileKind::Picture => return None,
        })
    }
}

/// What there is, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
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
