//! The tags that programs write in front of plain values. They say nothing that the field does not say already.

use granit_parser::{Event, Tag};

/// Tags of single values, of a value that is not there, and of what holds others.
const OF_TEXTS: [&str; 5] = ["!!str", "!!int", "!!float", "!!bool", "!!timestamp"];
const OF_NOTHING: &str = "!!null";
const OF_LISTS: &str = "!!seq";
const OF_FIELDS: &str = "!!map";

/// The standard tag that a value begins with.
pub fn leading(value: &str) -> Option<&str> {
    let word = value.split(char::is_whitespace).next()?;
    let is_standard = OF_TEXTS.contains(&word) || [OF_NOTHING, OF_LISTS, OF_FIELDS].contains(&word);
    is_standard.then_some(word)
}

/// Whether a tag says of a value what it is anyway.
pub fn fits(tag: &Tag, value: &Event<'_>) -> bool {
    let typed = tag.original();
    match value {
        Event::Scalar(..) => OF_TEXTS.contains(&typed.as_str()) || is_null(tag),
        Event::SequenceStart(..) => typed == OF_LISTS,
        Event::MappingStart(..) => typed == OF_FIELDS,
        _ => false,
    }
}

/// Whether a tag says that there is no value.
pub fn is_null(tag: &Tag) -> bool {
    tag.original() == OF_NOTHING
}
