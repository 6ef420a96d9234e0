//! Writes and removes the file of one page.

use std::fs;
use std::io;
use std::path::Path;

use super::atomic::{self, Durability};
use super::lock::file_in_progress;
use crate::failure::Failure;
use crate::file_stamp::FileStamp;
use crate::render::Page;

/// A page that is on the disk.
#[derive(Clone, Copy)]
pub(super) struct WrittenPage {
    /// False, where the file had these bytes already.
    pub was_changed: bool,
    pub stamp: FileStamp,
}

/// Writes a page, unless the file has these bytes already; a file that `is_new` is known not to exist.
pub(super) fn write(out: &Path, page: &Page, is_new: bool) -> Result<WrittenPage, Failure> {
    let target = out.join(&*page.path);
    let old = if is_new { None } else { fs::File::open(&target).ok() };
    let old = old.and_then(|file| file.metadata().ok().map(|metadata| (file, metadata)));
    if let Some((file, metadata)) = &old
        && metadata.len() == page.bytes.len() as u64
        && has_bytes(file, &page.bytes)
        && target.symlink_metadata().is_ok_and(|metadata| metadata.is_file())
    {
        return Ok(WrittenPage { was_changed: false, stamp: FileStamp::from(metadata) });
    }
    let permissions = old.map(|(_, metadata)| metadata.permissions());
    let stamp = atomic::replace(&target, &page.bytes, permissions, Durability::Unsynced)
        .map_err(|error| Failure::io(&target, &error))?;
    Ok(WrittenPage { was_changed: true, stamp })
}

fn has_bytes(mut file: &fs::File, bytes: &[u8]) -> bool {
    let mut there = Vec::with_capacity(bytes.len() + 1);
    io::Read::read_to_end(&mut file, &mut there).is_ok() && there == bytes
}

/// Removes a file of the site, and the folders that it leaves empty.
pub(super) fn remove(out: &Path, path: &str) -> Result<(), Failure> {
    let _in_progress = file_in_progress();
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
