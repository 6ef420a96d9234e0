//! A map: one customer's way through the grid.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use super::grid::*;
use super::ids::{MapId, RoleId, TouchpointId};
use super::text::{Tag, Text};
use super::touchpoint::Touchpoint;

use crate::source::{SourceId, Span, Spanned};

/// One map.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// Its number.
    pub id: MapId,
    /// Its name in references and file names: the file's stem.
    pub name: String,
    /// The file.
    pub source: SourceId,
    /// Whether it has a fault that keeps it from being understood: nothing is built from it.
    pub faulty: bool,
    /// Whether its file cannot be understood now, and this is what the file said when it last could.
    pub outdated: bool,
    /// What people call it.
    pub title: Text,
    /// The language of its plain strings.
    pub language: Tag,
    /// What it is about.
    pub summary: Option<Text>,
    /// Whose journey it is.
    pub customer: Option<Text>,
    /// Who keeps it.
    pub owner: Option<Spanned<RoleId>>,
    /// When it was last reviewed.
    pub reviewed: Option<Spanned<Date>>,
    /// How many days a review holds.
    pub review_every: Option<Spanned<u32>>,
    /// The columns, by [`Stage::index`].
    pub stages: [StagePlan; Stage::COUNT],
    /// Every touchpoint, stage by stage, phase by phase, by rank.
    pub touchpoints: Vec<Touchpoint>,
    /// The value list for key accounts, by [`ValuePart::index`].
    pub value_list: [Vec<Value>; ValuePart::COUNT],
    /// Who answers for what, by [`Layer::index`] and [`Concern::index`].
    pub responsibilities: [[Option<Text>; Concern::COUNT]; Layer::COUNT],
    /// The relationship over time.
    pub lifecycle: Vec<Period>,
}

impl Map {
    /// A map of which no more is known than its file, its name and its title; its columns stand there, with nothing in
    /// them.
    pub fn titled(id: MapId, name: String, source: SourceId, title: Text, language: Tag, span: Span) -> Self {
        Self {
            id,
            name,
            source,
            faulty: false,
            outdated: false,
            title,
            language,
            summary: None,
            customer: None,
            owner: None,
            reviewed: None,
            review_every: None,
            stages: std::array::from_fn(|_| StagePlan::empty(span)),
            touchpoints: Vec::new(),
            value_list: Default::default(),
            responsibilities: Default::default(),
            lifecycle: Vec::new(),
        }
    }

    /// A column.
    pub fn stage(&self, stage: Stage) -> &StagePlan {
        &self.stages[stage.index()]
    }

    /// A cell.
    pub fn cell(&self, at: CellAt) -> &Cell {
        &self.stage(at.stage).cells[at.phase.index()]
    }

    /// The touchpoints of a cell, by rank.
    pub fn touchpoints_in(&self, at: CellAt) -> &[Touchpoint] {
        let cell = self.cell(at);
        &self.touchpoints[cell.first..cell.first + cell.count]
    }

    /// Every role that is named in it: as owner, at a touchpoint, for a remedy, to be called.
    pub fn roles(&self) -> BTreeSet<RoleId> {
        let owner = self.owner.iter().map(|owner| owner.value);
        owner.chain(self.touchpoints.iter().flat_map(Touchpoint::roles)).collect()
    }

    /// The numbers of all touchpoints, in their order.
    pub fn ids(&self) -> impl Iterator<Item = TouchpointId> + use<> {
        let map = self.id;
        (0..self.touchpoints.len()).map(move |index| TouchpointId { map, index: index as u32 })
    }

    /// The numbers of the touchpoints of a cell, by rank.
    pub fn ids_in(&self, at: CellAt) -> impl Iterator<Item = TouchpointId> + use<> {
        let (map, cell) = (self.id, self.cell(at));
        (cell.first..cell.first + cell.count).map(move |index| TouchpointId { map, index: index as u32 })
    }

    /// What stands in the first of some cells that is not waived.
    pub fn first_not_waived(&self, cells: impl IntoIterator<Item = CellAt>) -> Option<Coverage> {
        cells.into_iter().map(|at| self.coverage(at)).find(|coverage| *coverage != Coverage::Waived)
    }

    /// Whether the fatal order runs into an empty cell on its way on from a cell.
    pub fn runs_into_gap(&self, from: CellAt) -> bool {
        let later = std::iter::successors(from.phase.next(), |phase| phase.next());
        self.first_not_waived(later.map(|phase| CellAt { phase, ..from })) == Some(Coverage::Gap)
    }

    /// Whether a cell is covered, waived, or a gap.
    pub fn coverage(&self, at: CellAt) -> Coverage {
        let cell = self.cell(at);
        if cell.count > 0 {
            Coverage::Covered
        } else if cell.unreadable || self.stage(at.stage).unreadable {
            Coverage::Unreadable
        } else if self.waiver(at).is_some() {
            Coverage::Waived
        } else {
            Coverage::Gap
        }
    }

    /// The waiver of a cell: its own, else its stage's.
    pub fn waiver(&self, at: CellAt) -> Option<&Waiver> {
        self.cell(at).waiver.as_ref().or(self.stage(at.stage).waiver.as_ref())
    }
}

/// What is known of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coverage {
    /// It has touchpoints.
    Covered,
    /// The author says that there is nothing to cover.
    Waived,
    /// It has neither.
    Gap,
    /// A fault hides what it has; the fault is its own finding.
    Unreadable,
}

/// A column of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct StagePlan {
    /// Where the stage stands in the file, or where it would.
    pub span: Span,
    /// That the whole stage is not applicable.
    pub waiver: Option<Waiver>,
    /// What the organisation concentrates on, ranked: the fifth row.
    pub focus: Vec<Text>,
    /// The 5W guide, by [`Question::index`].
    pub guide: [Practice; Question::COUNT],
    /// The cells, by [`Phase::index`].
    pub cells: [Cell; Phase::COUNT],
    /// Whether a fault hides what was written.
    pub unreadable: bool,
}

impl StagePlan {
    /// A column with nothing in it.
    pub fn empty(span: Span) -> Self {
        Self {
            span,
            waiver: None,
            focus: Vec::new(),
            guide: Default::default(),
            cells: std::array::from_fn(|_| Cell { span, waiver: None, first: 0, count: 0, unreadable: false }),
            unreadable: false,
        }
    }
}

/// A cell of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Where the cell stands in the file, or where it would.
    pub span: Span,
    /// That it is not applicable.
    pub waiver: Option<Waiver>,
    /// Its first touchpoint in [`Map::touchpoints`].
    pub first: usize,
    /// How many it has.
    pub count: usize,
    /// Whether a fault hides what was written.
    pub unreadable: bool,
}

/// An author's word that a stage or a cell has nothing to cover.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiver {
    /// Why; without it the waiver is a finding.
    pub reason: Option<Text>,
    /// Where it stands.
    pub span: Span,
}

/// One question of the guide, answered twice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Practice {
    /// What is usually done.
    pub mainstream: Option<Text>,
    /// What would be better.
    pub innovative: Option<Text>,
    /// Where it stands, if it does.
    pub span: Option<Span>,
}

/// A pair of the value list.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// What we do.
    pub value: Text,
    /// What the customer needs it for.
    pub need: Option<Text>,
}

/// A period of the relationship.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// Its name.
    pub name: Text,
    /// Its first and last month, from 1.
    pub months: Option<(u32, u32)>,
    /// What it is for.
    pub aim: Option<Text>,
    /// What to do.
    pub actions: Vec<Text>,
    /// What never to do.
    pub never: Vec<Text>,
    /// Where it is lived.
    pub touchpoints: Vec<Spanned<TouchpointId>>,
}
