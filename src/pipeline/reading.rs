//! The result of reading a workspace.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::limit_per_rule;
use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::model::{Map, SegmentId, Site};
use crate::render::{SiteInputs, Versions};
use crate::source::{Source, SourceId, Sources, Span};
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
    /// The places of what pages leave out, and the findings in it.
    pub left_out: Vec<Span>,
}

impl Reading {
    /// The inputs for rendering pages; `shown` are the findings that they show.
    pub fn site_inputs<'a>(&'a self, shown: &'a [Diagnostic], versions: &'a Versions<'a>) -> SiteInputs<'a> {
        let (site, graph, sources) = self.on_pages();
        let (present, overrides) = (&self.sources, &self.templates);
        SiteInputs { site, graph, versions, findings: shown, sources, present, overrides }
    }

    /// Lets pages show what is for the customers of a segment alone. The findings stay those of the whole.
    pub fn show_for_segment(&mut self, segment: SegmentId) {
        let (site, _, sources) = self.on_pages();
        let ((site, mut left_out), sources) = (site.for_segment(segment), sources.clone());
        // What pages show of a map with faults is another text than that in which the findings are.
        let with_faults = |place: &Span| self.site.maps.iter().any(|map| map.faulty && map.source == place.source);
        left_out.retain(|place| !with_faults(place));
        let graph = Graph::new(&site).into();
        self.shown = Some(Shown { sources, site, graph, left_out });
    }

    /// The versions of the maps that pages show.
    pub fn versions(&self) -> Versions<'_> {
        let (site, graph, _) = self.on_pages();
        Versions::new(site, graph)
    }

    fn on_pages(&self) -> (&Site, &Graph, &Sources) {
        match &self.shown {
            Some(Shown { site, graph, sources, left_out: _ }) => (site, graph, sources),
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
        let left_out = self.shown.as_ref().map_or(&[][..], |shown| &shown.left_out);
        let is_shown = |finding: &&Diagnostic| !left_out.iter().any(|place| place.holds(finding.primary.span));
        let mut shown: Vec<Diagnostic> = self.findings.iter().filter(is_shown).cloned().collect();
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
