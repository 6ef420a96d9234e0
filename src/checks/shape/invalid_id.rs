//! `invalid-id`: an id with characters that ids cannot have.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "invalid-id",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("an id with characters that ids cannot have", "编号含有不允许的字符"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "";

const ZH: &str = "";
