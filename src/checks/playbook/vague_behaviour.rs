//! `vague-behaviour`: advice on how to be, where an act is wanted.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::vague_words::{filling, vague};
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

/// The fields that tell our people what to say or do.
const OUR_SIDE: [FormatField; 6] = [
    FormatField::MomentSay,
    FormatField::MomentDo,
    FormatField::RequestAnswer,
    FormatField::RemedyDo,
    FormatField::Decides,
    FormatField::RecoverySteps,
];

pub(super) fn check(subject: &MapSubject<'_>, findings: &mut Vec<Diagnostic>) {
    let mut lexicons: BTreeMap<&Tag, Lexicon<'_>> = BTreeMap::new();
    for at in subject.texts.iter().filter(|at| OUR_SIDE.contains(&at.field)) {
        let is_quoted = |text: &str| at.field == FormatField::MomentSay && speaks_to_somebody(text);
        let vague = at.text.versions().iter().find(|(tag, text)| {
            let lexicon = lexicons.entry(tag).or_insert_with(|| Lexicon::of(tag, subject.config));
            lexicon.finds_vague(text) && !is_quoted(text)
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

/// Whether a line is the words themselves, not advice about them: it says I or you.
fn speaks_to_somebody(line: &str) -> bool {
    let folded = folded(line);
    let mut words = folded.split(|character: char| !(character.is_alphanumeric() || character == '\''));
    line.contains(['您', '你', '我', '咱'])
        || words.any(|word| matches!(word, "i" | "me" | "you" | "your" | "we" | "us"))
}

/// The words of a language that say how to be, and those that add no act, by the character that they begin with.
struct Lexicon<'w> {
    beginning_with: BTreeMap<char, Vec<(Cow<'w, str>, Weight)>>,
}

/// What a word adds to advice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// How to be.
    Vague,
    /// Nothing.
    Filling,
}

impl Lexicon<'_> {
    /// The program's words of a language, and the workspace's own.
    fn of(tag: &Tag, config: &Config) -> Self {
        let lang = Lang::of(tag.as_str());
        let own =
            config.vague_words.iter().filter(|(of, _)| *of == tag || lang.is_some() && Lang::of(of.as_str()) == lang);
        let own = own.flat_map(|(_, own)| own.iter().map(|word| Cow::from(folded(word))));
        let vague = lang.map_or(&[][..], vague).iter().map(|word| Cow::from(*word)).chain(own);
        let filling = lang.map_or(&[][..], filling).iter().map(|word| Cow::from(*word));
        let words = vague.map(|word| (word, Weight::Vague)).chain(filling.map(|word| (word, Weight::Filling)));
        let mut lexicon = Lexicon { beginning_with: BTreeMap::new() };
        for (word, weight) in words {
            if let Some(first) = word.chars().next() {
                lexicon.beginning_with.entry(first).or_default().push((word, weight));
            }
        }
        lexicon
    }

    /// Whether a text holds vague advice and nothing beside it but words that add no act.
    ///
    /// From every place that can be reached, all words that fit are tried: in Chinese no space says where a word ends.
    fn finds_vague(&self, text: &str) -> bool {
        let text = folded(text);
        // For every byte: whether it can be reached without, and with, a vague word on the way.
        let mut reached = vec![[false; 2]; text.len() + 1];
        reached[0][0] = true;
        for (at, character) in text.char_indices() {
            let here = reached[at];
            if here == [false; 2] {
                continue;
            }
            let mut step = |length: usize, weight: Weight| {
                let there = &mut reached[at + length];
                there[0] |= here[0] && weight == Weight::Filling;
                there[1] |= here[1] || here[0] && weight == Weight::Vague;
            };
            if !character.is_alphanumeric() {
                step(character.len_utf8(), Weight::Filling);
            }
            let words = self.beginning_with.get(&character).into_iter().flatten();
            for (word, weight) in words.filter(|(word, _)| stands_at(&text, at, word)) {
                step(word.len(), *weight);
            }
        }
        reached[text.len()][1]
    }
}

fn folded(text: &str) -> String {
    compatible(text).to_lowercase().replace('’', "'").trim().to_owned()
}

/// Whether a word begins at a place of a text, whole: a word of letters does not end inside another.
fn stands_at(text: &str, at: usize, word: &str) -> bool {
    let glues = |character: char| character.is_alphanumeric() && !is_han(character);
    let (before, rest) = text.split_at(at);
    let Some(after) = rest.strip_prefix(word) else { return false };
    let cut = |left: Option<char>, right: Option<char>| !(left.is_some_and(glues) && right.is_some_and(glues));
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
            assert_eq!(Lexicon::of(&tag, &Config::default()).finds_vague(text), expected, "{text:?}");
        }
    }
}
