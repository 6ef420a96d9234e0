//! Journey: does the customer's way hold together?
//!
//! What follows from an empty cell is not reported: `empty-cell` reports the cell, and filling it may solve the rest.

use crate::checks::{RuleCheck, Run};

mod dead_end;
mod endless_loop;
pub(super) mod falling_perception;
mod no_way_back;
mod orphan_touchpoint;
mod single_route;
mod stage_without_exit;
mod undelivered_promise;
mod unexplained_jump;

/// The checks of this group, in the order of the rule list.
pub(super) static CHECKS: &[RuleCheck] = &[
    RuleCheck { rule: &orphan_touchpoint::RULE, run: Run::Journey(orphan_touchpoint::check) },
    RuleCheck { rule: &dead_end::RULE, run: Run::Journey(dead_end::check) },
    RuleCheck { rule: &unexplained_jump::RULE, run: Run::Journey(unexplained_jump::check) },
    RuleCheck { rule: &stage_without_exit::RULE, run: Run::Journey(stage_without_exit::check) },
    RuleCheck { rule: &no_way_back::RULE, run: Run::Journey(no_way_back::check) },
    RuleCheck { rule: &endless_loop::RULE, run: Run::Journey(endless_loop::check) },
    RuleCheck { rule: &undelivered_promise::RULE, run: Run::Journey(undelivered_promise::check) },
    RuleCheck { rule: &falling_perception::RULE, run: Run::Journey(falling_perception::check) },
    RuleCheck { rule: &single_route::RULE, run: Run::Journey(single_route::check) },
];
