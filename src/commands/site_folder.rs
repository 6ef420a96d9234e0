//! Where a site is written, and which pages of earlier builds stay there.

use std::path::{Path, PathBuf};

use super::Terminal;
use super::paths::{in_workspace, without_dot};
use crate::model::Site;
use crate::output::Keep;
use crate::render::Selection;
use crate::words;
use crate::workspace::{SITE, Workspace};

/// The folder of the site: the one that was asked for, else `site` in the workspace.
pub(super) fn site_folder(out: Option<&Path>, start: &Path, workspace: &Workspace) -> PathBuf {
    match out {
        Some(out) => without_dot(start.join(out)),
        None => in_workspace(start, workspace, Path::new(SITE)),
    }
}

/// Which pages of earlier builds stay when the selection is written: those of maps that cannot be understood, and those
/// of all other maps where one map alone is written.
pub(super) fn kept_pages(selection: Selection, site: &Site) -> Keep {
    match selection.map.map(|id| site.map(id)) {
        None => Keep::Maps(site.maps.iter().filter(|map| map.faulty).map(|map| map.name.clone()).collect()),
        Some(map) if map.faulty => Keep::All,
        Some(map) => Keep::AllBut(map.name.clone()),
    }
}

/// Prints which page to open.
pub(super) fn print_where(out: &Path, terminal: &mut Terminal<'_>) -> std::io::Result<()> {
    let start_page = out.join("index.html");
    let start_page = start_page.display();
    let words = words!(
        "Open {start_page}. For trainers alone: {}.",
        "请打开 {start_page}。仅供培训师：{}。",
        out.join("trainer").display()
    );
    terminal.say(terminal.lang(), &words)
}
