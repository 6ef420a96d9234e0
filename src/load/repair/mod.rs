//! Repairs typing mistakes that break or bend YAML: full-width punctuation, spaces that are not spaces, a colon without its
//! space.
//!
//! Each mistake is reported, and the text is read on as if it were repaired. The repaired text remembers what was typed
//! where, so that every place found later is a place in the author's own text. Texts are left alone: a character is repaired
//! only where syntax is expected (indentation, field names, separators in brackets).
//!
//! [`cursor`] copies the text, character by character. [`line`](mod@line) repairs a line of a block up to its field, [`indentation`]
//! aligns it, [`field_name`] repairs the field's name and colon, [`value`] what follows: a text in [`quotes`], a list or
//! fields in [`brackets`], a block or a plain text. [`invisible_characters`] names characters, and [`messages`] has the
//! words of all findings. However long the text, no stretch of it is looked through again and again.

mod brackets;
mod cursor;
mod field_name;
mod indentation;
mod invisible_characters;
mod line;
mod messages;
mod quotes;
mod value;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub use brackets::{half_width_braces, in_full_width_brackets};
pub use field_name::{is_field_name, is_language};
pub use invisible_characters::{is_invisible, visible};
pub use line::is_version;
pub use messages::{full_width_bracket, invisible_in_word};
pub use quotes::{in_one_line, word_in_smart_quotes};

use crate::diagnostic::Diagnostic;
use crate::source::SourceId;
use indentation::{Block, Shift};

/// How many mistakes of one file are reported; the others are repaired all the same, and reported once these are gone.
pub const MAX_FINDINGS: usize = 2_000;

/// How deep blocks and brackets may be nested.
const MAX_DEPTH: usize = 64;

/// A text without the mistakes that break YAML.
pub struct RepairedText {
    /// The text.
    pub text: String,
    /// What was wrong with it.
    pub findings: Vec<Diagnostic>,
    /// In the order of the text.
    replacements: Vec<Replacement>,
}

/// A stretch that differs from what was typed.
struct Replacement {
    repaired: Range<usize>,
    typed: Range<usize>,
}

impl RepairedText {
    /// Where a byte of the repaired text stands in the text as typed.
    pub fn typed_at(&self, byte: usize) -> usize {
        match self.replacements.partition_point(|replacement| replacement.repaired.start <= byte).checked_sub(1) {
            None => byte,
            Some(last) => {
                let Replacement { repaired, typed } = &self.replacements[last];
                if byte < repaired.end { typed.start } else { typed.end + (byte - repaired.end) }
            }
        }
    }
}

/// The width of tabs in the indentation.
#[derive(Clone, Copy, Debug)]
pub struct Tabs {
    /// In columns, from one stop to the next.
    pub width: usize,
    /// Whether no other width is possible, so that a fix may put spaces in their place.
    pub is_certain: bool,
}

impl Default for Tabs {
    fn default() -> Self {
        Self { width: 2, is_certain: true }
    }
}

/// Whether both tabs and spaces indent a text, so that the width of the tabs matters.
pub fn mixes_tabs_and_spaces(text: &str) -> bool {
    let is_indented_by = |blank: char| {
        text.lines().any(|line| !line.trim().is_empty() && line[..line.len() - line.trim_start().len()].contains(blank))
    };
    is_indented_by('\t') && is_indented_by(' ')
}

/// Repairs `text`, which begins at `offset` in its file.
pub fn repair(id: SourceId, text: &str, offset: usize, tabs: Tabs) -> RepairedText {
    let output =
        RepairedText { text: String::with_capacity(text.len()), findings: Vec::new(), replacements: Vec::new() };
    let mut repairer = Repairer {
        id,
        offset,
        typed: text,
        at: 0,
        line_start: 0,
        parent_column: 0,
        text_may_continue: false,
        tabs,
        field_name: String::new(),
        has_chinese_names: OnceCell::new(),
        open_blocks: Vec::new(),
        may_open_block: true,
        shift: None,
        used_anchors: value::used_anchors(text),
        indentation_findings: BTreeMap::new(),
        reported_backticks: false,
        too_deep: false,
        output,
    };
    while repairer.at < text.len() {
        repairer.repair_line();
    }
    repairer.output
}

/// Goes through a text, line by line in blocks, entry by entry inside brackets.
struct Repairer<'t> {
    id: SourceId,
    offset: usize,
    typed: &'t str,
    at: usize,
    /// Where the current line begins.
    line_start: usize,
    /// The column of the last field or list item; a text that goes on stands deeper.
    parent_column: usize,
    /// Whether a plain text may go on in the next line.
    text_may_continue: bool,
    tabs: Tabs,
    /// The field whose value comes next or is being read.
    field_name: String,
    /// Whether the names in the file are mostly Chinese; found out on demand.
    has_chinese_names: OnceCell<bool>,
    /// The lists and mappings whose end has not been reached, from the outermost.
    open_blocks: Vec<Block>,
    /// Whether the next line may begin a block: the last one has nothing after its name or dash.
    may_open_block: bool,
    shift: Option<Shift>,
    /// Anchors that some alias names, and these aliases: `&a` and `*a`.
    used_anchors: BTreeSet<&'t str>,
    /// The number of the finding for each character in the indentation: an editor puts it into every line.
    indentation_findings: BTreeMap<char, usize>,
    /// Whether a line of backticks has been reported.
    reported_backticks: bool,
    /// Whether brackets are nested too deep. The parser refuses them, so no others are looked into.
    too_deep: bool,
    output: RepairedText,
}
