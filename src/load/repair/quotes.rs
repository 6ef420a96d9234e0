//! Repairs texts in quotation marks, and quotation marks that YAML reads as letters.

use memchr::{memchr2, memchr3};

use super::cursor::first_line;
use super::{Repairer, messages};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::words;

/// Quotation marks of word processors, opening and closing.
const SMART_QUOTES: [(char, char); 5] = [('“', '”'), ('‘', '’'), ('「', '」'), ('＂', '＂'), ('＇', '＇')];

impl Repairer<'_> {
    /// Repairs a text in quotation marks, which may go on over lines that stand deeper than its field in column `parent`.
    pub(super) fn repair_quoted(&mut self, mark: char, parent: usize) {
        let Some(end) = find_closing_quote(self.rest(), mark, parent) else { return self.close_quote(mark) };
        let text = &self.rest()[..end];
        let after = self.rest()[end..].split(['\n', '\r']).next().unwrap_or_default();
        let more = after.trim();
        if more.is_empty() || more.starts_with([':', '#']) || !in_one_line(text) {
            return self.copy_quoted(mark);
        }
        let gap = after.len() - after.trim_start().len();
        let at = self.span_after(end + gap, more.len());
        if more == "," {
            self.report(messages::comma_after_quote(at));
            self.copy_quoted(mark);
            return self.replace(after.len(), "");
        }
        self.report(messages::text_after_quote(at, mark, self.rest_of_line().trim_end()));
        self.quote_rest_of_line();
    }

    /// Closes a quotation mark at the end of its line.
    fn close_quote(&mut self, mark: char) {
        let text = self.rest_of_line().trim_end();
        let smart_quote = text.chars().next_back().filter(|last| matches!(last, '”' | '’' | '“' | '＂'));
        match smart_quote {
            Some(closing) => {
                self.copy_bytes(text.len() - closing.len_utf8());
                let mark = mark.to_string();
                let message = words!(
                    "opened by the quotation mark `{mark}` and closed by `{closing}`",
                    "引号以 `{mark}` 开头，却以 `{closing}` 收尾"
                );
                self.report_full_width(closing, &mark, message, &mark);
                self.replace(closing.len_utf8(), &mark);
            }
            None => {
                self.report(messages::never_closed(self.span(1), mark, mark));
                self.copy_bytes(text.len());
                self.replace(0, &mark.to_string());
            }
        }
    }

    /// Copies a text in quotation marks.
    pub(super) fn copy_quoted(&mut self, mark: char) {
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

    /// Whether a text that begins with `“` is closed by `"`.
    pub(super) fn is_closed_by_straight_quote(&self) -> bool {
        let line = self.rest_of_line().trim_end();
        line.ends_with('"') && line.matches('"').count() == 1 && !line.contains('”')
    }
}

/// Where the text that begins with a quotation mark ends, after the closing one; `None` if a line that stands no deeper than
/// `parent` comes first.
pub(super) fn find_closing_quote(text: &str, mark: char, parent: usize) -> Option<usize> {
    let mut at = 1;
    while let Some(next) = memchr3(mark as u8, b'\\', b'\n', text.as_bytes().get(at..)?) {
        at += next;
        match (text.as_bytes()[at], mark) {
            (b'\\', '"') => at += 1,
            (b'\n', _) if ends_block(&text[at + 1..], parent) => return None,
            (b'\'', '\'') if text[at + 1..].starts_with('\'') => at += 1,
            (b'\\' | b'\n', _) => {}
            _ => return Some(at + 1),
        }
        at += 1;
    }
    None
}

/// Whether the next line with something in it stands no deeper than `parent`.
pub(super) fn ends_block(text: &str, parent: usize) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let indent = line.len() - line.trim_start_matches(' ').len();
    indent <= parent && !line.trim().is_empty()
}

/// Whether a text has no line break.
pub fn in_one_line(text: &str) -> bool {
    first_line(text).len() == text.len()
}

/// The name in a word processor's quotation marks that a text begins with, if a colon follows: `“title”: `.
pub(super) fn name_in_smart_quotes(within: &str) -> Option<&str> {
    let (_, closing) = SMART_QUOTES.iter().find(|(open, _)| within.starts_with(*open))?;
    let inner = within.strip_prefix(|_| true)?;
    let name = &inner[..inner.find(*closing)?];
    let after = &inner[name.len() + closing.len_utf8()..];
    after.starts_with(':').then_some(name)
}

/// A word without a word processor's quotation marks around it, and the finding for them.
pub fn word_in_smart_quotes(word: &str, span: Span) -> Option<(&str, Diagnostic)> {
    let inner = SMART_QUOTES.iter().find_map(|(open, close)| {
        let marks = [*open, *close];
        word.trim().strip_prefix(marks)?.strip_suffix(marks)
    })?;
    Some((inner, messages::smart_quotes(span, inner)))
}
