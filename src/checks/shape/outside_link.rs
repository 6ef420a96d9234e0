//! `outside-link`: a link leads out of the workspace.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "outside-link",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("a link leads out of the workspace, and is not read", "链接指向工作区之外，没有读取"),
    page: page!("outside_link"),
    check: Check::WhileReading,
};
