//! Checks that nothing is written over or removed but what motmap wrote itself.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use same_file::is_same_file;

use super::HIDDEN_PREFIX;
use super::manifest::{MANIFEST_FILE, Manifest};
use crate::failure::Failure;
use crate::words;
use crate::workspace::{MAPS, TEMPLATES};

/// Refuses an output folder that is or holds the workspace or the home folder, or is, holds or lies in the folder of maps
/// or that of templates.
pub(super) fn check_location(root: &Path, out: &Path) -> Result<(), Failure> {
    let (target, root) = (real_path(out), real_path(root));
    let home = std::env::home_dir().map(|home| real_path(&home));
    let sources = [MAPS, TEMPLATES].map(|folder| real_path(&root.join(folder)));
    let holds_sources = sources.iter().any(|folder| folder.starts_with(&target) || target.starts_with(folder));
    let holds_home = home.is_some_and(|home| home.starts_with(&target));
    if target.parent().is_none() || holds_home || holds_sources || root.starts_with(&target) {
        let out = out.display();
        return Err(Failure::new(words!(
            "{out}: the site needs a folder of its own, apart from the workspace, its maps and templates, and your home folder; \
             choose one with --out",
            "{out}：站点要有单独的目录，不能用工作区、图、模板或个人主目录所在的位置；请用 --out 换一个目录"
        )));
    }
    Ok(())
}

/// Refuses two output folders of which one lies in the other.
pub(super) fn check_apart(readers: &Path, trainers: &Path) -> Result<(), Failure> {
    let (one, other) = (real_path(readers), real_path(trainers));
    if !one.starts_with(&other) && !other.starts_with(&one) {
        return Ok(());
    }
    let (readers, trainers) = (readers.display(), trainers.display());
    Err(Failure::new(words!(
        "{readers} and {trainers}: one lies in the other, so that readers would get what is for trainers; choose another \
         with --trainer-out",
        "{readers} 和 {trainers} 不能是同一个目录，也不能一个在另一个里面，否则读者会拿到培训师的内容；请用 --trainer-out 换一个目录"
    )))
}

/// A path with links and `..` resolved, also where there is nothing yet.
fn real_path(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or(path.to_owned());
    let mut real = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => _ = real.pop(),
            part => real.push(part),
        }
        real = fs::canonicalize(&real).unwrap_or(real);
    }
    real
}

/// Refuses a folder with files of others: one that has neither a manifest nor hidden files of motmap's alone, as a run
/// leaves that is killed at once.
pub(super) fn check_folder_is_ours(out: &Path) -> Result<(), Failure> {
    let entries = match fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            let out = out.display();
            return Err(Failure::new(words!("{out} is a file, not a folder", "{out} 是文件，不是目录")));
        }
        Err(error) => return Err(Failure::io(out, &error)),
    };
    let mut has_others = false;
    for entry in entries {
        let entry = entry.map_err(|error| Failure::io(out, &error))?;
        has_others |= !entry.file_name().to_string_lossy().starts_with(HIDDEN_PREFIX);
    }
    // The manifest is looked for last, since another run writes it first.
    if has_others && !out.join(MANIFEST_FILE).exists() {
        let out = out.display();
        return Err(Failure::new(words!(
            "{out} holds files that motmap did not write; empty it, or name another folder with --out",
            "{out} 里有不是 motmap 生成的文件；请清空它，或用 --out 换一个目录"
        )));
    }
    Ok(())
}

/// Refuses to write over a file of others. On disks that ignore capitals, it may be one of motmap's in other capitals.
pub(super) fn check_file_is_ours(out: &Path, path: &str, manifest: &Manifest) -> Result<(), Failure> {
    let target = out.join(path);
    let in_other_capitals = || {
        let folded = path.to_lowercase();
        let mut same_name = manifest.files.keys().filter(|ours| ours.to_lowercase() == folded);
        same_name.any(|ours| is_same_file(out.join(&**ours), &target).unwrap_or(false))
    };
    if target.symlink_metadata().is_err() || in_other_capitals() {
        return Ok(());
    }
    let target = target.display();
    Err(Failure::new(words!(
        "{target} was not written by motmap and is not overwritten; move it, or choose another folder with --out",
        "{target} 不是 motmap 生成的，不会被覆盖；请移走它，或用 --out 换一个目录"
    )))
}

/// Refuses a path that leads out of the output folder. A manifest may come from anywhere, and the files that it lists are
/// removed.
pub(super) fn check_path_stays_inside(out: &Path, path: &str) -> Result<(), Failure> {
    if !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_))) {
        return Ok(());
    }
    let manifest = out.join(MANIFEST_FILE);
    let manifest = manifest.display();
    Err(Failure::new(words!(
        "{manifest} lists `{path}`, which is outside the folder; empty the folder, or choose another with --out",
        "{manifest} 里列出的 `{path}` 在该目录之外；请清空该目录，或用 --out 换一个目录"
    )))
}

/// Whether a folder of the site exists; refuses a link in its place.
pub(super) fn folder_exists(folder: &Path) -> Result<bool, Failure> {
    match folder.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => Ok(true),
        Ok(_) => {
            let folder = folder.display();
            Err(Failure::new(words!(
                "{folder} is a file or a link, but the site needs a folder there; move it, or choose another folder with --out",
                "{folder} 是文件或链接，而站点需要在这里建目录；请移走它，或用 --out 换一个目录"
            )))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Failure::io(folder, &error)),
    }
}
