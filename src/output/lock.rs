//! Lets one run at a time write to an output folder.
//!
//! A run holds a locked file in the folder while it writes, and removes it at the end. The lock goes with the process;
//! a file that is there without a lock shows that a run was killed while it wrote.

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
const LOCK_FILE: &str = ".motmap-lock";
/// How long another run is waited for: a build of thousands of maps takes less.
const TIMEOUT: Duration = Duration::from_secs(5);
const RETRY_INTERVAL: Duration = Duration::from_millis(10);

/// The lock files of this process. Locked for reading while a file is written or removed, see [`release_all`].
static LOCK_FILES: RwLock<BTreeSet<PathBuf>> = RwLock::new(BTreeSet::new());

/// Releases every lock of this process, when no file is half written. Nothing more is written while the result is held.
pub(crate) fn release_all() -> impl Sized {
    let lock_files = lock_files();
    for path in lock_files.iter() {
        let _ = fs::remove_file(path);
    }
    lock_files
}

/// Held while one file is written or removed, so that [`release_all`] waits for it.
pub(super) fn file_in_progress() -> impl Sized {
    LOCK_FILES.read().unwrap_or_else(PoisonError::into_inner)
}

fn lock_files() -> RwLockWriteGuard<'static, BTreeSet<PathBuf>> {
    LOCK_FILES.write().unwrap_or_else(PoisonError::into_inner)
}

/// The right to write to a folder, until it is released or dropped.
pub(super) struct OutputLock {
    path: PathBuf,
    is_released: bool,
    /// Whether the run before was killed and may have left temporary files.
    pub previous_run_was_killed: bool,
    _file: File,
}

impl OutputLock {
    /// Locks an existing folder, and waits for the run that holds its lock.
    pub(super) fn acquire(folder: &Path) -> Result<Self, Failure> {
        let begun = Instant::now();
        loop {
            if let Some(lock) = Self::try_acquire(folder)? {
                return Ok(lock);
            }
            if begun.elapsed() >= TIMEOUT {
                let folder = folder.display();
                return Err(Failure::new(words!(
                    "{folder}: another motmap is writing here; try again when it is done",
                    "{folder}：另一个 motmap 正在写入；请等它完成后再试"
                )));
            }
            std::thread::sleep(RETRY_INTERVAL);
        }
    }

    /// Locks a folder, unless another run holds its lock.
    fn try_acquire(folder: &Path) -> Result<Option<Self>, Failure> {
        let path = folder.join(LOCK_FILE);
        let fail = |error: io::Error| Failure::io(folder, &error);
        let mut lock_files = lock_files();
        let existed = path.symlink_metadata().is_ok();
        let file = File::options().write(true).create(true).truncate(false).open(&path).map_err(fail)?;
        let previous_run_was_killed = match file.try_lock() {
            // The other run removed the file between the opening and the locking: this lock keeps nobody out.
            Ok(()) if !is_at(&path, &file) => return Ok(None),
            Ok(()) => existed,
            // Some network disks know no locks: neither another run nor a killed one can be seen.
            Err(TryLockError::Error(error)) if has_no_locks(&error) => false,
            Err(TryLockError::Error(error)) => {
                if !existed {
                    let _ = fs::remove_file(&path);
                }
                return Err(fail(error));
            }
            Err(TryLockError::WouldBlock) => return Ok(None),
        };
        lock_files.insert(path.clone());
        Ok(Some(Self { path, is_released: false, previous_run_was_killed, _file: file }))
    }

    /// Releases the lock.
    pub(super) fn release(mut self) -> Result<(), Failure> {
        self.is_released = true;
        match self.remove_file() {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::io(&self.path, &error)),
            _ => Ok(()),
        }
    }

    /// Removes the file before the lock goes, so that whoever waits for the lock finds it removed.
    fn remove_file(&self) -> io::Result<()> {
        let mut lock_files = lock_files();
        lock_files.remove(&self.path);
        fs::remove_file(&self.path)
    }
}

impl Drop for OutputLock {
    fn drop(&mut self) {
        if !self.is_released {
            let _ = self.remove_file();
        }
    }
}

/// Whether the open file is the one at that path.
fn is_at(path: &Path, open: &File) -> bool {
    let there = Handle::from_path(path);
    let open = open.try_clone().and_then(Handle::from_file);
    matches!((there, open), (Ok(there), Ok(open)) if there == open)
}

fn has_no_locks(error: &io::Error) -> bool {
    // ENOLCK, which the standard library gives no name.
    error.kind() == io::ErrorKind::Unsupported || cfg!(target_os = "linux") && error.raw_os_error() == Some(37)
}
