//! Files in: finds a workspace and reads what is in it. The only room that reads.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

use crate::failure::Failure;
use crate::words;

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
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct File {
    /// The path from the root, with forward slashes.
    pub path: String,
    /// What it is read as.
    pub kind: FileKind,
    /// What was in it.
    pub bytes: Arc<[u8]>,
    /// What the file system said of it; none for a file that never was in one.
    pub stamp: Option<Stamp>,
}

/// What the file system says of a file. As long as it says the same, the bytes are the same, unless they have changed within
/// the grain of its clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    number: u64,
    seen: SystemTime,
}

/// No file system's clock is coarser.
const CLOCK_GRAIN: Duration = Duration::from_secs(2);

impl Stamp {
    fn of(path: &Path) -> io::Result<Stamp> {
        let metadata = fs::metadata(path)?;
        let (length, modified, number) = (metadata.len(), metadata.modified().ok(), number(&metadata));
        Ok(Stamp { length, modified, number, seen: SystemTime::now() })
    }

    /// Whether a file with this stamp now has the bytes that it had with that stamp then.
    fn vouches_for(&self, then: &Stamp) -> bool {
        let same = (self.length, self.modified, self.number) == (then.length, then.modified, then.number);
        let settled = then
            .modified
            .and_then(|modified| then.seen.duration_since(modified).ok())
            .is_some_and(|age| age > CLOCK_GRAIN);
        same && settled
    }
}

#[cfg(unix)]
fn number(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> u64 {
    0
}

impl File {
    /// A file that is in no file system.
    pub fn new(path: impl Into<String>, kind: FileKind, bytes: impl Into<Arc<[u8]>>) -> Self {
        File { path: path.into(), kind, bytes: bytes.into(), stamp: None }
    }

    /// The file's name without its folders and its ending.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// A template's name: its path below the folder of templates.
    pub fn template_name(&self) -> &str {
        self.path.strip_prefix(TEMPLATES).map_or(&self.path, |name| name.trim_start_matches('/'))
    }
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
        let root = find_root(start).ok_or_else(|| {
            let at = start.display();
            Failure::new(words!(
                "there is no {CONFIG} and no folder {MAPS}/ in {at} or above it; `motmap init` begins a workspace",
                "{at} 及其上级目录里没有 {CONFIG}，也没有 {MAPS}/ 目录；用 `motmap init` 新建一个"
            ))
        })?;
        Self::read(root, &[])
    }

    /// Reads it again: none where no byte of it has changed. Only files of which the file system says something new are
    /// opened.
    ///
    /// # Errors
    /// Where the workspace is no longer there, or a file of it cannot be read.
    pub fn reread(&self) -> Result<Option<Workspace>, Failure> {
        let again = Self::read(self.root.clone(), &self.files)?;
        let same = |one: &File, other: &File| one.path == other.path && one.bytes == other.bytes;
        let unchanged =
            again.files.len() == self.files.len() && again.files.iter().zip(&self.files).all(|(a, b)| same(a, b));
        Ok((!unchanged).then_some(again))
    }

    fn read(root: PathBuf, known: &[File]) -> Result<Workspace, Failure> {
        let known: BTreeMap<&str, &File> = known.iter().map(|file| (file.path.as_str(), file)).collect();
        let mut files = Vec::new();
        fs::read_dir(&root).map_err(|error| Failure::io(&root, &error))?;
        if root.join(CONFIG).is_file() {
            files.extend(read(&root, &root.join(CONFIG), FileKind::Config, &known)?);
        }
        for picture in files.first().map(|config| pictures_named_in(&root, config)).unwrap_or_default() {
            files.extend(read(&root, &picture, FileKind::Picture, &known)?);
        }
        let mut add = |path: &Path, kind| -> Result<(), Failure> {
            // A file that went away in between is not there.
            files.extend(read(&root, path, kind, &known)?);
            Ok(())
        };
        let in_maps = |path: &Path| match path.extension()?.to_str()? {
            "yaml" | "yml" => Some(FileKind::Map),
            "md" => Some(FileKind::Case),
            _ => None,
        };
        collect(&root.join(MAPS), in_maps, &mut add)?;
        collect(&root.join(TEMPLATES), |_| Some(FileKind::Template), &mut add)?;
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Workspace { root, files })
    }

    /// A workspace of a single map, or a single case, that lies in none.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn of_one_file(path: &Path) -> Result<Workspace, Failure> {
        let root = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let kind = if path.extension().is_some_and(|ending| ending == "md") { FileKind::Case } else { FileKind::Map };
        let file = read(root, path, kind, &BTreeMap::new())?;
        Ok(Workspace { root: root.to_owned(), files: file.into_iter().collect() })
    }
}

/// The folder of the nearest `motmap.yaml` upward, else the nearest that holds `maps/`.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    let start = fs::canonicalize(start).ok()?;
    let with = |fits: fn(&Path) -> bool| start.ancestors().find(|folder| fits(folder)).map(Path::to_owned);
    with(|folder| folder.join(CONFIG).is_file()).or_else(|| with(|folder| folder.join(MAPS).is_dir()))
}

/// The pictures of the workspace that its configuration may mean by `logo:`. Whether it means them is not for here to say;
/// nothing outside the workspace is ever looked at.
fn pictures_named_in(root: &Path, config: &File) -> Vec<PathBuf> {
    let text = String::from_utf8_lossy(&config.bytes);
    let named = text.split("logo:").skip(1).filter_map(|rest| rest.lines().next());
    let names = named.map(|rest| {
        let value = rest.split([',', '}']).next().unwrap_or_default().split(" #").next().unwrap_or_default();
        value.trim().trim_matches(['"', '\'']).trim_start_matches("./").to_owned()
    });
    let within = |name: &String| Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    let picture = |name: &String| [".svg", ".png"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
    let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    let mut paths: Vec<PathBuf> =
        names.filter(|name| within(name) && picture(name)).map(|name| root.join(name)).collect();
    paths.retain(|path| path.is_file() && fs::canonicalize(path).is_ok_and(|real| real.starts_with(&root)));
    paths.sort();
    paths.dedup();
    paths
}

fn collect(
    folder: &Path,
    kind: impl Fn(&Path) -> Option<FileKind>,
    add: &mut impl FnMut(&Path, FileKind) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if !folder.is_dir() {
        return Ok(());
    }
    let entries = WalkDir::new(folder).follow_links(true).into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_litter(&entry.file_name().to_string_lossy())) {
        let entry = match entry {
            Ok(entry) => entry,
            // A link in a circle leads to what has been read already.
            Err(error) if error.loop_ancestor().is_some() => continue,
            // A link to nothing, or a file that went away in between, is not there.
            Err(error) if error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound) => continue,
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                return Err(Failure::io(&path, &error.into_io_error().unwrap_or_else(|| io::Error::other("a loop"))));
            }
        };
        if entry.file_type().is_file()
            && let Some(kind) = kind(entry.path())
        {
            add(entry.path(), kind)?;
        }
    }
    Ok(())
}

/// Whether a name is of a file that no author means: hidden, or left by an editor.
fn is_litter(name: &str) -> bool {
    name.starts_with(['.', '#']) || name.ends_with(['~', '#']) || name.ends_with(".tmp") || name.ends_with(".bak")
}

/// A file, opened only where the file system cannot vouch for what is known of it; none where it has gone.
fn read(root: &Path, path: &Path, kind: FileKind, known: &BTreeMap<&str, &File>) -> Result<Option<File>, Failure> {
    let name = relative(root, path);
    let read = || -> io::Result<File> {
        let stamp = Stamp::of(path)?;
        let known = known.get(name.as_str()).filter(|file| file.stamp.is_some_and(|then| stamp.vouches_for(&then)));
        let bytes = match known {
            Some(file) => file.bytes.clone(),
            None => fs::read(path)?.into(),
        };
        Ok(File { path: name.clone(), kind, bytes, stamp: Some(stamp) })
    };
    match read() {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::io(path, &error)),
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
