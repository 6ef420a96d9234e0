//! Disks on which changes made elsewhere are not reported.

use std::path::{Path, PathBuf};

/// The kinds of file systems that are shared with other machines, or with the system around this one.
const SHARED: [&str; 17] = [
    "9p",
    "afs",
    "ceph",
    "cifs",
    "drvfs",
    "fuse.rclone",
    "fuse.sshfs",
    "fuse.vmhgfs-fuse",
    "fuse.glusterfs",
    "ncpfs",
    "nfs",
    "nfs4",
    "prl_fs",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
];

/// The kind of the shared disk that a folder lies on; none where it lies on one of this machine's own. What is mounted
/// where is told by the system, a line a mount, as in `/proc/self/mountinfo`.
pub fn shared_disk(mounts: &str, folder: &Path) -> Option<String> {
    let mount = |line: &str| {
        let (before, after) = line.split_once(" - ")?;
        let place = PathBuf::from(unescaped(before.split(' ').nth(4)?));
        Some((place, after.split(' ').next()?.to_owned()))
    };
    // Of two in the same place the later one covers the earlier.
    let (_, kind) = mounts
        .lines()
        .filter_map(mount)
        .filter(|(place, _)| folder.starts_with(place))
        .max_by_key(|(place, _)| place.components().count())?;
    SHARED.contains(&kind.as_str()).then_some(kind)
}

/// Blanks in the name of a place are written as three octal digits.
fn unescaped(place: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(place.to_owned(), |place, (code, character)| place.replace(code, character))
}
