//! `unknown-touchpoint`: a reference to a touchpoint that does not exist.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unknown-touchpoint",
    group: Group::References,
    level: Level::At(Severity::Error),
    summary: phrase!("a reference to a touchpoint that does not exist", "引用的接触点不存在"),
    page: page!("unknown_touchpoint"),
    check: Check::WhileReading,
};
