//! Names that are not known where they stand: what seems to be missing there may be what they name.

use std::collections::{HashMap, HashSet};

use crate::source::Span;

/// The names of a file that are not known where they stand, each with the field it is read as.
#[derive(Debug, Default)]
pub struct Misnamed {
    /// By the fields among which they stand.
    within: HashMap<Span, Vec<Option<&'static str>>>,
    /// The names that are read as another, and what they name.
    guessed: HashSet<Span>,
}

impl Misnamed {
    /// Adds a name among the fields at `parent`: where it stands, where its value stands, and what it is read as.
    pub(super) fn add(&mut self, parent: Span, key: Span, value: Span, read_as: Option<&'static str>) {
        self.within.entry(parent).or_default().push(read_as);
        if read_as.is_some() {
            self.guessed.extend([key, value]);
        }
    }

    /// What the unknown names among the fields at `parent` are read as; nothing where nobody can tell.
    pub fn within(&self, parent: Span) -> &[Option<&'static str>] {
        self.within.get(&parent).map_or(&[], Vec::as_slice)
    }

    /// Whether a field that seems to be missing at `parent` may be there under a name that nobody can read.
    pub fn may_hide_field(&self, parent: Span) -> bool {
        self.within(parent).contains(&None)
    }

    /// Whether what stands at `span` is an unknown name that is read as another, or what such a one names.
    pub fn is_guessed(&self, span: Span) -> bool {
        self.guessed.contains(&span)
    }
}
