//! What a build says at its end, whether it has just been done or was found to be done already.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::site_folder::EditionFolders;
use super::{Exit, Stop, Terminal, findings_in_words, plural, summary, with_what_is_not_told};
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::{self, BaseFolders, DiagnosticReport, Format};
use crate::output::{RecordedFile, WriteCounts};
use crate::pipeline::{FindingCounts, Reading, SiteCounts, limit_per_rule};
use crate::render::{self, Edition};
use crate::words;
use crate::words::{Lang, Words};

/// All that a build says but how many files there were to write.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct BuildSummary {
    /// The language of the workspace, where the program speaks it.
    pub lang: Option<Lang>,
    /// The findings that keep pages from being built as they should be, and are not in the baseline.
    blocking: PrintedFindings,
    site: SiteCounts,
    /// How many findings there are of all rules, but for those in the baseline.
    findings: FindingCounts,
    /// How many are in the baseline.
    in_baseline: usize,
    single_files: Vec<SingleFile>,
}

/// Findings as they are printed in one language, with the paths as they are seen from one folder.
#[derive(Debug, Serialize, Deserialize)]
struct PrintedFindings {
    lang: Lang,
    from_caller: String,
    text: String,
}

/// A map as one file: its path in the site, and how many bytes it has.
type SingleFile = (Arc<str>, usize);

impl BuildSummary {
    /// Of a site of these files that was made from this reading, after `in_baseline` findings were taken away.
    pub(super) fn new(
        reading: &Reading,
        site: SiteCounts,
        in_baseline: usize,
        files: &[RecordedFile],
        folders: &BaseFolders,
        lang: Lang,
    ) -> Self {
        let single = files.iter().filter(|file| render::is_single_file(&file.path));
        Self {
            lang: reading.language(),
            blocking: PrintedFindings {
                lang,
                from_caller: folders.from_caller.clone(),
                text: printed(&blocking_findings(&reading.findings), reading, folders, lang),
            },
            site,
            findings: FindingCounts::of(&reading.findings),
            in_baseline,
            single_files: single.map(|file| (file.path.clone(), file.length)).collect(),
        }
    }

    /// Whether it can be printed in a language, for whoever sees the workspace from there.
    pub(super) fn is_readable_in(&self, lang: Lang, folders: &BaseFolders) -> bool {
        let PrintedFindings { lang: of, from_caller, text } = &self.blocking;
        text.is_empty() || (*of, from_caller) == (lang, &folders.from_caller)
    }

    /// Prints what keeps pages from being built as they should be.
    pub(super) fn print_blocking(&self, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
        Ok(terminal.messages.write_all(self.blocking.text.as_bytes())?)
    }

    /// Prints what was done and found, and what of that keeps pages from being built.
    pub(super) fn print(
        &self,
        done: &[(Edition, WriteCounts)],
        out: &mut EditionFolders,
        terminal: &mut Terminal<'_>,
    ) -> Result<(), Stop> {
        self.print_blocking(terminal)?;
        let lang = terminal.lang();
        for (edition, done) in done {
            terminal.say(lang, &built(*edition, *done, out.of(*edition).display_path()))?;
        }
        for (path, bytes) in &self.single_files {
            let (path, size) = (out.readers.display_path().join(&**path), size_in_words(*bytes));
            terminal.say(lang, &words!("One file: {}, {size}.", "独立文件：{}，{size}。", path.display()))?;
        }
        let findings = with_what_is_not_told(findings_in_words(self.findings), 0, self.in_baseline);
        let (site, hint) = (summary(&self.site), self.hint());
        let counts = words!("{}: {}.{}", "{}：{}。{}", site.en, findings.en, hint.en; site.zh, findings.zh, hint.zh);
        Ok(terminal.say(lang, &counts)?)
    }

    /// How to see each finding, where there are any.
    fn hint(&self) -> Words {
        match self.in_baseline {
            _ if self.findings.are_none() => words!("", ""),
            0 => words!(" `motmap check` shows each.", "`motmap check` 会逐条列出。"),
            _ => words!(
                " `motmap check --baseline` with the same file shows each.",
                "`motmap check --baseline` 加同一个文件会逐条列出。"
            ),
        }
    }

    /// How the run ends; any error fails a `strict` one.
    pub(super) fn exit(&self, strict: bool) -> Exit {
        if self.blocking.text.is_empty() && !(strict && self.findings.errors > 0) {
            Exit::Clean
        } else {
            Exit::Findings
        }
    }
}

fn built(edition: Edition, done: WriteCounts, out: &Path) -> Words {
    let (out, files) = (out.display(), done.written + done.unchanged);
    let changes = words!(
        "{} written, {} unchanged, {} removed",
        "新写 {} 个，未变 {} 个，移除 {} 个",
        done.written,
        done.unchanged,
        done.removed
    );
    match edition {
        Edition::Readers => words!(
            "Built {} in {out}: {}.",
            "已生成 {} 个文件到 {out}：{}。",
            plural(files, "file"), changes.en;
            files, changes.zh
        ),
        Edition::Trainers => words!(
            "For authors and trainers: {} in {out}: {}.",
            "作者与培训师版：{} 个文件，在 {out}：{}。",
            plural(files, "file"), changes.en;
            files, changes.zh
        ),
    }
}

/// Prints that nothing was built, and why.
pub(super) fn print_nothing_built(
    reading: &Reading,
    folders: &BaseFolders,
    terminal: &mut Terminal<'_>,
) -> Result<(), Stop> {
    let lang = terminal.lang();
    let why = printed(&blocking_findings(&reading.findings), reading, folders, lang);
    terminal.messages.write_all(why.as_bytes())?;
    let words = words!(
        "Nothing was built: motmap.yaml cannot be understood. The pages of before are still there.",
        "没有生成任何页面：motmap.yaml 读不懂。原有页面保持不变。"
    );
    Ok(terminal.say(lang, &words)?)
}

/// Prints every error and nothing else.
pub(super) fn print_errors(reading: &Reading, folders: &BaseFolders, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
    let is_error = |finding: &&Diagnostic| finding.severity == Severity::Error;
    let mut errors: Vec<Diagnostic> = reading.findings.iter().filter(is_error).cloned().collect();
    limit_per_rule(&mut errors);
    let errors = printed(&errors, reading, folders, terminal.lang());
    Ok(terminal.messages.write_all(errors.as_bytes())?)
}

/// The findings that keep something from being built as it should be, as far as anybody reads on.
pub(super) fn blocking_findings(findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut blocking: Vec<Diagnostic> = findings.iter().filter(|finding| finding.blocks_page()).cloned().collect();
    limit_per_rule(&mut blocking);
    blocking
}

/// Findings for people, with the colours of a terminal.
pub(super) fn printed(findings: &[Diagnostic], reading: &Reading, folders: &BaseFolders, lang: Lang) -> String {
    let counts = SiteCounts::of_site(&reading.site);
    let report = DiagnosticReport { findings, sources: &reading.sources, counts, folders, lang };
    let mut printed = Vec::new();
    // Writing to memory does not fail.
    let _ = emit::emit(Format::Human, &report, &mut printed);
    String::from_utf8_lossy(&printed).into_owned()
}

/// A number of bytes as people read it: `412 kB`, `1.3 MB`.
fn size_in_words(bytes: usize) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
