//! `bad-encoding`: the file is not UTF-8 text.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "bad-encoding",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("the file is not UTF-8 text", "文件不是 UTF-8 编码"),
    page: page!("bad_encoding"),
    check: Check::WhileReading,
};
