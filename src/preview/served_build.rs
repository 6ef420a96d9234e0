//! The build that the preview serves, with what lies over its pages.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::SystemTime;

use crate::output::Keep;
use crate::pipeline::EditionPages;
use crate::render::{Edition, Page};

/// The path below which the preview has the edition for readers; no language has such a tag.
pub(super) const READERS: &str = "_readers/";

/// One build. Browsers load a page again when the number changes.
#[derive(Clone)]
pub(super) struct ServedBuild {
    /// Greater than that of any build before, also of a program that ran here earlier.
    pub number: u64,
    readers: ServedPages,
    trainers: ServedPages,
    /// Whether only some pages of this build are made.
    is_early: bool,
    /// The findings that prevent pages from being built.
    findings: String,
    /// What prevents the program from going on.
    error: String,
}

/// The pages of an edition.
#[derive(Clone, Default)]
struct ServedPages {
    pages: Arc<[Page]>,
    /// The index of the page of each path.
    by_path: Arc<HashMap<Arc<str>, usize>>,
    /// The pages that are made while the others of this build are not.
    early_pages: Arc<HashMap<Arc<str>, Page>>,
}

impl ServedPages {
    /// These pages, and those of the build before that are kept.
    fn with_pages(self, pages: &[Page], keep: &Keep) -> Self {
        if self.has_same_paths(pages) {
            return Self { pages: pages.into(), ..self };
        }
        let made: HashSet<&str> = pages.iter().map(|page| &*page.path).collect();
        let is_kept = |page: &&Page| keep.keeps(page.map.as_deref()) && !made.contains(&*page.path);
        let pages: Arc<[Page]> = pages.iter().chain(self.pages.iter().filter(is_kept)).cloned().collect();
        let by_path = pages.iter().enumerate().map(|(index, page)| (page.path.clone(), index)).collect();
        Self { pages, by_path: Arc::new(by_path), ..self }
    }

    fn with_early_pages(self, pages: &[Page]) -> Self {
        let before = self.early_pages.values();
        let early = before.chain(pages).map(|page| (page.path.clone(), page.clone())).collect();
        Self { early_pages: Arc::new(early), ..self }
    }

    fn has_same_paths(&self, pages: &[Page]) -> bool {
        self.pages.len() == pages.len() && self.pages.iter().zip(pages).all(|(one, other)| one.path == other.path)
    }
}

impl ServedBuild {
    pub fn empty() -> Self {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        // A script counts exactly up to 2^53, which milliseconds stay below.
        let number = since.as_millis() as u64;
        let (readers, trainers) = Default::default();
        Self { number, readers, trainers, is_early: false, findings: String::new(), error: String::new() }
    }

    pub fn is_empty(&self) -> bool {
        self.trainers.pages.is_empty()
    }

    pub fn has_overlay(&self) -> bool {
        !self.findings.is_empty() || !self.error.is_empty()
    }

    /// The text that lies over every page.
    pub fn overlay(&self) -> String {
        [self.error.as_str(), &self.findings].join("\n").trim().to_owned()
    }

    /// The page of a path.
    pub fn page(&self, path: &str) -> Option<&Page> {
        let (served, path) = match path.strip_prefix(READERS) {
            Some(path) => (&self.readers, path),
            None => (&self.trainers, path),
        };
        match self.is_early {
            true => served.early_pages.get(path),
            false => served.pages.get(*served.by_path.get(path)?),
        }
    }

    /// Whether it is known what page a path has, if any.
    pub fn knows(&self, path: &str) -> bool {
        !self.is_early || self.page(path).is_some()
    }

    /// A new build of which these pages are made; more of the same build may follow, such as those in other languages.
    pub fn with_early_pages(mut self, edition: Edition, pages: &[Page]) -> Self {
        self.number += u64::from(!self.is_early);
        self.is_early = true;
        let served = match edition {
            Edition::Readers => &mut self.readers,
            Edition::Trainers => &mut self.trainers,
        };
        *served = std::mem::take(served).with_early_pages(pages);
        self
    }

    /// The build with these pages, and those of the one before that are kept.
    pub fn with_pages(self, pages: &EditionPages, keep: &Keep) -> Self {
        let readers = self.readers.with_pages(&pages.readers, keep);
        Self { readers, trainers: self.trainers.with_pages(&pages.trainers, keep), ..self }
    }

    /// The build when all its pages are made, with its findings.
    pub fn finished(mut self, findings: String) -> Self {
        let is_announced = self.is_early && findings.is_empty();
        self.number += u64::from(!is_announced);
        for served in [&mut self.readers, &mut self.trainers] {
            served.early_pages = Arc::default();
        }
        Self { is_early: false, findings, ..self }
    }

    pub fn with_error(self, error: &str) -> Self {
        Self { number: self.number + 1, error: error.to_owned(), ..self }
    }
}
