//! Files as they were read, and places in them.

use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

use bytestring::ByteString;
use schemars::JsonSchema;
use serde::Serialize;

/// The number of a [`Source`] in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub(crate) u32);

/// A stretch of one file, in bytes of its UTF-8 text: `start` included, `end` not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The stretch `range` of `source`.
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        // Files are capped far below 4 GiB before anything takes a span of them.
        Self { source, start: range.start as u32, end: range.end as u32 }
    }

    /// Whether another stretch lies in this one.
    pub fn holds(self, other: Span) -> bool {
        self.source == other.source && self.start <= other.start && other.end <= self.end
    }

    /// The bytes as a range, to slice the text with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and where it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Another value at the same place.
    pub fn with<U>(&self, value: U) -> Spanned<U> {
        Spanned { value, span: self.span }
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A place as editors count it: lines and columns from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters (Unicode scalar values).
    pub column: usize,
}

/// One file that was read.
#[derive(Debug)]
pub struct Source {
    /// The path from the workspace's root, with forward slashes.
    pub path: String,
    /// The text, without a byte order mark. Where the file is valid UTF-8, this shares its bytes.
    pub text: ByteString,
    /// Where the lines begin; computed on demand.
    line_starts: OnceLock<Box<[u32]>>,
}

impl Source {
    /// `text` as read from `path`.
    pub fn new(path: impl Into<String>, text: impl Into<ByteString>) -> Self {
        Self { path: path.into(), text: text.into(), line_starts: OnceLock::new() }
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let text = &self.text;
            // A lone carriage return ends a line too, as it did on old Macintoshes and does in editors.
            let ends_line = |at: usize| text[at..].starts_with('\n') || !text[at + 1..].starts_with('\n');
            let breaks = text.match_indices(['\n', '\r']).filter(|(at, _)| ends_line(*at));
            std::iter::once(0).chain(breaks.map(|(at, _)| at as u32 + 1)).collect()
        })
    }

    /// The line of a byte, from 1. Unlike the column it does not depend on the length of the line.
    pub fn line_of(&self, byte: usize) -> usize {
        self.line_starts().partition_point(|&start| start as usize <= byte)
    }

    /// The line and column of a byte; past the end, the end.
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte.min(self.text.len()));
        let line = self.line_of(byte);
        let line_start = self.line_starts()[line - 1] as usize;
        Position { line, column: self.text[line_start..byte].chars().count() + 1 }
    }

    /// The bytes of a line (from 1) without its line break; an empty range past the last.
    pub fn line(&self, line: usize) -> Range<usize> {
        let Some(&start) = self.line_starts().get(line.wrapping_sub(1)) else {
            return self.text.len()..self.text.len();
        };
        let start = start as usize;
        let end = self.line_starts().get(line).map_or(self.text.len(), |&next| next as usize - 1);
        start..start + self.text[start..end].trim_end_matches('\r').len()
    }
}

/// Every file that was read, by [`SourceId`].
#[derive(Clone, Debug, Default)]
pub struct Sources(Vec<Arc<Source>>);

impl Sources {
    /// Adds a file.
    pub fn add(&mut self, source: impl Into<Arc<Source>>) -> SourceId {
        self.0.push(source.into());
        SourceId(self.0.len() as u32 - 1)
    }

    /// The number of the file that is added next.
    pub fn next_id(&self) -> SourceId {
        SourceId(self.0.len() as u32)
    }

    /// The file of that number.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.0[id.0 as usize]
    }

    /// The same, shared.
    pub fn shared(&self, id: SourceId) -> Arc<Source> {
        self.0[id.0 as usize].clone()
    }

    /// Whether a span lies in its file, at character boundaries.
    pub fn holds(&self, span: Span) -> bool {
        self.0.get(span.source.0 as usize).is_some_and(|source| source.text.get(span.range()).is_some())
    }

    /// The first line and column of a span.
    pub fn position(&self, span: Span) -> Position {
        self.get(span.source).position(span.start as usize)
    }

    /// The line on which a span begins.
    pub fn line_of(&self, span: Span) -> usize {
        self.get(span.source).line_of(span.start as usize)
    }

    /// All files with their numbers, in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.0.iter().enumerate().map(|(number, source)| (SourceId(number as u32), source.as_ref()))
    }
}
