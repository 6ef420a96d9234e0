//! `vague-behaviour`: advice on how to be instead of what to do.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::vague_words::{filler_words, vague_words};
use crate::checks::{MapSubject, naming};
use crate::diagnostic::Diagnostic;
use crate::model::{Config, FormatField, Tag, compatible, is_han};
use crate::rule::{Group, Level, Rule};
use crate::words::Lang;
use crate::{phrase, words};

pub(super) static RULE: Rule = Rule {
    name: "vague-behaviour",
    group: Group::Playbook,
    level: Level::Warning,
    summary: phrase!("a behaviour that no camera could see", "写的做法，镜头拍不到"),
    page: page!("vague_behaviour"),
};

/// The fields that tell staff what to say or do.
const STAFF_FIELDS: [FormatField; 6] = [
    FormatField::MomentSay,
    FormatField::MomentDo,
    FormatField::RequestAnswer,
    FormatField::RemedyDo,
    FormatField::Decides,
    FormatField::RecoverySteps,
];

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let mut lexicons: BTreeMap<&Tag, Lexicon<'_>> = BTreeMap::new();
    for at in subject.texts.iter().filter(|at| STAFF_FIELDS.contains(&at.field)) {
        let is_quoted = |text: &str| at.field == FormatField::MomentSay && addresses_somebody(text);
        let vague = at.text.versions().iter().find(|(tag, text)| {
            let lexicon = lexicons.entry(tag).or_insert_with(|| Lexicon::of(tag, subject.config));
            lexicon.is_vague(text) && !is_quoted(text)
        });
        let Some((_, text)) = vague else { continue };
        let field = naming::field(at);
        findings.push(
            RULE.at(
                text.span,
                words!("{} says how to be, not what to do", "{}只说了怎样为人，没有说做什么", field.en; field.zh),
            )
            .label(words!("a camera could not see this", "这些镜头拍不到"))
            .help(words!(
                "write what one would see or hear of someone who does it well: the act, the words, the minutes",
                "写出做得好的人让人看到、听到什么：动作、原话、几分钟"
            )),
        );
    }
}

/// Whether a line says "I" or "you", so that it is the words themselves and not advice about them.
fn addresses_somebody(line: &str) -> bool {
    let line = normalized(line);
    let mut words = line.split(|character: char| !(character.is_alphanumeric() || character == '\''));
    line.contains(['您', '你', '我', '咱'])
        || words.any(|word| matches!(word, "i" | "me" | "you" | "your" | "we" | "us"))
}

/// The vague words and the filler words of a language.
struct Lexicon<'w> {
    by_first_character: BTreeMap<char, Vec<(Cow<'w, str>, WordKind)>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum WordKind {
    /// Says how to be.
    Vague,
    /// Adds nothing to do.
    Filler,
}

impl Lexicon<'_> {
    /// The built-in words of a language, and the workspace's own.
    fn of(tag: &Tag, config: &Config) -> Self {
        let lang = Lang::of(tag.as_str());
        let own =
            config.vague_words.iter().filter(|(of, _)| *of == tag || lang.is_some() && Lang::of(of.as_str()) == lang);
        let own = own.flat_map(|(_, own)| own.iter().map(|word| Cow::from(normalized(word))));
        let vague = lang.map_or(&[][..], vague_words).iter().map(|word| Cow::from(*word)).chain(own);
        let filler = lang.map_or(&[][..], filler_words).iter().map(|word| Cow::from(*word));
        let words = vague.map(|word| (word, WordKind::Vague)).chain(filler.map(|word| (word, WordKind::Filler)));
        let mut lexicon = Lexicon { by_first_character: BTreeMap::new() };
        for (word, kind) in words {
            if let Some(first) = word.chars().next() {
                lexicon.by_first_character.entry(first).or_default().push((word, kind));
            }
        }
        lexicon
    }

    /// Whether a text consists of vague words and filler words alone, with a vague one at least. It tries all words at
    /// every place that can be reached, because in Chinese no space tells where a word ends.
    fn is_vague(&self, text: &str) -> bool {
        let text = normalized(text);
        // For every byte: whether it can be reached without, and with, a vague word on the way.
        let mut reached = vec![[false; 2]; text.len() + 1];
        reached[0][0] = true;
        for (at, character) in text.char_indices() {
            let here = reached[at];
            if here == [false; 2] {
                continue;
            }
            let mut step = |length: usize, kind: WordKind| {
                let there = &mut reached[at + length];
                there[0] |= here[0] && kind == WordKind::Filler;
                there[1] |= here[1] || here[0] && kind == WordKind::Vague;
            };
            if !character.is_alphanumeric() {
                step(character.len_utf8(), WordKind::Filler);
            }
            let words = self.by_first_character.get(&character).into_iter().flatten();
            for (word, kind) in words.filter(|(word, _)| is_word_at(&text, at, word)) {
                step(word.len(), *kind);
            }
        }
        reached[text.len()][1]
    }
}

fn normalized(text: &str) -> String {
    compatible(text).to_lowercase().replace('’', "'").trim().to_owned()
}

/// Whether a word begins at a place of a text, whole: a word of letters does not end inside another.
fn is_word_at(text: &str, at: usize, word: &str) -> bool {
    let joins = |character: char| character.is_alphanumeric() && !is_han(character);
    let (before, rest) = text.split_at(at);
    let Some(after) = rest.strip_prefix(word) else { return false };
    let cut = |left: Option<char>, right: Option<char>| !(left.is_some_and(joins) && right.is_some_and(joins));
    cut(before.chars().next_back(), word.chars().next()) && cut(word.chars().next_back(), after.chars().next())
}

#[cfg(test)]
mod tests {
    use super::Lexicon;
    use crate::model::{Config, Tag};

    #[test]
    fn advice_beside_an_act_is_not_vague() {
        for (language, text, expected) in [
            ("zh", "态度好", true),
            ("zh", "热情服务，注意语气！", true),
            ("zh", "态度好，双手递卡", false),
            ("zh", "对", false),
            ("en", "Be friendly.", true),
            ("en", "Show empathy at all times", true),
            ("en", "Be friendly: look up and say the name", false),
            ("en", "Unfriendly", false),
            ("fr", "Soyez aimable", false),
            ("en", "", false),
        ] {
            let tag = Tag::parse(language).expect("a language tag");
            assert_eq!(Lexicon::of(&tag, &Config::default()).is_vague(text), expected, "{text:?}");
        }
    }
}
