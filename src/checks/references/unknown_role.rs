//! `unknown-role`: a role that motmap.yaml does not name.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `unknown-role`.
pub static RULE: Rule = Rule {
    name: "unknown-role",
    group: Group::References,
    level: Level::Error,
    summary: phrase!("a role that motmap.yaml does not name", "motmap.yaml 里没有这个角色"),
    page: page!("unknown_role"),
};
