//! What to tell of a workspace without one map: where maps are looked for, and which files nearby look like maps.

use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::misnamed::kind_in_maps;
use super::{CONFIG, FileKind, MAPS, SITE, TEMPLATES, Workspace, name_meant};
use crate::failure::Failure;
use crate::words;
use crate::words::Words;

/// As many files are told as fit into one line.
const MOST_TOLD: usize = 5;
/// How deep below the workspace's folder other folders than that of maps are looked into.
const DEPTH: usize = 2;

/// That there is no map in a workspace.
pub(super) fn no_map_in(workspace: &Workspace) -> Failure {
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

/// The files in a folder of a workspace that look like maps but are read as none, and what would make them maps.
pub fn files_like_maps(root: &Path, folder: &Path) -> Option<Words> {
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(|entry| is_looked_into(root, entry))
    {
        let Ok(entry) = entry else { continue };
        found
            .extend(Some(entry).filter(|entry| entry.file_type().is_file()).and_then(|entry| like_a_map(root, &entry)));
    }
    let told = |(from, to): &(String, String)| words!("{from} (rename it to {to})", "{from}（请改名为 {to}）");
    let (mut en, mut zh): (Vec<String>, Vec<String>) =
        found.iter().take(MOST_TOLD).map(told).map(|words| (words.en, words.zh)).unzip();
    if let more @ 1.. = found.len().saturating_sub(MOST_TOLD) {
        en.push(format!("{more} more"));
        zh.push(format!("另有 {more} 个"));
    }
    let words = words!("these look like maps: {}", "这些文件像是图：{}", en.join(", "); zh.join("、"));
    (!found.is_empty()).then_some(words)
}

/// Whether a folder or file may be a map's: neither hidden, nor of what is made or read otherwise.
fn is_looked_into(root: &Path, entry: &DirEntry) -> bool {
    let Ok(below) = entry.path().strip_prefix(root) else { return false };
    let name = entry.file_name().to_string_lossy();
    let is_other = [SITE, TEMPLATES, CONFIG].iter().any(|other| below == Path::new(other));
    let is_deep = !below.starts_with(MAPS) && below.components().count() > DEPTH;
    entry.depth() == 0 || !(is_other || is_deep || name.starts_with(['.', '#']))
}

/// The path of a file that looks like a map, and the path under which it would be one.
fn like_a_map(root: &Path, entry: &DirEntry) -> Option<(String, String)> {
    let is_map = |name: &str| kind_in_maps(Path::new(name)) == Some(FileKind::Map);
    let name = entry.file_name().to_str()?;
    let below = entry.path().strip_prefix(root).ok()?;
    let meant = name_meant(name).filter(|meant| is_map(meant));
    let is_read = below.starts_with(MAPS) && meant.is_none();
    let meant = meant.or_else(|| is_map(name).then(|| name.to_owned())).filter(|_| !is_read)?;
    let folder = below.parent().filter(|folder| folder.starts_with(MAPS)).unwrap_or(Path::new(MAPS));
    let shown = |path: &Path| path.display().to_string().replace('\\', "/");
    Some((shown(below), shown(&folder.join(meant))))
}
