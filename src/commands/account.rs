//! What is told of a build, whether it has just been done or was found to be done already.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::build::spoiling;
use super::{Exit, Stop, Terminal, findings_in_words, plural, summary, with_what_is_not_told};
use crate::diagnostic::Diagnostic;
use crate::emit::{self, BaseFolders, DiagnosticReport, Format};
use crate::output::{self, Fingerprint};
use crate::pipeline::{Reading, Tally, Weights};
use crate::render;
use crate::source::Sources;
use crate::words;
use crate::words::Lang;

/// All that is told of a build but how many files there were to write.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Account {
    /// The language of the workspace, where the program speaks it.
    pub lang: Option<Lang>,
    /// The findings that spoil pages and are not known before, as far as anybody reads on.
    pub faults: Vec<Diagnostic>,
    tally: Tally,
    /// How many findings there are of all rules, but for those known before.
    found: Weights,
    /// How many were known before.
    known: usize,
    single_files: Vec<SingleFile>,
}

/// A map as one file: its path in the site, and how many bytes it has.
type SingleFile = (Arc<str>, usize);

impl Account {
    /// What is told of a site of these files that was made from this reading, which holds so much, and of which so many
    /// findings that were known before have been taken away.
    pub(super) fn new(reading: &Reading, tally: Tally, known: usize, files: &[Fingerprint]) -> Self {
        let single = files.iter().filter(|file| render::is_single_file(&file.path));
        Self {
            lang: reading.language(),
            faults: spoiling(&reading.findings),
            tally,
            found: Weights::of(&reading.findings),
            known,
            single_files: single.map(|file| (file.path.clone(), file.length)).collect(),
        }
    }

    /// Whether all of it can be told of these files: every place that it names is there.
    pub(super) fn is_of(&self, sources: &Sources) -> bool {
        let labels = self.faults.iter().flat_map(|finding| finding.related.iter().chain([&finding.primary]));
        labels.into_iter().all(|label| sources.holds(label.span))
    }

    /// Says what keeps pages from being built as they should be.
    pub(super) fn tell_faults(
        &self,
        sources: &Sources,
        folders: &BaseFolders,
        terminal: &mut Terminal<'_>,
    ) -> Result<(), Stop> {
        let report =
            DiagnosticReport { findings: &self.faults, sources, tally: self.tally, folders, lang: terminal.lang() };
        Ok(emit::emit(Format::Human, &report, terminal.messages)?)
    }

    /// Says what was done and found, and what of that spoils pages.
    pub(super) fn tell(
        &self,
        done: output::Report,
        sources: &Sources,
        folders: &BaseFolders,
        out: &Path,
        terminal: &mut Terminal<'_>,
    ) -> Result<(), Stop> {
        self.tell_faults(sources, folders, terminal)?;
        let lang = terminal.lang();
        let (shown, files) = (out.display(), done.written + done.unchanged);
        let made = words!(
            "Built {} in {shown}: {} written, {} unchanged, {} removed.",
            "已生成 {} 个文件到 {shown}：新写 {} 个，未变 {} 个，移除 {} 个。",
            plural(files, "file"), done.written, done.unchanged, done.removed;
            files, done.written, done.unchanged, done.removed
        );
        terminal.say(lang, &made)?;
        for (path, bytes) in &self.single_files {
            let (path, size) = (out.join(&**path), size_in_words(*bytes));
            terminal.say(lang, &words!("One file: {}, {size}.", "独立文件：{}，{size}。", path.display()))?;
        }
        let (counted, found) =
            (summary(&self.tally), with_what_is_not_told(findings_in_words(self.found), 0, self.known));
        let hint = match self.known {
            _ if self.found.are_none() => words!("", ""),
            0 => words!(" `motmap check` shows each.", "`motmap check` 会逐条列出。"),
            _ => words!(
                " `motmap check --baseline` with the same file shows each.",
                "`motmap check --baseline` 加同一个文件会逐条列出。"
            ),
        };
        let counted = words!("{}: {}.{}", "{}：{}。{}", counted.en, found.en, hint.en; counted.zh, found.zh, hint.zh);
        terminal.say(lang, &counted)?;
        Ok(())
    }

    /// How the run ends; any error fails a `strict` one.
    pub(super) fn exit(&self, strict: bool) -> Exit {
        if self.faults.is_empty() && !(strict && self.found.errors > 0) { Exit::Clean } else { Exit::Findings }
    }
}

/// A number of bytes as people read it: `412 kB`, `1.3 MB`.
fn size_in_words(bytes: usize) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
