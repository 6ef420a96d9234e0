//! The tree of a YAML file, in which every key and value knows its place.

use crate::diagnostic::Diagnostic;
use crate::source::{Span, Spanned};

/// A value in a file.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it is written.
    pub span: Span,
    /// Its content.
    pub kind: Kind,
}

/// The content of a value.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Text, as typed.
    Scalar(String),
    /// Nothing: a key without a value, `~` or `null`.
    Blank,
    /// A list.
    Sequence(Vec<Node>),
    /// A mapping, in the order of the file, no key twice.
    Mapping(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: Spanned<String>,
    /// The value.
    pub value: Node,
}

/// A comment, without its `#`.
pub type Comment = Spanned<String>;

/// A value that goes on over lines or begins below its key: a text, a text by language, a list of texts, or anything in
/// brackets. A comment that allows a finding counts it as one line.
#[derive(Clone, Copy, Debug)]
pub struct LongValue {
    /// The text, or all from the opening bracket to the closing one.
    pub span: Span,
    /// The key of the value, or the dash or sign before it.
    pub key: Span,
}

/// The content of a whole file.
#[derive(Debug)]
pub struct Tree {
    /// The value; `None` where the text cannot be read or holds nothing.
    pub root: Option<Node>,
    /// The comments, in order.
    pub comments: Vec<Comment>,
    /// The values that go on over lines, in order.
    pub long_values: Vec<LongValue>,
    /// The value of every key `id`.
    pub ids: Vec<String>,
    /// What is wrong with the text itself.
    pub findings: Vec<Diagnostic>,
}

impl Node {
    /// Whether two values are equal but for their places.
    pub fn has_same_content(&self, other: &Node) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::Scalar(one), Kind::Scalar(two)) => one == two,
            (Kind::Blank, Kind::Blank) => true,
            (Kind::Sequence(one), Kind::Sequence(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.has_same_content(two))
            }
            (Kind::Mapping(one), Kind::Mapping(two)) => {
                let is_same = |(one, two): (&Entry, &Entry)| {
                    one.key.value == two.key.value && one.value.has_same_content(&two.value)
                };
                one.len() == two.len() && one.iter().zip(two).all(is_same)
            }
            _ => false,
        }
    }
}
