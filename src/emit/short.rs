//! The short format, one finding a line: `maps/shop.yaml:3:5: error[empty-cell]: message; help`.

use std::io::{self, Write};

use super::{DiagnosticReport, printable};
use crate::words::Lang;

pub(super) fn emit(report: &DiagnosticReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.findings {
        let span = finding.primary.span;
        let place = report.sources.position(span);
        let sentences: Vec<&str> = finding.message_and_help().map(|words| words.get(report.lang)).collect();
        let message = sentences.join(if report.lang == Lang::Zh { "；" } else { "; " });
        writeln!(
            out,
            "{}:{}:{}: {}[{}]: {}",
            report.folders.path_from_caller(&report.sources.get(span.source).path),
            place.line,
            place.column,
            finding.severity.id(),
            finding.rule.name,
            printable(&message),
        )?;
    }
    Ok(())
}
