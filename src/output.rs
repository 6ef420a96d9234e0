//! Files out: the only room that writes.
//!
//! Everything written goes into one folder, whose manifest lists what is ours: only that is replaced or removed. Each
//! file is written beside its place and moved there whole; a file whose bytes have not changed is left as it is. One
//! run writes at a time, and sweeps up after one that was killed.

mod manifest;
mod refusal;
mod turn;
mod whole;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::failure::Failure;
use crate::render::Page;
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
}

impl Keep {
    /// Whether a page of that map stays.
    pub fn keeps(&self, map: Option<&str>) -> bool {
        match self {
            Keep::Maps(maps) => map.is_some_and(|map| maps.contains(map)),
            Keep::AllBut(only) => map != Some(only),
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
    pages: HashMap<Arc<str>, (Page, Stamp)>,
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
        let out = self.path.clone();
        refusal::of_dangerous_folders(&self.root, &out)?;
        refusal::of_strangers_folders(&out)?;
        fs::create_dir_all(&out).map_err(|error| Failure::io(&out, &error))?;
        let turn = Turn::take(&out)?;
        if turn.after_a_killed_run {
            sweep(&out)?;
        }
        // Whatever fails below, the next run looks at the disk again.
        let mut memory = std::mem::take(&mut self.memory).on(&out);
        let (mut manifest, mut manifest_stamp) = match memory.manifest.take() {
            Some((manifest, stamp)) => (manifest, Some(stamp)),
            None => (Manifest::read(&out)?, manifest_stamp(&out)),
        };

        let made: HashMap<&str, &Page> = pages.iter().map(|page| (&*page.path, page)).collect();
        let stale: Vec<Arc<str>> = (manifest.files.iter())
            .filter(|(path, map)| !made.contains_key(&***path) && !keep.keeps(map.as_deref()))
            .map(|(path, _)| path.clone())
            .collect();
        let doubtful: Vec<&Page> = pages.iter().filter(|page| !memory.vouches_for(page)).collect();
        let mut folders = Folders::default();
        for page in &doubtful {
            folders.look_at(&out, &page.path)?;
        }
        let mut stale_folders = Folders::default();
        for path in &stale {
            stale_folders.look_at(&out, path)?;
        }
        for page in &doubtful {
            if !folders.is_missing(&page.path) && !manifest.files.contains_key(&page.path) {
                refusal::of_a_strangers_file(&out, &page.path, &manifest)?;
            }
        }

        // Known as ours before it is written: a run that is cut off leaves nothing that the next one would not
        // recognise.
        let unlisted: Vec<&Page> =
            doubtful.iter().copied().filter(|page| manifest.files.get(&page.path) != Some(&page.map)).collect();
        if !unlisted.is_empty() || manifest_stamp.is_none() {
            manifest.files.extend(unlisted.iter().map(|page| (page.path.clone(), page.map.clone())));
            manifest_stamp = Some(manifest.write(&out)?);
        }
        // Where a disk makes nothing of capitals, this would otherwise remove the new file of that name.
        let (other_capitals, stale): (Vec<_>, Vec<_>) = {
            let folded: BTreeSet<String> = if stale.is_empty() {
                BTreeSet::new()
            } else {
                unlisted.iter().map(|page| page.path.to_lowercase()).collect()
            };
            stale.into_iter().partition(|path| folded.contains(&path.to_lowercase()))
        };
        other_capitals.iter().try_for_each(|path| remove(&out, path))?;
        folders.make(&out)?;

        let places: Vec<Place> = doubtful
            .par_iter()
            .map(|page| write_page(&out, page, folders.is_missing(&page.path)))
            .collect::<Result<_, _>>()?;
        stale.iter().try_for_each(|path| remove(&out, path))?;
        let removed = stale.len() + other_capitals.len();
        if removed > 0 {
            for path in stale.iter().chain(&other_capitals) {
                manifest.files.remove(path);
            }
            manifest_stamp = Some(manifest.write(&out)?);
        }
        turn.end()?;

        let written = places.iter().filter(|place| place.written).count();
        if self.remembers {
            memory.pages.retain(|path, _| made.contains_key(&**path));
            for (page, place) in doubtful.into_iter().zip(&places) {
                memory.pages.insert(page.path.clone(), (page.clone(), place.stamp));
            }
            memory.manifest = manifest_stamp.map(|stamp| (manifest, stamp));
            self.memory = memory;
        }
        Ok(Report { written, unchanged: pages.len() - written, removed })
    }

    /// Whether somebody else has changed or removed what was written. What has been is forgotten, so that it is
    /// written anew.
    pub fn was_disturbed(&mut self) -> bool {
        let remembered = self.memory.pages.len() + usize::from(self.memory.manifest.is_some());
        let memory = std::mem::take(&mut self.memory).on(&self.path);
        self.memory = memory;
        self.memory.pages.retain(|path, (_, stamp)| stamp_of(&self.path.join(&**path)) == Some(*stamp));
        self.memory.pages.len() + usize::from(self.memory.manifest.is_some()) < remembered
    }
}

impl Memory {
    /// What is still to be believed: nothing, where another run has written to the folder.
    fn on(self, out: &Path) -> Memory {
        let believed = self.manifest.as_ref().is_some_and(|(_, stamp)| manifest_stamp(out) == Some(*stamp));
        if believed { self } else { Memory::default() }
    }

    fn vouches_for(&self, page: &Page) -> bool {
        self.pages.get(&page.path).is_some_and(|(known, _)| known.bytes == page.bytes && known.map == page.map)
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
