//! The pipeline from files to pages: reads a workspace, checks it, and renders it.
//!
//! It is pure: the workspace holds the files and the options hold the day. Builds that follow one another share a
//! [`BuildCache`], which changes how long a build takes and never its result.

mod cache;
mod counts;
mod last_readable;
mod limit;
mod names_as_written;
mod read;
mod reading;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

pub use cache::BuildCache;
pub use counts::{FindingCounts, SiteCounts, count};
pub use last_readable::show_last_readable;
pub use limit::limit_per_rule;
pub use reading::Reading;

use crate::checks;
use crate::checks::cases::{PERSONAL_DATA, redact};
use crate::diagnostic::{Diagnostic, Edit};
use crate::graph::Graph;
use crate::model::{Map, Site};
use crate::render::{self, Edition, Page, Selection};
use crate::rule::Rule;
use crate::source::SourceId;
use crate::suppression::apply_suppressions;
use crate::words::Lang;
use crate::workspace::{FileKind, Workspace};
use cache::{FoundCache, JourneyCheckInputs, MapCheckInputs};
use read::Resolved;

/// Which findings to look for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Options {
    /// Reports this rule alone, whatever its level; even findings that make maps faulty are left out.
    pub only: Option<&'static Rule>,
    /// Today, for rules about overdue dates; without it they find nothing.
    pub today: Option<Date>,
}

/// Reads and checks a workspace without a day and without a cache.
pub fn read(workspace: &Workspace) -> Reading {
    read_with(workspace, Options::default(), &mut BuildCache::default())
}

/// Reads and checks a workspace.
pub fn read_with(workspace: &Workspace, options: Options, cache: &mut BuildCache) -> Reading {
    cache.begin_build(workspace);
    let Resolved { sources, mut site, graph, mut findings, comments, long_values, templates } =
        read::resolved(workspace, None, cache);
    cache.readable.keep(&site, &sources);
    findings.extend(check(&site, &graph, options, &cache.found));
    let silenced = apply_suppressions(&site, &sources, &comments, &long_values, options.only, &mut findings);
    withhold_personal_data(&mut site, &mut findings, cache);
    names_as_written::use_names_of_files(&sources, &cache.read.chinese_names, &mut findings);
    findings.retain(|finding| options.only.is_none_or(|rule| finding.rule == rule));
    let mut reading = Reading { sources, site, graph, findings, silenced, templates, shown: None };
    reading.sort_findings();
    reading
}

/// Checks every map and case, in parallel.
fn check(site: &Site, graph: &Arc<Graph>, options: Options, cache: &FoundCache) -> Vec<Diagnostic> {
    let checks = checks::enabled(&site.config, options.only);
    let of_map = |map: &Arc<Map>| {
        let own_inputs = || MapCheckInputs::of(site, map, options);
        let among_others = || JourneyCheckInputs::of(site, graph, map, options);
        let of_map = || checks::check_map(&checks, &site.config, map, options.today).into();
        let in_journey = || checks::check_journey(&checks, site, graph, map).into();
        [cache.of_map.get(map.id, own_inputs, of_map), cache.in_journey.get(map.id, among_others, in_journey)].concat()
    };
    let of_maps = site.maps.par_iter().flat_map_iter(of_map);
    of_maps.chain(site.cases.par_iter().flat_map_iter(|case| checks::check_case(&checks, site, case))).collect()
}

/// Withholds each case with a finding of personal data, and crosses such data out in the messages about cases, since
/// messages end up in logs and on pages.
fn withhold_personal_data(site: &mut Site, findings: &mut [Diagnostic], cache: &BuildCache) {
    let cases: BTreeMap<SourceId, usize> =
        site.cases.iter().enumerate().map(|(number, case)| (case.source, number)).collect();
    for finding in findings {
        let Some(&number) = cases.get(&finding.primary.span.source) else { continue };
        if *finding.rule == PERSONAL_DATA && !site.cases[number].has_personal_data {
            cache.withhold_case(site, number);
        }
        finding.for_each_sentence(|words| words.replace(|sentence, lang| redact(sentence, lang).into_owned()));
        let is_harmless = |edit: &Edit| redact(&edit.text, Lang::default()) == edit.text;
        finding.proposals.retain(|proposal| proposal.edits.iter().all(is_harmless));
    }
}

/// Renders the pages of every edition of a reading, and adds the faults of templates to its findings. It passes changed
/// pages of maps to `show` before it renders the others.
pub fn render_pages(
    reading: &mut Reading,
    cache: &BuildCache,
    show: impl Fn(&Reading, Edition, &[Page]) + Sync,
) -> EditionPages {
    let shown = reading.findings_on_pages();
    let interfaces = cache.read.interfaces.of(reading.shown_site());
    let versions = reading.versions();
    let (inputs, reading_now) = (reading.site_inputs(&shown, &versions), &*reading);
    let render = |edition| {
        let show = |pages: &[Page]| show(reading_now, edition, pages);
        render::render_cached(inputs, edition, interfaces.clone(), &cache.rendered, show)
    };
    let ((readers, in_readers), (trainers, in_trainers)) =
        rayon::join(|| render(Edition::Readers), || render(Edition::Trainers));
    reading.add([in_readers, in_trainers].concat());
    EditionPages { readers, trainers }
}

/// The pages of every edition.
#[derive(Debug)]
pub struct EditionPages {
    /// Those for readers.
    pub readers: Vec<Page>,
    /// Those for authors and trainers.
    pub trainers: Vec<Page>,
}

impl EditionPages {
    /// The pages of one edition.
    pub fn of(&self, edition: Edition) -> &[Page] {
        match edition {
            Edition::Readers => &self.readers,
            Edition::Trainers => &self.trainers,
        }
    }
}

/// The faults of the workspace's own templates. Only rendering finds them, so this renders every page as a build does
/// and drops it; without templates it renders nothing.
pub fn template_faults(workspace: &Workspace) -> Vec<Diagnostic> {
    if !workspace.files.iter().any(|file| file.kind == FileKind::Template) {
        return Vec::new();
    }
    // Pages show the findings of every rule and depend on no day, so the options of `check` do not apply here.
    let reading = read(workspace);
    if reading.site.config.faulty {
        return Vec::new();
    }
    let shown = reading.findings_on_pages();
    // What readers see, trainers see too.
    let selection = Selection { edition: Edition::Trainers, single_files: true, map: None };
    let versions = reading.versions();
    let inputs = reading.site_inputs(&shown, &versions);
    let Ok((_, faults)) = render::render_each(inputs, &[selection], |_, _| Ok::<_, Infallible>(()));
    faults
}
