//! `full-width-punctuation`: full-width punctuation stands where YAML needs ASCII.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `full-width-punctuation`.
pub static RULE: Rule = Rule {
    name: "full-width-punctuation",
    group: Group::Shape,
    level: Level::Error,
    summary: phrase!("full-width punctuation stands where YAML needs ASCII", "该用半角标点的地方用了全角"),
    page: page!("full_width_punctuation"),
};
