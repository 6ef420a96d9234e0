//! `motmap watch`: build, then again at every change, with a preview that follows.
//!
//! What the file system reports is only a hint that something may have happened; the files themselves say what.
//! Nothing that goes wrong ends the watching: it is told, and the last good pages stay until it is mended.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::build::{faulty_maps, report, site_folder, spoiling, tell_all};
use super::{Exit, Stop, Terminal, last_readable};
use crate::cli::Watch;
use crate::emit::{self, BaseFolders, Format};
use crate::failure::Failure;
use crate::hints::{Hint, Hints};
use crate::memory::Memory;
use crate::output::{Folder, Keep};
use crate::pipeline::{self, Reading};
use crate::preview::Preview;
use crate::render::Page;
use crate::words;
use crate::words::{Lang, Words};
use crate::workspace::{Scan, Workspace, root_of};

/// How long a file may be caught changing, look after look, until it is built as it is.
const PATIENCE: Duration = Duration::from_millis(1500);

pub(super) fn run(args: &Watch, start: &Path, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    let root = root_of(start)?;
    let mut hints = Hints::new(&root, args.poll)?;
    let mut latest = Scan::of(root, &[], &BTreeSet::new())?;
    hints.follow(&latest);
    let serve = || Preview::start(&args.host, args.port, &args.allow_host, hints.messenger());
    let preview = if args.no_serve { None } else { Some(serve()?) };
    let out = site_folder(args.out.as_deref(), start, &latest.workspace);
    let mut site = Site {
        folder: Folder::new(&latest.workspace.root, &out),
        folders: BaseFolders::of(&latest.workspace.root),
        memory: Memory::lasting(),
        preview,
        built_from: latest.workspace.clone(),
        unsettled_since: None,
        last_said: None,
        is_behind: false,
    };
    match site.built_from.lack_of_maps() {
        Some(lack) => {
            terminal.adopt(&pipeline::read(&site.built_from));
            site.tell(Some(lack), terminal);
            say(terminal, &words!("Waiting for the first map.", "正在等待第一张图。"));
        }
        // A folder that cannot be written to from the start is none to watch for.
        None => site.rebuild(terminal).map_or(Ok(()), Err)?,
    }
    site.say_where(args.open, terminal);

    let mut polling = None;
    loop {
        if hints.polls_because() != polling.as_ref() {
            polling = hints.polls_because().cloned();
            polling.iter().for_each(|reason| say(terminal, reason));
        }
        let (is_settled, being_written, only) = match hints.wait() {
            Hint::Stop => return Ok(Exit::Clean),
            Hint::Tell(words) => {
                say(terminal, &words);
                continue;
            }
            Hint::Look { is_settled, being_written, only } => (is_settled, being_written, only),
        };
        let begun = Instant::now();
        match latest.again(&being_written, only.as_ref()) {
            Ok(scan) => {
                let was_disturbed = !is_settled && site.folder.was_disturbed();
                if !is_settled {
                    hints.looked_by_the_clock(begun.elapsed());
                }
                hints.follow(&scan);
                let is_still = scan.workspace.is_same_as(&latest.workspace);
                latest = scan;
                if site.looked_at(&latest.workspace, is_settled || is_still, terminal) == Now::LookAgain {
                    hints.look_again();
                }
                // Somebody else has changed or removed pages, or they could not be written before.
                if was_disturbed || !is_settled && site.is_behind {
                    site.build_again(terminal);
                }
            }
            // The folder may be in the middle of being moved, or a file of being replaced: the next look will tell.
            Err(failure) => {
                site.tell(Some(failure), terminal);
                hints.looked_in_vain();
            }
        }
    }
}

/// What a look leads to.
#[derive(PartialEq, Eq)]
enum Now {
    Wait,
    LookAgain,
}

/// Where what is built goes.
struct Site {
    folder: Folder,
    folders: BaseFolders,
    memory: Memory,
    preview: Option<Preview>,
    built_from: Workspace,
    /// Since when the files are seen to change, if they are.
    unsettled_since: Option<Instant>,
    /// What went wrong last, and is still wrong.
    last_said: Option<Failure>,
    /// Whether what was built could not be written.
    is_behind: bool,
}

impl Site {
    /// Builds what was found in a look, unless it is what was built before, or still changing.
    fn looked_at(&mut self, found: &Workspace, is_settled: bool, terminal: &mut Terminal<'_>) -> Now {
        let lack = found.lack_of_maps();
        if !self.is_behind && lack.is_none() {
            self.tell(None, terminal);
        }
        if found.is_same_as(&self.built_from) {
            self.unsettled_since = None;
            return Now::Wait;
        }
        let since = *self.unsettled_since.get_or_insert_with(Instant::now);
        if !is_settled && since.elapsed() < PATIENCE {
            return Now::LookAgain;
        }
        self.unsettled_since = None;
        if lack.is_some() {
            // The pages of before stay until there is a map again.
            self.tell(lack, terminal);
            return Now::Wait;
        }
        self.built_from = found.clone();
        self.build_again(terminal);
        Now::Wait
    }

    /// Builds, writes and shows the workspace. Why it could not be written, if it could not.
    fn rebuild(&mut self, terminal: &mut Terminal<'_>) -> Option<Failure> {
        let mut reading = pipeline::read_again(&self.built_from, &mut self.memory);
        last_readable::show(&mut reading, &self.built_from, &mut self.memory, &self.folder);
        let lang = terminal.adopt(&reading);
        let keep = Keep::Maps(faulty_maps(reading.shown_site()));
        let written = if reading.site.config.faulty {
            show(self.preview.as_ref(), &[], &keep, &reading, &self.folders, lang);
            Ok(None)
        } else {
            let turn = self.folder.take_turn();
            // What somebody is at work on is there first; what is put together from many maps can wait.
            let at_once = |reading: &Reading, pages: &[Page]| {
                let is_sound = spoiling(&reading.findings).is_empty();
                self.preview.iter().filter(|_| is_sound).for_each(|preview| preview.show_ahead(pages));
                turn.iter().for_each(|turn| pages.par_iter().for_each(|page| turn.put(page)));
            };
            let mut pages = pipeline::pages_again(&mut reading, &mut self.memory, at_once);
            // All is in memory: whoever looks at the preview need not wait for the disk.
            show(self.preview.as_ref(), &pages, &keep, &reading, &self.folders, lang);
            pages.extend(last_readable::remembered(&reading, &self.memory));
            turn.and_then(|turn| turn.write(&pages, &keep)).map(Some)
        };
        self.is_behind = written.is_err();
        match written {
            Ok(done) => {
                // That nobody reads what is said is no reason to stop.
                let _ = tell_all(&reading, done, &self.folders, self.folder.shown(), terminal);
                None
            }
            Err(failure) => Some(failure),
        }
    }

    /// Builds and writes, and says what goes wrong.
    fn build_again(&mut self, terminal: &mut Terminal<'_>) {
        if self.built_from.lack_of_maps().is_some() {
            return;
        }
        let failure = self.rebuild(terminal);
        self.tell(failure, terminal);
    }

    /// Says what went wrong, once, on the page too; or that it is over.
    fn tell(&mut self, failure: Option<Failure>, terminal: &mut Terminal<'_>) {
        if failure == self.last_said {
            return;
        }
        let lang = terminal.lang();
        let shown = failure.as_ref().map_or("", |failure| failure.0.get(lang));
        if let Some(preview) = &self.preview {
            preview.show_trouble(shown);
        }
        match &failure {
            Some(failure) => say(terminal, &failure.0),
            None => say(terminal, &words!("All is well again.", "已恢复正常。")),
        }
        self.last_said = failure;
    }

    /// Says where the preview is, and opens it if that is asked for.
    fn say_where(&self, open: bool, terminal: &mut Terminal<'_>) {
        let Some(preview) = &self.preview else { return };
        let address = preview.address();
        say(terminal, &words!("Preview: {address} (Ctrl-C ends it)", "预览：{address}（按 Ctrl-C 结束）"));
        if open && open::that_detached(&address).is_err() {
            say(terminal, &words!("No browser could be opened.", "没能打开浏览器。"));
        }
    }
}

/// Says something; that nobody reads it is no reason to stop.
fn say(terminal: &mut Terminal<'_>, words: &Words) {
    let _ = terminal.say(terminal.lang(), words);
}

/// Shows what was built in the preview, with the findings to lay over it; with a faulty configuration nothing was.
fn show(preview: Option<&Preview>, pages: &[Page], keep: &Keep, reading: &Reading, folders: &BaseFolders, lang: Lang) {
    if let Some(preview) = preview {
        preview.show(pages, keep, faults(reading, folders, lang), reading.site.config.faulty);
    }
}

/// The findings that the preview lays over its pages, as text; empty where all is well.
fn faults(reading: &Reading, folders: &BaseFolders, lang: Lang) -> String {
    let findings = spoiling(&reading.findings);
    let mut coloured = Vec::new();
    // Writing to memory does not fail.
    let _ = emit::emit(Format::Human, &report(&findings, reading, folders, lang), &mut coloured);
    anstream::adapter::strip_str(&String::from_utf8_lossy(&coloured)).to_string()
}
