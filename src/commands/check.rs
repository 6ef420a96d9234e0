//! `motmap check`: every finding of every map and case.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Exit, Stop, Terminal, findings_in_words, summary};
use crate::checks;
use crate::cli::Check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::{self, Format, Report};
use crate::failure::Failure;
use crate::model::{CellAt, Coverage, Map};
use crate::pipeline::{self, Reading, Tally, count};
use crate::words;
use crate::words::{Lang, Words};
use crate::workspace::{Workspace, find_root};

pub(super) fn run(args: &Check, start: &Path, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    let only = args.only.as_deref().map(checks::find).transpose()?;
    let paths: Vec<PathBuf> = args.paths.iter().map(|path| start.join(path)).collect();
    let workspace = workspace_of(start, &paths)?;
    let reading = pipeline::read_only(&workspace, only);
    let lang = terminal.adopt(&reading);
    let Reading { sources, site, mut findings, .. } = reading;
    if !paths.is_empty() {
        let wanted = paths.iter().map(|path| canonical(path)).collect::<Result<Vec<_>, _>>()?;
        let root = canonical(&workspace.root)?;
        findings.retain(|finding| {
            let file = root.join(&sources.get(finding.primary.span.source).path);
            wanted.iter().any(|path| file.starts_with(path))
        });
    }
    emit::emit(args.format, &Report { findings: &findings, sources: &sources, lang }, terminal.out)?;
    if args.format == Format::Human {
        for map in &site.maps {
            if let Some(words) = coverage_in_words(map) {
                writeln!(terminal.out, "{}", words.get(lang))?;
            }
        }
        let (summary, findings) = (summary(&Tally::of_site(&site)), findings_in_words(&findings));
        let colon = if lang == Lang::Zh { "：" } else { ": " };
        writeln!(terminal.out, "{}{colon}{}", summary.get(lang), findings.get(lang))?;
    }
    Ok(if fails(&findings, args.deny.is_some()) { Exit::Findings } else { Exit::Clean })
}

fn fails(findings: &[Diagnostic], deny_warnings: bool) -> bool {
    count(findings, Severity::Error) > 0 || deny_warnings && count(findings, Severity::Warning) > 0
}

/// The coverage of a map that is not covered all over: `shop: 15 covered, 1 waived`.
fn coverage_in_words(map: &Map) -> Option<Words> {
    let count = |coverage| CellAt::all().filter(|&at| map.coverage(at) == coverage).count();
    let (covered, waived, gaps) = (count(Coverage::Covered), count(Coverage::Waived), count(Coverage::Gap));
    if waived + gaps == 0 {
        return None;
    }
    let mut words = words!("{}: {covered} covered", "{}：已覆盖 {covered} 格", map.name);
    if waived > 0 {
        words.en += &format!(", {waived} waived");
        words.zh += &format!("，不适用 {waived} 格");
    }
    if gaps > 0 {
        words.en += &format!(", {gaps} empty");
        words.zh += &format!("，空缺 {gaps} 格");
    }
    Some(words)
}

/// The workspace that the paths lie in, or that one starts in; a map outside of any is a workspace of its own.
fn workspace_of(start: &Path, paths: &[PathBuf]) -> Result<Workspace, Failure> {
    let first = paths.first().map_or(start, |path| path);
    let folder = if first.is_dir() { first } else { first.parent().unwrap_or(start) };
    canonical(first)?;
    if first.is_file() && find_root(folder).is_none() {
        return Workspace::of_one_file(first);
    }
    Workspace::load(folder)
}

fn canonical(path: &Path) -> Result<PathBuf, Failure> {
    fs::canonicalize(path).map_err(|error| Failure::io(path, &error))
}
