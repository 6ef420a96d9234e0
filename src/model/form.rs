//! The form of characters that makes no difference to a reader: width, ligatures, composed letters.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// A text in its compatible form (Unicode's NFKC): `ＴＯＤＯ：１２` is `TODO:12`.
///
/// Maps consist of ASCII, Chinese characters and full-width signs, whose form a glance tells; the tables of Unicode are
/// asked only for texts with anything else in them.
pub fn compatible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| at_a_glance(character) == Some(character)) {
        return Cow::Borrowed(text);
    }
    let glanced: Option<String> = text.chars().map(at_a_glance).collect();
    Cow::Owned(glanced.unwrap_or_else(|| text.nfkc().collect()))
}

/// The compatible form of a character that neither composes with what stands beside it nor becomes several.
const fn at_a_glance(character: char) -> Option<char> {
    match character {
        '\u{0}'..='\u{7f}' | '\u{4e00}'..='\u{9fff}' | '\u{2014}' | '\u{2018}'..='\u{201d}' => Some(character),
        // 、。〈〉《》「」『』【】
        '\u{3001}'..='\u{3002}' | '\u{3008}'..='\u{3011}' => Some(character),
        '\u{3000}' => Some(' '),
        // Full-width ASCII has the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_glance_tells_is_what_unicode_says() {
        for character in (0..=0x10_ffff).filter_map(char::from_u32) {
            let Some(glanced) = at_a_glance(character) else { continue };
            // A letter before and a mark after would show a character that composes.
            let among = format!("e{character}1");
            assert_eq!(among.nfkc().collect::<String>(), format!("e{glanced}1"), "U+{:04X}", u32::from(character));
        }
    }

    #[test]
    fn width_and_composition_make_no_difference() {
        for (text, expected) in
            [("ＴＯＤＯ：１２", "TODO:12"), ("e\u{301}", "é"), ("等……", "等......"), ("ﬁn，再见", "fin,再见")]
        {
            assert_eq!(compatible(text), expected, "{text:?}");
        }
    }
}
