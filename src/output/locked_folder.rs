//! An output folder while this run alone can write to it.

use std::path::PathBuf;

use super::lock::OutputLock;
use super::manifest::Manifest;
use crate::file_stamp::FileStamp;

/// An output folder that no other run can write to.
pub(super) struct LockedFolder {
    pub path: PathBuf,
    pub lock: OutputLock,
    pub manifest: Manifest,
    /// None, where there is no manifest yet.
    pub manifest_stamp: Option<FileStamp>,
}
