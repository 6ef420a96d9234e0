//! `bad-encoding`: the file is not UTF-8 text.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `bad-encoding`.
pub static RULE: Rule = Rule {
    name: "bad-encoding",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!("the file is not UTF-8 text", "文件不是 UTF-8 编码"),
    page: page!("bad_encoding"),
};
