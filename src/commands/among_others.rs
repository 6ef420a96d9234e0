//! `motmap build --map ID --outline FILE`: one map, of which alone the files are read.

use std::fs;
use std::io;
use std::path::Path;

use super::Terminal;
use super::build::no_such_map;
use crate::failure::Failure;
use crate::outline::{Around, Outlined, Outlines};
use crate::pipeline::{self, Reading};
use crate::words;
use crate::words::Words;
use crate::workspace::Workspace;

/// Reads the files of a map, and the outline in the place of all others; `outline` is its file, as it was typed at `start`.
/// What was read, and what is known of it and wrong with it.
///
/// # Errors
/// Where a file cannot be read, where the outline knows no such map, or knows otherwise what was read: what would be built
/// would be of no one state of the workspace.
pub(super) fn read(
    map: &str,
    outline: &Path,
    start: &Path,
    terminal: &mut Terminal<'_>,
) -> Result<(Workspace, Reading), Failure> {
    let Around { read, others, faulty } = around(map, outline, start)?;
    let workspace = Workspace::load_only(start, read.iter().map(|Outlined(path, _)| path.as_str()))?.with(faulty);
    let reading = pipeline::read_among(&workspace, others);
    terminal.adopt(&reading);
    let now = Outlines::of(&workspace, &reading.site, &reading.sources);
    if let Some(path) = now.difference(&read) {
        let why =
            words!("{path} has changed, come or gone since it was written", "写好之后，{path} 有过改动、新增或删除");
        return Err(make_anew(outline, why));
    }
    Ok((workspace, reading))
}

fn around(map: &str, outline: &Path, start: &Path) -> Result<Around, Failure> {
    let text = fs::read(start.join(outline)).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => make_anew(outline, words!("there is no such file", "没有这个文件")),
        _ => Failure::io(outline, &error),
    })?;
    let outlines = std::str::from_utf8(&text).ok().and_then(Outlines::parse).ok_or_else(|| {
        let why = words!(
            "it is damaged, or no outline of this version of motmap",
            "文件已损坏，或不是本版 motmap 的概要文件"
        );
        make_anew(outline, why)
    })?;
    let unknown = no_such_map(map, || outlines.map_names().into_iter());
    outlines.around(map).ok_or(unknown)
}

fn make_anew(outline: &Path, why: Words) -> Failure {
    let outline = outline.display();
    Failure::new(words!(
        "{outline}: {}; `motmap build --index --outline {outline}` writes it anew",
        "{outline}：{}；用 `motmap build --index --outline {outline}` 重新生成",
        why.en; why.zh
    ))
}
