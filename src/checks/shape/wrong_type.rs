//! `wrong-type`: a value of another form than the field takes.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "wrong-type",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("a value of another form than the field takes", "内容的形式与字段不符"),
    page: page!("wrong_type"),
    check: Check::WhileReading,
};
