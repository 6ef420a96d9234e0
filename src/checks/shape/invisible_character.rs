//! `invisible-character`: an invisible character stands in indentation or in a key.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "invisible-character",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("an invisible character stands in indentation or in a key", "缩进或字段名里有看不见的字符"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "";

const ZH: &str = "";
