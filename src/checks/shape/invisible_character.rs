//! `invisible-character`: an invisible character stands in indentation or in a key.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "invisible-character",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!(
        "an invisible character stands in indentation, in a name or where no text can hold it",
        "缩进、字段名、编号等处有看不见的字符"
    ),
    page: page!("invisible_character"),
    check: Check::WhileReading,
};
