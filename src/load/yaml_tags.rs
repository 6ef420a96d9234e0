//! The standard YAML tags that programs write in front of plain values. They say nothing that the field does not.

use granit_parser::{Event, Tag};

const SCALAR_TAGS: [&str; 5] = ["!!str", "!!int", "!!float", "!!bool", "!!timestamp"];
const NULL_TAG: &str = "!!null";
const SEQUENCE_TAG: &str = "!!seq";
const MAPPING_TAG: &str = "!!map";

/// The standard tag that a value begins with.
pub fn leading(value: &str) -> Option<&str> {
    let word = value.split(char::is_whitespace).next()?;
    let is_standard = SCALAR_TAGS.contains(&word) || [NULL_TAG, SEQUENCE_TAG, MAPPING_TAG].contains(&word);
    is_standard.then_some(word)
}

/// Whether a tag names the type that the value has anyway.
pub fn fits(tag: &Tag, value: &Event<'_>) -> bool {
    let typed = tag.original();
    match value {
        Event::Scalar(..) => SCALAR_TAGS.contains(&typed.as_str()) || is_null(tag),
        Event::SequenceStart(..) => typed == SEQUENCE_TAG,
        Event::MappingStart(..) => typed == MAPPING_TAG,
        _ => false,
    }
}

/// Whether a tag says that there is no value.
pub fn is_null(tag: &Tag) -> bool {
    tag.original() == NULL_TAG
}
