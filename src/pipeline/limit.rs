//! How many findings of one rule in one file are shown.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::source::SourceId;
use crate::words;

/// Nobody reads on beyond these, and a file that is broken all over must not take minutes to report.
const PER_RULE_AND_FILE: usize = 100;

/// Drops what a rule finds in a file beyond the first hundred; the last of those says how many follow. For showing alone:
/// `--fix` and baselines work on all findings.
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
