//! Baselines: files of known findings, so that an old map is adopted as it is and what is new still fails.
//!
//! A baseline counts findings by rule, file and [fingerprint](crate::fingerprint), so that editing elsewhere does not
//! disturb it. It never holds a finding that keeps a map from being understood.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::fingerprint::Fingerprints;
use crate::source::Sources;

/// The version of the file format.
const VERSION: u32 = 1;
/// The place of each finding about a whole map.
const WHOLE_MAP: &str = "the whole map";

/// Known findings, counted by place and rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline(BTreeMap<BaselineEntry, usize>);

/// What findings have in common that count as the same. The fields are in the order in which the file is sorted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BaselineEntry {
    /// The file, from the workspace's root.
    pub path: String,
    /// The fingerprint of the place in it.
    pub place: String,
    /// The name of the rule.
    pub rule: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BaselineFile {
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
    /// A baseline of these findings.
    pub fn from_findings(findings: &[Diagnostic], sources: &Sources) -> Self {
        let mut counts = BTreeMap::new();
        for entry in entry_of_each(findings, sources).into_iter().flatten() {
            *counts.entry(entry).or_insert(0) += 1;
        }
        Self(counts)
    }

    /// Parses the text of a baseline file; `None` if it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let file: BaselineFile =
            serde_json::from_str(text).ok().filter(|file: &BaselineFile| file.version == VERSION)?;
        let mut counts = BTreeMap::new();
        for Row { path, place, rule, count } in file.findings {
            let counted: &mut usize = counts.entry(BaselineEntry { path, place, rule }).or_insert(0);
            *counted = counted.saturating_add(count);
        }
        Some(Self(counts))
    }

    /// The text of its file: sorted, an entry a line, so that versions can be compared.
    pub fn to_text(&self) -> String {
        let row = |(entry, count): (&BaselineEntry, &usize)| {
            let BaselineEntry { path, place, rule } = entry.clone();
            serde_json::to_string(&Row { path, place, rule, count: *count }).expect("a row of texts can be written")
        };
        let rows: Vec<String> = self.0.iter().map(row).collect();
        let rows = if rows.is_empty() { String::new() } else { format!("\n    {}\n  ", rows.join(",\n    ")) };
        format!("{{\n  \"version\": {VERSION},\n  \"findings\": [{rows}]\n}}\n")
    }

    /// The number of findings that it counts.
    pub fn len(&self) -> usize {
        self.0.values().fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// Whether it counts no finding.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Removes the findings that it counts, and returns the entries that were not found any more.
    pub fn subtract_from(mut self, findings: &mut Vec<Diagnostic>, sources: &Sources) -> Self {
        let mut entries = entry_of_each(findings, sources).into_iter();
        let of_whole_map = |entry: &BaselineEntry| BaselineEntry { place: WHOLE_MAP.to_owned(), ..entry.clone() };
        let wholes: BTreeSet<BaselineEntry> = self.0.keys().filter(|entry| entry.place == WHOLE_MAP).cloned().collect();
        let mut used = BTreeSet::new();
        findings.retain(|_| {
            let Some(entry) = entries.next().flatten() else { return true };
            // A finding about the whole map covers each touchpoint that still lacks the same.
            let whole = Some(of_whole_map(&entry)).filter(|whole| wholes.contains(whole));
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

    /// The entries for which `keep` holds.
    pub fn filter(mut self, keep: impl Fn(&BaselineEntry) -> bool) -> Self {
        self.0.retain(|entry, _| keep(entry));
        self
    }

    /// The entries of both, each as often as in the one that counts more.
    pub fn merge(mut self, other: Self) -> Self {
        for (entry, count) in other.0 {
            let counted = self.0.entry(entry).or_insert(0);
            *counted = count.max(*counted);
        }
        self
    }

    /// The entries, sorted.
    pub fn entries(&self) -> impl Iterator<Item = &BaselineEntry> {
        self.0.keys()
    }
}

/// The entry of each finding; none for one that keeps a map from being understood.
fn entry_of_each(findings: &[Diagnostic], sources: &Sources) -> Vec<Option<BaselineEntry>> {
    let fingerprints = Fingerprints::new(sources, findings);
    let entry = |finding: &Diagnostic| BaselineEntry {
        path: sources.get(finding.primary.span.source).path.clone(),
        place: if finding.of_whole_map { WHOLE_MAP.to_owned() } else { fingerprints.of(finding.primary.span) },
        rule: finding.rule.name.to_owned(),
    };
    findings.iter().map(|finding| (!finding.blocks_map()).then(|| entry(finding))).collect()
}
