//! Journey: does the customer's way hold together?
//!
//! An empty cell is reported itself; what follows from it is not, since filling the cell may solve it.

use crate::checks::{Check, Run};

mod dead_end;
mod endless_loop;
mod falling_perception;
mod no_way_back;
mod orphan_touchpoint;
mod single_route;
mod stage_without_exit;
mod undelivered_promise;
mod unexplained_jump;

/// The checks of this group, in the order of the rule list.
pub(super) static CHECKS: &[Check] = &[
    Check { rule: &orphan_touchpoint::RULE, run: Run::Journey(orphan_touchpoint::check) },
    Check { rule: &dead_end::RULE, run: Run::Journey(dead_end::check) },
    Check { rule: &unexplained_jump::RULE, run: Run::Journey(unexplained_jump::check) },
    Check { rule: &stage_without_exit::RULE, run: Run::Journey(stage_without_exit::check) },
    Check { rule: &no_way_back::RULE, run: Run::Journey(no_way_back::check) },
    Check { rule: &endless_loop::RULE, run: Run::Journey(endless_loop::check) },
    Check { rule: &undelivered_promise::RULE, run: Run::Journey(undelivered_promise::check) },
    Check { rule: &falling_perception::RULE, run: Run::Journey(falling_perception::check) },
    Check { rule: &single_route::RULE, run: Run::Journey(single_route::check) },
];
