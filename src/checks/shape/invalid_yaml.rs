//! `invalid-yaml`: the text cannot be read as YAML.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "invalid-yaml",
    group: Group::Shape,
    level: Level::At(Severity::Error),
    summary: phrase!("the text cannot be read as YAML", "文本无法按 YAML 读取"),
    page: phrase!(EN, ZH),
    check: Check::WhileReading,
};

const EN: &str = "";

const ZH: &str = "";
