//! `missing-field`: a field that must be there is not.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "missing-field",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("a field that must be there is not", "缺少必填字段"),
    page: page!("missing_field"),
    check: Check::WhileReading,
};
