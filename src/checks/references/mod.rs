//! References: do the names that a map uses exist? The resolver reports these defects; their rules and pages are here.

use crate::rule::Rule;

mod duplicate_id;
mod unknown_map;
mod unknown_promise;
mod unknown_role;
mod unknown_touchpoint;

pub use duplicate_id::RULE as DUPLICATE_ID;
pub use unknown_map::RULE as UNKNOWN_MAP;
pub use unknown_promise::RULE as UNKNOWN_PROMISE;
pub use unknown_role::RULE as UNKNOWN_ROLE;
pub use unknown_touchpoint::RULE as UNKNOWN_TOUCHPOINT;

/// The rules of this group, in the order of the rule list.
pub(super) static RULES: &[&Rule] =
    &[&DUPLICATE_ID, &UNKNOWN_TOUCHPOINT, &UNKNOWN_ROLE, &UNKNOWN_PROMISE, &UNKNOWN_MAP];
