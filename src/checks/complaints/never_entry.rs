//! A line that says what an author's own `never` entry forbids, word for word.

use crate::model::{Tag, Text, compatible, is_han};
use crate::words::Lang;

/// The shortest words of an entry that are looked for, in letters and characters of any script.
const LEAST_HAN: usize = 4;
const LEAST_LETTERS: usize = 8;

/// What begins an entry before the words that are not to be said.
const SAYING: [&str; 24] = [
    "对客户说",
    "跟客户说",
    "告诉客户",
    "回答客户",
    "说什么",
    "说",
    "讲",
    "回答",
    "答",
    "回一句",
    "saying that",
    "saying",
    "telling the customer that",
    "telling customers that",
    "telling the customer",
    "telling customers",
    "answering that",
    "answering",
    "say that",
    "say",
    "tell the customer that",
    "tell the customer",
    "answer",
    "asking",
];

/// Words right before the forbidden ones that turn them round: 我们不会推卸责任.
const TURNED_ROUND: [&str; 16] = [
    "不", "不会", "不能", "不用", "不必", "不要", "不是", "无需", "没", "没有", "别", "not", "n't", "never", "no",
    "without",
];

/// The first of the entries whose words the line says, in the language of the line.
pub(super) fn said<'t>(line: &str, tag: &Tag, entries: impl Iterator<Item = &'t Text>) -> Option<&'t str> {
    let line = folded(line);
    let lang = Lang::of(tag.as_str());
    let in_language = |of: &Tag| of == tag || lang.is_some() && Lang::of(of.as_str()) == lang;
    let mut versions = entries.flat_map(|entry| entry.versions()).filter(|(of, _)| in_language(of));
    versions.find(|(_, entry)| forbidden(entry).iter().any(|words| says(&line, words))).map(|(_, entry)| &***entry)
}

/// The words that an entry forbids: those in quotation marks; else the entry itself, without “saying”.
fn forbidden(entry: &str) -> Vec<String> {
    let entry = compatible(entry).replace(['「', '『', '“', '‘'], "“").replace(['」', '』', '”'], "”");
    let quoted: Vec<String> =
        entry.split('“').skip(1).filter_map(|rest| Some(folded(rest.split_once('”')?.0))).collect();
    if !quoted.is_empty() {
        return quoted;
    }
    let entry = folded(&entry);
    let unsaid = SAYING.iter().find_map(|saying| entry.strip_prefix(saying)).unwrap_or(&entry);
    vec![unsaid.trim().to_owned()]
}

/// Whether a line has these words, long enough to be meant and not turned round.
fn says(line: &str, words: &str) -> bool {
    let (mut han, mut letters) = (0, 0);
    for character in words.chars().filter(|character| character.is_alphanumeric()) {
        if is_han(character) { han += 1 } else { letters += 1 }
    }
    let is_long_enough = han >= LEAST_HAN || letters >= LEAST_LETTERS;
    let is_said = |(at, _)| {
        let (before, after) = (&line[..at], &line[at + words.len()..]);
        is_apart(before, words) && is_apart(words, after) && !is_turned_round(before)
    };
    is_long_enough && line.match_indices(words).any(is_said)
}

/// Whether no word of letters goes on from one text to the next: “interrupt” is not in “interruption”.
fn is_apart(one: &str, next: &str) -> bool {
    let is_of_word = |character: char| character.is_alphanumeric() && !is_han(character);
    let (end, begin) = (one.chars().next_back(), next.chars().next());
    !(end.is_some_and(is_of_word) && begin.is_some_and(is_of_word))
}

fn is_turned_round(before: &str) -> bool {
    let before = before.trim_end();
    TURNED_ROUND.iter().any(|word| before.ends_with(word))
}

/// A text in the form in which words are compared: lower case, no full stop, single spaces.
fn folded(text: &str) -> String {
    let text = compatible(text).to_lowercase().replace('’', "'");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_matches(|end: char| matches!(end, '.' | ',' | '!' | '?' | ';' | ':' | '。' | '"' | '…')).to_owned()
}
