//! Paths as the user typed them, relative or absolute.
//!
//! [`emit::BaseFolders`](crate::emit::BaseFolders) gives paths that an editor opens from the current folder, whatever `-C` says. The
//! paths here are also written to, and named to build programs, which compare them with those they were given.

use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace::Workspace;

/// A path of the workspace: from `start` where that is its root, else absolute.
pub(super) fn in_workspace(start: &Path, workspace: &Workspace, path: &Path) -> PathBuf {
    let is_root = fs::canonicalize(start).is_ok_and(|start| start == workspace.root);
    without_dot(if is_root { start.join(path) } else { workspace.root.join(path) })
}

/// `site` for `./site`, which nobody types.
pub(super) fn without_dot(path: PathBuf) -> PathBuf {
    let plain = path.strip_prefix(".").ok().filter(|plain| !plain.as_os_str().is_empty()).map(Path::to_owned);
    plain.unwrap_or(path)
}
