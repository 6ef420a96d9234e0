//! Annotations of GitHub workflows: `::error file=maps/shop.yaml,line=3,col=5,title=empty-cell::message`.

use std::io::{self, Write};

use super::{DiagnosticReport, is_control};
use crate::diagnostic::Severity;

pub(super) fn emit(report: &DiagnosticReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.findings {
        let span = finding.primary.span;
        let source = report.sources.get(span.source);
        let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let file = property(&format!("{}{}", report.folders.from_repository, source.path));
        write!(out, "::{command} file={file},line={},col={}", start.line, start.column)?;
        // GitHub takes `endColumn` within one line alone.
        if start.line == end.line && end.column > start.column {
            write!(out, ",endColumn={}", end.column)?;
        }
        let lines: Vec<&str> = finding.message_and_help().map(|words| words.get(report.lang)).collect();
        writeln!(out, ",title={}::{}", property(finding.rule.name), data(&lines.join("\n")))?;
    }
    Ok(())
}

/// Escapes a message, so that it stays on one line.
fn data(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '%' => escaped.push_str("%25"),
            '\r' => escaped.push_str("%0D"),
            '\n' => escaped.push_str("%0A"),
            _ if is_control(character) => escaped.push(' '),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// Escapes the value of a property, which a colon or a comma would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
