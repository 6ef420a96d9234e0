//! Files out: the only room that writes.
//!
//! Everything written goes into one folder, whose manifest lists what is ours: only that is replaced or removed. Each file
//! is written beside its place and moved there whole; a file whose bytes have not changed is left as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::render::Page;
use crate::words;

/// The file that lists what is ours in an output folder.
pub const MANIFEST: &str = ".motmap-manifest.json";

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

/// The form of the manifest.
const VERSION: u32 = 1;

#[derive(Debug, Default, Serialize, Deserialize)]
struct Manifest {
    version: u32,
    /// Path → the map that it is made from.
    files: BTreeMap<String, Option<String>>,
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

/// Writes `pages` into the folder `out`, and removes what earlier runs wrote there and this one does not, unless it is to
/// be kept.
///
/// # Errors
/// Where the folder is not ours to write to, or the disk refuses; every file is then whole, old or new.
pub fn write(root: &Path, out: &Path, pages: &[Page], keep: &Keep) -> Result<Report, Failure> {
    refuse_dangerous(root, out)?;
    let mut old = read_manifest(out)?;
    let new: BTreeMap<String, Option<String>> =
        pages.iter().map(|page| (page.path.clone(), page.map.clone())).collect();
    refuse_foreign(out, &old, &new)?;
    fs::create_dir_all(out).map_err(|error| Failure::io(out, &error))?;

    let stale: Vec<String> = old
        .files
        .iter()
        .filter(|(path, map)| !new.contains_key(*path) && !keep.keeps(map.as_deref()))
        .map(|(path, _)| path.clone())
        .collect();
    stale.iter().try_for_each(|path| refuse_leading_out(out, path))?;
    // Known as ours before it is written: a run that is cut off leaves nothing that the next one would not recognise.
    let mut manifest = Manifest { version: VERSION, files: std::mem::take(&mut old.files) };
    let known_before = manifest.files.clone();
    manifest.files.extend(new);
    if manifest.files != known_before {
        write_manifest(out, &manifest)?;
    }

    let changed: Vec<bool> = pages.par_iter().map(|page| write_page(out, page)).collect::<Result<_, _>>()?;
    let written = changed.iter().filter(|changed| **changed).count();
    for path in &stale {
        remove(out, path)?;
        manifest.files.remove(path);
    }
    if !stale.is_empty() {
        write_manifest(out, &manifest)?;
    }
    Ok(Report { written, unchanged: pages.len() - written, removed: stale.len() })
}

/// The output folder may not be one whose contents are worth more than a site.
fn refuse_dangerous(root: &Path, out: &Path) -> Result<(), Failure> {
    let (target, root) = (real_place(out), real_place(root));
    let home = std::env::home_dir().map(|home| real_place(&home));
    let sources = [root.join(crate::workspace::MAPS), root.join(crate::workspace::TEMPLATES)];
    let holds_sources = sources.iter().any(|folder| folder.starts_with(&target) || target.starts_with(folder));
    if target.parent().is_none() || home.as_deref() == Some(&target) || holds_sources || root.starts_with(&target) {
        let out = out.display();
        return Err(Failure::new(words!(
            "{out}: a site cannot be written here, where other things live; name a folder of its own with --out",
            "{out}：这里有别的内容，不能写入站点；请用 --out 指定一个专门的目录"
        )));
    }
    Ok(())
}

/// Where a path leads, links and `..` followed, also where it is yet to be made.
fn real_place(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or(path.to_owned());
    let mut place = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => _ = place.pop(),
            part => place.push(part),
        }
        place = fs::canonicalize(&place).unwrap_or(place);
    }
    place
}

fn read_manifest(out: &Path) -> Result<Manifest, Failure> {
    let path = out.join(MANIFEST);
    match fs::read(&path) {
        Ok(bytes) => match serde_json::from_slice::<Manifest>(&bytes) {
            Ok(manifest) if manifest.version == VERSION => Ok(manifest),
            _ => {
                let path = path.display();
                Err(Failure::new(words!(
                    "{path} is damaged or of another version, so that it cannot be told which files are ours; empty the folder or choose another",
                    "{path} 已损坏或版本不同，无法判断哪些文件由 motmap 生成；请清空该目录或换一个目录"
                )))
            }
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Manifest::default()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(Manifest::default()),
        Err(error) => Err(Failure::io(&path, &error)),
    }
}

/// Nothing is written over what somebody else put there.
fn refuse_foreign(out: &Path, old: &Manifest, new: &BTreeMap<String, Option<String>>) -> Result<(), Failure> {
    let metadata = match fs::metadata(out) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Failure::io(out, &error)),
    };
    let shown = out.display();
    if !metadata.is_dir() {
        return Err(Failure::new(words!("{shown} is a file, not a folder", "{shown} 是文件，不是目录")));
    }
    let ours = out.join(MANIFEST).exists();
    let empty = fs::read_dir(out).map_err(|error| Failure::io(out, &error))?.next().is_none();
    if !ours && !empty {
        return Err(Failure::new(words!(
            "{shown} holds files that motmap did not write; empty it, or name another folder with --out",
            "{shown} 里有不是 motmap 生成的文件；请清空它，或用 --out 换一个目录"
        )));
    }
    for path in new.keys() {
        let target = out.join(path);
        if !old.files.contains_key(path) && target.symlink_metadata().is_ok() {
            let target = target.display();
            return Err(Failure::new(words!(
                "{target} was not written by motmap and stands in the way; move it, or choose another folder with --out",
                "{target} 不是 motmap 生成的，挡住了输出；请移走它，或用 --out 换一个目录"
            )));
        }
        refuse_leading_out(out, path)?;
    }
    Ok(())
}

/// A path of the site stays in the output folder: it has only names in it, and no folder on its way is a link. A manifest
/// may come from anywhere, and what it names is removed.
fn refuse_leading_out(out: &Path, path: &str) -> Result<(), Failure> {
    if path.is_empty() || !Path::new(path).components().all(|part| matches!(part, Component::Normal(_))) {
        let manifest = out.join(MANIFEST);
        let manifest = manifest.display();
        return Err(Failure::new(words!(
            "{manifest} names `{path}`, which is no file of the site; empty the folder or choose another with --out",
            "{manifest} 里列出的 `{path}` 不是站点里的文件；请清空该目录，或用 --out 换一个目录"
        )));
    }
    let mut folder = PathBuf::from(out);
    for part in Path::new(path).parent().into_iter().flat_map(Path::components) {
        folder.push(part);
        if folder.symlink_metadata().is_ok_and(|metadata| !metadata.is_dir()) {
            let folder = folder.display();
            return Err(Failure::new(words!(
                "{folder} is not a folder of the site; move it, or choose another folder with --out",
                "{folder} 不是站点里的目录；请移走它，或用 --out 换一个目录"
            )));
        }
    }
    Ok(())
}

fn write_page(out: &Path, page: &Page) -> Result<bool, Failure> {
    let target = out.join(&page.path);
    if fs::read(&target).is_ok_and(|bytes| bytes == page.bytes) {
        return Ok(false);
    }
    write_whole(&target, &page.bytes)?;
    Ok(true)
}

fn write_manifest(out: &Path, manifest: &Manifest) -> Result<(), Failure> {
    let bytes = serde_json::to_vec_pretty(manifest).map_err(|error| Failure::io(out, &io::Error::other(error)))?;
    write_whole(&out.join(MANIFEST), &bytes)
}

/// Writes a file beside its place and moves it there; who may read and write it stays as it was.
///
/// # Errors
/// Where the disk refuses; the old file is then still there, and nothing else.
pub fn write_whole(target: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = target.parent().unwrap_or(Path::new("."));
    let fail = |error: io::Error| Failure::io(target, &error);
    fs::create_dir_all(folder).map_err(fail)?;
    let mut beside = tempfile::Builder::new().prefix(".motmap-").suffix(".tmp").tempfile_in(folder).map_err(fail)?;
    beside.write_all(bytes).map_err(fail)?;
    match fs::metadata(target) {
        Ok(old) => beside.as_file().set_permissions(old.permissions()),
        Err(_) => allow_reading(beside.as_file()),
    }
    .map_err(fail)?;
    beside.persist(target).map_err(|error| fail(error.error))?;
    Ok(())
}

/// A temporary file is its owner's alone; a page is for everybody whom the folder lets in.
#[cfg(unix)]
fn allow_reading(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn allow_reading(_: &fs::File) -> io::Result<()> {
    Ok(())
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
