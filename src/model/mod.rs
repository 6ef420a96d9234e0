//! What is known: maps, touchpoints, cases and the workspace, with every name looked up.
//!
//! Nothing here reads, checks or prints. Holes are `None`; what a hole means is for the rules to say.

mod brand;
mod case;
mod case_places;
mod complaint;
mod config;
mod field_visitor;
mod for_segment;
mod form;
mod format_field;
pub mod grid;
mod ids;
mod length;
mod map;
mod prose;
mod text;
mod texts;
mod time_in_words;
mod time_limit;
mod touchpoint;

use std::collections::HashMap;
use std::sync::Arc;

pub use brand::*;
pub use case::*;
pub use case_places::CasePlaces;
pub use complaint::*;
pub use config::*;
pub use field_visitor::{FieldScope, FieldValue, FieldVisitor};
pub use form::compatible;
pub use format_field::{Audience, ChangeClass, FieldInfo, FormatField, Section};
pub use grid::{
    Better, CellAt, ChannelKind, Choice, Complainant, Concern, EvidenceKind, ExpectationSource, Importance, Layer,
    MeasureKind, Outcome, Phase, Quality, Question, RemedyStatus, Stage, Step, Take, Tier, TradeState, ValuePart,
};
pub use ids::*;
pub use length::{is_han, length, pace, speaking_time};
pub use map::*;
pub use prose::prose;
pub use text::*;
pub use texts::*;
pub use time_limit::{TimeLimit, TimeUnit};
pub use touchpoint::*;

use crate::source::SourceId;

/// All that is known of a workspace.
#[derive(Clone, Debug)]
pub struct Site {
    /// What `motmap.yaml` says.
    pub config: Config,
    /// Every map, by name.
    pub maps: Vec<Arc<Map>>,
    /// Every case, by name.
    pub cases: Vec<Arc<Case>>,
    /// Where they happened.
    pub case_places: CasePlaces,
    /// What is written in which file: the number of a map or of a case.
    files: HashMap<SourceId, File>,
}

#[derive(Clone, Copy, Debug)]
enum File {
    Map(MapId),
    Case(usize),
}

/// What is written in a file.
pub enum Written<'s> {
    /// A map.
    Map(&'s Map),
    /// A case.
    Case(&'s Case),
}

impl Site {
    /// What is known of a workspace with these maps and cases.
    pub fn new(config: Config, maps: Vec<Arc<Map>>, cases: Vec<Arc<Case>>) -> Self {
        let case_places = CasePlaces::of(&cases);
        let of_cases = cases.iter().enumerate().map(|(number, case)| (case.source, File::Case(number)));
        let files = maps.iter().map(|map| (map.source, File::Map(map.id))).chain(of_cases).collect();
        Self { config, maps, cases, case_places, files }
    }

    /// What is written in a file, where that is a map or a case.
    pub fn written_in(&self, file: SourceId) -> Option<Written<'_>> {
        Some(match *self.files.get(&file)? {
            File::Map(id) => Written::Map(self.map(id)),
            File::Case(number) => Written::Case(&self.cases[number]),
        })
    }

    /// A map.
    pub fn map(&self, id: MapId) -> &Map {
        &self.maps[id.0 as usize]
    }

    /// The map of that name.
    pub fn map_named(&self, name: &str) -> Option<&Map> {
        self.maps.iter().map(Arc::as_ref).find(|map| map.name == name)
    }

    /// The maps that can be understood.
    pub fn readable_maps(&self) -> impl Iterator<Item = &Map> {
        self.maps.iter().map(Arc::as_ref).filter(|map| !map.faulty)
    }

    /// Whether an earlier text stands in for some map.
    pub fn shows_outdated(&self) -> bool {
        self.maps.iter().any(|map| map.outdated)
    }

    /// Whether no fault hides any part of it.
    pub fn is_understood(&self) -> bool {
        let maps = self.maps.iter().map(|map| map.faulty);
        let cases = self.cases.iter().map(|case| case.faulty);
        !self.config.faulty && !maps.chain(cases).any(|faulty| faulty)
    }

    /// A touchpoint.
    pub fn touchpoint(&self, id: TouchpointId) -> &Touchpoint {
        &self.map(id.map).touchpoints[id.index as usize]
    }

    /// How a map refers to a touchpoint: by its id, with the map's name before it across maps.
    pub fn reference(&self, to: TouchpointId, from: MapId) -> String {
        let id = &self.touchpoint(to).id.value;
        if to.map == from { id.clone() } else { format!("{}/{id}", self.map(to.map).name) }
    }

    /// A promise.
    pub fn promise(&self, id: PromiseId) -> &Promise {
        &self.touchpoint(id.made_at).promises[id.index as usize]
    }

    /// Every touchpoint of a map with its number.
    pub fn touchpoints(&self, map: MapId) -> impl Iterator<Item = (TouchpointId, &Touchpoint)> {
        let numbered = self.map(map).touchpoints.iter().enumerate();
        numbered.map(move |(index, touchpoint)| (TouchpointId { map, index: index as u32 }, touchpoint))
    }

    /// The cases that happened at a touchpoint, by name.
    pub fn cases_at(&self, id: TouchpointId) -> impl Iterator<Item = &Case> {
        self.case_places.at(id).map(|number| &*self.cases[number]).filter(|case| !case.faulty)
    }

    /// The default language of the site.
    pub fn default_language(&self) -> &Tag {
        &self.config.languages[0]
    }
}
