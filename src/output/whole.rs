//! One file, whole: written beside its place and moved there, so that whoever looks sees the old one or the new one.
//!
//! What a process has written outlives its being killed, so a page needs no more than the move. When the power fails,
//! some disks lose what was written and keep the name; a page is then made again by the next build, which compares
//! bytes. Only what cannot be made again waits for the disk: an author's own file, and the list of what is ours.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use super::turn::at_work;
use super::{LEFTOVER_END, OURS};
use crate::failure::Failure;
use crate::file_stamp::FileStamp;

/// Whether to wait until a file is on the disk itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lasting {
    /// It cannot be made again.
    PowerFailures,
    /// It can.
    Processes,
}

/// Writes a file of an author's: whole, with the rights it had, and where a link leads rather than over the link.
///
/// # Errors
/// Where the disk refuses; the old file is then still there, and nothing else.
pub fn write_whole(target: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let fail = |error: io::Error| Failure::io(target, &error);
    let place = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
    fs::create_dir_all(folder_of(&place)).map_err(fail)?;
    let rights = fs::metadata(&place).ok().map(|old| old.permissions());
    replace(&place, bytes, rights, Lasting::PowerFailures).map_err(fail)?;
    Ok(())
}

/// Writes a file that is not there yet; whether it was not. What is there already is left as it is.
///
/// # Errors
/// Where the disk refuses; nothing is then left.
pub fn write_new(target: &Path, bytes: &[u8]) -> Result<bool, Failure> {
    let fail = |error: io::Error| Failure::io(target, &error);
    fs::create_dir_all(folder_of(target)).map_err(fail)?;
    let beside = written_beside(target, bytes, None, Lasting::PowerFailures).map_err(fail)?;
    match beside.persist_noclobber(target) {
        Ok(_) => Ok(true),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(fail(error.error)),
    }
}

/// Puts bytes in the place of a file whose folder is there. What the file system says of it then.
pub(super) fn replace(
    target: &Path,
    bytes: &[u8],
    rights: Option<Permissions>,
    lasting: Lasting,
) -> io::Result<FileStamp> {
    let _at_work = at_work();
    let beside = written_beside(target, bytes, rights, lasting)?;
    let stamp = FileStamp::from(&beside.as_file().metadata()?);
    beside.persist(target).map_err(|error| error.error)?;
    Ok(stamp)
}

fn written_beside(
    target: &Path,
    bytes: &[u8],
    rights: Option<Permissions>,
    lasting: Lasting,
) -> io::Result<NamedTempFile> {
    let mut new = Builder::new();
    new.prefix(OURS).suffix(LEFTOVER_END);
    let everybodys = everybodys();
    if let Some(rights) = &everybodys {
        new.permissions(rights.clone());
    }
    let mut beside = new.tempfile_in(folder_of(target))?;
    beside.write_all(bytes)?;
    if let Some(rights) = rights {
        keep_rights(beside.as_file(), rights)?;
    }
    if lasting == Lasting::PowerFailures {
        beside.as_file().sync_data()?;
    }
    Ok(beside)
}

fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What is written is for everybody whom the user's own settings let in.
#[cfg(unix)]
fn everybodys() -> Option<Permissions> {
    Some(std::os::unix::fs::PermissionsExt::from_mode(0o666))
}

#[cfg(not(unix))]
fn everybodys() -> Option<Permissions> {
    None
}

/// Who may read and write a file stays as it was.
fn keep_rights(file: &File, rights: Permissions) -> io::Result<()> {
    if file.metadata()?.permissions() == rights { Ok(()) } else { file.set_permissions(rights) }
}
