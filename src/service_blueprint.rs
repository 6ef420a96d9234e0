//! The service blueprint of a map: its contacts in the order of the journey, and what is done at each of them in sight of
//! the customer and out of sight. Pure: drawings, pages and rules read it.

use crate::model::*;

/// A row of the blueprint, from what the customer sees down to what nobody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlueprintRow {
    /// What the customer sees or keeps.
    Evidence,
    /// What the customer does.
    Customer,
    /// What is done in sight.
    Front,
    /// What is done out of sight.
    Back,
    /// What systems and other departments do.
    Support,
}

impl BlueprintRow {
    /// Every row, from the top.
    pub const ALL: [BlueprintRow; 5] = [Self::Evidence, Self::Customer, Self::Front, Self::Back, Self::Support];

    /// The key of its word.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Evidence => "physical-evidence",
            Self::Customer => "customer-actions",
            Self::Front => "front-stage",
            Self::Back => "backstage",
            Self::Support => "support",
        }
    }

    /// The key of the word for the line below it.
    pub const fn line_below(self) -> Option<&'static str> {
        match self {
            Self::Customer => Some("line-of-interaction"),
            Self::Front => Some("line-of-visibility"),
            Self::Back => Some("line-of-internal-interaction"),
            Self::Evidence | Self::Support => None,
        }
    }

    /// Whether it lies below the line of visibility.
    pub fn is_out_of_sight(self) -> bool {
        self > Self::Front
    }
}

/// The band of a stage.
#[derive(Debug)]
pub struct StageBlueprint<'a> {
    /// The stage.
    pub stage: Stage,
    /// Its contacts, in the order of the journey, and its other touchpoints that have a blueprint.
    pub columns: Vec<BlueprintColumn<'a>>,
    /// The rows to show, from the top. An empty row is the author's debt, but for the two on either side of the line of
    /// interaction.
    pub rows: Vec<BlueprintRow>,
    /// The hand-overs between roles, in order.
    pub hand_overs: Vec<HandOver<'a>>,
}

/// A touchpoint, and what is done there.
#[derive(Debug)]
pub struct BlueprintColumn<'a> {
    /// Its number.
    pub id: TouchpointId,
    /// The touchpoint.
    pub touchpoint: &'a Touchpoint,
    rows: [Vec<BlueprintStep<'a>>; BlueprintRow::ALL.len()],
}

/// Something that is seen or done.
#[derive(Debug)]
pub struct BlueprintStep<'a> {
    /// What; for a hole, the obstacle.
    pub text: &'a Text,
    /// Who or what does it.
    pub actor: Option<Actor<'a>>,
    /// Whether the step before it is done by the same.
    pub goes_on: bool,
    /// Where it is likely to fail.
    pub fails: Option<&'a Text>,
    /// Whether it is an obstacle that nothing out of sight takes care of.
    pub is_hole: bool,
    /// The numbers of the hand-overs to it.
    pub taken_over: Vec<usize>,
}

/// Who or what does a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Actor<'a> {
    /// A role.
    Role(RoleId),
    /// A system or a department.
    System(&'a Text),
}

/// That a role hands the customer's matter over to another, or to a system.
#[derive(Debug)]
pub struct HandOver<'a> {
    /// Its number in the map, from 1.
    pub number: usize,
    /// Where it happens: where it is taken over.
    pub at: TouchpointId,
    /// Who hands over.
    pub from: RoleId,
    /// Who takes over.
    pub to: Actor<'a>,
    /// What is then done.
    pub what: &'a Text,
    /// Whether the customer does not see it.
    pub is_out_of_sight: bool,
}

/// Whether a map has something to show: a contact with a moment, or a blueprint of any touchpoint.
pub fn has_service_blueprint(map: &Map) -> bool {
    let mut touchpoints = map.touchpoints.iter();
    touchpoints.any(|one| one.blueprint.is_some() || one.cell.phase == Phase::Contact && one.moment.is_some())
}

/// Whether a touchpoint has a column: contacts have, and others that have a blueprint.
pub fn has_column(touchpoint: &Touchpoint) -> bool {
    touchpoint.cell.phase == Phase::Contact || touchpoint.blueprint.is_some()
}

/// The obstacles at a touchpoint that nothing out of sight takes care of.
pub fn holes(touchpoint: &Touchpoint) -> impl Iterator<Item = &Text> {
    let has_back = touchpoint.blueprint.as_ref().is_some_and(|one| !(one.back.is_empty() && one.support.is_empty()));
    let is_open = |request: &&Request| request.remedy.as_ref().is_none_or(|one| one.status == RemedyStatus::Open);
    touchpoint
        .requests
        .iter()
        .filter(move |_| !has_back)
        .filter(is_open)
        .filter_map(|request| request.obstacle.as_ref())
}

/// The blueprint of a map, a band for each stage that has something. Where steps fail and what is a hole is the author's
/// debt: it is there only where that is asked for.
pub fn service_blueprint(map: &Map, shows_debt: bool) -> Vec<StageBlueprint<'_>> {
    let mut numbers = 0;
    let band = |&stage: &Stage| {
        let cells = Phase::ALL.iter().map(|&phase| CellAt { stage, phase });
        let columns = cells.flat_map(|at| in_order_of_journey(map, at));
        let columns: Vec<_> = columns.map(|id| BlueprintColumn::new(map, id, shows_debt)).collect();
        let is_kept = |row: &BlueprintRow| matches!(row, BlueprintRow::Customer | BlueprintRow::Front);
        let is_shown = |row: &BlueprintRow| columns.iter().any(|column| !column.steps(*row).is_empty());
        let rows = BlueprintRow::ALL.into_iter().filter(|row| shows_debt || is_kept(row) || is_shown(row)).collect();
        let mut band = StageBlueprint { stage, columns, rows, hand_overs: Vec::new() };
        band.find_hand_overs(map, &mut numbers);
        band
    };
    Stage::ALL.iter().map(band).filter(|band| !band.columns.is_empty()).collect()
}

/// The touchpoints of a cell that have a column: by rank, but none before one that leads to it.
fn in_order_of_journey(map: &Map, at: CellAt) -> Vec<TouchpointId> {
    let mut rest: Vec<_> = map.ids_in(at).filter(|&id| has_column(touchpoint(map, id))).collect();
    let mut links: Vec<_> = rest.iter().flat_map(|&from| leads_to(map, from).map(move |to| (from, to))).collect();
    links.retain(|(from, to)| from != to && rest.contains(to));
    let mut ordered = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let is_free = |id: &TouchpointId| !links.iter().any(|(from, to)| to == id && rest.contains(from));
        ordered.push(rest.remove(rest.iter().position(is_free).unwrap_or(0)));
    }
    ordered
}

fn touchpoint(map: &Map, id: TouchpointId) -> &Touchpoint {
    &map.touchpoints[id.index as usize]
}

/// The touchpoints of the same map that written links lead to.
fn leads_to(map: &Map, from: TouchpointId) -> impl Iterator<Item = TouchpointId> {
    let links = touchpoint(map, from).leads_to.iter().flat_map(|links| &links.value);
    links.filter_map(move |link| match link.to {
        LinkEnd::Touchpoint(to) if to.map == map.id => Some(to),
        _ => None,
    })
}

impl<'a> BlueprintColumn<'a> {
    /// The steps of a row, in order.
    pub fn steps(&self, row: BlueprintRow) -> &[BlueprintStep<'a>] {
        &self.rows[row as usize]
    }

    fn new(map: &'a Map, id: TouchpointId, shows_debt: bool) -> Self {
        let touchpoint = touchpoint(map, id);
        let (evidence, back, support) = match touchpoint.blueprint.as_deref() {
            Some(Blueprint { evidence, back, support, .. }) => (&evidence[..], &back[..], &support[..]),
            None => (&[][..], &[][..], &[][..]),
        };
        let role = touchpoint.role.as_ref().map(|role| Actor::Role(role.value));
        let behind = back.iter().map(|step| BlueprintStep {
            fails: step.fails.as_ref().filter(|_| shows_debt),
            ..BlueprintStep::new(&step.what, step.role.as_ref().map(|role| Actor::Role(role.value)))
        });
        let holes = holes(touchpoint).filter(|_| shows_debt);
        let holes = holes.map(|obstacle| BlueprintStep { is_hole: true, ..BlueprintStep::new(obstacle, None) });
        let mut rows = [
            evidence.iter().map(|text| BlueprintStep::new(text, None)).collect(),
            touchpoint.customer.does.iter().map(|text| BlueprintStep::new(text, None)).collect(),
            front(touchpoint).into_iter().map(|text| BlueprintStep::new(text, role)).collect(),
            behind.chain(holes).collect(),
            support
                .iter()
                .map(|step| BlueprintStep::new(&step.what, step.system.as_ref().map(Actor::System)))
                .collect(),
        ];
        rows.iter_mut().for_each(|row: &mut Vec<BlueprintStep<'_>>| {
            for number in 1..row.len() {
                row[number].goes_on = row[number].actor == row[number - 1].actor;
            }
        });
        Self { id, touchpoint, rows }
    }
}

/// What is done in sight: as the blueprint says, else as the moment says.
fn front(touchpoint: &Touchpoint) -> Vec<&Text> {
    let written = touchpoint.blueprint.iter().flat_map(|blueprint| &blueprint.front);
    let written: Vec<_> = written.collect();
    if !written.is_empty() {
        return written;
    }
    let moment = touchpoint.moment.iter().flat_map(|moment| moment.steps.iter().flatten());
    moment.flat_map(|play| &play.actions).collect()
}

impl<'a> BlueprintStep<'a> {
    /// Who or what does it, unless that is said of the step before.
    pub fn actor_to_name(&self) -> Option<Actor<'a>> {
        self.actor.filter(|_| !self.goes_on)
    }

    fn new(text: &'a Text, actor: Option<Actor<'a>>) -> Self {
        Self { text, actor, goes_on: false, fails: None, is_hole: false, taken_over: Vec::new() }
    }
}

impl<'a> StageBlueprint<'a> {
    fn find_hand_overs(&mut self, map: &Map, numbers: &mut usize) {
        for column in 0..self.columns.len() {
            for from in self.handed_on_to(map, column) {
                self.hand_over(from, (column, BlueprintRow::Front, 0), numbers);
            }
            let mut last = self.columns[column].touchpoint.role.as_ref().map(|role| role.value);
            let mut last_actor = last.map(Actor::Role);
            for row in [BlueprintRow::Back, BlueprintRow::Support] {
                for step in 0..self.columns[column].steps(row).len() {
                    let Some(actor) = self.columns[column].steps(row)[step].actor else { continue };
                    if let Some(from) = last.filter(|_| last_actor != Some(actor)) {
                        self.hand_over(from, (column, row, step), numbers);
                    }
                    last_actor = Some(actor);
                    if let Actor::Role(role) = actor {
                        last = Some(role);
                    }
                }
            }
        }
    }

    /// The other roles at contacts of the same cell that lead to this one, where something is done in sight.
    fn handed_on_to(&self, map: &Map, column: usize) -> Vec<RoleId> {
        let BlueprintColumn { id, touchpoint, .. } = &self.columns[column];
        let Some(own) =
            touchpoint.role.as_ref().filter(|_| !self.columns[column].steps(BlueprintRow::Front).is_empty())
        else {
            return Vec::new();
        };
        let before = self.columns.iter().filter(|from| from.touchpoint.cell == touchpoint.cell);
        let before = before.filter(|from| leads_to(map, from.id).any(|to| to == *id));
        let mut roles: Vec<_> = before.filter_map(|from| Some(from.touchpoint.role.as_ref()?.value)).collect();
        roles.retain(|role| *role != own.value);
        roles.sort();
        roles.dedup();
        roles
    }

    fn hand_over(&mut self, from: RoleId, to: (usize, BlueprintRow, usize), numbers: &mut usize) {
        let (column, row, step) = to;
        let column = &mut self.columns[column];
        let step = &mut column.rows[row as usize][step];
        let Some(to) = step.actor else { return };
        *numbers += 1;
        step.taken_over.push(*numbers);
        let is_out_of_sight = row.is_out_of_sight();
        self.hand_overs.push(HandOver { number: *numbers, at: column.id, from, to, what: step.text, is_out_of_sight });
    }
}
