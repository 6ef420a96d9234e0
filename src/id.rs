//! Checks and makes ids: letters of any script, digits and hyphens. Ids name files, so every file system must allow them.

use unicode_normalization::UnicodeNormalization;

/// The longest id, in characters.
pub const MAX_LENGTH: usize = 64;
/// The longest id, in bytes: a file's name has at most 255, its ending included.
const MAX_BYTES: usize = 240;

/// Whether `id` is valid: 1 to 64 letters of any script, digits and hyphens, with no hyphen at either end, that can name a
/// file.
pub fn is_id(id: &str) -> bool {
    has_valid_characters(id) && can_be_file_name(id)
}

/// Whether `id` has the characters of an id, even if it cannot name a file.
pub fn has_valid_characters(id: &str) -> bool {
    (1..=MAX_LENGTH).contains(&id.chars().count())
        && !id.starts_with('-')
        && !id.ends_with('-')
        && id.chars().all(|character| character.is_alphanumeric() || character == '-' || is_mark(character))
}

fn can_be_file_name(id: &str) -> bool {
    id.nfc().map(char::len_utf8).sum::<usize>() <= MAX_BYTES && !is_reserved_name(id)
}

/// Whether Windows reserves the name for a device, in whatever case and with whatever ending.
pub fn is_reserved_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let number = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    matches!(&*name, "con" | "prn" | "aux" | "nul")
        || number.is_some_and(|number| {
            let mut digits = number.chars();
            matches!((digits.next(), digits.next()), (Some('1'..='9' | '¹' | '²' | '³'), None))
        })
}

/// The id with a number, for the second, third and so on of several things that would have the same.
pub fn with_number(id: &str, number: usize) -> String {
    let suffix = format!("-{number}");
    let mut kept = id.to_owned();
    while !is_id(&format!("{kept}{suffix}")) && kept.pop().is_some() {}
    kept + &suffix
}

/// Whether a character is a mark on the letter before it, as in Devanagari or Thai.
fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// Makes an id of a text, `一号-收银台` of `一号 收银台`; `None` where no valid character is left.
pub fn id_from(text: &str) -> Option<String> {
    let is_kept = |next: char| next.is_alphanumeric() || is_mark(next);
    let separated: String = text.chars().map(|next| if is_kept(next) { next } else { '-' }).collect();
    let joined = separated.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let mut short: String = joined.chars().take(MAX_LENGTH).collect();
    while !short.is_empty() && !is_reserved_name(&short) && !is_id(&short) {
        short.pop();
    }
    let id = if is_reserved_name(&short) { with_number(&short, 1) } else { short };
    Some(id).filter(|id| !id.is_empty())
}
