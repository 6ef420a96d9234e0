//! `motmap check`: every finding of every map and case.

use std::path::{Path, PathBuf};

use jiff::Zoned;

use super::baseline::{CheckRun, subtract_baseline, write_baseline};
use super::scope::{Scope, canonical};
use super::{Exit, Stop, Terminal, findings_in_words, fix, summary, with_what_is_not_told, workspace_at};
use crate::checks;
use crate::cli::CheckArgs;
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::{self, BaseFolders, DiagnosticReport, Format};
use crate::failure::Failure;
use crate::model::{CellAt, Coverage, Map};
use crate::pipeline::{self, BuildCache, FindingCounts, Options, Reading, SiteCounts, count};
use crate::words;
use crate::words::{Lang, Words};
use crate::workspace::{Workspace, find_root};

pub(super) fn run(args: &CheckArgs, start: &Path, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    let only = args.only.as_deref().map(checks::find_rule).transpose()?;
    let today = Some(args.today.unwrap_or_else(|| Zoned::now().date()));
    let paths: Vec<PathBuf> = args.paths.iter().map(|path| start.join(path)).collect();
    let mut workspace = workspace_of(start, &paths, terminal)?;
    let scope = Scope::new(&workspace, &paths, only)?;
    let fixed = if args.fix { Some(fix::fix_files(&mut workspace, &scope)?) } else { None };
    let mut reading = pipeline::read_with(&workspace, Options { only, today }, &mut BuildCache::default());
    let of_templates = pipeline::template_faults(&workspace).into_iter();
    reading.add(of_templates.filter(|finding| scope.has_rule(finding.rule.name)).collect());
    let lang = terminal.adopt(&reading);
    let folders = BaseFolders::of(scope.root());
    if let Some(edits) = &fixed {
        fix::print_edits(edits, &folders, lang, terminal)?;
        fix::print_unfixed_files(&reading, &scope, &folders, lang, terminal)?;
    }
    let Reading { sources, site, mut findings, silenced, .. } = reading;
    findings.retain(|finding| scope.has_file(&sources.get(finding.primary.span.source).path));
    let run = CheckRun { start, scope: &scope, folders: &folders, site: &site, sources: &sources };
    let known = match (&args.baseline, &args.write_baseline) {
        (Some(file), _) => subtract_baseline(file, &run, &mut findings, lang, terminal)?,
        (None, Some(file)) => write_baseline(file, &run, &mut findings, lang, terminal)?,
        (None, None) => 0,
    };
    let counted = with_what_is_not_told(findings_in_words(FindingCounts::of(&findings)), silenced, known);
    // Last, since all findings are silenced, fixed, compared with the baseline and counted.
    pipeline::limit_per_rule(&mut findings);
    let counts = SiteCounts::of_site(&site);
    let report = DiagnosticReport { findings: &findings, sources: &sources, counts, folders: &folders, lang };
    emit::emit(args.format, &report, terminal.out)?;
    if args.format == Format::Human {
        for map in &site.maps {
            if let Some(words) = coverage_in_words(map) {
                writeln!(terminal.out, "{}", words.get(lang))?;
            }
        }
        let colon = if lang == Lang::Zh { "：" } else { ": " };
        writeln!(terminal.out, "{}{colon}{}", summary(&counts).get(lang), counted.get(lang))?;
    }
    Ok(if fails(&findings, args.deny.is_some()) { Exit::Findings } else { Exit::Clean })
}

fn fails(findings: &[Diagnostic], deny_warnings: bool) -> bool {
    count(findings, Severity::Error) > 0 || deny_warnings && count(findings, Severity::Warning) > 0
}

/// The coverage of a map, unless all of it is covered: `shop: 15 covered, 1 waived`.
fn coverage_in_words(map: &Map) -> Option<Words> {
    let count = |coverage| CellAt::all().filter(|&at| map.coverage(at) == coverage).count();
    let (covered, waived, gaps) = (count(Coverage::Covered), count(Coverage::Waived), count(Coverage::Gap));
    if waived + gaps == 0 {
        return None;
    }
    let mut words = words!("{}: {covered} covered", "{}：已覆盖 {covered} 格", map.name);
    if waived > 0 {
        words.push(&words!(", {waived} waived", "，不适用 {waived} 格"));
    }
    if gaps > 0 {
        words.push(&words!(", {gaps} empty", "，空缺 {gaps} 格"));
    }
    Some(words)
}

/// The workspace that the paths or else `start` lies in; a file outside of any is a workspace of its own.
fn workspace_of(start: &Path, paths: &[PathBuf], terminal: &mut Terminal<'_>) -> Result<Workspace, Failure> {
    let first = paths.first().map_or(start, |path| path);
    let folder = if first.is_dir() { first } else { first.parent().unwrap_or(start) };
    canonical(first)?;
    if first.is_file() && find_root(folder).is_none() {
        return Workspace::single_file(first);
    }
    workspace_at(folder, terminal)
}
