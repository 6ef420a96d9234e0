//! `missing-field`: a field that must be there is not.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `missing-field`.
pub static RULE: Rule = Rule {
    name: "missing-field",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!("a field that must be there is not", "缺少必填字段"),
    page: page!("missing_field"),
};
