//! Cures put into the text: those that findings carry, again and again until there is none left.
//!
//! Every byte outside of an edit stays as it is. Files are changed in memory; the disk is somebody else's.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::load;
use crate::pipeline::{self, Reading};
use crate::rule::Rule;
use crate::rule::shape::{DUPLICATE_KEY, INVALID_YAML};
use crate::source::{Source, SourceId, Span};
use crate::workspace::{File, Workspace};

/// More rounds than cures can reveal one another.
const MOST_ROUNDS: usize = 64;

/// One stretch that was replaced.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The file, from the workspace's root.
    pub path: String,
    /// The line.
    pub line: usize,
    /// What stood there, with the rest of the word around it.
    pub old: String,
    /// What stands there now.
    pub new: String,
}

/// Puts the cures of the findings that are `wanted` (a finding, and the path of its file) into the workspace's files. A
/// file in which that goes wrong is left as it was.
pub fn fix(workspace: &mut Workspace, wanted: impl Fn(&Diagnostic, &str) -> bool) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut left_alone = BTreeSet::new();
    let mut reading = pipeline::read(workspace);
    for _ in 0..MOST_ROUNDS {
        let fixes = choose(&reading, |finding, path| !left_alone.contains(path) && wanted(finding, path));
        if fixes.is_empty() {
            break;
        }
        let before = workspace.files.clone();
        let touched = apply(workspace, &reading, &fixes);
        let mut next = pipeline::read(workspace);
        let worse = touched.iter().filter(|(path, lines)| is_worse(path, lines, &reading, &next));
        let worse: BTreeSet<String> = worse.map(|(path, _)| path.clone()).collect();
        if !worse.is_empty() {
            for (file, before) in workspace.files.iter_mut().zip(before).filter(|(file, _)| worse.contains(&file.path))
            {
                *file = before;
            }
            next = pipeline::read(workspace);
        }
        let edits = fixes.iter().flat_map(|fix| &fix.edits);
        changes.extend(edits.map(|edit| change(&reading, edit)).filter(|change| !worse.contains(&change.path)));
        left_alone.extend(worse);
        reading = next;
    }
    changes.sort();
    changes
}

/// The cures to put in at once, in the order of the findings: no two that touch the same stretch.
fn choose(reading: &Reading, wanted: impl Fn(&Diagnostic, &str) -> bool) -> Vec<Fix> {
    let mut taken = Taken::default();
    let mut fixes = Vec::new();
    for finding in &reading.findings {
        let Some(fix) = &finding.fix else { continue };
        let in_reach = |edit: &Edit| wanted(finding, &reading.sources.get(edit.span.source).path);
        if fix.edits.iter().all(|edit| in_reach(edit) && taken.leaves(edit.span)) {
            fix.edits.iter().for_each(|edit| taken.take(edit.span));
            fixes.push(fix.clone());
        }
    }
    fixes
}

/// Stretches that will be edited: where each begins, and where it ends.
#[derive(Default)]
struct Taken(BTreeMap<(SourceId, u32), u32>);

impl Taken {
    fn take(&mut self, span: Span) {
        self.0.insert((span.source, span.start), span.end);
    }

    /// Whether a stretch shares no byte with another, nor its beginning.
    fn leaves(&self, span: Span) -> bool {
        let at = (span.source, span.start);
        let before = self.0.range(..=at).next_back().filter(|((source, _), _)| *source == span.source);
        let after = self.0.range(at..).next().filter(|((source, _), _)| *source == span.source);
        before.is_none_or(|((_, start), end)| *start < span.start && *end <= span.start)
            && after.is_none_or(|((_, start), _)| *start >= span.end && *start > span.start)
    }
}

/// Puts the edits into the files; the paths of those that were changed come back, with the lines.
fn apply(workspace: &mut Workspace, reading: &Reading, fixes: &[Fix]) -> BTreeMap<String, BTreeSet<usize>> {
    let mut by_file = BTreeMap::<SourceId, Vec<&Edit>>::new();
    for edit in fixes.iter().flat_map(|fix| &fix.edits) {
        by_file.entry(edit.span.source).or_default().push(edit);
    }
    let mut touched = BTreeMap::new();
    for (id, mut edits) in by_file {
        let source = reading.sources.get(id);
        let Some(file) = workspace.files.iter_mut().find(|file| file.path == source.path) else { continue };
        edits.sort_by_key(|edit| edit.span);
        edit_file(file, &source.text, &edits);
        let lines = edits.iter().map(|edit| reading.sources.position(edit.span).line);
        touched.insert(source.path.clone(), lines.collect());
    }
    touched
}

/// Edits count from the beginning of the text; a byte order mark before it stays.
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

/// Whether a file cannot be read any more, or not where these lines were edited; or whether a field stands twice now.
fn is_worse(path: &str, lines: &BTreeSet<usize>, before: &Reading, after: &Reading) -> bool {
    fn of<'r>(reading: &'r Reading, path: &str, rule: &Rule) -> Vec<&'r Diagnostic> {
        let there = |finding: &&Diagnostic| reading.sources.get(finding.primary.span.source).path == path;
        reading.findings.iter().filter(there).filter(|finding| finding.rule == rule).collect()
    }
    let stops_at = |finding: &&Diagnostic| lines.contains(&after.sources.position(finding.primary.span).line);
    let unreadable = of(after, path, &INVALID_YAML);
    if of(before, path, &INVALID_YAML).is_empty() {
        let twice = |reading| of(reading, path, &DUPLICATE_KEY).len();
        return !unreadable.is_empty() || twice(after) > twice(before);
    }
    unreadable.iter().any(stops_at)
}

/// What an edit makes of the word that it stands in.
fn change(reading: &Reading, edit: &Edit) -> Change {
    let Source { path, text, .. } = reading.sources.get(edit.span.source);
    let range = edit.span.range();
    let before = text[..range.start].rsplit(char::is_whitespace).next().unwrap_or_default();
    let after = text[range.end..].split(char::is_whitespace).next().unwrap_or_default();
    // What is long says enough by the part beside the edit.
    let before = before.char_indices().rev().nth(MOST_SHOWN - 1).map_or(before, |(at, _)| &before[at..]);
    let after = after.char_indices().nth(MOST_SHOWN).map_or(after, |(at, _)| &after[..at]);
    Change {
        path: path.clone(),
        line: reading.sources.position(edit.span).line,
        old: shown(&format!("{before}{}{after}", &text[range])),
        new: shown(&format!("{before}{}{after}", edit.text)),
    }
}

/// How many characters beside an edit are shown.
const MOST_SHOWN: usize = 20;

/// A text in which every character that looks like nothing goes by its number.
fn shown(text: &str) -> String {
    let mut shown = String::new();
    for character in text.chars() {
        match load::is_invisible(character) {
            true => shown.push_str(&format!("<U+{:04X}>", u32::from(character))),
            false => shown.push(character),
        }
    }
    shown
}
