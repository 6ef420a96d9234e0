//! The manifest of an output folder: the list of the files that motmap wrote there.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Keep;
use super::atomic::{self, Durability};
use crate::digest::Digest;
use crate::failure::Failure;
use crate::file_stamp::FileStamp;
use crate::words;

pub(super) const MANIFEST_FILE: &str = ".motmap-manifest.json";

/// The version of the manifest's format.
const VERSION: u32 = 1;

#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u32,
    /// The map that each file is made from, if it is one map's, by the file's path.
    pub files: BTreeMap<Arc<str>, Option<Arc<str>>>,
}

impl Manifest {
    /// The manifest of a folder; an empty one where there is none.
    pub(super) fn read(folder: &Path) -> Result<Manifest, Failure> {
        let path = folder.join(MANIFEST_FILE);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Manifest::default()),
            Err(error) => return Err(Failure::io(&path, &error)),
        };
        match serde_json::from_slice::<Manifest>(&bytes) {
            Ok(manifest) if manifest.version == VERSION => Ok(manifest),
            _ => {
                let path = path.display();
                Err(Failure::new(words!(
                    "{path} is damaged or of another version, so motmap does not know which files are its own; empty the \
                     folder, or choose another with --out",
                    "{path} 已损坏或版本不同，无法判断哪些文件由 motmap 生成；请清空该目录，或用 --out 换一个目录"
                )))
            }
        }
    }

    /// The files of earlier runs that are neither made any longer nor kept.
    pub(super) fn stale<'a>(&self, made: impl Iterator<Item = &'a str>, keep: &Keep) -> Vec<Arc<str>> {
        let made: HashSet<&str> = made.collect();
        let is_stale = |path: &str, map: Option<&str>| !made.contains(path) && !keep.keeps(map);
        let stale = self.files.iter().filter(|(path, map)| is_stale(path, map.as_deref()));
        stale.map(|(path, _)| path.clone()).collect()
    }

    /// The digest of the list.
    pub(super) fn digest<'m>(&'m self) -> Digest {
        let of_map = |map: &Option<Arc<str>>| if map.is_some() { "of a map" } else { "of the site" };
        let file = |(path, map): (&'m Arc<str>, &'m Option<Arc<str>>)| {
            [&**path, of_map(map), map.as_deref().unwrap_or_default()].map(str::as_bytes)
        };
        Digest::of_all(self.files.iter().flat_map(file))
    }

    /// Writes the manifest to its folder.
    pub(super) fn write(&mut self, folder: &Path) -> Result<FileStamp, Failure> {
        self.version = VERSION;
        let path = folder.join(MANIFEST_FILE);
        let fail = |error: io::Error| Failure::io(&path, &error);
        let bytes = serde_json::to_vec_pretty(self).map_err(|error| fail(io::Error::other(error)))?;
        let permissions = fs::metadata(&path).ok().map(|old| old.permissions());
        atomic::replace(&path, &bytes, permissions, Durability::Synced).map_err(fail)
    }
}
