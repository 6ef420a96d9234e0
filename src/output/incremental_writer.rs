//! Writes a site again and again, without looking at the pages on the disk that have not changed since the last time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::locked_folder::LockedFolder;
use super::page_file::{self, WrittenPage};
use super::site_folders::SiteFolders;
use super::site_writer::SiteWriter;
use super::state::OutputState;
use super::{Keep, WriteCounts};
use crate::failure::Failure;
use crate::render::{Page, PageListing};

/// Writes to an output folder until it is finished or dropped.
pub struct IncrementalWriter<'f> {
    state: &'f mut OutputState,
    locked: LockedFolder,
    early: Mutex<HashMap<Arc<str>, (Page, WrittenPage)>>,
}

impl<'f> IncrementalWriter<'f> {
    pub(super) fn new(state: &'f mut OutputState, locked: LockedFolder) -> Self {
        Self { state, locked, early: Mutex::default() }
    }

    /// Writes a page before the others are made, if the manifest has it already. What fails is tried again and reported
    /// by [`Self::finish`].
    pub(crate) fn write_early(&self, page: &Page) {
        let LockedFolder { path, manifest, .. } = &self.locked;
        let is_listed = manifest.files.get(&page.path) == Some(&page.map);
        if !is_listed || SiteFolders::default().check(path, &page.path).is_err() {
            return;
        }
        if let Ok(written) = page_file::write(path, page, false) {
            let mut early = self.early.lock().unwrap_or_else(PoisonError::into_inner);
            early.insert(page.path.clone(), (page.clone(), written));
        }
    }

    /// Writes the site of these pages. Pages of earlier runs that are neither among them nor kept are removed.
    ///
    /// # Errors
    /// Where the folder is not motmap's to write to, or the disk refuses; every file is then whole, old or new.
    pub fn finish(self, pages: &[Page], keep: &Keep) -> Result<WriteCounts, Failure> {
        let Self { state: stored, locked, early } = self;
        let early = early.into_inner().unwrap_or_else(PoisonError::into_inner);
        // If anything fails from here on, the state stays empty and the next run looks at the disk again.
        let state = std::mem::take(stored);
        let changed = state.changed_pages(pages);
        let listed: Vec<PageListing> =
            changed.iter().map(|&number| (pages[number].path.clone(), pages[number].map.clone())).collect();
        let stale = match state.wrote_same_paths(pages, keep) {
            true => Vec::new(),
            false => locked.manifest.stale(pages.iter().map(|page| &*page.path), keep),
        };
        let writer = SiteWriter::begin(locked, &listed, stale)?;
        let write = |&number: &usize| match early.get(&pages[number].path) {
            Some((page, written)) if *page == pages[number] => Ok(writer.count(*written)),
            _ => writer.write_page(&pages[number]),
        };
        let written: Vec<WrittenPage> = changed.par_iter().map(write).collect::<Result<_, _>>()?;
        let unchanged = pages.len() - changed.len();
        let (counts, manifest) = writer.finish_with_manifest()?;
        let stamps = changed.into_iter().zip(written.into_iter().map(|page| page.stamp));
        *stored = state.after_writing(pages, keep, stamps, manifest);
        Ok(WriteCounts { unchanged: counts.unchanged + unchanged, ..counts })
    }
}
