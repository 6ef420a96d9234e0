//! Reads a file only where the file system says that it may have changed since it was read last.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use bytes::Bytes;

use crate::file_stamp::FileStamp;

/// What the file system said of a file, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileSnapshot {
    stamp: FileStamp,
    /// When anything about the file last changed, in seconds and nanoseconds: no program can set that back.
    changed: (i64, i64),
    taken: SystemTime,
}

/// The coarsest clock of any file system: within that time a file can change without its times changing.
const CLOCK_RESOLUTION: Duration = Duration::from_secs(2);
/// How often a file is read that changes while it is read.
const READ_ATTEMPTS: usize = 3;

impl FileSnapshot {
    fn take(path: &Path) -> io::Result<FileSnapshot> {
        let metadata = fs::metadata(path)?;
        Ok(FileSnapshot { stamp: FileStamp::from(&metadata), changed: changed(&metadata), taken: SystemTime::now() })
    }

    fn same_file(&self, other: &FileSnapshot) -> bool {
        (self.stamp, self.changed) == (other.stamp, other.changed)
    }

    /// Whether the file surely has the bytes that it had at an earlier snapshot.
    fn unchanged_since(&self, earlier: &FileSnapshot) -> bool {
        self.same_file(earlier) && earlier.age().is_some_and(|age| age > CLOCK_RESOLUTION)
    }

    /// How long before the snapshot the file was last written to.
    pub(super) fn age(&self) -> Option<Duration> {
        self.taken.duration_since(self.stamp.modified?).ok()
    }
}

#[cfg(unix)]
fn changed(metadata: &fs::Metadata) -> (i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &fs::Metadata) -> (i64, i64) {
    (0, 0)
}

/// The bytes of a file and a snapshot of just that content; those of an `earlier` reading where they are surely the same.
/// A file that changes while it is read is read again: its first snapshot would vouch for bytes that it never had.
pub(super) fn read_if_changed(
    path: &Path,
    earlier: Option<(&Bytes, FileSnapshot)>,
) -> io::Result<(Bytes, FileSnapshot)> {
    let mut before = FileSnapshot::take(path)?;
    if let Some((bytes, _)) = earlier.filter(|(_, snapshot)| before.unchanged_since(snapshot)) {
        return Ok((bytes.clone(), before));
    }
    for _ in 1..READ_ATTEMPTS {
        let bytes = fs::read(path)?;
        let after = FileSnapshot::take(path)?;
        if before.same_file(&after) {
            return Ok((bytes.into(), before));
        }
        before = after;
    }
    Ok((fs::read(path)?.into(), before))
}
