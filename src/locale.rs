//! The words of the pages in each language, from `templates/locales/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::{Choice, Labels, Phase, Stage, Step, Tag, Text};
use crate::words::{Lang, Words};

/// The words of the pages in one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locale {
    /// What the language calls itself.
    pub name: String,
    /// The method's terms: list ([`Choice::LIST`]) → word in YAML → word for people.
    pub terms: BTreeMap<String, BTreeMap<String, String>>,
    /// Everything else that a template says, by key.
    pub words: BTreeMap<String, String>,
    /// What the method says in several points, by key.
    pub lists: BTreeMap<String, Vec<String>>,
}

const ENGLISH: &str = include_str!("../templates/locales/en.yaml");

static BUILT_IN: LazyLock<[Locale; Lang::ALL.len()]> = LazyLock::new(|| {
    [ENGLISH, include_str!("../templates/locales/zh.yaml")]
        .map(|text| serde_yaml::from_str(text).expect("a built-in locale can be read"))
});

impl Locale {
    /// The built-in words of a language that the program speaks.
    pub fn built_in(lang: Lang) -> &'static Locale {
        &BUILT_IN[lang as usize]
    }

    /// The built-in words closest to a site's language: its own, else English.
    pub fn for_tag(tag: &Tag) -> &'static Locale {
        Locale::built_in(Lang::of(tag.as_str()).unwrap_or_default())
    }

    /// A locale file to be translated into another language: the English words.
    pub fn to_translate(tag: &Tag) -> String {
        let (_, words) = ENGLISH.split_once("name: English\n").expect("the English words begin with their name");
        format!(
            "# The words of the pages in `{tag}`: translate what stands after each colon, but not what stands in braces\n\
             # inside a word, such as {{n}}. A line that is left out stays English.\nname: {tag}\n{words}"
        )
    }

    /// The term for a choice: 潜在客户 for [`Stage::Prospect`].
    pub fn term<C: Choice>(&self, choice: C) -> &str {
        self.term_in(C::LIST, choice.id())
    }

    /// What people call a word of a list.
    pub fn term_in<'l>(&'l self, list: &str, word: &'l str) -> &'l str {
        self.terms.get(list).and_then(|list| list.get(word)).map_or(word, String::as_str)
    }

    /// The word of a template or a drawing by its key; the key itself where the locale lacks it.
    pub fn word<'l>(&'l self, key: &'l str) -> &'l str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// The points of a list by its key.
    pub fn list(&self, key: &str) -> &[String] {
        self.lists.get(key).map_or(&[], Vec::as_slice)
    }

    /// The same words with the workspace's own for stages, phases and steps.
    pub fn with_labels(&self, labels: &Labels, tag: &Tag) -> Locale {
        let mut locale = self.clone();
        locale.relabel::<Stage>(&labels.stages, tag);
        locale.relabel::<Phase>(&labels.phases, tag);
        locale.relabel::<Step>(&labels.steps, tag);
        locale
    }

    fn relabel<C: Choice>(&mut self, labels: &[Option<Text>], tag: &Tag) {
        let list = self.terms.entry(C::LIST.to_owned()).or_default();
        for (choice, label) in C::ALL.iter().zip(labels) {
            if let Some(label) = label.as_ref().and_then(|label| label.get(tag)) {
                list.insert(choice.id().to_owned(), label.value.to_string());
            }
        }
    }
}

/// The term for a choice in every language of the program, for messages.
pub fn term<C: Choice>(choice: C) -> Words {
    Words {
        en: Locale::built_in(Lang::En).term(choice).to_owned(),
        zh: Locale::built_in(Lang::Zh).term(choice).to_owned(),
    }
}
