//! When a site need not be built: this very program was asked for the same from the same files, and all stands there.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::account::Account;
use super::{Stop, Terminal};
use crate::baseline::Baseline;
use crate::cli::BuildArgs;
use crate::digest::Digest;
use crate::emit::Folders;
use crate::output::OutputFolder;
use crate::pipeline;
use crate::workspace::Workspace;

/// All that decides what a whole site is and what is told of it. None where more is asked for than a record can tell,
/// or where the program cannot read itself.
pub(super) fn made_from(args: &BuildArgs, workspace: &Workspace, baseline: Option<&Baseline>) -> Option<Digest> {
    if args.map.is_some() || args.depfile.is_some() {
        return None;
    }
    let program = program().and_then(fs::read).ok()?;
    let asked_for: &[u8] = if args.single_file { b"single files too" } else { b"" };
    let known = baseline.map(Baseline::to_text).unwrap_or_default();
    let kinds: Vec<u8> = workspace.files.iter().map(|file| file.kind as u8).collect();
    let files = workspace.files.iter().flat_map(|file| [file.path.as_bytes(), &file.bytes]);
    Some(Digest::of_all([&program, asked_for, known.as_bytes(), &kinds].into_iter().chain(files)))
}

/// Where this program lies. Linux knows it also when another has been put in its place meanwhile.
fn program() -> io::Result<PathBuf> {
    if cfg!(target_os = "linux") { Ok("/proc/self/exe".into()) } else { std::env::current_exe() }
}

/// Tells of the site that stands in the folder what was told when it was built; none where it is to be built.
pub(super) fn tell_again(
    made_from: Option<Digest>,
    workspace: &Workspace,
    folder: &mut OutputFolder,
    folders: &Folders,
    terminal: &mut Terminal<'_>,
) -> Result<Option<Account>, Stop> {
    let Some(record) = made_from.and_then(|made_from| folder.build_record::<Account>(made_from)) else {
        return Ok(None);
    };
    let sources = pipeline::texts(workspace);
    if !record.summary.is_of(&sources) {
        return Ok(None);
    }
    // Why a folder is refused is told in the language of the workspace, too.
    terminal.adopt_language(record.summary.lang);
    let Some(done) = folder.up_to_date(&record)? else { return Ok(None) };
    record.summary.tell(done, &sources, folders, folder.display_path(), terminal)?;
    Ok(Some(record.summary))
}
