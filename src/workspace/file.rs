//! The files of a workspace, as they were read.

use bytes::Bytes;

use super::TEMPLATES;
use super::snapshot::FileSnapshot;

/// What a file is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// `motmap.yaml`.
    Config,
    /// A map.
    Map,
    /// A case.
    Case,
    /// A template, style or locale of the workspace's own.
    Template,
    /// A picture that the configuration may name.
    Picture,
    /// A link that leads out of the workspace, with its target as its bytes; the target is not read.
    OutsideLink,
    /// A file among the maps that looks like a map or a case but is not read because of its name.
    Misnamed,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct File {
    /// The path from the root, with forward slashes.
    pub path: String,
    /// What it is read as.
    pub kind: FileKind,
    /// What was in it.
    pub bytes: Bytes,
    /// What the file system said when the bytes were read; none for a file that is in memory alone.
    pub(super) snapshot: Option<FileSnapshot>,
}

impl File {
    /// A file that is in memory alone.
    pub fn new(path: impl Into<String>, kind: FileKind, bytes: impl Into<Vec<u8>>) -> Self {
        File { path: path.into(), kind, bytes: Bytes::from(bytes.into()), snapshot: None }
    }

    /// The file's name without its folders and its extension.
    pub fn stem(&self) -> &str {
        stem(&self.path)
    }

    /// A template's path below the folder of templates.
    pub(crate) fn template_name(&self) -> &str {
        self.path.strip_prefix(TEMPLATES).map_or(&self.path, |name| name.trim_start_matches('/'))
    }
}

/// A file's name without its folders and its extension.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether the bytes are equal; bytes that share their memory are not compared one by one.
pub(crate) fn same_bytes(one: &Bytes, other: &Bytes) -> bool {
    (one.as_ptr(), one.len()) == (other.as_ptr(), other.len()) || one == other
}
