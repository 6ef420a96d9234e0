//! What a page is made from, so that one that would come out the same need not be made again.
//!
//! A page of a map is made from that map, from what other maps show of themselves on it ([`Outline`]), from the cases and
//! the findings on it. The configuration, the templates and which files there are stand outside: with another of these
//! nothing is taken over.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::findings::of_file;
use super::pieces::{Piece, PieceOf};
use super::{Material, Printed};
use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::model::*;
use crate::outline::Outline;
use crate::source::{Source, Sources};

/// A shared value, the same as another only if it is the very one.
pub(super) struct Same<T>(pub Arc<T>);

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Everything that a page, or several that are made together, is made from.
#[derive(Clone, Default, PartialEq)]
pub(super) struct MadeFrom {
    /// The maps that are on it in full.
    pub maps: Vec<Same<Map>>,
    /// What is on it of some others.
    pub beside: Vec<Same<Outline>>,
    /// What is on it of all.
    pub everywhere: Option<Same<Vec<Same<Outline>>>>,
    /// The cases on it.
    pub cases: Vec<Case>,
    pub findings: Vec<Diagnostic>,
    /// The present texts of outdated maps: they tell in which line a finding is.
    pub present: Vec<Same<Source>>,
    /// Whether every map can be understood, or shows what it said before: what nobody does is known then.
    pub is_whole: bool,
    /// The number of the map among those with pages.
    pub place: Option<usize>,
}

/// What was made the last time, beside what it was made from.
pub(super) struct Made<T> {
    from: MadeFrom,
    made: T,
}

impl<T: Clone> Made<T> {
    pub fn new(from: MadeFrom, made: T) -> Self {
        Self { from, made }
    }

    /// The same again, if it would come out the same.
    pub fn again(&self, from: &MadeFrom) -> Option<T> {
        (self.from == *from).then(|| self.made.clone())
    }
}

/// What a job is about: one in each language of the site.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum About {
    Start,
    Search,
    Map(MapId),
    Handouts(MapId),
    Role(RoleId),
    Trainer,
    Case(usize),
}

/// The pages of the build before, beside what they are made from.
#[derive(Default)]
pub struct PageMemory {
    languages: Vec<Tag>,
    outlines: Option<Same<Vec<Same<Outline>>>>,
    maps: Vec<Arc<Map>>,
    /// By the number of the language and the job.
    made: HashMap<(usize, About), Made<Printed>>,
    /// By the number of the language and the piece.
    pieces: HashMap<(usize, PieceOf), Made<Piece>>,
}

impl PageMemory {
    /// Forgets what other languages make doubtful, and looks at every map that has changed: these.
    pub(super) fn look_at(&mut self, site: &Site) -> BTreeSet<MapId> {
        if self.languages != site.config.languages {
            *self = Self { languages: site.config.languages.clone(), ..Self::default() };
        }
        let known = self.outlines.take();
        let outline = |(number, map): (usize, &Arc<Map>)| {
            let before = known.as_ref().and_then(|known| known.0.get(number));
            match before {
                Some(before) if self.maps.get(number).is_some_and(|known| Arc::ptr_eq(known, map)) => before.clone(),
                before => {
                    let outline = Outline::of(map);
                    let same = before.filter(|before| *before.0 == outline).cloned();
                    same.unwrap_or_else(|| Same(Arc::new(outline)))
                }
            }
        };
        let outlines: Vec<Same<Outline>> = site.maps.iter().enumerate().map(outline).collect();
        let unchanged = known.filter(|known| *known.0 == outlines);
        self.outlines = Some(unchanged.unwrap_or_else(|| Same(Arc::new(outlines))));
        let before = std::mem::replace(&mut self.maps, site.maps.clone());
        let is_same = |map: &&Arc<Map>| before.get(map.id.0 as usize).is_some_and(|before| Arc::ptr_eq(before, map));
        self.maps.iter().filter(|map| !is_same(map)).map(|map| map.id).collect()
    }

    /// What is known of a job.
    pub(super) fn made(&self, language: usize, about: About) -> Option<&Made<Printed>> {
        self.made.get(&(language, about))
    }

    /// What is known of a piece.
    pub(super) fn piece(&self, language: usize, piece: PieceOf) -> Option<&Made<Piece>> {
        self.pieces.get(&(language, piece))
    }

    /// Keeps what was made.
    pub(super) fn keep(
        &mut self,
        language: usize,
        made: impl IntoIterator<Item = (About, Made<Printed>)>,
        pieces: impl IntoIterator<Item = (PieceOf, Made<Piece>)>,
    ) {
        self.made.extend(made.into_iter().map(|(about, made)| ((language, about), made)));
        self.pieces.extend(pieces.into_iter().map(|(piece, made)| ((language, piece), made)));
    }

    pub(super) fn outlines(&self) -> Same<Vec<Same<Outline>>> {
        self.outlines.clone().unwrap_or_else(|| Same(Arc::default()))
    }
}

/// What is on which page, looked up once for all pages.
pub(super) struct Belongings<'a> {
    site: &'a Site,
    present: &'a Sources,
    graph: &'a Graph,
    outlines: Same<Vec<Same<Outline>>>,
    findings: &'a [Diagnostic],
    cases_of: BTreeMap<MapId, Vec<&'a Case>>,
    pub maps_of: BTreeMap<RoleId, Vec<MapId>>,
    /// By map: how many with pages stand before it.
    places: Vec<usize>,
}

impl<'a> Belongings<'a> {
    pub fn new(material: Material<'a>, outlines: Same<Vec<Same<Outline>>>) -> Self {
        let Material { site, graph, present, findings, .. } = material;
        let mut cases_of: BTreeMap<MapId, Vec<&Case>> = BTreeMap::new();
        for case in &site.cases {
            for touchpoint in &case.touchpoints {
                let cases = cases_of.entry(touchpoint.value.map).or_default();
                if cases.last().is_none_or(|last| last.source != case.source) {
                    cases.push(case);
                }
            }
        }
        let roles = outlines.0.iter().map(|outline| outline.0.listed.roles.iter().copied());
        let maps_of = maps_of_roles(site, roles);
        let places =
            site.maps.iter().scan(0, |place, map| Some(std::mem::replace(place, *place + usize::from(!map.faulty))));
        let places = places.collect();
        Self { site, present, graph, outlines, findings, cases_of, maps_of, places }
    }

    /// All that a job's pages are made from.
    pub fn of(&self, about: About) -> MadeFrom {
        match about {
            About::Start => MadeFrom {
                everywhere: Some(self.outlines.clone()),
                cases: self.site.cases.clone(),
                findings: self.findings.to_vec(),
                present: self.present_texts(self.site.maps.iter()),
                // It tells in which line they cannot be understood.
                ..self.of_maps(self.site.maps.iter().filter(|map| map.faulty))
            },
            About::Search => MadeFrom { cases: self.site.cases.clone(), ..self.of_maps(self.site.maps.iter()) },
            About::Map(id) | About::Handouts(id) => {
                let (beside, is_whole) = (self.beside(id), self.graph.all_maps_readable());
                MadeFrom { beside, is_whole, cases: self.cases(id), ..self.with_findings(&[id]) }
            }
            About::Role(role) => {
                let maps = self.maps_of.get(&role).map_or(&[][..], Vec::as_slice);
                let cases = maps.iter().flat_map(|&id| self.cases(id)).collect();
                MadeFrom { everywhere: Some(self.outlines.clone()), cases, ..self.with_findings(maps) }
            }
            About::Trainer => {
                let with_scenes = self.site.maps.iter().zip(self.outlines.0.iter());
                let with_scenes = with_scenes.filter(|(_, outline)| outline.0.listed.has_scenes).map(|(map, _)| map);
                let everywhere = Some(self.outlines.clone());
                MadeFrom { everywhere, cases: self.site.cases.clone(), ..self.of_maps(with_scenes) }
            }
            About::Case(number) => {
                let case = &self.site.cases[number];
                let maps = case.touchpoints.iter().map(|touchpoint| self.shared(touchpoint.value.map));
                let everywhere = Some(self.outlines.clone());
                MadeFrom { everywhere, cases: vec![case.clone()], ..self.of_maps(maps) }
            }
        }
    }

    /// All that a piece is made from.
    pub fn of_piece(&self, piece: PieceOf) -> MadeFrom {
        let map = piece.map();
        // Other maps name the promises that are kept in this one, and have pages or not, to lead there and to bind cases in.
        let beside = self.beside(map);
        match piece {
            PieceOf::Search(_) => {
                let place = Some(self.places[map.0 as usize]);
                MadeFrom { beside, place, cases: self.cases(map), ..self.of_maps([self.shared(map)]) }
            }
            PieceOf::Moments(..) => MadeFrom { beside, ..self.of_maps([self.shared(map)]) },
        }
    }

    /// The outlines of the maps that this one has to do with.
    fn beside(&self, id: MapId) -> Vec<Same<Outline>> {
        self.graph.related_maps(id).iter().map(|id| self.outlines.0[id.0 as usize].clone()).collect()
    }

    fn shared(&self, id: MapId) -> &'a Arc<Map> {
        &self.site.maps[id.0 as usize]
    }

    fn of_maps(&self, maps: impl IntoIterator<Item = &'a Arc<Map>>) -> MadeFrom {
        MadeFrom { maps: maps.into_iter().map(|map| Same(map.clone())).collect(), ..MadeFrom::default() }
    }

    /// These maps with what is found in them and in their cases.
    fn with_findings(&self, ids: &[MapId]) -> MadeFrom {
        let cases = ids.iter().flat_map(|id| self.cases_of.get(id)).flatten().map(|case| case.source);
        let sources = ids.iter().map(|&id| self.shared(id).source).chain(cases);
        let findings = sources.flat_map(|source| of_file(self.findings, source)).cloned().collect();
        let present = self.present_texts(ids.iter().map(|&id| self.shared(id)));
        MadeFrom { findings, present, ..self.of_maps(ids.iter().map(|&id| self.shared(id))) }
    }

    fn present_texts(&self, maps: impl Iterator<Item = &'a Arc<Map>>) -> Vec<Same<Source>> {
        maps.filter(|map| map.outdated).map(|map| Same(self.present.shared(map.source))).collect()
    }

    fn cases(&self, map: MapId) -> Vec<Case> {
        self.cases_of.get(&map).into_iter().flatten().map(|&case| case.clone()).collect()
    }
}

/// The maps that name each role; `roles` are those that each map names.
pub(super) fn maps_of_roles(
    site: &Site,
    roles: impl Iterator<Item = impl IntoIterator<Item = RoleId>>,
) -> BTreeMap<RoleId, Vec<MapId>> {
    let mut maps_of: BTreeMap<RoleId, Vec<MapId>> = BTreeMap::new();
    for (map, roles) in site.maps.iter().zip(roles) {
        roles.into_iter().for_each(|role| maps_of.entry(role).or_default().push(map.id));
    }
    maps_of
}
