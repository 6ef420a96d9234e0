//! What `build` tells the program that started it: which files it has read, and what maps show of one another.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::build::{from_where_they_are, plain};
use crate::cli::Build;
use crate::depfile;
use crate::failure::Failure;
use crate::model::{Case, Map, Site};
use crate::outline::Outlines;
use crate::output::write_whole;
use crate::pipeline::Reading;
use crate::render::Wanted;
use crate::source::SourceId;
use crate::workspace::{FileKind, Workspace};

/// Writes down what was asked for, of a part of the site in the folder `out`.
pub(super) fn note(
    args: &Build,
    wanted: Wanted,
    out: &Path,
    start: &Path,
    workspace: &Workspace,
    reading: &Reading,
) -> Result<(), Failure> {
    let outline = args.outline.as_ref().map(|file| plain(start.join(file)));
    if let (Some(file), Wanted::Whole | Wanted::Index) = (&outline, wanted) {
        keep_outline(file, workspace, reading)?;
    }
    let Some(file) = &args.depfile else { return Ok(()) };
    let seen_from_here = |path: &String| from_where_they_are(start, workspace, Path::new(path));
    let files: Vec<PathBuf> = match (wanted, outline) {
        // The outline stands for the other maps.
        (Wanted::Map(id), Some(outline)) => {
            of_one_map(reading.site.map(id), workspace, reading).iter().map(seen_from_here).chain([outline]).collect()
        }
        _ => of_all(workspace).iter().map(seen_from_here).collect(),
    };
    let target = out.join(wanted.first_page(&reading.site));
    write_whole(&start.join(file), &depfile::text(&target, &files))
}

/// Writes the outline, unless the file holds it already: whoever depends on it then sees that nothing has changed.
fn keep_outline(file: &Path, workspace: &Workspace, reading: &Reading) -> Result<(), Failure> {
    let outline = Outlines::of(workspace, &reading.site, &reading.sources).text();
    if fs::read(file).is_ok_and(|known| known == outline.as_bytes()) {
        return Ok(());
    }
    write_whole(file, outline.as_bytes())
}

/// Every file, and the folders that they are in: those change when a file comes or goes.
fn of_all(workspace: &Workspace) -> BTreeSet<String> {
    let folders = |path: &str| {
        let above = Path::new(path).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        above.map(|folder| folder.to_string_lossy().into_owned()).collect::<Vec<_>>()
    };
    workspace.files.iter().flat_map(|file| folders(&file.path).into_iter().chain([file.path.clone()])).collect()
}

/// What is no map's, the map itself and its cases.
fn of_one_map(map: &Map, workspace: &Workspace, reading: &Reading) -> BTreeSet<String> {
    let Reading { site, sources, .. } = reading;
    let own: BTreeSet<&str> = sources_of(map, site).map(|source| sources.get(source).path.as_str()).collect();
    let is_read = |kind| !matches!(kind, FileKind::Map | FileKind::Case);
    let read = workspace.files.iter().filter(|file| is_read(file.kind) || own.contains(file.path.as_str()));
    read.map(|file| file.path.clone()).collect()
}

/// The files of a map: its own and those of its cases.
pub(super) fn sources_of<'a>(map: &'a Map, site: &'a Site) -> impl Iterator<Item = SourceId> + 'a {
    let of_map = move |case: &&Case| case.touchpoints.iter().any(|at| at.value.map == map.id);
    let cases = site.cases.iter().filter(of_map).map(|case| case.source);
    std::iter::once(map.source).chain(cases)
}
