//! What an id looks like: letters of any script, digits and hyphens. Ids name files, so they must be names that every
//! system can hold.

use unicode_normalization::UnicodeNormalization;

/// The longest id, in characters.
pub const LONGEST: usize = 64;
/// The longest id, in bytes: with its ending it is a file's name, and those have at most 255.
const LONGEST_IN_BYTES: usize = 240;

/// Whether `id` can be one: letters of any script, digits and hyphens, none at either end, 1 to 64 characters, and no
/// name that files cannot have.
pub fn is_id(id: &str) -> bool {
    has_form(id) && can_be_file(id)
}

/// Whether `id` has the characters of one, whatever file it would name.
pub fn has_form(id: &str) -> bool {
    (1..=LONGEST).contains(&id.chars().count())
        && !id.starts_with('-')
        && !id.ends_with('-')
        && id.chars().all(|character| character.is_alphanumeric() || character == '-' || is_mark(character))
}

fn can_be_file(id: &str) -> bool {
    id.nfc().map(char::len_utf8).sum::<usize>() <= LONGEST_IN_BYTES && !is_device(id)
}

/// Whether Windows keeps the name for a device, whatever the case and the ending of a file's name.
pub fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let number = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    matches!(&*name, "con" | "prn" | "aux" | "nul")
        || number.is_some_and(|number| {
            let mut digits = number.chars();
            matches!((digits.next(), digits.next()), (Some('1'..='9' | '¹' | '²' | '³'), None))
        })
}

/// The id for the second, third and so on of several things that would have the same.
pub fn numbered(id: &str, number: usize) -> String {
    let ending = format!("-{number}");
    let mut kept = id.to_owned();
    while !is_id(&format!("{kept}{ending}")) && kept.pop().is_some() {}
    kept + &ending
}

/// Marks that belong to the letter before them, as in Devanagari or Thai.
fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// The id that a text makes, without what no id can hold: `一号-收银台` of `一号 收银台`; none where nothing is left.
pub fn id_from(text: &str) -> Option<String> {
    let is_kept = |next: char| next.is_alphanumeric() || is_mark(next);
    let parted: String = text.chars().map(|next| if is_kept(next) { next } else { '-' }).collect();
    let joined = parted.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let mut short: String = joined.chars().take(LONGEST).collect();
    while !short.is_empty() && !is_device(&short) && !is_id(&short) {
        short.pop();
    }
    let id = if is_device(&short) { numbered(&short, 1) } else { short };
    Some(id).filter(|id| !id.is_empty())
}
