//! Files out: the only room that writes.
//!
//! Everything written goes into one folder, whose manifest lists what is ours: only that is replaced or removed. Each
//! file is written beside its place and moved there whole; a file whose bytes have not changed is left as it is. One
//! run writes at a time, and sweeps up after one that was killed. A whole build leaves a record, so that it need not be
//! done again where all still stands; whatever changes the folder removes the record first.

mod folders;
mod manifest;
mod page;
mod record;
mod refusal;
mod standing;
mod turn;
mod whole;

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use walkdir::WalkDir;

use crate::digest::Digest;
use crate::failure::Failure;
use crate::file_stamp::FileStamp;
use crate::render::{Page, PageListing};
use folders::Folders;
pub use manifest::MANIFEST;
use manifest::Manifest;
use page::Place;
pub use record::{Fingerprint, Record};
use standing::Standing;
use turn::Turn;
pub use turn::give_up;
pub use whole::{write_new, write_whole};

/// How the name of every file begins that is ours and no page.
const OURS: &str = ".motmap-";
/// How the name of a file ends that is being written.
const LEFTOVER_END: &str = ".tmp";

/// What was done to an output folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files written.
    pub written: usize,
    /// Files whose bytes were the same already.
    pub unchanged: usize,
    /// Files of ours that are no longer made.
    pub removed: usize,
}

/// Which pages of earlier runs stay, though this run does not make them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Those of these maps.
    Maps(BTreeSet<String>),
    /// All but those of this map.
    AllBut(String),
    /// All.
    All,
}

impl Keep {
    /// Whether a page of that map stays.
    pub fn keeps(&self, map: Option<&str>) -> bool {
        match self {
            Keep::Maps(maps) => map.is_some_and(|map| maps.contains(map)),
            Keep::AllBut(only) => map != Some(only),
            Keep::All => true,
        }
    }
}

/// A folder that sites are written to.
#[derive(Debug)]
pub struct Folder {
    /// The workspace's folder.
    root: PathBuf,
    /// Where it is, wherever the program goes from here.
    path: PathBuf,
    /// Where it is, as people know it.
    shown: PathBuf,
    standing: Standing,
}

impl Folder {
    /// The output folder `path` of the workspace in `root`.
    pub fn new(root: &Path, path: &Path) -> Self {
        let shown = path.to_owned();
        let path = std::path::absolute(path).unwrap_or(shown.clone());
        Self { root: root.to_owned(), path, shown, standing: Standing::default() }
    }

    /// Where it is, as people know it.
    pub fn shown(&self) -> &Path {
        &self.shown
    }

    /// Begins to write pages that are yet to be made: those that have their place already need not wait for the others,
    /// and those that stay the same from turn to turn are not looked at on the disk each time.
    ///
    /// # Errors
    /// Where the folder is not ours to write to, or the disk refuses.
    pub fn take_turn(&mut self) -> Result<Ahead<'_>, Failure> {
        let opened = self.open()?;
        // Pages may change before it is made known which.
        record::forget(&opened.out)?;
        Ok(Ahead { folder: self, opened, placed: Mutex::default() })
    }

    /// Begins to write pages that are made one after another; `listed` are all of them. What earlier runs wrote and this
    /// one does not is removed in the end, unless it is to be kept.
    ///
    /// # Errors
    /// Where the folder is not ours to write to, or the disk refuses.
    pub fn begin(&mut self, listed: &[PageListing], keep: &Keep) -> Result<Writing, Failure> {
        let opened = self.open()?;
        let stale = opened.manifest.stale(listed.iter().map(|(path, _)| &**path), keep);
        opened.announce(listed, stale)
    }

    /// What is in a file that stands in the folder, if it is a file and within the folder.
    pub fn file(&self, path: &str) -> Option<Vec<u8>> {
        Folders::default().look_at(&self.path, path).ok()?;
        let place = self.path.join(path);
        let is_plain = place.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
        if is_plain { fs::read(place).ok() } else { None }
    }

    /// The record that a build from just this has left here.
    pub fn record<T: DeserializeOwned>(&self, made_from: Digest) -> Option<Record<T>> {
        Record::read(&self.path, made_from)
    }

    /// What a build would report that did again what was recorded and found all of it done; none where it would find
    /// anything to do.
    ///
    /// # Errors
    /// Where the folder is not ours to write to, or the disk refuses.
    pub fn stands<T>(&mut self, record: &Record<T>) -> Result<Option<Report>, Failure> {
        let opened = self.open()?;
        let stands = record.stands_in(&opened);
        opened.turn.end()?;
        Ok(stands.then(|| Report { unchanged: record.count(), ..Report::default() }))
    }

    fn open(&mut self) -> Result<Opened, Failure> {
        let out = self.path.clone();
        refusal::of_dangerous_folders(&self.root, &out)?;
        refusal::of_strangers_folders(&out)?;
        folders::make_out(&self.root, &out)?;
        let turn = Turn::take(&out)?;
        if turn.after_a_killed_run {
            sweep(&out)?;
        }
        self.standing = std::mem::take(&mut self.standing).believed_in(&out);
        let (manifest, stamp) = match self.standing.manifest.take() {
            Some((manifest, stamp)) => (manifest, Some(stamp)),
            None => (Manifest::read(&out)?, standing::manifest_stamp(&out)),
        };
        Ok(Opened { out, turn, manifest, stamp })
    }

    /// Whether somebody else has changed or removed what was written. What has been is forgotten, so that it is
    /// written anew.
    pub fn was_disturbed(&mut self) -> bool {
        self.standing.forget_the_disturbed(&self.path)
    }
}

/// A folder that is ours to write to, for as long as this lasts.
struct Opened {
    out: PathBuf,
    turn: Turn,
    manifest: Manifest,
    /// What the file system says of the manifest; none, where there is none yet.
    stamp: Option<FileStamp>,
}

/// A turn at a folder of which it is not known yet what all will be written.
pub struct Ahead<'f> {
    folder: &'f mut Folder,
    opened: Opened,
    placed: Mutex<HashMap<Arc<str>, (Page, Place)>>,
}

impl Ahead<'_> {
    /// Writes a page at once where one of ours stands in its place already, since nothing has to be made known before.
    /// What fails is tried again with all others, and told then.
    pub fn put(&self, page: &Page) {
        let Opened { out, manifest, .. } = &self.opened;
        let has_its_place = manifest.files.get(&page.path) == Some(&page.map);
        if !has_its_place || Folders::default().look_at(out, &page.path).is_err() {
            return;
        }
        if let Ok(place) = page::place(out, page, false) {
            let mut placed = self.placed.lock().unwrap_or_else(PoisonError::into_inner);
            placed.insert(page.path.clone(), (page.clone(), place));
        }
    }

    /// Writes all `pages`, and removes what earlier runs wrote and this one does not, unless it is to be kept.
    ///
    /// # Errors
    /// Where the folder is not ours to write to, or the disk refuses; every file is then whole, old or new.
    pub fn write(self, pages: &[Page], keep: &Keep) -> Result<Report, Failure> {
        let Ahead { folder, opened, placed } = self;
        let placed = placed.into_inner().unwrap_or_else(PoisonError::into_inner);
        // Whatever fails from here on, the next run looks at the disk again.
        let standing = std::mem::take(&mut folder.standing);
        let doubtful = standing.doubtful(pages);
        let listed = |&number: &usize| (pages[number].path.clone(), pages[number].map.clone());
        let in_doubt: Vec<PageListing> = doubtful.iter().map(listed).collect();
        let stale = match standing.leaves_nothing_over(pages, keep) {
            true => Vec::new(),
            false => opened.manifest.stale(pages.iter().map(|page| &*page.path), keep),
        };
        let mut writing = opened.announce(&in_doubt, stale)?;
        let places = doubtful.par_iter().map(|&number| match placed.get(&pages[number].path) {
            Some((page, place)) if *page == pages[number] => Ok(writing.count(*place)),
            _ => writing.place(&pages[number]),
        });
        let places: Vec<Place> = places.collect::<Result<_, _>>()?;
        let unchanged = pages.len() - doubtful.len();
        writing.clear_away()?;
        let (report, manifest) = writing.end()?;
        let written = doubtful.into_iter().zip(places.into_iter().map(|place| place.stamp));
        folder.standing = standing.after(pages, keep, written, manifest);
        Ok(Report { unchanged: report.unchanged + unchanged, ..report })
    }
}

impl Opened {
    /// Makes known what will be written and removed, before it is: a run that is cut off leaves nothing that the next
    /// one would not recognise. Of the pages `in_doubt` it is not known that they stand there already.
    fn announce(self, in_doubt: &[PageListing], stale: Vec<Arc<str>>) -> Result<Writing, Failure> {
        let Opened { out, turn, mut manifest, stamp } = self;
        let mut folders = Folders::default();
        in_doubt.iter().try_for_each(|(path, _)| folders.look_at(&out, path))?;
        let mut stale_folders = Folders::default();
        stale.iter().try_for_each(|path| stale_folders.look_at(&out, path))?;
        for (path, _) in in_doubt {
            if !folders.is_missing(path) && !manifest.files.contains_key(path) {
                refusal::of_a_strangers_file(&out, path, &manifest)?;
            }
        }
        record::forget(&out)?;
        let unlisted: Vec<&PageListing> =
            in_doubt.iter().filter(|(path, map)| manifest.files.get(path) != Some(map)).collect();
        let stamp = match stamp {
            Some(stamp) if unlisted.is_empty() => stamp,
            _ => {
                manifest.files.extend(unlisted.iter().copied().cloned());
                manifest.write(&out)?
            }
        };
        // Where a disk makes nothing of capitals, this would otherwise remove the new file of that name.
        let (other_capitals, stale): (Vec<_>, Vec<_>) = {
            let folded: BTreeSet<String> = if stale.is_empty() {
                BTreeSet::new()
            } else {
                unlisted.iter().map(|(path, _)| path.to_lowercase()).collect()
            };
            stale.into_iter().partition(|path| folded.contains(&path.to_lowercase()))
        };
        other_capitals.iter().try_for_each(|path| page::remove(&out, path))?;
        folders.make(&out)?;
        let (written, unchanged) = Default::default();
        Ok(Writing { out, turn, manifest, stamp, folders, stale, other_capitals, written, unchanged })
    }
}

/// A folder that is being written to.
pub struct Writing {
    out: PathBuf,
    turn: Turn,
    manifest: Manifest,
    stamp: FileStamp,
    folders: Folders,
    /// What is to be removed in the end.
    stale: Vec<Arc<str>>,
    /// What has been removed, to make room for the same name in other capitals.
    other_capitals: Vec<Arc<str>>,
    written: AtomicUsize,
    unchanged: AtomicUsize,
}

impl Writing {
    /// Writes one of the pages that were announced, unless it stands there already. What then stands there.
    ///
    /// # Errors
    /// Where the disk refuses; the file is then whole, old or new.
    pub fn put(&self, page: &Page) -> Result<Fingerprint, Failure> {
        self.place(page)?;
        Ok(Fingerprint::of(page))
    }

    fn place(&self, page: &Page) -> Result<Place, Failure> {
        debug_assert!(self.manifest.files.contains_key(&page.path), "{} is written and was not announced", page.path);
        let place = page::place(&self.out, page, self.folders.is_missing(&page.path))?;
        Ok(self.count(place))
    }

    fn count(&self, place: Place) -> Place {
        let count = if place.written { &self.written } else { &self.unchanged };
        count.fetch_add(1, Ordering::Relaxed);
        place
    }

    /// Removes what is no longer made, and gives the folder free.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn finish(mut self) -> Result<Report, Failure> {
        self.clear_away()?;
        self.end().map(|(report, _)| report)
    }

    /// The same, and leaves a record: what the site was made from, all that was put there, and what is told of it.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn finish_recorded(
        mut self,
        made_from: Digest,
        files: Vec<Fingerprint>,
        told: impl Serialize,
    ) -> Result<Report, Failure> {
        self.clear_away()?;
        Record::new(made_from, &self.manifest, files, told).leave(&self.out);
        self.end().map(|(report, _)| report)
    }

    fn clear_away(&mut self) -> Result<(), Failure> {
        self.stale.iter().try_for_each(|path| page::remove(&self.out, path))?;
        let removed: Vec<&Arc<str>> = self.stale.iter().chain(&self.other_capitals).collect();
        if !removed.is_empty() {
            removed.iter().for_each(|path| _ = self.manifest.files.remove(*path));
            self.stamp = self.manifest.write(&self.out)?;
        }
        Ok(())
    }

    fn end(self) -> Result<(Report, (Manifest, FileStamp)), Failure> {
        self.turn.end()?;
        let removed = self.stale.len() + self.other_capitals.len();
        let report = Report { written: self.written.into_inner(), unchanged: self.unchanged.into_inner(), removed };
        Ok((report, (self.manifest, self.stamp)))
    }
}

/// Removes what a run that was killed had begun to write.
fn sweep(out: &Path) -> Result<(), Failure> {
    for entry in WalkDir::new(out) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(out).to_owned();
            Failure::io(&path, &error.into_io_error().unwrap_or_else(|| io::Error::other("a loop")))
        })?;
        let name = entry.file_name().to_string_lossy();
        if entry.file_type().is_file() && name.starts_with(OURS) && name.ends_with(LEFTOVER_END) {
            fs::remove_file(entry.path()).map_err(|error| Failure::io(entry.path(), &error))?;
        }
    }
    Ok(())
}
