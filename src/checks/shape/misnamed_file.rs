//! `misnamed-file`: a file among the maps that its name keeps from being read.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `misnamed-file`.
pub static RULE: Rule = Rule {
    name: "misnamed-file",
    group: Group::Shape,
    level: Level::Warning,
    summary: phrase!(
        "a file among the maps is not read, because of its name",
        "图的目录里有文件因文件名不对而没有读取"
    ),
    page: page!("misnamed_file"),
};
