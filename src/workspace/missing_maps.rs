//! Explains why a workspace has no map: where maps are looked for, and which files look like maps.

use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::file_names::{corrected_name, kind_in_maps, kind_of_path};
use super::{CONFIG, File, FileKind, MAPS, SITE, TEMPLATES, Workspace};
use crate::failure::Failure;
use crate::words;
use crate::words::Words;

/// How many files fit into one line.
const MAX_LISTED: usize = 5;
/// How deep folders other than that of maps are searched.
const MAX_DEPTH: usize = 2;

/// Why nothing can be done with a workspace that has no map.
pub(super) fn missing_maps(workspace: &Workspace) -> Option<Failure> {
    let is_map = |file: &File| match file.kind {
        FileKind::Map => true,
        FileKind::OutsideLink => kind_of_path(&file.path) == Some(FileKind::Map),
        _ => false,
    };
    (!workspace.files.iter().any(is_map)).then(|| no_map_in(workspace))
}

fn no_map_in(workspace: &Workspace) -> Failure {
    let folder = workspace.root.join(MAPS);
    let folder = folder.display();
    let links = workspace.files.iter().filter(|file| file.kind == FileKind::OutsideLink);
    let links: Vec<&str> = links.map(|file| file.path.as_str()).collect();
    let advice = match (&links[..], files_like_maps(&workspace.root, &workspace.root)) {
        ([], None) => words!(
            "`motmap init DIR` writes an example into another folder",
            "可用 `motmap init 目录` 在别处生成一个示例作参考"
        ),
        ([], Some(found)) => found,
        _ => words!(
            "not read, since they are links that lead out of the workspace: {}",
            "以下链接指向工作区之外，没有读取：{}",
            links.join(", "); links.join("、")
        ),
    };
    Failure::new(words!(
        "there is no map: maps are the files in {folder} whose names end in .yaml or .yml; {}",
        "一张图也没有：图是 {folder} 里以 .yaml 或 .yml 结尾的文件；{}",
        advice.en; advice.zh
    ))
}

/// Says which files in a folder of a workspace look like maps but are not read, and how to rename them.
pub(crate) fn files_like_maps(root: &Path, folder: &Path) -> Option<Words> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = entries.filter_entry(|entry| is_searched(root, entry)).filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file());
    let found: Vec<(String, String)> = files.filter_map(|entry| renamed_to_map(root, &entry)).collect();
    let rename = |(from, to): &(String, String)| words!("{from} (rename it to {to})", "{from}（请改名为 {to}）");
    let (mut en, mut zh): (Vec<String>, Vec<String>) =
        found.iter().take(MAX_LISTED).map(rename).map(|words| (words.en, words.zh)).unzip();
    if let more @ 1.. = found.len().saturating_sub(MAX_LISTED) {
        en.push(format!("{more} more"));
        zh.push(format!("另有 {more} 个"));
    }
    let words = words!("these look like maps: {}", "这些文件像是图：{}", en.join(", "); zh.join("、"));
    (!found.is_empty()).then_some(words)
}

/// Whether a folder or file may hold a map: neither hidden, nor generated, nor read as something else.
fn is_searched(root: &Path, entry: &DirEntry) -> bool {
    let Ok(below) = entry.path().strip_prefix(root) else { return false };
    let name = entry.file_name().to_string_lossy();
    let is_other = [SITE, TEMPLATES, CONFIG].iter().any(|other| below == Path::new(other));
    let is_deep = !below.starts_with(MAPS) && below.components().count() > MAX_DEPTH;
    entry.depth() == 0 || !(is_other || is_deep || name.starts_with(['.', '#']))
}

/// The path of a file that looks like a map but is not read, and the path under which it would be read.
fn renamed_to_map(root: &Path, entry: &DirEntry) -> Option<(String, String)> {
    let is_map = |name: &str| kind_in_maps(Path::new(name)) == Some(FileKind::Map);
    let name = entry.file_name().to_str()?;
    let below = entry.path().strip_prefix(root).ok()?;
    let corrected = corrected_name(name).filter(|corrected| is_map(corrected));
    let is_read = below.starts_with(MAPS) && corrected.is_none();
    let new_name = corrected.or_else(|| is_map(name).then(|| name.to_owned())).filter(|_| !is_read)?;
    let folder = below.parent().filter(|folder| folder.starts_with(MAPS)).unwrap_or(Path::new(MAPS));
    let shown = |path: &Path| path.display().to_string().replace('\\', "/");
    Some((shown(below), shown(&folder.join(new_name))))
}
