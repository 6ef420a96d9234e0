//! Which files in the folder of maps are read, by their names, and which look as if they were meant to be.

use std::path::{Component, Path};

use super::{FileKind, MAPS};

/// What editors and desktop programs append to a file's name.
const APPENDED: [&str; 3] = [".txt", ".bak", "~"];

/// What a file in the folder of maps is read as, if it is read.
pub(crate) fn kind_in_maps(path: &Path) -> Option<FileKind> {
    match path.extension()?.to_str()? {
        "yaml" | "yml" => Some(FileKind::Map),
        "md" => Some(FileKind::Case),
        _ => None,
    }
}

/// What a file of that path from the workspace's root is read as, if it is a map or a case.
pub(crate) fn kind_of_path(path: &str) -> Option<FileKind> {
    let below = Path::new(path).strip_prefix(MAPS).ok()?;
    let is_within = below.components().all(|part| matches!(part, Component::Normal(_)));
    kind_in_maps(below).filter(|_| is_within)
}

/// What a file in the folder of maps is read as, or that it is misnamed.
pub(super) fn kind_or_misnamed(path: &Path) -> Option<FileKind> {
    let looks_like_one = || path.file_name()?.to_str().and_then(corrected_name).map(|_| FileKind::Misnamed);
    kind_in_maps(path).or_else(looks_like_one)
}

/// The name under which a file that looks like a map or a case would be read: `A.YAML` and `a.yaml.txt`, as some editors
/// save it, or `a。yaml`, as it is typed with a Chinese keyboard, are `A.yaml`, `a.yaml` and `a.yaml`.
pub(crate) fn corrected_name(name: &str) -> Option<String> {
    let plain = name.replace(['。', '．'], ".");
    let mut plain = plain.trim();
    for end in APPENDED {
        let start = plain.len().saturating_sub(end.len());
        if plain.get(start..).is_some_and(|last| last.eq_ignore_ascii_case(end)) {
            plain = plain[..start].trim_end();
        }
    }
    let (stem, extension) = plain.rsplit_once('.').filter(|(stem, _)| !stem.is_empty())?;
    let corrected = format!("{stem}.{}", extension.to_ascii_lowercase());
    let would_be_read = kind_in_maps(Path::new(&corrected)).is_some();
    (would_be_read && corrected != name).then_some(corrected)
}

/// Whether a file or folder of that name is never read: hidden, or a temporary file of an editor.
pub(crate) fn is_ignored(name: &str) -> bool {
    name.starts_with(['.', '#']) || name.ends_with(['~', '#']) || name.ends_with(".tmp") || name.ends_with(".bak")
}
