//! Journey: does the customer's way hold together?
//!
//! Nothing that follows from an empty cell is reported beside it: the cell itself is, and filling it may mend the rest.

use crate::locale::term;
use crate::model::{CellAt, Coverage, Map, Touchpoint};
use crate::rule::Rule;
use crate::words;
use crate::words::{Lang, Words};

mod dead_end;
mod endless_loop;
mod falling_perception;
mod no_way_back;
mod orphan_touchpoint;
mod single_route;
mod stage_without_exit;
mod undelivered_promise;
mod unexplained_jump;

/// The rules of this group, in the order of the rule list.
pub static RULES: &[&Rule] = &[
    &orphan_touchpoint::RULE,
    &dead_end::RULE,
    &unexplained_jump::RULE,
    &stage_without_exit::RULE,
    &no_way_back::RULE,
    &endless_loop::RULE,
    &undelivered_promise::RULE,
    &falling_perception::RULE,
    &single_route::RULE,
];

/// A touchpoint as messages call it, by name and code: “服务热线”（C1.2）.
fn named(touchpoint: &Touchpoint) -> Words {
    let (name, code) = (&touchpoint.name, touchpoint.code());
    words!("“{}” ({code})", "“{}”（{code}）", name.first_for(Lang::En); name.first_for(Lang::Zh))
}

/// A cell in words: its stage and its phase.
fn cell_in_words(cell: CellAt) -> Words {
    let (stage, phase) = (term(cell.stage), term(cell.phase));
    words!("{} × {}", "{} × {}", stage.en, phase.en; stage.zh, phase.zh)
}

/// Whether the fatal order runs into an empty cell on its way on from a cell.
fn runs_into_gap(map: &Map, from: CellAt) -> bool {
    let later = std::iter::successors(from.phase.next(), |phase| phase.next());
    first_not_waived(map, later.map(|phase| CellAt { phase, ..from })) == Some(Coverage::Gap)
}

/// What stands in the first of some cells that is not waived.
fn first_not_waived(map: &Map, cells: impl IntoIterator<Item = CellAt>) -> Option<Coverage> {
    cells.into_iter().map(|at| map.coverage(at)).find(|coverage| *coverage != Coverage::Waived)
}
