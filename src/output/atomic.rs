//! Writes files atomically: beside their place, then moved there, so that every reader sees the old file or the new one.
//!
//! What a process has written outlives its being killed. When the power fails, some disks lose what was written but keep
//! the name; a page is then written again by the next build, which compares bytes. So only files that cannot be made
//! again are synced to the disk: an author's own, and the manifest.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use super::HIDDEN_PREFIX;
use super::lock::file_in_progress;
use crate::failure::Failure;
use crate::file_stamp::FileStamp;

/// How the name of a file ends while it is being written.
pub(super) const TEMP_SUFFIX: &str = ".tmp";

/// Whether a file must survive a power failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Durability {
    Synced,
    Unsynced,
}

/// Writes a file of the author's: with the permissions it had, and through a link rather than over it.
pub(crate) fn write_atomic(target: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let fail = |error: io::Error| Failure::io(target, &error);
    let real = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
    fs::create_dir_all(folder_of(&real)).map_err(fail)?;
    let permissions = fs::metadata(&real).ok().map(|old| old.permissions());
    replace(&real, bytes, permissions, Durability::Synced).map_err(fail)?;
    Ok(())
}

/// Writes a file unless there is one already; returns whether it was written.
pub(crate) fn write_new(target: &Path, bytes: &[u8]) -> Result<bool, Failure> {
    let fail = |error: io::Error| Failure::io(target, &error);
    fs::create_dir_all(folder_of(target)).map_err(fail)?;
    let temp = write_temp_file(target, bytes, None, Durability::Synced).map_err(fail)?;
    match temp.persist_noclobber(target) {
        Ok(_) => Ok(true),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(fail(error.error)),
    }
}

/// Replaces or creates a file whose folder exists.
pub(super) fn replace(
    target: &Path,
    bytes: &[u8],
    permissions: Option<Permissions>,
    durability: Durability,
) -> io::Result<FileStamp> {
    let _in_progress = file_in_progress();
    let temp = write_temp_file(target, bytes, permissions, durability)?;
    let stamp = FileStamp::from(&temp.as_file().metadata()?);
    temp.persist(target).map_err(|error| error.error)?;
    Ok(stamp)
}

fn write_temp_file(
    target: &Path,
    bytes: &[u8],
    permissions: Option<Permissions>,
    durability: Durability,
) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(HIDDEN_PREFIX).suffix(TEMP_SUFFIX);
    let default_permissions = default_permissions();
    if let Some(permissions) = &default_permissions {
        builder.permissions(permissions.clone());
    }
    let mut temp = builder.tempfile_in(folder_of(target))?;
    temp.write_all(bytes)?;
    if let Some(permissions) = permissions {
        set_permissions(temp.as_file(), permissions)?;
    }
    if durability == Durability::Synced {
        temp.as_file().sync_data()?;
    }
    Ok(temp)
}

fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What the user's umask leaves of these is the default for new files; the temporary file's own default is stricter.
#[cfg(unix)]
fn default_permissions() -> Option<Permissions> {
    Some(std::os::unix::fs::PermissionsExt::from_mode(0o666))
}

#[cfg(not(unix))]
fn default_permissions() -> Option<Permissions> {
    None
}

fn set_permissions(file: &File, permissions: Permissions) -> io::Result<()> {
    if file.metadata()?.permissions() == permissions { Ok(()) } else { file.set_permissions(permissions) }
}
