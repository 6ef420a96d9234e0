//! Failures: why the program could not do what it was asked to, in one line. They exit with code 2.

use std::io;
use std::path::Path;

use crate::words;
use crate::words::Words;

/// Why the program could not do what it was asked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure(pub Words);

impl Failure {
    /// A failure for that reason.
    pub(crate) fn new(reason: Words) -> Self {
        Self(reason)
    }

    /// A failure at a file or folder.
    pub fn io(path: &Path, error: &io::Error) -> Self {
        let path = path.display();
        Self(match error.kind() {
            io::ErrorKind::NotFound => words!("{path}: no such file or folder", "{path}：没有这个文件或目录"),
            io::ErrorKind::PermissionDenied => words!("{path}: permission denied", "{path}：没有权限"),
            io::ErrorKind::AlreadyExists => words!("{path}: already exists", "{path}：已经存在"),
            io::ErrorKind::NotADirectory => {
                words!(
                    "{path}: a folder is needed here, but there is a file",
                    "{path}：这里需要目录，却有一个同名的文件"
                )
            }
            io::ErrorKind::IsADirectory => {
                words!(
                    "{path}: a file is needed here, but there is a folder",
                    "{path}：这里需要文件，却有一个同名的目录"
                )
            }
            io::ErrorKind::StorageFull => words!("{path}: the disk is full", "{path}：磁盘已满"),
            io::ErrorKind::QuotaExceeded => {
                words!("{path}: your disk quota is used up", "{path}：您的磁盘配额已用完")
            }
            io::ErrorKind::ReadOnlyFilesystem => words!("{path}: the disk is read-only", "{path}：磁盘是只读的"),
            _ => words!("{path}: {error}", "{path}：{error}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_errors_of_a_disk_are_told_in_plain_words() {
        for kind in [
            io::ErrorKind::NotFound,
            io::ErrorKind::PermissionDenied,
            io::ErrorKind::AlreadyExists,
            io::ErrorKind::NotADirectory,
            io::ErrorKind::IsADirectory,
            io::ErrorKind::StorageFull,
            io::ErrorKind::QuotaExceeded,
            io::ErrorKind::ReadOnlyFilesystem,
        ] {
            let system = io::Error::from(kind).to_string();
            let Failure(words) = Failure::io(Path::new("site"), &io::Error::from(kind));
            assert!(!words.zh.contains(&system), "{kind:?} is told in the words of the system: {}", words.zh);
        }
    }
}
