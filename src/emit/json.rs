//! JSON, for programs: one object in every language at once.

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use super::{DiagnosticReport, write_json};
use crate::diagnostic::{Diagnostic, Edit, Fix, Severity};
use crate::pipeline::{SiteCounts, count};
use crate::source::{Position, Sources, Span};
use crate::words::Words;

/// The version of the format.
const VERSION: u32 = 1;

/// What `motmap check --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Findings")]
struct Document<'a> {
    /// The version of this form. It grows when a field changes its meaning or goes; new fields may come at any time.
    version: u32,
    /// The findings, sorted by file, line and column.
    findings: Vec<Finding<'a>>,
    /// What there is, counted.
    summary: Summary,
}

/// One finding.
#[derive(Serialize, JsonSchema)]
struct Finding<'a> {
    /// The name of the rule; `motmap explain` shows its page.
    rule: &'a str,
    /// How much it weighs in this workspace.
    severity: Severity,
    /// What was found, in every language of the program.
    message: &'a Words,
    /// The file, from the workspace's root, with forward slashes.
    path: &'a str,
    /// The place in the file.
    span: Place,
    /// What is to be said of that place.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a Words>,
    /// Other places that explain it.
    related: Vec<Related<'a>>,
    /// What to do, or what was expected.
    help: &'a [Words],
    /// The fix, where it is certain; `motmap check --fix` applies it.
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<JsonFix<'a>>,
    /// Cures to choose from, where only the author knows what was meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    proposals: Vec<JsonFix<'a>>,
}

/// Another place that explains a finding.
#[derive(Serialize, JsonSchema)]
struct Related<'a> {
    /// What is to be said of that place.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a Words>,
    /// The file.
    path: &'a str,
    /// The place in it.
    span: Place,
}

/// A fix: all edits together.
#[derive(Serialize, JsonSchema)]
struct JsonFix<'a> {
    /// What it does.
    title: &'a Words,
    /// The edits.
    edits: Vec<Replacement<'a>>,
}

/// One stretch to replace.
#[derive(Serialize, JsonSchema)]
struct Replacement<'a> {
    /// The file.
    path: &'a str,
    /// The stretch; an empty one is a place to insert at.
    span: Place,
    /// What stands there then.
    text: &'a str,
}

/// A stretch of a file.
#[derive(Serialize, JsonSchema)]
struct Place {
    /// Its first character.
    start: Position,
    /// The character after its last.
    end: Position,
    /// The same in bytes.
    bytes: Bytes,
}

/// A stretch in bytes of the UTF-8 text, from 0, without a byte order mark.
#[derive(Serialize, JsonSchema)]
struct Bytes {
    /// The first byte.
    start: u32,
    /// The byte after the last.
    end: u32,
}

/// What there is, counted.
#[derive(Serialize, JsonSchema)]
struct Summary {
    /// Findings that fail a run.
    errors: usize,
    /// Warnings.
    warnings: usize,
    /// Findings worth knowing.
    notes: usize,
    /// Everything that was read.
    #[serde(flatten)]
    tally: SiteCounts,
}

/// The JSON Schema (draft-07) of what is printed.
pub fn schema() -> Schema {
    SchemaSettings::draft07().for_serialize().into_generator().into_root_schema_for::<Document<'_>>()
}

pub(super) fn emit(report: &DiagnosticReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let of = |severity| count(report.findings, severity);
    let document = Document {
        version: VERSION,
        findings: report.findings.iter().map(|found| finding(found, report.sources)).collect(),
        summary: Summary {
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
            notes: of(Severity::Note),
            tally: report.counts,
        },
    };
    write_json(&document, out)
}

fn finding<'a>(found: &'a Diagnostic, sources: &'a Sources) -> Finding<'a> {
    let path = |span: Span| sources.get(span.source).path.as_str();
    let place = |span| place(sources, span);
    let related = found.related.iter().map(|other| Related {
        message: other.text.as_ref(),
        path: path(other.span),
        span: place(other.span),
    });
    let replacement = |edit: &'a Edit| Replacement { path: path(edit.span), span: place(edit.span), text: &edit.text };
    let json_fix = |fix: &'a Fix| JsonFix { title: &fix.title, edits: fix.edits.iter().map(replacement).collect() };
    let primary = &found.primary;
    Finding {
        rule: found.rule.name,
        severity: found.severity,
        message: &found.message,
        path: path(primary.span),
        span: place(primary.span),
        label: primary.text.as_ref(),
        related: related.collect(),
        help: &found.help,
        fix: found.fix.as_ref().map(json_fix),
        proposals: found.proposals.iter().map(json_fix).collect(),
    }
}

fn place(sources: &Sources, span: Span) -> Place {
    let source = sources.get(span.source);
    let range = span.range();
    Place {
        start: source.position(range.start),
        end: source.position(range.end),
        bytes: Bytes { start: span.start, end: span.end },
    }
}
