//! Findings that were there before: an old map is adopted as it is, and what is new still fails.
//!
//! A baseline counts findings by rule, file and [landmark](crate::landmark), so that editing elsewhere does not disturb
//! it. What keeps a map from being understood is never in one.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::landmark::Landmarks;
use crate::source::Sources;

/// The version of the form in which baselines are written.
const VERSION: u32 = 1;
/// The place of a finding about the whole map.
const WHOLE_MAP: &str = "the whole map";

/// Findings by place, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline(BTreeMap<Entry, usize>);

/// What findings have in common that count as the same. The order is that of the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The file, from the workspace's root.
    pub path: String,
    /// The place in it.
    pub place: String,
    /// The rule.
    pub rule: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    findings: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    path: String,
    place: String,
    rule: String,
    count: usize,
}

impl Baseline {
    /// The findings as a baseline.
    pub fn of(findings: &[Diagnostic], sources: &Sources) -> Self {
        let mut counts = BTreeMap::new();
        for entry in entries(findings, sources).into_iter().flatten() {
            *counts.entry(entry).or_insert(0) += 1;
        }
        Self(counts)
    }

    /// The baseline that was written; `None` where `text` is no baseline.
    pub fn parse(text: &str) -> Option<Self> {
        let document: Document = serde_json::from_str(text).ok().filter(|read: &Document| read.version == VERSION)?;
        let mut counts = BTreeMap::new();
        for Row { path, place, rule, count } in document.findings {
            let counted: &mut usize = counts.entry(Entry { path, place, rule }).or_insert(0);
            *counted = counted.saturating_add(count);
        }
        Some(Self(counts))
    }

    /// As it is written: sorted, a finding a line for reading and for comparing versions.
    pub fn to_text(&self) -> String {
        let row = |(entry, count): (&Entry, &usize)| {
            let Entry { path, place, rule } = entry.clone();
            serde_json::to_string(&Row { path, place, rule, count: *count }).expect("a row of texts can be written")
        };
        let rows: Vec<String> = self.0.iter().map(row).collect();
        let rows = if rows.is_empty() { String::new() } else { format!("\n    {}\n  ", rows.join(",\n    ")) };
        format!("{{\n  \"version\": {VERSION},\n  \"findings\": [{rows}]\n}}\n")
    }

    /// How many findings it counts.
    pub fn len(&self) -> usize {
        self.0.values().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Whether it counts none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes away the findings that it counts. What is left of it comes back: entries that were not found any more.
    pub fn subtract_from(mut self, findings: &mut Vec<Diagnostic>, sources: &Sources) -> Self {
        let mut entries = entries(findings, sources).into_iter();
        let known_of_whole = |entry: &Entry| Entry { place: WHOLE_MAP.to_owned(), ..entry.clone() };
        let wholes: BTreeSet<Entry> = self.0.keys().filter(|entry| entry.place == WHOLE_MAP).cloned().collect();
        let mut used = BTreeSet::new();
        findings.retain(|_| {
            let Some(entry) = entries.next().flatten() else { return true };
            // What was missing everywhere is known wherever it is still missing.
            let whole = Some(known_of_whole(&entry)).filter(|whole| wholes.contains(whole));
            if let Some(count) = self.0.get_mut(&entry).filter(|count| **count > 0) {
                *count -= 1;
                return false;
            }
            let is_new = whole.is_none();
            used.extend(whole);
            is_new
        });
        self.0.retain(|entry, count| *count > 0 && !used.contains(entry));
        self
    }

    /// Only the entries that `keep` names.
    pub fn only(mut self, keep: impl Fn(&Entry) -> bool) -> Self {
        self.0.retain(|entry, _| keep(entry));
        self
    }

    /// Both together: what is in either, as often as in the one that counts more.
    pub fn and(mut self, other: Self) -> Self {
        for (entry, count) in other.0 {
            let counted = self.0.entry(entry).or_insert(0);
            *counted = count.max(*counted);
        }
        self
    }

    /// The entries, sorted.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.0.keys()
    }
}

/// The entry of each finding; none for what keeps a map from being understood.
fn entries(findings: &[Diagnostic], sources: &Sources) -> Vec<Option<Entry>> {
    let landmarks = Landmarks::new(sources, findings);
    let entry = |finding: &Diagnostic| Entry {
        path: sources.get(finding.primary.span.source).path.clone(),
        place: if finding.of_whole_map { WHOLE_MAP.to_owned() } else { landmarks.name(finding.primary.span) },
        rule: finding.rule.name.to_owned(),
    };
    findings.iter().map(|finding| (!finding.blocks_map()).then(|| entry(finding))).collect()
}
