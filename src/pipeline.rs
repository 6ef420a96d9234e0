//! The story on one screen: a workspace in, what is known and what is wrong with it out, and the pages made from it.
//!
//! Pure: what was read comes in, values go out. No file, clock or environment is asked; the day comes in with the rest.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::Arc;

use bytes::Bytes;
use jiff::civil::Date;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::checks;
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::Graph;
use crate::load::raw::{RawConfig, RawMap};
use crate::load::tree::Comment;
use crate::load::{self, Loaded};
use crate::memory::{Found, Memory};
use crate::model::{CellAt, Config, Coverage, Map, MapId, Site};
use crate::outline::{Kept, Outlined};
use crate::render::{self, Material, Page, Selection};
use crate::resolve::{self, CaseDraft, CaseFile, Draft, MapFile};
use crate::rule::Rule;
use crate::source::{Source, SourceId, Sources, Spanned};
use crate::suppression;
use crate::words;
use crate::words::Lang;
use crate::workspace::{CONFIG, File, FileKind, Workspace, kind_of_path, stem};

/// All that is known of a workspace, and all that is wrong with it.
#[derive(Debug)]
pub struct Reading {
    /// The files, as text.
    pub sources: Sources,
    /// What is known.
    pub site: Site,
    /// The journey through it.
    pub graph: Arc<Graph>,
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
    let mut understood = understand(workspace, Vec::new(), &mut Memory::default());
    let Understood { site, graph, findings, .. } = &mut understood;
    let mut rules = checks::wanted(&site.config);
    rules.extend(options.only.filter(|rule| site.config.level(rule).severity().is_none()));
    findings.extend(checks::run(&rules, site, graph, options.today, |_| true));
    understood.weigh(options.only)
}

/// Reads and checks the files of a workspace among these others, which are known by their outlines alone. What is found
/// in them is what [`read`] finds there that reads all.
pub fn read_among(workspace: &Workspace, others: Vec<Outlined>) -> Reading {
    let paths: BTreeSet<&str> = workspace.files.iter().map(|file| file.path.as_str()).collect();
    let mut understood = understand(workspace, others, &mut Memory::default());
    let Understood { sources, site, graph, findings, .. } = &mut understood;
    let was_read = |source: SourceId| paths.contains(sources.get(source).path.as_str());
    findings.extend(checks::run(&checks::wanted(&site.config), site, graph, None, was_read));
    understood.weigh(None)
}

/// What is known of a workspace, what is wrong with it as far as reading tells, and the comments that may let a finding
/// stand.
struct Understood {
    sources: Sources,
    site: Site,
    graph: Arc<Graph>,
    findings: Vec<Diagnostic>,
    comments: Vec<Comment>,
    templates: BTreeMap<String, SourceId>,
}

fn understand(workspace: &Workspace, others: Vec<Outlined>, memory: &mut Memory) -> Understood {
    memory.stand_on(workspace);
    let Texts { sources, config, mut maps, mut cases, templates, pictures, mut found } =
        Texts::of(workspace, others, memory);
    let known = memory.config(|| configuration(config, &sources, &pictures, &found.findings));
    let (config, in_config) = &*known;
    found.join(in_config);
    // Every file is read by itself, on as many cores as there are; their order is that of their names all the same.
    maps.sort_by(|one, other| one.name.cmp(&other.name));
    cases.sort_by(|one, other| one.name.cmp(&other.name));
    let drafts =
        memory.drafts(maps, |text| sources.shared(text.id), |number, text| text.into_draft(number, &sources, config));
    let (drafts, in_maps): (Vec<_>, Vec<_>) = drafts.into_iter().unzip();
    let (cases, in_cases): (Vec<_>, Vec<_>) = cases.into_par_iter().map(|text| text.into_case(&sources)).unzip();
    in_maps.iter().for_each(|more| found.join(more));
    in_cases.iter().for_each(|more| found.join(more));
    let Found { mut findings, comments } = found;
    let site = resolve::connect(config.clone(), drafts, cases, &sources, memory.connected(), &mut findings);
    let graph = memory.journey(&site, workspace);
    Understood { sources, site, graph, findings, comments, templates }
}

/// The configuration, and what is found in it beside what is known of its characters.
fn configuration(
    text: Option<Text>,
    sources: &Sources,
    pictures: &BTreeMap<String, Bytes>,
    known: &[Diagnostic],
) -> (Config, Found) {
    let mut found = Found { findings: known.to_vec(), comments: Vec::new() };
    let source = text.as_ref().map(|text| text.id);
    let written = match text {
        // A configuration with nothing in it is no fault: everything in it may be left out.
        Some(Text { id, known: Known::Text, .. }) => found.take(whole_yaml::<RawConfig>(sources, id)),
        _ => None,
    };
    let config = resolve::config(source, written.map(|config| config.value), sources, pictures, &mut found.findings);
    found.findings.drain(..known.len());
    (config, found)
}

impl Understood {
    /// The findings that their authors do not let stand, in their order; of one rule alone, where one is asked for.
    fn weigh(self, only: Option<&'static Rule>) -> Reading {
        let Understood { sources, site, graph, mut findings, comments, templates, .. } = self;
        let silenced = suppression::apply(&site, &sources, &comments, only, &mut findings);
        findings.retain(|finding| only.is_none_or(|rule| finding.rule == rule));
        sort(&sources, &mut findings);
        Reading { sources, site, graph, findings, silenced, templates }
    }
}

/// Reads, resolves and checks a workspace, taking over from the times before what has not changed since.
pub fn read_again(workspace: &Workspace, memory: &mut Memory) -> Reading {
    let mut understood = understand(workspace, Vec::new(), memory);
    let Understood { site, graph, findings, .. } = &mut understood;
    let of_maps = memory.findings(site, graph);
    of_maps.iter().for_each(|found| findings.extend_from_slice(found));
    let rules = checks::wanted(&site.config);
    findings.extend(site.cases.iter().flat_map(|case| checks::of_case(&rules, site, case)));
    understood.weigh(None)
}

/// The pages of what was read again, taking over those that would come out the same; what is wrong with templates is added
/// to the findings. The new pages of maps that have changed are shown before the others are made.
pub fn pages_again(reading: &mut Reading, memory: &mut Memory, show: impl Fn(&Reading, &[Page]) + Sync) -> Vec<Page> {
    let shown = shown(&reading.findings);
    let show = |pages: &[Page]| show(reading, pages);
    let (pages, faults) = render::print_again(reading.material(&shown), memory.pages(), show);
    reading.add(faults);
    pages
}

/// What is wrong with the workspace's own templates when its pages are made of them, as a build does; the pages
/// themselves are dropped one by one. Where it has none, nothing is made.
pub fn faults_of_templates(workspace: &Workspace) -> Vec<Diagnostic> {
    if !workspace.files.iter().any(|file| file.kind == FileKind::Template) {
        return Vec::new();
    }
    // Pages show findings: those of every rule, whichever are asked for here, and on no certain day.
    let reading = read(workspace);
    if reading.site.config.faulty {
        return Vec::new();
    }
    let shown = shown(&reading.findings);
    let drop = |_| Ok::<_, Infallible>(());
    let Ok((_, faults)) = render::print(reading.material(&shown), Selection::default(), drop);
    faults
}

/// The findings that pages show.
pub fn shown(findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut shown = findings.to_vec();
    curtail(&mut shown);
    shown
}

impl Reading {
    /// What its pages are made from, with the findings that they show.
    pub fn material<'a>(&'a self, shown: &'a [Diagnostic]) -> Material<'a> {
        let Reading { site, graph, sources, templates, .. } = self;
        Material { site, graph, findings: shown, sources, overrides: templates }
    }

    /// The language of the workspace, where the program speaks it.
    pub fn language(&self) -> Option<Lang> {
        Lang::of(self.site.default_language().as_str())
    }

    /// Adds what was found while its pages were made.
    pub fn add(&mut self, findings: Vec<Diagnostic>) {
        self.findings.extend(findings);
        sort(&self.sources, &mut self.findings);
    }
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
    fn place<'f>(sources: &'f Sources, finding: &'f Diagnostic) -> impl Ord + 'f {
        let span = finding.primary.span;
        (&sources.get(span.source).path, span.start, span.end, finding.rule.name, &finding.message)
    }
    findings.sort_by(|one, other| place(sources, one).cmp(&place(sources, other)));
    findings.dedup();
}

/// The files of a workspace as text, under the numbers that [`read`] gives them.
pub fn texts(workspace: &Workspace) -> Sources {
    Texts::of(workspace, Vec::new(), &mut Memory::default()).sources
}

/// The files of a workspace as text, by what they are read as.
#[derive(Default)]
struct Texts {
    sources: Sources,
    config: Option<Text>,
    maps: Vec<Text>,
    cases: Vec<Text>,
    templates: BTreeMap<String, SourceId>,
    pictures: BTreeMap<String, Bytes>,
    found: Found,
}

/// A file as text.
struct Text {
    id: SourceId,
    /// The file's stem.
    name: String,
    known: Known,
}

/// How much of a file is known.
enum Known {
    /// All of its text.
    Text,
    /// Nothing: it is no text at all.
    Nothing,
    /// What others need to know of it.
    Outline(Kept),
}

impl Texts {
    fn of(workspace: &Workspace, others: Vec<Outlined>, memory: &mut Memory) -> Self {
        let mut texts = Texts::default();
        let mut others = others.into_iter().peekable();
        for file in &workspace.files {
            // The numbers of files are in the order of their paths.
            while let Some(before) = others.next_if(|Outlined(path, _)| *path < file.path) {
                texts.add_outlined(before);
            }
            if file.kind == FileKind::Picture {
                texts.pictures.insert(file.path.clone(), file.bytes.clone());
                continue;
            }
            if matches!(file.kind, FileKind::OutsideLink | FileKind::Misnamed) {
                let (id, finding) = load::unread::tell(&mut texts.sources, file);
                texts.found.findings.push(finding);
                texts.add(file, id, Known::Nothing);
                continue;
            }
            if let Some(known) = memory.text(&file.path, &file.bytes) {
                let id = texts.sources.add(known);
                texts.add(file, id, Known::Text);
                continue;
            }
            let (id, known) = match load::text::read(&mut texts.sources, &file.path, &file.bytes) {
                Ok(id) => {
                    memory.keep_text(&file.path, &file.bytes, texts.sources.shared(id));
                    (id, Known::Text)
                }
                Err((id, finding)) => {
                    texts.found.findings.push(*finding);
                    (id, Known::Nothing)
                }
            };
            texts.add(file, id, known);
        }
        others.for_each(|after| texts.add_outlined(after));
        texts
    }

    fn add(&mut self, file: &File, id: SourceId, known: Known) {
        let read = matches!(known, Known::Text);
        let text = Text { id, name: file.stem().to_owned(), known };
        match file.kind {
            FileKind::Config => self.config = Some(text),
            // A map of which nothing can be read is known all the same.
            FileKind::Map => self.maps.push(text),
            FileKind::Case if read => self.cases.push(text),
            FileKind::Template if read => _ = self.templates.insert(file.template_name().to_owned(), id),
            // References into such a map lead to something that is there.
            FileKind::OutsideLink if kind_of_path(&file.path) == Some(FileKind::Map) => self.maps.push(text),
            FileKind::OutsideLink if file.path == CONFIG => self.config = Some(text),
            _ => {}
        }
    }

    fn add_outlined(&mut self, Outlined(path, kept): Outlined) {
        let name = stem(&path).to_owned();
        let texts = match kept {
            Kept::Map(_) => &mut self.maps,
            Kept::Case(_) => &mut self.cases,
            Kept::Faulty(_) | Kept::Other(_) => return,
        };
        let id = self.sources.add(Source::new(path, ""));
        texts.push(Text { id, name, known: Known::Outline(kept) });
    }
}

impl Text {
    fn into_draft(self, number: usize, sources: &Sources, config: &Config) -> (Draft, Found) {
        let Text { id, name, known } = self;
        let (mut found, mut raw, mut ids) = (Found::default(), None, Vec::new());
        if let Known::Outline(Kept::Map(kept)) = known {
            let (map, ends) = kept.restored(MapId(number as u32), name, id);
            return (Draft::outlined(map, ends), found);
        }
        if matches!(known, Known::Text) {
            let mut loaded = whole_yaml::<RawMap>(sources, id);
            if loaded.is_empty() {
                loaded.findings.push(load::nothing_there(id));
            }
            ids = std::mem::take(&mut loaded.ids);
            raw = found.take(loaded);
        }
        let file = MapFile { source: id, name, raw, ids };
        (resolve::draft(number, file, sources, config, &mut found.findings), found)
    }

    fn into_case(self, sources: &Sources) -> (CaseDraft, Found) {
        if let Known::Outline(Kept::Case(places)) = self.known {
            return (CaseDraft::Outlined { name: self.name, source: self.id, places }, Found::default());
        }
        let mut raw = load::case::read(self.id, sources.get(self.id));
        let found = Found { findings: std::mem::take(&mut raw.findings), comments: std::mem::take(&mut raw.comments) };
        (CaseDraft::Read(CaseFile { source: self.id, name: self.name, raw }.into()), found)
    }
}

/// A file that is YAML from its first character to its last.
fn whole_yaml<T: DeserializeOwned>(sources: &Sources, id: SourceId) -> Loaded<Spanned<T>> {
    let source = sources.get(id);
    load::yaml(id, source, 0..source.text.len())
}

impl Found {
    fn take<T>(&mut self, loaded: Loaded<T>) -> Option<T> {
        self.findings.extend(loaded.findings);
        self.comments.extend(loaded.comments);
        loaded.value
    }
}

/// What there is, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
        for map in site.maps.iter().map(|map| Tally::of_map(map)) {
            sum.maps += map.maps;
            sum.touchpoints += map.touchpoints;
            sum.cells += map.cells;
            sum.covered += map.covered;
            sum.waived += map.waived;
        }
        sum
    }
}

/// How many findings there are of each weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weights {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Weights {
    /// Those of these findings.
    pub fn of(findings: &[Diagnostic]) -> Self {
        let [errors, warnings, notes] =
            [Severity::Error, Severity::Warning, Severity::Note].map(|s| count(findings, s));
        Self { errors, warnings, notes }
    }

    /// Whether there is nothing to be weighed.
    pub fn are_none(self) -> bool {
        self.errors + self.warnings + self.notes == 0
    }
}

/// How many findings there are of a weight.
pub fn count(findings: &[Diagnostic], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.severity == severity).count()
}
