//! When to look again: what the file system reports, the passing of time, and Ctrl-C.
//!
//! A report is a hint and no more. Some say that a file is complete (it was closed after writing, or moved into place): then
//! it is time to look at once. Others come in the middle of something (bytes written, a name gone): then it is time to look
//! when they have been still for a moment. And now and then it is time to look anyway, since reports get lost.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RenameMode};
use notify::{ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::failure::Failure;
use crate::words;
use crate::words::Words;
use crate::workspace::{MAPS, TEMPLATES};

/// How long nothing may be reported until what was going on is taken to be over.
const STILLNESS: Duration = Duration::from_millis(30);
/// How long something may go on until it is looked at all the same.
const PATIENCE: Duration = Duration::from_secs(2);
/// How soon after a look further reports belong to the same bustle, such as a checkout of many files.
const BUSTLE: Duration = Duration::from_millis(250);
/// How often to look without any report, where there are reports and where there are none.
const PERIOD: Duration = Duration::from_secs(2);
const POLLING_PERIOD: Duration = Duration::from_millis(250);

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Look at the files.
    Look,
    /// Stop.
    Stop,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Report {
    /// Something is complete.
    Complete,
    /// Something is going on.
    GoingOn,
    /// Ctrl-C.
    Stop,
}

/// Waits for hints about a workspace.
pub struct Hints {
    reports: Receiver<Report>,
    /// Kept alive for as long as it is to report; none where the files are polled.
    watcher: Option<RecommendedWatcher>,
    polls_because: Option<Words>,
    followed: Vec<PathBuf>,
    last_look: Option<Instant>,
}

impl Hints {
    /// Hints about the workspace in `root`; where the system cannot report, or `poll` is asked for, by the clock alone.
    ///
    /// # Errors
    /// Where Ctrl-C cannot be listened for.
    pub fn new(root: &Path, poll: bool) -> Result<Self, Failure> {
        let (sender, reports) = channel();
        listen_for_stop(sender.clone())?;
        let mut hints = Self { reports, watcher: None, polls_because: None, followed: Vec::new(), last_look: None };
        if poll {
            hints.polls_because = Some(words!("Looking at the files by the clock.", "按固定间隔检查文件。"));
            return Ok(hints);
        }
        match notify::recommended_watcher(move |event| report(&sender, event)) {
            Ok(watcher) => {
                hints.watcher = Some(watcher);
                hints.follow(root);
            }
            Err(error) => hints.poll_instead(&error),
        }
        Ok(hints)
    }

    /// Why the files are looked at by the clock, if they are.
    pub fn polls_because(&self) -> Option<&Words> {
        self.polls_because.as_ref()
    }

    /// Follows the folders that there are now; one that was deleted and made again is another folder.
    pub fn follow(&mut self, root: &Path) {
        let Some(watcher) = &mut self.watcher else { return };
        for old in self.followed.drain(..) {
            // What is gone needs no unfollowing.
            let _ = watcher.unwatch(&old);
        }
        let folders = [(root.to_owned(), RecursiveMode::NonRecursive)]
            .into_iter()
            .chain([MAPS, TEMPLATES].map(|folder| (root.join(folder), RecursiveMode::Recursive)))
            .filter(|(folder, _)| folder.is_dir());
        for (folder, mode) in folders {
            match watcher.watch(&folder, mode) {
                Ok(()) => self.followed.push(folder),
                Err(error) => return self.poll_instead(&error),
            }
        }
    }

    fn poll_instead(&mut self, error: &notify::Error) {
        self.watcher = None;
        self.polls_because = Some(match error.kind {
            ErrorKind::MaxFilesWatch => words!(
                "The system's limit of watched folders (fs.inotify.max_user_watches) is reached; looking by the clock instead.",
                "系统可监视的目录数已达上限（fs.inotify.max_user_watches），改为按固定间隔检查。"
            ),
            _ => words!(
                "The system cannot report changes here ({error}); looking by the clock instead.",
                "系统无法在这里报告文件变化（{error}），改为按固定间隔检查。"
            ),
        });
    }

    /// Waits until it is time to look, or to stop.
    pub fn wait(&mut self) -> Hint {
        let period = if self.watcher.is_some() { PERIOD } else { POLLING_PERIOD };
        let hint = match self.reports.recv_timeout(period) {
            Ok(Report::Stop) => Hint::Stop,
            Ok(Report::Complete) if !self.in_a_bustle() => self.gather(Duration::ZERO),
            Ok(_) => self.gather(STILLNESS),
            Err(RecvTimeoutError::Timeout) => Hint::Look,
            // Nobody is left to report; the clock is.
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(period);
                Hint::Look
            }
        };
        self.last_look = Some(Instant::now());
        hint
    }

    fn in_a_bustle(&self) -> bool {
        self.last_look.is_some_and(|look| look.elapsed() < BUSTLE)
    }

    /// Takes further reports until none has come for as long as `still`, or patience is over.
    fn gather(&self, still: Duration) -> Hint {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match self.reports.recv_timeout(still) {
                Ok(Report::Stop) => return Hint::Stop,
                Ok(_) => {}
                Err(_) => break,
            }
        }
        Hint::Look
    }
}

fn listen_for_stop(sender: Sender<Report>) -> Result<(), Failure> {
    ctrlc::set_handler(move || _ = sender.send(Report::Stop))
        .map_err(|error| Failure::new(words!("cannot listen for Ctrl-C: {error}", "无法监听 Ctrl-C：{error}")))
}

/// Passes on what may matter. Reading is reported too, and is our own.
fn report(sender: &Sender<Report>, event: notify::Result<Event>) {
    let report = match event.map(|event| (event.need_rescan(), event.kind)) {
        Ok((true, _)) | Err(_) => Report::GoingOn,
        Ok((_, EventKind::Access(AccessKind::Close(AccessMode::Write)))) => Report::Complete,
        Ok((_, EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)))) => Report::Complete,
        Ok((_, EventKind::Access(_))) => return,
        Ok(_) => Report::GoingOn,
    };
    // When the watching has ended nobody needs to know.
    let _ = sender.send(report);
}
