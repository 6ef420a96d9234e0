//! Text to what its author wrote: YAML and case Markdown to [`raw`] values, every scalar with its place.
//!
//! Nothing here knows what a name refers to, or reads a file: bytes come in, values and findings go out.

pub mod case;
pub mod decode;
pub mod field;
pub mod fields;
mod mend;
pub mod raw;
mod syntax;
pub mod text;
pub mod tree;

use serde::de::DeserializeOwned;

use crate::checks::shape::MISSING_FIELD;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, SourceId, Span, Spanned};
use crate::words;
use tree::Comment;

/// A value read from a file, with everything else that reading found.
#[derive(Debug)]
pub struct Loaded<T> {
    /// What was written; `None` where the text cannot be read at all.
    pub value: Option<T>,
    /// The comments of the file.
    pub comments: Vec<Comment>,
    /// What is wrong with it so far.
    pub findings: Vec<Diagnostic>,
}

/// Reads the stretch `range` of a source as a `T`.
pub fn yaml<T: DeserializeOwned>(id: SourceId, source: &Source, range: std::ops::Range<usize>) -> Loaded<Spanned<T>> {
    let tree = tree::parse(id, source, range.clone());
    let mut findings = tree.findings;
    let whole = Span::new(id, range.clone());
    let value = match &tree.root {
        Some(node) if matches!(node.kind, tree::Kind::Blank) => {
            findings.push(nothing_there(Span { end: whole.start, ..whole }));
            None
        }
        Some(node) => decode::decode(node, &mut findings).map(|value| Spanned::new(value, node.span)),
        None => {
            if findings.is_empty() {
                findings.push(nothing_there(Span { end: whole.start, ..whole }));
            }
            None
        }
    };
    Loaded { value, comments: tree.comments, findings }
}

fn nothing_there(at: Span) -> Diagnostic {
    MISSING_FIELD.at(at, words!("there is nothing in it", "这里面什么也没有")).help(words!(
        "begin with `title: ...` and `stages:`; `motmap init` writes an example",
        "从 `title: ...` 和 `stages:` 写起；`motmap init` 会写一份示例"
    ))
}
