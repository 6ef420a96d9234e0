//! `unknown-touchpoint`: a reference to a touchpoint that does not exist.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `unknown-touchpoint`.
pub static RULE: Rule = Rule {
    name: "unknown-touchpoint",
    group: Group::References,
    level: Level::Error,
    summary: phrase!("a reference to a touchpoint that does not exist", "引用的接触点不存在"),
    page: page!("unknown_touchpoint"),
};
