//! A line of a block: its indentation and dashes, its field, its value with all further lines that belong to it.

use super::brackets::half_width_braces;
use super::invisible::{SPACE, blank_length, columns, invisible, is_blank, is_space, unindented, visible};
use super::name::{begins_known_field, is_name, known_field_at};
use super::walk::first_line;
use super::{Mender, Replaced, slips};
use crate::diagnostic::Edit;
use crate::load::misfit::full_width_bracket;
use crate::words::Phrase;
use crate::{phrase, words};

impl Mender<'_> {
    pub(super) fn line(&mut self) {
        if is_blank(self.line_rest()) {
            return self.drop_line();
        }
        if is_version(self.line_rest()) && self.levels.is_empty() {
            return self.copy_line();
        }
        if self.begins_document() {
            self.copy_bytes(DOCUMENT.len());
            return self.value(0, false);
        }
        let start = self.mended.text.len();
        let Some(dashes) = self.indentation_and_dashes(start) else { return self.copy_line() };
        let column = self.mended.text.len() - start;
        if self.peek() == Some('#') {
            return self.copy_line();
        }
        let known_field = dashes.is_empty() && begins_known_field(self.rest());
        // A list item stands where its dash stands; further in it is text that goes on.
        let begins = dashes.first().copied().unwrap_or(column);
        if self.in_text && begins > self.outer && !(known_field && self.half_width_colon()) {
            self.field_in_text();
            return self.copy_line();
        }
        if dashes.is_empty() && self.full_width_comment()
            || column == 0 && (self.backticks() || self.dots())
            || self.full_width_braces(!dashes.is_empty() || self.opens)
        {
            return;
        }
        let moved = self.align(start, begins, !dashes.is_empty(), known_field);
        self.structure(moved(column), dashes.into_iter().map(&moved).collect());
    }

    /// Whether the line begins with the mark of a document, in whose line the value may stand: `--- {title: Shop}`.
    fn begins_document(&self) -> bool {
        let after = self.line_rest().strip_prefix(DOCUMENT);
        after.is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t']))
    }

    /// What stands in front of a line's field or text, mended; the columns of its dashes. None where the line is
    /// more of the text above.
    fn indentation_and_dashes(&mut self, start: usize) -> Option<Vec<usize>> {
        let mut dashes = Vec::new();
        let line = self.line_rest();
        while let Some(character) = self.peek() {
            let column = self.mended.text.len() - start;
            let after = &self.rest()[character.len_utf8()..];
            match character {
                ' ' => self.copy_bytes(self.rest().len() - self.rest().trim_start_matches(' ').len()),
                '-' if after.is_empty() || after.starts_with(|next| is_space(next) || matches!(next, '\n' | '\r')) => {
                    dashes.push(column);
                    self.copy();
                }
                '-' if begins_known_field(after) => {
                    dashes.push(self.dash_without_space(column));
                }
                _ if let Some(called) = mistaken_dash(character).filter(|_| begins_item(after)) => {
                    dashes.push(column);
                    self.not_a_dash(character, called, column);
                }
                _ if invisible(character).is_some() => {
                    if dashes.is_empty() && column > self.outer && !begins_structure(line) {
                        return None;
                    }
                    self.indentation(character, column);
                }
                _ => break,
            }
        }
        Some(dashes)
    }

    /// From a line's first word on: the field that begins in `column`, and its value.
    fn structure(&mut self, column: usize, dashes: Vec<usize>) {
        if !dashes.is_empty() && self.anchored() {
            while self.peek() == Some(' ') {
                self.copy();
            }
        }
        let is_field = self.field(self.line_rest()) || self.is_quoted_field() || self.another_sign_than_a_colon();
        let dash = dashes.last().copied();
        self.enter(&dashes, is_field.then_some(column));
        if is_field {
            self.outer = column;
        } else if let Some(dash) = dash {
            self.outer = dash;
        } else if !self.opens {
            // What belongs to no field or list item of a line above ends where it begins.
            return self.value(column, is_field);
        }
        self.value(self.outer, is_field);
    }

    /// `-id: counter`: a dash that YAML takes for a letter of the name. Says in which column it stands then.
    fn dash_without_space(&mut self, column: usize) -> usize {
        let name = known_field_at(&self.rest()[1..]).unwrap_or_default();
        self.tell(slips::dash_without_space(self.span_after(1, 0), name));
        // The lines below stand under the name: the dash makes room for the space.
        let below = self.rest()[self.line_rest().len()..].trim_start_matches(['\r', '\n']);
        let indent = below.len() - below.trim_start_matches(' ').len();
        let makes_room = indent == column + 1 && self.mended.text.ends_with(' ');
        if makes_room {
            self.mended.text.pop();
            let end = self.mended.text.len();
            self.mended.replaced.push(Replaced { mended: end..end, typed: self.at..self.at });
        }
        self.copy();
        self.replace(0, " ");
        if makes_room { column - 1 } else { column }
    }

    /// `• id: counter`: a sign that a word processor makes of a dash.
    fn not_a_dash(&mut self, typed: char, called: Phrase, column: usize) {
        let after = &self.rest()[typed.len_utf8()..];
        let length = typed.len_utf8() + blank_length(after);
        // The other fields of the item say where its first one belongs.
        let below = after[first_line(after).len()..].trim_start_matches(['\r', '\n']);
        let indent = below.len() - below.trim_start_matches(' ').len();
        let spaces = match indent.checked_sub(column + 1) {
            Some(spaces @ 2..=3) if begins_known_field(below) => spaces,
            _ => 1,
        };
        let dash = format!("-{}", " ".repeat(spaces));
        self.tell(slips::not_a_dash(self.span(typed.len_utf8()), called, self.span(length), &dash));
        self.replace(length, &dash);
    }

    /// A run of one invisible character in the indentation.
    pub(super) fn indentation(&mut self, character: char, column: usize) {
        let run = self.rest().chars().take_while(|next| *next == character).count();
        let length = run * character.len_utf8();
        // After a dash one space is enough, whatever the width: the lines below stand two further in.
        let width = match character {
            _ if self.mended.text.ends_with('-') => 1,
            '\t' => self.tabs.width * (column / self.tabs.width + run) - column,
            _ => columns(character) * run,
        };
        let by = " ".repeat(width);
        let at = self.span(length);
        // An editor that indents with tabs does so in every line: one finding, whose cure is for all.
        match self.indented_by.get(&character).and_then(|&told| self.mended.findings.get_mut(told)) {
            Some(told) => {
                if let Some(fix) = told.fix.as_mut() {
                    fix.edits.push(Edit { span: at, text: by.clone() });
                }
            }
            None => {
                self.indented_by.insert(character, self.mended.findings.len());
                let name = invisible(character).unwrap_or(SPACE);
                let finding = slips::invisible_at(at, character, name, words!("the indentation", "缩进里"));
                let certain = character != '\t' || self.tabs.certain;
                let cure = || words!("use ordinary spaces", "改为普通空格");
                self.tell(if certain { finding.fix(cure(), at, by.clone()) } else { finding });
            }
        }
        self.replace(length, &by);
    }

    /// `＃ 待补`: a comment that YAML takes for a text; whether the line is one.
    fn full_width_comment(&mut self) -> bool {
        if self.peek() != Some('＃') {
            return false;
        }
        let message = words!("full-width hash before a comment", "注释前面是全角井号");
        self.full_width('＃', "# ", message, "# ");
        self.replace('＃'.len_utf8(), "#");
        self.copy_line();
        true
    }

    /// The line of backticks around an example on a page; whether this is one.
    fn backticks(&mut self) -> bool {
        let line = self.line_rest();
        if !line.starts_with("```") {
            return false;
        }
        if !self.pasted {
            self.pasted = true;
            self.tell(slips::pasted(self.span(line.len())));
        }
        self.drop_line();
        true
    }

    /// `...`, which ends the file to YAML, with more below it; whether this is such a line.
    fn dots(&mut self) -> bool {
        let line = self.line_rest();
        if line.trim_end() != "..." || self.rest()[line.len()..].trim().is_empty() {
            return false;
        }
        self.tell(slips::dots(self.span(line.len())));
        self.drop_line();
        true
    }

    /// `｛id：counter，name：收银台｝`: whether fields stand here in braces that YAML takes for letters.
    /// They are mended for certain only where fields may stand.
    pub(super) fn full_width_braces(&mut self, may_stand_here: bool) -> bool {
        let line = self.line_rest();
        if !line.strip_prefix('｛').is_some_and(begins_known_field) {
            return false;
        }
        let certain = half_width_braces(line);
        let whole = certain.clone().filter(|_| may_stand_here).map(|half| (self.span(line.len()), half));
        self.tell(full_width_bracket(self.span('｛'.len_utf8()), '｛', "{", whole));
        let half = certain
            .unwrap_or_else(|| line.replace('｛', "{").replace('｝', "}").replace('，', ", ").replace('：', ": "));
        self.replace(line.len(), &half);
        self.opens = false;
        self.in_text = false;
        self.copy_break();
        true
    }

    /// Whether the first colon of the line is one that YAML knows.
    fn half_width_colon(&self) -> bool {
        let line = self.line_rest();
        line.find([':', '：']).is_some_and(|colon| line[colon..].starts_with(':'))
    }

    /// A line that YAML takes for more of the text above it: a field, if a full-width colon follows its name.
    fn field_in_text(&mut self) {
        let line = self.line_rest();
        let colon = line.find([':', '：']).filter(|&colon| line[colon..].starts_with('：'));
        if let Some(colon) = colon
            && is_name(&visible(&line[..colon]))
        {
            self.copy_bytes(colon);
            self.full_width_colon(&visible(&line[..colon]));
        }
    }
}

/// The mark that a document begins with.
const DOCUMENT: &str = "---";

/// `%YAML 1.2`: a line in which a program says by what version of YAML it writes. Nothing in a map hangs on it.
pub fn is_version(line: &str) -> bool {
    line.starts_with("%YAML ")
}

/// Whether a line, after what cannot be seen in front of it, is a list item or a field.
fn begins_structure(line: &str) -> bool {
    let line = unindented(line);
    let field = line.find([':', '：']).is_some_and(|colon| {
        let half_width = line[colon..].strip_prefix(':');
        half_width.is_some_and(|after| after.is_empty() || after.starts_with(' ')) || is_name(&visible(&line[..colon]))
    });
    field || line == "-" || line.starts_with("- ")
}

/// Whether a list item begins: a field, or fields in braces of whatever width.
fn begins_item(text: &str) -> bool {
    begins_known_field(unindented(text).trim_start_matches(['｛', '{']))
}

/// What a sign is called that stands where a list item's dash belongs.
fn mistaken_dash(character: char) -> Option<Phrase> {
    match character {
        '－' => Some(phrase!("a full-width dash", "全角短横线")),
        '—' | '–' | '―' => Some(phrase!("a long dash", "破折号")),
        '•' | '●' | '·' | '▪' => Some(phrase!("a bullet", "项目符号")),
        _ => None,
    }
}
