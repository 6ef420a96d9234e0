//! `invalid-value`: a word, number or date out of its range.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "invalid-value",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("a word, number or date out of its range", "用词、数字或日期不在允许的范围内"),
    page: page!("invalid_value"),
    check: Check::WhileReading,
};
