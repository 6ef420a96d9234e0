//! The folders that printed paths start from, so that whoever reads them finds the files.

use std::env;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::printable;

/// Relative paths to the workspace, each empty or with a slash at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaseFolders {
    /// From the folder in which the program was started, whatever `-C` says, because editors open paths from there.
    pub from_caller: String,
    /// From the root of the repository that holds the workspace, because services show paths from there.
    pub from_repository: String,
}

impl BaseFolders {
    /// For the workspace in `root`. The root of its repository is the nearest folder upward that holds `.git`.
    pub fn of(root: &Path) -> Self {
        let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let caller = env::current_dir().and_then(fs::canonicalize).ok();
        let repository = root.ancestors().find(|folder| folder.join(".git").exists());
        let path = |from: Option<&Path>| from.map(|from| relative_path(from, &root)).unwrap_or_default();
        Self { from_caller: as_prefix(&path(caller.as_deref())), from_repository: as_prefix(&path(repository)) }
    }

    /// A path of the workspace as it is opened from the folder in which the program was started.
    pub fn path_from_caller(&self, path: &str) -> String {
        printable(&format!("{}{path}", self.from_caller))
    }
}

/// The path from one folder to another; absolute if they share no root, as on two drives.
fn relative_path(from: &Path, to: &Path) -> PathBuf {
    let shared = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    if shared == 0 {
        return to.to_owned();
    }
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(to.components().skip(shared)).collect()
}

/// With forward slashes, the last at its end.
fn as_prefix(path: &Path) -> String {
    if path.is_absolute() {
        return format!("{}/", path.display());
    }
    path.components().map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_path_goes_up_as_far_as_it_must() {
        for (from, to, expected) in [
            ("/home/a", "/home/a", ""),
            ("/home/a", "/home/a/shop/b", "shop/b/"),
            ("/home/a/shop/maps", "/home/a/shop", "../"),
            ("/home/a/x", "/home/b", "../../b/"),
        ] {
            assert_eq!(as_prefix(&relative_path(Path::new(from), Path::new(to))), expected, "from {from} to {to}");
        }
    }
}
