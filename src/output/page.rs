//! One page in its place on the disk.

use std::fs;
use std::io;
use std::path::Path;

use super::turn::at_work;
use super::whole::{self, Lasting};
use crate::failure::Failure;
use crate::file_stamp::FileStamp;
use crate::render::Page;

/// What became of a page on the disk.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Whether it was written, and not there already.
    pub written: bool,
    /// What the file system says of it.
    pub stamp: FileStamp,
}

/// Writes a page, unless it stands there already; where it `is_new`, nothing can.
pub(super) fn place(out: &Path, page: &Page, is_new: bool) -> Result<Place, Failure> {
    let target = out.join(&*page.path);
    let old = if is_new { None } else { fs::File::open(&target).ok() };
    let old = old.and_then(|file| file.metadata().ok().map(|metadata| (file, metadata)));
    if let Some((file, metadata)) = &old
        && metadata.len() == page.bytes.len() as u64
        && holds(file, &page.bytes)
        && target.symlink_metadata().is_ok_and(|metadata| metadata.is_file())
    {
        return Ok(Place { written: false, stamp: FileStamp::from(metadata) });
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

/// Removes a file of the site, and the folders that it leaves empty.
pub(super) fn remove(out: &Path, path: &str) -> Result<(), Failure> {
    let _at_work = at_work();
    let target = out.join(path);
    match fs::remove_file(&target) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(Failure::io(&target, &error)),
    }
    let mut folder = target.parent();
    while let Some(empty) = folder.filter(|folder| *folder != out && fs::remove_dir(folder).is_ok()) {
        folder = empty.parent();
    }
    Ok(())
}
