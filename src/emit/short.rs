//! One finding a line, with what to do: `maps/shop.yaml:3:5: error[empty-cell]: message; help`.

use std::io::{self, Write};

use super::{Report, printable};
use crate::words::Lang;

pub(super) fn emit(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.findings {
        let span = finding.primary.span;
        let place = report.sources.position(span);
        let said: Vec<&str> = finding.said().map(|words| words.get(report.lang)).collect();
        let message = said.join(if report.lang == Lang::Zh { "；" } else { "; " });
        writeln!(
            out,
            "{}:{}:{}: {}[{}]: {}",
            report.folders.seen_by_caller(&report.sources.get(span.source).path),
            place.line,
            place.column,
            finding.severity.id(),
            finding.rule.name,
            printable(&message),
        )?;
    }
    Ok(())
}
