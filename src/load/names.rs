//! The Chinese name of every field and fixed word of the format. Either name loads, mixed or not.
//!
//! The words of closed lists (stages, phases, `high`, `open` and so on) are named by the terms of the Chinese pages, so
//! that one writes what one reads.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::fields::GROUPS;
use super::han::has_han;
use super::reference::{ENTRIES, FieldEntry};
use crate::locale::Locale;
use crate::words::Lang;

/// The levels of rules, which are on no page.
const LEVELS: [(&str, &str); 4] = [("off", "关"), ("note", "提示"), ("warning", "警告"), ("error", "错误")];

/// The English names that each Chinese one may stand for.
static ENGLISH: LazyLock<BTreeMap<&'static str, BTreeSet<&'static str>>> = LazyLock::new(|| {
    let mut names = BTreeMap::<_, BTreeSet<_>>::new();
    for (english, chinese) in fields().chain(LEVELS).chain(terms()) {
        names.entry(chinese).or_default().insert(english);
    }
    names
});

/// The Chinese names of each English one.
static CHINESE: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut names = BTreeMap::<_, Vec<&str>>::new();
    for (english, chinese) in fields().chain(LEVELS).chain(terms()) {
        let of_this = names.entry(english).or_default();
        if !of_this.contains(&chinese) {
            of_this.push(chinese);
        }
    }
    names
});

fn fields() -> impl Iterator<Item = (&'static str, &'static str)> {
    GROUPS.iter().flat_map(|group| group.rows).map(|row| (row.name, row.chinese))
}

/// The words of closed lists.
fn terms() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lists = Locale::built_in(Lang::Zh).terms.values();
    lists.flatten().map(|(english, chinese)| (english.as_str(), chinese.as_str()))
}

/// The one of the names `known` that an author has typed, in English or in Chinese.
pub fn known_name<'n>(typed: &str, known: &[&'n str]) -> Option<&'n str> {
    let by_english = || known.iter().find(|name| **name == typed);
    let by_chinese = || ENGLISH.get(typed).and_then(|names| known.iter().find(|name| names.contains(**name)));
    by_english().or_else(by_chinese).copied()
}

/// The Chinese name of one of the names `known`: that of the closed list or of the group of fields that has all of them,
/// else that of any field.
pub fn chinese_name(english: &str, known: &[&str]) -> Option<&'static str> {
    let mut lists = Locale::built_in(Lang::Zh).terms.values();
    let list = lists.find(|list| known.iter().all(|name| list.contains_key(*name)));
    let term = list.and_then(|list| list.get(english)).map(String::as_str);
    let group = || GROUPS.iter().find(|group| known.iter().all(|name| group.row(name).is_some()));
    let field = || Some(group()?.row(english)?.chinese);
    term.or_else(field).or_else(|| chinese_names(english).first().copied())
}

/// The name of a field to propose: `intended`, or its Chinese name among the fields `known` where the author typed Chinese
/// and the field has other Chinese names elsewhere.
pub fn name_to_propose<'n>(typed: &str, known: &[&str], intended: &'n str) -> &'n str {
    let has_others = has_han(typed) && chinese_names(intended).len() > 1;
    if has_others { chinese_name(intended, known).unwrap_or(intended) } else { intended }
}

/// The Chinese names of a field, or of a word of closed lists; mostly one.
pub fn chinese_names(english: &str) -> &'static [&'static str] {
    CHINESE.get(english).map_or(&[], Vec::as_slice)
}

/// The English names that a Chinese one may stand for.
pub fn english_names(chinese: &str) -> impl Iterator<Item = &'static str> {
    ENGLISH.get(chinese).into_iter().flatten().copied()
}

/// Whether the names in a file are mostly Chinese.
pub fn are_mostly_chinese(text: &str) -> bool {
    let named = text.lines().filter_map(|line| line.split_once([':', '：'])).map(|(name, _)| name);
    let names = named.map(|name| name.trim_start_matches([' ', '-', '{']).trim_end());
    if names.clone().all(|name| name.starts_with(|first: char| first.is_ascii())) {
        return false;
    }
    let (mut chinese, mut english) = (0, 0);
    for name in names {
        chinese += usize::from(ENGLISH.contains_key(name));
        english += usize::from(CHINESE.contains_key(name));
    }
    chinese > english
}

/// A sentence with the names of the format that stand between backticks in Chinese: `importance: high`. Names that stand
/// side by side are of one list, or all words of closed lists: `customer`, `first-impression`. A Chinese name in
/// parentheses after the English one is left out.
pub fn with_chinese_names(sentence: &str) -> String {
    let parts: Vec<&str> = sentence.split('`').collect();
    let codes: Vec<&str> = parts.iter().copied().skip(1).step_by(2).collect();
    let are_words = codes.iter().all(|code| term(code).is_some()) || are_words_of_field(&codes);
    let are_several = codes.iter().any(|code| *code != codes[0]);
    let beside_others = |code: &str| if are_words { term(code) } else { chinese_name(code, &codes) };
    let in_chinese = |(number, part): (usize, &&str)| match number % 2 {
        0 => (*part).to_owned(),
        _ => match beside_others(part).filter(|_| are_several) {
            Some(chinese) => chinese.to_owned(),
            None => code_with_chinese_names(part),
        },
    };
    let mut named: Vec<String> = parts.iter().enumerate().map(in_chinese).collect();
    for number in 1..named.len() {
        let in_parentheses = format!("（{}）", named[number - 1]);
        if let Some(rest) = named[number].strip_prefix(&in_parentheses) {
            named[number] = rest.to_owned();
        }
    }
    named.join("`")
}

/// Whether names stand beside the field whose words they are: `when` and `who` beside `guide:`.
fn are_words_of_field(codes: &[&str]) -> bool {
    let mut fields = codes.iter().filter_map(|code| code.strip_suffix(':'));
    let (Some(field), None) = (fields.next(), fields.next()) else { return false };
    let mut words = codes.iter().filter(|code| !code.contains(':'));
    let of_field = ENTRIES.iter().find(|entry| entry.row.name == field && !entry.words.is_empty());
    of_field.is_some_and(|entry| words.all(|word| entry.words.contains(word)))
}

/// A sentence about references with the fields that stand between backticks in Chinese: `roles:`, `{name: Cashier}`. A word
/// alone, or one that begins a piece of YAML, may be an id, and stays.
pub fn with_chinese_fields(sentence: &str) -> String {
    let in_chinese = |(number, part): (usize, &str)| match (number % 2, part.split_once(": ")) {
        (1, _) if part.ends_with(':') || part.starts_with('{') => code_with_chinese_names(part),
        (1, Some((id, fields))) => format!("{id}: {}", code_with_chinese_names(fields)),
        _ => part.to_owned(),
    };
    sentence.split('`').enumerate().map(in_chinese).collect::<Vec<_>>().join("`")
}

fn term(word: &str) -> Option<&'static str> {
    terms().find(|(english, _)| *english == word).map(|(_, chinese)| chinese)
}

/// A piece of YAML with its names in Chinese, and its value where that is a word of the format.
pub fn code_with_chinese_names(code: &str) -> String {
    // A field, or one within another: `moment.do`.
    let path = code.split('.').map(|name| chinese_names(name).first().copied());
    if let Some(names) = path.collect::<Option<Vec<_>>>() {
        return names.join(".");
    }
    let is_of_name = |character: char| character.is_ascii_lowercase() || matches!(character, '_' | '-');
    let mut parts = code.split(':');
    let last = parts.next_back().unwrap_or_default();
    let (mut changed, mut field) = (String::with_capacity(code.len()), "");
    for part in parts {
        let start = part.trim_end_matches(is_of_name).len();
        field = part[start..].trim_start_matches('-');
        let before = &part[..part.len() - field.len()];
        changed += &format!("{before}{}:", chinese_names(field).first().unwrap_or(&field));
    }
    let word = last.trim_matches([' ', '}', ']']);
    match chinese_value(field, word) {
        Some(chinese) => changed + &last.replace(word, chinese),
        None => changed + last,
    }
}

/// The Chinese word for a value of a field.
fn chinese_value(field: &str, word: &str) -> Option<&'static str> {
    let takes_word = |entry: &&FieldEntry| entry.row.name == field && entry.words.contains(&word);
    match word {
        "true" => Some("是"),
        "false" => Some("否"),
        _ => chinese_name(word, &ENTRIES.iter().find(takes_word)?.words),
    }
}
