//! Suppressions: is each comment that suppresses a finding correct? [`suppression`](crate::suppression) reports these
//! defects; their rules and pages are here.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rules of this group, in the order of the rule list.
pub static RULES: &[&Rule] = &[&UNKNOWN_SUPPRESSION, &UNUSED_SUPPRESSION, &SUPPRESSION_WITHOUT_REASON];

/// A comment allows what no rule is called.
pub static UNKNOWN_SUPPRESSION: Rule = Rule {
    name: "unknown-suppression",
    group: Group::Suppressions,
    level: Level::Warning,
    summary: phrase!("a comment allows an unknown rule", "放行注释里的规则名不存在"),
    page: page!("unknown_suppression"),
};

/// A comment allows what is not found.
pub static UNUSED_SUPPRESSION: Rule = Rule {
    name: "unused-suppression",
    group: Group::Suppressions,
    level: Level::Warning,
    summary: phrase!("a comment allows what is not found there", "放行注释所在之处并没有那个问题"),
    page: page!("unused_suppression"),
};

/// A comment allows a finding and does not say why.
pub static SUPPRESSION_WITHOUT_REASON: Rule = Rule {
    name: "suppression-without-reason",
    group: Group::Suppressions,
    level: Level::Warning,
    summary: phrase!("a comment allows a finding without a reason", "放行问题，却没有写理由"),
    page: page!("suppression_without_reason"),
};
