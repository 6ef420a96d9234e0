//! `template-error`: a template of the user's that cannot be read or does not fit its page.

use crate::diagnostic::Severity;
use crate::phrase;
use crate::rule::{Check, Group, Level, Rule};

/// The row of the rule table.
pub static RULE: Rule = Rule {
    name: "template-error",
    group: Group::Templates,
    level: Level::At(Severity::Error),
    summary: phrase!("a template of yours cannot be used", "自己的模板无法使用"),
    page: page!("template_error"),
    check: Check::WhileReading,
};
