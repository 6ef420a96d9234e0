//! A look at the files of a workspace: which there are, and what is in those that have changed since the last.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use walkdir::{DirEntry, WalkDir};

use super::sighting::bytes_of;
use super::{CONFIG, File, FileKind, MAPS, TEMPLATES, Workspace, is_litter, kind_in_maps, no_workspace_in};
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

/// A look that is under way.
pub(super) struct Scanner<'a> {
    root: &'a Path,
    known: &'a BTreeMap<&'a str, &'a File>,
    being_written: &'a BTreeSet<PathBuf>,
    pub(super) files: Vec<File>,
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
        let (folders, outlying) = (BTreeSet::new(), BTreeSet::new());
        Scanner { root, known, being_written, files: Vec::new(), folders, outlying, waits: false }
    }

    /// Reads the configuration, and the pictures that it names.
    pub(super) fn read_config(&mut self) -> Result<(), Failure> {
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
    pub(super) fn read_templates(mut self) -> Result<Self, Failure> {
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
    pub(super) fn read(&mut self, path: &Path, kind: FileKind) -> Result<(), Failure> {
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
