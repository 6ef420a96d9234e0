//! `unknown-promise`: a promise that nobody makes.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unknown-promise",
    group: Group::References,
    level: Level::At(Severity::Error),
    summary: phrase!("a promise that nobody makes", "没有哪个接触点作出这个承诺"),
    page: page!("unknown_promise"),
    check: Check::WhileReading,
};
