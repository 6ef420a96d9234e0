//! Reads YAML maps and Markdown cases into [`raw`] values that know their places.
//!
//! Bytes come in, values and findings go out. Nothing here opens a file or looks up what a name refers to.

pub(crate) mod case_file;
mod case_parts;
pub mod decode;
pub mod encoding;
pub(crate) mod field;
pub mod fields;
pub(crate) mod format_fields;
pub(crate) mod han;
mod html_comments;
pub(crate) mod locale_file;
pub mod names;
mod nesting;
pub mod parser;
pub mod raw;
pub mod reference;
mod repair;
pub mod schema;
mod shorthand;
pub(crate) mod synonyms;
mod syntax_errors;
pub mod tree;
mod type_errors;
pub(crate) mod unknown_field;
pub mod unknown_names;
pub(crate) mod unread_files;
mod yaml_tags;

use std::collections::HashSet;
use std::ops::Range;

use serde::de::DeserializeOwned;

use crate::diagnostic::Diagnostic;
use crate::rule::shape::MISSING_FIELD;
use crate::source::{Source, SourceId, Span, Spanned};
use crate::words;
pub use case_parts::RawPart;
use repair::Tabs;
pub use repair::is_invisible;
pub use syntax_errors::duplicate_key;
use tree::{Comment, Kind, LongValue, Node, Tree};
use unknown_names::UnknownNames;

/// A value read from a file, with everything else that reading found.
#[derive(Debug)]
pub struct Loaded<T> {
    /// `None` where the text cannot be read at all.
    pub value: Option<T>,
    /// The comments of the file.
    pub comments: Vec<Comment>,
    /// The texts that go on over lines.
    pub long_values: Vec<LongValue>,
    /// Every id in the file, in unreadable parts too.
    pub ids: Vec<String>,
    /// The field names in the file that the format does not know.
    pub unknown_names: UnknownNames,
    /// What is wrong with the file so far.
    pub findings: Vec<Diagnostic>,
}

impl<T> Loaded<T> {
    /// Whether the file holds no value and nothing is wrong with it.
    pub fn is_empty(&self) -> bool {
        self.value.is_none() && self.findings.is_empty()
    }
}

/// Reads the stretch `range` of a source (a whole map, or the front matter of a case) as a `T`.
pub fn read_yaml<T: DeserializeOwned>(id: SourceId, source: &Source, range: Range<usize>) -> Loaded<Spanned<T>> {
    if repair::mixes_tabs_and_spaces(&source.text[range.clone()]) {
        read_with_best_tabs(id, source, range)
    } else {
        decode_tree(parser::parse_yaml(id, source, range))
    }
}

/// How wide a tab may be in the author's editor, in columns.
const TAB_WIDTHS: [usize; 3] = [2, 4, 8];

/// Reads a text that is indented with tabs and with spaces, with the tab width that leads to the fewest findings. Where
/// several widths do and the text reads differently, no finding proposes spaces in place of the tabs.
fn read_with_best_tabs<T: DeserializeOwned>(id: SourceId, source: &Source, range: Range<usize>) -> Loaded<Spanned<T>> {
    let read = |width, is_certain| {
        let tree = parser::parse_with_tabs(id, source, range.clone(), Tabs { width, is_certain });
        let root = tree.root.clone();
        (decode_tree::<T>(tree), root)
    };
    let readings = TAB_WIDTHS.map(|width| (width, read(width, true)));
    let fewest = readings.iter().map(|(_, (loaded, _))| loaded.findings.len()).min();
    let mut best = readings.into_iter().filter(|(_, (loaded, _))| Some(loaded.findings.len()) == fewest);
    let (width, (loaded, root)) = best.next().expect("some reading has the fewest findings");
    let is_same = |other: Option<Node>| root.as_ref().zip(other).is_some_and(|(one, two)| one.has_same_content(&two));
    if best.all(|(_, (_, other))| is_same(other)) { loaded } else { read(width, false).0 }
}

fn decode_tree<T: DeserializeOwned>(tree: Tree) -> Loaded<Spanned<T>> {
    let Tree { root, comments, long_values, ids, mut findings } = tree;
    let root = root.filter(|root| !matches!(root.kind, Kind::Blank)).map(|mut root| {
        nesting::repair(&mut root, None, &mut findings);
        root
    });
    let (mut type_errors, mut unknown_names) = (Vec::new(), UnknownNames::default());
    let mut decode = |node| decode::decode(node, &mut type_errors, &mut unknown_names);
    let value = root.as_ref().and_then(|node| Some(Spanned::new(decode(node)?, node.span)));
    // A repaired value may still have the wrong type; one finding is enough for it.
    let reported: HashSet<u32> = findings.iter().map(|finding| finding.primary.span.start).collect();
    type_errors.retain(|error: &Diagnostic| !reported.contains(&error.primary.span.start));
    findings.append(&mut type_errors);
    Loaded { value, comments, long_values, ids, unknown_names, findings }
}

/// The finding for a map with nothing in it.
pub fn empty_map(id: SourceId) -> Diagnostic {
    MISSING_FIELD.at(Span::new(id, 0..0), words!("the map is empty", "这张图是空的")).help(words!(
        "begin with `title: ...` and `stages:`; `motmap init` writes an example",
        "从 `title: ...` 和 `stages:` 写起；`motmap init` 会写一份示例"
    ))
}
