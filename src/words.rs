//! The program's messages, in every language that it speaks.
//!
//! A message is made in all languages at once: leaving one out does not compile.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language that the program itself speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Chinese.
    Zh,
}

impl Lang {
    /// Every language of the program.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Zh];

    /// The language tag: `en`, `zh`.
    pub const fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh",
        }
    }

    /// The language for a tag such as `zh-Hans` or a locale such as `zh_CN.UTF-8`; none for any other.
    pub fn of(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_', '.', '@']).next()?.to_ascii_lowercase();
        Lang::ALL.into_iter().find(|lang| lang.tag() == primary)
    }
}

/// One sentence in every language of the program.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Words {
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

impl Words {
    /// The same characters in every language: a name, a number, a piece of code.
    pub fn same(text: impl Into<String>) -> Self {
        let en = text.into();
        Self { zh: en.clone(), en }
    }

    /// The sentence in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }

    /// Appends a part to the sentence.
    pub fn push(&mut self, part: &Words) {
        let Words { en, zh } = self;
        *en += &part.en;
        *zh += &part.zh;
    }

    /// Replaces the sentence in every language.
    pub fn replace(&mut self, replacement: impl Fn(&str, Lang) -> String) {
        let Words { en, zh } = self;
        *en = replacement(en, Lang::En);
        *zh = replacement(zh, Lang::Zh);
    }
}

/// One fixed sentence or page in every language of the program.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Phrase {
    /// In English.
    pub en: &'static str,
    /// In Chinese.
    pub zh: &'static str,
}

impl Phrase {
    /// The phrase in one language.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }
}

impl From<Phrase> for Words {
    fn from(phrase: Phrase) -> Self {
        Words { en: phrase.en.into(), zh: phrase.zh.into() }
    }
}

/// `words!("English {x}", "中文 {x}")`: a sentence in every language, formatted like `format!`.
///
/// Arguments after the sentences serve both; where they differ, those of the Chinese follow a semicolon.
#[macro_export]
macro_rules! words {
    ($en:literal, $zh:literal, $($en_arg:expr),+; $($zh_arg:expr),+ $(,)?) => {
        $crate::words::Words { en: format!($en, $($en_arg),+), zh: format!($zh, $($zh_arg),+) }
    };
    ($en:literal, $zh:literal $(, $($args:tt)+)?) => {
        $crate::words::Words { en: format!($en $(, $($args)+)?), zh: format!($zh $(, $($args)+)?) }
    };
}

/// `phrase!("English", "中文")`: a fixed [`Phrase`].
#[macro_export]
macro_rules! phrase {
    ($en:expr, $zh:expr $(,)?) => {
        $crate::words::Phrase { en: $en, zh: $zh }
    };
}
