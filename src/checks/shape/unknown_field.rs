//! `unknown-field`: a field that the format does not know.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unknown-field",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("a field that there is not at this place", "这个位置没有叫这个名字的字段"),
    page: page!("unknown_field"),
    check: Check::WhileReading,
};
