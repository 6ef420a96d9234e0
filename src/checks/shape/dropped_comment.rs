//! `dropped-comment`: a value is cut off by ` #`.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "dropped-comment",
    group: Group::Shape,
    level: Level::At(Severity::Warning),
    summary: phrase!("a value is cut off by ` #`", "内容被 ` #` 截断"),
    page: page!("dropped_comment"),
    check: Check::WhileReading,
};
