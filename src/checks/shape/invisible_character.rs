//! `invisible-character`: an invisible character stands in indentation or in a key.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `invisible-character`.
pub static RULE: Rule = Rule {
    name: "invisible-character",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!(
        "an invisible character stands in indentation, in a name or where no text can hold it",
        "缩进、字段名、编号等处有看不见的字符"
    ),
    page: page!("invisible_character"),
};
