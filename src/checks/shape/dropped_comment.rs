//! `dropped-comment`: a value is cut off by ` #`.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `dropped-comment`.
pub static RULE: Rule = Rule {
    name: "dropped-comment",
    group: Group::Shape,
    level: Level::Warning,
    summary: phrase!("a value is cut off by ` #`", "内容被 ` #` 截断"),
    page: page!("dropped_comment"),
};
