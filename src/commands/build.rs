//! `motmap build`: the site.

use std::collections::BTreeSet;
use std::path::Path;

use super::build_summary::{BuildSummary, print_errors, print_nothing_built};
use super::find_by_name::{find_map, find_segment};
use super::site_folder::{EditionFolders, kept_pages, print_where, site_name};
use super::{Exit, Stop, Terminal, baseline, depfile, last_readable, up_to_date, workspace_at};
use crate::baseline::Baseline;
use crate::cli::BuildArgs;
use crate::digest::Digest;
use crate::emit::BaseFolders;
use crate::failure::Failure;
use crate::id::is_id;
use crate::model::{Case, Map, MapId, Site, Withheld};
use crate::output::{RecordedFile, SiteWriter};
use crate::pipeline::{self, BuildCache, Reading, SiteCounts};
use crate::render::{self, Edition, Page, Selection};
use crate::source::SourceId;
use crate::words;

pub(super) fn run(args: &BuildArgs, start: &Path, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    let workspace = workspace_at(start, terminal)?;
    depfile::check_path(args, start, &workspace)?;
    let folders_for = |segment: Option<&str>| {
        let name = site_name(segment);
        EditionFolders::new(&name, args.out.as_deref(), args.trainer_out.as_deref(), start, &workspace)
    };
    // A segment may be named by its name, which is no name for a folder.
    let mut out = folders_for(args.segment.as_deref().filter(|typed| is_id(typed)))?;
    let folders = BaseFolders::of(&workspace.root);
    let baseline = args.baseline.as_ref().map(|file| baseline::read_baseline(file, start)).transpose()?;
    let inputs = up_to_date::inputs(args, &workspace, baseline.as_ref());
    if let Some(summary) = up_to_date::print_again(inputs, editions(args), &mut out, &folders, terminal)? {
        print_where(&out, args.readers_only, terminal)?;
        return Ok(summary.exit(args.strict));
    }
    let mut reading = pipeline::read(&workspace);
    terminal.adopt(&reading);
    let config = &reading.site.config;
    let typed = args.segment.as_ref().filter(|_| !config.faulty);
    let segment = typed.map(|typed| find_segment(config, typed)).transpose()?;
    if let Some(segment) = segment {
        out = folders_for(Some(&config.segment(segment).id.value))?;
    }
    last_readable::show(&mut reading, &workspace, &mut BuildCache::default(), &out.trainers);
    let map = args.map.as_ref().map(|name| find_map(&reading.site, name)).transpose()?.map(|map| map.id);
    if let Some(segment) = segment {
        reading.show_for_segment(segment);
    }
    let exit = if reading.site.config.faulty {
        print_nothing_built(&reading, &folders, terminal)?;
        Exit::Findings
    } else {
        let mut site = Target { args, out: &mut out, folders, map };
        site.build(&mut reading, inputs, baseline, terminal)?
    };
    depfile::write(args, map, out.readers.display_path(), start, &workspace, &reading)?;
    if args.depfile.is_none() {
        print_where(&out, args.readers_only, terminal)?;
    }
    Ok(exit)
}

/// The editions to write.
fn editions(args: &BuildArgs) -> &'static [Edition] {
    if args.readers_only { &[Edition::Readers] } else { &Edition::ALL }
}

/// What is written where.
struct Target<'a> {
    args: &'a BuildArgs,
    out: &'a mut EditionFolders,
    folders: BaseFolders,
    map: Option<MapId>,
}

/// An edition that is written but not finished.
struct Written {
    selection: Selection,
    writer: SiteWriter,
    files: Vec<RecordedFile>,
}

impl Target<'_> {
    /// Writes the pages and prints what there is to say. `inputs` is the digest of all that a whole site is made from.
    fn build(
        &mut self,
        reading: &mut Reading,
        inputs: Option<Digest>,
        baseline: Option<Baseline>,
        terminal: &mut Terminal<'_>,
    ) -> Result<Exit, Stop> {
        let mut written = self.write(reading)?;
        let (counts, in_baseline) = self.count_findings(reading, baseline);
        let files =
            written.iter().find(|written| written.selection.edition == Edition::Readers).map(|written| &*written.files);
        let files = files.unwrap_or_default();
        let summary = BuildSummary::new(reading, counts, in_baseline, files, &self.folders, terminal.lang());
        let finish = |written: Written| {
            let done = match inputs {
                Some(inputs) => written.writer.finish_with_record(inputs, written.files, &summary)?,
                None => written.writer.finish()?,
            };
            Ok((written.selection.edition, done))
        };
        let done = written.drain(..).map(finish).collect::<Result<Vec<_>, Failure>>()?;
        match self.args.depfile {
            // A build program shows what is printed here: it needs only what makes the build fail.
            Some(_) if self.args.strict => print_errors(reading, &self.folders, terminal)?,
            Some(_) => summary.print_blocking(terminal)?,
            None => summary.print(&done, self.out, terminal)?,
        }
        if self.map.is_some() && has_private_case(&reading.site) {
            let words = words!(
                "A case is withheld for personal data: pages of other maps may still show it. `motmap build` without \
                 --map takes it away from all.",
                "有案例因含个人信息而不公开，其他页面上可能还有它的内容。请运行不带 --map 的 `motmap build`，把它从所有页面撤下。"
            );
            terminal.say(terminal.lang(), &words)?;
            return Ok(Exit::Findings);
        }
        Ok(summary.exit(self.args.strict))
    }

    /// Renders the pages of each edition, writes each as soon as it is rendered, and adds what is found in templates.
    fn write(&mut self, reading: &mut Reading) -> Result<Vec<Written>, Failure> {
        // Nothing is written if one of the folders is refused.
        let mut written = Vec::new();
        for &edition in editions(self.args) {
            let selection = Selection { edition, map: self.map, single_files: self.args.single_file };
            written.push(Written { selection, writer: self.begin(selection, reading)?, files: Vec::new() });
        }
        let selections: Vec<Selection> = written.iter().map(|written| written.selection).collect();
        let put = |number: usize, pages: &[Page]| {
            let put = |page| written[number].writer.write(page);
            Ok((number, pages.iter().map(put).collect::<Result<Box<[_]>, _>>()?))
        };
        let (shown, versions) = (reading.findings_on_pages(), reading.versions());
        let (done, faults) = render::render_each(reading.site_inputs(&shown, &versions), &selections, put)?;
        done.into_iter().for_each(|(number, files)| written[number].files.extend(files));
        for Written { selection, writer, files } in &mut written {
            files.extend(last_readable::put(reading, *selection, |page| writer.write(&page))?);
        }
        reading.add(faults);
        Ok(written)
    }

    fn begin(&mut self, selection: Selection, reading: &Reading) -> Result<SiteWriter, Failure> {
        let site = reading.shown_site();
        let listed = [render::listing(site, selection), render::last_readable::listing(site, selection)].concat();
        self.out.of(selection.edition).begin_writing(&listed, &kept_pages(selection, site))
    }

    /// Counts what there is, and leaves out the findings of other maps and those in the baseline; of these it also gives
    /// the number.
    fn count_findings(&self, reading: &mut Reading, baseline: Option<Baseline>) -> (SiteCounts, usize) {
        if let Some(id) = self.map {
            keep_findings_of_map(id, reading);
        }
        let built = if self.args.segment.is_some() { reading.shown_site() } else { &reading.site };
        let counts = match self.map {
            Some(id) => SiteCounts::of_map(built.map(id)),
            None => SiteCounts::of_site(built),
        };
        let before = reading.findings.len();
        if let Some(baseline) = baseline {
            baseline.subtract_from(&mut reading.findings, &reading.sources);
        }
        (counts, before - reading.findings.len())
    }
}

/// Whether a case is withheld for personal data: an earlier build may have published it.
fn has_private_case(site: &Site) -> bool {
    site.cases.iter().any(|case| case.withheld() == Some(Withheld::PersonalData))
}

/// Drops the findings about other maps: a fault in a map is reported, and counts, where its own pages are built.
fn keep_findings_of_map(map: MapId, reading: &mut Reading) {
    let Reading { site, findings, .. } = reading;
    let cases = site.cases.iter().filter(|case| !case.touchpoints.is_empty()).map(|case| case.source);
    let of_maps: BTreeSet<SourceId> = site.maps.iter().map(|map| map.source).chain(cases).collect();
    let own: BTreeSet<SourceId> = sources_of(site.map(map), site).collect();
    findings.retain(|finding| {
        let mut labels = finding.related.iter().chain([&finding.primary]);
        labels.any(|label| own.contains(&label.span.source)) || !of_maps.contains(&finding.primary.span.source)
    });
}

/// The files of a map: its own and those of its cases.
fn sources_of<'a>(map: &'a Map, site: &'a Site) -> impl Iterator<Item = SourceId> + 'a {
    let of_map = move |case: &&Case| case.touchpoints.iter().any(|at| at.value.map == map.id);
    let cases = site.cases.iter().map(|case| &**case).filter(of_map).map(|case| case.source);
    std::iter::once(map.source).chain(cases)
}
