//! Templates: do the user's own templates work? The renderer reports these defects; their rule and pages are here.

use crate::phrase;
use crate::rule::{Group, Level, Rule};

/// The rules of this group, in the order of the rule list.
pub static RULES: &[&Rule] = &[&TEMPLATE_ERROR];

/// A template of the user's that cannot be read or does not fit its page.
pub static TEMPLATE_ERROR: Rule = Rule {
    name: "template-error",
    group: Group::Templates,
    level: Level::Error,
    summary: phrase!("a template of yours cannot be used", "自己的模板无法使用"),
    page: page!("template_error"),
};
