//! References: do the names that a map uses exist? The resolver reports these defects; their rules and pages are here.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rules of this group, in the order of the rule list.
pub static RULES: &[&Rule] =
    &[&DUPLICATE_ID, &UNKNOWN_TOUCHPOINT, &UNKNOWN_ROLE, &UNKNOWN_SEGMENT, &UNKNOWN_PROMISE, &UNKNOWN_MAP];

/// Two things of one id.
pub static DUPLICATE_ID: Rule = Rule {
    name: "duplicate-id",
    group: Group::References,
    level: Level::Error,
    summary: phrase!("two things of one id", "两处用了同一个编号"),
    page: page!("duplicate_id"),
};

/// A reference to a touchpoint that does not exist.
pub static UNKNOWN_TOUCHPOINT: Rule = Rule {
    name: "unknown-touchpoint",
    group: Group::References,
    level: Level::Error,
    summary: phrase!("a reference to a touchpoint that does not exist", "引用的接触点不存在"),
    page: page!("unknown_touchpoint"),
};

/// A role that motmap.yaml does not name.
pub static UNKNOWN_ROLE: Rule = Rule {
    name: "unknown-role",
    group: Group::References,
    level: Level::Error,
    summary: phrase!("a role that motmap.yaml does not name", "motmap.yaml 里没有这个角色"),
    page: page!("unknown_role"),
};

/// A segment that motmap.yaml does not name.
pub static UNKNOWN_SEGMENT: Rule = Rule {
    name: "unknown-segment",
    group: Group::References,
    level: Level::Error,
    summary: phrase!("a segment that motmap.yaml does not name", "motmap.yaml 里没有这个客群"),
    page: page!("unknown_segment"),
};

/// A promise that nobody makes.
pub static UNKNOWN_PROMISE: Rule = Rule {
    name: "unknown-promise",
    group: Group::References,
    level: Level::Error,
    summary: phrase!("a promise that nobody makes", "没有哪个接触点作出这个承诺"),
    page: page!("unknown_promise"),
};

/// A reference into a map that does not exist.
pub static UNKNOWN_MAP: Rule = Rule {
    name: "unknown-map",
    group: Group::References,
    level: Level::Error,
    summary: phrase!("a reference into a map that does not exist", "引用的图不存在"),
    page: page!("unknown_map"),
};
