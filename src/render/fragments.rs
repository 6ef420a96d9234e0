//! The cache of rendered pages, and of fragments of pages about many maps: when one map changes, such a page is
//! rendered again from the cached fragments of the others.

use std::sync::Arc;

use super::inputs::{InputIndex, PageInputs};
use super::pages::PageKey;
use super::{Edition, Page};
use crate::diagnostic::Diagnostic;
use crate::memo::Memo;
use crate::model::{MapId, RoleId, Tag};

/// The rendered pages and fragments of earlier builds, by edition and language.
#[derive(Default)]
pub struct RenderCache {
    pub(super) pages: Memo<(Edition, Tag, PageKey), PageInputs, Rendered>,
    fragments: Memo<(Edition, Tag, FragmentKey), PageInputs, Fragment>,
}

/// Pages, and what is wrong with the user's templates.
pub(super) type Rendered = (Vec<Page>, Vec<Diagnostic>);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum FragmentKey {
    /// The search entries of a map.
    Search(MapId),
    /// The moments that a role plays in a map.
    Moments(RoleId, MapId),
}

/// A fragment, and the findings in the user's templates from rendering it.
#[derive(Clone)]
pub(super) struct Fragment {
    pub text: Arc<str>,
    pub findings: Vec<Diagnostic>,
}

impl RenderCache {
    /// Keeps pages from build to build.
    pub fn keeping() -> Self {
        Self { pages: Memo::keeping(), fragments: Memo::keeping() }
    }

    /// Drops what the last build has not used.
    pub fn end_build(&mut self) {
        self.pages.end_build();
        self.fragments.end_build();
    }
}

/// The fragments of one language of an edition: cached, or rendered anew. The default caches nothing.
#[derive(Default)]
pub(super) struct Fragments<'a> {
    kept: Option<Kept<'a>>,
}

struct Kept<'a> {
    cache: &'a RenderCache,
    index: &'a InputIndex<'a>,
    edition: Edition,
    language: &'a Tag,
}

impl<'a> Fragments<'a> {
    pub fn kept(cache: &'a RenderCache, index: &'a InputIndex<'a>, edition: Edition, language: &'a Tag) -> Self {
        Self { kept: Some(Kept { cache, index, edition, language }) }
    }

    /// The fragment, rendered unless it was made from the same inputs before.
    pub fn get(
        &self,
        key: FragmentKey,
        inputs: impl FnOnce(&InputIndex<'_>) -> PageInputs,
        render: impl FnOnce() -> Fragment,
    ) -> Fragment {
        match self.kept {
            Some(Kept { cache, index, edition, language }) => {
                cache.fragments.get((edition, language.clone(), key), || inputs(index), render)
            }
            None => render(),
        }
    }
}
