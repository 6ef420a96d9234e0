//! `build --depfile`: tells make or ninja which files were read, as `target: file file ...`.
//!
//! Chinese names need no escape. A space, a `#` and a `$` are escaped as ninja reads them. Characters that ninja has no
//! escape for (quotes, `;`, `*`, `?`, `&`, `|`, `<`, `>`, `^`, a line break) are written as they are: ninja then looks for
//! files that do not exist, and builds every time.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::paths::{in_workspace, without_dot};
use crate::cli::BuildArgs;
use crate::failure::Failure;
use crate::model::MapId;
use crate::output::write_atomic;
use crate::pipeline::Reading;
use crate::render;
use crate::words;
use crate::workspace::{Workspace, kind_of_path};

/// Refuses to write the depfile over a file that is read.
pub(super) fn check_path(args: &BuildArgs, start: &Path, workspace: &Workspace) -> Result<(), Failure> {
    let Some(file) = &args.depfile else { return Ok(()) };
    let real = fs::canonicalize(start.join(file)).ok();
    let below = real.as_ref().and_then(|real| real.strip_prefix(&workspace.root).ok()?.to_str());
    let is_read = |path: &str| kind_of_path(path).is_some() || workspace.files.iter().any(|file| file.path == path);
    if !below.is_some_and(is_read) {
        return Ok(());
    }
    let file = file.display();
    Err(Failure::new(words!(
        "{file} is a file that is read; choose another name for the depfile",
        "{file} 是要读取的文件；请给依赖文件换一个名字"
    )))
}

/// Writes the depfile, if it is asked for, of the site or one map in the folder `out`.
pub(super) fn write(
    args: &BuildArgs,
    map: Option<MapId>,
    out: &Path,
    start: &Path,
    workspace: &Workspace,
    reading: &Reading,
) -> Result<(), Failure> {
    let Some(depfile) = &args.depfile else { return Ok(()) };
    let baseline = args.baseline.iter().map(|file| without_dot(start.join(file)));
    let read = files_and_folders(workspace).into_iter().map(|path| in_workspace(start, workspace, Path::new(&path)));
    let files: Vec<PathBuf> = read.chain(baseline).collect();
    let target = out.join(render::first_page(&reading.site, map));
    write_atomic(&start.join(depfile), &text(&target, &files))
}

/// The files that were read, and their folders: a folder changes when a file comes or goes.
fn files_and_folders(workspace: &Workspace) -> BTreeSet<String> {
    let folders = |path: &str| {
        let above = Path::new(path).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        above.map(|folder| folder.to_string_lossy().into_owned()).collect::<Vec<_>>()
    };
    workspace.files.iter().flat_map(|file| folders(&file.path).into_iter().chain([file.path.clone()])).collect()
}

fn text(target: &Path, files: &[PathBuf]) -> Vec<u8> {
    let mut text = escape(target);
    text.push(b':');
    for file in files {
        text.extend_from_slice(b" \\\n  ");
        text.extend(escape(file));
    }
    text.push(b'\n');
    text
}

fn escape(path: &Path) -> Vec<u8> {
    let mut escaped = Vec::new();
    // A backslash is escaped only before a character that is.
    let mut backslashes = 0;
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b' ' => escaped.extend(std::iter::repeat_n(b'\\', backslashes + 1)),
            b'#' => escaped.push(b'\\'),
            b':' if backslashes > 0 => escaped.push(b'\\'),
            b'$' => escaped.push(b'$'),
            _ => {}
        }
        escaped.push(byte);
        backslashes = if byte == b'\\' { backslashes + 1 } else { 0 };
    }
    escaped
}
