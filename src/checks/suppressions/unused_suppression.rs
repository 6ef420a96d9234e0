//! `unused-suppression`: a comment allows what is not found.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unused-suppression",
    group: Group::Suppressions,
    level: Level::At(Severity::Warning),
    summary: phrase!("a comment allows what is not found there", "放行注释所在之处并没有那个问题"),
    page: page!("unused_suppression"),
    check: Check::WhileReading,
};
