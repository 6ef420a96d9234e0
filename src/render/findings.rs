//! Findings on pages, with links to the places that they are about.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;

use super::bound_case::{cases_on_page, shown_at};
use super::context::PageContext;
use super::landmarks;
use super::text::Html;
use crate::checks::cases::redact;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Map, Site, Touchpoint, TouchpointId, Written};
use crate::source::{SourceId, Span};
use crate::words::Lang;

/// A finding in a list.
#[derive(Serialize)]
pub(super) struct FindingRow {
    /// `error`, `warning` or `note`.
    severity: &'static str,
    /// `✗`, `!` or `i`.
    symbol: &'static str,
    /// The severity in words.
    word: String,
    /// The name of the rule.
    rule: &'static str,
    message: Html,
    /// The file and the line, such as `maps/gold.yaml:12`.
    place: String,
    /// The link to the touchpoint, case or section that it is about.
    href: Option<String>,
}

/// The number of findings of one severity, never 0.
#[derive(Serialize)]
pub(super) struct Count {
    /// `error`, `warning` or `note`.
    severity: &'static str,
    /// `✗`, `!` or `i`.
    symbol: &'static str,
    /// The severity in words.
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

/// The findings in one file. `findings` must be sorted by file.
pub(super) fn of_file(findings: &[Diagnostic], source: SourceId) -> &[Diagnostic] {
    let begin = findings.partition_point(|finding| finding.primary.span.source < source);
    let length = findings[begin..].partition_point(|finding| finding.primary.span.source == source);
    &findings[begin..begin + length]
}

/// Whether a map is a draft: an error is in it, or it cannot be read now.
pub(super) fn is_unfinished(findings: &[Diagnostic], map: &Map) -> bool {
    let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
    map.faulty || map.outdated || of_file(findings, map.source).iter().any(is_error)
}

/// The findings of a map for trainers: in its own file, and in the cases that its page shows.
pub(super) fn of_map<'a>(context: &PageContext<'a>, map: &Map) -> Vec<&'a Diagnostic> {
    if !context.is_for_trainers() {
        return Vec::new();
    }
    let site = context.site();
    let bound = cases_on_page(site, map.id);
    let mut sources: Vec<_> = std::iter::once(map.source).chain(bound.map(|case| case.source)).collect();
    sources.sort();
    sources.into_iter().flat_map(|source| of_file(context.language.findings, source)).collect()
}

/// The findings for trainers that belong to no map: in the configuration, in templates, and in cases that no page
/// shows.
pub(super) fn of_no_map<'a>(context: &PageContext<'a>) -> Vec<&'a Diagnostic> {
    if !context.is_for_trainers() {
        return Vec::new();
    }
    let site = context.site();
    let bound = site.cases.iter().filter(|case| shown_at(site, case).is_some());
    let shown: BTreeSet<_> = site.maps.iter().map(|map| map.source).chain(bound.map(|case| case.source)).collect();
    context.language.findings.iter().filter(|finding| !shown.contains(&finding.primary.span.source)).collect()
}

/// The findings inside a touchpoint: none where its map is outdated, since the spans are those of the present file.
pub(super) fn inside<'a>(site: &Site, id: TouchpointId, findings: &[&'a Diagnostic]) -> Vec<&'a Diagnostic> {
    if site.map(id.map).outdated {
        return Vec::new();
    }
    let touchpoint = site.touchpoint(id);
    findings.iter().copied().filter(|finding| holds(touchpoint, finding.primary.span)).collect()
}

/// The counts by severity, errors first, without zeros.
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
            super::bound_case::href(context, case).or_else(|| context.href(shown_at(site, case)?))
        }
        Written::Map(map) if !map.faulty && !map.outdated => {
            let place = finding.primary.span;
            let around = site.touchpoints(map.id).find(|(_, touchpoint)| holds(touchpoint, place));
            match around {
                Some((id, _)) => context.href(id),
                None => context.link_into_overview(map, &landmarks::anchor_of(map, place)),
            }
        }
        _ => None,
    }
}

fn holds(touchpoint: &Touchpoint, place: Span) -> bool {
    place.source == touchpoint.span.source && touchpoint.span.range().contains(&(place.start as usize))
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
