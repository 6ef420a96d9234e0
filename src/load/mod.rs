//! Text to what its author wrote: YAML and case Markdown to [`raw`] values, every scalar with its place.
//!
//! Nothing here knows what a name refers to, or reads a file: bytes come in, values and findings go out.

pub mod case;
pub mod decode;
pub mod field;
pub mod fields;
pub mod meant;
mod mend;
pub mod misfit;
mod outline;
pub mod raw;
mod syntax;
pub mod text;
pub mod tree;
pub mod unread;

use std::collections::HashSet;

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
    /// Every id that stands in it, in parts that cannot be read too.
    pub ids: Vec<String>,
    /// What is wrong with it so far.
    pub findings: Vec<Diagnostic>,
}

impl<T> Loaded<T> {
    /// Whether there is nothing in it, nor anything wrong.
    pub fn is_empty(&self) -> bool {
        self.value.is_none() && self.findings.is_empty()
    }
}

/// Reads the stretch `range` of a source as a `T`.
pub fn yaml<T: DeserializeOwned>(id: SourceId, source: &Source, range: std::ops::Range<usize>) -> Loaded<Spanned<T>> {
    let tree = tree::parse(id, source, range);
    let mut findings = tree.findings;
    let root = tree.root.filter(|root| !matches!(root.kind, tree::Kind::Blank)).map(|mut root| {
        outline::mend(&mut root, None, &mut findings);
        root
    });
    let mut faults = Vec::new();
    let value = root.as_ref().and_then(|node| Some(Spanned::new(decode::decode(node, &mut faults)?, node.span)));
    // What is read as if mended may still be no value that fits; the slip is all that is told.
    let told: HashSet<u32> = findings.iter().map(|slip| slip.primary.span.start).collect();
    faults.retain(|fault: &Diagnostic| !told.contains(&fault.primary.span.start));
    findings.append(&mut faults);
    Loaded { value, comments: tree.comments, ids: tree.ids, findings }
}

/// The finding for a map with nothing in it.
pub fn nothing_there(id: SourceId) -> Diagnostic {
    MISSING_FIELD.at(Span::new(id, 0..0), words!("there is nothing in it", "这里面什么也没有")).help(words!(
        "begin with `title: ...` and `stages:`; `motmap init` writes an example",
        "从 `title: ...` 和 `stages:` 写起；`motmap init` 会写一份示例"
    ))
}
