//! `motmap watch`: builds, then again at every change, with a preview that follows.
//!
//! Nothing that goes wrong ends the watching: it is reported, and the last good pages stay until it is over.

use std::path::Path;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::build_summary::{BuildSummary, blocking_findings, print_nothing_built, printed};
use super::site_folder::{EditionFolders, kept_pages};
use super::{Exit, Stop, Terminal, last_readable};
use crate::cli::WatchArgs;
use crate::emit::BaseFolders;
use crate::failure::Failure;
use crate::file_watcher::{FileWatcher, Rescan, WatchEvent};
use crate::output::WriteCounts;
use crate::pipeline::{self, BuildCache, Options, Reading, SiteCounts};
use crate::preview::Preview;
use crate::render::{Edition, Page, Selection};
use crate::words;
use crate::words::{Lang, Words};
use crate::workspace::{SITE, Scan, Workspace, require_root};

/// How long files may go on changing until they are built as they are.
const MAX_DELAY: Duration = Duration::from_millis(1500);

pub(super) fn run(args: &WatchArgs, start: &Path, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    let root = require_root(start)?;
    let mut watcher = FileWatcher::new(&root, args.poll)?;
    let scan = Scan::new(root)?;
    watcher.watch(&scan);
    let start_preview = || Preview::start(&args.host, args.port, &args.allow_host, watcher.message_sender());
    let preview = if args.no_serve { None } else { Some(start_preview()?) };
    let out = EditionFolders::new(SITE, args.out.as_deref(), args.trainer_out.as_deref(), start, &scan.workspace)?;
    let mut site = WatchedSite::new(scan, out, preview);
    site.build_first(terminal)?;
    site.announce_preview(args.open, terminal);
    loop {
        match watcher.wait() {
            WatchEvent::Rescan(rescan) => site.follow_changes(&rescan, &mut watcher, terminal),
            WatchEvent::Message(words) => say(terminal, &words),
            WatchEvent::Stop => return Ok(Exit::Clean),
        }
    }
}

/// A site that follows the files of its workspace.
struct WatchedSite {
    scan: Scan,
    built_from: Workspace,
    cache: BuildCache,
    out: EditionFolders,
    folders: BaseFolders,
    preview: Option<Preview>,
    /// Since when the files have been changing, if they are.
    changing_since: Option<Instant>,
    /// The failure that was reported last, if it is not over.
    failure: Option<Failure>,
    /// Whether the last build could not be written.
    is_unwritten: bool,
}

impl WatchedSite {
    fn new(scan: Scan, out: EditionFolders, preview: Option<Preview>) -> Self {
        let workspace = scan.workspace.clone();
        Self {
            cache: BuildCache::keeping(),
            out,
            folders: BaseFolders::of(&workspace.root),
            preview,
            changing_since: None,
            failure: None,
            is_unwritten: false,
            built_from: workspace,
            scan,
        }
    }

    /// Builds for the first time, or says that there is no map yet.
    fn build_first(&mut self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        if let Some(missing_maps) = self.built_from.missing_maps() {
            terminal.adopt(&pipeline::read(&self.built_from));
            self.report(Some(missing_maps), terminal);
            say(terminal, &words!("Waiting for the first map.", "正在等待第一张图。"));
            return Ok(());
        }
        // A folder that cannot be written to from the start is not worth watching for.
        self.build_and_write(terminal)
    }

    /// Says where the preview is, and opens it if that is asked for.
    fn announce_preview(&self, open: bool, terminal: &mut Terminal<'_>) {
        let Some(preview) = &self.preview else { return };
        let address = preview.address();
        say(terminal, &words!("Preview: {address} (Ctrl-C ends it)", "预览：{address}（按 Ctrl-C 结束）"));
        if open && open::that_detached(&address).is_err() {
            say(terminal, &words!("No browser could be opened.", "没能打开浏览器。"));
        }
    }

    /// Reads the files again, and builds if they have changed.
    fn follow_changes(&mut self, rescan: &Rescan, watcher: &mut FileWatcher, terminal: &mut Terminal<'_>) {
        let begun = Instant::now();
        let scan = match self.scan.rescan(&rescan.being_written, rescan.only.as_ref()) {
            Ok(scan) => scan,
            Err(failure) => {
                self.report(Some(failure), terminal);
                return watcher.schedule_retry();
            }
        };
        let was_modified = !rescan.is_settled && self.out.were_modified();
        if !rescan.is_settled {
            watcher.schedule_check(begun.elapsed());
        }
        watcher.watch(&scan);
        let is_settled = rescan.is_settled || scan.workspace.has_same_files(&self.scan.workspace);
        self.scan = scan;
        if self.build_if_changed(is_settled, terminal) == Files::Changing {
            watcher.schedule_rescan();
        }
        // Pages were changed or removed by others, or could not be written before.
        if was_modified || !rescan.is_settled && self.is_unwritten {
            self.build(terminal);
        }
    }

    /// Builds what was read, unless it is what was built before or is still changing.
    fn build_if_changed(&mut self, is_settled: bool, terminal: &mut Terminal<'_>) -> Files {
        let missing_maps = self.scan.workspace.missing_maps();
        if !self.is_unwritten && missing_maps.is_none() {
            self.report(None, terminal);
        }
        if self.scan.workspace.has_same_files(&self.built_from) {
            self.changing_since = None;
            return Files::Settled;
        }
        let since = *self.changing_since.get_or_insert_with(Instant::now);
        if !is_settled && since.elapsed() < MAX_DELAY {
            return Files::Changing;
        }
        self.changing_since = None;
        if missing_maps.is_some() {
            // The pages stay until there is a map again.
            self.report(missing_maps, terminal);
            return Files::Settled;
        }
        self.built_from = self.scan.workspace.clone();
        self.build(terminal);
        Files::Settled
    }

    /// Builds and writes, and reports what goes wrong.
    fn build(&mut self, terminal: &mut Terminal<'_>) {
        if self.built_from.missing_maps().is_none() {
            let failure = self.build_and_write(terminal).err();
            self.report(failure, terminal);
        }
    }

    /// Builds the workspace, shows it in the preview, writes it and says what was done and found.
    fn build_and_write(&mut self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        let mut reading = pipeline::read_with(&self.built_from, Options::default(), &mut self.cache);
        last_readable::show(&mut reading, &self.built_from, &mut self.cache, &self.out.trainers);
        let lang = terminal.adopt(&reading);
        let written = if reading.site.config.faulty {
            if let Some(preview) = &self.preview {
                preview.show_findings(findings_as_text(&reading, &self.folders, lang));
            }
            Ok(None)
        } else {
            self.render_and_write(&mut reading, lang).map(Some)
        };
        self.is_unwritten = written.is_err();
        // The watching goes on also where nobody reads what it says.
        written.map(|counts| _ = self.print_summary(&reading, counts, terminal))
    }

    fn print_summary(
        &mut self,
        reading: &Reading,
        counts: Option<Vec<(Edition, WriteCounts)>>,
        terminal: &mut Terminal<'_>,
    ) -> Result<(), Stop> {
        let Some(counts) = counts else { return print_nothing_built(reading, &self.folders, terminal) };
        let site = SiteCounts::of_site(&reading.site);
        let summary = BuildSummary::new(reading, site, 0, &[], &self.folders, terminal.lang());
        summary.print(&counts, &mut self.out, terminal)
    }

    /// Makes the pages, the changed maps' first, and shows and writes each as soon as it can be.
    fn render_and_write(&mut self, reading: &mut Reading, lang: Lang) -> Result<Vec<(Edition, WriteCounts)>, Failure> {
        let keep = kept_pages(Selection::default(), reading.shown_site());
        let EditionFolders { readers, trainers } = &mut self.out;
        let (for_readers, for_trainers) = (readers.begin_incremental(), trainers.begin_incremental());
        let show_early = |reading: &Reading, edition: Edition, pages: &[Page]| {
            let may_be_shown = blocking_findings(&reading.findings).is_empty();
            self.preview.iter().filter(|_| may_be_shown).for_each(|preview| preview.show_early(edition, pages));
            let writer = if edition == Edition::Readers { &for_readers } else { &for_trainers };
            writer.iter().for_each(|writer| pages.par_iter().for_each(|page| writer.write_early(page)));
        };
        let mut pages = pipeline::render_pages(reading, &self.cache, show_early);
        // The preview does not wait for the disk.
        if let Some(preview) = &self.preview {
            preview.show(&pages, &keep, findings_as_text(reading, &self.folders, lang));
        }
        pages.trainers.extend(last_readable::remembered(reading, &self.cache));
        let (for_readers, for_trainers) = (for_readers?, for_trainers?);
        let readers = for_readers.finish(&pages.readers, &keep)?;
        let trainers = for_trainers.finish(&pages.trainers, &keep)?;
        Ok(vec![(Edition::Readers, readers), (Edition::Trainers, trainers)])
    }

    /// Reports a failure once, in the preview too; or that it is over.
    fn report(&mut self, failure: Option<Failure>, terminal: &mut Terminal<'_>) {
        if failure == self.failure {
            return;
        }
        let text = failure.as_ref().map_or("", |failure| failure.0.get(terminal.lang()));
        self.preview.iter().for_each(|preview| preview.show_error(text));
        match &failure {
            Some(failure) => say(terminal, &failure.0),
            None => say(terminal, &words!("All is well again.", "已恢复正常。")),
        }
        self.failure = failure;
    }
}

#[derive(PartialEq, Eq)]
enum Files {
    Settled,
    Changing,
}

/// Says something; the watching goes on also where nobody reads it.
fn say(terminal: &mut Terminal<'_>, words: &Words) {
    let _ = terminal.say(terminal.lang(), words);
}

/// The findings that prevent pages from being built, as the preview lays them over its pages; empty if there are none.
fn findings_as_text(reading: &Reading, folders: &BaseFolders, lang: Lang) -> String {
    let coloured = printed(&blocking_findings(&reading.findings), reading, folders, lang);
    anstream::adapter::strip_str(&coloured).to_string()
}
