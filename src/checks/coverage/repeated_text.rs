//! `repeated-text`: a sentence that another cell has too.

use std::collections::HashMap;

use caseless::Caseless;

use super::placeholder_text::is_placeholder;
use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::{CellAt, FormatField, compatible, is_han};
use crate::rule::{Group, Level, Rule};
use crate::source::Span;
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "repeated-text",
    group: Group::Coverage,
    level: Level::Warning,
    summary: phrase!("the same sentence stands in several cells", "几个格子里写着同一句话"),
    page: page!("repeated_text"),
};

/// Fields whose texts recur by nature: names, and what holds in several cells at once.
const RECURRING: [FormatField; 14] = [
    FormatField::Name,
    FormatField::Channel,
    FormatField::Place,
    FormatField::CustomerFeels,
    FormatField::EvidenceSource,
    FormatField::RemedyDo,
    FormatField::PromiseText,
    FormatField::MeasureName,
    FormatField::MeasureUnit,
    FormatField::LineSays,
    FormatField::LineNote,
    FormatField::LinkBecause,
    FormatField::StageWaiver,
    FormatField::CellWaiver,
];

/// A text of so many Han characters, or so many words, is a sentence that does not recur by chance.
const MIN_HAN: usize = 8;
const MIN_WORDS: usize = 4;

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let mut texts: Vec<_> = subject.texts.iter().filter(|at| !RECURRING.contains(&at.field)).collect();
    // In the order of the file, so that the first occurrence is the one that its author reads first.
    texts.sort_by_key(|at| at.text.span());
    let mut first_seen: HashMap<String, (CellAt, Span)> = HashMap::new();
    for at in texts {
        let Some(cell) = at.cell else { continue };
        let mut repeated = None;
        for (_, version) in at.text.versions().iter().filter(|(_, version)| is_sentence(version)) {
            let (first_cell, first) = *first_seen.entry(comparison_key(version)).or_insert((cell, version.span));
            if first_cell != cell && !is_placeholder(version) {
                repeated = repeated.or(Some((first_cell, first, version.span)));
            }
        }
        let Some((first_cell, first, again)) = repeated else { continue };
        let (owned, home) = (naming::field(at), naming::cell(first_cell));
        findings.push(
            RULE.at(
                again,
                words!(
                    "{} repeats a sentence of cell {1}",
                    "{} 与 {1} 格的一句话相同",
                    owned.en,
                    first_cell.code();
                    owned.zh,
                    first_cell.code()
                ),
            )
            .label(naming::cell(cell))
            .related(first, words!("first here: {}", "第一次在这里：{}", home.en; home.zh))
            .help(words!("write what holds in this cell, and only here", "请写出只在这一格才成立的内容")),
        );
    }
}

/// A text for comparing: without differences of width, form, case, punctuation and spaces.
fn comparison_key(text: &str) -> String {
    let text = compatible(text);
    let mut key = String::with_capacity(text.len());
    for character in text.chars() {
        match fold_common(character) {
            Some(letter) => key.extend(letter),
            None => return fold_by_tables(&text),
        }
    }
    key
}

/// What is left of a character, if it is a common one; the tables of Unicode are slow.
fn fold_common(character: char) -> Option<Option<char>> {
    match character {
        '\u{0}'..='\u{7f}' => Some(Some(character.to_ascii_lowercase()).filter(char::is_ascii_alphanumeric)),
        '\u{4e00}'..='\u{9fff}' => Some(Some(character)),
        '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{3001}'..='\u{3002}' | '\u{3008}'..='\u{3011}' => Some(None),
        _ => None,
    }
}

fn fold_by_tables(text: &str) -> String {
    let folded = text.chars().default_case_fold().collect::<String>();
    compatible(&folded).chars().filter(|character| character.is_alphanumeric()).collect()
}

fn is_sentence(text: &str) -> bool {
    let mut han = text.chars().filter(|&character| is_han(character));
    let mut words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    han.nth(MIN_HAN - 1).is_some() || words.nth(MIN_WORDS - 1).is_some()
}

#[cfg(test)]
mod tests {
    use super::{comparison_key, fold_by_tables, fold_common, is_sentence};

    #[test]
    fn common_characters_fold_as_the_tables_say() {
        for character in (0..=0x10_ffff).filter_map(char::from_u32) {
            let Some(letter) = fold_common(character) else { continue };
            let (common, by_tables) = (String::from_iter(letter), fold_by_tables(&character.to_string()));
            assert_eq!(common, by_tables, "U+{:04X}", u32::from(character));
        }
    }

    #[test]
    fn case_width_punctuation_and_spaces_make_no_difference() {
        for (one, other) in [
            ("您好，请问有什么可以帮您？", "您好 请问有什么可以帮您"),
            ("ＶＩＰ客户优先办理！", "vip客户优先办理"),
            ("Always put the customer first.", "always put the customer FIRST"),
            ("Don't wait - call.", "Dont wait: call"),
            ("Straße", "STRASSE"),
        ] {
            assert_eq!(comparison_key(one), comparison_key(other), "{one:?} and {other:?} are the same sentence");
        }
        assert_ne!(comparison_key("十分钟内回电"), comparison_key("三十分钟内回电"));
    }

    #[test]
    fn a_sentence_has_eight_han_characters_or_four_words() {
        for text in ["始终以客户为中心吧", "We call you back", "打电话给 VIP 客户经理"] {
            assert!(is_sentence(text), "{text:?} is long enough to have been copied");
        }
        for text in ["十分钟内回电", "We call back", "Yes - at - once", ""] {
            assert!(!is_sentence(text), "{text:?} may recur by chance");
        }
    }
}
