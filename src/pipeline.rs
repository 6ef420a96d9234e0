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
use crate::checks::cases::{PERSONAL_DATA, redact};
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::Graph;
use crate::load::misnamed::Misnamed;
use crate::load::raw::{RawConfig, RawMap};
use crate::load::tree::{Comment, LongValue};
use crate::load::{self, Loaded};
use crate::memory::{Found, Memory};
use crate::model::{Case, CellAt, Config, Coverage, Map, MapId, Site};
use crate::outline::{Kept, Outlined};
use crate::render::{self, Material, Page, Selection, last_readable};
use crate::resolve::{self, CaseDraft, CaseFile, Draft, MapFile, StandIns};
use crate::rule::Rule;
use crate::source::{Source, SourceId, Sources, Spanned};
use crate::suppression::apply_suppressions;
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
    /// What pages show, where that is not what is known at present.
    shown: Option<Shown>,
}

/// What is known with the last readable texts of maps that cannot be understood in the place of their present ones. Its
/// files have the same numbers.
#[derive(Debug)]
struct Shown {
    sources: Sources,
    site: Site,
    graph: Arc<Graph>,
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
    let mut understood = understand(workspace, Vec::new(), &mut Memory::default(), None);
    let Understood { site, graph, findings, .. } = &mut understood;
    let checks = checks::enabled(&site.config, options.only);
    findings.extend(checks::run(&checks, site, graph, options.today, |_| true));
    understood.weigh(options.only)
}

/// Reads and checks the files of a workspace among these others, which are known by their outlines alone. What is found
/// in them is what [`read`] finds there that reads all.
pub fn read_among(workspace: &Workspace, others: Vec<Outlined>) -> Reading {
    let paths: BTreeSet<&str> = workspace.files.iter().map(|file| file.path.as_str()).collect();
    let mut understood = understand(workspace, others, &mut Memory::default(), None);
    let Understood { sources, site, graph, findings, .. } = &mut understood;
    let was_read = |source: SourceId| paths.contains(sources.get(source).path.as_str());
    findings.extend(checks::run(&checks::enabled(&site.config, None), site, graph, None, was_read));
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
    long_values: Vec<LongValue>,
    templates: BTreeMap<String, SourceId>,
}

fn understand(
    workspace: &Workspace,
    others: Vec<Outlined>,
    memory: &mut Memory,
    stand_ins: Option<&StandIns>,
) -> Understood {
    memory.stand_on(workspace);
    let Texts { sources, config, mut maps, mut cases, templates, pictures, mut found } =
        Texts::of(workspace, others, memory);
    let known = memory.config(|| configuration(config, &sources, &pictures, &templates, &found.findings));
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
    let Found { mut findings, comments, long_values } = found;
    let before = memory.connected();
    let site = resolve::connect(config.clone(), drafts, cases, &sources, before, stand_ins, &mut findings);
    let graph = memory.journey(&site, workspace);
    Understood { sources, site, graph, findings, comments, long_values, templates }
}

/// The configuration, and what is found in it beside what is known of its characters.
fn configuration(
    text: Option<Text>,
    sources: &Sources,
    pictures: &BTreeMap<String, Bytes>,
    templates: &BTreeMap<String, SourceId>,
    known: &[Diagnostic],
) -> (Config, Found) {
    let mut found = Found { findings: known.to_vec(), ..Found::default() };
    let source = text.as_ref().map(|text| text.id);
    let mut misnamed = Misnamed::default();
    let written = match text {
        // A configuration with nothing in it is no fault: everything in it may be left out.
        Some(Text { id, known: Known::Text, .. }) => {
            let mut loaded = whole_yaml::<RawConfig>(sources, id);
            misnamed = std::mem::take(&mut loaded.misnamed);
            found.take(loaded)
        }
        _ => None,
    };
    let written = written.map(|config| config.value);
    let config = resolve::config(source, written, sources, pictures, templates, &misnamed, &mut found.findings);
    found.findings.drain(..known.len());
    (config, found)
}

impl Understood {
    /// The findings that their authors do not let stand, in their order; of one rule alone, where one is asked for.
    fn weigh(self, only: Option<&'static Rule>) -> Reading {
        let Understood { sources, mut site, graph, mut findings, comments, long_values, templates } = self;
        let silenced = apply_suppressions(&site, &sources, &comments, &long_values, only, &mut findings);
        keep_people_out(&mut site, &mut findings);
        findings.retain(|finding| only.is_none_or(|rule| finding.rule == rule));
        sort(&sources, &mut findings);
        Reading { sources, site, graph, findings, silenced, templates, shown: None }
    }
}

/// Withholds each case in which personal data is found that nobody allowed, and takes such data out of what is said of
/// cases: messages end up in logs and on pages.
fn keep_people_out(site: &mut Site, findings: &mut [Diagnostic]) {
    let cases: BTreeMap<SourceId, usize> =
        site.cases.iter().enumerate().map(|(number, case)| (case.source, number)).collect();
    for finding in findings {
        let Some(&number) = cases.get(&finding.primary.span.source) else { continue };
        site.cases[number].gives_away |= *finding.rule == PERSONAL_DATA;
        finding.for_each_sentence(|words| {
            words.en = redact(&words.en, Lang::En).into_owned();
            words.zh = redact(&words.zh, Lang::Zh).into_owned();
        });
    }
}

/// Reads, resolves and checks a workspace, taking over from the times before what has not changed since.
pub fn read_again(workspace: &Workspace, memory: &mut Memory) -> Reading {
    let mut understood = understand(workspace, Vec::new(), memory, None);
    let Understood { sources, site, graph, findings, .. } = &mut understood;
    memory.keep_readable(site, sources);
    let of_maps = memory.findings(site, graph);
    of_maps.iter().for_each(|found| findings.extend_from_slice(found));
    let checks = checks::enabled(&site.config, None);
    findings.extend(site.cases.iter().flat_map(|case| checks::of_case(&checks, site, case)));
    understood.weigh(None)
}

/// Lets the pages of what was read show what maps that cannot be understood said when they last could be, as far as that
/// is remembered. Findings stay those of the present.
pub fn show_last_readable(reading: &mut Reading, workspace: &Workspace, memory: &mut Memory) {
    let texts = last_readable_texts(reading, memory);
    if texts.is_empty() {
        memory.forget_stand_ins();
        return;
    }
    let mut workspace = workspace.clone();
    for file in &mut workspace.files {
        if let Some((_, text)) = texts.get(&*file.path) {
            file.bytes = text.clone();
        }
    }
    let stand_ins = StandIns::new(&reading.site, texts.values().map(|(source, _)| *source).collect());
    let understood = understand(&workspace, Vec::new(), memory.with_stand_ins(), Some(&stand_ins));
    let Understood { sources, mut site, graph, .. } = understood;
    // What was found in cases was found in the present state, and is withheld from every other.
    let withheld = |case: &Case| reading.site.cases.iter().any(|one| one.source == case.source && one.gives_away);
    site.cases.iter_mut().for_each(|case| case.gives_away = withheld(case));
    reading.shown = Some(Shown { sources, site, graph });
}

/// What the maps that cannot be understood said when they last could be, by path.
fn last_readable_texts(reading: &Reading, memory: &Memory) -> BTreeMap<String, (SourceId, Bytes)> {
    let mut names = BTreeSet::new();
    let text_of = |map: &Arc<Map>| {
        let path = &reading.sources.get(map.source).path;
        let text = last_readable::text(&memory.last_readable(path)?.bytes, path)?;
        // Of two maps that would have one page, the first keeps it.
        let is_shown = is_map(path, &text) && names.insert(map.name.to_lowercase());
        is_shown.then(|| (path.clone(), (map.source, text)))
    };
    let broken = reading.site.maps.iter().filter(|map| map.faulty && !reading.site.config.faulty);
    broken.filter_map(text_of).collect()
}

/// Whether a text can be read as a map, whatever its names refer to: it may have been kept by another version of the
/// program.
fn is_map(path: &str, text: &Bytes) -> bool {
    let mut sources = Sources::default();
    let Ok(id) = load::text::read(&mut sources, path, text) else { return false };
    let loaded = whole_yaml::<RawMap>(&sources, id);
    loaded.value.is_some() && !loaded.findings.iter().any(Diagnostic::blocks_map)
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
    let selection = Selection { single_files: true, ..Selection::default() };
    let drop = |_| Ok::<_, Infallible>(());
    let Ok((_, faults)) = render::print(reading.material(&shown), selection, drop);
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
        let (site, graph, sources) = match &self.shown {
            Some(Shown { site, graph, sources }) => (site, graph, sources),
            None => (&self.site, &self.graph, &self.sources),
        };
        Material { site, graph, findings: shown, sources, present: &self.sources, overrides: &self.templates }
    }

    /// What its pages show: what is known, with the last readable state of maps that cannot be understood.
    pub fn shown_site(&self) -> &Site {
        self.shown.as_ref().map_or(&self.site, |shown| &shown.site)
    }

    /// The text that its pages show of a map.
    pub fn shown_source(&self, map: &Map) -> Arc<Source> {
        self.shown.as_ref().map_or(&self.sources, |shown| &shown.sources).shared(map.source)
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
        let mut misnamed = Misnamed::default();
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
            misnamed = std::mem::take(&mut loaded.misnamed);
            raw = found.take(loaded);
        }
        let file = MapFile { source: id, name, raw, ids, misnamed };
        (resolve::draft(number, file, sources, config, &mut found.findings), found)
    }

    fn into_case(self, sources: &Sources) -> (CaseDraft, Found) {
        if let Known::Outline(Kept::Case(places)) = self.known {
            return (CaseDraft::Outlined { name: self.name, source: self.id, places }, Found::default());
        }
        let mut raw = load::case::read(self.id, sources.get(self.id));
        let found = Found {
            findings: std::mem::take(&mut raw.findings),
            comments: std::mem::take(&mut raw.comments),
            long_values: std::mem::take(&mut raw.long_values),
        };
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
        self.long_values.extend(loaded.long_values);
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
