//! Prints findings in the format that was asked for.
//!
//! Each format shows the same findings, and none lets a control character of a map reach a terminal or a log.

mod base_folders;
mod github;
mod human;
pub mod json;
mod sarif;
mod short;

use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::pipeline::SiteCounts;
use crate::source::Sources;
use crate::words::Lang;
pub use base_folders::BaseFolders;

/// Findings, with what is needed to print them.
pub struct DiagnosticReport<'a> {
    /// The findings, sorted.
    pub findings: &'a [Diagnostic],
    /// The files that they refer to.
    pub sources: &'a Sources,
    /// What the workspace holds, counted.
    pub counts: SiteCounts,
    /// The folders that paths start from.
    pub folders: &'a BaseFolders,
    /// The language of the messages.
    pub lang: Lang,
}

/// A format for findings; the command line offers each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people, with the lines in question; paths are from where the program was started.
    #[default]
    Human,
    /// One finding a line, with what to do: file:line:column; paths are from where the program was started.
    Short,
    /// For programs, in every language at once; `motmap schema findings` describes it.
    Json,
    /// For code scanning: SARIF 2.1.0; paths are from the repository's root.
    Sarif,
    /// For GitHub's workflows: a note at the line in question; paths are from the repository's root.
    Github,
}

/// Prints the findings.
///
/// # Errors
/// If `out` cannot be written to.
pub fn emit(format: Format, report: &DiagnosticReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Human => human::emit(report, out),
        Format::Short => short::emit(report, out),
        Format::Json => json::emit(report, out),
        Format::Sarif => sarif::emit(report, out),
        Format::Github => github::emit(report, out),
    }
}

/// The text with a space for each [control character](is_control).
fn printable(text: &str) -> String {
    text.chars().map(|character| if is_control(character) { ' ' } else { character }).collect()
}

/// Whether a character moves the cursor, changes its colour, ends a line or turns the direction of reading.
fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Writes a value as JSON with every [control character](is_control) escaped.
fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value).map_err(io::Error::other)?;
    let mut escaped = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        // Outside of strings the only control character is the line break.
        if character != '\n' && is_control(character) {
            escaped.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            escaped.push(character);
        }
    }
    escaped.push('\n');
    out.write_all(escaped.as_bytes())
}
