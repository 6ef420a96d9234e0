//! What the file system says of a file, so that it is opened only where it says something new.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use bytes::Bytes;

use super::File;
use crate::stamp::Stamp;

/// What the file system said of a file, and when. As long as it says the same, the bytes are the same, unless they
/// have changed within the grain of its clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighting {
    stamp: Stamp,
    /// When anything about it last changed: nobody can set that back.
    changed: (i64, i64),
    at: SystemTime,
}

/// No file system's clock is coarser.
const CLOCK_GRAIN: Duration = Duration::from_secs(2);
/// How often a file is read that changes meanwhile.
const READINGS: usize = 3;

impl Sighting {
    fn of(path: &Path) -> io::Result<Sighting> {
        let metadata = fs::metadata(path)?;
        Ok(Sighting { stamp: Stamp::from(&metadata), changed: changed(&metadata), at: SystemTime::now() })
    }

    /// Whether a file that is seen so now has the bytes that it had when it was seen so then.
    fn vouches_for(&self, then: &Sighting) -> bool {
        let same = (self.stamp, self.changed) == (then.stamp, then.changed);
        same && then.age().is_some_and(|age| age > CLOCK_GRAIN)
    }

    /// How long ago it was last written to.
    pub(super) fn age(&self) -> Option<Duration> {
        self.at.duration_since(self.stamp.modified?).ok()
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

/// What is in a file, and what the file system says of just that: one that changes while it is read is read again,
/// since what was seen of it before would vouch for bytes that it never had.
pub(super) fn bytes_of(path: &Path, known: Option<&File>) -> io::Result<(Bytes, Sighting)> {
    let mut before = Sighting::of(path)?;
    if let Some(file) = known.filter(|file| file.sighting.is_some_and(|then| before.vouches_for(&then))) {
        return Ok((file.bytes.clone(), before));
    }
    for _ in 1..READINGS {
        let bytes = fs::read(path)?;
        let after = Sighting::of(path)?;
        if (before.stamp, before.changed) == (after.stamp, after.changed) {
            return Ok((bytes.into(), before));
        }
        before = after;
    }
    Ok((fs::read(path)?.into(), before))
}
