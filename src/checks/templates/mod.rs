//! Templates: do the user's own templates work? The renderer reports these defects; their rule and pages are here.

use crate::rule::Rule;

mod template_error;

pub use template_error::RULE as TEMPLATE_ERROR;

/// The rules of this group, in the order of the rule list.
pub(super) static RULES: &[&Rule] = &[&TEMPLATE_ERROR];
