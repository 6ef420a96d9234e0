//! Complaints: is somebody who complains heard in time, and answered as they should be?

use crate::checks::{RuleCheck, Run};

mod forbidden_reply;
mod forbidden_words;
mod never_entry;
mod untimed_complaint;

/// The checks of this group, in the order of the rule list.
pub(super) static CHECKS: &[RuleCheck] = &[
    RuleCheck { rule: &untimed_complaint::RULE, run: Run::Map(untimed_complaint::check) },
    RuleCheck { rule: &forbidden_reply::RULE, run: Run::Map(forbidden_reply::check) },
];
