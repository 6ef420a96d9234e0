//! Measures and wraps texts without knowing the reader's font.
//!
//! Widths are estimates on the safe side: whatever common font is used, a line that fits here fits there.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// A size of type, in pixels, and its weight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Font {
    pub size: i32,
    pub bold: bool,
}

impl Font {
    pub const fn plain(size: i32) -> Self {
        Self { size, bold: false }
    }

    pub const fn bold(size: i32) -> Self {
        Self { size, bold: true }
    }

    /// The height of a line.
    pub const fn leading(self) -> i32 {
        (self.size * 11 + 7) / 8
    }

    /// The width of a text, in pixels, rounded up.
    pub fn width(self, text: &str) -> i32 {
        (self.hundredths(text) + 99) / 100
    }

    fn hundredths(self, text: &str) -> i32 {
        let ems: i32 = text.chars().map(|c| advance(c, self.bold)).fold(0, i32::saturating_add);
        ems.saturating_mul(self.size)
    }

    /// The lines of a text in a column of `width` pixels. Chinese breaks between characters, though never before a
    /// closing mark; Latin breaks at words, and inside a word that fills a line. What `most` lines cannot hold ends in
    /// `…`.
    pub fn wrap(self, text: &str, width: i32, most: usize) -> Vec<String> {
        let text = single_spaced(text);
        let room = width.saturating_mul(100);
        let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0i64);
        for part in pieces(&text).flat_map(|piece| self.parts_that_fit(piece, room)) {
            if !line.is_empty() && used + i64::from(self.hundredths(part.trim_end())) > i64::from(room) {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push_str(part);
            used += i64::from(self.hundredths(part));
        }
        lines.push(line);
        for line in &mut lines {
            line.truncate(line.trim_end().len());
        }
        lines.retain(|line| !line.is_empty());
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                *last = self.shorten(last, room);
            }
        }
        lines
    }

    /// The piece, if it fits into a line; else its graphemes, and the characters of those that do not fit either.
    fn parts_that_fit(self, piece: &str, room: i32) -> Vec<&str> {
        let fits = |text: &str| self.hundredths(text.trim_end()) <= room;
        if fits(piece) {
            return vec![piece];
        }
        let mut parts = Vec::new();
        for grapheme in piece.graphemes(true) {
            if fits(grapheme) {
                parts.push(grapheme);
            } else {
                parts.extend(grapheme.char_indices().map(|(at, c)| &grapheme[at..at + c.len_utf8()]));
            }
        }
        parts
    }

    /// The text with `…` at its end, cut so that both fit.
    fn shorten(self, text: &str, room: i32) -> String {
        let mut kept: Vec<&str> = text.graphemes(true).collect();
        while !kept.is_empty() && self.hundredths(&kept.concat()) + self.hundredths("…") > room {
            kept.pop();
        }
        format!("{}…", kept.concat().trim_end())
    }
}

/// The stretches of a text between which a line may break, each with the spaces that follow it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    linebreaks(text).filter(|(_, kind)| matches!(kind, BreakOpportunity::Allowed | BreakOpportunity::Mandatory)).map(
        move |(end, _)| {
            let piece = &text[start..end];
            start = end;
            piece
        },
    )
}

/// A text on one line: control characters and breaks become spaces, spaces become one.
pub(super) fn single_spaced(text: &str) -> String {
    let readable: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    readable.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The room a character takes, in hundredths of the font's size: that of a wide font of common ones.
fn advance(c: char, bold: bool) -> i32 {
    let plain = match c {
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 100,
        'A'..='Z' | '&' | '+' | '=' | '<' | '>' | '#' | '~' => 78,
        // Also the narrow ones: in type of one width they are as wide as the others.
        _ if c.is_ascii() => 62,
        // Quotation marks, dashes and the like are as wide as Han characters in the fonts that hold both.
        _ => match c.width_cjk() {
            Some(0) | None => return 0,
            Some(1) => 70,
            Some(_) => 100,
        },
    };
    if bold && plain < 100 { plain * 108 / 100 } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_breaks_between_characters_but_never_before_a_closing_mark() {
        let lines = Font::plain(10).wrap("能当场办的，绝不让客户再打一次。", 50, 9);
        assert_eq!(lines, ["能当场办", "的，绝不让", "客户再打一", "次。"]);
    }

    #[test]
    fn latin_breaks_at_words_and_inside_a_word_that_fills_a_line() {
        let lines = Font::plain(10).wrap("a service hotline", 60, 9);
        assert_eq!(lines, ["a service", "hotline"]);
        let lines = Font::plain(10).wrap(&"x".repeat(20), 64, 9);
        assert_eq!(lines, ["xxxxxxxxxx", "xxxxxxxxxx"]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis_that_does() {
        let font = Font::plain(10);
        let lines = font.wrap("一二三四五六七八九十", 40, 2);
        assert_eq!(lines, ["一二三四", "五六七…"]);
    }
}
