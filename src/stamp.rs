//! What a file system says of a file without its being opened.

use std::fs::Metadata;
use std::time::SystemTime;

/// The size, time and number of a file: a file of which one of them has changed is another file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    /// When it was last written to.
    pub modified: Option<SystemTime>,
    number: u64,
}

impl From<&Metadata> for Stamp {
    fn from(metadata: &Metadata) -> Self {
        Stamp { length: metadata.len(), modified: metadata.modified().ok(), number: number(metadata) }
    }
}

/// A file moved into the place of another has another number, whatever else is the same.
#[cfg(unix)]
fn number(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> u64 {
    0
}
