//! Limits the findings of one rule in one file.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::source::SourceId;
use crate::words;

/// The limit: nobody reads more, and a badly broken file must not take minutes to report.
const PER_RULE_AND_FILE: usize = 100;

/// Keeps the first findings of each rule in each file; the last of these says how many follow. It is for output alone:
/// `--fix` and baselines need all findings.
pub fn limit_per_rule(findings: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<(SourceId, &str), (usize, usize)> = BTreeMap::new();
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(findings.len());
    for finding in findings.drain(..) {
        let (count, last) = seen.entry((finding.primary.span.source, finding.rule.name)).or_default();
        *count += 1;
        if *count <= PER_RULE_AND_FILE {
            *last = kept.len();
            kept.push(finding);
        }
    }
    for (count, last) in seen.into_values().filter(|(count, _)| *count > PER_RULE_AND_FILE) {
        let more = count - PER_RULE_AND_FILE;
        kept[last]
            .help
            .push(words!("{more} more of this kind follow in this file", "这个文件里后面还有 {more} 处同样的问题"));
    }
    *findings = kept;
}
