//! The whole way from files to pages: reads a workspace, checks it, and renders it.
//!
//! Pure: files come in with the workspace, the day comes in with the options, findings and pages go out. Builds that
//! follow one another share a [`BuildCache`]; it changes how long a build takes and never what it gives.

mod cache;
mod counts;
mod last_readable;
mod limit;
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
use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::model::{Map, Site};
use crate::render::{self, Page, Selection};
use crate::rule::Rule;
use crate::source::SourceId;
use crate::suppression::apply_suppressions;
use crate::words::Lang;
use crate::workspace::{FileKind, Workspace};
use cache::{FoundCache, JourneyCheckInputs, MapCheckInputs};
use read::Resolved;

/// What to look for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Options {
    /// One rule alone, whatever its level. What keeps maps from being read is then left out too, unless it is that rule.
    pub only: Option<&'static Rule>,
    /// The day on which something may be overdue; without it, nothing is.
    pub today: Option<Date>,
}

/// Reads and checks a workspace, the same on every day: what pages are made from.
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
    findings.retain(|finding| options.only.is_none_or(|rule| finding.rule == rule));
    let mut reading = Reading { sources, site, graph, findings, silenced, templates, shown: None };
    reading.sort_findings();
    reading
}

/// What the rules find in every map and case, each looked at by itself, on as many cores as there are.
fn check(site: &Site, graph: &Arc<Graph>, options: Options, cache: &FoundCache) -> Vec<Diagnostic> {
    let checks = checks::enabled(&site.config, options.only);
    let of_map = |map: &Arc<Map>| {
        let alone = || MapCheckInputs::of(site, map, options);
        let among_others = || JourneyCheckInputs::of(site, graph, map, options);
        let of_map = || checks::of_map(&checks, &site.config, map, options.today).into();
        let in_journey = || checks::in_journey(&checks, site, graph, map).into();
        [cache.of_map.get(map.id, alone, of_map), cache.in_journey.get(map.id, among_others, in_journey)].concat()
    };
    let of_maps = site.maps.par_iter().flat_map_iter(of_map);
    of_maps.chain(site.cases.par_iter().flat_map_iter(|case| checks::of_case(&checks, site, case))).collect()
}

/// Withholds each case in which personal data is found that nobody allowed, and crosses such data out in messages about
/// cases: messages end up in logs and on pages.
fn withhold_personal_data(site: &mut Site, findings: &mut [Diagnostic], cache: &BuildCache) {
    let cases: BTreeMap<SourceId, usize> =
        site.cases.iter().enumerate().map(|(number, case)| (case.source, number)).collect();
    for finding in findings {
        let Some(&number) = cases.get(&finding.primary.span.source) else { continue };
        if *finding.rule == PERSONAL_DATA && !site.cases[number].gives_away {
            cache.withhold_case(site, number);
        }
        finding.for_each_sentence(|words| {
            words.en = redact(&words.en, Lang::En).into_owned();
            words.zh = redact(&words.zh, Lang::Zh).into_owned();
        });
    }
}

/// Renders the pages of a reading; faults of templates are added to its findings. Pages of maps that have changed are
/// given to `show` before the others are rendered.
pub fn render_pages(reading: &mut Reading, cache: &BuildCache, show: impl Fn(&Reading, &[Page]) + Sync) -> Vec<Page> {
    let shown = reading.findings_on_pages();
    let interfaces = cache.read.interfaces.of(reading.shown_site());
    let show = |pages: &[Page]| show(reading, pages);
    let (pages, faults) = render::render_cached(reading.site_inputs(&shown), interfaces, &cache.rendered, show);
    reading.add(faults);
    pages
}

/// What is wrong with the workspace's own templates when its pages are rendered, as a build does; the pages themselves
/// are dropped one by one. Nothing is rendered where it has none.
pub fn template_faults(workspace: &Workspace) -> Vec<Diagnostic> {
    if !workspace.files.iter().any(|file| file.kind == FileKind::Template) {
        return Vec::new();
    }
    // Pages show findings: those of every rule, whichever are asked for here, and on no certain day.
    let reading = read(workspace);
    if reading.site.config.faulty {
        return Vec::new();
    }
    let shown = reading.findings_on_pages();
    let selection = Selection { single_files: true, ..Selection::default() };
    let Ok((_, faults)) = render::render_each(reading.site_inputs(&shown), selection, |_| Ok::<_, Infallible>(()));
    faults
}
