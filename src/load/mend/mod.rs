//! Slips of the keyboard that break or bend YAML: full-width punctuation, spaces that are not spaces, a colon without
//! its space.
//!
//! Each is told, and the text is read on as if it were mended. What is mended remembers where it stood, so that every
//! place found later is a place in the author's own text. Texts are left alone: only where structure is expected
//! (indentation, field names, what parts the entries of brackets) is a sign taken for a slip.
//!
//! [`walk`] takes the text over, character by character. [`line`] reads a line of a block up to its field, [`level`]
//! puts it where it belongs, [`name`] reads the field's name and colon, [`value`] what follows: one of [`quotes`], of
//! [`brackets`], a block or a plain text. [`invisible`] knows the characters that look like nothing, [`slips`] the
//! words for everything that is told. However long the text, no stretch of it is looked through again and again.

mod brackets;
mod invisible;
mod level;
mod line;
mod name;
mod quotes;
mod slips;
mod value;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub use brackets::{half_width_braces, in_full_width_brackets};
pub use invisible::{invisible_in_word, is_invisible, visible};
pub use line::is_version;
pub use name::{is_language, is_name};
pub use quotes::{in_one_line, quoted_word};

use crate::diagnostic::Diagnostic;
use crate::source::SourceId;
use level::Level;

/// A text as it should have been typed.
pub struct Mended {
    /// The text.
    pub text: String,
    /// What was wrong with it.
    pub findings: Vec<Diagnostic>,
    replaced: Vec<Replaced>,
}

/// One stretch that is not as it was typed.
struct Replaced {
    mended: Range<usize>,
    typed: Range<usize>,
}

impl Mended {
    /// Where a byte of the mended text stands in the text as typed.
    pub fn typed_at(&self, byte: usize) -> usize {
        match self.replaced.partition_point(|replaced| replaced.mended.start <= byte).checked_sub(1) {
            None => byte,
            Some(last) => {
                let Replaced { mended, typed } = &self.replaced[last];
                if byte < mended.end { typed.start } else { typed.end + (byte - mended.end) }
            }
        }
    }
}

/// How wide the tabs of a text are that indent it.
#[derive(Clone, Copy, Debug)]
pub struct Tabs {
    /// In columns, from one stop to the next.
    pub width: usize,
    /// Whether that is certain, so that spaces may take their place.
    pub certain: bool,
}

/// How wide a tab may be in the author's editor, where spaces indent the same text; one level where nothing else does.
pub fn tab_widths(text: &str) -> &'static [usize] {
    let indented_by = |by: char| {
        text.lines().any(|line| !line.trim().is_empty() && line[..line.len() - line.trim_start().len()].contains(by))
    };
    if indented_by('\t') && indented_by(' ') { &[2, 4, 8] } else { &[2] }
}

/// Mends `text`, which begins at `offset` in its file.
pub fn mend(id: SourceId, text: &str, offset: usize, tabs: Tabs) -> Mended {
    let mended = Mended { text: String::with_capacity(text.len()), findings: Vec::new(), replaced: Vec::new() };
    let mut mender = Mender {
        id,
        offset,
        typed: text,
        at: 0,
        line_begins: 0,
        outer: 0,
        in_text: false,
        tabs,
        field_name: String::new(),
        levels: Vec::new(),
        opens: true,
        shifted: None,
        named: value::anchors_and_aliases(text),
        indented_by: BTreeMap::new(),
        pasted: false,
        too_deep: false,
        mended,
    };
    while mender.at < text.len() {
        mender.line();
    }
    mender.mended
}

/// A walk through the text, line by line where it is a block, entry by entry inside brackets.
struct Mender<'t> {
    id: SourceId,
    offset: usize,
    typed: &'t str,
    at: usize,
    /// Where the line begins that the walk has come to.
    line_begins: usize,
    /// The column of the last field or list item: a text that goes on stands further in.
    outer: usize,
    /// Whether a plain text may go on in the next line.
    in_text: bool,
    tabs: Tabs,
    /// The field whose value the walk has come to, or is in.
    field_name: String,
    /// Where fields and list items begin whose level has not ended yet.
    levels: Vec<Level>,
    /// Whether the next line may begin a level of its own: the last one says nothing after its name or dash.
    opens: bool,
    /// Since which column, as typed, lines stand that many columns too far to the right (or left).
    shifted: Option<(usize, isize)>,
    /// Anchors and aliases that have their other half somewhere: `&a` and `*a`.
    named: BTreeSet<&'t str>,
    /// Which finding tells of a character in the indentation: an editor puts it into every line.
    indented_by: BTreeMap<char, usize>,
    /// Whether it has been told that a line of backticks came along from a page.
    pasted: bool,
    /// Whether brackets have been nested deeper than any list: the reader refuses them, and no others are looked into.
    too_deep: bool,
    mended: Mended,
}

/// How many slips of one file are told at a time; what follows them is read as if mended all the same, and told once
/// those are.
pub(super) const MOST_TOLD: usize = 2_000;

/// No level is deeper, nor are brackets.
const DEEPEST: usize = 64;
