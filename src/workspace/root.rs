//! Finds the workspace that a folder lies in.

use std::fs;
use std::path::{Path, PathBuf};

use super::missing_maps::files_like_maps;
use super::{CONFIG, MAPS};
use crate::failure::Failure;
use crate::words;

/// The root of the workspace that `start` lies in: the nearest folder upward with a `motmap.yaml`, else with a `maps/`.
pub(crate) fn find_root(start: &Path) -> Option<PathBuf> {
    let start = fs::canonicalize(start).ok()?;
    let with = |fits: fn(&Path) -> bool| start.ancestors().find(|folder| fits(folder)).map(Path::to_owned);
    with(|folder| folder.join(CONFIG).is_file()).or_else(|| with(|folder| folder.join(MAPS).is_dir()))
}

/// The same, or a failure where there is no workspace.
pub(crate) fn require_root(start: &Path) -> Result<PathBuf, Failure> {
    find_root(start).ok_or_else(|| no_workspace_in(start))
}

pub(super) fn no_workspace_in(folder: &Path) -> Failure {
    let at = folder.display();
    let advice = files_like_maps(folder, folder)
        .unwrap_or_else(|| words!("`motmap init` creates one", "用 `motmap init` 新建一个"));
    Failure::new(words!(
        "there is no {CONFIG} and no folder {MAPS}/ in {at} or above it; {}",
        "{at} 及其上级目录里没有 {CONFIG}，也没有 {MAPS}/ 目录；{}",
        advice.en; advice.zh
    ))
}
