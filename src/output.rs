//! Files out: the only room that writes.
//!
//! Everything written goes into one folder, whose manifest lists what is ours: only that is replaced or removed. Each
//! file is written beside its place and moved there whole; a file whose bytes have not changed is left as it is. One
//! run writes at a time, and sweeps up after one that was killed.

mod manifest;
mod refusal;
mod turn;
mod whole;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::failure::Failure;
use crate::render::{Listed, Page};
use crate::stamp::Stamp;
pub use manifest::MANIFEST;
use manifest::Manifest;
use turn::Turn;
pub use turn::between_writes;
use whole::Lasting;
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
    remembers: bool,
    memory: Memory,
}

/// What stands in a folder, as far as it was written or compared before and the file system has said nothing else
/// since.
#[derive(Debug, Default)]
struct Memory {
    manifest: Option<(Manifest, Stamp)>,
    /// In the order in which they were made.
    pages: Vec<(Page, Stamp)>,
    /// What was kept beside them.
    keep: Option<Keep>,
}

impl Folder {
    /// The output folder `path` of the workspace in `root`, to be written to once.
    pub fn new(root: &Path, path: &Path) -> Self {
        let shown = path.to_owned();
        let path = std::path::absolute(path).unwrap_or(shown.clone());
        Self { root: root.to_owned(), path, shown, remembers: false, memory: Memory::default() }
    }

    /// The same, to be written to again and again: pages that stay the same are not looked at on the disk each time.
    pub fn remembering(root: &Path, path: &Path) -> Self {
        Self { remembers: true, ..Self::new(root, path) }
    }

    /// Where it is, as people know it.
    pub fn shown(&self) -> &Path {
        &self.shown
    }

    /// Writes `pages`, and removes what earlier runs wrote and this one does not, unless it is to be kept.
    ///
    /// # Errors
    /// Where the folder is not ours to write to, or the disk refuses; every file is then whole, old or new.
    pub fn write(&mut self, pages: &[Page], keep: &Keep) -> Result<Report, Failure> {
        let opened = self.open()?;
        let doubtful = opened.memory.doubtful(pages);
        let listed = |page: &Page| (page.path.clone(), page.map.clone());
        let in_doubt: Vec<Listed> = doubtful.iter().map(|&number| listed(&pages[number])).collect();
        // Where the same pages are made as the last time, there is nothing to be removed.
        let same = opened.memory.knows_all(pages) && opened.memory.keep.as_ref() == Some(keep);
        let all = (!same).then(|| pages.iter().map(listed).collect::<Vec<_>>());
        let writing = opened.announce(all.as_deref(), &in_doubt, keep)?;
        let places = doubtful.par_iter().map(|&number| writing.place(&pages[number]));
        let places: Vec<Place> = places.collect::<Result<_, _>>()?;
        let unchanged = pages.len() - doubtful.len();
        let (report, mut memory) = writing.end()?;
        if self.remembers {
            let written = doubtful.into_iter().zip(places.into_iter().map(|place| place.stamp));
            memory.pages = memory.with(pages, written);
            memory.keep = Some(keep.clone());
            self.memory = memory;
        }
        Ok(Report { unchanged: report.unchanged + unchanged, ..report })
    }

    /// Begins to write pages that are made one after another; `listed` are all of them. What earlier runs wrote and this
    /// one does not is removed in the end, unless it is to be kept.
    ///
    /// # Errors
    /// Where the folder is not ours to write to, or the disk refuses.
    pub fn begin(&mut self, listed: &[Listed], keep: &Keep) -> Result<Writing, Failure> {
        self.open()?.announce(Some(listed), listed, keep)
    }

    fn open(&mut self) -> Result<Opened, Failure> {
        let out = self.path.clone();
        refusal::of_dangerous_folders(&self.root, &out)?;
        refusal::of_strangers_folders(&out)?;
        fs::create_dir_all(&out).map_err(|error| Failure::io(&out, &error))?;
        let turn = Turn::take(&out)?;
        if turn.after_a_killed_run {
            sweep(&out)?;
        }
        // Whatever fails from here on, the next run looks at the disk again.
        let memory = std::mem::take(&mut self.memory).on(&out);
        Ok(Opened { out, turn, memory })
    }

    /// Whether somebody else has changed or removed what was written. What has been is forgotten, so that it is
    /// written anew.
    pub fn was_disturbed(&mut self) -> bool {
        let remembered = self.memory.pages.len() + usize::from(self.memory.manifest.is_some());
        let memory = std::mem::take(&mut self.memory).on(&self.path);
        self.memory = memory;
        self.memory.pages.retain(|(page, stamp)| stamp_of(&self.path.join(&*page.path)) == Some(*stamp));
        self.memory.pages.len() + usize::from(self.memory.manifest.is_some()) < remembered
    }
}

/// A folder that is ours to write to, for as long as this lasts.
struct Opened {
    out: PathBuf,
    turn: Turn,
    memory: Memory,
}

impl Opened {
    /// Makes known what will be written, before it is: a run that is cut off leaves nothing that the next one would not
    /// recognise. Of the pages `in_doubt` it is not known that they stand there already; where no pages are `listed`,
    /// they are those of the last time.
    fn announce(self, listed: Option<&[Listed]>, in_doubt: &[Listed], keep: &Keep) -> Result<Writing, Failure> {
        let Opened { out, turn, mut memory } = self;
        let (mut manifest, mut manifest_stamp) = match memory.manifest.take() {
            Some((manifest, stamp)) => (manifest, Some(stamp)),
            None => (Manifest::read(&out)?, manifest_stamp(&out)),
        };
        let made: Option<HashSet<&str>> = listed.map(|listed| listed.iter().map(|(path, _)| &**path).collect());
        let is_stale = |path: &Arc<str>, map: Option<&str>| {
            made.as_ref().is_some_and(|made| !made.contains(&**path)) && !keep.keeps(map)
        };
        let known = manifest.files.iter().filter(|_| made.is_some());
        let stale = known.filter(|(path, map)| is_stale(path, map.as_deref())).map(|(path, _)| path.clone());
        let stale: Vec<Arc<str>> = stale.collect();
        let mut folders = Folders::default();
        for (path, _) in in_doubt {
            folders.look_at(&out, path)?;
        }
        let mut stale_folders = Folders::default();
        for path in &stale {
            stale_folders.look_at(&out, path)?;
        }
        for (path, _) in in_doubt {
            if !folders.is_missing(path) && !manifest.files.contains_key(path) {
                refusal::of_a_strangers_file(&out, path, &manifest)?;
            }
        }
        let unlisted: Vec<&Listed> =
            in_doubt.iter().filter(|(path, map)| manifest.files.get(path) != Some(map)).collect();
        if !unlisted.is_empty() || manifest_stamp.is_none() {
            manifest.files.extend(unlisted.iter().copied().cloned());
            manifest_stamp = Some(manifest.write(&out)?);
        }
        // Where a disk makes nothing of capitals, this would otherwise remove the new file of that name.
        let (other_capitals, stale): (Vec<_>, Vec<_>) = {
            let folded: BTreeSet<String> = if stale.is_empty() {
                BTreeSet::new()
            } else {
                unlisted.iter().map(|(path, _)| path.to_lowercase()).collect()
            };
            stale.into_iter().partition(|path| folded.contains(&path.to_lowercase()))
        };
        other_capitals.iter().try_for_each(|path| remove(&out, path))?;
        folders.make(&out)?;
        let (written, unchanged) = Default::default();
        Ok(Writing { out, turn, memory, manifest, manifest_stamp, folders, stale, other_capitals, written, unchanged })
    }
}

/// A folder that is being written to.
pub struct Writing {
    out: PathBuf,
    turn: Turn,
    memory: Memory,
    manifest: Manifest,
    manifest_stamp: Option<Stamp>,
    folders: Folders,
    /// What is to be removed in the end.
    stale: Vec<Arc<str>>,
    /// What has been removed, to make room for the same name in other capitals.
    other_capitals: Vec<Arc<str>>,
    written: AtomicUsize,
    unchanged: AtomicUsize,
}

impl Writing {
    /// Writes one of the pages that were announced, unless it stands there already.
    ///
    /// # Errors
    /// Where the disk refuses; the file is then whole, old or new.
    pub fn put(&self, page: &Page) -> Result<(), Failure> {
        self.place(page).map(drop)
    }

    fn place(&self, page: &Page) -> Result<Place, Failure> {
        debug_assert!(self.manifest.files.contains_key(&page.path), "{} is written and was not announced", page.path);
        let place = write_page(&self.out, page, self.folders.is_missing(&page.path))?;
        let count = if place.written { &self.written } else { &self.unchanged };
        count.fetch_add(1, Ordering::Relaxed);
        Ok(place)
    }

    /// Removes what is no longer made, and gives the folder free.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn finish(self) -> Result<Report, Failure> {
        self.end().map(|(report, _)| report)
    }

    fn end(self) -> Result<(Report, Memory), Failure> {
        let Writing { out, turn, mut memory, mut manifest, mut manifest_stamp, stale, other_capitals, .. } = self;
        stale.iter().try_for_each(|path| remove(&out, path))?;
        let removed = stale.len() + other_capitals.len();
        if removed > 0 {
            for path in stale.iter().chain(&other_capitals) {
                manifest.files.remove(path);
            }
            manifest_stamp = Some(manifest.write(&out)?);
        }
        turn.end()?;
        memory.manifest = manifest_stamp.map(|stamp| (manifest, stamp));
        let (written, unchanged) = (self.written.into_inner(), self.unchanged.into_inner());
        Ok((Report { written, unchanged, removed }, memory))
    }
}

impl Memory {
    /// What is still to be believed: nothing, where another run has written to the folder.
    fn on(self, out: &Path) -> Memory {
        let believed = self.manifest.as_ref().is_some_and(|(_, stamp)| manifest_stamp(out) == Some(*stamp));
        if believed { self } else { Memory::default() }
    }

    /// Whether these are the pages that stand there, whatever is on them.
    fn knows_all(&self, pages: &[Page]) -> bool {
        let same = |(page, (known, _)): (&Page, &(Page, Stamp))| page.path == known.path && page.map == known.map;
        self.manifest.is_some() && self.pages.len() == pages.len() && pages.iter().zip(&self.pages).all(same)
    }

    /// The numbers of those pages of which it is not known that they stand there already.
    fn doubtful(&self, pages: &[Page]) -> Vec<usize> {
        let known = self.known(pages);
        let vouched = |number: &usize| known(*number).is_some_and(|(known, _)| *known == pages[*number]);
        (0..pages.len()).filter(|number| !vouched(number)).collect()
    }

    /// What is known of the page of that number.
    fn known<'m>(&'m self, pages: &'m [Page]) -> impl Fn(usize) -> Option<&'m (Page, Stamp)> {
        let in_order = self.knows_all(pages);
        let known = self.pages.iter().filter(|_| !in_order);
        let by_path: HashMap<&str, _> = known.map(|known| (&*known.0.path, known)).collect();
        move |number| match in_order {
            true => self.pages.get(number),
            false => by_path.get(&*pages[number].path).copied(),
        }
    }

    /// What stands there after some pages were written, those of these numbers.
    fn with(&self, pages: &[Page], written: impl Iterator<Item = (usize, Stamp)>) -> Vec<(Page, Stamp)> {
        let known = self.known(pages);
        let mut stamps: Vec<Option<Stamp>> =
            (0..pages.len()).map(|number| known(number).map(|known| known.1)).collect();
        written.for_each(|(number, stamp)| stamps[number] = Some(stamp));
        let stamped = pages.iter().zip(stamps).filter_map(|(page, stamp)| Some((page.clone(), stamp?)));
        stamped.collect()
    }
}

fn manifest_stamp(out: &Path) -> Option<Stamp> {
    stamp_of(&out.join(MANIFEST))
}

fn stamp_of(path: &Path) -> Option<Stamp> {
    path.symlink_metadata().ok().map(|metadata| Stamp::from(&metadata))
}

/// The folders of the files to be written, each looked at once and made once.
#[derive(Default)]
struct Folders {
    /// From the output folder → whether it is there.
    there: BTreeMap<PathBuf, bool>,
}

impl Folders {
    fn look_at(&mut self, out: &Path, path: &str) -> Result<(), Failure> {
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
    fn is_missing(&self, path: &str) -> bool {
        Path::new(path).parent().is_some_and(|folder| self.there.get(folder) == Some(&false))
    }

    /// Makes those that are not there, outer ones first.
    fn make(&self, out: &Path) -> Result<(), Failure> {
        for folder in self.there.keys() {
            let folder = out.join(folder);
            match fs::create_dir(&folder) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(Failure::io(&folder, &error)),
                _ => {}
            }
        }
        Ok(())
    }
}

/// What became of a page on the disk.
struct Place {
    written: bool,
    stamp: Stamp,
}

fn write_page(out: &Path, page: &Page, is_new: bool) -> Result<Place, Failure> {
    let target = out.join(&*page.path);
    let old = if is_new { None } else { fs::File::open(&target).ok() };
    let old = old.and_then(|file| file.metadata().ok().map(|metadata| (file, metadata)));
    if let Some((file, metadata)) = &old
        && metadata.len() == page.bytes.len() as u64
        && holds(file, &page.bytes)
        && target.symlink_metadata().is_ok_and(|metadata| metadata.is_file())
    {
        return Ok(Place { written: false, stamp: Stamp::from(metadata) });
    }
    let rights = old.map(|(_, metadata)| metadata.permissions());
    let stamp = whole::replace(&target, &page.bytes, rights, Lasting::Processes)
        .map_err(|error| Failure::io(&target, &error))?;
    Ok(Place { written: true, stamp })
}

fn holds(mut file: &fs::File, bytes: &[u8]) -> bool {
    let mut there = Vec::with_capacity(bytes.len() + 1);
    io::Read::read_to_end(&mut file, &mut there).is_ok() && there == bytes
}

fn remove(out: &Path, path: &str) -> Result<(), Failure> {
    let target = out.join(path);
    match fs::remove_file(&target) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(Failure::io(&target, &error)),
    }
    // Folders that are left empty go with their last file.
    let mut folder = target.parent();
    while let Some(empty) = folder.filter(|folder| *folder != out && fs::remove_dir(folder).is_ok()) {
        folder = empty.parent();
    }
    Ok(())
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
