//! Writes texts as YAML scalars.

/// Words that some YAML reader takes for another type than text.
const TYPED_WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// A text of one line as it can stand between brackets: in quotation marks where YAML would read syntax in it.
pub fn flow_scalar(text: &str) -> String {
    let has_syntax = text.contains([',', '[', ']', '{', '}', '"', '\'', '#', ':', '\\', '\t'])
        || text.starts_with(['&', '*', '!', '|', '>', '%', '@', '`', '-', '?', '=', '~'])
        || text.trim() != text
        || text.is_empty();
    if has_syntax { double_quoted(text) } else { text.to_owned() }
}

/// A text of one line as every YAML reader reads it: in quotation marks, unless it is made of words alone.
pub fn portable_scalar(text: &str) -> String {
    let is_of_words = |next: char| next.is_alphanumeric() || matches!(next, ' ' | '-' | '/');
    let begins_as_text = text.starts_with(char::is_alphabetic) && !TYPED_WORDS.contains(&&*text.to_ascii_lowercase());
    if begins_as_text && text.chars().all(is_of_words) { text.to_owned() } else { double_quoted(text) }
}

/// A text of one line in double quotation marks.
pub fn double_quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text of one line in those quotation marks in which the fewest characters need another spelling.
pub fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}
