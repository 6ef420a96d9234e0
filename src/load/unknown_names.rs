//! Field names that the format does not know at their place. A field that seems to be missing may stand under one of them.

use std::collections::{HashMap, HashSet};

use crate::source::Span;

/// The unknown field names of a file, each with the field that it is read as.
#[derive(Debug, Default)]
pub struct UnknownNames {
    /// What each is read as, by the place of the mapping that it stands in.
    by_mapping: HashMap<Span, Vec<Option<&'static str>>>,
    /// The places of names that are read as another, and of their values.
    guessed: HashSet<Span>,
}

impl UnknownNames {
    /// Adds a name in the mapping at `parent`: its place, the place of its value, and what it is read as.
    pub(super) fn add(&mut self, parent: Span, key: Span, value: Span, read_as: Option<&'static str>) {
        self.by_mapping.entry(parent).or_default().push(read_as);
        if read_as.is_some() {
            self.guessed.extend([key, value]);
        }
    }

    /// What the unknown names in the mapping at `parent` are read as; `None` for one that cannot be guessed.
    pub fn within(&self, parent: Span) -> &[Option<&'static str>] {
        self.by_mapping.get(&parent).map_or(&[], Vec::as_slice)
    }

    /// Whether a field that seems to be missing at `parent` may stand there under a name that cannot be guessed.
    pub fn may_hide_field(&self, parent: Span) -> bool {
        self.within(parent).contains(&None)
    }

    /// Whether an unknown name that is read as another stands at `span`, or its value.
    pub fn is_guessed(&self, span: Span) -> bool {
        self.guessed.contains(&span)
    }
}
