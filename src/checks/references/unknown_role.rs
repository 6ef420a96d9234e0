//! `unknown-role`: a role that motmap.yaml does not name.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unknown-role",
    group: Group::References,
    level: Level::At(Severity::Error),
    summary: phrase!("a role that motmap.yaml does not name", "motmap.yaml 里没有这个角色"),
    page: page!("unknown_role"),
    check: Check::WhileReading,
};
