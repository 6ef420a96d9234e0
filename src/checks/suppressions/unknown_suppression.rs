//! `unknown-suppression`: a comment allows what no rule is called.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unknown-suppression",
    group: Group::Suppressions,
    level: Level::At(Severity::Warning),
    summary: phrase!("a comment allows a rule that there is not", "放行注释里的规则名不存在"),
    page: page!("unknown_suppression"),
    check: Check::WhileReading,
};
