//! Quotation marks: texts inside them, and marks that YAML takes for letters.

use memchr::{memchr2, memchr3};

use super::name::is_name;
use super::walk::first_line;
use super::{Mender, slips};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::words;

/// Quotation marks as word processors make them, opening and closing.
const CLEVER_QUOTES: [(char, char); 5] = [('“', '”'), ('‘', '’'), ('「', '」'), ('＂', '＂'), ('＇', '＇')];

impl Mender<'_> {
    /// A text in quotation marks, which may go on over further lines as long as they stand deeper than its field.
    pub(super) fn quoted_value(&mut self, mark: char, parent: usize) {
        let Some(end) = closing_mark(self.rest(), mark, parent) else { return self.never_closed(mark) };
        let text = &self.rest()[..end];
        let after = self.rest()[end..].split(['\n', '\r']).next().unwrap_or_default();
        let more = after.trim();
        if more.is_empty() || more.starts_with([':', '#']) || !in_one_line(text) {
            return self.quoted(mark);
        }
        let gap = after.len() - after.trim_start().len();
        let at = self.span_after(end + gap, more.len());
        if more == "," {
            self.tell(slips::trailing_comma(at));
            self.quoted(mark);
            return self.replace(after.len(), "");
        }
        self.tell(slips::after_quotes(at, mark, self.line_rest().trim_end()));
        self.take_as_text();
    }

    /// A text whose quotation mark has no other: it ends with its line.
    fn never_closed(&mut self, mark: char) {
        let text = self.line_rest().trim_end();
        let another = text.chars().next_back().filter(|last| matches!(last, '”' | '’' | '“' | '＂'));
        match another {
            Some(clever) => {
                self.copy_bytes(text.len() - clever.len_utf8());
                let mark = mark.to_string();
                let message = words!(
                    "opened by the quotation mark `{mark}` and closed by `{clever}`",
                    "引号以 `{mark}` 开头，却以 `{clever}` 收尾"
                );
                self.full_width(clever, &mark, message, &mark);
                self.replace(clever.len_utf8(), &mark);
            }
            None => {
                self.tell(slips::never_closed(self.span(1), mark, mark));
                self.copy_bytes(text.len());
                self.replace(0, &mark.to_string());
            }
        }
    }

    /// From a quotation mark to the one that closes it, as it is.
    pub(super) fn quoted(&mut self, mark: char) {
        self.copy();
        loop {
            let rest = self.rest();
            self.copy_bytes(memchr2(mark as u8, b'\\', rest.as_bytes()).unwrap_or(rest.len()));
            let Some(character) = self.peek() else { return };
            self.copy();
            match (mark, character) {
                ('"', '\\') => self.copy(),
                ('\'', '\'') if self.rest().starts_with('\'') => self.copy(),
                _ if character == mark => return,
                _ => {}
            }
        }
    }

    /// `“收银台"`: a text that a word processor opened and a keyboard closed.
    pub(super) fn closed_by_another_mark(&self) -> bool {
        let line = self.line_rest().trim_end();
        line.ends_with('"') && line.matches('"').count() == 1 && !line.contains('”')
    }
}

/// Where a text ends that begins with a quotation mark, the mark included; none if a line that stands no deeper than
/// `parent` comes first.
pub(super) fn closing_mark(text: &str, mark: char, parent: usize) -> Option<usize> {
    let mut at = 1;
    while let Some(next) = memchr3(mark as u8, b'\\', b'\n', text.as_bytes().get(at..)?) {
        at += next;
        match (text.as_bytes()[at], mark) {
            (b'\\', '"') => at += 1,
            (b'\n', _) if ends_level(&text[at + 1..], parent) => return None,
            (b'\'', '\'') if text[at + 1..].starts_with('\'') => at += 1,
            (b'\\' | b'\n', _) => {}
            _ => return Some(at + 1),
        }
        at += 1;
    }
    None
}

/// Whether the next line with something in it stands no deeper than `parent`.
pub(super) fn ends_level(text: &str, parent: usize) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let indent = line.len() - line.trim_start_matches(' ').len();
    indent <= parent && !line.trim().is_empty()
}

/// Whether no line ends in a text.
pub fn in_one_line(text: &str) -> bool {
    first_line(text).len() == text.len()
}

/// The name in quotation marks of a word processor that a field begins with.
pub(super) fn clever_name(within: &str) -> Option<&str> {
    let (_, closing) = CLEVER_QUOTES.iter().find(|(open, _)| within.starts_with(*open))?;
    let inner = within.strip_prefix(|_| true)?;
    let name = &inner[..inner.find(*closing)?];
    let after = &inner[name.len() + closing.len_utf8()..];
    (is_name(name) && after.starts_with(':')).then_some(name)
}

/// A word without the quotation marks around it that YAML takes for letters, and the finding for them.
pub fn quoted_word(word: &str, span: Span) -> Option<(&str, Diagnostic)> {
    let inner = CLEVER_QUOTES.iter().find_map(|(open, close)| {
        let marks = [*open, *close];
        word.trim().strip_prefix(marks)?.strip_suffix(marks)
    })?;
    Some((inner, slips::clever_quotes(span, inner)))
}
