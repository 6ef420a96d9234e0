//! Files out: the only room that writes.
//!
//! A site goes into one folder, whose manifest lists the files that motmap wrote: only those are replaced or removed.
//! Each file is written beside its place and moved there; one whose bytes are the same is left alone. One run writes at
//! a time, and removes what a killed one left. A whole build leaves a record, so that the next one can see that nothing
//! has changed; whatever changes the folder removes the record first.

mod atomic;
mod build_record;
mod folder;
mod incremental_writer;
mod lock;
mod locked_folder;
mod manifest;
mod page_file;
mod safety;
mod site_folders;
mod site_writer;
mod state;

use std::collections::BTreeSet;

pub(crate) use atomic::{write_atomic, write_new};
pub(crate) use build_record::RecordedFile;
pub use folder::OutputFolder;
pub(crate) use lock::release_all;
pub(crate) use site_writer::SiteWriter;

/// How the name of every file of motmap's begins that is no page.
const HIDDEN_PREFIX: &str = ".motmap-";

/// What was done to an output folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WriteCounts {
    /// Files written.
    pub written: usize,
    /// Files whose bytes were the same already.
    pub unchanged: usize,
    /// Files of earlier runs that are no longer made.
    pub removed: usize,
}

/// Which pages of earlier runs stay, though this run does not make them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Those of these maps.
    Maps(BTreeSet<String>),
    /// All but those of this map.
    AllBut(String),
    /// All.
    All,
}

impl Keep {
    /// Whether a page of that map stays.
    pub(crate) fn keeps(&self, map: Option<&str>) -> bool {
        match self {
            Keep::Maps(maps) => map.is_some_and(|map| maps.contains(map)),
            Keep::AllBut(only) => map != Some(only),
            Keep::All => true,
        }
    }
}
