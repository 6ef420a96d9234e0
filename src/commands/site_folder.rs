//! Where the editions of a site are written, and which pages of earlier builds stay there.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::Terminal;
use super::paths::{in_workspace, without_dot};
use crate::failure::Failure;
use crate::model::Site;
use crate::output::{Keep, OutputFolder};
use crate::render::{Edition, Selection};
use crate::words;
use crate::workspace::{SITE, Workspace};

/// The folder of each edition.
pub(super) struct EditionFolders {
    pub readers: OutputFolder,
    pub trainers: OutputFolder,
}

impl EditionFolders {
    /// The folders that were asked for; without a wish, the readers' is `name` in the workspace and the trainers' beside
    /// that of the readers.
    ///
    /// # Errors
    /// If no site may be there, or one lies in the other: what is handed out would have both.
    pub fn new(
        name: &str,
        out: Option<&Path>,
        trainer_out: Option<&Path>,
        start: &Path,
        workspace: &Workspace,
    ) -> Result<Self, Failure> {
        let asked_for = |out: &Path| without_dot(start.join(out));
        let readers = out.map_or_else(|| in_workspace(start, workspace, Path::new(name)), asked_for);
        let trainers = trainer_out.map_or_else(|| beside(&readers), asked_for);
        let [readers, trainers] = [readers, trainers].map(|path| OutputFolder::new(&workspace.root, &path));
        readers.check_location()?;
        readers.check_apart_from(&trainers)?;
        Ok(Self { readers, trainers })
    }

    /// Whether pages were changed or removed by others since they were written.
    pub fn were_modified(&mut self) -> bool {
        let [readers, trainers] = [&mut self.readers, &mut self.trainers].map(OutputFolder::was_modified);
        readers || trainers
    }

    pub fn of(&mut self, edition: Edition) -> &mut OutputFolder {
        match edition {
            Edition::Readers => &mut self.readers,
            Edition::Trainers => &mut self.trainers,
        }
    }
}

/// The name of the folder of a site; that of the edition for a segment tells its id.
pub(super) fn site_name(segment: Option<&str>) -> String {
    segment.map_or_else(|| SITE.to_owned(), |segment| format!("{SITE}-{segment}"))
}

/// `site-trainer` for `site`.
fn beside(readers: &Path) -> PathBuf {
    // A path such as `..` has no name of its own.
    let path = if readers.file_name().is_some() { readers } else { &std::path::absolute(readers).unwrap_or_default() };
    let mut name = path.file_name().map_or_else(|| OsString::from(SITE), OsString::from);
    name.push("-trainer");
    path.with_file_name(name)
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
pub(super) fn print_where(
    folders: &EditionFolders,
    readers_only: bool,
    terminal: &mut Terminal<'_>,
) -> std::io::Result<()> {
    let [readers, trainers] =
        [&folders.readers, &folders.trainers].map(|folder| folder.display_path().join("index.html"));
    let (readers, trainers) = (readers.display(), trainers.display());
    let words = match readers_only {
        true => words!("Open {readers}.", "请打开 {readers}。"),
        false => words!(
            "Open {readers}. For authors and trainers: {trainers}.",
            "请打开 {readers}。作者和培训师请打开 {trainers}。"
        ),
    };
    terminal.say(terminal.lang(), &words)
}
