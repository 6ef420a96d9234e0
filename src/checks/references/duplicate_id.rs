//! `duplicate-id`: two things of one id.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `duplicate-id`.
pub static RULE: Rule = Rule {
    name: "duplicate-id",
    group: Group::References,
    level: Level::Error,
    summary: phrase!("two things of one id", "两处用了同一个编号"),
    page: page!("duplicate_id"),
};
