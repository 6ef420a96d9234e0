//! `unknown-suppression`: a comment allows what no rule is called.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `unknown-suppression`.
pub static RULE: Rule = Rule {
    name: "unknown-suppression",
    group: Group::Suppressions,
    level: Level::Warning,
    summary: phrase!("a comment allows a rule that there is not", "放行注释里的规则名不存在"),
    page: page!("unknown_suppression"),
};
