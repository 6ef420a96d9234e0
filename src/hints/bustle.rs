//! What is going on among the files as far as it is reported, and when to look at them.
//!
//! Some reports say that a file is complete: it was closed after writing, or moved into place. Then it is time to
//! look at once. Others come in the middle of something: bytes written, a name gone. Then it is time to look when
//! that has been still for a moment, and meanwhile the file that is being written is left as it was. What goes on
//! without end is looked at now and then all the same.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How long nothing may be reported until what was going on is taken to be over.
pub(super) const STILLNESS: Duration = Duration::from_millis(30);
/// How long something may go on until it is looked at all the same.
pub(super) const PATIENCE: Duration = Duration::from_millis(1500);
/// More complete files than this in that time are no saves of a person, but a checkout or a program: they are
/// gathered.
const SAVES: usize = 3;
const SAVES_WITHIN: Duration = Duration::from_millis(250);

/// What is reported of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// This file is complete.
    Complete(PathBuf),
    /// Bytes were written to this file, and it is still open.
    Written(PathBuf),
    /// This file or folder has gone from its place.
    Gone(PathBuf),
    /// Something else, or nobody knows what.
    Something,
}

/// Something that goes on.
#[derive(Clone, Copy, Debug)]
struct Going {
    since: Instant,
    last: Instant,
}

impl Going {
    fn on(going: Option<Going>, now: Instant) -> Going {
        Going { since: going.map_or(now, |going| going.since), last: now }
    }

    /// When to look at it if nothing more is reported.
    fn settles(&self) -> Instant {
        (self.last + STILLNESS).min(self.since + PATIENCE)
    }
}

#[derive(Debug, Default)]
pub(super) struct Bustle {
    being_written: BTreeMap<PathBuf, Going>,
    others: Option<Going>,
    complete: Option<Instant>,
    again: Option<Instant>,
    /// When files were complete of late.
    recent: VecDeque<Instant>,
}

impl Bustle {
    pub(super) fn take(&mut self, change: Change, now: Instant) {
        match change {
            Change::Complete(path) => {
                self.being_written.remove(&path);
                self.recent.push_back(now);
                while self.recent.front().is_some_and(|save| now.duration_since(*save) > SAVES_WITHIN) {
                    self.recent.pop_front();
                }
                if self.recent.len() <= SAVES {
                    self.complete = Some(now);
                } else {
                    self.complete = None;
                    self.stir(now);
                }
            }
            Change::Written(path) => {
                let going = Going::on(self.being_written.get(&path).copied(), now);
                self.being_written.insert(path, going);
            }
            Change::Gone(path) => {
                self.being_written.remove(&path);
                self.stir(now);
            }
            Change::Something => self.stir(now),
        }
    }

    fn stir(&mut self, now: Instant) {
        self.others = Some(Going::on(self.others, now));
    }

    /// Looks again in a moment, whatever is reported.
    pub(super) fn look_again(&mut self, now: Instant) {
        self.again.get_or_insert(now + STILLNESS);
    }

    /// Whether it is to be looked again, whatever is reported.
    pub(super) fn is_to_be_looked_at_again(&self) -> bool {
        self.again.is_some()
    }

    /// When to look, as far as is known now.
    pub(super) fn next_look(&self) -> Option<Instant> {
        self.next_settling().into_iter().chain(self.again).min()
    }

    /// When something that was reported is over.
    pub(super) fn next_settling(&self) -> Option<Instant> {
        let written = self.being_written.values().map(Going::settles);
        self.complete.into_iter().chain(self.others.map(|going| going.settles())).chain(written).min()
    }

    /// It is looked now: which files are to be left, since they are still being written.
    pub(super) fn looked(&mut self, now: Instant) -> BTreeSet<PathBuf> {
        self.complete = None;
        self.again = None;
        if self.others.is_some_and(|going| going.settles() <= now) {
            self.others = None;
        }
        self.being_written.retain(|_, going| going.settles() > now);
        self.being_written.keys().cloned().collect()
    }
}
