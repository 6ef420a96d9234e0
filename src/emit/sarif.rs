//! For code scanning: SARIF 2.1.0.

use std::collections::BTreeMap;
use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Report, write_json};
use crate::checks;
use crate::diagnostic::{Diagnostic, Fix, Label, Severity};
use crate::landmark::Landmarks;
use crate::load::han::join_folded_han;
use crate::phrase;
use crate::rule::Rule;
use crate::source::Span;
use crate::words::Lang;

/// The schema by its public address.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

/// The name of our fingerprint: rule and landmark, which stay when lines are put before them.
const FINGERPRINT: &str = "motmapLandmark/v1";

/// What paths are from; where that lies on this machine is for each service to know.
const REPOSITORY: &str = "REPOSITORY";

/// What stays as it is in the path of a URI.
const NOT_IN_PATHS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

pub(super) fn emit(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<Value> = checks::rules().map(|rule| described(rule, report.lang)).collect();
    let repository = phrase!("The root of the repository", "仓库的根目录");
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "fullName": concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")),
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            // Services keep the findings of several workspaces in one repository apart by this.
            "automationDetails": {"id": format!("{}/{}", env!("CARGO_PKG_NAME"), report.folders.from_repository)},
            "originalUriBaseIds": {REPOSITORY: {"description": {"text": repository.get(report.lang)}}},
            "language": report.lang.tag(),
            "columnKind": "unicodeCodePoints",
            "results": results(report),
        }],
    });
    write_json(&log, out)
}

fn described(rule: &Rule, lang: Lang) -> Value {
    let page = rule.page.get(lang);
    json!({
        "id": rule.name,
        "name": name_as_one_word(rule.name),
        "shortDescription": {"text": sentence(rule.summary.get(lang), lang)},
        "fullDescription": {"text": introduction(page)},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {
            "enabled": rule.level.severity().is_some(),
            "level": rule.level.severity().unwrap_or(Severity::Note).id(),
        },
        "properties": {"tags": [rule.group.id()]},
    })
}

/// `empty-cell` as `EmptyCell`, which services show.
fn name_as_one_word(name: &str) -> String {
    let parts = name.split('-').filter_map(|part| part.split_at_checked(1));
    parts.map(|(first, rest)| first.to_uppercase() + rest).collect()
}

/// A summary with a capital letter and a full stop.
fn sentence(summary: &str, lang: Lang) -> String {
    let first = summary.chars().next().map_or(0, char::len_utf8);
    let end = if lang == Lang::Zh { "。" } else { "." };
    format!("{}{}{end}", summary[..first].to_uppercase(), &summary[first..])
}

/// What a rule's page says before its first heading, each paragraph on one line.
fn introduction(page: &str) -> String {
    let before = page.split("\n## ").next().unwrap_or(page);
    let paragraphs = before.trim().split("\n\n").map(|paragraph| paragraph.replace('\n', " "));
    paragraphs.map(|paragraph| join_folded_han(&paragraph).into_owned()).collect::<Vec<_>>().join("\n")
}

fn results(report: &Report<'_>) -> Vec<Value> {
    let landmarks = Landmarks::new(report.sources, report.findings);
    let mut seen = BTreeMap::<String, usize>::new();
    let result = |finding| {
        let landmark = landmarks.name(finding_span(finding));
        let path = &report.sources.get(finding_span(finding).source).path;
        let place = format!("{} {path} {landmark}", finding.rule.name);
        let number = seen.entry(place.clone()).and_modify(|number| *number += 1).or_insert(1);
        result(report, finding, &format!("{place} {number}"))
    };
    report.findings.iter().map(result).collect()
}

fn finding_span(finding: &Diagnostic) -> Span {
    finding.primary.span
}

fn result(report: &Report<'_>, finding: &Diagnostic, fingerprint: &str) -> Value {
    let lang = report.lang;
    let lines: Vec<&str> = finding.said().map(|words| words.get(lang)).collect();
    let related = finding.related.iter().enumerate();
    let related: Vec<Value> = related.map(|(number, label)| related_location(report, label, number)).collect();
    let mut result = json!({
        "ruleId": finding.rule.name,
        "ruleIndex": checks::rules().position(|rule| rule == finding.rule),
        "level": finding.severity.id(),
        "message": {"text": lines.join("\n")},
        "locations": [location(report, &finding.primary)],
        "relatedLocations": related,
        "partialFingerprints": {FINGERPRINT: fingerprint},
    });
    if let Some(fix) = &finding.fix {
        result["fixes"] = json!([described_fix(report, fix)]);
    }
    result
}

fn location(report: &Report<'_>, label: &Label) -> Value {
    let mut location = json!({"physicalLocation": {
        "artifactLocation": artifact(report, label.span),
        "region": region(report, label.span),
    }});
    if let Some(text) = &label.text {
        location["message"] = json!({"text": text.get(report.lang)});
    }
    location
}

fn related_location(report: &Report<'_>, label: &Label, number: usize) -> Value {
    let mut location = location(report, label);
    location["id"] = json!(number);
    location
}

fn described_fix(report: &Report<'_>, fix: &Fix) -> Value {
    let change = |edit: &crate::diagnostic::Edit| {
        json!({
            "artifactLocation": artifact(report, edit.span),
            "replacements": [{
                "deletedRegion": region(report, edit.span),
                "insertedContent": {"text": edit.text},
            }],
        })
    };
    json!({
        "description": {"text": fix.title.get(report.lang)},
        "artifactChanges": fix.edits.iter().map(change).collect::<Vec<_>>(),
    })
}

fn artifact(report: &Report<'_>, span: Span) -> Value {
    let path = format!("{}{}", report.folders.from_repository, report.sources.get(span.source).path);
    json!({"uri": utf8_percent_encode(&path, NOT_IN_PATHS).to_string(), "uriBaseId": REPOSITORY})
}

fn region(report: &Report<'_>, span: Span) -> Value {
    let source = report.sources.get(span.source);
    let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}
