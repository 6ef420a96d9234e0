//! The record of a build in its output folder, by which the next build sees that there is nothing to do.
//!
//! A record is never trusted: the files are read and compared. Where it cannot be read, or anything differs, the site is
//! built as if there were none.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::atomic::{self, Durability};
use super::locked_folder::LockedFolder;
use super::manifest::Manifest;
use super::site_folders::SiteFolders;
use crate::digest::Digest;
use crate::failure::Failure;
use crate::render::Page;

const RECORD_FILE: &str = ".motmap-record.json";

/// What a build was made from, what it left in the folder, and what it reported.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct BuildRecord<T> {
    /// The digest of everything that the pages and the summary depend on, the program itself included.
    inputs: Digest,
    manifest: Digest,
    files: Vec<RecordedFile>,
    /// What it takes to report the build again.
    pub summary: T,
}

/// A file of the site, by its content.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct RecordedFile {
    /// The path from the output folder, with forward slashes.
    pub path: Arc<str>,
    /// How many bytes it has.
    pub length: usize,
    digest: Digest,
}

impl RecordedFile {
    pub(super) fn of(path: Arc<str>, page: &Page) -> Self {
        Self { path, length: page.bytes.len(), digest: Digest::of(&page.bytes) }
    }

    /// Whether the folder holds the file with just this content.
    fn is_in(&self, out: &Path) -> bool {
        let path = out.join(&*self.path);
        path.symlink_metadata().is_ok_and(|there| there.is_file() && there.len() == self.length as u64)
            && fs::read(&path).is_ok_and(|bytes| Digest::of(&bytes) == self.digest)
    }
}

impl<T> BuildRecord<T> {
    pub(super) fn new(inputs: Digest, manifest: &Manifest, files: Vec<RecordedFile>, summary: T) -> Self {
        Self { inputs, manifest: manifest.digest(), files, summary }
    }

    pub(super) fn file_count(&self) -> usize {
        self.files.len()
    }

    /// Whether the folder is as the build left it.
    pub(super) fn matches(&self, folder: &LockedFolder) -> bool {
        let mut folders = SiteFolders::default();
        self.manifest == folder.manifest.digest()
            && self.files.iter().all(|file| folders.check(&folder.path, &file.path).is_ok())
            && self.files.par_iter().all(|file| file.is_in(&folder.path))
    }
}

impl<T: DeserializeOwned> BuildRecord<T> {
    /// The record in a folder, if it is of a build from just these inputs.
    pub(super) fn read(out: &Path, inputs: Digest) -> Option<Self> {
        let path = out.join(RECORD_FILE);
        let is_plain = path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
        let bytes = if is_plain { fs::read(&path).ok()? } else { return None };
        serde_json::from_slice(&bytes).ok().filter(|record: &Self| record.inputs == inputs)
    }
}

impl<T: Serialize> BuildRecord<T> {
    /// Writes the record to the folder. A failure does no harm: the next build then finds no record.
    pub(super) fn write(&self, out: &Path) {
        if let Ok(bytes) = serde_json::to_vec(self) {
            let _ = atomic::replace(&out.join(RECORD_FILE), &bytes, None, Durability::Unsynced);
        }
    }
}

/// Removes the record of a folder in which something is about to change.
pub(super) fn remove(out: &Path) -> Result<(), Failure> {
    let path = out.join(RECORD_FILE);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::io(&path, &error)),
        _ => Ok(()),
    }
}
