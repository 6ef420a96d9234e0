//! The last tables of a benchmark, kept in `benches/README.md` between two marks.

use std::fs;
use std::io;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/README.md");

/// Puts the new tables of a benchmark in the place of the old.
pub fn put(bench: &str, report: &str) -> io::Result<()> {
    let begin = format!("<!-- measured by {bench} -->\n");
    let end = format!("<!-- end of {bench} -->");
    let text = fs::read_to_string(FILE)?;
    let marks = text.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    let (before, after) = marks.ok_or_else(|| io::Error::other(format!("{FILE} has lost the marks of {bench}")))?;
    fs::write(FILE, format!("{before}{begin}\n{report}\n{end}{after}").replace("\n\n\n", "\n\n"))
}
