//! `motmap build`: the site.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Exit, Stop, Terminal, dependencies, findings_in_words, plural, summary};
use crate::cli::Build;
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::{self, Format, Report};
use crate::failure::Failure;
use crate::model::{Map, Site};
use crate::output::{self, Folder, Keep};
use crate::pipeline::{self, Reading, Tally, count};
use crate::render::{self, Page, Selection, Wanted};
use crate::source::SourceId;
use crate::suggest::closest;
use crate::words;
use crate::words::Lang;
use crate::workspace::{SITE, Workspace};

pub(super) fn run(args: &Build, start: &Path, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    let workspace = Workspace::load(start)?;
    let mut reading = pipeline::read(&workspace);
    let lang = terminal.adopt(&reading);
    let wanted = match &args.map {
        Some(name) => Wanted::Map(known_map(&reading.site, name)?.id),
        None if args.index => Wanted::Index,
        None => Wanted::Whole,
    };
    let keep = kept(wanted, &reading.site);
    let selection = Selection { wanted, single_files: args.single_file };
    // A build program that is told what was read wants to hear of faults alone.
    let telling = if args.depfile.is_some() { Telling::Faults } else { Telling::Everything };
    let out = site_folder(args.out.as_deref(), start, &workspace);
    let mut folder = Folder::new(&workspace.root, &out);
    let sound = if reading.site.config.faulty {
        tell_that_nothing_was_built(&reading, lang, terminal)?;
        false
    } else {
        let (report, single_files) = print(&mut reading, selection, &mut folder, &keep)?;
        let faults = about(wanted, spoiling(&reading.findings), &reading.site);
        match telling {
            Telling::Faults => emit::emit(Format::Human, &self::report(&faults, &reading, lang), terminal.messages)?,
            Telling::Everything => tell(&reading, &faults, report, &single_files, &folder, lang, terminal)?,
        }
        faults.is_empty()
    };
    dependencies::note(args, wanted, &out, start, &workspace, &reading)?;
    if telling == Telling::Everything {
        let start_page = out.join("index.html");
        let start_page = start_page.display();
        let look = words!(
            "Open {start_page}. For trainers alone: {}.",
            "请打开 {start_page}。仅供培训师：{}。",
            out.join("trainer").display()
        );
        terminal.say(lang, &look)?;
    }
    let strict_fails = args.strict && count(&reading.findings, Severity::Error) > 0;
    Ok(if sound && !strict_fails { Exit::Clean } else { Exit::Findings })
}

/// Which pages of before stay when a part of the site is written.
fn kept(wanted: Wanted, site: &Site) -> Keep {
    match wanted {
        Wanted::Whole => Keep::Maps(faulty_maps(site)),
        Wanted::Index => Keep::Maps(site.maps.iter().map(|map| map.name.clone()).collect()),
        Wanted::Map(id) if site.map(id).faulty => Keep::All,
        Wanted::Map(id) => Keep::AllBut(site.map(id).name.clone()),
    }
}

/// How much is told of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Telling {
    /// What was done and found.
    Everything,
    /// Only what went wrong.
    Faults,
}

/// A map as one file: its path in the site, and how many bytes it has.
type SingleFile = (Arc<str>, usize);

/// Makes the pages and writes each as soon as it is made. What was done to the folder, and the maps as one file.
fn print(
    reading: &mut Reading,
    selection: Selection,
    folder: &mut Folder,
    keep: &Keep,
) -> Result<(output::Report, Vec<SingleFile>), Failure> {
    let shown = pipeline::shown(&reading.findings);
    let writing = folder.begin(&render::listing(&reading.site, selection), keep)?;
    let put = |pages: Vec<Page>| {
        pages.iter().try_for_each(|page| writing.put(page))?;
        let single = pages.iter().filter(|page| render::is_single_file(&page.path));
        Ok(single.map(|page| (page.path.clone(), page.bytes.len())).collect::<Vec<_>>())
    };
    let (single_files, faults) = render::print(reading.material(&shown), selection, put)?;
    reading.add(faults);
    Ok((writing.finish()?, single_files.concat()))
}

/// The folder of the site: the one that was asked for, else `site` in the workspace.
pub(super) fn site_folder(out: Option<&Path>, start: &Path, workspace: &Workspace) -> PathBuf {
    match out {
        Some(out) => plain(start.join(out)),
        None => from_where_they_are(start, workspace, Path::new(SITE)),
    }
}

/// A path of the workspace, as people find it from where they are, however deep in there the command was started.
pub(super) fn from_where_they_are(start: &Path, workspace: &Workspace, path: &Path) -> PathBuf {
    let is_root = fs::canonicalize(start).is_ok_and(|start| start == workspace.root);
    plain(if is_root { start.join(path) } else { workspace.root.join(path) })
}

/// `./site` is what nobody types.
pub(super) fn plain(path: PathBuf) -> PathBuf {
    let plain = path.strip_prefix(".").ok().filter(|plain| !plain.as_os_str().is_empty()).map(Path::to_owned);
    plain.unwrap_or(path)
}

/// Says what was built and written, as `done` tells, and what was found.
pub(super) fn tell_all(
    reading: &Reading,
    done: Option<output::Report>,
    folder: &Folder,
    lang: Lang,
    terminal: &mut Terminal<'_>,
) -> Result<(), Stop> {
    match done {
        Some(done) => tell(reading, &spoiling(&reading.findings), done, &[], folder, lang, terminal),
        None => tell_that_nothing_was_built(reading, lang, terminal),
    }
}

fn tell_that_nothing_was_built(reading: &Reading, lang: Lang, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    emit::emit(Format::Human, &report(&spoiling(&reading.findings), reading, lang), terminal.messages)?;
    let words = words!(
        "Nothing was built: motmap.yaml cannot be understood. The pages of before are still there.",
        "没有生成任何页面：motmap.yaml 读不懂。原有页面保持不变。"
    );
    terminal.say(lang, &words)?;
    Ok(())
}

/// The findings about a part of the site: a fault in a map is told, and counts, where its own pages are made.
fn about(wanted: Wanted, mut findings: Vec<Diagnostic>, site: &Site) -> Vec<Diagnostic> {
    let cases = site.cases.iter().filter(|case| !case.touchpoints.is_empty()).map(|case| case.source);
    let of_maps: BTreeSet<SourceId> = site.maps.iter().map(|map| map.source).chain(cases).collect();
    let own: BTreeSet<SourceId> = match wanted {
        Wanted::Whole => return findings,
        Wanted::Index => BTreeSet::new(),
        Wanted::Map(id) => dependencies::sources_of(site.map(id), site).collect(),
    };
    findings.retain(|finding| {
        let mut labels = finding.related.iter().chain([&finding.primary]);
        labels.any(|label| own.contains(&label.span.source)) || !of_maps.contains(&finding.primary.span.source)
    });
    findings
}

/// Says what was done and found, and what of that spoils pages.
fn tell(
    reading: &Reading,
    faults: &[Diagnostic],
    done: output::Report,
    single_files: &[SingleFile],
    folder: &Folder,
    lang: Lang,
    terminal: &mut Terminal<'_>,
) -> Result<(), Stop> {
    emit::emit(Format::Human, &report(faults, reading, lang), terminal.messages)?;
    let out = folder.shown();
    let (shown, files) = (out.display(), done.written + done.unchanged);
    let made = words!(
        "Built {} in {shown}: {} written, {} unchanged, {} removed.",
        "已生成 {} 个文件到 {shown}：新写 {} 个，未变 {} 个，移除 {} 个。",
        plural(files, "file"), done.written, done.unchanged, done.removed;
        files, done.written, done.unchanged, done.removed
    );
    terminal.say(lang, &made)?;
    for (path, bytes) in single_files {
        let (path, size) = (out.join(&**path), size_in_words(*bytes));
        terminal.say(lang, &words!("One file: {}, {size}.", "独立文件：{}，{size}。", path.display()))?;
    }
    let (counted, found) = (summary(&Tally::of_site(&reading.site)), findings_in_words(&reading.findings));
    let hint = if reading.findings.is_empty() {
        words!("", "")
    } else {
        words!(" `motmap check` shows each.", "`motmap check` 会逐条列出。")
    };
    let counted = words!("{}: {}.{}", "{}：{}。{}", counted.en, found.en, hint.en; counted.zh, found.zh, hint.zh);
    terminal.say(lang, &counted)?;
    Ok(())
}

/// What is told of these findings.
pub(super) fn report<'a>(findings: &'a [Diagnostic], reading: &'a Reading, lang: Lang) -> Report<'a> {
    Report { findings, sources: &reading.sources, tally: Tally::of_site(&reading.site), folder: "", lang }
}

/// A number of bytes as people read it: `412 kB`, `1.3 MB`.
fn size_in_words(bytes: usize) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// The findings that keep something from being built as it should be, as far as anybody reads on.
pub(super) fn spoiling(findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let spoils = |finding: &&Diagnostic| finding.rule.group.spoils_page() && finding.severity == Severity::Error;
    let mut spoiling: Vec<Diagnostic> = findings.iter().filter(spoils).cloned().collect();
    pipeline::curtail(&mut spoiling);
    spoiling
}

/// The maps whose pages of before stay.
pub(super) fn faulty_maps(site: &Site) -> BTreeSet<String> {
    site.maps.iter().filter(|map| map.faulty).map(|map| map.name.clone()).collect()
}

/// The map that was asked for.
pub(super) fn known_map<'s>(site: &'s Site, name: &str) -> Result<&'s Map, Failure> {
    if let Some(map) = site.map_named(name) {
        return Ok(map);
    }
    let names: Vec<&str> = site.maps.iter().map(|map| map.name.as_str()).collect();
    Err(Failure::new(match closest(name, names.iter().copied()) {
        Some(near) => {
            words!("there is no map `{name}`; did you mean `{near}`?", "没有叫 `{name}` 的图；是不是想写 `{near}`？")
        }
        None => words!(
            "there is no map `{name}`; there are: {}",
            "没有叫 `{name}` 的图；现有：{}",
            names.join(", "); names.join("、")
        ),
    }))
}
