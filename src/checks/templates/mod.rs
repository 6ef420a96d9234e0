//! Templates: do the user's own templates work? Raised while rendering; here stand the name and the page.

use crate::rule::Rule;

mod template_error;

pub use template_error::RULE as TEMPLATE_ERROR;

/// The rules of this group, in the order of the rule list.
pub static RULES: &[&Rule] = &[&TEMPLATE_ERROR];
