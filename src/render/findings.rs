//! Findings on pages: what is still to be done, said where it is.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;

use super::bound_case::{bound_into, home};
use super::context::PageContext;
use super::landmarks;
use super::text::Html;
use crate::checks::cases::redact;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Map, TouchpointId, Written};
use crate::source::SourceId;
use crate::words::Lang;

/// One finding in a list.
#[derive(Serialize)]
pub(super) struct FindingRow {
    severity: &'static str,
    symbol: &'static str,
    word: String,
    rule: &'static str,
    message: Html,
    /// The file and the line.
    place: String,
    /// The touchpoint, case or section that it lies in.
    href: Option<String>,
}

/// How many findings there are of one severity.
#[derive(Serialize)]
pub(super) struct Count {
    severity: &'static str,
    symbol: &'static str,
    word: String,
    count: usize,
}

impl FindingRow {
    /// The finding as a row of a page.
    pub fn new(context: &PageContext<'_>, finding: &Diagnostic) -> Self {
        let span = finding.primary.span;
        let source = context.language.present.get(span.source);
        let path = match context.site().written_in(span.source) {
            Some(Written::Case(_)) => redact(&source.path, Lang::default()),
            _ => Cow::Borrowed(source.path.as_str()),
        };
        FindingRow {
            severity: finding.severity.id(),
            symbol: symbol(finding.severity),
            word: context.word(word(finding.severity)),
            rule: finding.rule.name,
            message: context.sentence(&finding.message),
            place: format!("{path}:{}", source.position(span.start as usize).line),
            href: href(context, finding),
        }
    }
}

/// Those of these findings, which are sorted, that lie in one file.
pub(super) fn of_file(findings: &[Diagnostic], source: SourceId) -> &[Diagnostic] {
    let begin = findings.partition_point(|finding| finding.primary.span.source < source);
    let length = findings[begin..].partition_point(|finding| finding.primary.span.source == source);
    &findings[begin..begin + length]
}

/// The findings of a map: in its own file, and in the cases bound into its page.
pub(super) fn of_map<'a>(context: &PageContext<'a>, map: &Map) -> Vec<&'a Diagnostic> {
    let site = context.site();
    let bound = bound_into(site, map.id);
    let mut sources: Vec<_> = std::iter::once(map.source).chain(bound.map(|case| case.source)).collect();
    sources.sort();
    sources.into_iter().flat_map(|source| of_file(context.language.findings, source)).collect()
}

/// The findings that are no map's: the configuration's, the templates', and those of cases that are bound in nowhere.
pub(super) fn elsewhere<'a>(context: &PageContext<'a>) -> Vec<&'a Diagnostic> {
    let site = context.site();
    let bound = site.cases.iter().filter(|case| home(site, case).is_some());
    let shown: BTreeSet<_> = site.maps.iter().map(|map| map.source).chain(bound.map(|case| case.source)).collect();
    context.language.findings.iter().filter(|finding| !shown.contains(&finding.primary.span.source)).collect()
}

/// How many of these lie inside a touchpoint; none is known to where its map is outdated.
pub(super) fn inside(context: &PageContext<'_>, id: TouchpointId, findings: &[&Diagnostic]) -> usize {
    if context.site().map(id.map).outdated {
        return 0;
    }
    findings.iter().filter(|finding| lies_inside(context, id, finding)).count()
}

/// The counts by severity, the gravest first; severities without findings are left out.
pub(super) fn counts(context: &PageContext<'_>, findings: &[&Diagnostic]) -> Vec<Count> {
    let count = |severity: Severity| Count {
        severity: severity.id(),
        symbol: symbol(severity),
        word: context.word(word(severity)),
        count: findings.iter().filter(|finding| finding.severity == severity).count(),
    };
    [Severity::Error, Severity::Warning, Severity::Note]
        .map(count)
        .into_iter()
        .filter(|count| count.count > 0)
        .collect()
}

fn href(context: &PageContext<'_>, finding: &Diagnostic) -> Option<String> {
    let site = context.site();
    let source = finding.primary.span.source;
    match site.written_in(source)? {
        Written::Case(case) if !case.faulty => {
            super::bound_case::href(context, case).or_else(|| context.href(home(site, case)?))
        }
        Written::Map(map) if !map.faulty && !map.outdated => {
            context.way_to_map(map, &landmarks::anchor_of(map, finding.primary.span))
        }
        _ => None,
    }
}

fn lies_inside(context: &PageContext<'_>, id: TouchpointId, finding: &Diagnostic) -> bool {
    let (place, touchpoint) = (finding.primary.span, context.site().touchpoint(id).span);
    place.source == touchpoint.source && touchpoint.range().contains(&(place.start as usize))
}

fn symbol(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✗",
        Severity::Warning => "!",
        Severity::Note => "i",
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
