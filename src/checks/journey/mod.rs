//! Journey: does the customer's way hold together?
//!
//! Nothing that follows from an empty cell is reported beside it: the cell itself is, and filling it may mend the rest.

use crate::rule::Rule;

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
