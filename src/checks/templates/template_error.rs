//! `template-error`: a template of the user's that cannot be read or does not fit its page.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rule `template-error`.
pub static RULE: Rule = Rule {
    name: "template-error",
    group: Group::Templates,
    level: Level::Error,
    summary: phrase!("a template of yours cannot be used", "自己的模板无法使用"),
    page: page!("template_error"),
};
