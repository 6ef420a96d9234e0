//! The folders of the files to be written, each looked at once and made once.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::refusal;
use crate::failure::Failure;

/// Makes the output folder of the workspace in `root`. That one is never made: it may have been moved away since it was
/// read, and an empty one in its place would hide that.
pub(super) fn make_out(root: &Path, out: &Path) -> Result<(), Failure> {
    fs::metadata(root).map_err(|error| Failure::io(root, &error))?;
    let Ok(below) = out.strip_prefix(root) else {
        return fs::create_dir_all(out).map_err(|error| Failure::io(out, &error));
    };
    let mut folder = root.to_owned();
    below.components().try_for_each(|part| {
        folder.push(part);
        make(&folder)
    })
}

/// Makes a folder, unless it is there.
fn make(folder: &Path) -> Result<(), Failure> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(Failure::io(folder, &error)),
        _ => Ok(()),
    }
}

/// The folders that have been looked at.
#[derive(Default)]
pub(super) struct Folders {
    /// From the output folder → whether it is there.
    there: BTreeMap<PathBuf, bool>,
}

impl Folders {
    /// Looks at the folders that a file of the site is in.
    pub(super) fn look_at(&mut self, out: &Path, path: &str) -> Result<(), Failure> {
        refusal::of_paths_that_lead_out(out, path)?;
        let inside = |folder: &&Path| !folder.as_os_str().is_empty();
        let folders: Vec<&Path> = Path::new(path).ancestors().skip(1).take_while(inside).collect();
        // Outer ones first, so that none is asked for through a link.
        for folder in folders.into_iter().rev() {
            if !self.there.contains_key(folder) {
                let there = refusal::of_folders_that_lead_out(&out.join(folder))?;
                self.there.insert(folder.to_owned(), there);
            }
        }
        Ok(())
    }

    /// Whether the folder of that file was not there when it was looked at: nothing can be in it.
    pub(super) fn is_missing(&self, path: &str) -> bool {
        Path::new(path).parent().is_some_and(|folder| self.there.get(folder) == Some(&false))
    }

    /// Makes those that are not there, outer ones first.
    pub(super) fn make(&self, out: &Path) -> Result<(), Failure> {
        self.there.keys().try_for_each(|folder| make(&out.join(folder)))
    }
}
