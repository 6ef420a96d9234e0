//! Files in: finds a workspace and reads what is in it. The only room that reads.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use crate::failure::Failure;
use crate::words;

/// The name of the configuration file.
pub const CONFIG: &str = "motmap.yaml";
/// The folder of maps and cases.
pub const MAPS: &str = "maps";
/// The folder of the workspace's own templates.
pub const TEMPLATES: &str = "templates";

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
    pub bytes: Vec<u8>,
}

impl File {
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
        let mut files = Vec::new();
        if root.join(CONFIG).is_file() {
            let config = read(&root, &root.join(CONFIG), FileKind::Config)?;
            for picture in pictures_named_in(&root, &config) {
                files.push(read(&root, &picture, FileKind::Picture)?);
            }
            files.push(config);
        }
        collect(&root, MAPS, &mut files, |path| match path.extension()?.to_str()? {
            "yaml" | "yml" => Some(FileKind::Map),
            "md" => Some(FileKind::Case),
            _ => None,
        })?;
        collect(&root, TEMPLATES, &mut files, |_| Some(FileKind::Template))?;
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Workspace { root, files })
    }

    /// A workspace of a single map that lies in none.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn of_one_map(path: &Path) -> Result<Workspace, Failure> {
        let root = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = read(root, path, FileKind::Map)?;
        Ok(Workspace { root: root.to_owned(), files: vec![file] })
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
    root: &Path,
    folder: &str,
    files: &mut Vec<File>,
    kind: impl Fn(&Path) -> Option<FileKind>,
) -> Result<(), Failure> {
    let folder = root.join(folder);
    if !folder.is_dir() {
        return Ok(());
    }
    let entries = WalkDir::new(&folder).follow_links(true).into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_litter(&entry.file_name().to_string_lossy())) {
        let entry = match entry {
            Ok(entry) => entry,
            // A link in a circle leads to what has been read already.
            Err(error) if error.loop_ancestor().is_some() => continue,
            // A link to nothing, or a file that went away in between, is not there.
            Err(error) if error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound) => continue,
            Err(error) => {
                let path = error.path().unwrap_or(&folder).to_owned();
                return Err(Failure::io(&path, &error.into_io_error().unwrap_or_else(|| io::Error::other("a loop"))));
            }
        };
        if entry.file_type().is_file()
            && let Some(kind) = kind(entry.path())
        {
            files.push(read(root, entry.path(), kind)?);
        }
    }
    Ok(())
}

/// Whether a name is of a file that no author means: hidden, or left by an editor.
fn is_litter(name: &str) -> bool {
    name.starts_with(['.', '#']) || name.ends_with(['~', '#']) || name.ends_with(".tmp") || name.ends_with(".bak")
}

fn read(root: &Path, path: &Path, kind: FileKind) -> Result<File, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::io(path, &error))?;
    Ok(File { path: relative(root, path), kind, bytes })
}

fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
