//! Remembers what the last run of this process wrote to a folder, so that the next one need not look at every file.

use std::collections::HashMap;
use std::path::Path;

use super::Keep;
use super::manifest::{MANIFEST_FILE, Manifest};
use crate::file_stamp::FileStamp;
use crate::render::Page;

/// What was written to a folder or found there unchanged; empty to begin with.
#[derive(Debug, Default)]
pub(super) struct OutputState {
    pub manifest: Option<(Manifest, FileStamp)>,
    /// In the order in which they were made.
    pages: Vec<(Page, FileStamp)>,
    /// Which pages of earlier runs were kept.
    keep: Option<Keep>,
}

impl OutputState {
    /// The state if it still holds; an empty one, where another run has written to the folder since.
    pub(super) fn if_current(self, folder: &Path) -> OutputState {
        let is_current = self.manifest.as_ref().is_some_and(|(_, stamp)| manifest_stamp(folder) == Some(*stamp));
        if is_current { self } else { OutputState::default() }
    }

    /// Whether the last run wrote just these paths and kept the same pages, so that no old file is left over.
    pub(super) fn wrote_same_paths(&self, pages: &[Page], keep: &Keep) -> bool {
        self.has_same_paths(pages) && self.keep.as_ref() == Some(keep)
    }

    /// The indices of the pages that the folder is not known to hold already.
    pub(super) fn changed_pages(&self, pages: &[Page]) -> Vec<usize> {
        let known = self.lookup(pages);
        let is_unchanged = |number: &usize| known(*number).is_some_and(|(known, _)| *known == pages[*number]);
        (0..pages.len()).filter(|number| !is_unchanged(number)).collect()
    }

    /// The state after the pages of these indices were written and the others left as they were.
    pub(super) fn after_writing(
        self,
        pages: &[Page],
        keep: &Keep,
        written: impl Iterator<Item = (usize, FileStamp)>,
        manifest: (Manifest, FileStamp),
    ) -> OutputState {
        let known = self.lookup(pages);
        let mut stamps: Vec<Option<FileStamp>> =
            (0..pages.len()).map(|number| known(number).map(|known| known.1)).collect();
        written.for_each(|(number, stamp)| stamps[number] = Some(stamp));
        let stamped = pages.iter().zip(stamps).filter_map(|(page, stamp)| Some((page.clone(), stamp?)));
        OutputState { manifest: Some(manifest), pages: stamped.collect(), keep: Some(keep.clone()) }
    }

    /// Forgets the pages that others have changed or removed; all, where another run has written to the folder. Returns
    /// whether there were any.
    pub(super) fn forget_modified(&mut self, folder: &Path) -> bool {
        let count = |state: &OutputState| state.pages.len() + usize::from(state.manifest.is_some());
        let before = count(self);
        *self = std::mem::take(self).if_current(folder);
        self.pages.retain(|(page, stamp)| stamp_of(&folder.join(&*page.path)) == Some(*stamp));
        count(self) < before
    }

    fn has_same_paths(&self, pages: &[Page]) -> bool {
        let same = |(page, (known, _)): (&Page, &(Page, FileStamp))| page.path == known.path && page.map == known.map;
        self.pages.len() == pages.len() && pages.iter().zip(&self.pages).all(same)
    }

    /// Finds what is known of a page by its index: at the same index if the paths are the same, else by its path.
    fn lookup<'s>(&'s self, pages: &'s [Page]) -> impl Fn(usize) -> Option<&'s (Page, FileStamp)> {
        let in_order = self.has_same_paths(pages);
        let known = self.pages.iter().filter(|_| !in_order);
        let by_path: HashMap<&str, _> = known.map(|known| (&*known.0.path, known)).collect();
        move |number| match in_order {
            true => self.pages.get(number),
            false => by_path.get(&*pages[number].path).copied(),
        }
    }
}

pub(super) fn manifest_stamp(folder: &Path) -> Option<FileStamp> {
    stamp_of(&folder.join(MANIFEST_FILE))
}

fn stamp_of(path: &Path) -> Option<FileStamp> {
    path.symlink_metadata().ok().map(|metadata| FileStamp::from(&metadata))
}
