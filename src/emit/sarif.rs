//! SARIF 2.1.0, for code scanning services.

use std::collections::BTreeMap;
use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{DiagnosticReport, write_json};
use crate::checks;
use crate::diagnostic::{Diagnostic, Edit, Fix, Label, Severity};
use crate::fingerprint::Fingerprints;
use crate::load::han::join_folded_han;
use crate::phrase;
use crate::rule::Rule;
use crate::source::Span;
use crate::words::Lang;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

/// The name of our fingerprints: the rule, the file and the [fingerprint](crate::fingerprint) of the place.
const FINGERPRINT_NAME: &str = "motmapLandmark/v1";

/// The base of all paths; each service knows where it has the repository.
const REPOSITORY: &str = "REPOSITORY";

/// The characters that are percent-encoded in the path of a URI.
const ENCODED_IN_PATHS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

pub(super) fn emit(report: &DiagnosticReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<Value> = checks::rules().map(|rule| rule_descriptor(rule, report.lang)).collect();
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

fn rule_descriptor(rule: &Rule, lang: Lang) -> Value {
    let page = rule.page.get(lang);
    json!({
        "id": rule.name,
        "name": pascal_case(rule.name),
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
fn pascal_case(name: &str) -> String {
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

fn results(report: &DiagnosticReport<'_>) -> Vec<Value> {
    let fingerprints = Fingerprints::new(report.sources, report.findings);
    let mut seen = BTreeMap::<String, usize>::new();
    let result = |finding: &Diagnostic| {
        let span = finding.primary.span;
        let path = &report.sources.get(span.source).path;
        let fingerprint = format!("{} {path} {}", finding.rule.name, fingerprints.of(span));
        let number = seen.entry(fingerprint.clone()).and_modify(|number| *number += 1).or_insert(1);
        result(report, finding, &format!("{fingerprint} {number}"))
    };
    report.findings.iter().map(result).collect()
}

fn result(report: &DiagnosticReport<'_>, finding: &Diagnostic, fingerprint: &str) -> Value {
    let lang = report.lang;
    let lines: Vec<&str> = finding.message_and_help().map(|words| words.get(lang)).collect();
    let related = finding.related.iter().enumerate();
    let related: Vec<Value> = related.map(|(number, label)| related_location(report, label, number)).collect();
    let mut result = json!({
        "ruleId": finding.rule.name,
        "ruleIndex": checks::rules().position(|rule| rule == finding.rule),
        "level": finding.severity.id(),
        "message": {"text": lines.join("\n")},
        "locations": [location(report, &finding.primary)],
        "relatedLocations": related,
        "partialFingerprints": {FINGERPRINT_NAME: fingerprint},
    });
    if let Some(fix) = &finding.fix {
        result["fixes"] = json!([fix_object(report, fix)]);
    }
    result
}

fn location(report: &DiagnosticReport<'_>, label: &Label) -> Value {
    let mut location = json!({"physicalLocation": {
        "artifactLocation": artifact(report, label.span),
        "region": region(report, label.span),
    }});
    if let Some(text) = &label.text {
        location["message"] = json!({"text": text.get(report.lang)});
    }
    location
}

fn related_location(report: &DiagnosticReport<'_>, label: &Label, number: usize) -> Value {
    let mut location = location(report, label);
    location["id"] = json!(number);
    location
}

fn fix_object(report: &DiagnosticReport<'_>, fix: &Fix) -> Value {
    let change = |edit: &Edit| {
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

fn artifact(report: &DiagnosticReport<'_>, span: Span) -> Value {
    let path = format!("{}{}", report.folders.from_repository, report.sources.get(span.source).path);
    json!({"uri": utf8_percent_encode(&path, ENCODED_IN_PATHS).to_string(), "uriBaseId": REPOSITORY})
}

fn region(report: &DiagnosticReport<'_>, span: Span) -> Value {
    let source = report.sources.get(span.source);
    let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}
