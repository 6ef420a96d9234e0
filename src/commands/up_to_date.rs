//! When a site need not be built: this very program was asked for the same from the same files, and all stands there.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::build_summary::BuildSummary;
use super::site_folder::EditionFolders;
use super::{Stop, Terminal};
use crate::baseline::Baseline;
use crate::cli::BuildArgs;
use crate::digest::Digest;
use crate::emit::BaseFolders;
use crate::render::Edition;
use crate::workspace::Workspace;

/// The digest of all that decides what a whole site is and what a build of it prints. None where more is asked for than
/// the record of a build can tell, or where the program cannot read itself.
pub(super) fn inputs(args: &BuildArgs, workspace: &Workspace, baseline: Option<&Baseline>) -> Option<Digest> {
    if args.map.is_some() || args.depfile.is_some() {
        return None;
    }
    let program = program().and_then(fs::read).ok()?;
    let asked_for: &[u8] = if args.single_file { b"single files too" } else { b"" };
    let segment = args.segment.as_deref().unwrap_or_default().as_bytes();
    let known = baseline.map(Baseline::to_text).unwrap_or_default();
    let kinds: Vec<u8> = workspace.files.iter().map(|file| file.kind as u8).collect();
    let files = workspace.files.iter().flat_map(|file| [file.path.as_bytes(), &file.bytes]);
    Some(Digest::of_all([&program, asked_for, segment, known.as_bytes(), &kinds].into_iter().chain(files)))
}

/// Where this program lies. Linux knows it also when another has been put in its place meanwhile.
fn program() -> io::Result<PathBuf> {
    if cfg!(target_os = "linux") { Ok("/proc/self/exe".into()) } else { std::env::current_exe() }
}

/// Prints of the editions that stand in their folders what the build from the same inputs printed; none where one is to
/// be built.
pub(super) fn print_again(
    inputs: Option<Digest>,
    editions: &[Edition],
    out: &mut EditionFolders,
    folders: &BaseFolders,
    terminal: &mut Terminal<'_>,
) -> Result<Option<BuildSummary>, Stop> {
    let record = |out: &mut EditionFolders, edition| {
        inputs.and_then(|inputs| out.of(edition).build_record::<BuildSummary>(inputs))
    };
    let Some(summary) = record(out, Edition::Readers).map(|record| record.summary) else { return Ok(None) };
    // Why a folder is refused is said in the language of the workspace, too.
    let lang = terminal.adopt_language(summary.lang);
    if !summary.is_readable_in(lang, folders) {
        return Ok(None);
    }
    let mut done = Vec::new();
    for &edition in editions {
        let Some(record) = record(out, edition) else { return Ok(None) };
        let Some(counts) = out.of(edition).up_to_date(&record)? else { return Ok(None) };
        done.push((edition, counts));
    }
    summary.print(&done, out, terminal)?;
    Ok(Some(summary))
}
