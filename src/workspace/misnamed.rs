//! Which files in the folder of maps are read, and which look as if they were meant to be.

use std::path::Path;

use super::FileKind;

/// What a file in the folder of maps is read as, if it is read.
pub fn kind_in_maps(path: &Path) -> Option<FileKind> {
    match path.extension()?.to_str()? {
        "yaml" | "yml" => Some(FileKind::Map),
        "md" => Some(FileKind::Case),
        _ => None,
    }
}

/// The same, with the files that look like maps and cases.
pub(super) fn kind_meant_in_maps(path: &Path) -> Option<FileKind> {
    let looks_like_one = || path.file_name()?.to_str().and_then(name_meant).map(|_| FileKind::Misnamed);
    kind_in_maps(path).or_else(looks_like_one)
}

/// What editors and programs of the desktop put behind a name.
const PUT_BEHIND: [&str; 3] = [".txt", ".bak", "~"];

/// The name under which a file would be read that looks like a map or a case but has another: `A.YAML` and
/// `a.yaml.txt`, as some editors save it, or `a。yaml`, as it is typed with a Chinese keyboard.
pub fn name_meant(name: &str) -> Option<String> {
    let plain = name.replace(['。', '．'], ".");
    let mut plain = plain.trim();
    for end in PUT_BEHIND {
        let start = plain.len().saturating_sub(end.len());
        if plain.get(start..).is_some_and(|last| last.eq_ignore_ascii_case(end)) {
            plain = plain[..start].trim_end();
        }
    }
    let (stem, ending) = plain.rsplit_once('.').filter(|(stem, _)| !stem.is_empty())?;
    let meant = format!("{stem}.{}", ending.to_ascii_lowercase());
    let would_be_read = kind_in_maps(Path::new(&meant)).is_some();
    (would_be_read && meant != name).then_some(meant)
}
