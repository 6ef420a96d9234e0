//! `full-width-punctuation`: full-width punctuation stands where YAML needs ASCII.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "full-width-punctuation",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("full-width punctuation stands where YAML needs ASCII", "该用半角标点的地方用了全角"),
    page: page!("full_width_punctuation"),
    check: Check::WhileReading,
};
