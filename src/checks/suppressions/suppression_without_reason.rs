//! `suppression-without-reason`: a comment allows a finding and does not say why.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `suppression-without-reason`.
pub static RULE: Rule = Rule {
    name: "suppression-without-reason",
    group: Group::Suppressions,
    level: Level::Warning,
    summary: phrase!("a comment allows a finding without a reason", "放行问题，却没有写理由"),
    page: page!("suppression_without_reason"),
};
