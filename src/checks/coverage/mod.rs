//! Coverage: is every cell thought of, and with content of its own?

use crate::rule::Rule;

mod empty_cell;
mod empty_focus;
mod incomplete_guide;
mod missing_translation;
mod needless_waiver;
pub(crate) mod placeholder_text;
mod repeated_text;
mod thin_cell;
mod waiver_without_reason;

/// The rules of this group, in the order of the rule list.
pub static RULES: &[&Rule] = &[
    &empty_cell::RULE,
    &waiver_without_reason::RULE,
    &needless_waiver::RULE,
    &thin_cell::RULE,
    &empty_focus::RULE,
    &incomplete_guide::RULE,
    &missing_translation::RULE,
    &repeated_text::RULE,
    &placeholder_text::RULE,
];
