//! The last tables, kept in `benches/README.md` between two marks.

use std::fs;
use std::io;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/README.md");
const BEGIN: &str = "<!-- measured: written by `cargo bench --bench scale -- --readme` -->\n";
const END: &str = "<!-- end of measured -->";

/// Puts new tables in the place of the old.
pub fn put(report: &str) -> io::Result<()> {
    let text = fs::read_to_string(FILE)?;
    let marks = text.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = marks.ok_or_else(|| io::Error::other(format!("{FILE} has lost its marks")))?;
    fs::write(FILE, format!("{before}{BEGIN}\n{report}{END}{after}"))
}
