//! `wrong-type`: a value of another form than the field takes.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `wrong-type`.
pub static RULE: Rule = Rule {
    name: "wrong-type",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!("a value of another form than the field takes", "内容的形式与字段不符"),
    page: page!("wrong_type"),
};
