//! Repairs what stands after a field's colon or a dash.

use std::collections::BTreeSet;

use memchr::memchr_iter;

use super::invisible_characters::is_blank;
use super::{Repairer, messages};
use crate::load::yaml_tags;
use crate::words;

impl Repairer<'_> {
    /// Repairs a value; `parent` is the column that its further lines must stand deeper than.
    pub(super) fn repair_value(&mut self, parent: usize, is_field: bool) {
        let mut is_field = is_field;
        self.copy_before_value();
        // A quoted text may be a field's name, with a quoted value; YAML reads nothing deeper in one line.
        for _ in 0..2 {
            let Some(mark @ ('"' | '\'')) = self.peek() else { break };
            self.repair_quoted(mark, parent);
            if self.peek() != Some(':') {
                return self.copy_rest_of_line();
            }
            self.copy();
            self.copy_before_value();
            is_field = true;
        }
        self.repair_unquoted(parent, is_field);
    }

    fn repair_unquoted(&mut self, parent: usize, is_field: bool) {
        match self.peek() {
            Some('"' | '\'') => {}
            Some('[' | '{') => self.repair_bracketed(parent),
            Some('｛') if self.repair_full_width_braces(true) => return,
            Some('|' | '>') if is_block_header(self.rest_of_line()) => {
                self.copy_rest_of_line();
                return self.copy_block_scalar(parent);
            }
            Some('#' | '\n' | '\r') | None => self.may_open_block = true,
            Some('“') if self.is_closed_by_straight_quote() => {
                let message =
                    words!("opened by the quotation mark `“` and closed by `\"`", "引号以 `“` 开头，却以 `\"` 收尾");
                self.report_full_width('“', "\"", message, "\"");
                self.replace('“'.len_utf8(), "\"");
            }
            Some(first) if self.is_reserved_start(first) => {
                let text = self.rest_of_text();
                let (at, whole) = (self.span(first.len_utf8()), self.span(text.len()));
                self.report(messages::reserved_start(at, first, whole, text));
                self.quote_rest_of_line();
            }
            Some(_) if is_field && let Some(colon) = colon_in_text(self.rest_of_text()) => {
                let text = self.rest_of_text();
                self.report(messages::colon_in_text(self.span_after(colon, 1), self.span(text.len()), text));
                self.quote_rest_of_line();
            }
            Some(_) => self.text_may_continue = true,
        }
        self.copy_rest_of_line();
    }

    /// Copies spaces, anchors and tags in front of a value.
    fn copy_before_value(&mut self) {
        self.text_may_continue = false;
        self.may_open_block = false;
        loop {
            match self.peek() {
                Some(' ' | '\t') => self.copy(),
                Some('&' | '!') if self.copy_anchor() || self.copy_tag() => {}
                _ => return,
            }
        }
    }

    /// Copies an anchor that some alias names; returns whether there was one.
    pub(super) fn copy_anchor(&mut self) -> bool {
        let rest = self.rest();
        let Some(name) = rest.strip_prefix('&').and_then(|rest| rest.split(char::is_whitespace).next()) else {
            return false;
        };
        let is_named = self.used_anchors.contains(&rest[..1 + name.len()]);
        if is_named {
            self.copy_bytes(1 + name.len());
        }
        is_named
    }

    /// Copies a standard tag; returns whether there was one.
    pub(super) fn copy_tag(&mut self) -> bool {
        let tag = yaml_tags::leading(self.rest());
        if let Some(tag) = tag {
            self.copy_bytes(tag.len());
        }
        tag.is_some()
    }

    /// Whether YAML refuses a text that begins with this character.
    fn is_reserved_start(&self, first: char) -> bool {
        let line = self.rest_of_line();
        let word = &line[first.len_utf8()..];
        match first {
            '@' | '`' | '%' | '|' | '>' | '&' => true,
            '*' => word.split_whitespace().count() != 1 || !self.used_anchors.contains(line.trim_end()),
            '!' => !word.starts_with('!'),
            '-' | '?' => word.starts_with(' '),
            _ => false,
        }
    }

    /// Copies the lines of a `|` or `>`: all that stand deeper than its field in column `parent`.
    fn copy_block_scalar(&mut self, parent: usize) {
        while self.at < self.typed.len() {
            let line = self.rest_of_line();
            let indent = line.len() - line.trim_start_matches(' ').len();
            if indent > parent {
                self.copy_rest_of_line();
            } else if is_blank(line) {
                self.drop_rest_of_line();
            } else {
                return;
            }
        }
    }
}

/// The anchors of a text that some alias names, and these aliases: `&a`, `*a`.
pub(super) fn used_anchors(text: &str) -> BTreeSet<&str> {
    if !(text.contains('&') && text.contains('*')) {
        return BTreeSet::new();
    }
    let words = || text.split([' ', '\t', '\n', '\r', ',', '[', ']', '{', '}']);
    let marked = |mark: char| words().filter_map(|word| word.strip_prefix(mark)).collect::<BTreeSet<&str>>();
    let (anchors, aliases) = (marked('&'), marked('*'));
    let has_both = |name: &str| anchors.contains(name) && aliases.contains(name);
    words().filter(|word| word.strip_prefix(['&', '*']).is_some_and(has_both)).collect()
}

/// Where a colon and a space, or a colon at the end, stand in a text.
fn colon_in_text(text: &str) -> Option<usize> {
    let spaced = memchr_iter(b':', text.as_bytes()).find(|&at| text[at + 1..].starts_with(' '));
    spaced.or_else(|| text.ends_with(':').then(|| text.len() - 1))
}

fn is_block_header(line: &str) -> bool {
    let line = line.split(" #").next().unwrap_or(line).trim_end();
    line[1..].chars().all(|next| matches!(next, '+' | '-') || next.is_ascii_digit())
}
