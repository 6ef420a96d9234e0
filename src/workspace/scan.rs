//! A look at the files of a workspace: which there are, and what is in those that have changed since the last.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use walkdir::{DirEntry, WalkDir};

use super::misnamed::kind_meant_in_maps;
use super::sighting::bytes_of;
use super::{CONFIG, File, FileKind, MAPS, TEMPLATES, Workspace, is_litter, no_workspace_in};
use crate::failure::Failure;

/// How long a file that has just been emptied is taken to be in the middle of being written.
const EMPTINESS: Duration = Duration::from_secs(1);

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
            // What is read under two names, too, and what was not read when it was looked at last.
            let was_read = !matches!(file.kind, FileKind::OutsideLink | FileKind::Misnamed);
            if file.kind == FileKind::Config || !was_read || path.is_symlink() || self.outlying.contains(path) {
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
        scanner.collect(&root.join(MAPS), kind_meant_in_maps)?;
        let Scanner { files, folders, outlying, waits, .. } = scanner.read_templates()?;
        Ok(Scan { workspace: Workspace { root, files }, folders, outlying, waits })
    }
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

/// A look that is under way.
pub(super) struct Scanner<'a> {
    root: &'a Path,
    /// The root without links in its path.
    real_root: PathBuf,
    known: &'a BTreeMap<&'a str, &'a File>,
    being_written: &'a BTreeSet<PathBuf>,
    pub(super) files: Vec<File>,
    /// The files that were read, by their paths without links.
    reached: HashSet<PathBuf>,
    folders: BTreeSet<PathBuf>,
    outlying: BTreeSet<PathBuf>,
    waits: bool,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(
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
            reached: HashSet::new(),
            folders: BTreeSet::new(),
            outlying: BTreeSet::new(),
            waits: false,
        }
    }

    /// Reads the configuration, and the pictures that it names.
    pub(super) fn read_config(&mut self) -> Result<(), Failure> {
        let root = self.root;
        fs::read_dir(root).map_err(|error| Failure::io(root, &error))?;
        let config = root.join(CONFIG);
        if config.is_file() {
            self.read_within(&config, FileKind::Config)?;
        } else if !root.join(MAPS).is_dir() {
            // The folder is in the middle of being made anew, or has become another one.
            return Err(no_workspace_in(root));
        }
        self.folders.insert(root.to_owned());
        let config = self.files.first().filter(|file| file.kind == FileKind::Config);
        let pictures = config.map(|config| pictures_named_in(root, config)).unwrap_or_default();
        for picture in pictures {
            self.outlying.insert(picture.clone());
            self.folders.extend(picture.parent().filter(|folder| folder.is_dir()).map(Path::to_owned));
            let is_within = fs::canonicalize(&picture).is_ok_and(|real| real.starts_with(&self.real_root));
            if is_within && picture.is_file() {
                self.read(&picture, FileKind::Picture)?;
            }
        }
        Ok(())
    }

    /// Reads the templates; with them it is done, and the files are in order.
    pub(super) fn read_templates(mut self) -> Result<Self, Failure> {
        self.collect(&self.root.join(TEMPLATES), |_| Some(FileKind::Template))?;
        self.files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(self)
    }

    /// Reads every file below a folder that is of a kind. What links lead to comes last, so that a file that can be
    /// reached in two ways goes by its own path.
    fn collect(&mut self, folder: &Path, kind: impl Fn(&Path) -> Option<FileKind>) -> Result<(), Failure> {
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
                self.outlying.insert(real.clone());
                self.read_once(&link, real, kind)?;
            }
        }
        Ok(())
    }

    /// Reads the files below a folder that are of a kind, but for what links lead to. The links, in order.
    fn walk(
        &mut self,
        folder: &Path,
        real: &Path,
        kind: &impl Fn(&Path) -> Option<FileKind>,
    ) -> Result<Vec<PathBuf>, Failure> {
        let mut links = Vec::new();
        let is_meant = |entry: &DirEntry| entry.depth() == 0 || !is_litter(&entry.file_name().to_string_lossy());
        for entry in WalkDir::new(folder).into_iter().filter_entry(is_meant) {
            let entry = match entry {
                Ok(entry) => entry,
                // What went away in between is not there.
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

    /// Reads a file unless it was read by another path. Templates go by their names: one file may be two of them.
    fn read_once(&mut self, path: &Path, real: PathBuf, kind: FileKind) -> Result<(), Failure> {
        if self.reached.insert(real) || kind == FileKind::Template { self.read(path, kind) } else { Ok(()) }
    }

    /// Reads a file that may be a link, or lie behind one.
    pub(super) fn read_within(&mut self, path: &Path, kind: FileKind) -> Result<(), Failure> {
        match real_path(path)? {
            Some(real) if real.starts_with(&self.real_root) => self.read_once(path, real, kind),
            Some(_) => {
                self.add_outside_link(path);
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Adds a link whose target is not read, with the path that stands in it.
    fn add_outside_link(&mut self, link: &Path) {
        let target = fs::read_link(link).unwrap_or_default();
        let target = target.to_string_lossy().into_owned();
        self.files.push(File::new(relative(self.root, link), FileKind::OutsideLink, target));
    }

    /// Reads a file, opened only where the file system cannot vouch for what is known of it. One that has gone in
    /// between is not there.
    pub(super) fn read(&mut self, path: &Path, kind: FileKind) -> Result<(), Failure> {
        let name = relative(self.root, path);
        if kind == FileKind::Misnamed {
            self.files.push(File::new(name, kind, ""));
            return Ok(());
        }
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

fn has_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Where a path leads; none where that is nowhere, or in a circle.
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
