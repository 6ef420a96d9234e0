//! `wrong-type`: a value of another form than the field takes.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "wrong-type",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("a value of another form than the field takes", "值的形式与字段不符"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "";

const ZH: &str = "";
