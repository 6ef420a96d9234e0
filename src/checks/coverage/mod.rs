//! Coverage: is every cell thought of, and with content of its own?

use crate::checks::{Check, Run};

mod empty_cell;
mod empty_focus;
mod incomplete_guide;
mod missing_translation;
mod needless_waiver;
pub(crate) mod placeholder_text;
mod repeated_text;
mod thin_cell;
mod waiver_without_reason;

/// The checks of this group, in the order of the rule list.
pub(super) static CHECKS: &[Check] = &[
    Check { rule: &empty_cell::RULE, run: Run::Map(empty_cell::check) },
    Check { rule: &waiver_without_reason::RULE, run: Run::Map(waiver_without_reason::check) },
    Check { rule: &needless_waiver::RULE, run: Run::Map(needless_waiver::check) },
    Check { rule: &thin_cell::RULE, run: Run::Map(thin_cell::check) },
    Check { rule: &empty_focus::RULE, run: Run::Map(empty_focus::check) },
    Check { rule: &incomplete_guide::RULE, run: Run::Map(incomplete_guide::check) },
    Check { rule: &missing_translation::RULE, run: Run::Map(missing_translation::check) },
    Check { rule: &repeated_text::RULE, run: Run::Map(repeated_text::check) },
    Check { rule: &placeholder_text::RULE, run: Run::Map(placeholder_text::check) },
];
