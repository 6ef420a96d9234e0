//! The inputs of each page: a cached page with equal inputs is not rendered again.
//!
//! The inputs leave out the configuration, the templates and the list of files, since a change of these empties the
//! whole cache.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::findings::{is_unfinished, of_file};
use super::{Edition, SiteInputs};
use crate::diagnostic::Diagnostic;
use crate::interface::{Interfaces, MapInterface};
use crate::memo::Shared;
use crate::model::*;
use crate::source::Source;

/// The inputs of one page, or of several pages that are rendered together.
#[derive(Default, PartialEq)]
pub(super) struct PageInputs {
    /// The edition that the page is rendered in.
    pub edition: Edition,
    /// Every language of the site: pages link to their translations.
    pub languages: Vec<Tag>,
    /// The maps that the page shows in full.
    pub maps: Vec<Shared<Map>>,
    /// The interfaces of other maps that the page names.
    pub neighbours: Vec<Shared<MapInterface>>,
    /// The interfaces of all maps, for a page about the whole site.
    pub all_maps: Option<Shared<Interfaces>>,
    pub cases: Vec<Shared<Case>>,
    /// The names of all cases, for a page that names a new one.
    pub case_names: Vec<String>,
    pub findings: Vec<Diagnostic>,
    /// The present texts of outdated maps, which give the line of each finding.
    pub present_texts: Vec<Shared<Source>>,
    /// Whether every map can be read, or shows an earlier state: only then is a promise that nobody keeps a gap.
    pub is_complete: bool,
}

/// Collects the inputs of each page.
pub(super) struct InputIndex<'a> {
    inputs: SiteInputs<'a>,
    interfaces: Arc<Interfaces>,
    maps_of_roles: &'a BTreeMap<RoleId, Vec<MapId>>,
}

impl<'a> InputIndex<'a> {
    pub fn new(
        inputs: SiteInputs<'a>,
        interfaces: Arc<Interfaces>,
        maps_of_roles: &'a BTreeMap<RoleId, Vec<MapId>>,
    ) -> Self {
        Self { inputs, interfaces, maps_of_roles }
    }

    pub fn site(&self) -> &'a Site {
        self.inputs.site
    }

    /// The inputs of a page that shows these maps in full.
    pub fn maps(&self, maps: impl IntoIterator<Item = MapId>) -> PageInputs {
        let site = self.inputs.site;
        let maps = maps.into_iter().map(|id| Shared::of(&site.maps[id.0 as usize]));
        PageInputs { languages: site.config.languages.clone(), maps: maps.collect(), ..PageInputs::default() }
    }

    /// The inputs of a page that shows these maps in full, with their cases and the findings in both.
    pub fn maps_with_findings(&self, maps: &[MapId]) -> PageInputs {
        let cases: Vec<_> = maps.iter().flat_map(|&map| self.cases(map)).collect();
        let site = self.inputs.site;
        let sources = maps.iter().map(|&id| site.map(id).source).chain(cases.iter().map(|case| case.0.source));
        let findings = sources.flat_map(|source| of_file(self.inputs.findings, source)).cloned().collect();
        let present_texts = self.present_texts(maps.iter().copied());
        PageInputs { cases, findings, present_texts, ..self.maps(maps.iter().copied()) }
    }

    /// The inputs of a page of one map, which also names related maps.
    pub fn map_page(&self, map: MapId) -> PageInputs {
        let is_complete = self.inputs.graph.all_maps_readable();
        PageInputs { neighbours: self.neighbours(map), is_complete, ..self.maps_with_findings(&[map]) }
    }

    /// The inputs of a page about the whole site that shows these maps in full.
    pub fn site_page(&self, maps: impl IntoIterator<Item = MapId>) -> PageInputs {
        PageInputs { all_maps: self.all_maps(), cases: self.all_cases(), ..self.maps(maps) }
    }

    pub fn all_maps(&self) -> Option<Shared<Interfaces>> {
        Some(Shared::of(&self.interfaces))
    }

    pub fn all_cases(&self) -> Vec<Shared<Case>> {
        self.inputs.site.cases.iter().map(Shared::of).collect()
    }

    pub fn case_names(&self) -> Vec<String> {
        self.inputs.site.cases.iter().map(|case| case.name.clone()).collect()
    }

    pub fn all_findings(&self) -> Vec<Diagnostic> {
        self.inputs.findings.to_vec()
    }

    pub fn is_unfinished(&self, map: &Map) -> bool {
        is_unfinished(self.inputs.findings, map)
    }

    /// The interfaces of the maps that are related to this one.
    pub fn neighbours(&self, map: MapId) -> Vec<Shared<MapInterface>> {
        self.inputs.graph.related_maps(map).iter().map(|id| self.interfaces[id.0 as usize].clone()).collect()
    }

    /// The cases that happened in a map.
    pub fn cases(&self, map: MapId) -> Vec<Shared<Case>> {
        let site = self.inputs.site;
        site.case_places.in_map(map).into_iter().map(|number| Shared::of(&site.cases[number])).collect()
    }

    pub fn present_texts(&self, maps: impl IntoIterator<Item = MapId>) -> Vec<Shared<Source>> {
        let maps = maps.into_iter().map(|id| self.inputs.site.map(id)).filter(|map| map.outdated);
        maps.map(|map| Shared(self.inputs.present.shared(map.source))).collect()
    }

    /// What a map shows to others.
    pub fn interface(&self, map: MapId) -> &MapInterface {
        &self.interfaces[map.0 as usize].0
    }

    /// The maps that name a role.
    pub fn maps_of_role(&self, role: RoleId) -> &[MapId] {
        self.maps_of_roles.get(&role).map_or(&[], Vec::as_slice)
    }
}
