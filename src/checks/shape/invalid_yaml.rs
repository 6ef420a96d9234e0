//! `invalid-yaml`: the text cannot be read as YAML.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "invalid-yaml",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("the text cannot be read as YAML", "不合 YAML 的写法，文件读不下去"),
    page: page!("invalid_yaml"),
    check: Check::WhileReading,
};
