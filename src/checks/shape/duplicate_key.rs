//! `duplicate-key`: a field stands twice in the same place.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "duplicate-key",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("a field stands twice in the same place", "同一处的同一个字段写了两次"),
    page: page!("duplicate_key"),
    check: Check::WhileReading,
};
