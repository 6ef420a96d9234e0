//! What a file system says of a file without opening it.

use std::fs::Metadata;
use std::time::SystemTime;

/// The size, time and inode of a file: if one of them differs, the file has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileStamp {
    length: u64,
    /// When the file was last written to.
    pub modified: Option<SystemTime>,
    /// A file moved into the place of another has another inode, whatever else is the same.
    inode: u64,
}

impl From<&Metadata> for FileStamp {
    fn from(metadata: &Metadata) -> Self {
        FileStamp { length: metadata.len(), modified: metadata.modified().ok(), inode: inode(metadata) }
    }
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}
