//! Files in: finds a workspace and reads what is in it. The only room that reads what authors write.

mod misnamed;
mod nearby;
mod scan;
mod sighting;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use bytes::Bytes;

use crate::failure::Failure;
use crate::words;
pub use misnamed::{kind_in_maps, name_meant};
pub use nearby::files_like_maps;
pub use scan::Scan;
use scan::Scanner;
pub use sighting::Sighting;

/// The name of the configuration file.
pub const CONFIG: &str = "motmap.yaml";
/// The folder of maps and cases.
pub const MAPS: &str = "maps";
/// The folder of the workspace's own templates.
pub const TEMPLATES: &str = "templates";
/// The folder that a site is written to, unless another is asked for.
pub const SITE: &str = "site";

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
    /// A link that leads out of the workspace, with the path that stands in it; what it leads to is not read.
    OutsideLink,
    /// A file among the maps that looks like a map or a case, but whose name keeps it from being read.
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
    /// What the file system said of it; none for a file that never was in one.
    pub sighting: Option<Sighting>,
}

impl File {
    /// A file that is in no file system.
    pub fn new(path: impl Into<String>, kind: FileKind, bytes: impl Into<Vec<u8>>) -> Self {
        File { path: path.into(), kind, bytes: Bytes::from(bytes.into()), sighting: None }
    }

    /// The file's name without its folders and its ending.
    pub fn stem(&self) -> &str {
        stem(&self.path)
    }

    /// A template's name: its path below the folder of templates.
    pub fn template_name(&self) -> &str {
        self.path.strip_prefix(TEMPLATES).map_or(&self.path, |name| name.trim_start_matches('/'))
    }
}

/// A file's name without its folders and its ending.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether the bytes are the same; where they are the same in memory, a glance tells.
pub fn same_bytes(one: &Bytes, other: &Bytes) -> bool {
    (one.as_ptr(), one.len()) == (other.as_ptr(), other.len()) || one == other
}

/// Everything that was read of a workspace.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// Its folder.
    pub root: PathBuf,
    /// Its files, sorted by path.
    pub files: Vec<File>,
}

impl Workspace {
    /// Reads the workspace that `start` lies in.
    ///
    /// # Errors
    /// Where there is none, or a file of it cannot be read.
    pub fn load(start: &Path) -> Result<Workspace, Failure> {
        Ok(Scan::of(root_of(start)?, &[], &BTreeSet::new())?.workspace)
    }

    /// Whether the other has the same files with the same bytes.
    pub fn is_same_as(&self, other: &Workspace) -> bool {
        let same = |one: &File, other: &File| {
            (one.kind, &one.path) == (other.kind, &other.path) && same_bytes(&one.bytes, &other.bytes)
        };
        self.files.len() == other.files.len() && self.files.iter().zip(&other.files).all(|(a, b)| same(a, b))
    }

    /// A workspace of a single map, or a single case, that lies in none.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn of_one_file(path: &Path) -> Result<Workspace, Failure> {
        let root = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let kind = if path.extension().is_some_and(|ending| ending == "md") { FileKind::Case } else { FileKind::Map };
        let (known, being_written) = (BTreeMap::new(), BTreeSet::new());
        let mut scanner = Scanner::new(root, &known, &being_written);
        scanner.read_within(path, kind)?;
        Ok(Workspace { root: root.to_owned(), files: scanner.files })
    }

    /// Why nothing can be done with it, where it has not one map.
    pub fn lack_of_maps(&self) -> Option<Failure> {
        let is_map = |file: &File| match file.kind {
            FileKind::Map => true,
            FileKind::OutsideLink => kind_of_path(&file.path) == Some(FileKind::Map),
            _ => false,
        };
        let lacks = !self.files.iter().any(is_map);
        lacks.then(|| nearby::no_map_in(self))
    }
}

/// What a file of that path from the workspace's folder is read as, if it is a map or a case of the workspace.
pub fn kind_of_path(path: &str) -> Option<FileKind> {
    let below = Path::new(path).strip_prefix(MAPS).ok()?;
    let is_within = below.components().all(|part| matches!(part, Component::Normal(_)));
    kind_in_maps(below).filter(|_| is_within)
}

fn no_workspace_in(folder: &Path) -> Failure {
    let at = folder.display();
    let advice = nearby::files_like_maps(folder, folder)
        .unwrap_or_else(|| words!("`motmap init` begins a workspace", "用 `motmap init` 新建一个"));
    Failure::new(words!(
        "there is no {CONFIG} and no folder {MAPS}/ in {at} or above it; {}",
        "{at} 及其上级目录里没有 {CONFIG}，也没有 {MAPS}/ 目录；{}",
        advice.en; advice.zh
    ))
}

/// The folder of the workspace that `start` lies in.
///
/// # Errors
/// Where there is none.
pub fn root_of(start: &Path) -> Result<PathBuf, Failure> {
    find_root(start).ok_or_else(|| no_workspace_in(start))
}

/// The folder of the nearest `motmap.yaml` upward, else the nearest that holds `maps/`.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    let start = fs::canonicalize(start).ok()?;
    let with = |fits: fn(&Path) -> bool| start.ancestors().find(|folder| fits(folder)).map(Path::to_owned);
    with(|folder| folder.join(CONFIG).is_file()).or_else(|| with(|folder| folder.join(MAPS).is_dir()))
}

/// Whether a name is of a file that no author means: hidden, or left by an editor.
pub fn is_litter(name: &str) -> bool {
    name.starts_with(['.', '#']) || name.ends_with(['~', '#']) || name.ends_with(".tmp") || name.ends_with(".bak")
}
