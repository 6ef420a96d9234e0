//! One finding a line: `maps/shop.yaml:3:5: error[empty-cell]: message`.

use std::io::{self, Write};

use super::Report;

pub(super) fn emit(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.findings {
        let span = finding.primary.span;
        let place = report.sources.position(span);
        let message = finding.message.get(report.lang).replace(['\n', '\r'], " ");
        writeln!(
            out,
            "{}:{}:{}: {}[{}]: {message}",
            report.sources.get(span.source).path,
            place.line,
            place.column,
            finding.severity.id(),
            finding.rule.name,
        )?;
    }
    Ok(())
}
