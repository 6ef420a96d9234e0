//! One finding a line: `maps/shop.yaml:3:5: error[empty-cell]: message`.

use std::io::{self, Write};

use super::{Report, printable};

pub(super) fn emit(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.findings {
        let span = finding.primary.span;
        let place = report.sources.position(span);
        let message = printable(finding.message.get(report.lang));
        writeln!(
            out,
            "{}:{}:{}: {}[{}]: {message}",
            printable(&report.sources.get(span.source).path),
            place.line,
            place.column,
            finding.severity.id(),
            finding.rule.name,
        )?;
    }
    Ok(())
}
