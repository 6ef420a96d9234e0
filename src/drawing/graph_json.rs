//! Writes the journey as JSON for other programs.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::ends_journey;
use super::graph_export::{GraphExport, Junction, WrittenLink};
use crate::graph::Graph;
use crate::model::*;

/// The version of the form below. It changes when a reader of the old one would go wrong.
const VERSION: u32 = 1;

/// The journey of one map, or of all, as JSON, in every language of its texts.
///
/// Touchpoints and junctions have a `key`, which links name as `from` and `to`. A junction is the implied step of a
/// cell: the touchpoints that say nothing else lead to it, and it leads to every touchpoint of the next cell.
pub fn json(site: &Site, graph: &Graph, only: Option<&Map>) -> String {
    let export = GraphExport::new(site, graph, only);
    let mut text = serde_json::to_string_pretty(&JsonGraph::of(&export)).expect("texts and numbers can be written");
    text.push('\n');
    text
}

/// The whole document.
#[derive(Serialize)]
struct JsonGraph<'a> {
    version: u32,
    maps: Vec<MapEntry<'a>>,
    touchpoints: Vec<TouchpointEntry<'a>>,
    junctions: Vec<JunctionEntry<'a>>,
    links: Vec<LinkEntry<'a>>,
}

#[derive(Serialize)]
struct MapEntry<'a> {
    id: &'a str,
    title: ByLanguage<'a>,
}

#[derive(Serialize)]
struct TouchpointEntry<'a> {
    key: String,
    map: &'a str,
    id: &'a str,
    code: String,
    stage: Stage,
    phase: Phase,
    name: ByLanguage<'a>,
    importance: Importance,
    /// What the customer leaves with, where that is known.
    perception: Option<Perception>,
    /// Whether the author says that the journey ends here.
    ends: bool,
}

#[derive(Serialize)]
struct JunctionEntry<'a> {
    key: String,
    map: &'a str,
    from: String,
    to: String,
}

#[derive(Serialize)]
struct LinkEntry<'a> {
    from: String,
    /// `null` where the map there cannot be understood.
    to: Option<String>,
    /// `implied`, the kind of a written link, or `null` where the other end is not known.
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<ByLanguage<'a>>,
}

/// A text as its versions by language tag.
struct ByLanguage<'a>(&'a Text);

impl Serialize for ByLanguage<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut versions = serializer.serialize_map(Some(self.0.versions().len()))?;
        for (tag, text) in self.0.versions() {
            versions.serialize_entry(tag.as_str(), &*text.value)?;
        }
        versions.end()
    }
}

impl<'a> JsonGraph<'a> {
    fn of(export: &'a GraphExport<'a>) -> Self {
        let site = export.site;
        let inside = export.maps.iter().flat_map(|map| site.touchpoints(map.id).map(|(id, _)| id));
        let mut links = Vec::new();
        for junction in &export.junctions {
            let key = junction_key(junction);
            let implied =
                |from: String, to: String| LinkEntry { from, to: Some(to), kind: Some("implied"), because: None };
            links.extend(junction.sources.iter().map(|&source| implied(touchpoint_key(site, source), key.clone())));
            links.extend(junction.targets().map(|target| implied(key.clone(), touchpoint_key(site, target))));
        }
        links.extend(export.links.iter().map(|link| LinkEntry::of(site, link)));
        Self {
            version: VERSION,
            maps: export.maps.iter().map(|map| MapEntry { id: &map.name, title: ByLanguage(&map.title) }).collect(),
            touchpoints: inside
                .chain(export.other_touchpoints.iter().copied())
                .map(|id| TouchpointEntry::of(site, id))
                .collect(),
            junctions: export.junctions.iter().map(JunctionEntry::of).collect(),
            links,
        }
    }
}

impl<'a> TouchpointEntry<'a> {
    fn of(site: &'a Site, id: TouchpointId) -> Self {
        let touchpoint = site.touchpoint(id);
        Self {
            key: touchpoint_key(site, id),
            map: &site.map(id.map).name,
            id: &touchpoint.id.value,
            code: touchpoint.code(),
            stage: touchpoint.cell.stage,
            phase: touchpoint.cell.phase,
            name: ByLanguage(&touchpoint.name),
            importance: touchpoint.importance,
            perception: touchpoint.leaves_with().map(|left_with| left_with.value),
            ends: ends_journey(touchpoint),
        }
    }
}

impl<'a> JunctionEntry<'a> {
    fn of(junction: &Junction<'a>) -> Self {
        let (from, to) = (junction.step.from.code(), junction.step.to.code());
        Self { key: junction_key(junction), map: &junction.map.name, from, to }
    }
}

impl<'a> LinkEntry<'a> {
    fn of(site: &Site, link: &WrittenLink<'a>) -> Self {
        Self {
            from: touchpoint_key(site, link.from),
            to: link.to.map(|(to, _)| touchpoint_key(site, to)),
            kind: link.to.map(|(_, kind)| kind.id()),
            because: link.because.map(ByLanguage),
        }
    }
}

/// As authors refer to it from another map.
fn touchpoint_key(site: &Site, id: TouchpointId) -> String {
    format!("{}/{}", site.map(id.map).name, site.touchpoint(id).id.value)
}

/// No touchpoint's key, since no id holds a `>`.
fn junction_key(junction: &Junction<'_>) -> String {
    format!("{}/{}>{}", junction.map.name, junction.step.from.code(), junction.step.to.code())
}
