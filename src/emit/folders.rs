//! What stands before the paths of a workspace, so that whoever reads them finds the files.

use std::env;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::printable;

/// Where a workspace lies for people and for services; each with a slash at its end, empty where there is no way to go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folders {
    /// From the folder in which the program was started, whatever `-C` says: an editor opens paths from there.
    pub from_caller: String,
    /// From the root of the repository that the workspace lies in: services show paths from there.
    pub from_repository: String,
}

impl Folders {
    /// Where the workspace in this folder lies. The root of a repository is the nearest folder upward that holds `.git`.
    pub fn of(root: &Path) -> Self {
        let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let caller = env::current_dir().and_then(fs::canonicalize).ok();
        let repository = root.ancestors().find(|folder| folder.join(".git").exists());
        let way = |from: Option<&Path>| from.map(|from| way_between(from, &root)).unwrap_or_default();
        Self { from_caller: with_slashes(&way(caller.as_deref())), from_repository: with_slashes(&way(repository)) }
    }

    /// A path of the workspace as the caller opens it.
    pub fn seen_by_caller(&self, path: &str) -> String {
        printable(&format!("{}{path}", self.from_caller))
    }
}

/// The path from one folder to another; the other's own path where there is no way, as between drives.
fn way_between(from: &Path, to: &Path) -> PathBuf {
    let shared = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    if shared == 0 {
        return to.to_owned();
    }
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(to.components().skip(shared)).collect()
}

fn with_slashes(path: &Path) -> String {
    if path.is_absolute() {
        return format!("{}/", path.display());
    }
    path.components().map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_goes_up_as_far_as_it_must() {
        for (from, to, way) in [
            ("/home/a", "/home/a", ""),
            ("/home/a", "/home/a/shop/b", "shop/b/"),
            ("/home/a/shop/maps", "/home/a/shop", "../"),
            ("/home/a/x", "/home/b", "../../b/"),
        ] {
            assert_eq!(with_slashes(&way_between(Path::new(from), Path::new(to))), way, "from {from} to {to}");
        }
    }
}
