//! Shape: is it a map at all? The loader reports these defects; their rules and pages are here.

use crate::rule::Rule;

mod bad_encoding;
mod dropped_comment;
mod duplicate_key;
mod full_width_punctuation;
mod invalid_id;
mod invalid_value;
mod invalid_yaml;
mod invisible_character;
mod misnamed_file;
mod missing_field;
mod outside_link;
mod unknown_field;
mod wrong_type;

pub use bad_encoding::RULE as BAD_ENCODING;
pub use dropped_comment::RULE as DROPPED_COMMENT;
pub use duplicate_key::RULE as DUPLICATE_KEY;
pub use full_width_punctuation::RULE as FULL_WIDTH_PUNCTUATION;
pub use invalid_id::RULE as INVALID_ID;
pub use invalid_value::RULE as INVALID_VALUE;
pub use invalid_yaml::RULE as INVALID_YAML;
pub use invisible_character::RULE as INVISIBLE_CHARACTER;
pub use misnamed_file::RULE as MISNAMED_FILE;
pub use missing_field::RULE as MISSING_FIELD;
pub use outside_link::RULE as OUTSIDE_LINK;
pub use unknown_field::RULE as UNKNOWN_FIELD;
pub use wrong_type::RULE as WRONG_TYPE;

/// The rules of this group, in the order of the rule list.
pub(super) static RULES: &[&Rule] = &[
    &INVALID_YAML,
    &BAD_ENCODING,
    &OUTSIDE_LINK,
    &MISNAMED_FILE,
    &FULL_WIDTH_PUNCTUATION,
    &INVISIBLE_CHARACTER,
    &UNKNOWN_FIELD,
    &WRONG_TYPE,
    &MISSING_FIELD,
    &DUPLICATE_KEY,
    &INVALID_ID,
    &INVALID_VALUE,
    &DROPPED_COMMENT,
];
