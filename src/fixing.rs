//! Applies the fixes of findings to the text in memory, round after round until none is left.
//!
//! Every byte outside of an edit stays as it is.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::load;
use crate::pipeline::{self, Reading};
use crate::rule::Rule;
use crate::rule::shape::{DUPLICATE_KEY, INVALID_YAML};
use crate::source::{Source, SourceId, Span};
use crate::workspace::{File, Workspace};

/// More rounds than fixes can reveal one another.
const MAX_ROUNDS: usize = 64;

/// An edit that was applied.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AppliedEdit {
    /// The file, from the workspace's root.
    pub path: String,
    /// The line.
    pub line: usize,
    /// The old text, with the rest of the word around it.
    pub old: String,
    /// The new text, with the same around it.
    pub new: String,
}

/// Applies the fixes of the findings that are `wanted` (a finding, and the path of its file) to the workspace's files. A
/// file that this would make worse stays as it was.
pub fn apply_fixes(workspace: &mut Workspace, wanted: impl Fn(&Diagnostic, &str) -> bool) -> Vec<AppliedEdit> {
    let mut applied = Vec::new();
    let mut skipped = BTreeSet::new();
    let mut reading = pipeline::read(workspace);
    for _ in 0..MAX_ROUNDS {
        let fixes = choose_fixes(&reading, |finding, path| !skipped.contains(path) && wanted(finding, path));
        if fixes.is_empty() {
            break;
        }
        let before = workspace.files.clone();
        let edited = apply_edits(workspace, &reading, &fixes);
        let mut next = pipeline::read(workspace);
        let worse = edited.iter().filter(|(path, lines)| is_worse(path, lines, &reading, &next));
        let worse: BTreeSet<String> = worse.map(|(path, _)| path.clone()).collect();
        if !worse.is_empty() {
            for (file, before) in workspace.files.iter_mut().zip(before).filter(|(file, _)| worse.contains(&file.path))
            {
                *file = before;
            }
            next = pipeline::read(workspace);
        }
        let edits = fixes.iter().flat_map(|fix| &fix.edits);
        applied.extend(edits.map(|edit| applied_edit(&reading, edit)).filter(|edit| !worse.contains(&edit.path)));
        skipped.extend(worse);
        reading = next;
    }
    applied.sort();
    applied
}

/// The fixes to apply in one round, in the order of the findings: no two that touch the same span.
fn choose_fixes(reading: &Reading, wanted: impl Fn(&Diagnostic, &str) -> bool) -> Vec<Fix> {
    let mut taken = TakenSpans::default();
    let mut fixes = Vec::new();
    for finding in &reading.findings {
        let Some(fix) = &finding.fix else { continue };
        let in_reach = |edit: &Edit| wanted(finding, &reading.sources.get(edit.span.source).path);
        if fix.edits.iter().all(|edit| in_reach(edit) && taken.is_free(edit.span)) {
            fix.edits.iter().for_each(|edit| taken.take(edit.span));
            fixes.push(fix.clone());
        }
    }
    fixes
}

/// The spans of chosen edits: where each begins, and where it ends.
#[derive(Default)]
struct TakenSpans(BTreeMap<(SourceId, u32), u32>);

impl TakenSpans {
    fn take(&mut self, span: Span) {
        self.0.insert((span.source, span.start), span.end);
    }

    /// Whether a span shares no byte with a taken one, nor its beginning.
    fn is_free(&self, span: Span) -> bool {
        let at = (span.source, span.start);
        let before = self.0.range(..=at).next_back().filter(|((source, _), _)| *source == span.source);
        let after = self.0.range(at..).next().filter(|((source, _), _)| *source == span.source);
        before.is_none_or(|((_, start), end)| *start < span.start && *end <= span.start)
            && after.is_none_or(|((_, start), _)| *start >= span.end && *start > span.start)
    }
}

/// Applies the edits to the files, and returns the edited lines of each path.
fn apply_edits(workspace: &mut Workspace, reading: &Reading, fixes: &[Fix]) -> BTreeMap<String, BTreeSet<usize>> {
    let mut by_file = BTreeMap::<SourceId, Vec<&Edit>>::new();
    for edit in fixes.iter().flat_map(|fix| &fix.edits) {
        by_file.entry(edit.span.source).or_default().push(edit);
    }
    let mut edited = BTreeMap::new();
    for (id, mut edits) in by_file {
        let source = reading.sources.get(id);
        let Some(file) = workspace.files.iter_mut().find(|file| file.path == source.path) else { continue };
        edits.sort_by_key(|edit| edit.span);
        edit_file(file, &source.text, &edits);
        let lines = edits.iter().map(|edit| reading.sources.position(edit.span).line);
        edited.insert(source.path.clone(), lines.collect());
    }
    edited
}

/// Applies edits to a file. They count from the beginning of its text, behind a byte order mark.
fn edit_file(file: &mut File, text: &str, edits: &[&Edit]) {
    let Some(mark) = file.bytes.strip_suffix(text.as_bytes()).map(<[u8]>::len) else { return };
    let text = text.as_bytes();
    let mut edited = file.bytes[..mark].to_vec();
    let mut at = 0;
    for edit in edits {
        let range = edit.span.range();
        edited.extend_from_slice(&text[at..range.start]);
        edited.extend_from_slice(edit.text.as_bytes());
        at = range.end;
    }
    edited.extend_from_slice(&text[at..]);
    file.bytes = edited.into();
}

/// Whether edits made a file worse: it is no YAML any more, or still none at the edited lines, or has more duplicate keys.
fn is_worse(path: &str, lines: &BTreeSet<usize>, before: &Reading, after: &Reading) -> bool {
    fn of<'r>(reading: &'r Reading, path: &str, rule: &Rule) -> Vec<&'r Diagnostic> {
        let there = |finding: &&Diagnostic| reading.sources.get(finding.primary.span.source).path == path;
        reading.findings.iter().filter(there).filter(|finding| finding.rule == rule).collect()
    }
    let stops_at = |finding: &&Diagnostic| lines.contains(&after.sources.position(finding.primary.span).line);
    let unreadable = of(after, path, &INVALID_YAML);
    if of(before, path, &INVALID_YAML).is_empty() {
        let duplicates = |reading| of(reading, path, &DUPLICATE_KEY).len();
        return !unreadable.is_empty() || duplicates(after) > duplicates(before);
    }
    unreadable.iter().any(stops_at)
}

/// An edit with the word around it.
fn applied_edit(reading: &Reading, edit: &Edit) -> AppliedEdit {
    let Source { path, text, .. } = reading.sources.get(edit.span.source);
    let range = edit.span.range();
    let before = text[..range.start].rsplit(char::is_whitespace).next().unwrap_or_default();
    let after = text[range.end..].split(char::is_whitespace).next().unwrap_or_default();
    let before = before.char_indices().rev().nth(MAX_SHOWN - 1).map_or(before, |(at, _)| &before[at..]);
    let after = after.char_indices().nth(MAX_SHOWN).map_or(after, |(at, _)| &after[..at]);
    AppliedEdit {
        path: path.clone(),
        line: reading.sources.position(edit.span).line,
        old: with_visible_characters(&format!("{before}{}{after}", &text[range])),
        new: with_visible_characters(&format!("{before}{}{after}", edit.text)),
    }
}

/// How many characters on either side of an edit are shown.
const MAX_SHOWN: usize = 20;

/// The text with each invisible character as its number: `<U+3000>`.
fn with_visible_characters(text: &str) -> String {
    text.chars()
        .map(|character| match load::is_invisible(character) {
            true => format!("<U+{:04X}>", u32::from(character)),
            false => character.to_string(),
        })
        .collect()
}
