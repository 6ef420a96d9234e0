//! `motmap check`: every finding of every map and case.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Zoned;

use super::baseline::{CheckRun, subtract_baseline, write_baseline};
use super::paths::without_dot;
use super::{Exit, Stop, Terminal, findings_in_words, fix, summary, with_what_is_not_told, workspace_at};
use crate::checks;
use crate::cli::CheckArgs;
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::{self, BaseFolders, DiagnosticReport, Format};
use crate::failure::Failure;
use crate::model::{CellAt, Coverage, Map};
use crate::pipeline::{self, BuildCache, FindingCounts, Options, Reading, SiteCounts, count};
use crate::rule::Rule;
use crate::words;
use crate::words::{Lang, Words};
use crate::workspace::{MAPS, Workspace, files_like_maps, find_root};

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

/// Which findings are reported: those of some files, of one rule, or all.
pub(super) struct Scope {
    root: PathBuf,
    /// Files and folders; all if empty.
    paths: Vec<PathBuf>,
    only: Option<&'static Rule>,
}

impl Scope {
    fn new(workspace: &Workspace, paths: &[PathBuf], only: Option<&'static Rule>) -> Result<Self, Failure> {
        let real_paths = paths.iter().map(|path| canonical(path)).collect::<Result<_, _>>()?;
        let scope = Self { root: canonical(&workspace.root)?, paths: real_paths, only };
        for (path, real) in paths.iter().zip(&scope.paths) {
            // A folder of cases may be empty as yet.
            let may_be_empty = real.is_dir() && real.starts_with(scope.root.join(MAPS));
            if !may_be_empty && !workspace.files.iter().any(|file| scope.is_in(&file.path, real)) {
                return Err(nothing_to_check(&scope.root, path, real));
            }
        }
        Ok(scope)
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Whether the findings of a file are reported.
    pub(super) fn has_file(&self, path: &str) -> bool {
        self.paths.is_empty() || self.paths.iter().any(|wanted| self.is_in(path, wanted))
    }

    /// Whether a file of the workspace, or the target of the link that it is, is `wanted` or lies in there.
    fn is_in(&self, path: &str, wanted: &Path) -> bool {
        let file = self.root.join(path);
        file.starts_with(wanted) || fs::canonicalize(file).is_ok_and(|file| file.starts_with(wanted))
    }

    /// Whether the findings of a rule are reported.
    pub(super) fn has_rule(&self, rule: &str) -> bool {
        self.only.is_none_or(|only| only.name == rule)
    }
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
        words.en += &format!(", {waived} waived");
        words.zh += &format!("，不适用 {waived} 格");
    }
    if gaps > 0 {
        words.en += &format!(", {gaps} empty");
        words.zh += &format!("，空缺 {gaps} 格");
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

/// Why a path is refused: without a finding, a path that is not checked would look clean.
fn nothing_to_check(root: &Path, path: &Path, real: &Path) -> Failure {
    let similar = files_like_maps(root, real);
    let advice = similar.map_or(words!("", ""), |similar| words!("; {}", "；{}", similar.en; similar.zh));
    let (root, path) = (root.display(), without_dot(path.to_owned()));
    let path = path.display();
    Failure::new(if real.is_dir() {
        words!(
            "nothing in {path} is checked: no map, case or template of the workspace {root} is in there{}",
            "{path} 里没有可检查的内容：其中没有工作区 {root} 的图、案例或模板{}",
            advice.en; advice.zh
        )
    } else {
        words!(
            "{path} is not checked: it is no map, case or template of the workspace {root}{}",
            "{path} 没有检查：它不是工作区 {root} 里的图、案例或模板{}",
            advice.en; advice.zh
        )
    })
}

fn canonical(path: &Path) -> Result<PathBuf, Failure> {
    fs::canonicalize(path).map_err(|error| Failure::io(path, &error))
}
