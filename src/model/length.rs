//! How long a text is: in characters or words, and in seconds when somebody says it.

use std::time::Duration;

use super::text::Tag;
use crate::words::Lang;

/// How long a text is in its language: Han characters, and every run of other letters or digits as one; or words.
pub fn length(text: &str, language: &Tag) -> usize {
    if language.counts_characters() { characters(text) } else { words(text).count() }
}

/// How long it takes to say a text without haste; none in a language whose pace is not known.
///
/// Stage directions in round brackets are not said. Digits are said one by one in Chinese; in English every digit after
/// the second makes a number a word longer.
pub fn speaking_time(text: &str, language: &Tag) -> Option<Duration> {
    let said = without_brackets(text);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let beats = match Lang::of(language.as_str())? {
        Lang::Zh => characters(&said.replace(|character: char| character.is_ascii_digit(), " ")) + digits(&said),
        Lang::En => words(&said).map(|word| 1 + digits(word).saturating_sub(2)).sum(),
    };
    Some(Duration::from_secs_f64(beats as f64 / pace(Lang::of(language.as_str())?)))
}

/// Characters of Chinese, or words of English, that a calm voice says in a second.
pub const fn pace(lang: Lang) -> f64 {
    match lang {
        Lang::Zh => 4.5,
        Lang::En => 2.6,
    }
}

/// Whether a character is a Chinese one.
pub const fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn characters(text: &str) -> usize {
    let mut count = 0;
    let mut in_run = false;
    for character in text.chars() {
        let counts = is_han(character);
        let runs = !counts && character.is_alphanumeric();
        count += usize::from(counts || runs && !in_run);
        in_run = runs;
    }
    count
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

/// A text without what stands in round brackets, of either width.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|character| match character {
            '(' | '（' => {
                depth += 1;
                false
            }
            ')' | '）' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{length, speaking_time};
    use crate::model::Tag;

    fn tag(text: &str) -> Tag {
        Tag::parse(text).expect("a language tag")
    }

    #[test]
    fn chinese_counts_characters_and_runs_of_letters_or_digits() {
        for (text, expected) in
            [("您好，请稍等。", 5), ("14点40分起飞", 6), ("VIP 客户", 3), ("2026年3月", 4), ("……", 0), ("", 0)]
        {
            assert_eq!(length(text, &tag("zh")), expected, "{text:?}");
        }
    }

    #[test]
    fn english_counts_words() {
        for (text, expected) in [("I will call you back - at once.", 7), ("Twenty-five minutes", 2), ("...", 0)] {
            assert_eq!(length(text, &tag("en")), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_not_said_takes_no_time() {
        let seconds = |text: &str, language| speaking_time(text, &tag(language)).map(|time| time.as_secs_f64());
        assert_eq!(seconds("（双手递上回单）您好，请收好。", "zh"), seconds("您好请收好", "zh"));
        assert_eq!(seconds("一二三四五六七八九", "zh"), Some(2.0), "nine characters are said in two seconds");
        assert_eq!(seconds("123456789", "zh"), Some(2.0), "digits are said one by one");
        assert_eq!(seconds("Bonjour", "fr"), None, "nobody has measured French here");
    }
}
