//! Quality: do customers get what they come expecting?

use crate::checks::{RuleCheck, Run};

mod no_standard;
mod unmet_expectation;
mod unserved_dimension;

/// The checks of this group, in the order of the rule list.
pub(super) static CHECKS: &[RuleCheck] = &[
    RuleCheck { rule: &unmet_expectation::RULE, run: Run::Journey(unmet_expectation::check) },
    RuleCheck { rule: &no_standard::RULE, run: Run::Map(no_standard::check) },
    RuleCheck { rule: &unserved_dimension::RULE, run: Run::Map(unserved_dimension::check) },
];
