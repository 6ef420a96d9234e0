//! Findings out, in the form that was asked for.
//!
//! The same findings in every form and language, and no character of a map that could command a terminal or a log.

mod folders;
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
pub use folders::Folders;

/// What an emitter is given.
pub struct Report<'a> {
    /// The findings, sorted.
    pub findings: &'a [Diagnostic],
    /// The files that they are in.
    pub sources: &'a Sources,
    /// What there is besides.
    pub tally: SiteCounts,
    /// What stands before their paths.
    pub folders: &'a Folders,
    /// The language of the messages.
    pub lang: Lang,
}

/// A form for findings. The command line offers each row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people, with the lines in question; paths are from where the program was started.
    #[default]
    Human,
    /// One finding a line, with its cure: file:line:column; paths are from where the program was started.
    Short,
    /// For programs, in every language at once; `motmap schema findings` describes it.
    Json,
    /// For code scanning: SARIF 2.1.0; paths are from the repository's root.
    Sarif,
    /// For GitHub's workflows: a note at the line in question; paths are from the repository's root.
    Github,
}

/// Writes the findings.
///
/// # Errors
/// Where `out` refuses.
pub fn emit(format: Format, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Human => human::emit(report, out),
        Format::Short => short::emit(report, out),
        Format::Json => json::emit(report, out),
        Format::Sarif => sarif::emit(report, out),
        Format::Github => github::emit(report, out),
    }
}

/// Text without characters that would move the cursor, change its colour or turn the direction of reading.
fn printable(text: &str) -> String {
    text.chars().map(|character| if commands(character) { ' ' } else { character }).collect()
}

fn commands(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Writes a value as JSON. Every character that [`commands`] is an escape: the value is the same, the bytes are tame.
fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value).map_err(io::Error::other)?;
    let mut tame = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        // Outside of texts the only such character is the line break.
        if character != '\n' && commands(character) {
            tame.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            tame.push(character);
        }
    }
    tame.push('\n');
    out.write_all(tame.as_bytes())
}
