//! Where nothing is written: folders and files whose contents are worth more than a site.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use same_file::is_same_file;

use super::OURS;
use super::manifest::{MANIFEST, Manifest};
use crate::failure::Failure;
use crate::words;
use crate::workspace::{MAPS, TEMPLATES};

/// The output folder may be neither the root, nor home, nor hold or lie in what a site is made from.
pub(super) fn of_dangerous_folders(root: &Path, out: &Path) -> Result<(), Failure> {
    let (target, root) = (real_place(out), real_place(root));
    let home = std::env::home_dir().map(|home| real_place(&home));
    let sources = [MAPS, TEMPLATES].map(|folder| real_place(&root.join(folder)));
    let holds_sources = sources.iter().any(|folder| folder.starts_with(&target) || target.starts_with(folder));
    let holds_home = home.is_some_and(|home| home.starts_with(&target));
    if target.parent().is_none() || holds_home || holds_sources || root.starts_with(&target) {
        let out = out.display();
        return Err(Failure::new(words!(
            "{out}: a site cannot be written here, where other things live; name a folder of its own with --out",
            "{out}：这里有别的内容，不能写入站点；请用 --out 指定一个专门的目录"
        )));
    }
    Ok(())
}

/// Where a path leads, links and `..` followed, also where it is yet to be made.
fn real_place(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or(path.to_owned());
    let mut place = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => _ = place.pop(),
            part => place.push(part),
        }
        place = fs::canonicalize(&place).unwrap_or(place);
    }
    place
}

/// The output folder is empty or ours. What a run that was killed at its very beginning left is ours.
pub(super) fn of_strangers_folders(out: &Path) -> Result<(), Failure> {
    let entries = match fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            let out = out.display();
            return Err(Failure::new(words!("{out} is a file, not a folder", "{out} 是文件，不是目录")));
        }
        Err(error) => return Err(Failure::io(out, &error)),
    };
    let mut strange = false;
    for entry in entries {
        let entry = entry.map_err(|error| Failure::io(out, &error))?;
        strange |= !entry.file_name().to_string_lossy().starts_with(OURS);
    }
    // Asked for last: another run writes the manifest before it writes anything else.
    if strange && !out.join(MANIFEST).exists() {
        let out = out.display();
        return Err(Failure::new(words!(
            "{out} holds files that motmap did not write; empty it, or name another folder with --out",
            "{out} 里有不是 motmap 生成的文件；请清空它，或用 --out 换一个目录"
        )));
    }
    Ok(())
}

/// Nothing is written over what somebody else put there. Where a disk makes nothing of capitals, a file of ours in
/// other capitals is no stranger's.
pub(super) fn of_a_strangers_file(out: &Path, path: &str, manifest: &Manifest) -> Result<(), Failure> {
    let target = out.join(path);
    let in_other_capitals = || {
        let folded = path.to_lowercase();
        let mut twins = manifest.files.keys().filter(|ours| ours.to_lowercase() == folded);
        twins.any(|ours| is_same_file(out.join(&**ours), &target).unwrap_or(false))
    };
    if target.symlink_metadata().is_err() || in_other_capitals() {
        return Ok(());
    }
    let target = target.display();
    Err(Failure::new(words!(
        "{target} was not written by motmap and stands in the way; move it, or choose another folder with --out",
        "{target} 不是 motmap 生成的，挡住了输出；请移走它，或用 --out 换一个目录"
    )))
}

/// A path of the site stays in the output folder: it has only names in it. A manifest may come from anywhere, and
/// what it names is removed.
pub(super) fn of_paths_that_lead_out(out: &Path, path: &str) -> Result<(), Failure> {
    if !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_))) {
        return Ok(());
    }
    let manifest = out.join(MANIFEST);
    let manifest = manifest.display();
    Err(Failure::new(words!(
        "{manifest} names `{path}`, which is no file of the site; empty the folder or choose another with --out",
        "{manifest} 里列出的 `{path}` 不是站点里的文件；请清空该目录，或用 --out 换一个目录"
    )))
}

/// A folder of the site is a folder and no link: whether it is there.
pub(super) fn of_folders_that_lead_out(folder: &Path) -> Result<bool, Failure> {
    match folder.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => Ok(true),
        Ok(_) => {
            let folder = folder.display();
            Err(Failure::new(words!(
                "{folder} is not a folder of the site; move it, or choose another folder with --out",
                "{folder} 不是站点里的目录；请移走它，或用 --out 换一个目录"
            )))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Failure::io(folder, &error)),
    }
}
