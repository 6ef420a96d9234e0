//! The closest known name, whether it is certain to be meant, what to list where none is near, and texts as YAML takes them.

use crate::diagnostic::Diagnostic;

/// The known name that `typed` most likely means: the nearest by edits, if near enough to be a slip.
///
/// Near enough is one edit for every three characters, at least one, but never the whole word (Damerau-Levenshtein,
/// case ignored).
pub fn closest<'n>(typed: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let typed = typed.to_lowercase();
    let length = typed.chars().count();
    let allowed = (length / 3).max(1).min(length.saturating_sub(1));
    known
        .into_iter()
        // As many edits as the lengths differ by are needed at least; the rest is not worth comparing.
        .filter(|name| !name.is_empty() && name.chars().count().abs_diff(length) <= allowed)
        .map(|name| (strsim::damerau_levenshtein(&typed, &name.to_lowercase()), name))
        .filter(|(edits, _)| *edits <= allowed)
        .min()
        .map(|(_, name)| name)
}

/// The known name that `typed` is for certain: no other is near, and one slip of the keyboard lies between the two,
/// which is no digit. What is shorter than four letters, or not ASCII, is too easily another word.
pub fn certain<'n>(typed: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let known: Vec<&str> = known.into_iter().collect();
    let near = closest(typed, known.iter().copied())?;
    let rivals = known.iter().filter(|name| **name != near);
    let typed = typed.to_lowercase();
    let lower = near.to_lowercase();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let one_slip = typed.is_ascii()
        && lower.is_ascii()
        && typed.len().min(lower.len()) >= 4
        && digits(&typed) == digits(&lower)
        && strsim::damerau_levenshtein(&typed, &lower) <= 1;
    (one_slip && closest(&typed, rivals.copied()).is_none()).then_some(near)
}

/// A text of one line as it can stand between brackets: in quotation marks where YAML would take part of it for more.
pub fn in_brackets(text: &str) -> String {
    let means_more = text.contains([',', '[', ']', '{', '}', '"', '\'', '#', ':', '\\', '\t'])
        || text.starts_with(['&', '*', '!', '|', '>', '%', '@', '`', '-', '?', '=', '~'])
        || text.trim() != text
        || text.is_empty();
    if means_more { quoted(text) } else { text.to_owned() }
}

/// A text in quotation marks.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether anybody reads what a further finding suggests; comparing every wrong name with every right one takes its time.
pub fn is_read(findings: &[Diagnostic]) -> bool {
    findings.len() < 100
}

/// How many names are listed.
const MOST_NAMED: usize = 20;

/// The first of several names, as many as somebody looks through, and a sign that there are more.
pub fn some_of<'n>(names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut some: Vec<&str> = names.take(MOST_NAMED + 1).collect();
    if let Some(more) = some.get_mut(MOST_NAMED) {
        *more = "…";
    }
    some
}

#[cfg(test)]
mod tests {
    use super::certain;

    #[test]
    fn one_slip_of_the_keyboard_is_certain_and_a_choice_or_another_number_is_not() {
        assert_eq!(certain("sumary", ["title", "summary"]), Some("summary"), "a letter is missing");
        assert_eq!(certain("High", ["high", "normal", "low"]), Some("high"), "the case alone differs");
        assert_eq!(certain("desk-3", ["desk-2"]), None, "another number is another thing");
        assert_eq!(certain("counter", ["counted", "countee"]), None, "two names are as near");
        assert_eq!(certain("to", ["do"]), None, "a short word is easily another one");
        assert_eq!(certain("服务专线", ["服务热线"]), None, "a Chinese character is a word of its own");
    }
}
