//! `motmap watch`: build, then again at every change, with a preview that follows.
//!
//! What the file system reports is only a hint that something may have happened; the files themselves say what.
//! Nothing that goes wrong ends the watching: it is told, and the last good pages stay until it is mended.

use std::path::Path;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::build_summary::{BuildSummary, blocking_findings, print_nothing_built, printed};
use super::site_folder::{kept_pages, site_folder};
use super::{Exit, Stop, Terminal, last_readable};
use crate::cli::Watch;
use crate::emit::Folders;
use crate::failure::Failure;
use crate::file_watcher::{FileWatcher, WatchEvent};
use crate::output::{OutputFolder, WriteCounts};
use crate::pipeline::{self, BuildCache, Options, Reading, SiteCounts};
use crate::preview::Preview;
use crate::render::{Page, Selection};
use crate::words;
use crate::words::{Lang, Words};
use crate::workspace::{Scan, Workspace, require_root};

/// How long a file may be caught changing, look after look, until it is built as it is.
const PATIENCE: Duration = Duration::from_millis(1500);

pub(super) fn run(args: &Watch, start: &Path, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    let root = require_root(start)?;
    let mut watcher = FileWatcher::new(&root, args.poll)?;
    let mut latest = Scan::new(root)?;
    watcher.watch(&latest);
    let serve = || Preview::start(&args.host, args.port, &args.allow_host, watcher.message_sender());
    let preview = if args.no_serve { None } else { Some(serve()?) };
    let out = site_folder(args.out.as_deref(), start, &latest.workspace);
    let mut site = Site {
        folder: OutputFolder::new(&latest.workspace.root, &out),
        folders: Folders::of(&latest.workspace.root),
        cache: BuildCache::keeping(),
        preview,
        built_from: latest.workspace.clone(),
        unsettled_since: None,
        last_said: None,
        is_behind: false,
    };
    match site.built_from.missing_maps() {
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
        if watcher.polling_reason() != polling.as_ref() {
            polling = watcher.polling_reason().cloned();
            polling.iter().for_each(|reason| say(terminal, reason));
        }
        let (is_settled, being_written, only) = match watcher.wait() {
            WatchEvent::Stop => return Ok(Exit::Clean),
            WatchEvent::Message(words) => {
                say(terminal, &words);
                continue;
            }
            WatchEvent::Rescan { is_settled, being_written, only } => (is_settled, being_written, only),
        };
        let begun = Instant::now();
        match latest.rescan(&being_written, only.as_ref()) {
            Ok(scan) => {
                let was_modified = !is_settled && site.folder.was_modified();
                if !is_settled {
                    watcher.schedule_check(begun.elapsed());
                }
                watcher.watch(&scan);
                let is_still = scan.workspace.has_same_files(&latest.workspace);
                latest = scan;
                if site.looked_at(&latest.workspace, is_settled || is_still, terminal) == Now::LookAgain {
                    watcher.schedule_rescan();
                }
                // Somebody else has changed or removed pages, or they could not be written before.
                if was_modified || !is_settled && site.is_behind {
                    site.build_again(terminal);
                }
            }
            // The folder may be in the middle of being moved, or a file of being replaced: the next look will tell.
            Err(failure) => {
                site.tell(Some(failure), terminal);
                watcher.schedule_retry();
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
    folder: OutputFolder,
    folders: Folders,
    cache: BuildCache,
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
        let lack = found.missing_maps();
        if !self.is_behind && lack.is_none() {
            self.tell(None, terminal);
        }
        if found.has_same_files(&self.built_from) {
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
        let mut reading = pipeline::read_with(&self.built_from, Options::default(), &mut self.cache);
        last_readable::show(&mut reading, &self.built_from, &mut self.cache, &self.folder);
        let lang = terminal.adopt(&reading);
        let keep = kept_pages(Selection::default(), reading.shown_site());
        let written = if reading.site.config.faulty {
            self.preview.iter().for_each(|preview| preview.show_findings(faults(&reading, &self.folders, lang)));
            Ok(None)
        } else {
            let writer = self.folder.begin_incremental();
            // What somebody is at work on is there first; what is put together from many maps can wait.
            let at_once = |reading: &Reading, pages: &[Page]| {
                let is_sound = blocking_findings(&reading.findings).is_empty();
                self.preview.iter().filter(|_| is_sound).for_each(|preview| preview.show_early(pages));
                writer.iter().for_each(|writer| pages.par_iter().for_each(|page| writer.write_early(page)));
            };
            let mut pages = pipeline::render_pages(&mut reading, &self.cache, at_once);
            // All is in memory: whoever looks at the preview need not wait for the disk.
            let show = |preview: &Preview| preview.show(&pages, &keep, faults(&reading, &self.folders, lang));
            self.preview.iter().for_each(show);
            pages.extend(last_readable::remembered(&reading, &self.cache));
            writer.and_then(|writer| writer.finish(&pages, &keep)).map(Some)
        };
        self.is_behind = written.is_err();
        match written {
            Ok(done) => {
                // That nobody reads what is said is no reason to stop.
                let _ = self.print_summary(&reading, done, terminal);
                None
            }
            Err(failure) => Some(failure),
        }
    }

    fn print_summary(
        &self,
        reading: &Reading,
        done: Option<WriteCounts>,
        terminal: &mut Terminal<'_>,
    ) -> Result<(), Stop> {
        let Some(done) = done else { return print_nothing_built(reading, &self.folders, terminal) };
        let counts = SiteCounts::of_site(&reading.site);
        let summary = BuildSummary::new(reading, counts, 0, &[], &self.folders, terminal.lang());
        summary.print(done, self.folder.display_path(), terminal)
    }

    /// Builds and writes, and says what goes wrong.
    fn build_again(&mut self, terminal: &mut Terminal<'_>) {
        if self.built_from.missing_maps().is_some() {
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
            preview.show_error(shown);
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

/// The findings that the preview lays over its pages, as text; empty where all is well.
fn faults(reading: &Reading, folders: &Folders, lang: Lang) -> String {
    let coloured = printed(&blocking_findings(&reading.findings), reading, folders, lang);
    anstream::adapter::strip_str(&coloured).to_string()
}
