//! What stands in a folder, as far as it was written or compared before and the file system has said nothing else since.

use std::collections::HashMap;
use std::path::Path;

use super::Keep;
use super::manifest::{MANIFEST, Manifest};
use crate::file_stamp::FileStamp;
use crate::render::Page;

/// What is known to stand in a folder; nothing, to begin with.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// The list of what is ours.
    pub manifest: Option<(Manifest, FileStamp)>,
    /// In the order in which they were made.
    pages: Vec<(Page, FileStamp)>,
    /// What was kept beside them.
    keep: Option<Keep>,
}

impl Standing {
    /// What is still to be believed: nothing, where another run has written to the folder.
    pub(super) fn believed_in(self, folder: &Path) -> Standing {
        let believed = self.manifest.as_ref().is_some_and(|(_, stamp)| manifest_stamp(folder) == Some(*stamp));
        if believed { self } else { Standing::default() }
    }

    /// Whether the last run made these very pages and kept the same beside them, so that none of before is left over.
    pub(super) fn leaves_nothing_over(&self, pages: &[Page], keep: &Keep) -> bool {
        self.are_of(pages) && self.keep.as_ref() == Some(keep)
    }

    /// The numbers of those pages of which it is not known that they stand there already.
    pub(super) fn doubtful(&self, pages: &[Page]) -> Vec<usize> {
        let known = self.known(pages);
        let vouched = |number: &usize| known(*number).is_some_and(|(known, _)| *known == pages[*number]);
        (0..pages.len()).filter(|number| !vouched(number)).collect()
    }

    /// What stands there after some of the pages were written, those of these numbers.
    pub(super) fn after(
        self,
        pages: &[Page],
        keep: &Keep,
        written: impl Iterator<Item = (usize, FileStamp)>,
        manifest: (Manifest, FileStamp),
    ) -> Standing {
        let known = self.known(pages);
        let mut stamps: Vec<Option<FileStamp>> =
            (0..pages.len()).map(|number| known(number).map(|known| known.1)).collect();
        written.for_each(|(number, stamp)| stamps[number] = Some(stamp));
        let stamped = pages.iter().zip(stamps).filter_map(|(page, stamp)| Some((page.clone(), stamp?)));
        Standing { manifest: Some(manifest), pages: stamped.collect(), keep: Some(keep.clone()) }
    }

    /// Forgets the pages that somebody else has changed or removed; all, where another run has written to the folder.
    /// Whether there are any.
    pub(super) fn forget_the_disturbed(&mut self, folder: &Path) -> bool {
        let count = |standing: &Standing| standing.pages.len() + usize::from(standing.manifest.is_some());
        let before = count(self);
        *self = std::mem::take(self).believed_in(folder);
        self.pages.retain(|(page, stamp)| stamp_of(&folder.join(&*page.path)) == Some(*stamp));
        count(self) < before
    }

    /// Whether these are the pages that stand there, whatever is on them.
    fn are_of(&self, pages: &[Page]) -> bool {
        let same = |(page, (known, _)): (&Page, &(Page, FileStamp))| page.path == known.path && page.map == known.map;
        self.pages.len() == pages.len() && pages.iter().zip(&self.pages).all(same)
    }

    /// What is known of the page of that number.
    fn known<'s>(&'s self, pages: &'s [Page]) -> impl Fn(usize) -> Option<&'s (Page, FileStamp)> {
        let in_order = self.are_of(pages);
        let known = self.pages.iter().filter(|_| !in_order);
        let by_path: HashMap<&str, _> = known.map(|known| (&*known.0.path, known)).collect();
        move |number| match in_order {
            true => self.pages.get(number),
            false => by_path.get(&*pages[number].path).copied(),
        }
    }
}

/// What the file system says of the list of what is ours.
pub(super) fn manifest_stamp(folder: &Path) -> Option<FileStamp> {
    stamp_of(&folder.join(MANIFEST))
}

fn stamp_of(path: &Path) -> Option<FileStamp> {
    path.symlink_metadata().ok().map(|metadata| FileStamp::from(&metadata))
}
