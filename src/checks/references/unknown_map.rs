//! `unknown-map`: a reference into a map that does not exist.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unknown-map",
    group: Group::References,
    level: Level::At(Severity::Error),
    summary: phrase!("a reference into a map that does not exist", "引用的图不存在"),
    page: page!("unknown_map"),
    check: Check::WhileReading,
};
