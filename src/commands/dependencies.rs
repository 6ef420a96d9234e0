//! What `build` tells the program that started it: which files it has read, and what maps show of one another.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::build::{from_where_they_are, plain};
use crate::cli::Build;
use crate::depfile;
use crate::failure::Failure;
use crate::model::{Case, Map, Site};
use crate::outline::{Outlines, is_outline};
use crate::output::write_whole;
use crate::pipeline::Reading;
use crate::render::Wanted;
use crate::source::SourceId;
use crate::words;
use crate::workspace::{FileKind, Workspace, kind_of_path};

/// Looks at the files that will be written beside the site: nothing of somebody else's stands there.
///
/// # Errors
/// Where something does.
pub(super) fn look_where_they_go(args: &Build, start: &Path, workspace: &Workspace) -> Result<(), Failure> {
    for file in args.outline.iter().chain(&args.depfile) {
        let place = fs::canonicalize(start.join(file)).ok();
        let within = place.as_ref().and_then(|place| place.strip_prefix(&workspace.root).ok()?.to_str());
        let is_read = |path: &str| kind_of_path(path).is_some() || workspace.files.iter().any(|file| file.path == path);
        if within.is_some_and(is_read) {
            return Err(taken(file));
        }
    }
    let Some(file) = args.outline.as_ref().filter(|_| args.map.is_none()) else { return Ok(()) };
    let place = start.join(file);
    let is_free = match fs::metadata(&place) {
        Ok(there) if there.is_file() => fs::read(&place).is_ok_and(|bytes| bytes.is_empty() || is_outline(&bytes)),
        there => there.is_err(),
    };
    if is_free { Ok(()) } else { Err(taken(file)) }
}

fn taken(file: &Path) -> Failure {
    let file = file.display();
    Failure::new(words!(
        "{file}: something else stands there already; choose another name",
        "{file}：这里已有别的文件；请换一个名字"
    ))
}

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
    // What maps show by a configuration that cannot be understood would be of one occasion alone.
    if let (Some(file), Wanted::Whole | Wanted::Index, false) = (&outline, wanted, reading.site.config.faulty) {
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
    let baseline = args.baseline.iter().map(|file| plain(start.join(file)));
    let files: Vec<PathBuf> = files.into_iter().chain(baseline).collect();
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
