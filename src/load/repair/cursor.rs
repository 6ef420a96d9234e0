//! The cursor of the repairer: copies and replaces the typed text.

use memchr::{memchr_iter, memchr2};

use super::invisible_characters::{is_line_separator, unprintable_name};
use super::{MAX_FINDINGS, Repairer, Replacement, messages};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::words;

impl<'t> Repairer<'t> {
    pub(super) fn rest(&self) -> &'t str {
        &self.typed[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The rest of the line, without its break.
    pub(super) fn rest_of_line(&self) -> &'t str {
        first_line(self.rest())
    }

    /// The rest of the line up to its comment.
    pub(super) fn rest_of_text(&self) -> &'t str {
        let line = self.rest_of_line();
        let comment = memchr_iter(b'#', line.as_bytes()).find(|&at| line[..at].ends_with(' '));
        comment.map_or(line, |at| &line[..at - 1]).trim_end()
    }

    /// The place of the next `length` bytes.
    pub(super) fn span(&self, length: usize) -> Span {
        self.span_after(0, length)
    }

    /// The place of `length` bytes that begin `gap` bytes further on.
    pub(super) fn span_after(&self, gap: usize, length: usize) -> Span {
        let start = self.offset + self.at + gap;
        Span::new(self.id, start..start + length)
    }

    /// Whether a place lies in the current line.
    pub(super) fn is_in_current_line(&self, place: Span) -> bool {
        place.start as usize >= self.offset + self.line_start
    }

    pub(super) fn report(&mut self, finding: Diagnostic) {
        if self.output.findings.len() < MAX_FINDINGS {
            self.output.findings.push(finding);
        }
    }

    /// Copies one character, unless no text can hold it.
    pub(super) fn copy(&mut self) {
        let Some(character) = self.peek() else { return };
        match unprintable_name(character) {
            Some(name) => {
                if self.output.findings.len() < MAX_FINDINGS {
                    let span = self.span(character.len_utf8());
                    self.report(messages::invisible_character(span, character, name, words!("the text", "文字里")));
                }
                self.replace(character.len_utf8(), if is_line_separator(character) { " " } else { "" });
            }
            None => {
                self.output.text.push(character);
                self.at += character.len_utf8();
                if matches!(character, '\n' | '\r') {
                    self.line_start = self.at;
                }
            }
        }
    }

    pub(super) fn copy_bytes(&mut self, length: usize) {
        let end = (self.at + length).min(self.typed.len());
        let end = self.typed.ceil_char_boundary(end);
        while self.at < end {
            let run = &self.typed[self.at..end];
            let plain = plain_length(run);
            self.output.text.push_str(&run[..plain]);
            self.at += plain;
            if self.at < end {
                self.copy();
            }
        }
    }

    /// Copies the rest of the line and its break.
    pub(super) fn copy_rest_of_line(&mut self) {
        self.copy_bytes(self.rest_of_line().len());
        self.copy_break();
    }

    pub(super) fn copy_break(&mut self) {
        let length = match self.rest().as_bytes() {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        };
        self.copy_bytes(length);
    }

    /// Leaves out the rest of the line, but for its break.
    pub(super) fn drop_rest_of_line(&mut self) {
        self.replace(self.rest_of_line().len(), "");
        self.copy_break();
    }

    /// Puts `by` in place of the next `length` bytes, which are in this line.
    pub(super) fn replace(&mut self, length: usize, by: &str) {
        let length = length.min(self.typed.len() - self.at);
        let from = self.output.text.len();
        self.output.text.push_str(by);
        let typed = self.at..self.at + length;
        self.output.replacements.push(Replacement { repaired: from..self.output.text.len(), typed });
        self.at += length;
    }

    /// Puts the rest of the line, up to a comment, in quotation marks.
    pub(super) fn quote_rest_of_line(&mut self) {
        let end = self.at + self.rest_of_text().len();
        self.replace(0, "'");
        while self.at < end {
            if self.peek() == Some('\'') {
                self.replace(1, "\'\'");
            } else {
                self.copy();
            }
        }
        self.replace(0, "'");
    }
}

/// A text up to its first line break.
pub(super) fn first_line(text: &str) -> &str {
    memchr2(b'\n', b'\r', text.as_bytes()).map_or(text, |end| &text[..end])
}

/// How many bytes of a text come before the first line break or the first character that no text can hold. It decodes only
/// where a byte may begin such a character.
fn plain_length(text: &str) -> usize {
    let is_suspect = |byte: &u8| matches!(byte, 0..b' ' | 0x7f | 0xc2 | 0xe2);
    let mut at = 0;
    while let Some(next) = text.as_bytes()[at..].iter().position(is_suspect) {
        at += next;
        let Some(character) = text[at..].chars().next() else { break };
        if matches!(character, '\n' | '\r') || unprintable_name(character).is_some() {
            return at;
        }
        at += character.len_utf8();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::plain_length;
    use crate::load::repair::invisible_characters::unprintable_name;

    #[test]
    fn bytes_tell_where_a_plain_text_ends() {
        for character in (0..=0x10_ffff).filter_map(char::from_u32) {
            let text = format!("“字{character}");
            let ends = matches!(character, '\n' | '\r') || unprintable_name(character).is_some();
            let expected = if ends { "“字".len() } else { text.len() };
            assert_eq!(plain_length(&text), expected, "U+{:04X}", u32::from(character));
        }
    }
}
