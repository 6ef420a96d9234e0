//! The build that the preview serves, with what lies over its pages.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::SystemTime;

use crate::output::Keep;
use crate::render::Page;

/// One build. Browsers load a page again when the number changes.
#[derive(Clone)]
pub(super) struct ServedBuild {
    /// Greater than that of any build before, also of a program that ran here earlier.
    pub number: u64,
    pages: Arc<[Page]>,
    /// The index of the page of each path.
    by_path: Arc<HashMap<Arc<str>, usize>>,
    /// The pages that are made while the others of this build are not; none once all are.
    early_pages: Option<Arc<HashMap<Arc<str>, Page>>>,
    /// The findings that prevent pages from being built.
    findings: String,
    /// What prevents the program from going on.
    error: String,
}

impl ServedBuild {
    pub fn empty() -> Self {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        // A script counts exactly up to 2^53, which milliseconds stay below.
        let number = since.as_millis() as u64;
        let (findings, error) = (String::new(), String::new());
        Self { number, pages: Arc::default(), by_path: Arc::default(), early_pages: None, findings, error }
    }

    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
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
        match &self.early_pages {
            Some(early) => early.get(path),
            None => self.pages.get(*self.by_path.get(path)?),
        }
    }

    /// Whether it is known what page a path has, if any.
    pub fn knows(&self, path: &str) -> bool {
        self.early_pages.is_none() || self.page(path).is_some()
    }

    /// A new build of which these pages are made; more of the same build may follow, such as those in other languages.
    pub fn with_early_pages(self, pages: &[Page]) -> Self {
        let number = if self.early_pages.is_some() { self.number } else { self.number + 1 };
        let before = self.early_pages.iter().flat_map(|early| early.values());
        let early = before.chain(pages).map(|page| (page.path.clone(), page.clone())).collect();
        Self { number, early_pages: Some(Arc::new(early)), ..self }
    }

    /// The build with these pages, and those of the one before that are kept.
    pub fn with_pages(self, pages: &[Page], keep: &Keep) -> Self {
        if self.has_same_paths(pages) {
            return Self { pages: pages.into(), ..self };
        }
        let made: HashSet<&str> = pages.iter().map(|page| &*page.path).collect();
        let is_kept = |page: &&Page| keep.keeps(page.map.as_deref()) && !made.contains(&*page.path);
        let pages: Arc<[Page]> = pages.iter().chain(self.pages.iter().filter(is_kept)).cloned().collect();
        let by_path = pages.iter().enumerate().map(|(index, page)| (page.path.clone(), index)).collect();
        Self { pages, by_path: Arc::new(by_path), ..self }
    }

    /// The build when all its pages are made, with its findings.
    pub fn finished(self, findings: String) -> Self {
        let is_announced = self.early_pages.is_some() && findings.is_empty();
        let number = if is_announced { self.number } else { self.number + 1 };
        Self { number, early_pages: None, findings, ..self }
    }

    pub fn with_error(self, error: &str) -> Self {
        Self { number: self.number + 1, error: error.to_owned(), ..self }
    }

    fn has_same_paths(&self, pages: &[Page]) -> bool {
        self.pages.len() == pages.len() && self.pages.iter().zip(pages).all(|(one, other)| one.path == other.path)
    }
}
