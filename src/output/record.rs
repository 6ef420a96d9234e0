//! What was built in an output folder, and from what: by this the next build sees that it need not be done again.
//!
//! Nothing is taken on trust: what stands there is read and compared. A record that cannot be read, or that tells of
//! anything else than stands there, counts for nothing; then it is built as ever.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Opened;
use super::folders::Folders;
use super::manifest::Manifest;
use super::whole::{self, Lasting};
use crate::digest::Digest;
use crate::failure::Failure;
use crate::render::Page;

/// The file that holds the record of an output folder.
const RECORD: &str = ".motmap-record.json";

/// A build: what it was made from, what it left in the folder, and what was told of it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Record<T> {
    /// All that decided what was made and told, the program itself included.
    made_from: Digest,
    /// What was listed as ours.
    manifest: Digest,
    files: Vec<Fingerprint>,
    /// What it takes to tell of the build again.
    pub told: T,
}

/// What is in a file of the site.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fingerprint {
    /// The path from the output folder, with forward slashes.
    pub path: Arc<str>,
    /// How many bytes it has.
    pub length: usize,
    digest: Digest,
}

impl Fingerprint {
    /// The fingerprint of a page.
    pub(super) fn of(page: &Page) -> Self {
        Self { path: page.path.clone(), length: page.bytes.len(), digest: Digest::of(&page.bytes) }
    }

    /// Whether just this stands in the folder.
    fn stands_in(&self, out: &Path) -> bool {
        let path = out.join(&*self.path);
        path.symlink_metadata().is_ok_and(|there| there.is_file() && there.len() == self.length as u64)
            && fs::read(&path).is_ok_and(|bytes| Digest::of(&bytes) == self.digest)
    }
}

impl<T> Record<T> {
    /// The record of a build that has made these files and listed them.
    pub(super) fn new(made_from: Digest, manifest: &Manifest, files: Vec<Fingerprint>, told: T) -> Self {
        Self { made_from, manifest: manifest.digest(), files, told }
    }

    /// How many files were made.
    pub(super) fn count(&self) -> usize {
        self.files.len()
    }

    /// Whether the folder is as the build left it: whatever keeps another build from leaving it so is no matter here.
    pub(super) fn stands_in(&self, folder: &Opened) -> bool {
        let mut folders = Folders::default();
        self.manifest == folder.manifest.digest()
            && self.files.iter().all(|file| folders.look_at(&folder.out, &file.path).is_ok())
            && self.files.par_iter().all(|file| file.stands_in(&folder.out))
    }
}

impl<T: DeserializeOwned> Record<T> {
    /// The record in a folder, if it is that of a build from just this.
    pub(super) fn read(out: &Path, made_from: Digest) -> Option<Self> {
        let path = out.join(RECORD);
        let is_plain = path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
        let bytes = if is_plain { fs::read(&path).ok()? } else { return None };
        serde_json::from_slice(&bytes).ok().filter(|record: &Self| record.made_from == made_from)
    }
}

impl<T: Serialize> Record<T> {
    /// Leaves the record in the folder. Where the disk refuses, the site is whole all the same, and the next build is
    /// done as ever.
    pub(super) fn leave(&self, out: &Path) {
        if let Ok(bytes) = serde_json::to_vec(self) {
            let _ = whole::replace(&out.join(RECORD), &bytes, None, Lasting::Processes);
        }
    }
}

/// Removes the record of a folder in which something is about to change.
pub(super) fn forget(out: &Path) -> Result<(), Failure> {
    let path = out.join(RECORD);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::io(&path, &error)),
        _ => Ok(()),
    }
}
