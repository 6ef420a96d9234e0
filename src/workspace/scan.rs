//! Reads the files of a workspace; later only those that may have changed since.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use walkdir::{DirEntry, WalkDir};

use super::file_names::{is_ignored, kind_or_misnamed};
use super::root::{no_workspace_in, require_root};
use super::snapshot::read_if_changed;
use super::{CONFIG, File, FileKind, MAPS, TEMPLATES, Workspace};
use crate::failure::Failure;

/// How long an emptied file is taken to be in the middle of being written.
const EMPTY_FILE_GRACE: Duration = Duration::from_secs(1);

/// A workspace as it was read, and where its files lie.
#[derive(Clone, Debug)]
pub(crate) struct Scan {
    pub workspace: Workspace,
    /// The folders in which files that are read may change, appear or go.
    pub folders: BTreeSet<PathBuf>,
    /// Files that are read outside the folders of maps and templates: pictures, and the targets of links.
    pub extra_files: BTreeSet<PathBuf>,
    /// Whether a file was in the middle of being written, so that its earlier bytes were kept.
    pub has_unfinished_files: bool,
}

impl Workspace {
    /// Reads the workspace that `start` lies in.
    ///
    /// # Errors
    /// Where there is none, or a file of it cannot be read.
    pub fn load(start: &Path) -> Result<Workspace, Failure> {
        Ok(Scan::new(require_root(start)?)?.workspace)
    }

    /// Reads a single map or case that lies in no workspace.
    pub(crate) fn single_file(path: &Path) -> Result<Workspace, Failure> {
        let root = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let kind = if path.extension().is_some_and(|ending| ending == "md") { FileKind::Case } else { FileKind::Map };
        let (known, being_written) = (BTreeMap::new(), BTreeSet::new());
        let mut scanner = Scanner::new(root, &known, &being_written);
        scanner.read_inside(path, kind)?;
        Ok(Workspace { root: root.to_owned(), files: scanner.files })
    }
}

impl Scan {
    /// Reads the workspace in a folder.
    pub fn new(root: PathBuf) -> Result<Scan, Failure> {
        Scan::all_files(root, &[], &BTreeSet::new())
    }

    /// Reads the workspace again; where it is known which files can have changed, `only` those. Files that are being
    /// written keep their earlier bytes.
    pub fn rescan(&self, being_written: &BTreeSet<PathBuf>, only: Option<&BTreeSet<PathBuf>>) -> Result<Scan, Failure> {
        if let Some(scan) = only.and_then(|only| self.only_files(only, being_written).transpose()) {
            return scan;
        }
        Scan::all_files(self.workspace.root.clone(), &self.workspace.files, being_written)
    }

    /// Reads these files alone. None where one of them is new or gone, or decides which other files are read.
    fn only_files(&self, only: &BTreeSet<PathBuf>, being_written: &BTreeSet<PathBuf>) -> Result<Option<Scan>, Failure> {
        let root = &self.workspace.root;
        let mut scan = Scan { has_unfinished_files: false, ..self.clone() };
        for path in only {
            let index = scan.workspace.files.binary_search_by(|file| file.path.cmp(&relative(root, path)));
            let Some(file) = index.ok().map(|index| &mut scan.workspace.files[index]) else { return Ok(None) };
            // A file that a link leads to may be read under two names.
            let was_read = !matches!(file.kind, FileKind::OutsideLink | FileKind::Misnamed);
            if file.kind == FileKind::Config || !was_read || path.is_symlink() || self.extra_files.contains(path) {
                return Ok(None);
            }
            let known = BTreeMap::from([(file.path.as_str(), &*file)]);
            let mut scanner = Scanner::new(root, &known, being_written);
            scanner.read(path, file.kind)?;
            let (found, is_unfinished) = (scanner.files.pop(), scanner.has_unfinished_files);
            let Some(found) = found else { return Ok(None) };
            *file = found;
            scan.has_unfinished_files |= is_unfinished;
        }
        Ok(Some(scan))
    }

    /// Reads every file of a workspace, some of which are `known` from before.
    fn all_files(root: PathBuf, known: &[File], being_written: &BTreeSet<PathBuf>) -> Result<Scan, Failure> {
        let known: BTreeMap<&str, &File> = known.iter().map(|file| (file.path.as_str(), file)).collect();
        let mut scanner = Scanner::new(&root, &known, being_written);
        scanner.read_config()?;
        scanner.read_folder(&root.join(MAPS), kind_or_misnamed)?;
        scanner.read_folder(&root.join(TEMPLATES), |_| Some(FileKind::Template))?;
        let Scanner { mut files, folders, extra_files, has_unfinished_files, .. } = scanner;
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Scan { workspace: Workspace { root, files }, folders, extra_files, has_unfinished_files })
    }
}

/// The paths that the configuration may name with `logo:`, whether there are such files or not. The text is searched
/// rather than read as YAML: a path too many does no harm.
fn logo_paths(root: &Path, config: &File) -> BTreeSet<PathBuf> {
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

/// A scan that is under way.
struct Scanner<'a> {
    root: &'a Path,
    /// The root with links in its path resolved.
    real_root: PathBuf,
    known: &'a BTreeMap<&'a str, &'a File>,
    being_written: &'a BTreeSet<PathBuf>,
    files: Vec<File>,
    /// The paths of the files that were read, with links resolved.
    real_paths: HashSet<PathBuf>,
    folders: BTreeSet<PathBuf>,
    extra_files: BTreeSet<PathBuf>,
    has_unfinished_files: bool,
}

impl<'a> Scanner<'a> {
    fn new(
        root: &'a Path,
        known: &'a BTreeMap<&'a str, &'a File>,
        being_written: &'a BTreeSet<PathBuf>,
    ) -> Scanner<'a> {
        Scanner {
            root,
            real_root: fs::canonicalize(root).unwrap_or_else(|_| root.to_owned()),
            known,
            being_written,
            files: Vec::new(),
            real_paths: HashSet::new(),
            folders: BTreeSet::new(),
            extra_files: BTreeSet::new(),
            has_unfinished_files: false,
        }
    }

    /// Reads the configuration, and the pictures that it names.
    fn read_config(&mut self) -> Result<(), Failure> {
        let root = self.root;
        fs::read_dir(root).map_err(|error| Failure::io(root, &error))?;
        let config = root.join(CONFIG);
        if config.is_file() {
            self.read_inside(&config, FileKind::Config)?;
        } else if !root.join(MAPS).is_dir() {
            // A folder that is watched can stop being a workspace.
            return Err(no_workspace_in(root));
        }
        self.folders.insert(root.to_owned());
        let config = self.files.first().filter(|file| file.kind == FileKind::Config);
        let pictures = config.map(|config| logo_paths(root, config)).unwrap_or_default();
        for picture in pictures {
            self.extra_files.insert(picture.clone());
            self.folders.extend(picture.parent().filter(|folder| folder.is_dir()).map(Path::to_owned));
            let is_within = fs::canonicalize(&picture).is_ok_and(|real| real.starts_with(&self.real_root));
            if is_within && picture.is_file() {
                self.read(&picture, FileKind::Picture)?;
            }
        }
        Ok(())
    }

    /// Reads every file below a folder that is of a kind. Links are followed last, so that a file that can be reached in
    /// two ways goes by its own path.
    fn read_folder(&mut self, folder: &Path, kind: impl Fn(&Path) -> Option<FileKind>) -> Result<(), Failure> {
        let Some(top) = real_path(folder)?.filter(|real| real.is_dir()) else { return Ok(()) };
        if !top.starts_with(&self.real_root) {
            self.add_outside_link(folder);
            return Ok(());
        }
        let mut links = VecDeque::from(self.walk(folder, &top, &kind)?);
        let mut walked = vec![top.clone()];
        while let Some(link) = links.pop_front() {
            let Some(real) = real_path(&link)? else { continue };
            if !real.starts_with(&self.real_root) {
                if kind(&link).is_some() || real.is_dir() {
                    self.add_outside_link(&link);
                }
            } else if real.is_dir() {
                let is_known = top.starts_with(&real) || walked.iter().any(|folder| real.starts_with(folder));
                if !is_known {
                    links.extend(self.walk(&link, &real, &kind)?);
                    walked.push(real);
                }
            } else if let Some(kind) = kind(&link).filter(|_| real.is_file()) {
                self.folders.extend(real.parent().map(Path::to_owned));
                self.extra_files.insert(real.clone());
                self.read_once(&link, real, kind)?;
            }
        }
        Ok(())
    }

    /// Reads the files below a folder that are of a kind, but follows no links; returns these, sorted.
    fn walk(
        &mut self,
        folder: &Path,
        real: &Path,
        kind: &impl Fn(&Path) -> Option<FileKind>,
    ) -> Result<Vec<PathBuf>, Failure> {
        let mut links = Vec::new();
        let is_searched = |entry: &DirEntry| entry.depth() == 0 || !is_ignored(&entry.file_name().to_string_lossy());
        for entry in WalkDir::new(folder).into_iter().filter_entry(is_searched) {
            let entry = match entry {
                Ok(entry) => entry,
                // It was removed after its folder was listed.
                Err(error) if error.io_error().is_some_and(has_gone) => continue,
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let error = error.into_io_error().unwrap_or_else(|| io::Error::other("a loop"));
                    return Err(Failure::io(&path, &error));
                }
            };
            let path = entry.path();
            if entry.depth() > 0 && entry.path_is_symlink() {
                links.push(path.to_owned());
            } else if entry.file_type().is_file() {
                if let Some(kind) = kind(path) {
                    let real = real.join(path.strip_prefix(folder).unwrap_or(path));
                    self.read_once(path, real, kind)?;
                }
            } else {
                self.folders.insert(path.to_owned());
            }
        }
        links.sort();
        Ok(links)
    }

    /// Reads a file unless it was read by another path. Templates go by their names: one file may be two templates.
    fn read_once(&mut self, path: &Path, real: PathBuf, kind: FileKind) -> Result<(), Failure> {
        if self.real_paths.insert(real) || kind == FileKind::Template { self.read(path, kind) } else { Ok(()) }
    }

    /// Reads a file unless links lead out of the workspace to it.
    fn read_inside(&mut self, path: &Path, kind: FileKind) -> Result<(), Failure> {
        match real_path(path)? {
            Some(real) if real.starts_with(&self.real_root) => self.read_once(path, real, kind),
            Some(_) => {
                self.add_outside_link(path);
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Adds a link that leads out of the workspace; its target is not read.
    fn add_outside_link(&mut self, link: &Path) {
        let target = fs::read_link(link).unwrap_or_default();
        let target = target.to_string_lossy().into_owned();
        self.files.push(File::new(relative(self.root, link), FileKind::OutsideLink, target));
    }

    /// Reads a file; one that has gone is left out.
    fn read(&mut self, path: &Path, kind: FileKind) -> Result<(), Failure> {
        let name = relative(self.root, path);
        if kind == FileKind::Misnamed {
            self.files.push(File::new(name, kind, ""));
            return Ok(());
        }
        let known = self.known.get(name.as_str()).copied();
        if self.being_written.contains(path) {
            self.keep_unfinished(known);
            return Ok(());
        }
        match read_unless_just_emptied(path, name, kind, known) {
            Ok(Some(file)) => self.files.push(file),
            Ok(None) => self.keep_unfinished(known),
            Err(error) if has_gone(&error) => {}
            Err(error) => return Err(Failure::io(path, &error)),
        }
        Ok(())
    }

    fn keep_unfinished(&mut self, known: Option<&File>) {
        self.files.extend(known.cloned());
        self.has_unfinished_files = true;
    }
}

/// A file as it is now; none where it was emptied a moment ago, as some editors do before they write.
fn read_unless_just_emptied(
    path: &Path,
    name: String,
    kind: FileKind,
    known: Option<&File>,
) -> io::Result<Option<File>> {
    let earlier = known.and_then(|file| Some((&file.bytes, file.snapshot?)));
    let (bytes, snapshot) = read_if_changed(path, earlier)?;
    let just_emptied = bytes.is_empty()
        && known.is_some_and(|file| !file.bytes.is_empty())
        && snapshot.age().is_some_and(|age| age < EMPTY_FILE_GRACE);
    // Equal bytes share their memory, so that `same_bytes` is quick.
    let bytes = known.map(|file| &file.bytes).filter(|known| **known == bytes).cloned().unwrap_or(bytes);
    Ok((!just_emptied).then(|| File { path: name, kind, bytes, snapshot: Some(snapshot) }))
}

fn has_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// A path with links resolved; none where there is nothing, or links lead in a circle.
fn real_path(path: &Path) -> Result<Option<PathBuf>, Failure> {
    match fs::canonicalize(path) {
        Ok(real) => Ok(Some(real)),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Err(Failure::io(path, &error)),
        Err(_) => Ok(None),
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
