//! Texts that people read, in one language or several.

use std::fmt;

use arcstr::ArcStr;
use bytestring::ByteString;

use crate::source::{Span, Spanned};
use crate::words::Lang;

/// A language tag as authors write it: `zh`, `en`, `zh-Hant`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(ArcStr);

impl Tag {
    /// The tag `text`, if it has the form of one: a primary language of two or three letters, then parts of up to eight
    /// letters and digits (BCP 47, loosely).
    pub fn parse(text: &str) -> Option<Tag> {
        let mut parts = text.split('-');
        let primary = parts.next()?;
        let fits = (2..=3).contains(&primary.len())
            && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
            && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        fits.then(|| Tag(as_usual(text).into()))
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether words of this language are written without spaces, so that length is counted in characters.
    pub fn counts_characters(&self) -> bool {
        matches!(self.0.split('-').next(), Some("zh" | "ja"))
    }
}

/// A tag in the case in which tags are usually written, since they differ in more than case: `ZH-hant-TW` is
/// `zh-Hant-TW`.
fn as_usual(tag: &str) -> String {
    let mut parts = tag.split('-');
    let mut usual = parts.next().unwrap_or_default().to_ascii_lowercase();
    let mut after_single = false;
    for part in parts {
        let lower = part.to_ascii_lowercase();
        usual.push('-');
        usual += &match lower.len() {
            2 if !after_single => lower.to_ascii_uppercase(),
            4 if !after_single => lower[..1].to_ascii_uppercase() + &lower[1..],
            _ => lower,
        };
        // What follows a single letter (`-u-ca-...`) is of another kind, and in lower case.
        after_single |= part.len() == 1;
    }
    usual
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text in one language: a slice of the file, where it stands there just so.
pub type Version = (Tag, Spanned<ByteString>);

/// A text in one or several languages; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(Versions);

/// Nearly every text of a map in one language is plain, and nearly all that is known of a map is texts.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Versions {
    /// A plain text.
    One(Version),
    /// Texts by language.
    Several(Box<(Vec<Version>, Span)>),
}

impl Text {
    /// A plain text of that language.
    pub fn plain(language: Tag, text: Spanned<ByteString>) -> Self {
        Self(Versions::One((language, text)))
    }

    /// These versions, in the author's order, that stand in a value; none where there are none.
    pub fn by_language(mut versions: Vec<Version>, span: Span) -> Option<Self> {
        versions.shrink_to_fit();
        (!versions.is_empty()).then(|| Self(Versions::Several(Box::new((versions, span)))))
    }

    /// What was written, by language, in the author's order.
    pub fn versions(&self) -> &[Version] {
        match &self.0 {
            Versions::One(version) => std::slice::from_ref(version),
            Versions::Several(several) => &several.0,
        }
    }

    /// The whole value.
    pub fn span(&self) -> Span {
        match &self.0 {
            Versions::One((_, text)) => text.span,
            Versions::Several(several) => several.1,
        }
    }

    /// Whether it reads `words` in some language.
    pub fn reads(&self, words: &str) -> bool {
        self.versions().iter().any(|(_, text)| text.value.trim() == words.trim())
    }

    /// The text in exactly that language.
    pub fn get(&self, language: &Tag) -> Option<&Spanned<ByteString>> {
        self.versions().iter().find(|(tag, _)| tag == language).map(|(_, text)| text)
    }

    /// The text in that language, else in `fallback`, else in the first that it has by their tags, in whatever order they
    /// are written; with the language it is in.
    pub fn read_in<'t>(&'t self, language: &Tag, fallback: &Tag) -> (&'t Tag, &'t str) {
        let version = [language, fallback]
            .into_iter()
            .find_map(|wanted| self.versions().iter().find(|(tag, _)| tag == wanted))
            .or_else(|| self.versions().iter().min_by_key(|(tag, _)| tag));
        version.map(|(tag, text)| (tag, &*text.value)).expect("a text has at least one version")
    }

    /// The text as messages name it: as the author wrote it first.
    pub fn first(&self) -> &str {
        &self.versions()[0].1.value
    }

    /// The text as messages of one language name it: in that language, else as the author wrote it first.
    pub fn first_for(&self, lang: Lang) -> &str {
        let version = self.versions().iter().find(|(tag, _)| Lang::of(tag.as_str()) == Some(lang));
        version.map_or(self.first(), |(_, text)| &text.value)
    }
}
