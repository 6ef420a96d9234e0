//! Names and classes of characters that are invisible or look like a space.

use std::borrow::Cow;

use crate::phrase;
use crate::words::Phrase;

pub(super) const SPACE: Phrase = phrase!("a space", "空格");

pub(super) fn is_space(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\u{3000}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}'
    )
}

pub(super) fn is_zero_width(character: char) -> bool {
    !is_space(character) && is_invisible(character)
}

/// What an invisible character, or one that looks like a space, is called.
pub(super) fn invisible_name(character: char) -> Option<Phrase> {
    let called = match character {
        '\t' => phrase!("a tab", "制表符"),
        '\u{a0}' => phrase!("a no-break space", "不换行空格"),
        '\u{ad}' => phrase!("a soft hyphen", "软连字符"),
        '\u{34f}' => phrase!("a combining grapheme joiner", "字形连接符"),
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' => phrase!("a Hangul filler", "谚文填充符"),
        '\u{180b}'..='\u{180f}' => phrase!("a Mongolian selector", "蒙古文选择符"),
        '\u{2000}' | '\u{2002}' => phrase!("an en space", "半身空格"),
        '\u{2001}' | '\u{2003}' => phrase!("an em space", "全身空格"),
        '\u{2007}' => phrase!("a figure space", "数字空格"),
        '\u{1680}' | '\u{2004}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => phrase!("a narrow space", "窄空格"),
        '\u{200b}' => phrase!("a zero-width space", "零宽空格"),
        '\u{200c}' => phrase!("a zero-width non-joiner", "零宽不连字"),
        '\u{200d}' => phrase!("a zero-width joiner", "零宽连字"),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            phrase!("a mark for the direction of reading", "书写方向符")
        }
        '\u{2060}' => phrase!("a word joiner", "词连接符"),
        '\u{2061}'..='\u{2065}' | '\u{206a}'..='\u{206f}' => phrase!("a control mark", "控制符"),
        '\u{3000}' => phrase!("a full-width space", "全角空格"),
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => phrase!("a variation selector", "变体选择符"),
        '\u{feff}' => phrase!("a byte order mark", "字节顺序标记"),
        '\u{e0000}'..='\u{e007f}' => phrase!("a tag character", "标签字符"),
        _ => return None,
    };
    Some(called)
}

/// What a character is called that no YAML text can hold, not even a quoted one.
pub(super) fn unprintable_name(character: char) -> Option<Phrase> {
    match character {
        '\t' | '\n' | '\r' => None,
        '\u{85}' | '\u{2028}' => Some(phrase!("a line separator", "行分隔符")),
        '\u{2029}' => Some(phrase!("a paragraph separator", "段落分隔符")),
        _ if character.is_control() => Some(phrase!("a control character", "控制字符")),
        _ => None,
    }
}

pub(super) fn is_line_separator(character: char) -> bool {
    matches!(character, '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character is invisible, or looks like a space without being one.
pub fn is_invisible(character: char) -> bool {
    invisible_name(character).is_some()
}

/// How many columns of indentation a character stands for.
pub(super) fn indentation_width(character: char) -> usize {
    match character {
        '\t' | '\u{3000}' | '\u{2001}' | '\u{2003}' => 2,
        _ if is_space(character) => 1,
        _ => 0,
    }
}

/// How many bytes of spaces and invisible characters a text begins with.
pub(super) fn leading_blank_length(text: &str) -> usize {
    text.len() - text.trim_start_matches(|next| is_space(next) || is_zero_width(next)).len()
}

/// A text without its indentation, of whatever characters that consists.
pub(super) fn without_indentation(text: &str) -> &str {
    text.trim_start_matches(|next| next == ' ' || is_invisible(next))
}

/// A word without invisible characters, and without spaces around it.
pub fn visible(word: &str) -> Cow<'_, str> {
    let word = word.trim();
    if word.chars().all(|character| !is_invisible(character)) {
        return Cow::Borrowed(word);
    }
    let seen: String = word.chars().filter(|character| !is_invisible(*character)).collect();
    Cow::Owned(seen.trim().to_owned())
}

/// Whether a text has no visible character.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|character| character.is_whitespace() || is_invisible(character))
}
