//! `unknown-promise`: a promise that nobody makes.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `unknown-promise`.
pub static RULE: Rule = Rule {
    name: "unknown-promise",
    group: Group::References,
    level: Level::Error,
    summary: phrase!("a promise that nobody makes", "没有哪个接触点作出这个承诺"),
    page: page!("unknown_promise"),
};
