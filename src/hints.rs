//! When to look at the files again: what the file system reports, the passing of time, and Ctrl-C.
//!
//! A report is a hint and no more: the files themselves say what has changed. And since reports get lost, now and
//! then it is time to look without any.

mod bustle;
mod disk;

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
use bustle::{Bustle, Change};
pub use disk::shared_disk;

/// How often to look without any report, at most: where there are reports, and where there are none.
const ROUND: Duration = Duration::from_secs(2);
const POLLING_ROUND: Duration = Duration::from_millis(250);
const LONGEST_ROUND: Duration = Duration::from_secs(10);
/// The part of the time that may be spent on looking without any report: one in so many.
const IDLENESS: u32 = 200;
/// How long Ctrl-C waits for the work at hand.
const LAST_MOMENT: Duration = Duration::from_millis(300);

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Look at the files.
    Look {
        /// Whether what was going on is over; else a file may be in the middle of being written without its being
        /// known.
        is_settled: bool,
        /// Files that are known to be in the middle of being written.
        being_written: BTreeSet<PathBuf>,
        /// The files that it is about, where nothing else is reported to have happened since the last look: a look at
        /// these will do, until the next by the clock.
        only: Option<BTreeSet<PathBuf>>,
    },
    /// Tell the user.
    Tell(Words),
    /// Stop.
    Stop,
}

#[derive(Debug)]
enum Report {
    Event(notify::Result<Event>),
    Tell(Words),
    Stop,
}

/// Waits for hints about a workspace.
pub struct Hints {
    root: PathBuf,
    reports: Receiver<Report>,
    sender: Sender<Report>,
    /// Kept alive for as long as it is to report; none where the files are polled.
    watcher: Option<RecommendedWatcher>,
    polls_because: Option<Words>,
    followed: BTreeSet<PathBuf>,
    outlying: BTreeSet<PathBuf>,
    bustle: Bustle,
    /// The files of which something is reported since the last look; none where it is more than files.
    named: Option<BTreeSet<PathBuf>>,
    next_round: Instant,
}

impl Hints {
    /// Hints about the workspace in `root`; where the system cannot report, or `poll` is asked for, by the clock
    /// alone.
    ///
    /// # Errors
    /// Where Ctrl-C cannot be listened for.
    pub fn new(root: &Path, poll: bool) -> Result<Self, Failure> {
        let (sender, reports) = channel();
        listen_for_stop(sender.clone())?;
        let mut hints = Self {
            root: root.to_owned(),
            reports,
            sender: sender.clone(),
            watcher: None,
            polls_because: None,
            followed: BTreeSet::new(),
            outlying: BTreeSet::new(),
            bustle: Bustle::default(),
            named: None,
            next_round: Instant::now() + if poll { POLLING_ROUND } else { ROUND },
        };
        let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
        if poll {
            hints.polls_because = Some(words!("Looking at the files by the clock.", "按固定间隔检查文件。"));
        } else if let Some(kind) = shared_disk(&mounts, root) {
            hints.polls_because = Some(words!(
                "This folder is on a shared disk ({kind}), where changes are not reported; looking by the clock.",
                "这个目录在共享磁盘（{kind}）上，系统不报告文件变化，改为按固定间隔检查。"
            ));
        } else {
            // Reading is reported too, and is our own.
            let is_news = |event: &notify::Result<Event>| {
                let kind = event.as_ref().map(|event| event.kind);
                !matches!(kind, Ok(EventKind::Access(access)) if access != AccessKind::Close(AccessMode::Write))
            };
            // When the watching has ended nobody needs to know.
            let pass_on = move |event| _ = if is_news(&event) { sender.send(Report::Event(event)) } else { Ok(()) };
            match notify::recommended_watcher(pass_on) {
                Ok(watcher) => hints.watcher = Some(watcher),
                Err(error) => hints.poll_instead(&error),
            }
        }
        Ok(hints)
    }

    /// Passes on what the user is to be told, from whatever thread.
    pub fn messenger(&self) -> impl Fn(Words) + Send + Sync + 'static {
        let sender = self.sender.clone();
        // When the watching has ended nobody needs to know.
        move |words| _ = sender.send(Report::Tell(words))
    }

    /// Why the files are looked at by the clock, if they are.
    pub fn polls_because(&self) -> Option<&Words> {
        self.polls_because.as_ref()
    }

    /// Follows what was read in a look, and takes into account what looking by the clock costs.
    pub(crate) fn follow(&mut self, scan: &Scan) {
        self.outlying.clone_from(&scan.extra_files);
        if scan.has_unfinished_files {
            self.look_again();
        }
        let Some(watcher) = &mut self.watcher else { return };
        for gone in self.followed.difference(&scan.folders) {
            // What is gone needs no unfollowing.
            let _ = watcher.unwatch(gone);
        }
        self.followed.retain(|folder| scan.folders.contains(folder));
        let mut failed = None;
        for new in scan.folders.difference(&self.followed.clone()) {
            match watcher.watch(new, RecursiveMode::NonRecursive) {
                Ok(()) => _ = self.followed.insert(new.clone()),
                // It has gone since: whoever took it away is reported.
                Err(error) if has_gone(&error) => {}
                Err(error) => {
                    failed = Some(error);
                    break;
                }
            }
            // Something may have happened in it before it was followed.
            self.bustle.look_again(Instant::now());
        }
        if let Some(error) = failed {
            self.poll_instead(&error);
        }
    }

    /// Looks again in a moment.
    pub fn look_again(&mut self) {
        self.bustle.look_again(Instant::now());
    }

    /// Looking by the clock took that long: the more it takes, the more seldom it is done.
    pub fn looked_by_the_clock(&mut self, took: Duration) {
        let round = if self.watcher.is_some() { ROUND } else { POLLING_ROUND };
        self.next_round = Instant::now() + (took * IDLENESS).clamp(round, LONGEST_ROUND);
    }

    /// There was nothing to look at; whoever takes the whole folder away may well put it back.
    pub fn looked_in_vain(&mut self) {
        // Whatever stood in the way is looked at again, too.
        self.named = None;
        self.next_round = Instant::now() + POLLING_ROUND;
    }

    fn poll_instead(&mut self, error: &notify::Error) {
        self.watcher = None;
        self.followed.clear();
        self.look_again();
        self.polls_because = Some(match &error.kind {
            ErrorKind::MaxFilesWatch => words!(
                "No more folders can be followed here (fs.inotify.max_user_watches); looking by the clock instead.",
                "系统可监视的目录数已达上限（fs.inotify.max_user_watches），改为按固定间隔检查。"
            ),
            ErrorKind::Io(error) if is_too_many_open(error) => words!(
                "No more programs can follow files here (fs.inotify.max_user_instances); looking by the clock.",
                "系统可用的监视器数已达上限（fs.inotify.max_user_instances），改为按固定间隔检查。"
            ),
            _ => words!(
                "The system cannot report changes here ({error}); looking by the clock instead.",
                "系统无法在这里报告文件变化（{error}），改为按固定间隔检查。"
            ),
        });
    }

    /// Waits until it is time to look, or to stop.
    pub fn wait(&mut self) -> Hint {
        loop {
            let now = Instant::now();
            let next = self.bustle.next_look().unwrap_or(self.next_round).min(self.next_round);
            // What has been reported by now belongs to this look, however soon it is due.
            let report = if next <= now {
                self.reports.try_recv().map_err(|_| RecvTimeoutError::Timeout)
            } else {
                self.reports.recv_timeout(next - now)
            };
            match report {
                Ok(Report::Stop) => return Hint::Stop,
                Ok(Report::Tell(words)) => return Hint::Tell(words),
                Ok(Report::Event(event)) => self.take(event),
                Err(_) if next <= now => return self.look(now),
                Err(RecvTimeoutError::Timeout) => {}
                // Nobody is left to report; the clock is.
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(next - now),
            }
        }
    }

    fn look(&mut self, now: Instant) -> Hint {
        let is_settled = self.bustle.next_settling().is_some_and(|settling| settling <= now);
        // Not what was to be looked at again in any case, nor by the clock: then everything is.
        let is_reported = is_settled && !self.bustle.is_to_be_looked_at_again() && self.next_round > now;
        let being_written = self.bustle.looked(now);
        let only = self.named.replace(being_written.clone()).filter(|_| is_reported);
        Hint::Look { is_settled, being_written, only }
    }

    fn take(&mut self, event: notify::Result<Event>) {
        let now = Instant::now();
        let event = match event {
            Ok(event) if !event.need_rescan() => event,
            // Reports were lost, of new folders too.
            _ => {
                self.followed.clear();
                self.named = None;
                return self.bustle.take(Change::Something, now);
            }
        };
        let Some(path) = event.paths.first().cloned() else { return };
        let Some(is_file) = self.concerns_a_file(&path) else { return };
        let change = match event.kind {
            // What was reported as going and as coming is reported together once more.
            EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => return,
            EventKind::Modify(ModifyKind::Name(RenameMode::From)) | EventKind::Remove(_) => {
                // A folder that is made again in the same place is another one, and to be followed anew.
                self.followed.retain(|folder| !folder.starts_with(&path));
                Change::Gone(path)
            }
            EventKind::Access(_) | EventKind::Modify(ModifyKind::Name(RenameMode::To)) if is_file => {
                Change::Complete(path)
            }
            EventKind::Create(CreateKind::Folder) | EventKind::Modify(ModifyKind::Metadata(_)) => Change::Something,
            EventKind::Create(_) | EventKind::Modify(_) if is_file => Change::Written(path),
            _ => Change::Something,
        };
        match (&change, &mut self.named) {
            (Change::Complete(path) | Change::Written(path), Some(named)) => _ = named.insert(path.clone()),
            _ => self.named = None,
        }
        self.bustle.take(change, now);
    }

    /// Whether it is a file that is read, or may be a folder of such files; none where it is neither.
    fn concerns_a_file(&self, path: &Path) -> Option<bool> {
        if self.outlying.contains(path) {
            return Some(true);
        }
        // The root, and folders that links lead to.
        if self.followed.contains(path) {
            return Some(false);
        }
        let name = path.file_name()?.to_string_lossy();
        if is_ignored(&name) {
            return None;
        }
        let below = path.strip_prefix(&self.root).ok()?;
        if below.starts_with(TEMPLATES) {
            return Some(below != Path::new(TEMPLATES) && path.extension().is_some());
        }
        if below.starts_with(MAPS) {
            return Some(kind_in_maps(path).is_some());
        }
        (below == Path::new(CONFIG)).then_some(true)
    }
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

fn listen_for_stop(sender: Sender<Report>) -> Result<(), Failure> {
    let stop = move || {
        let _ = sender.send(Report::Stop);
        // Whatever is at work now is not waited for, but for the files that are being written.
        std::thread::sleep(LAST_MOMENT);
        let _nothing_more_is_written = output::release_all();
        std::process::exit(0);
    };
    ctrlc::set_handler(stop)
        .map_err(|error| Failure::new(words!("cannot listen for Ctrl-C: {error}", "无法监听 Ctrl-C：{error}")))
}
