//! `unknown-field`: a field that the format does not know.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `unknown-field`.
pub static RULE: Rule = Rule {
    name: "unknown-field",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!("a field that there is not at this place", "这个位置没有叫这个名字的字段"),
    page: page!("unknown_field"),
};
