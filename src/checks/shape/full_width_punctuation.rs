//! `full-width-punctuation`: full-width punctuation stands where YAML needs ASCII.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "full-width-punctuation",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("full-width punctuation stands where YAML needs ASCII", "YAML 语法处用了全角标点"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "";

const ZH: &str = "";
