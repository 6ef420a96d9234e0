//! Decides when to read the files, from what the system reports of them.
//!
//! A file that was closed after writing, or moved into place, is complete: it is read at once. After any other report, the
//! files are read when nothing more was reported for a moment; a file that is being written keeps its earlier bytes until
//! then. Activity that never ends is interrupted from time to time.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How long nothing may be reported until an activity is over.
const QUIET_PERIOD: Duration = Duration::from_millis(30);
/// How long an activity may go on until the files are read all the same.
const MAX_DELAY: Duration = Duration::from_millis(1500);
/// More complete files than this within the window come from a program, such as a checkout, and are read together.
const MAX_SAVES: usize = 3;
const SAVES_WINDOW: Duration = Duration::from_millis(250);

/// What the system reports of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FileChange {
    /// This file is complete.
    Complete(PathBuf),
    /// Bytes were written to this file, and it is still open.
    Written(PathBuf),
    /// This file or folder was removed or moved away.
    Removed(PathBuf),
    /// Anything else.
    Other,
}

#[derive(Clone, Copy, Debug)]
struct Activity {
    since: Instant,
    last: Instant,
}

impl Activity {
    fn started_or_continued(before: Option<Activity>, now: Instant) -> Activity {
        Activity { since: before.map_or(now, |before| before.since), last: now }
    }

    /// When it is over if nothing more is reported, or is interrupted.
    fn ends(&self) -> Instant {
        (self.last + QUIET_PERIOD).min(self.since + MAX_DELAY)
    }
}

#[derive(Debug, Default)]
pub(super) struct Debouncer {
    being_written: BTreeMap<PathBuf, Activity>,
    other_activity: Option<Activity>,
    last_complete: Option<Instant>,
    scheduled_rescan: Option<Instant>,
    recent_saves: VecDeque<Instant>,
}

impl Debouncer {
    pub(super) fn record(&mut self, change: FileChange, now: Instant) {
        match change {
            FileChange::Complete(path) => {
                self.being_written.remove(&path);
                self.recent_saves.push_back(now);
                while self.recent_saves.front().is_some_and(|save| now.duration_since(*save) > SAVES_WINDOW) {
                    self.recent_saves.pop_front();
                }
                if self.recent_saves.len() <= MAX_SAVES {
                    self.last_complete = Some(now);
                } else {
                    self.last_complete = None;
                    self.record_other(now);
                }
            }
            FileChange::Written(path) => {
                let activity = Activity::started_or_continued(self.being_written.get(&path).copied(), now);
                self.being_written.insert(path, activity);
            }
            FileChange::Removed(path) => {
                self.being_written.remove(&path);
                self.record_other(now);
            }
            FileChange::Other => self.record_other(now),
        }
    }

    fn record_other(&mut self, now: Instant) {
        self.other_activity = Some(Activity::started_or_continued(self.other_activity, now));
    }

    /// Lets all files be read in a moment, whatever is reported.
    pub(super) fn schedule_rescan(&mut self, now: Instant) {
        self.scheduled_rescan.get_or_insert(now + QUIET_PERIOD);
    }

    pub(super) fn has_scheduled_rescan(&self) -> bool {
        self.scheduled_rescan.is_some()
    }

    /// When to read the files next, if nothing more is reported.
    pub(super) fn next_scan(&self) -> Option<Instant> {
        self.next_settled().into_iter().chain(self.scheduled_rescan).min()
    }

    /// When the first of the reported activities is over.
    pub(super) fn next_settled(&self) -> Option<Instant> {
        let written = self.being_written.values().map(Activity::ends);
        self.last_complete.into_iter().chain(self.other_activity.map(|activity| activity.ends())).chain(written).min()
    }

    /// The files are read now. Returns those that are still being written.
    pub(super) fn start_scan(&mut self, now: Instant) -> BTreeSet<PathBuf> {
        self.last_complete = None;
        self.scheduled_rescan = None;
        if self.other_activity.is_some_and(|activity| activity.ends() <= now) {
            self.other_activity = None;
        }
        self.being_written.retain(|_, activity| activity.ends() > now);
        self.being_written.keys().cloned().collect()
    }
}
