//! `invalid-yaml`: the text cannot be read as YAML.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `invalid-yaml`.
pub static RULE: Rule = Rule {
    name: "invalid-yaml",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!("the text cannot be read as YAML", "不合 YAML 的写法，文件读不下去"),
    page: page!("invalid_yaml"),
};
