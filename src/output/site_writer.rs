//! Writes the pages of a site one by one, and removes those that are no longer made.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;

use super::build_record::{self, BuildRecord, RecordedFile};
use super::lock::OutputLock;
use super::locked_folder::LockedFolder;
use super::manifest::Manifest;
use super::page_file::{self, WrittenPage};
use super::site_folders::SiteFolders;
use super::{WriteCounts, safety};
use crate::digest::Digest;
use crate::failure::Failure;
use crate::file_stamp::FileStamp;
use crate::render::{Page, PageListing};

/// Writes to an output folder until it is finished or dropped.
pub(crate) struct SiteWriter {
    path: PathBuf,
    lock: OutputLock,
    manifest: Manifest,
    manifest_stamp: FileStamp,
    folders: SiteFolders,
    /// What is to be removed in the end.
    stale: Vec<Arc<str>>,
    /// What was removed at the beginning, since only capitals tell its name from a new one.
    removed: Vec<Arc<str>>,
    written: AtomicUsize,
    unchanged: AtomicUsize,
}

impl SiteWriter {
    /// Adds the `listed` pages to the manifest before any is written: whatever a run that is cut off leaves, the next one
    /// knows for motmap's own.
    pub(super) fn begin(locked: LockedFolder, listed: &[PageListing], stale: Vec<Arc<str>>) -> Result<Self, Failure> {
        let LockedFolder { path, lock, mut manifest, manifest_stamp } = locked;
        let folders = check_paths(&path, &manifest, listed, &stale)?;
        build_record::remove(&path)?;
        let new: Vec<&PageListing> =
            listed.iter().filter(|(path, map)| manifest.files.get(path) != Some(map)).collect();
        let manifest_stamp = match manifest_stamp {
            Some(stamp) if new.is_empty() => stamp,
            _ => {
                manifest.files.extend(new.iter().copied().cloned());
                manifest.write(&path)?
            }
        };
        let (removed, stale) = split_by_capitals(stale, &new);
        removed.iter().try_for_each(|file| page_file::remove(&path, file))?;
        folders.create(&path)?;
        let (written, unchanged) = Default::default();
        Ok(Self { path, lock, manifest, manifest_stamp, folders, stale, removed, written, unchanged })
    }

    /// Writes one of the listed pages, unless the file has these bytes already.
    pub fn write(&self, page: &Page) -> Result<RecordedFile, Failure> {
        self.write_page(page)?;
        // Of a large site the paths take much memory: the record shares those of the manifest.
        let path = self.manifest.files.get_key_value(&page.path).map_or(&page.path, |(path, _)| path);
        Ok(RecordedFile::of(path.clone(), page))
    }

    pub(super) fn write_page(&self, page: &Page) -> Result<WrittenPage, Failure> {
        debug_assert!(self.manifest.files.contains_key(&page.path), "{} is written but was not listed", page.path);
        let written = page_file::write(&self.path, page, self.folders.is_missing(&page.path))?;
        Ok(self.count(written))
    }

    pub(super) fn count(&self, page: WrittenPage) -> WrittenPage {
        let count = if page.was_changed { &self.written } else { &self.unchanged };
        count.fetch_add(1, Ordering::Relaxed);
        page
    }

    /// Removes what is no longer made, and releases the folder.
    pub fn finish(self) -> Result<WriteCounts, Failure> {
        self.finish_with_manifest().map(|(counts, _)| counts)
    }

    /// The same, and returns the manifest for the next time.
    pub(super) fn finish_with_manifest(mut self) -> Result<(WriteCounts, (Manifest, FileStamp)), Failure> {
        self.remove_stale()?;
        self.release()
    }

    /// The same as [`Self::finish`], and leaves a record of what the site was made from, its files, and the summary of
    /// the build.
    pub fn finish_with_record(
        mut self,
        inputs: Digest,
        files: Vec<RecordedFile>,
        summary: impl Serialize,
    ) -> Result<WriteCounts, Failure> {
        self.remove_stale()?;
        BuildRecord::new(inputs, &self.manifest, files, summary).write(&self.path);
        self.release().map(|(counts, _)| counts)
    }

    fn remove_stale(&mut self) -> Result<(), Failure> {
        self.stale.iter().try_for_each(|path| page_file::remove(&self.path, path))?;
        let removed: Vec<&Arc<str>> = self.stale.iter().chain(&self.removed).collect();
        if !removed.is_empty() {
            removed.iter().for_each(|path| _ = self.manifest.files.remove(*path));
            self.manifest_stamp = self.manifest.write(&self.path)?;
        }
        Ok(())
    }

    fn release(self) -> Result<(WriteCounts, (Manifest, FileStamp)), Failure> {
        self.lock.release()?;
        let removed = self.stale.len() + self.removed.len();
        let counts =
            WriteCounts { written: self.written.into_inner(), unchanged: self.unchanged.into_inner(), removed };
        Ok((counts, (self.manifest, self.manifest_stamp)))
    }
}

/// Checks that nothing outside the output folder and no file of others will be written or removed.
fn check_paths(
    out: &Path,
    manifest: &Manifest,
    listed: &[PageListing],
    stale: &[Arc<str>],
) -> Result<SiteFolders, Failure> {
    let mut folders = SiteFolders::default();
    listed.iter().try_for_each(|(path, _)| folders.check(out, path))?;
    let mut stale_folders = SiteFolders::default();
    stale.iter().try_for_each(|path| stale_folders.check(out, path))?;
    for (path, _) in listed {
        if !folders.is_missing(path) && !manifest.files.contains_key(path) {
            safety::check_file_is_ours(out, path, manifest)?;
        }
    }
    Ok(folders)
}

/// Splits off the stale files whose names only capitals tell from those of new ones: on disks that ignore capitals,
/// removing them in the end would remove the new files.
fn split_by_capitals(stale: Vec<Arc<str>>, new: &[&PageListing]) -> (Vec<Arc<str>>, Vec<Arc<str>>) {
    if stale.is_empty() {
        return Default::default();
    }
    let new: BTreeSet<String> = new.iter().map(|(path, _)| path.to_lowercase()).collect();
    stale.into_iter().partition(|path| new.contains(&path.to_lowercase()))
}
