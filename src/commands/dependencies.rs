//! `build --depfile`: which files were read, for the build program that started this one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::site_folder::{from_where_they_are, plain};
use crate::cli::BuildArgs;
use crate::depfile;
use crate::failure::Failure;
use crate::model::MapId;
use crate::output::write_atomic;
use crate::pipeline::Reading;
use crate::render;
use crate::words;
use crate::workspace::{Workspace, kind_of_path};

/// Looks at the place of the depfile: no map, case or other file that is read stands there.
///
/// # Errors
/// Where one does.
pub(super) fn look_where_it_goes(args: &BuildArgs, start: &Path, workspace: &Workspace) -> Result<(), Failure> {
    let Some(file) = &args.depfile else { return Ok(()) };
    let place = fs::canonicalize(start.join(file)).ok();
    let within = place.as_ref().and_then(|place| place.strip_prefix(&workspace.root).ok()?.to_str());
    let is_read = |path: &str| kind_of_path(path).is_some() || workspace.files.iter().any(|file| file.path == path);
    if !within.is_some_and(is_read) {
        return Ok(());
    }
    let file = file.display();
    Err(Failure::new(words!(
        "{file}: something else stands there already; choose another name",
        "{file}：这里已有别的文件；请换一个名字"
    )))
}

/// Writes the depfile, if it is asked for, of the site or one map in the folder `out`.
pub(super) fn note(
    args: &BuildArgs,
    map: Option<MapId>,
    out: &Path,
    start: &Path,
    workspace: &Workspace,
    reading: &Reading,
) -> Result<(), Failure> {
    let Some(file) = &args.depfile else { return Ok(()) };
    let baseline = args.baseline.iter().map(|file| plain(start.join(file)));
    let read = of_all(workspace).into_iter().map(|path| from_where_they_are(start, workspace, Path::new(&path)));
    let files: Vec<PathBuf> = read.chain(baseline).collect();
    let target = out.join(render::first_page(&reading.site, map));
    write_atomic(&start.join(file), &depfile::text(&target, &files))
}

/// Every file, and the folders that they are in: those change when a file comes or goes.
fn of_all(workspace: &Workspace) -> BTreeSet<String> {
    let folders = |path: &str| {
        let above = Path::new(path).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        above.map(|folder| folder.to_string_lossy().into_owned()).collect::<Vec<_>>()
    };
    workspace.files.iter().flat_map(|file| folders(&file.path).into_iter().chain([file.path.clone()])).collect()
}
