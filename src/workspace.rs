//! Files in: finds a workspace and reads what is in it. The only room that reads what authors write.

mod file;
mod file_names;
mod missing_maps;
mod root;
mod scan;
mod snapshot;

use std::path::PathBuf;

use crate::failure::Failure;
pub(crate) use file::same_bytes;
pub use file::{File, FileKind, stem};
pub(crate) use file_names::{corrected_name, is_ignored, kind_in_maps, kind_of_path};
pub(crate) use missing_maps::files_like_maps;
pub(crate) use root::{find_root, require_root};
pub(crate) use scan::Scan;

/// The name of the configuration file.
pub(crate) const CONFIG: &str = "motmap.yaml";
/// The folder of maps and cases.
pub(crate) const MAPS: &str = "maps";
/// The folder of the workspace's own templates.
pub(crate) const TEMPLATES: &str = "templates";
/// The folder that a site is written to, unless another is asked for.
pub(crate) const SITE: &str = "site";

/// Everything that was read of a workspace.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// Its folder.
    pub root: PathBuf,
    /// Its files, sorted by path.
    pub files: Vec<File>,
}

impl Workspace {
    /// Whether the other has the same files with the same bytes.
    pub(crate) fn has_same_files(&self, other: &Workspace) -> bool {
        let same = |one: &File, other: &File| {
            (one.kind, &one.path) == (other.kind, &other.path) && same_bytes(&one.bytes, &other.bytes)
        };
        self.files.len() == other.files.len() && self.files.iter().zip(&other.files).all(|(a, b)| same(a, b))
    }

    /// Why nothing can be done with the workspace, where it has no map.
    pub(crate) fn missing_maps(&self) -> Option<Failure> {
        missing_maps::missing_maps(self)
    }
}
