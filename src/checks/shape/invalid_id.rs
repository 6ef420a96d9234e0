//! `invalid-id`: an id with characters that ids cannot have, or that cannot name a file.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `invalid-id`.
pub static RULE: Rule = Rule {
    name: "invalid-id",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!(
        "an id with characters that ids cannot have, or that cannot name a file",
        "编号含有不允许的字符，或不能用作文件名"
    ),
    page: page!("invalid_id"),
};
