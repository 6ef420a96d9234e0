//! `unused-suppression`: a comment allows what is not found.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `unused-suppression`.
pub static RULE: Rule = Rule {
    name: "unused-suppression",
    group: Group::Suppressions,
    level: Level::Warning,
    summary: phrase!("a comment allows what is not found there", "放行注释所在之处并没有那个问题"),
    page: page!("unused_suppression"),
};
