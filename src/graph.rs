//! The customer's journey as a graph: touchpoints are nodes, links and implied steps are edges.
//!
//! The implied step of the fatal order leads from every touchpoint of a cell without links to every touchpoint of the next
//! cell. It goes through one *junction*: n + m edges in place of n × m, and one arrow in a drawing. Nothing outside this
//! module uses petgraph; all results are in the order of the maps.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

use petgraph::Direction;
use petgraph::algo::{dominators, kosaraju_scc};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::{EdgeRef, NodeIndexable};

use crate::model::*;

mod related_maps;

/// A node of the journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Node {
    Touchpoint(TouchpointId),
    Junction(MapId, CellAt),
}

/// Where a connection of two touchpoints comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The fatal order, as the author wrote no link.
    Implied,
    /// The author's link of that number in `leads_to`.
    Written(usize),
}

/// A connection of a touchpoint to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connection {
    /// The touchpoint at the other end.
    pub touchpoint: TouchpointId,
    /// Where it comes from.
    pub origin: Origin,
}

/// The implied step between two cells of a map: one junction, one arrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImpliedStep {
    /// The cell it leaves.
    pub from: CellAt,
    /// The cell it reaches: the next phase of the stage that is not waived.
    pub to: CellAt,
}

/// The kind of a written link. All but [`LinkKind::Jump`] need no reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// To the next phase of the same stage.
    NextPhase,
    /// To another touchpoint of the same cell: a visit that goes on.
    SameCell,
    /// From a behaviour to a contact of the same stage.
    Again,
    /// From a behaviour to a contact of the next stage.
    NextStage,
    /// From a departing behaviour to a contact of prospect or customer.
    WonBack,
    /// Any other; it needs a `because`.
    Jump,
}

impl LinkKind {
    /// The word in machine formats and in the classes of drawings.
    pub const fn id(self) -> &'static str {
        match self {
            LinkKind::NextPhase => "next-phase",
            LinkKind::SameCell => "same-cell",
            LinkKind::Again => "again",
            LinkKind::NextStage => "next-stage",
            LinkKind::WonBack => "won-back",
            LinkKind::Jump => "jump",
        }
    }

    /// The kind of a link between two touchpoints.
    pub fn of(site: &Site, from: TouchpointId, to: TouchpointId) -> Self {
        let (from_cell, to_cell) = (site.touchpoint(from).cell, site.touchpoint(to).cell);
        if from_cell == to_cell && from.map == to.map && from != to {
            return LinkKind::SameCell;
        }
        Self::between(from_cell, to_cell)
    }

    /// The kind of a link that leaves its cell.
    pub(crate) fn between(from: CellAt, to: CellAt) -> Self {
        let same_stage = from.stage == to.stage;
        if same_stage && from.phase.next() == Some(to.phase) {
            return LinkKind::NextPhase;
        }
        if from.phase != Phase::Behaviour || to.phase != Phase::Contact {
            return LinkKind::Jump;
        }
        if same_stage {
            LinkKind::Again
        } else if from.stage.next() == Some(to.stage) {
            LinkKind::NextStage
        } else if from.stage == Stage::Departing && matches!(to.stage, Stage::Prospect | Stage::Customer) {
            LinkKind::WonBack
        } else {
            LinkKind::Jump
        }
    }
}

/// How many touchpoints of an endless loop a finding lists; nobody follows a loop through a thousand maps.
pub const MAX_REPORTED_LOOP_MEMBERS: usize = 10;

/// What can be reached from a touchpoint, itself included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Reachable {
    /// The stages of which a touchpoint can be reached.
    stages: [bool; Stage::COUNT],
    /// An unreadable map, behind which anything may follow.
    unreadable: bool,
    /// An empty cell, where the fatal order ends.
    gap: bool,
}

impl Reachable {
    fn include(&mut self, other: Reachable) {
        self.stages.iter_mut().zip(other.stages).for_each(|(own, other)| *own |= other);
        self.unreadable |= other.unreadable;
        self.gap |= other.gap;
    }
}

/// The journey through all maps.
#[derive(Debug)]
pub struct Graph {
    journey: DiGraph<Node, Origin>,
    /// The node of each map's first touchpoint; the others follow it in order.
    first_of: Vec<usize>,
    junctions: BTreeMap<(MapId, CellAt), NodeIndex>,
    /// Touchpoints with a link into an unreadable map.
    links_to_unreadable: BTreeSet<TouchpointId>,
    unreadable_maps: BTreeSet<MapId>,
    /// Where each promise is delivered, in the order of the maps.
    delivered_at: BTreeMap<PromiseId, Vec<TouchpointId>>,
    /// By node.
    reachable: Vec<Reachable>,
    endless_loops: Vec<Vec<TouchpointId>>,
    /// All touchpoints on endless loops.
    looping: HashSet<TouchpointId>,
    /// By map.
    related_maps: Vec<Vec<MapId>>,
}

impl Graph {
    /// The journey through the maps of `site`, its links and its implied steps.
    pub fn new(site: &Site) -> Self {
        let mut graph = Self {
            journey: DiGraph::new(),
            first_of: Vec::with_capacity(site.maps.len()),
            junctions: BTreeMap::new(),
            links_to_unreadable: BTreeSet::new(),
            unreadable_maps: site.maps.iter().filter(|map| map.faulty).map(|map| map.id).collect(),
            delivered_at: BTreeMap::new(),
            reachable: Vec::new(),
            endless_loops: Vec::new(),
            looping: HashSet::new(),
            related_maps: Vec::new(),
        };
        for map in &site.maps {
            graph.first_of.push(graph.journey.node_count());
            for (id, touchpoint) in site.touchpoints(map.id) {
                graph.journey.add_node(Node::Touchpoint(id));
                for promise in &touchpoint.delivers {
                    graph.delivered_at.entry(promise.value).or_default().push(id);
                }
            }
        }
        for map in &site.maps {
            graph.add_implied_steps(site, map);
            graph.add_written_links(site, map);
        }
        let components = kosaraju_scc(&graph.journey);
        graph.reachable = graph.find_reachable(site, &components);
        graph.endless_loops = graph.find_endless_loops(components);
        graph.looping = graph.endless_loops.iter().flatten().copied().collect();
        graph.related_maps = related_maps::related_maps(site, &graph.endless_loops);
        graph
    }

    fn node(&self, id: TouchpointId) -> NodeIndex {
        NodeIndex::new(self.first_of[id.map.0 as usize] + id.index as usize)
    }

    fn add_implied_steps(&mut self, site: &Site, map: &Map) {
        for from in CellAt::all() {
            let Some(to) = following_cell(map, from) else { continue };
            let mut silent = map.ids_in(from).filter(|&id| site.touchpoint(id).leads_to.is_none()).peekable();
            if silent.peek().is_none() {
                continue;
            }
            let junction = self.journey.add_node(Node::Junction(map.id, from));
            self.junctions.insert((map.id, from), junction);
            for id in silent {
                self.journey.add_edge(self.node(id), junction, Origin::Implied);
            }
            for id in map.ids_in(to) {
                self.journey.add_edge(junction, self.node(id), Origin::Implied);
            }
        }
    }

    fn add_written_links(&mut self, site: &Site, map: &Map) {
        for (id, touchpoint) in site.touchpoints(map.id) {
            let links = touchpoint.leads_to.iter().flat_map(|links| links.value.iter().enumerate());
            for (number, link) in links {
                match link.to {
                    LinkEnd::Touchpoint(to) => {
                        self.journey.add_edge(self.node(id), self.node(to), Origin::Written(number));
                    }
                    LinkEnd::Unreadable => {
                        self.links_to_unreadable.insert(id);
                    }
                }
            }
        }
    }

    /// What can be reached from every node. Each strongly connected component comes after all that it leads to.
    fn find_reachable(&self, site: &Site, components: &[Vec<NodeIndex>]) -> Vec<Reachable> {
        let mut reachable = vec![Reachable::default(); self.journey.node_bound()];
        for component in components {
            let mut common = Reachable::default();
            for &node in component {
                common.include(self.at_node(site, node));
                self.journey.neighbors(node).for_each(|next| common.include(reachable[next.index()]));
            }
            component.iter().for_each(|node| reachable[node.index()] = common);
        }
        reachable
    }

    /// What a node is itself.
    fn at_node(&self, site: &Site, node: NodeIndex) -> Reachable {
        let Node::Touchpoint(id) = self.journey[node] else { return Reachable::default() };
        let touchpoint = site.touchpoint(id);
        let mut stages = [false; Stage::COUNT];
        stages[touchpoint.cell.stage.index()] = true;
        let gap = touchpoint.leads_to.is_none() && site.map(id.map).runs_into_gap(touchpoint.cell);
        Reachable { stages, unreadable: self.may_have_unread_links(id), gap }
    }

    /// The implied steps of a map, cell by cell.
    pub fn implied_steps(&self, map: &Map) -> Vec<ImpliedStep> {
        CellAt::all()
            .filter(|&from| self.junctions.contains_key(&(map.id, from)))
            .filter_map(|from| Some(ImpliedStep { from, to: following_cell(map, from)? }))
            .collect()
    }

    /// Where a touchpoint leads, implied steps before written links.
    pub fn leads_to(&self, id: TouchpointId) -> Vec<Connection> {
        self.connections(id, Direction::Outgoing)
    }

    /// What leads to a touchpoint.
    pub fn comes_from(&self, id: TouchpointId) -> Vec<Connection> {
        self.connections(id, Direction::Incoming)
    }

    fn connections(&self, id: TouchpointId, direction: Direction) -> Vec<Connection> {
        let far_end = |edge: petgraph::graph::EdgeReference<'_, Origin>| match direction {
            Direction::Outgoing => edge.target(),
            Direction::Incoming => edge.source(),
        };
        let mut found = Vec::new();
        for edge in self.journey.edges_directed(self.node(id), direction) {
            match self.journey[far_end(edge)] {
                Node::Touchpoint(touchpoint) => found.push(Connection { touchpoint, origin: *edge.weight() }),
                Node::Junction(..) => {
                    let beyond = self.journey.neighbors_directed(far_end(edge), direction);
                    found.extend(beyond.filter_map(|node| match self.journey[node] {
                        Node::Touchpoint(touchpoint) => Some(Connection { touchpoint, origin: Origin::Implied }),
                        Node::Junction(..) => None,
                    }));
                }
            }
        }
        found.sort_by_key(|connection| (connection.touchpoint, connection.origin));
        found
    }

    /// Whether no link or implied step leads on from a touchpoint, readable or not.
    pub fn leads_nowhere(&self, id: TouchpointId) -> bool {
        self.journey.neighbors(self.node(id)).next().is_none() && !self.links_to_unreadable.contains(&id)
    }

    /// Whether another touchpoint leads to this one, by a link or an implied step.
    pub fn has_incoming_link(&self, id: TouchpointId) -> bool {
        let own = self.node(id);
        self.journey.neighbors_directed(own, Direction::Incoming).any(|from| from != own)
    }

    /// Whether a touchpoint may have more links than have been read, because its map or one that it leads to is unreadable.
    fn may_have_unread_links(&self, id: TouchpointId) -> bool {
        self.links_to_unreadable.contains(&id) || self.unreadable_maps.contains(&id.map)
    }

    /// Whether every map of the workspace is readable.
    pub fn all_maps_readable(&self) -> bool {
        self.unreadable_maps.is_empty()
    }

    /// Whether an unreadable map may be reached from a touchpoint, and behind it anything else.
    pub fn may_reach_unreadable_map(&self, from: TouchpointId) -> bool {
        self.reachable[self.node(from).index()].unreadable
    }

    /// Whether an empty cell, where the fatal order ends, may be reached from a touchpoint.
    pub fn reaches_gap(&self, from: TouchpointId) -> bool {
        self.reachable[self.node(from).index()].gap
    }

    /// The touchpoints that deliver a promise.
    pub fn delivered_at(&self, promise: PromiseId) -> &[TouchpointId] {
        self.delivered_at.get(&promise).map_or(&[], Vec::as_slice)
    }

    /// Whether one of `ends` can be reached from a touchpoint, itself included.
    pub fn reaches_any(&self, from: TouchpointId, ends: &[TouchpointId]) -> bool {
        if ends.is_empty() {
            return false;
        }
        let ends: BTreeSet<NodeIndex> = ends.iter().map(|&id| self.node(id)).collect();
        let mut next = VecDeque::from([self.node(from)]);
        let mut seen = BTreeSet::from([self.node(from)]);
        while let Some(node) = next.pop_front() {
            if ends.contains(&node) {
                return true;
            }
            next.extend(self.journey.neighbors(node).filter(|&onward| seen.insert(onward)));
        }
        false
    }

    /// Whether a touchpoint of stage `to` in any map, or an unreadable map, can be reached from one of stage `from` in `map`.
    pub fn stage_reaches(&self, site: &Site, map: MapId, from: Stage, to: Stage) -> bool {
        let mut starts = site.touchpoints(map).filter(|(_, touchpoint)| touchpoint.cell.stage == from);
        starts.any(|(id, _)| {
            let reachable = self.reachable[self.node(id).index()];
            reachable.unreadable || reachable.stages[to.index()]
        })
    }

    /// The other maps on whose content findings and pages of this one may depend.
    pub fn related_maps(&self, map: MapId) -> &[MapId] {
        &self.related_maps[map.0 as usize]
    }

    /// The loops with their first touchpoint in a map that nobody leaves: their touchpoints lead to one another and nowhere
    /// else.
    pub fn endless_loops(&self, map: MapId) -> &[Vec<TouchpointId>] {
        let first_map = |members: &Vec<TouchpointId>| members.first().map(|first| first.map);
        let begin = self.endless_loops.partition_point(|members| first_map(members) < Some(map));
        let count = self.endless_loops[begin..].partition_point(|members| first_map(members) == Some(map));
        &self.endless_loops[begin..begin + count]
    }

    /// Whether a touchpoint is on a loop that nobody leaves.
    pub fn is_on_endless_loop(&self, id: TouchpointId) -> bool {
        self.looping.contains(&id)
    }

    fn find_endless_loops(&self, components: Vec<Vec<NodeIndex>>) -> Vec<Vec<TouchpointId>> {
        let mut loops: Vec<Vec<TouchpointId>> = components
            .into_iter()
            .filter(|component| self.is_loop(component) && !self.can_be_left(component))
            .map(|component| {
                let mut members: Vec<_> = component
                    .into_iter()
                    .filter_map(|node| match self.journey[node] {
                        Node::Touchpoint(id) => Some(id),
                        Node::Junction(..) => None,
                    })
                    .collect();
                members.sort();
                members
            })
            .collect();
        loops.sort();
        loops
    }

    fn is_loop(&self, component: &[NodeIndex]) -> bool {
        component.len() > 1 || self.journey.contains_edge(component[0], component[0])
    }

    fn can_be_left(&self, component: &[NodeIndex]) -> bool {
        let members: BTreeSet<NodeIndex> = component.iter().copied().collect();
        component.iter().any(|&node| {
            let unknown = matches!(self.journey[node], Node::Touchpoint(id) if self.may_have_unread_links(id));
            unknown || self.journey.neighbors(node).any(|next| !members.contains(&next))
        })
    }

    /// The touchpoints of a stage that every route from its contacts to its behaviours passes. Routes that leave the stage
    /// and come back do not count.
    pub fn on_every_route(&self, site: &Site, map: MapId, stage: Stage) -> Vec<TouchpointId> {
        let mut routes = DiGraph::<Option<TouchpointId>, ()>::new();
        let (start, end) = (routes.add_node(None), routes.add_node(None));
        let here = |phase: &Phase| CellAt { stage, phase: *phase };
        let touchpoints = site.touchpoints(map).filter(|(_, touchpoint)| touchpoint.cell.stage == stage);
        let touchpoints = touchpoints.map(|(id, _)| (self.node(id), Some(id)));
        let junctions = Phase::ALL.iter().filter_map(|phase| self.junctions.get(&(map, here(phase))));
        let nodes = touchpoints.chain(junctions.map(|&node| (node, None)));
        let copies: BTreeMap<_, _> = nodes.map(|(node, touchpoint)| (node, routes.add_node(touchpoint))).collect();
        for (&node, &copy) in &copies {
            for next in self.journey.neighbors(node) {
                if let Some(&next) = copies.get(&next) {
                    routes.add_edge(copy, next, ());
                }
            }
            if let Some(id) = routes[copy] {
                match site.touchpoint(id).cell.phase {
                    Phase::Contact => _ = routes.add_edge(start, copy, ()),
                    Phase::Behaviour => _ = routes.add_edge(copy, end, ()),
                    Phase::FirstImpression | Phase::Attitude => {}
                }
            }
        }
        let dominators = dominators::simple_fast(&routes, start);
        let mut passed: Vec<_> =
            dominators.dominators(end).into_iter().flatten().filter_map(|node| routes[node]).collect();
        passed.sort();
        passed
    }
}

/// The cell that the fatal order leads to from `from`: the next phase of the stage that is not waived, if it has touchpoints.
fn following_cell(map: &Map, from: CellAt) -> Option<CellAt> {
    let mut at = from;
    loop {
        at.phase = at.phase.next()?;
        match map.coverage(at) {
            Coverage::Covered => return Some(at),
            Coverage::Waived => {}
            Coverage::Gap | Coverage::Unreadable => return None,
        }
    }
}
