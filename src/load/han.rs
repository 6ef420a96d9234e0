//! Chinese characters in texts.

use std::borrow::Cow;

use crate::model::is_han;

/// Whether a text holds a Han character.
pub fn has_han(text: &str) -> bool {
    text.chars().any(is_han)
}

/// Removes the spaces that YAML's folding puts in place of line breaks between characters that Chinese writes without
/// spaces.
pub fn join_folded_han(text: &str) -> Cow<'_, str> {
    if !text.contains(' ') || text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut joined = String::with_capacity(text.len());
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let is_wide_beside = |beside: Option<char>| beside.is_some_and(is_wide);
        if character != ' ' || !is_wide_beside(before) || !is_wide_beside(characters.peek().copied()) {
            joined.push(character);
        }
        before = Some(character);
    }
    Cow::Owned(joined)
}

/// Whether a character is written without spaces around it: Han, kana, and full-width punctuation.
fn is_wide(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}'
        | '\u{2018}'..='\u{201d}' | '\u{2026}' | '\u{20000}'..='\u{3ffff}')
}
