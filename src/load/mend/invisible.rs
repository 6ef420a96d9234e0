//! Characters that look like nothing, or like a space.

use std::borrow::Cow;

use super::slips;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::words::Phrase;
use crate::{phrase, words};

pub(super) const SPACE: Phrase = phrase!("a space", "空格");

pub(super) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\u{3000}' | '\u{a0}')
}

pub(super) fn is_zero_width(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{feff}')
}

/// What a character is called that looks like nothing or like a space.
pub(super) fn invisible(character: char) -> Option<Phrase> {
    match character {
        '\t' => Some(phrase!("a tab", "制表符")),
        '\u{3000}' => Some(phrase!("a full-width space", "全角空格")),
        '\u{a0}' => Some(phrase!("a no-break space", "不换行空格")),
        '\u{200b}' => Some(phrase!("a zero-width space", "零宽空格")),
        '\u{feff}' => Some(phrase!("a byte order mark", "字节顺序标记")),
        _ => None,
    }
}

/// What a character is called that no text can hold, not even a quoted one.
pub(super) fn unprintable(character: char) -> Option<Phrase> {
    match character {
        '\t' | '\n' | '\r' => None,
        '\u{85}' | '\u{2028}' => Some(phrase!("a line separator", "行分隔符")),
        '\u{2029}' => Some(phrase!("a paragraph separator", "段落分隔符")),
        _ if character.is_control() => Some(phrase!("a control character", "控制字符")),
        _ => None,
    }
}

pub(super) fn breaks_lines(character: char) -> bool {
    matches!(character, '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// How many columns of indentation a character was meant as.
pub(super) fn columns(character: char) -> usize {
    match character {
        '\t' | '\u{3000}' => 2,
        '\u{a0}' => 1,
        _ => 0,
    }
}

/// How many bytes of blanks a text begins with, of those that nobody sees too.
pub(super) fn blank_length(text: &str) -> usize {
    text.len() - text.trim_start_matches(|next| is_space(next) || is_zero_width(next)).len()
}

/// A text without the indentation in front of it, however that was typed.
pub(super) fn unindented(text: &str) -> &str {
    text.trim_start_matches(|next| next == ' ' || invisible(next).is_some())
}

/// A word without what cannot be seen in it or around it.
pub fn visible(word: &str) -> Cow<'_, str> {
    let word = word.trim();
    if word.chars().all(|character| invisible(character).is_none()) {
        return Cow::Borrowed(word);
    }
    let seen: String = word.chars().filter(|character| invisible(*character).is_none()).collect();
    Cow::Owned(seen.trim().to_owned())
}

/// Whether nothing can be seen in a text.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|character| character.is_whitespace() || invisible(character).is_some())
}

/// The finding for the first character of a word that cannot be seen; `span` is the word's, and has its length if
/// nothing in it is quoted or folded.
pub fn invisible_in_word(word: &str, span: Span) -> Option<Diagnostic> {
    let (at, character, called) =
        word.trim().char_indices().find_map(|(at, character)| Some((at, character, invisible(character)?)))?;
    let plain = span.range().len() == word.len();
    let lead = word.len() - word.trim_start().len();
    let start = span.start as usize + lead + at;
    let at = if plain { Span::new(span.source, start..start + character.len_utf8()) } else { span };
    Some(slips::invisible_at(at, character, called, words!("the word `{}`", "`{}` 里", visible(word))))
}
