//! Finds the known name that a wrong one was most likely meant as.

/// The known name nearest to `typed` by edits, if it is near enough to be a typing error.
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

/// The known name that `typed` certainly stands for: it differs by one typing error that is no digit, and no other name
/// is near. A word of fewer than four letters, or one that is not ASCII, is too easily another word.
pub fn obvious_typo<'n>(typed: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let known: Vec<&str> = known.into_iter().collect();
    let near = closest(typed, known.iter().copied())?;
    let rivals = known.iter().filter(|name| **name != near);
    let typed = typed.to_lowercase();
    let lower = near.to_lowercase();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_one_typo = typed.is_ascii()
        && lower.is_ascii()
        && typed.len().min(lower.len()) >= 4
        && digits(&typed) == digits(&lower)
        && strsim::damerau_levenshtein(&typed, &lower) <= 1;
    (is_one_typo && closest(&typed, rivals.copied()).is_none()).then_some(near)
}

/// After this many findings nobody reads a suggestion any more, and comparing every wrong name with every known one takes
/// long.
const MAX_FINDINGS_WITH_SUGGESTION: usize = 100;

/// Whether a further finding should look for a suggestion.
pub fn is_worthwhile<T>(findings: &[T]) -> bool {
    findings.len() < MAX_FINDINGS_WITH_SUGGESTION
}

/// How many names are listed.
const MAX_LISTED: usize = 20;

/// The first names, as many as somebody looks through, and `…` where there are more.
pub fn first_few<'n>(names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let mut listed: Vec<&str> = names.take(MAX_LISTED + 1).collect();
    if let Some(last) = listed.get_mut(MAX_LISTED) {
        *last = "…";
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::obvious_typo;

    #[test]
    fn one_typing_error_is_obvious_and_another_word_or_number_is_not() {
        assert_eq!(obvious_typo("sumary", ["title", "summary"]), Some("summary"), "a letter is missing");
        assert_eq!(obvious_typo("High", ["high", "normal", "low"]), Some("high"), "the case alone differs");
        assert_eq!(obvious_typo("desk-3", ["desk-2"]), None, "another number is another thing");
        assert_eq!(obvious_typo("counter", ["counted", "countee"]), None, "two names are as near");
        assert_eq!(obvious_typo("to", ["do"]), None, "a short word is easily another one");
        assert_eq!(obvious_typo("服务专线", ["服务热线"]), None, "a Chinese character is a word of its own");
    }
}
