//! A case: one moment that happened, written down in six parts.

use bytestring::ByteString;
use jiff::civil::DateTime;

use super::grid::Outcome;
use super::ids::TouchpointId;
use super::text::{Tag, Text};
use crate::source::{SourceId, Span, Spanned};

/// One written case.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its name in links and file names: the file's stem.
    pub name: String,
    /// The file.
    pub source: SourceId,
    /// Whether it has a fault that keeps it from being understood: it is not bound in.
    pub faulty: bool,
    /// What its faults hide of it.
    pub hidden: Hidden,
    /// Whether somebody could be found by what is in it, and its author does not let that stand.
    pub has_personal_data: bool,
    /// The whole file as typed, for what may stand anywhere in it.
    pub written: Spanned<ByteString>,
    /// The front matter.
    pub span: Span,
    /// The language it is written in.
    pub language: Tag,
    /// The touchpoints where it happened.
    pub touchpoints: Vec<Spanned<TouchpointId>>,
    /// What people call it.
    pub title: Option<Text>,
    /// The exact time, as typed, and as a time where it is one.
    pub when: Option<Spanned<(String, Option<DateTime>)>>,
    /// The exact place.
    pub place: Option<Text>,
    /// Everybody involved.
    pub people: Vec<Person>,
    /// How it ended.
    pub outcome: Option<Spanned<Outcome>>,
    /// Whether its author says that no real person can be recognised.
    pub anonymised: bool,
    /// For the discussion in class.
    pub questions: Vec<Discussion>,
    /// For the trainer alone.
    pub teaching_note: Option<Text>,
    /// The six parts, by [`PARTS`]; a part that is missing is `None`.
    pub parts: [Option<Part>; PARTS.len()],
}

/// What the faults of a case hide: nothing is missing there for certain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Some of its header.
    pub header: bool,
    /// Some of its parts.
    pub parts: bool,
}

/// Why only the name of a case is on pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// Somebody could be found by it.
    PersonalData,
    /// It cannot be understood.
    Unreadable,
    /// A part or the time, the place or the people are still to be written.
    Unfinished,
}

impl Withheld {
    /// The reason in one word.
    pub const fn id(self) -> &'static str {
        match self {
            Withheld::PersonalData => "personal-data",
            Withheld::Unreadable => "unreadable",
            Withheld::Unfinished => "unfinished",
        }
    }
}

impl Case {
    /// Why only its name is on pages, where that is so.
    pub fn withheld(&self) -> Option<Withheld> {
        if self.has_personal_data {
            Some(Withheld::PersonalData)
        } else if self.faulty {
            Some(Withheld::Unreadable)
        } else {
            self.is_unfinished().then_some(Withheld::Unfinished)
        }
    }

    fn is_unfinished(&self) -> bool {
        let lacks_part = self.parts.iter().any(|part| part.as_ref().is_none_or(|part| part.is_empty));
        lacks_part || self.when.is_none() || self.place.is_none() || self.people.is_empty()
    }
}

/// Somebody involved in a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// What they are called there.
    pub name: Text,
    /// What they were there.
    pub role: Option<Text>,
}

/// A question for the discussion in class.
#[derive(Clone, Debug, PartialEq)]
pub struct Discussion {
    /// The question.
    pub ask: Text,
    /// What to listen for; for the trainer alone.
    pub listen_for: Option<Text>,
}

/// One written part of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The heading, without its number.
    pub heading: String,
    /// The heading's line.
    pub span: Span,
    /// The text below it, in Markdown, without its comments.
    pub body: Spanned<String>,
    /// Whether nothing is written below it.
    pub is_empty: bool,
}

/// How long a part of a case should be: characters of Chinese, or words at six tenths of the figures.
#[derive(Clone, Copy, Debug)]
pub struct PartLength {
    /// At least so many characters; zero where only the most is given.
    pub least: usize,
    /// At most so many characters.
    pub most: usize,
}

impl PartLength {
    /// The same lengths in words of a language that writes them apart.
    pub const fn in_words(self) -> PartLength {
        PartLength { least: self.least * 6 / 10, most: self.most * 6 / 10 }
    }

    /// The lengths in what `language` counts.
    pub fn in_language(self, language: &Tag) -> PartLength {
        if language.counts_characters() { self } else { self.in_words() }
    }
}

/// The six parts: facts, wants, what could not be satisfied, what satisfied, processes to improve, what holds everywhere.
pub const PARTS: [PartLength; 6] = [
    PartLength { least: 800, most: 1500 },
    PartLength { least: 100, most: 200 },
    PartLength { least: 0, most: 200 },
    PartLength { least: 0, most: 100 },
    PartLength { least: 0, most: 100 },
    PartLength { least: 0, most: 100 },
];
