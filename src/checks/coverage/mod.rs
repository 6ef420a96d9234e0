//! Coverage: is every cell thought of, and with content of its own?

use crate::rule::Rule;

mod empty_cell;

/// The rules of this group, in the order of the rule list.
pub static RULES: &[&Rule] = &[&empty_cell::RULE];
