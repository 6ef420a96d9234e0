//! `unknown-field`: a field that the format does not know.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "unknown-field",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("a field that the format does not know", "格式里没有这个字段"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "";

const ZH: &str = "";
