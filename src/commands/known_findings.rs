//! `--baseline` of `check` and `build`, and `check --write-baseline`: findings that were there before.

use std::fs;
use std::io;
use std::path::Path;

use super::scope::Scope;
use super::{Stop, Terminal, plural};
use crate::baseline::{Baseline, Entry};
use crate::diagnostic::Diagnostic;
use crate::emit::Folders;
use crate::failure::Failure;
use crate::model::Site;
use crate::output;
use crate::source::Sources;
use crate::words;
use crate::words::Lang;

/// What this run looked at.
pub(super) struct Looked<'a> {
    pub start: &'a Path,
    pub scope: &'a Scope,
    pub folders: &'a Folders,
    pub site: &'a Site,
    pub sources: &'a Sources,
}

impl Looked<'_> {
    /// Whether this run would have found what an entry names: its file and rule were asked for, and no fault hides it.
    fn at(&self, entry: &Entry) -> bool {
        self.scope.has_rule(&entry.rule) && self.scope.has_file(&entry.path) && self.site.is_understood()
    }
}

/// The baseline in a file, named as from `start`.
pub(super) fn read(file: &Path, start: &Path) -> Result<Baseline, Failure> {
    let path = start.join(file);
    let text = fs::read_to_string(&path).map_err(|error| Failure::io(&path, &error))?;
    Baseline::parse(&text).ok_or_else(|| no_baseline(file))
}

/// Takes the findings away that the file names; how many those are. What it names and nobody found is told.
pub(super) fn leave_out(
    file: &Path,
    looked: &Looked<'_>,
    findings: &mut Vec<Diagnostic>,
    lang: Lang,
    terminal: &mut Terminal<'_>,
) -> Result<usize, Stop> {
    let baseline = read(file, looked.start)?;
    let before = findings.len();
    let gone = baseline.subtract_from(findings, looked.sources).only(|entry| looked.at(entry));
    for Entry { path, place, rule } in gone.entries() {
        let path = looked.folders.seen_by_caller(path);
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

/// Keeps the findings in the file, and takes them away; how many those are. What was not looked at stays.
pub(super) fn keep(
    file: &Path,
    looked: &Looked<'_>,
    findings: &mut Vec<Diagnostic>,
    lang: Lang,
    terminal: &mut Terminal<'_>,
) -> Result<usize, Stop> {
    let path = looked.start.join(file);
    let old = match fs::read_to_string(&path) {
        Ok(text) => Baseline::parse(&text).ok_or_else(|| no_baseline(file))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Baseline::default(),
        Err(error) => return Err(Failure::io(&path, &error).into()),
    };
    let new = Baseline::of(findings, looked.sources);
    let kept = old.only(|entry| !looked.at(entry)).and(new.clone());
    output::write_atomic(&path, kept.to_text().as_bytes())?;
    let before = findings.len();
    new.subtract_from(findings, looked.sources);
    let file = file.display();
    let told = words!("Kept {} in {file}.", "已把 {} 个问题记到 {file}。", plural(kept.len(), "finding"); kept.len());
    terminal.say(lang, &told)?;
    if !findings.is_empty() {
        let told = words!(
            "{} not kept: with such a fault a map cannot be understood, so it has to be mended.",
            "另有 {} 个错误没有记入：有这种错误的图读不懂，必须改正。",
            plural(findings.len(), "error"); findings.len()
        );
        terminal.say(lang, &told)?;
    }
    Ok(before - findings.len())
}

fn no_baseline(file: &Path) -> Failure {
    let file = file.display();
    Failure::new(words!(
        "{file} is not a baseline that this version can read; name another file, or delete it and write it anew",
        "{file} 不是这个版本能读的基线文件；请换一个文件，或删掉后重新生成"
    ))
}
