//! `outside-link`: a link leads out of the workspace.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `outside-link`.
pub static RULE: Rule = Rule {
    name: "outside-link",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!("a link leads out of the workspace, and is not read", "链接指向工作区之外，没有读取"),
    page: page!("outside_link"),
};
