//! Findings out, in the form that was asked for.

mod human;
mod short;

use std::io::{self, Write};

use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use crate::words::Lang;

/// What an emitter is given.
pub struct Report<'a> {
    /// The findings, sorted.
    pub findings: &'a [Diagnostic],
    /// The files that they are in.
    pub sources: &'a Sources,
    /// The language of the messages.
    pub lang: Lang,
}

/// A form for findings. The command line offers each row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people, with the lines in question.
    #[default]
    Human,
    /// One finding a line: file:line:column.
    Short,
}

/// Writes the findings.
///
/// # Errors
/// Where `out` refuses.
pub fn emit(format: Format, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Human => human::emit(report, out),
        Format::Short => short::emit(report, out),
    }
}
