//! `invalid-value`: a word, number or date out of its range.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `invalid-value`.
pub static RULE: Rule = Rule {
    name: "invalid-value",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!("a word, number or date out of its range", "用词、数字或日期不在允许的范围内"),
    page: page!("invalid_value"),
};
