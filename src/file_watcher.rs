//! Waits for files to change, for time to pass, or for Ctrl-C.
//!
//! What the system reports says only when to read the files; what has changed, the files themselves say. Since reports get
//! lost, the files are also read from time to time without any.

mod debouncer;
mod shared_disk;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, EventKind, ModifyKind, RenameMode};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::failure::Failure;
use crate::output;
use crate::words;
use crate::words::Words;
use crate::workspace::{CONFIG, MAPS, Scan, TEMPLATES, is_ignored, kind_in_maps};
use debouncer::{Debouncer, FileChange};
use shared_disk::shared_disk;

/// How often the files are read without any report, at most: where changes are reported, and where they are not.
const CHECK_INTERVAL: Duration = Duration::from_secs(2);
const POLL_INTERVAL: Duration = Duration::from_millis(250);
const MAX_INTERVAL: Duration = Duration::from_secs(10);
/// Reading without any report may take one part in so many of the time.
const MAX_POLL_SHARE: u32 = 200;
/// How long Ctrl-C lets the current work go on.
const STOP_DELAY: Duration = Duration::from_millis(300);

/// What to do after a wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WatchEvent {
    /// Read the files again.
    Rescan(Rescan),
    /// Say this to the user.
    Message(Words),
    /// Stop.
    Stop,
}

/// How to read the files again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rescan {
    /// Whether reports say that the files are complete; else a file may be half written without anybody knowing.
    pub is_settled: bool,
    /// Files that are known to be half written.
    pub being_written: BTreeSet<PathBuf>,
    /// The only files that can have changed since the last time, where that is known.
    pub only: Option<BTreeSet<PathBuf>>,
}

#[derive(Debug)]
enum Signal {
    FileEvent(notify::Result<Event>),
    Message(Words),
    Stop,
}

enum PathKind {
    File,
    Folder,
}

/// Watches the files of a workspace.
pub(crate) struct FileWatcher {
    root: PathBuf,
    signals: Receiver<Signal>,
    sender: Sender<Signal>,
    /// None, where the files are polled.
    watcher: Option<RecommendedWatcher>,
    /// Why the files are polled, as long as the user has not been told.
    polling_reason: Option<Words>,
    watched_folders: BTreeSet<PathBuf>,
    extra_files: BTreeSet<PathBuf>,
    debouncer: Debouncer,
    /// The files reported since the last scan; none where other things were reported too.
    changed_files: Option<BTreeSet<PathBuf>>,
    next_check: Instant,
}

impl FileWatcher {
    /// Watches the workspace in `root`, or polls its files if the system cannot report changes or `poll` asks for it.
    pub fn new(root: &Path, poll: bool) -> Result<Self, Failure> {
        let (sender, signals) = channel();
        stop_on_ctrl_c(sender.clone())?;
        let (watcher, polling_reason) = match start_watcher(root, poll, sender.clone()) {
            Ok(watcher) => (Some(watcher), None),
            Err(reason) => (None, Some(reason)),
        };
        let next_check = Instant::now() + if watcher.is_some() { CHECK_INTERVAL } else { POLL_INTERVAL };
        Ok(Self {
            root: root.to_owned(),
            signals,
            sender,
            watcher,
            polling_reason,
            watched_folders: BTreeSet::new(),
            extra_files: BTreeSet::new(),
            debouncer: Debouncer::default(),
            changed_files: None,
            next_check,
        })
    }

    /// Passes messages for the user from any thread to the one that waits.
    pub fn message_sender(&self) -> impl Fn(Words) + Send + Sync + 'static {
        let sender = self.sender.clone();
        // Sending fails only when the watching has ended.
        move |words| _ = sender.send(Signal::Message(words))
    }

    /// Watches the folders of the files that were read.
    pub fn watch(&mut self, scan: &Scan) {
        self.extra_files.clone_from(&scan.extra_files);
        if scan.has_unfinished_files {
            self.schedule_rescan();
        }
        let Some(watcher) = &mut self.watcher else { return };
        for gone in self.watched_folders.difference(&scan.folders) {
            // A folder that was removed is no longer watched anyway.
            let _ = watcher.unwatch(gone);
        }
        self.watched_folders.retain(|folder| scan.folders.contains(folder));
        let new_folders: Vec<PathBuf> = scan.folders.difference(&self.watched_folders).cloned().collect();
        for folder in new_folders {
            match watcher.watch(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => _ = self.watched_folders.insert(folder),
                // The folder above reports that it was removed.
                Err(error) if has_gone(&error) => {}
                Err(error) => return self.fall_back_to_polling(&error),
            }
            // A file may have changed before the folder was watched.
            self.debouncer.schedule_rescan(Instant::now());
        }
    }

    /// Lets the files be read again in a moment.
    pub fn schedule_rescan(&mut self) {
        self.debouncer.schedule_rescan(Instant::now());
    }

    /// Lets the files be read again after an interval: the longer reading took, the longer.
    pub fn schedule_check(&mut self, took: Duration) {
        let interval = if self.watcher.is_some() { CHECK_INTERVAL } else { POLL_INTERVAL };
        self.next_check = Instant::now() + (took * MAX_POLL_SHARE).clamp(interval, MAX_INTERVAL);
    }

    /// Lets all files be read again soon, after they could not be read: a folder that was moved away may come back.
    pub fn schedule_retry(&mut self) {
        self.changed_files = None;
        self.next_check = Instant::now() + POLL_INTERVAL;
    }

    fn fall_back_to_polling(&mut self, error: &notify::Error) {
        self.watcher = None;
        self.watched_folders.clear();
        self.schedule_rescan();
        self.polling_reason = Some(reason_of(error));
    }

    /// Waits until it is time to read the files, to say something or to stop.
    pub fn wait(&mut self) -> WatchEvent {
        if let Some(reason) = self.polling_reason.take() {
            return WatchEvent::Message(reason);
        }
        loop {
            let now = Instant::now();
            let next = self.debouncer.next_scan().unwrap_or(self.next_check).min(self.next_check);
            // Even a scan that is due takes in what has been reported by now.
            let signal = if next <= now {
                self.signals.try_recv().map_err(|_| RecvTimeoutError::Timeout)
            } else {
                self.signals.recv_timeout(next - now)
            };
            match signal {
                Ok(Signal::Stop) => return WatchEvent::Stop,
                Ok(Signal::Message(words)) => return WatchEvent::Message(words),
                Ok(Signal::FileEvent(event)) => self.record(event),
                Err(_) if next <= now => return self.rescan(now),
                // This is a timeout: the channel stays open as long as its sender is kept here.
                Err(_) => {}
            }
        }
    }

    fn rescan(&mut self, now: Instant) -> WatchEvent {
        let is_settled = self.debouncer.next_settled().is_some_and(|settled| settled <= now);
        let is_due_anyway = self.debouncer.has_scheduled_rescan() || self.next_check <= now;
        let being_written = self.debouncer.start_scan(now);
        // A file that is still being written has to be read the next time too.
        let changed = self.changed_files.replace(being_written.clone());
        let only = changed.filter(|_| is_settled && !is_due_anyway);
        WatchEvent::Rescan(Rescan { is_settled, being_written, only })
    }

    fn record(&mut self, event: notify::Result<Event>) {
        let now = Instant::now();
        let event = match event {
            Ok(event) if !event.need_rescan() => event,
            // Reports were lost, perhaps of new folders.
            _ => {
                self.watched_folders.clear();
                self.changed_files = None;
                return self.debouncer.record(FileChange::Other, now);
            }
        };
        let Some(path) = event.paths.first().cloned() else { return };
        let Some(path_kind) = self.classify(&path) else { return };
        let Some(change) = change_of(event.kind, path, path_kind) else { return };
        match (&change, &mut self.changed_files) {
            (FileChange::Complete(path) | FileChange::Written(path), Some(changed)) => {
                changed.insert(path.clone());
            }
            _ => self.changed_files = None,
        }
        if let FileChange::Removed(path) = &change {
            // A folder that is created again at the same place has to be watched anew.
            self.watched_folders.retain(|folder| !folder.starts_with(path));
        }
        self.debouncer.record(change, now);
    }

    /// Whether a path is of a file that is read, or may be of a folder of such files; none where it is of neither.
    fn classify(&self, path: &Path) -> Option<PathKind> {
        let file_if = |is_file| if is_file { PathKind::File } else { PathKind::Folder };
        if self.extra_files.contains(path) {
            return Some(PathKind::File);
        }
        // The root, and folders that links lead to.
        if self.watched_folders.contains(path) {
            return Some(PathKind::Folder);
        }
        let name = path.file_name()?.to_string_lossy();
        if is_ignored(&name) {
            return None;
        }
        let below = path.strip_prefix(&self.root).ok()?;
        if below.starts_with(TEMPLATES) {
            return Some(file_if(below != Path::new(TEMPLATES) && path.extension().is_some()));
        }
        if below.starts_with(MAPS) {
            return Some(file_if(kind_in_maps(path).is_some()));
        }
        (below == Path::new(CONFIG)).then_some(PathKind::File)
    }
}

/// Starts the system's watcher; else why the files are to be polled.
fn start_watcher(root: &Path, poll: bool, sender: Sender<Signal>) -> Result<RecommendedWatcher, Words> {
    if poll {
        return Err(words!("The files are checked at intervals.", "按固定间隔检查文件。"));
    }
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    if let Some(kind) = shared_disk(&mounts, root) {
        return Err(words!(
            "This folder is on a shared disk ({kind}), where changes are not reported: the files are checked at intervals.",
            "这个目录在共享磁盘（{kind}）上，系统不报告文件变化，改为按固定间隔检查。"
        ));
    }
    let forward = move |event: notify::Result<Event>| {
        let kind = event.as_ref().map(|event| event.kind);
        // Reading is reported too, also this program's own.
        let is_change =
            !matches!(kind, Ok(EventKind::Access(access)) if access != AccessKind::Close(AccessMode::Write));
        if is_change {
            // Sending fails only when the watching has ended.
            let _ = sender.send(Signal::FileEvent(event));
        }
    };
    notify::recommended_watcher(forward).map_err(|error| reason_of(&error))
}

/// Why an error of the system's watcher makes polling necessary.
fn reason_of(error: &notify::Error) -> Words {
    match &error.kind {
        ErrorKind::MaxFilesWatch => words!(
            "The system watches no more folders (fs.inotify.max_user_watches): the files are checked at intervals.",
            "系统可监视的目录数已达上限（fs.inotify.max_user_watches），改为按固定间隔检查。"
        ),
        ErrorKind::Io(error) if is_too_many_open(error) => words!(
            "The system has no more file watchers (fs.inotify.max_user_instances): the files are checked at intervals.",
            "系统可用的监视器数已达上限（fs.inotify.max_user_instances），改为按固定间隔检查。"
        ),
        _ => words!(
            "The system cannot report changes here ({error}): the files are checked at intervals.",
            "系统无法在这里报告文件变化（{error}），改为按固定间隔检查。"
        ),
    }
}

fn change_of(event: EventKind, path: PathBuf, path_kind: PathKind) -> Option<FileChange> {
    let is_file = matches!(path_kind, PathKind::File);
    Some(match event {
        // Both ends of a renaming were reported before.
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => return None,
        EventKind::Modify(ModifyKind::Name(RenameMode::From)) | EventKind::Remove(_) => FileChange::Removed(path),
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Name(RenameMode::To)) if is_file => {
            FileChange::Complete(path)
        }
        EventKind::Create(CreateKind::Folder) | EventKind::Modify(ModifyKind::Metadata(_)) => FileChange::Other,
        EventKind::Create(_) | EventKind::Modify(_) if is_file => FileChange::Written(path),
        _ => FileChange::Other,
    })
}

fn has_gone(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
        _ => false,
    }
}

/// EMFILE, which the standard library gives no name.
fn is_too_many_open(error: &io::Error) -> bool {
    cfg!(unix) && error.raw_os_error() == Some(24)
}

fn stop_on_ctrl_c(sender: Sender<Signal>) -> Result<(), Failure> {
    let stop = move || {
        let _ = sender.send(Signal::Stop);
        // Only files that are being written are waited for longer than this.
        std::thread::sleep(STOP_DELAY);
        let _nothing_more_is_written = output::release_all();
        std::process::exit(0);
    };
    ctrlc::set_handler(stop)
        .map_err(|error| Failure::new(words!("cannot listen for Ctrl-C: {error}", "无法监听 Ctrl-C：{error}")))
}
