//! Whose turn it is to write to an output folder.
//!
//! A run holds a locked file in the folder while it writes, and takes it away at the end. The lock goes with the
//! process that holds it; a file that is found there unlocked tells that a run was killed in the middle of writing.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock, RwLockWriteGuard};
use std::time::{Duration, Instant};

use same_file::Handle;

use crate::failure::Failure;
use crate::words;

/// The file that is there while a run writes.
pub(super) const LOCK: &str = ".motmap-lock";
/// How long another run is waited for; a build of thousands of maps is over by then.
const PATIENCE: Duration = Duration::from_secs(5);
const BETWEEN_TRIES: Duration = Duration::from_millis(10);

/// The turns of this process, by the files that tell of them. Read while a file is written or removed.
static TURNS: RwLock<BTreeSet<PathBuf>> = RwLock::new(BTreeSet::new());

/// Waits until no file is in the middle of being written, and gives every turn of this process back; as long as the
/// answer is held nothing is written. What a turn has not come to is for the next run to do.
pub fn give_up() -> impl Sized {
    let turns = turns();
    for turn in turns.iter() {
        let _ = fs::remove_file(turn);
    }
    turns
}

/// Held while one file is written or removed.
pub(super) fn at_work() -> impl Sized {
    TURNS.read().unwrap_or_else(PoisonError::into_inner)
}

fn turns() -> RwLockWriteGuard<'static, BTreeSet<PathBuf>> {
    TURNS.write().unwrap_or_else(PoisonError::into_inner)
}

/// The right to write to a folder, until it is given back.
pub(super) struct Turn {
    path: PathBuf,
    ended: bool,
    /// Whether the run before was killed, so that what it left is to be swept up.
    pub after_a_killed_run: bool,
    _lock: File,
}

impl Turn {
    /// Waits for the turn to write to a folder that is there.
    pub(super) fn take(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(LOCK);
        let fail = |error: io::Error| Failure::io(folder, &error);
        let begun = Instant::now();
        loop {
            let mut turns = turns();
            let left_over = path.symlink_metadata().is_ok();
            let lock = File::options().write(true).create(true).truncate(false).open(&path).map_err(fail)?;
            match lock.try_lock() {
                // The one before took the file away while this one opened it: another begins anew.
                Ok(()) if !is_still(&path, &lock) => continue,
                Ok(()) => {
                    turns.insert(path.clone());
                    return Ok(Turn { path, ended: false, after_a_killed_run: left_over, _lock: lock });
                }
                // Some network disks know no locks: whose turn it is cannot be told, nor whether a run was killed.
                Err(TryLockError::Error(error)) if knows_no_locks(&error) => {
                    turns.insert(path.clone());
                    return Ok(Turn { path, ended: false, after_a_killed_run: false, _lock: lock });
                }
                Err(TryLockError::Error(error)) => {
                    if !left_over {
                        let _ = fs::remove_file(&path);
                    }
                    return Err(fail(error));
                }
                Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => {
                    drop(turns);
                    std::thread::sleep(BETWEEN_TRIES);
                }
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

    /// Gives the turn back.
    pub(super) fn end(mut self) -> Result<(), Failure> {
        self.ended = true;
        let mut turns = turns();
        turns.remove(&self.path);
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
            turns().remove(&self.path);
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
