//! Coverage: is every cell thought of, and with content of its own?

use crate::checks::{RuleCheck, Run};

mod empty_cell;
mod empty_focus;
mod incomplete_guide;
mod incomplete_responsibilities;
mod incomplete_value_list;
mod lifecycle_gap;
mod missing_translation;
mod needless_waiver;
pub(crate) mod placeholder_text;
mod repeated_text;
mod thin_cell;
mod unserved_segment;
mod waiver_without_reason;

/// The checks of this group, in the order of the rule list.
pub(super) static CHECKS: &[RuleCheck] = &[
    RuleCheck { rule: &empty_cell::RULE, run: Run::Map(empty_cell::check) },
    RuleCheck { rule: &waiver_without_reason::RULE, run: Run::Map(waiver_without_reason::check) },
    RuleCheck { rule: &needless_waiver::RULE, run: Run::Map(needless_waiver::check) },
    RuleCheck { rule: &thin_cell::RULE, run: Run::Map(thin_cell::check) },
    RuleCheck { rule: &empty_focus::RULE, run: Run::Map(empty_focus::check) },
    RuleCheck { rule: &incomplete_guide::RULE, run: Run::Map(incomplete_guide::check) },
    RuleCheck { rule: &incomplete_value_list::RULE, run: Run::Map(incomplete_value_list::check) },
    RuleCheck { rule: &incomplete_responsibilities::RULE, run: Run::Map(incomplete_responsibilities::check) },
    RuleCheck { rule: &lifecycle_gap::RULE, run: Run::Map(lifecycle_gap::check) },
    RuleCheck { rule: &unserved_segment::RULE, run: Run::Map(unserved_segment::check) },
    RuleCheck { rule: &missing_translation::RULE, run: Run::Map(missing_translation::check) },
    RuleCheck { rule: &repeated_text::RULE, run: Run::Map(repeated_text::check) },
    RuleCheck { rule: &placeholder_text::RULE, run: Run::Map(placeholder_text::check) },
];
