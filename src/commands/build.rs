//! `motmap build`: the site.

use std::collections::BTreeSet;
use std::path::Path;

use super::build_summary::{BuildSummary, print_errors, print_nothing_built};
use super::find_map::find_map;
use super::site_folder::{kept_pages, print_where, site_folder};
use super::{Exit, Stop, Terminal, baseline, depfile, last_readable, up_to_date, workspace_at};
use crate::baseline::Baseline;
use crate::cli::BuildArgs;
use crate::digest::Digest;
use crate::emit::BaseFolders;
use crate::failure::Failure;
use crate::model::{Case, Map, MapId, Site, Withheld};
use crate::output::{OutputFolder, WriteCounts};
use crate::pipeline::{self, BuildCache, Reading, SiteCounts};
use crate::render::{self, Page, Selection};
use crate::source::SourceId;
use crate::words;

pub(super) fn run(args: &BuildArgs, start: &Path, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    let workspace = workspace_at(start, terminal)?;
    depfile::check_path(args, start, &workspace)?;
    let out = site_folder(args.out.as_deref(), start, &workspace);
    let mut folder = OutputFolder::new(&workspace.root, &out);
    let folders = BaseFolders::of(&workspace.root);
    let baseline = args.baseline.as_ref().map(|file| baseline::read_baseline(file, start)).transpose()?;
    let inputs = up_to_date::inputs(args, &workspace, baseline.as_ref());
    if let Some(summary) = up_to_date::print_again(inputs, &mut folder, &folders, terminal)? {
        print_where(&out, terminal)?;
        return Ok(summary.exit(args.strict));
    }
    let mut reading = pipeline::read(&workspace);
    last_readable::show(&mut reading, &workspace, &mut BuildCache::default(), &folder);
    terminal.adopt(&reading);
    let map = args.map.as_ref().map(|name| find_map(&reading.site, name)).transpose()?.map(|map| map.id);
    let exit = if reading.site.config.faulty {
        print_nothing_built(&reading, &folders, terminal)?;
        Exit::Findings
    } else {
        let site = Target { folder, folders, selection: Selection { map, single_files: args.single_file } };
        site.build(&mut reading, args, inputs, baseline, terminal)?
    };
    depfile::write(args, map, &out, start, &workspace, &reading)?;
    if args.depfile.is_none() {
        print_where(&out, terminal)?;
    }
    Ok(exit)
}

/// What is written where.
struct Target {
    folder: OutputFolder,
    folders: BaseFolders,
    selection: Selection,
}

impl Target {
    /// Writes the pages and prints what there is to say. `inputs` is the digest of all that a whole site is made from.
    fn build(
        mut self,
        reading: &mut Reading,
        args: &BuildArgs,
        inputs: Option<Digest>,
        baseline: Option<Baseline>,
        terminal: &mut Terminal<'_>,
    ) -> Result<Exit, Stop> {
        let (done, summary) = self.write(reading, inputs, baseline, terminal)?;
        match args.depfile {
            // A build program shows what is printed here: it needs only what makes the build fail.
            Some(_) if args.strict => print_errors(reading, &self.folders, terminal)?,
            Some(_) => summary.print_blocking(terminal)?,
            None => summary.print(done, self.folder.display_path(), terminal)?,
        }
        if self.selection.map.is_some() && has_private_case(&reading.site) {
            let words = words!(
                "A case is withheld for personal data: pages of other maps may still show it. `motmap build` without \
                 --map takes it away from all.",
                "有案例因含个人信息而不公开，其他页面上可能还有它的内容。请运行不带 --map 的 `motmap build`，把它从所有页面撤下。"
            );
            terminal.say(terminal.lang(), &words)?;
            return Ok(Exit::Findings);
        }
        Ok(summary.exit(args.strict))
    }

    /// Renders the pages and writes each as soon as it is rendered; leaves a record of a site whose inputs are known.
    fn write(
        &mut self,
        reading: &mut Reading,
        inputs: Option<Digest>,
        baseline: Option<Baseline>,
        terminal: &Terminal<'_>,
    ) -> Result<(WriteCounts, BuildSummary), Failure> {
        let (shown, selection) = (reading.findings_on_pages(), self.selection);
        let site = reading.shown_site();
        let listed = [render::listing(site, selection), render::last_readable::listing(site, selection)].concat();
        let writing = self.folder.begin_writing(&listed, &kept_pages(selection, site))?;
        let put = |pages: Vec<Page>| pages.iter().map(|page| writing.write(page)).collect::<Result<Vec<_>, _>>();
        let (files, found) = render::render_each(reading.site_inputs(&shown), selection, put)?;
        let mut files = files.concat();
        files.extend(last_readable::put(reading, selection, |page| writing.write(&page))?);
        reading.add(found);
        let counts = match selection.map {
            Some(id) => {
                keep_findings_of_map(id, reading);
                SiteCounts::of_map(reading.site.map(id))
            }
            None => SiteCounts::of_site(&reading.site),
        };
        let before = reading.findings.len();
        if let Some(baseline) = baseline {
            baseline.subtract_from(&mut reading.findings, &reading.sources);
        }
        let in_baseline = before - reading.findings.len();
        let summary = BuildSummary::new(reading, counts, in_baseline, &files, &self.folders, terminal.lang());
        let done = match inputs {
            Some(inputs) => writing.finish_with_record(inputs, files, &summary)?,
            None => writing.finish()?,
        };
        Ok((done, summary))
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
