//! Whose turn it is to write to an output folder.
//!
//! A run holds a locked file in the folder while it writes, and takes it away at the end. The lock goes with the
//! process that holds it; a file that is found there unlocked tells that a run was killed in the middle of writing.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use same_file::Handle;

use crate::failure::Failure;
use crate::words;

/// The file that is there while a run writes.
pub(super) const LOCK: &str = ".motmap-lock";
/// How long another run is waited for; a build of thousands of maps is over by then.
const PATIENCE: Duration = Duration::from_secs(5);
const BETWEEN_TRIES: Duration = Duration::from_millis(10);

/// Held while this process writes to any folder.
static WRITING: Mutex<()> = Mutex::new(());

/// Waits until nothing is being written; as long as the answer is held, nothing is.
pub fn between_writes() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The right to write to a folder, until it is given back.
pub(super) struct Turn {
    path: PathBuf,
    ended: bool,
    /// Whether the run before was killed, so that what it left is to be swept up.
    pub after_a_killed_run: bool,
    _lock: File,
    _writing: MutexGuard<'static, ()>,
}

impl Turn {
    /// Waits for the turn to write to a folder that is there.
    pub(super) fn take(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(LOCK);
        let fail = |error: io::Error| Failure::io(folder, &error);
        let begun = Instant::now();
        loop {
            let left_over = path.symlink_metadata().is_ok();
            let lock = File::options().write(true).create(true).truncate(false).open(&path).map_err(fail)?;
            match lock.try_lock() {
                // The one before took the file away while this one opened it: another begins anew.
                Ok(()) if !is_still(&path, &lock) => continue,
                Ok(()) => return Ok(Self::begun(path, lock, left_over)),
                // Some network disks know no locks: whose turn it is cannot be told, nor whether a run was killed.
                Err(TryLockError::Error(error)) if knows_no_locks(&error) => {
                    return Ok(Self::begun(path, lock, false));
                }
                Err(TryLockError::Error(error)) => {
                    if !left_over {
                        let _ = fs::remove_file(&path);
                    }
                    return Err(fail(error));
                }
                Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => std::thread::sleep(BETWEEN_TRIES),
                Err(TryLockError::WouldBlock) => {
                    let folder = folder.display();
                    return Err(Failure::new(words!(
                        "{folder}: another motmap is writing here; try again when it is done",
                        "{folder}：另一个 motmap 正在写入；请等它完成后再试"
                    )));
                }
            }
        }
    }

    fn begun(path: PathBuf, lock: File, after_a_killed_run: bool) -> Self {
        Self { path, ended: false, after_a_killed_run, _lock: lock, _writing: between_writes() }
    }

    /// Gives the turn back.
    pub(super) fn end(mut self) -> Result<(), Failure> {
        self.ended = true;
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::io(&self.path, &error)),
            _ => Ok(()),
        }
    }
}

impl Drop for Turn {
    /// Given back also where writing has failed. The file goes before its lock does, so that whoever waits for it
    /// sees that it has gone.
    fn drop(&mut self) {
        if !self.ended {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Whether the open file is the one at that path.
fn is_still(path: &Path, open: &File) -> bool {
    let there = Handle::from_path(path);
    let open = open.try_clone().and_then(Handle::from_file);
    matches!((there, open), (Ok(there), Ok(open)) if there == open)
}

fn knows_no_locks(error: &io::Error) -> bool {
    // ENOLCK, which the standard library gives no name.
    error.kind() == io::ErrorKind::Unsupported || cfg!(target_os = "linux") && error.raw_os_error() == Some(37)
}
