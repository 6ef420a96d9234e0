//! Files in: finds a workspace and reads what is in it. The only room that reads what authors write.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use walkdir::{DirEntry, WalkDir};

use crate::failure::Failure;
use crate::stamp::Stamp;
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
    pub bytes: Bytes,
    /// What the file system said of it; none for a file that never was in one.
    pub sighting: Option<Sighting>,
}

/// What the file system said of a file, and when. As long as it says the same, the bytes are the same, unless they
/// have changed within the grain of its clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighting {
    stamp: Stamp,
    /// When anything about it last changed: nobody can set that back.
    changed: (i64, i64),
    at: SystemTime,
}

/// No file system's clock is coarser.
const CLOCK_GRAIN: Duration = Duration::from_secs(2);
/// How long a file that has just been emptied is taken to be in the middle of being written.
const EMPTINESS: Duration = Duration::from_secs(1);
/// How often a file is read that changes meanwhile.
const READINGS: usize = 3;

impl Sighting {
    fn of(path: &Path) -> io::Result<Sighting> {
        let metadata = fs::metadata(path)?;
        Ok(Sighting { stamp: Stamp::from(&metadata), changed: changed(&metadata), at: SystemTime::now() })
    }

    /// Whether a file that is seen so now has the bytes that it had when it was seen so then.
    fn vouches_for(&self, then: &Sighting) -> bool {
        let same = (self.stamp, self.changed) == (then.stamp, then.changed);
        same && then.age().is_some_and(|age| age > CLOCK_GRAIN)
    }

    /// How long ago it was last written to.
    fn age(&self) -> Option<Duration> {
        self.at.duration_since(self.stamp.modified?).ok()
    }
}

#[cfg(unix)]
fn changed(metadata: &fs::Metadata) -> (i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &fs::Metadata) -> (i64, i64) {
    (0, 0)
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

    /// Reads of the workspace that `start` lies in, of all maps and cases, these alone: paths from its folder.
    ///
    /// # Errors
    /// Where there is none, or a file of it cannot be read.
    pub fn load_only<'p>(start: &Path, paths: impl Iterator<Item = &'p str>) -> Result<Workspace, Failure> {
        let root = root_of(start)?;
        let (known, being_written) = (BTreeMap::new(), BTreeSet::new());
        let mut scanner = Scanner::new(&root, &known, &being_written);
        scanner.read_config()?;
        for path in paths {
            let file = root.join(path);
            if let Some(kind) = kind_of_path(path).filter(|_| file.is_file()) {
                scanner.read(&file, kind)?;
            }
        }
        let files = scanner.read_templates()?.files;
        Ok(Workspace { root, files })
    }

    /// The same with these files besides.
    pub fn with(mut self, files: Vec<File>) -> Self {
        self.files.extend(files);
        self.files.sort_by(|one, other| one.path.cmp(&other.path));
        self
    }

    /// Whether the other has the same files with the same bytes.
    pub fn is_same_as(&self, other: &Workspace) -> bool {
        let same = |one: &File, other: &File| one.path == other.path && same_bytes(&one.bytes, &other.bytes);
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
        scanner.read(path, kind)?;
        Ok(Workspace { root: root.to_owned(), files: scanner.files })
    }
}

/// A look at all files of a workspace.
#[derive(Clone, Debug)]
pub struct Scan {
    /// What was read.
    pub workspace: Workspace,
    /// The folders in which something may change that is read.
    pub folders: BTreeSet<PathBuf>,
    /// Files that are read though they do not lie in the folders of maps and templates: pictures, and where links
    /// lead.
    pub outlying: BTreeSet<PathBuf>,
    /// Whether a file was left for later, since it is in the middle of being written.
    pub waits: bool,
}

impl Scan {
    /// Looks again. Only files of which the file system says something new are opened; those that are being written
    /// are left as they were. Where it is known which files can have changed, only they are looked at.
    ///
    /// # Errors
    /// Where the workspace is no longer there, or a file of it cannot be read.
    pub fn again(&self, being_written: &BTreeSet<PathBuf>, only: Option<&BTreeSet<PathBuf>>) -> Result<Scan, Failure> {
        if let Some(scan) = only.and_then(|only| self.at_only(only, being_written).transpose()) {
            return scan;
        }
        Scan::of(self.workspace.root.clone(), &self.workspace.files, being_written)
    }

    /// Looks at these files alone. None where one of them is not known yet or has gone, or may say which others are read.
    fn at_only(&self, only: &BTreeSet<PathBuf>, being_written: &BTreeSet<PathBuf>) -> Result<Option<Scan>, Failure> {
        let root = &self.workspace.root;
        let mut scan = Scan { waits: false, ..self.clone() };
        for path in only {
            let place = scan.workspace.files.binary_search_by(|file| file.path.cmp(&relative(root, path)));
            let Some(file) = place.ok().map(|place| &mut scan.workspace.files[place]) else { return Ok(None) };
            // What is read under two names, too.
            if file.kind == FileKind::Config || path.is_symlink() || self.outlying.contains(path) {
                return Ok(None);
            }
            let known = BTreeMap::from([(file.path.as_str(), &*file)]);
            let mut scanner = Scanner::new(root, &known, being_written);
            scanner.read(path, file.kind)?;
            let (found, waits) = (scanner.files.pop(), scanner.waits);
            let Some(found) = found else { return Ok(None) };
            *file = found;
            scan.waits |= waits;
        }
        Ok(Some(scan))
    }

    /// Looks at the workspace in a folder, of which that is known already.
    ///
    /// # Errors
    /// Where there is none, or a file of it cannot be read.
    pub fn of(root: PathBuf, known: &[File], being_written: &BTreeSet<PathBuf>) -> Result<Scan, Failure> {
        let known: BTreeMap<&str, &File> = known.iter().map(|file| (file.path.as_str(), file)).collect();
        let mut scanner = Scanner::new(&root, &known, being_written);
        scanner.read_config()?;
        scanner.collect(&root.join(MAPS), kind_in_maps)?;
        let Scanner { files, folders, outlying, waits, .. } = scanner.read_templates()?;
        Ok(Scan { workspace: Workspace { root, files }, folders, outlying, waits })
    }
}

/// What a file in the folder of maps is read as, if it is read.
pub fn kind_in_maps(path: &Path) -> Option<FileKind> {
    match path.extension()?.to_str()? {
        "yaml" | "yml" => Some(FileKind::Map),
        "md" => Some(FileKind::Case),
        _ => None,
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
    Failure::new(words!(
        "there is no {CONFIG} and no folder {MAPS}/ in {at} or above it; `motmap init` begins a workspace",
        "{at} 及其上级目录里没有 {CONFIG}，也没有 {MAPS}/ 目录；用 `motmap init` 新建一个"
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

/// Where the pictures of the workspace lie that its configuration may mean by `logo:`, be they there or not. Whether
/// it means them is not for here to say.
fn pictures_named_in(root: &Path, config: &File) -> BTreeSet<PathBuf> {
    let text = String::from_utf8_lossy(&config.bytes);
    let named = text.split("logo:").skip(1).filter_map(|rest| rest.lines().next());
    let names = named.map(|rest| {
        let value = rest.split([',', '}']).next().unwrap_or_default().split(" #").next().unwrap_or_default();
        value.trim().trim_matches(['"', '\'']).trim_start_matches("./").to_owned()
    });
    let within = |name: &String| Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    let picture = |name: &String| [".svg", ".png"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
    names.filter(|name| within(name) && picture(name)).map(|name| root.join(name)).collect()
}

/// Whether a picture is there; nothing outside the workspace is ever looked at.
fn is_picture_within(root: &Path, picture: &Path) -> bool {
    let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    picture.is_file() && fs::canonicalize(picture).is_ok_and(|real| real.starts_with(&root))
}

/// Whether a name is of a file that no author means: hidden, or left by an editor.
pub fn is_litter(name: &str) -> bool {
    name.starts_with(['.', '#']) || name.ends_with(['~', '#']) || name.ends_with(".tmp") || name.ends_with(".bak")
}

struct Scanner<'a> {
    root: &'a Path,
    known: &'a BTreeMap<&'a str, &'a File>,
    being_written: &'a BTreeSet<PathBuf>,
    files: Vec<File>,
    folders: BTreeSet<PathBuf>,
    outlying: BTreeSet<PathBuf>,
    waits: bool,
}

impl<'a> Scanner<'a> {
    fn new(
        root: &'a Path,
        known: &'a BTreeMap<&'a str, &'a File>,
        being_written: &'a BTreeSet<PathBuf>,
    ) -> Scanner<'a> {
        let (folders, outlying) = (BTreeSet::new(), BTreeSet::new());
        Scanner { root, known, being_written, files: Vec::new(), folders, outlying, waits: false }
    }

    /// Reads the configuration, and the pictures that it names.
    fn read_config(&mut self) -> Result<(), Failure> {
        let root = self.root;
        fs::read_dir(root).map_err(|error| Failure::io(root, &error))?;
        let config = root.join(CONFIG);
        if config.is_file() {
            self.read(&config, FileKind::Config)?;
        } else if !root.join(MAPS).is_dir() {
            // The folder is in the middle of being made anew, or has become another one.
            return Err(no_workspace_in(root));
        }
        self.folders.insert(root.to_owned());
        let pictures = self.files.first().map(|config| pictures_named_in(root, config)).unwrap_or_default();
        for picture in pictures {
            self.outlying.insert(picture.clone());
            self.folders.extend(picture.parent().filter(|folder| folder.is_dir()).map(Path::to_owned));
            if is_picture_within(root, &picture) {
                self.read(&picture, FileKind::Picture)?;
            }
        }
        Ok(())
    }

    /// Reads the templates; with them it is done, and the files are in order.
    fn read_templates(mut self) -> Result<Self, Failure> {
        self.collect(&self.root.join(TEMPLATES), |_| Some(FileKind::Template))?;
        self.files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(self)
    }

    /// Reads every file below a folder that is of a kind.
    fn collect(&mut self, folder: &Path, kind: impl Fn(&Path) -> Option<FileKind>) -> Result<(), Failure> {
        if !folder.is_dir() {
            return Ok(());
        }
        let is_meant = |entry: &DirEntry| entry.depth() == 0 || !is_litter(&entry.file_name().to_string_lossy());
        for entry in WalkDir::new(folder).follow_links(true).into_iter().filter_entry(is_meant) {
            let entry = match entry {
                Ok(entry) => entry,
                // A link in a circle leads to what has been read already.
                Err(error) if error.loop_ancestor().is_some() => continue,
                // What went away in between, or is a link to nothing or to itself, is not there.
                Err(error) if error.io_error().is_some_and(has_gone) || leads_nowhere(&error) => continue,
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let error = error.into_io_error().unwrap_or_else(|| io::Error::other("a loop"));
                    return Err(Failure::io(&path, &error));
                }
            };
            if entry.file_type().is_dir() {
                self.folders.insert(entry.path().to_owned());
            } else if entry.file_type().is_file()
                && let Some(kind) = kind(entry.path())
            {
                if entry.path_is_symlink() {
                    self.follow_link(entry.path());
                }
                self.read(entry.path(), kind)?;
            }
        }
        Ok(())
    }

    /// What a link leads to changes where it is.
    fn follow_link(&mut self, link: &Path) {
        if let Ok(real) = fs::canonicalize(link) {
            self.folders.extend(real.parent().map(Path::to_owned));
            self.outlying.insert(real);
        }
    }

    /// Reads a file, opened only where the file system cannot vouch for what is known of it. One that has gone in
    /// between is not there.
    fn read(&mut self, path: &Path, kind: FileKind) -> Result<(), Failure> {
        let name = relative(self.root, path);
        let known = self.known.get(name.as_str()).copied();
        if self.being_written.contains(path) {
            self.files.extend(known.cloned());
            self.waits = true;
            return Ok(());
        }
        let read = || -> io::Result<Option<File>> {
            let (bytes, sighting) = bytes_of(path, known)?;
            let just_emptied = bytes.is_empty()
                && known.is_some_and(|file| !file.bytes.is_empty())
                && sighting.age().is_some_and(|age| age < EMPTINESS);
            // The same bytes are the same in memory, so that they are compared at a glance.
            let bytes = known.map(|file| &file.bytes).filter(|known| **known == bytes).cloned().unwrap_or(bytes);
            Ok((!just_emptied).then(|| File { path: name.clone(), kind, bytes, sighting: Some(sighting) }))
        };
        match read() {
            Ok(Some(file)) => self.files.push(file),
            Ok(None) => {
                self.files.extend(known.cloned());
                self.waits = true;
            }
            Err(error) if has_gone(&error) => {}
            Err(error) => return Err(Failure::io(path, &error)),
        }
        Ok(())
    }
}

/// What is in a file, and what the file system says of just that: one that changes while it is read is read again,
/// since what was seen of it before would vouch for bytes that it never had.
fn bytes_of(path: &Path, known: Option<&File>) -> io::Result<(Bytes, Sighting)> {
    let mut before = Sighting::of(path)?;
    if let Some(file) = known.filter(|file| file.sighting.is_some_and(|then| before.vouches_for(&then))) {
        return Ok((file.bytes.clone(), before));
    }
    for _ in 1..READINGS {
        let bytes = fs::read(path)?;
        let after = Sighting::of(path)?;
        if (before.stamp, before.changed) == (after.stamp, after.changed) {
            return Ok((bytes.into(), before));
        }
        before = after;
    }
    Ok((fs::read(path)?.into(), before))
}

fn has_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn leads_nowhere(error: &walkdir::Error) -> bool {
    let forbidden = error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::PermissionDenied);
    !forbidden && error.path().is_some_and(Path::is_symlink)
}

fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
