//! `duplicate-key`: a field stands twice in the same place.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `duplicate-key`.
pub static RULE: Rule = Rule {
    name: "duplicate-key",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!("a field stands twice in the same place", "同一处的同一个字段写了两次"),
    page: page!("duplicate_key"),
};
