//! Suppressions: is each comment that suppresses a finding correct? [`suppression`](crate::suppression) reports these
//! defects; their rules and pages are here.

use crate::rule::Rule;

mod suppression_without_reason;
mod unknown_suppression;
mod unused_suppression;

pub use suppression_without_reason::RULE as SUPPRESSION_WITHOUT_REASON;
pub use unknown_suppression::RULE as UNKNOWN_SUPPRESSION;
pub use unused_suppression::RULE as UNUSED_SUPPRESSION;

/// The rules of this group, in the order of the rule list.
pub(super) static RULES: &[&Rule] = &[&UNKNOWN_SUPPRESSION, &UNUSED_SUPPRESSION, &SUPPRESSION_WITHOUT_REASON];
