//! The folder that a site is written to.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use walkdir::WalkDir;

use super::atomic::TEMP_SUFFIX;
use super::build_record::{self, BuildRecord};
use super::incremental_writer::IncrementalWriter;
use super::lock::OutputLock;
use super::locked_folder::LockedFolder;
use super::manifest::Manifest;
use super::site_folders::{SiteFolders, create_output_folder};
use super::site_writer::SiteWriter;
use super::state::{OutputState, manifest_stamp};
use super::{HIDDEN_PREFIX, Keep, WriteCounts, safety};
use crate::digest::Digest;
use crate::failure::Failure;
use crate::render::PageListing;

/// A folder that a site is written to, by one run or, under `watch`, again and again.
#[derive(Debug)]
pub struct OutputFolder {
    /// The workspace's folder.
    root: PathBuf,
    /// Absolute, so that it stays the same if the current folder changes.
    path: PathBuf,
    /// The path as the user wrote it.
    shown: PathBuf,
    state: OutputState,
}

impl OutputFolder {
    /// The output folder `path` of the workspace in `root`.
    pub fn new(root: &Path, path: &Path) -> Self {
        let shown = path.to_owned();
        let path = std::path::absolute(path).unwrap_or(shown.clone());
        Self { root: root.to_owned(), path, shown, state: OutputState::default() }
    }

    /// The path as the user wrote it.
    pub(crate) fn display_path(&self) -> &Path {
        &self.shown
    }

    /// Refuses a folder where no site may be.
    pub(crate) fn check_location(&self) -> Result<(), Failure> {
        safety::check_location(&self.root, &self.path)
    }

    /// Refuses two folders of which one lies in the other.
    pub(crate) fn check_apart_from(&self, other: &OutputFolder) -> Result<(), Failure> {
        safety::check_apart(&self.path, &other.path)
    }

    /// Begins to write a site whose pages are yet to be made, while what is known of the pages of the last time still
    /// holds.
    ///
    /// # Errors
    /// Where the folder is not motmap's to write to, or the disk refuses.
    pub fn begin_incremental(&mut self) -> Result<IncrementalWriter<'_>, Failure> {
        let locked = self.lock()?;
        build_record::remove(&locked.path)?;
        Ok(IncrementalWriter::new(&mut self.state, locked))
    }

    /// Begins to write the `listed` pages, which are made one after another. Pages of earlier runs that are neither
    /// listed nor kept are removed in the end.
    pub(crate) fn begin_writing(&mut self, listed: &[PageListing], keep: &Keep) -> Result<SiteWriter, Failure> {
        let locked = self.lock()?;
        let stale = locked.manifest.stale(listed.iter().map(|(path, _)| &**path), keep);
        SiteWriter::begin(locked, listed, stale)
    }

    /// The bytes of a file in the folder; none where it is no plain file, or lies behind a link.
    pub(crate) fn read_file(&self, path: &str) -> Option<Vec<u8>> {
        SiteFolders::default().check(&self.path, path).ok()?;
        let file = self.path.join(path);
        let is_plain = file.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
        if is_plain { fs::read(file).ok() } else { None }
    }

    /// The record that a build from just these inputs has left.
    pub(crate) fn build_record<T: DeserializeOwned>(&self, inputs: Digest) -> Option<BuildRecord<T>> {
        BuildRecord::read(&self.path, inputs)
    }

    /// What a build would report that finds every file as the record has it; none where it would find one that is not.
    pub(crate) fn up_to_date<T>(&mut self, record: &BuildRecord<T>) -> Result<Option<WriteCounts>, Failure> {
        let locked = self.lock()?;
        let is_up_to_date = record.matches(&locked);
        locked.lock.release()?;
        Ok(is_up_to_date.then(|| WriteCounts { unchanged: record.file_count(), ..WriteCounts::default() }))
    }

    /// Whether pages were changed or removed by others since they were written; those are written again the next time.
    pub(crate) fn was_modified(&mut self) -> bool {
        self.state.forget_modified(&self.path)
    }

    fn lock(&mut self) -> Result<LockedFolder, Failure> {
        self.check_location()?;
        safety::check_folder_is_ours(&self.path)?;
        create_output_folder(&self.root, &self.path)?;
        let lock = OutputLock::acquire(&self.path)?;
        if lock.previous_run_was_killed {
            remove_temp_files(&self.path)?;
        }
        self.state = std::mem::take(&mut self.state).if_current(&self.path);
        let (manifest, manifest_stamp) = match self.state.manifest.take() {
            Some((manifest, stamp)) => (manifest, Some(stamp)),
            None => (Manifest::read(&self.path)?, manifest_stamp(&self.path)),
        };
        Ok(LockedFolder { path: self.path.clone(), lock, manifest, manifest_stamp })
    }
}

/// Removes the files that a killed run had begun to write.
fn remove_temp_files(out: &Path) -> Result<(), Failure> {
    for entry in WalkDir::new(out) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(out).to_owned();
            Failure::io(&path, &error.into_io_error().unwrap_or_else(|| io::Error::other("a loop")))
        })?;
        let name = entry.file_name().to_string_lossy();
        if entry.file_type().is_file() && name.starts_with(HIDDEN_PREFIX) && name.ends_with(TEMP_SUFFIX) {
            fs::remove_file(entry.path()).map_err(|error| Failure::io(entry.path(), &error))?;
        }
    }
    Ok(())
}
