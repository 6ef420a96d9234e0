//! `motmap build`: the site.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::account::Account;
use super::paths::{in_workspace, without_dot};
use super::{Exit, Stop, Terminal, depfile, known_findings, last_readable, record, workspace_at};
use crate::baseline::Baseline;
use crate::cli::BuildArgs;
use crate::diagnostic::{Diagnostic, Severity};
use crate::digest::Digest;
use crate::emit::{self, Folders, Format, Report};
use crate::failure::Failure;
use crate::memory::Memory;
use crate::model::{Case, Map, MapId, Site, Withheld};
use crate::output::{Keep, OutputFolder, WriteCounts};
use crate::pipeline::{self, Reading, Tally};
use crate::render::{self, Page, Selection};
use crate::source::SourceId;
use crate::suggest::{closest, some_of};
use crate::words;
use crate::words::Lang;
use crate::workspace::{SITE, Workspace};

pub(super) fn run(args: &BuildArgs, start: &Path, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    let workspace = workspace_at(start, terminal)?;
    depfile::check_path(args, start, &workspace)?;
    let out = site_folder(args.out.as_deref(), start, &workspace);
    let mut folder = OutputFolder::new(&workspace.root, &out);
    let folders = Folders::of(&workspace.root);
    let baseline = args.baseline.as_ref().map(|file| known_findings::read(file, start)).transpose()?;
    let made_from = record::made_from(args, &workspace, baseline.as_ref());
    if let Some(account) = record::tell_again(made_from, &workspace, &mut folder, &folders, terminal)? {
        tell_where(&out, terminal)?;
        return Ok(account.exit(args.strict));
    }
    let mut reading = pipeline::read(&workspace);
    last_readable::show(&mut reading, &workspace, &mut Memory::default(), &folder);
    terminal.adopt(&reading);
    let map = args.map.as_ref().map(|name| known_map(&reading.site, name)).transpose()?.map(|map| map.id);
    let selection = Selection { map, single_files: args.single_file };
    // A build program that is told what was read wants to hear of what fails it alone.
    let telling = match args.depfile {
        Some(_) if args.strict => Telling::Errors,
        Some(_) => Telling::Faults,
        None => Telling::Everything,
    };
    let exit = if reading.site.config.faulty {
        tell_that_nothing_was_built(&reading, &folders, terminal)?;
        Exit::Findings
    } else {
        let (done, account) = print(&mut reading, selection, &mut folder, made_from, baseline)?;
        match telling {
            Telling::Everything => account.tell(done, &reading.sources, &folders, &out, terminal)?,
            Telling::Faults => account.tell_faults(&reading.sources, &folders, terminal)?,
            Telling::Errors => tell_errors(&reading, &folders, terminal)?,
        }
        account.exit(args.strict)
    };
    let exit = if map.is_some() && withholds(&reading.site) {
        let words = words!(
            "A case is withheld for personal data: pages of other maps may still show it. `motmap build` without --map \
             takes it away from all.",
            "有案例因含个人信息而不公开，其他页面上可能还有它的内容。请运行不带 --map 的 `motmap build`，把它从所有页面撤下。"
        );
        terminal.say(terminal.lang(), &words)?;
        Exit::Findings
    } else {
        exit
    };
    depfile::write(args, map, &out, start, &workspace, &reading)?;
    if telling == Telling::Everything {
        tell_where(&out, terminal)?;
    }
    Ok(exit)
}

/// Whether a case is withheld that an earlier build may have published.
fn withholds(site: &Site) -> bool {
    site.cases.iter().any(|case| case.withheld() == Some(Withheld::PersonalData))
}

/// Which pages of before stay when the site is written, or of it one map alone.
fn kept(map: Option<MapId>, site: &Site) -> Keep {
    match map.map(|id| site.map(id)) {
        None => Keep::Maps(faulty_maps(site)),
        Some(map) if map.faulty => Keep::All,
        Some(map) => Keep::AllBut(map.name.clone()),
    }
}

/// How much is told of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Telling {
    /// What was done and found.
    Everything,
    /// Only what keeps pages from being built as they should be.
    Faults,
    /// Every error and nothing else.
    Errors,
}

/// Makes the pages and writes each as soon as it is made; leaves a record of a site that is `made_from` something known.
/// What was done to the folder, and what there is to tell.
fn print(
    reading: &mut Reading,
    selection: Selection,
    folder: &mut OutputFolder,
    made_from: Option<Digest>,
    baseline: Option<Baseline>,
) -> Result<(WriteCounts, Account), Failure> {
    let shown = pipeline::shown(&reading.findings);
    let site = reading.shown_site();
    let keep = kept(selection.map, site);
    let listed = [render::listing(site, selection), render::last_readable::listing(site, selection)].concat();
    let writing = folder.begin_writing(&listed, &keep)?;
    let put = |pages: Vec<Page>| pages.iter().map(|page| writing.write(page)).collect::<Result<Vec<_>, _>>();
    let (files, found) = render::print(reading.material(&shown), selection, put)?;
    let mut files = files.concat();
    files.extend(last_readable::put(reading, selection, |page| writing.write(&page))?);
    reading.add(found);
    if let Some(id) = selection.map {
        keep_what_is_about(id, reading);
    }
    let before = reading.findings.len();
    if let Some(baseline) = baseline {
        baseline.subtract_from(&mut reading.findings, &reading.sources);
    }
    let known = before - reading.findings.len();
    let tally = match selection.map {
        Some(id) => Tally::of_map(reading.site.map(id)),
        None => Tally::of_site(&reading.site),
    };
    let account = Account::new(reading, tally, known, &files);
    let done = match made_from {
        Some(made_from) => writing.finish_with_record(made_from, files, &account)?,
        None => writing.finish()?,
    };
    Ok((done, account))
}

/// The folder of the site: the one that was asked for, else `site` in the workspace.
pub(super) fn site_folder(out: Option<&Path>, start: &Path, workspace: &Workspace) -> PathBuf {
    match out {
        Some(out) => without_dot(start.join(out)),
        None => in_workspace(start, workspace, Path::new(SITE)),
    }
}

/// Says what was built and written, as `done` tells, and what was found.
pub(super) fn tell_all(
    reading: &Reading,
    done: Option<WriteCounts>,
    folders: &Folders,
    out: &Path,
    terminal: &mut Terminal<'_>,
) -> Result<(), Stop> {
    match done {
        Some(done) => {
            let account = Account::new(reading, Tally::of_site(&reading.site), 0, &[]);
            account.tell(done, &reading.sources, folders, out, terminal)
        }
        None => tell_that_nothing_was_built(reading, folders, terminal),
    }
}

fn tell_that_nothing_was_built(reading: &Reading, folders: &Folders, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let lang = terminal.lang();
    emit::emit(Format::Human, &report(&spoiling(&reading.findings), reading, folders, lang), terminal.messages)?;
    let words = words!(
        "Nothing was built: motmap.yaml cannot be understood. The pages of before are still there.",
        "没有生成任何页面：motmap.yaml 读不懂。原有页面保持不变。"
    );
    terminal.say(lang, &words)?;
    Ok(())
}

/// Forgets the findings about other maps: a fault in a map is told, and counts, where its own pages are made.
fn keep_what_is_about(map: MapId, reading: &mut Reading) {
    let Reading { site, findings, .. } = reading;
    let cases = site.cases.iter().filter(|case| !case.touchpoints.is_empty()).map(|case| case.source);
    let of_maps: BTreeSet<SourceId> = site.maps.iter().map(|map| map.source).chain(cases).collect();
    let own: BTreeSet<SourceId> = sources_of(site.map(map), site).collect();
    findings.retain(|finding| {
        let mut labels = finding.related.iter().chain([&finding.primary]);
        labels.any(|label| own.contains(&label.span.source)) || !of_maps.contains(&finding.primary.span.source)
    });
}

fn tell_errors(reading: &Reading, folders: &Folders, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let is_error = |finding: &&Diagnostic| finding.severity == Severity::Error;
    let mut errors: Vec<Diagnostic> = reading.findings.iter().filter(is_error).cloned().collect();
    pipeline::curtail(&mut errors);
    let lang = terminal.lang();
    Ok(emit::emit(Format::Human, &report(&errors, reading, folders, lang), terminal.messages)?)
}

/// Says what to open.
fn tell_where(out: &Path, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let start_page = out.join("index.html");
    let start_page = start_page.display();
    let look = words!(
        "Open {start_page}. For trainers alone: {}.",
        "请打开 {start_page}。仅供培训师：{}。",
        out.join("trainer").display()
    );
    Ok(terminal.say(terminal.lang(), &look)?)
}

/// What is told of these findings.
pub(super) fn report<'a>(
    findings: &'a [Diagnostic],
    reading: &'a Reading,
    folders: &'a Folders,
    lang: Lang,
) -> Report<'a> {
    Report { findings, sources: &reading.sources, tally: Tally::of_site(&reading.site), folders, lang }
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
    Err(no_such_map(name, || site.maps.iter().map(|map| map.name.as_str())))
}

/// That there is no map of that name among these.
pub(super) fn no_such_map<'n, I: Iterator<Item = &'n str>>(name: &str, names: impl Fn() -> I) -> Failure {
    Failure::new(match closest(name, names()) {
        Some(near) => {
            words!("there is no map `{name}`; did you mean `{near}`?", "没有叫 `{name}` 的图；是不是想写 `{near}`？")
        }
        None => {
            let some = some_of(names());
            words!(
                "there is no map `{name}`; there are: {}",
                "没有叫 `{name}` 的图；现有：{}",
                some.join(", "); some.join("、")
            )
        }
    })
}

/// The files of a map: its own and those of its cases.
fn sources_of<'a>(map: &'a Map, site: &'a Site) -> impl Iterator<Item = SourceId> + 'a {
    let of_map = move |case: &&Case| case.touchpoints.iter().any(|at| at.value.map == map.id);
    let cases = site.cases.iter().filter(of_map).map(|case| case.source);
    std::iter::once(map.source).chain(cases)
}
