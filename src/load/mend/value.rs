//! What stands after a field's colon or a dash.

use std::collections::BTreeSet;

use memchr::memchr_iter;

use super::walk::without_comment;
use super::{Mender, invisible, slips};
use crate::load::tag;
use crate::words;

impl Mender<'_> {
    /// A value; `parent` is the column that a block of text stands deeper than.
    pub(super) fn value(&mut self, parent: usize, is_field: bool) {
        let mut is_field = is_field;
        self.before_value();
        // What is quoted may be a field's name, and its value quoted again; more than that is nothing that YAML reads.
        for _ in 0..2 {
            let Some(mark @ ('"' | '\'')) = self.peek() else { break };
            self.quoted_value(mark, parent);
            if self.peek() != Some(':') {
                return self.copy_line();
            }
            self.copy();
            self.before_value();
            is_field = true;
        }
        if matches!(self.peek(), Some('"' | '\'')) {
            return self.copy_line();
        }
        match self.peek() {
            Some('[' | '{') => self.bracketed_value(parent),
            Some('｛') if self.full_width_braces(true) => return,
            Some('|' | '>') if is_block_header(self.line_rest()) => {
                self.copy_line();
                return self.block_text(parent);
            }
            Some('#' | '\n' | '\r') | None => self.opens = true,
            Some('“') if self.closed_by_another_mark() => {
                let message =
                    words!("opened by the quotation mark `“` and closed by `\"`", "引号以 `“` 开头，却以 `\"` 收尾");
                self.full_width('“', "\"", message, "\"");
                self.replace('“'.len_utf8(), "\"");
            }
            Some(first) if self.cannot_begin_a_text(first) => {
                self.tell(slips::cannot_begin(self.span(first.len_utf8()), first, self.line_rest()));
                self.take_as_text();
            }
            Some(_) if is_field && let Some(colon) = colon_in_text(self.line_rest()) => {
                self.tell(slips::colon_inside(self.span_after(colon, 1), self.span(0), self.line_rest()));
                self.take_as_text();
            }
            Some(_) => self.in_text = true,
        }
        self.copy_line();
    }

    /// Spaces, anchors and tags in front of a value.
    fn before_value(&mut self) {
        self.in_text = false;
        self.opens = false;
        loop {
            match self.peek() {
                Some(' ' | '\t') => self.copy(),
                Some('&' | '!') if self.anchored() || self.tagged() => {}
                _ => return,
            }
        }
    }

    /// An anchor that some alias names; whether there was one.
    pub(super) fn anchored(&mut self) -> bool {
        let rest = self.rest();
        let Some(name) = rest.strip_prefix('&').and_then(|rest| rest.split(char::is_whitespace).next()) else {
            return false;
        };
        let is_named = self.named.contains(&rest[..1 + name.len()]);
        if is_named {
            self.copy_bytes(1 + name.len());
        }
        is_named
    }

    /// A tag that programs write in front of plain values; whether there was one.
    pub(super) fn tagged(&mut self) -> bool {
        let tag = tag::leading(self.rest());
        if let Some(tag) = tag {
            self.copy_bytes(tag.len());
        }
        tag.is_some()
    }

    /// Whether YAML refuses a text that begins so.
    fn cannot_begin_a_text(&self, first: char) -> bool {
        let line = self.line_rest();
        let word = &line[first.len_utf8()..];
        match first {
            '@' | '`' | '%' | '|' | '>' | '&' => true,
            '*' => word.split_whitespace().count() != 1 || !self.named.contains(line.trim_end()),
            '!' => !word.starts_with('!'),
            '-' | '?' => word.starts_with(' '),
            _ => false,
        }
    }

    /// The lines of a `|` or `>`: whatever stands deeper than its field.
    fn block_text(&mut self, parent: usize) {
        while self.at < self.typed.len() {
            let line = self.line_rest();
            let indent = line.len() - line.trim_start_matches(' ').len();
            if indent > parent {
                self.copy_line();
            } else if invisible::is_blank(line) {
                self.drop_line();
            } else {
                return;
            }
        }
    }
}

/// Every `&a` and `*a` of a text whose other half stands in it too.
pub(super) fn anchors_and_aliases(text: &str) -> BTreeSet<&str> {
    if !(text.contains('&') && text.contains('*')) {
        return BTreeSet::new();
    }
    let words = || text.split([' ', '\t', '\n', '\r', ',', '[', ']', '{', '}']);
    let marked = |mark: char| words().filter_map(|word| word.strip_prefix(mark)).collect::<BTreeSet<&str>>();
    let (anchors, aliases) = (marked('&'), marked('*'));
    let has_both = |name: &str| anchors.contains(name) && aliases.contains(name);
    words().filter(|word| word.strip_prefix(['&', '*']).is_some_and(has_both)).collect()
}

/// Where a colon and a space stand inside a text, up to a comment.
fn colon_in_text(line: &str) -> Option<usize> {
    let text = without_comment(line);
    let spaced = memchr_iter(b':', text.as_bytes()).find(|&at| text[at + 1..].starts_with(' '));
    spaced.or_else(|| text.ends_with(':').then(|| text.len() - 1))
}

fn is_block_header(line: &str) -> bool {
    let line = line.split(" #").next().unwrap_or(line).trim_end();
    line[1..].chars().all(|next| matches!(next, '+' | '-') || next.is_ascii_digit())
}
