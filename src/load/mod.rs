//! Text to what its author wrote: YAML and case Markdown to [`raw`] values, every scalar with its place.
//!
//! Nothing here knows what a name refers to, or reads a file: bytes come in, values and findings go out.

pub mod case;
pub mod decode;
pub mod field;
pub mod fields;
mod html_comments;
pub mod locale_file;
pub mod meant;
mod mend;
pub mod misfit;
pub mod misnamed;
mod outline;
pub mod raw;
mod syntax;
mod tag;
pub mod text;
pub mod tree;
pub mod unread;

use std::cmp::Ordering;
use std::collections::HashSet;
use std::ops::Range;

use serde::de::DeserializeOwned;

use crate::checks::shape::MISSING_FIELD;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, SourceId, Span, Spanned};
use crate::words;
use mend::Tabs;
use misnamed::Misnamed;
use tree::{Comment, LongValue};

/// A value read from a file, with everything else that reading found.
#[derive(Debug)]
pub struct Loaded<T> {
    /// What was written; `None` where the text cannot be read at all.
    pub value: Option<T>,
    /// The comments of the file.
    pub comments: Vec<Comment>,
    /// Its texts that go on over lines.
    pub long_values: Vec<LongValue>,
    /// Every id that stands in it, in parts that cannot be read too.
    pub ids: Vec<String>,
    /// The names in it that are not known.
    pub misnamed: Misnamed,
    /// What is wrong with it so far.
    pub findings: Vec<Diagnostic>,
}

impl<T> Loaded<T> {
    /// Whether there is nothing in it, nor anything wrong.
    pub fn is_empty(&self) -> bool {
        self.value.is_none() && self.findings.is_empty()
    }
}

/// Reads the stretch `range` of a source as a `T`. Where tabs and spaces indent it, the tabs are as wide as makes the most
/// sense of it.
pub fn yaml<T: DeserializeOwned>(id: SourceId, source: &Source, range: Range<usize>) -> Loaded<Spanned<T>> {
    let read = |width, certain| {
        let tree = tree::parse_with(id, source, range.clone(), Tabs { width, certain });
        let root = tree.root.clone();
        (decoded::<T>(tree), root)
    };
    let (first, others) = match mend::tab_widths(&source.text[range.clone()]) {
        [first, others @ ..] => (*first, others),
        [] => (2, &[][..]),
    };
    if others.is_empty() {
        return decoded(tree::parse(id, source, range));
    }
    let (mut best, mut said) = read(first, true);
    let mut certain = true;
    let mut width = first;
    for &other in others {
        let (loaded, root) = read(other, true);
        match loaded.findings.len().cmp(&best.findings.len()) {
            Ordering::Less => (best, said, width, certain) = (loaded, root, other, true),
            Ordering::Equal => certain &= root.zip(said.as_ref()).is_some_and(|(one, two)| one.says_the_same(two)),
            Ordering::Greater => {}
        }
    }
    if certain { best } else { read(width, false).0 }
}

/// A tree as a `T`.
fn decoded<T: DeserializeOwned>(tree: tree::Tree) -> Loaded<Spanned<T>> {
    let mut findings = tree.findings;
    let root = tree.root.filter(|root| !matches!(root.kind, tree::Kind::Blank)).map(|mut root| {
        outline::mend(&mut root, None, &mut findings);
        root
    });
    let (mut faults, mut misnamed) = (Vec::new(), Misnamed::default());
    let mut decode = |node| decode::decode(node, &mut faults, &mut misnamed);
    let value = root.as_ref().and_then(|node| Some(Spanned::new(decode(node)?, node.span)));
    // What is read as if mended may still be no value that fits; the slip is all that is told.
    let told: HashSet<u32> = findings.iter().map(|slip| slip.primary.span.start).collect();
    faults.retain(|fault: &Diagnostic| !told.contains(&fault.primary.span.start));
    findings.append(&mut faults);
    Loaded { value, comments: tree.comments, long_values: tree.long_values, ids: tree.ids, misnamed, findings }
}

/// Whether a character looks like nothing, or like a space.
pub fn is_invisible(character: char) -> bool {
    mend::is_invisible(character)
}

/// The finding for a map with nothing in it.
pub fn nothing_there(id: SourceId) -> Diagnostic {
    MISSING_FIELD.at(Span::new(id, 0..0), words!("there is nothing in it", "这里面什么也没有")).help(words!(
        "begin with `title: ...` and `stages:`; `motmap init` writes an example",
        "从 `title: ...` 和 `stages:` 写起；`motmap init` 会写一份示例"
    ))
}
