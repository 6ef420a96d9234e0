//! `motmap watch`: build, then again at every change, with a preview that follows.
//!
//! What the file system reports is only a hint that something may have happened; the files themselves say what.

use std::path::Path;

use super::build::{faulty_maps, report, site_folder, spoiling, write};
use super::{Exit, Stop, Terminal};
use crate::cli::Watch;
use crate::emit::{self, Format};
use crate::hints::{Hint, Hints};
use crate::output::{Folder, Keep};
use crate::pipeline::{self, Built};
use crate::preview::Preview;
use crate::words;
use crate::words::Lang;
use crate::workspace::Workspace;

pub(super) fn run(args: &Watch, start: &Path, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    let mut workspace = Workspace::load(start)?;
    let mut hints = Hints::new(&workspace.root, args.poll)?;
    let preview = if args.no_serve { None } else { Some(Preview::start(&args.host, args.port)?) };
    let out = site_folder(args.out.as_deref(), start, &workspace);
    let mut site = Site { folder: Folder::remembering(&workspace.root, &out), preview };

    site.rebuild(&workspace, terminal)?;
    let lang = terminal.lang();
    if let Some(reason) = hints.polls_because() {
        terminal.say(lang, reason)?;
    }
    if let Some(preview) = &site.preview {
        let address = preview.address();
        terminal.say(lang, &words!("Preview: {address} (Ctrl-C ends it)", "预览：{address}（按 Ctrl-C 结束）"))?;
        if args.open && open::that_detached(&address).is_err() {
            terminal.say(lang, &words!("No browser could be opened.", "没能打开浏览器。"))?;
        }
    }
    loop {
        match hints.wait() {
            Hint::Stop => return Ok(Exit::Clean),
            Hint::Look => match workspace.reread() {
                Ok(None) => {}
                Ok(Some(changed)) => {
                    workspace = changed;
                    hints.follow(&workspace.root);
                    site.rebuild(&workspace, terminal)?;
                }
                // The folder may be in the middle of being moved, or a file of being replaced: the next look will tell.
                Err(failure) => terminal.say(lang, &failure.0)?,
            },
        }
    }
}

/// Where what is built goes.
struct Site {
    folder: Folder,
    preview: Option<Preview>,
}

impl Site {
    /// Builds, writes and shows a workspace. No fault in it ends the watching, nor does a disk that refuses.
    fn rebuild(&mut self, workspace: &Workspace, terminal: &mut Terminal<'_>) -> Result<(), Stop> {
        let built = pipeline::build(workspace, false);
        let lang = terminal.adopt(&built.reading);
        let keep = Keep::Maps(faulty_maps(&built.reading.site));
        match write(&mut self.folder, &built, &keep, lang, terminal) {
            Err(Stop::Failure(failure)) => terminal.say(lang, &failure.0)?,
            written => _ = written?,
        }
        if let Some(preview) = &self.preview {
            preview.show(&built.pages, &keep, faults(&built, lang)?, built.reading.site.config.faulty);
        }
        Ok(())
    }
}

/// The findings that the preview lays over its pages, as text; empty where all is well.
fn faults(built: &Built, lang: Lang) -> Result<String, Stop> {
    let findings = spoiling(&built.reading.findings);
    let mut coloured = Vec::new();
    emit::emit(Format::Human, &report(&findings, &built.reading, lang), &mut coloured)?;
    Ok(anstream::adapter::strip_str(&String::from_utf8_lossy(&coloured)).to_string())
}
