//! `unknown-map`: a reference into a map that does not exist.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `unknown-map`.
pub static RULE: Rule = Rule {
    name: "unknown-map",
    group: Group::References,
    level: Level::Error,
    summary: phrase!("a reference into a map that does not exist", "引用的图不存在"),
    page: page!("unknown_map"),
};
