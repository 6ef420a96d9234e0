//! The result of reading a workspace.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::limit_per_rule;
use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::model::{Map, Site};
use crate::render::{SiteInputs, Versions};
use crate::source::{Source, SourceId, Sources};
use crate::words::Lang;

/// The model of a workspace, with its findings.
#[derive(Debug)]
pub struct Reading {
    /// The files, as text.
    pub sources: Sources,
    /// The model.
    pub site: Site,
    /// The journey through it.
    pub graph: Arc<Graph>,
    /// Every finding, sorted by file, line and column.
    pub findings: Vec<Diagnostic>,
    /// How many findings are suppressed by comments.
    pub silenced: usize,
    /// The workspace's own templates, by name.
    pub templates: BTreeMap<String, SourceId>,
    /// The model that pages show, where it differs from the present one.
    pub(super) shown: Option<Shown>,
}

/// The model with the last readable texts of maps that cannot be read now. Its files have the same ids.
#[derive(Debug)]
pub(super) struct Shown {
    pub sources: Sources,
    pub site: Site,
    pub graph: Arc<Graph>,
}

impl Reading {
    /// The inputs for rendering pages; `shown` are the findings that they show.
    pub fn site_inputs<'a>(&'a self, shown: &'a [Diagnostic], versions: &'a Versions<'a>) -> SiteInputs<'a> {
        let (site, graph, sources) = self.on_pages();
        let (present, overrides) = (&self.sources, &self.templates);
        SiteInputs { site, graph, versions, findings: shown, sources, present, overrides }
    }

    /// The versions of the maps that pages show.
    pub fn versions(&self) -> Versions<'_> {
        let (site, graph, _) = self.on_pages();
        Versions::new(site, graph)
    }

    fn on_pages(&self) -> (&Site, &Graph, &Sources) {
        match &self.shown {
            Some(Shown { site, graph, sources }) => (site, graph, sources),
            None => (&self.site, &self.graph, &self.sources),
        }
    }

    /// The model that pages show, with the last readable state of maps that cannot be read now.
    pub fn shown_site(&self) -> &Site {
        self.on_pages().0
    }

    /// The text of a map that pages show.
    pub fn shown_source(&self, map: &Map) -> Arc<Source> {
        self.on_pages().2.shared(map.source)
    }

    /// The findings that pages show.
    pub fn findings_on_pages(&self) -> Vec<Diagnostic> {
        let mut shown = self.findings.clone();
        limit_per_rule(&mut shown);
        shown
    }

    /// The default language of the workspace, if the program has messages in it.
    pub fn language(&self) -> Option<Lang> {
        Lang::of(self.site.default_language().as_str())
    }

    /// Adds findings of a later step.
    pub fn add(&mut self, findings: Vec<Diagnostic>) {
        self.findings.extend(findings);
        self.sort_findings();
    }

    /// Sorts by file, line and column, then by rule, and drops duplicates.
    pub(super) fn sort_findings(&mut self) {
        fn place<'f>(sources: &'f Sources, finding: &'f Diagnostic) -> impl Ord + 'f {
            let span = finding.primary.span;
            (&sources.get(span.source).path, span.start, span.end, finding.rule.name, &finding.message)
        }
        let Self { sources, findings, .. } = self;
        findings.sort_by(|one, other| place(sources, one).cmp(&place(sources, other)));
        findings.dedup();
    }
}
