//! `--baseline` of `check` and `build`, and `check --write-baseline`.

use std::fs;
use std::io;
use std::path::Path;

use super::scope::Scope;
use super::{Stop, Terminal, plural};
use crate::baseline::{Baseline, BaselineEntry};
use crate::diagnostic::Diagnostic;
use crate::emit::BaseFolders;
use crate::failure::Failure;
use crate::model::Site;
use crate::output;
use crate::source::Sources;
use crate::words;
use crate::words::Lang;

/// A run of `check`: where it started, and what it read.
pub(super) struct CheckRun<'a> {
    pub start: &'a Path,
    pub scope: &'a Scope,
    pub folders: &'a BaseFolders,
    pub site: &'a Site,
    pub sources: &'a Sources,
}

impl CheckRun<'_> {
    /// Whether this run would have reported an entry: it covers its file and rule, and no fault hides anything.
    fn covers(&self, entry: &BaselineEntry) -> bool {
        self.scope.has_rule(&entry.rule) && self.scope.has_file(&entry.path) && self.site.is_understood()
    }
}

/// Reads the baseline in a file, whose path is relative to `start`.
pub(super) fn read_baseline(file: &Path, start: &Path) -> Result<Baseline, Failure> {
    let path = start.join(file);
    let text = fs::read_to_string(&path).map_err(|error| Failure::io(&path, &error))?;
    Baseline::parse(&text).ok_or_else(|| not_a_baseline(file))
}

/// Removes the findings that the baseline in a file counts, and returns how many. Prints entries that are not found any
/// more.
pub(super) fn subtract_baseline(
    file: &Path,
    run: &CheckRun<'_>,
    findings: &mut Vec<Diagnostic>,
    lang: Lang,
    terminal: &mut Terminal<'_>,
) -> Result<usize, Stop> {
    let baseline = read_baseline(file, run.start)?;
    let before = findings.len();
    let gone = baseline.subtract_from(findings, run.sources).filter(|entry| run.covers(entry));
    for BaselineEntry { path, place, rule } in gone.entries() {
        let path = run.folders.path_from_caller(path);
        let at = if place.is_empty() { path } else { format!("{path} ({place})") };
        terminal.say(lang, &words!("No longer found: {rule} in {at}", "已经没有了：{at} 的 {rule}"))?;
    }
    if !gone.is_empty() {
        let file = file.display();
        let advice = words!(
            "{} in {file} can go; `--write-baseline {file}` takes them out.",
            "{file} 里有 {} 个问题可以去掉了；请用 `--write-baseline {file}` 更新。",
            plural(gone.len(), "finding"); gone.len()
        );
        terminal.say(lang, &advice)?;
    }
    Ok(before - findings.len())
}

/// Writes the findings to the baseline in a file, removes them, and returns how many. Entries that this run does not cover
/// stay in the file.
pub(super) fn write_baseline(
    file: &Path,
    run: &CheckRun<'_>,
    findings: &mut Vec<Diagnostic>,
    lang: Lang,
    terminal: &mut Terminal<'_>,
) -> Result<usize, Stop> {
    let path = run.start.join(file);
    let old = match fs::read_to_string(&path) {
        Ok(text) => Baseline::parse(&text).ok_or_else(|| not_a_baseline(file))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Baseline::default(),
        Err(error) => return Err(Failure::io(&path, &error).into()),
    };
    let new = Baseline::from_findings(findings, run.sources);
    let kept = old.filter(|entry| !run.covers(entry)).merge(new.clone());
    output::write_atomic(&path, kept.to_text().as_bytes())?;
    let before = findings.len();
    new.subtract_from(findings, run.sources);
    let file = file.display();
    let message =
        words!("Kept {} in {file}.", "已把 {} 个问题记到 {file}。", plural(kept.len(), "finding"); kept.len());
    terminal.say(lang, &message)?;
    if !findings.is_empty() {
        let message = words!(
            "{} not kept: with such a fault a map cannot be understood, so it has to be mended.",
            "另有 {} 个错误没有记入：有这种错误的图读不懂，必须改正。",
            plural(findings.len(), "error"); findings.len()
        );
        terminal.say(lang, &message)?;
    }
    Ok(before - findings.len())
}

fn not_a_baseline(file: &Path) -> Failure {
    let file = file.display();
    Failure::new(words!(
        "{file} is not a baseline that this version can read; name another file, or delete it and write it anew",
        "{file} 不是这个版本能读的基线文件；请换一个文件，或删掉后重新生成"
    ))
}
