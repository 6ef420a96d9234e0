//! `invalid-id`: an id with characters that ids cannot have, or that cannot name a file.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "invalid-id",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!(
        "an id with characters that ids cannot have, or that cannot name a file",
        "编号含有不允许的字符，或不能用作文件名"
    ),
    page: page!("invalid_id"),
    check: Check::WhileReading,
};
