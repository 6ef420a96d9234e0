//! `duplicate-id`: two things of one id.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "duplicate-id",
    group: Group::References,
    level: Level::At(Severity::Error),
    summary: phrase!("two things of one id", "两处用了同一个编号"),
    page: page!("duplicate_id"),
    check: Check::WhileReading,
};
