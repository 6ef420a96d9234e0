//! Recognises disks on which changes made by other machines are not reported.

use std::path::{Path, PathBuf};

/// The file systems that are shared with other machines, or with the host of a virtual one.
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

/// The file system of a folder, if it is a shared one; `mounts` is the text of `/proc/self/mountinfo`.
pub(super) fn shared_disk(mounts: &str, folder: &Path) -> Option<String> {
    let mount = |line: &str| {
        let (before, after) = line.split_once(" - ")?;
        let place = PathBuf::from(unescape(before.split(' ').nth(4)?));
        Some((place, after.split(' ').next()?.to_owned()))
    };
    // Of two mounts at one place the later one counts.
    let (_, kind) = mounts
        .lines()
        .filter_map(mount)
        .filter(|(place, _)| folder.starts_with(place))
        .max_by_key(|(place, _)| place.components().count())?;
    SHARED.contains(&kind.as_str()).then_some(kind)
}

/// Blanks and backslashes in the names of places are escaped as three octal digits.
fn unescape(place: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(place.to_owned(), |place, (code, character)| place.replace(code, character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_disks_are_known() {
        let mounts = "\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:35 / /mnt/c rw,noatime - 9p drvfs rw,dirsync
41 22 0:36 / /home/ann/Our\\040maps rw - fuse.sshfs ann@host:/maps rw
42 40 0:37 / /mnt/c/fast rw - ext4 /dev/vdb rw
43 22 0:38 / /srv rw shared:7 master:2 - nfs4 host:/srv rw
";
        for (folder, kind) in [
            ("/home/ann/maps", None),
            ("/mnt/c/Users/ann", Some("9p")),
            ("/mnt/c/fast/maps", None),
            ("/mnt/cc", None),
            ("/home/ann/Our maps/shop", Some("fuse.sshfs")),
            ("/srv/maps", Some("nfs4")),
        ] {
            assert_eq!(shared_disk(mounts, Path::new(folder)).as_deref(), kind, "{folder}");
        }
        assert_eq!(shared_disk("", Path::new("/maps")), None);
    }
}
