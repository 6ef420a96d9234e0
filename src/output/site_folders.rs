//! The folders of the files to be written, each checked once and created once.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::safety;
use crate::failure::Failure;

/// Creates the output folder, but never the workspace's: it may have been moved away since it was read, and an empty one
/// in its place would hide that.
pub(super) fn create_output_folder(root: &Path, out: &Path) -> Result<(), Failure> {
    fs::metadata(root).map_err(|error| Failure::io(root, &error))?;
    let Ok(below) = out.strip_prefix(root) else {
        return fs::create_dir_all(out).map_err(|error| Failure::io(out, &error));
    };
    let mut folder = root.to_owned();
    below.components().try_for_each(|part| {
        folder.push(part);
        create(&folder)
    })
}

fn create(folder: &Path) -> Result<(), Failure> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(Failure::io(folder, &error)),
        _ => Ok(()),
    }
}

/// The folders of a site that were checked.
#[derive(Default)]
pub(super) struct SiteFolders {
    /// By the path from the output folder, whether the folder exists.
    exists: BTreeMap<PathBuf, bool>,
}

impl SiteFolders {
    /// Checks that a path of the site stays in the output folder, and that no folder on it is a link.
    pub(super) fn check(&mut self, out: &Path, path: &str) -> Result<(), Failure> {
        safety::check_path_stays_inside(out, path)?;
        let inside = |folder: &&Path| !folder.as_os_str().is_empty();
        let folders: Vec<&Path> = Path::new(path).ancestors().skip(1).take_while(inside).collect();
        // Outer folders come first, so that none is looked for through a link.
        for folder in folders.into_iter().rev() {
            if !self.exists.contains_key(folder) {
                let exists = safety::folder_exists(&out.join(folder))?;
                self.exists.insert(folder.to_owned(), exists);
            }
        }
        Ok(())
    }

    /// Whether the folder of that file did not exist when it was checked, so that the file cannot either.
    pub(super) fn is_missing(&self, path: &str) -> bool {
        Path::new(path).parent().is_some_and(|folder| self.exists.get(folder) == Some(&false))
    }

    /// Creates the folders that do not exist, outer ones first.
    pub(super) fn create(&self, out: &Path) -> Result<(), Failure> {
        self.exists.keys().try_for_each(|folder| create(&out.join(folder)))
    }
}
