//! Repairs a line of a block: its indentation and dashes, its field, its value with all further lines of it.

use super::brackets::half_width_braces;
use super::cursor::first_line;
use super::field_name::is_field_name;
use super::invisible_characters::{
    SPACE, indentation_width, invisible_name, is_blank, is_invisible, is_space, leading_blank_length, visible,
    without_indentation,
};
use super::messages::full_width_bracket;
use super::{Repairer, Replacement, messages};
use crate::diagnostic::Edit;
use crate::load::format_fields;
use crate::words::Phrase;
use crate::{phrase, words};

impl Repairer<'_> {
    pub(super) fn repair_line(&mut self) {
        if is_blank(self.rest_of_line()) {
            return self.drop_rest_of_line();
        }
        if is_version(self.rest_of_line()) && self.open_blocks.is_empty() {
            return self.copy_rest_of_line();
        }
        if self.begins_document() {
            self.copy_bytes(DOCUMENT_START.len());
            return self.repair_value(0, false);
        }
        let start = self.output.text.len();
        let Some(dashes) = self.repair_indentation_and_dashes(start) else { return self.copy_rest_of_line() };
        let text_column = self.output.text.len() - start;
        if self.peek() == Some('#') {
            return self.copy_rest_of_line();
        }
        let is_field = dashes.is_empty() && self.begins_with_field(self.rest());
        let column = dashes.first().copied().unwrap_or(text_column);
        if self.text_may_continue && column > self.parent_column && !(is_field && self.has_half_width_colon()) {
            self.repair_field_in_text();
            return self.copy_rest_of_line();
        }
        if dashes.is_empty() && self.repair_full_width_comment()
            || text_column == 0 && (self.drop_backticks() || self.drop_dots())
            || self.repair_full_width_braces(!dashes.is_empty() || self.may_open_block)
        {
            return;
        }
        let moved_by = self.align_line(start, column, !dashes.is_empty(), is_field);
        let moved = |column: usize| column.saturating_add_signed(moved_by);
        self.repair_field_and_value(moved(text_column), dashes.into_iter().map(moved).collect());
    }

    /// Whether the line begins with the mark of a document: `---`, or `--- {title: Shop}`.
    fn begins_document(&self) -> bool {
        let after = self.rest_of_line().strip_prefix(DOCUMENT_START);
        after.is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t']))
    }

    /// Repairs what stands in front of a line's field or text; returns the columns of its dashes. `None` where the line
    /// continues the text above.
    fn repair_indentation_and_dashes(&mut self, start: usize) -> Option<Vec<usize>> {
        let mut dashes = Vec::new();
        let line = self.rest_of_line();
        while let Some(character) = self.peek() {
            let column = self.output.text.len() - start;
            let after = &self.rest()[character.len_utf8()..];
            match character {
                ' ' => self.copy_bytes(self.rest().len() - self.rest().trim_start_matches(' ').len()),
                '-' if after.is_empty() || after.starts_with(|next| is_space(next) || matches!(next, '\n' | '\r')) => {
                    dashes.push(column);
                    self.copy();
                }
                '-' if self.begins_with_field(after) => {
                    dashes.push(self.add_space_after_dash(column));
                }
                _ if let Some(name) = wrong_dash_name(character).filter(|_| self.begins_with_item(after)) => {
                    dashes.push(column);
                    self.replace_wrong_dash(character, name, column);
                }
                _ if is_invisible(character) => {
                    if dashes.is_empty() && column > self.parent_column && !self.is_item_or_field(line) {
                        return None;
                    }
                    self.repair_indentation(character, column);
                }
                _ => break,
            }
        }
        Some(dashes)
    }

    /// Repairs the rest of a line: the field that begins in `column`, if it is one, and the value.
    fn repair_field_and_value(&mut self, column: usize, dashes: Vec<usize>) {
        if !dashes.is_empty() && self.copy_anchor() {
            while self.peek() == Some(' ') {
                self.copy();
            }
        }
        let may_be_text = !dashes.is_empty() && format_fields::lists_texts(&self.field_name);
        let is_field =
            self.repair_key(self.rest_of_line(), may_be_text) || self.is_quoted_field() || self.replace_wrong_colon();
        let dash = dashes.last().copied();
        self.update_open_blocks(&dashes, is_field.then_some(column));
        if is_field {
            self.parent_column = column;
        } else if let Some(dash) = dash {
            self.parent_column = dash;
        } else if !self.may_open_block {
            // A value outside of every field ends before a line in its own column.
            return self.repair_value(column, is_field);
        }
        self.repair_value(self.parent_column, is_field);
    }

    /// Repairs a dash that YAML reads as a letter of the name: `-id: counter`. Returns the column of the repaired dash.
    fn add_space_after_dash(&mut self, column: usize) -> usize {
        let name = self.leading_field_name(&self.rest()[1..]).unwrap_or_default();
        self.report(messages::missing_space_after_dash(self.span_after(1, 0), name));
        // Where the lines below are aligned with the name, the dash moves to the left instead of the name to the right.
        let below = self.rest()[self.rest_of_line().len()..].trim_start_matches(['\r', '\n']);
        let indent = below.len() - below.trim_start_matches(' ').len();
        let moves_left = indent == column + 1 && self.output.text.ends_with(' ');
        if moves_left {
            self.output.text.pop();
            let end = self.output.text.len();
            self.output.replacements.push(Replacement { repaired: end..end, typed: self.at..self.at });
        }
        self.copy();
        self.replace(0, " ");
        if moves_left { column - 1 } else { column }
    }

    /// Repairs a character that a word processor makes of a dash: `• id: counter`.
    fn replace_wrong_dash(&mut self, typed: char, name: Phrase, column: usize) {
        let after = &self.rest()[typed.len_utf8()..];
        let length = typed.len_utf8() + leading_blank_length(after);
        // The other fields of the item show in which column its first one belongs.
        let below = after[first_line(after).len()..].trim_start_matches(['\r', '\n']);
        let indent = below.len() - below.trim_start_matches(' ').len();
        let spaces = match indent.checked_sub(column + 1) {
            Some(spaces @ 2..=3) if self.begins_with_field(below) => spaces,
            _ => 1,
        };
        let dash = format!("-{}", " ".repeat(spaces));
        self.report(messages::wrong_dash(self.span(typed.len_utf8()), name, self.span(length), &dash));
        self.replace(length, &dash);
    }

    /// Repairs a run of one invisible character in the indentation.
    pub(super) fn repair_indentation(&mut self, character: char, column: usize) {
        let run = self.rest().chars().take_while(|next| *next == character).count();
        let length = run * character.len_utf8();
        // After a dash stands one space, as the lines below are two columns deeper.
        let width = match character {
            _ if self.output.text.ends_with('-') => 1,
            '\t' => self.tabs.width * (column / self.tabs.width + run) - column,
            _ => indentation_width(character) * run,
        };
        let by = " ".repeat(width);
        let at = self.span(length);
        // An editor that indents with tabs does so in every line: they get one finding, with one fix.
        match self.indentation_findings.get(&character).and_then(|&number| self.output.findings.get_mut(number)) {
            Some(finding) => {
                if let Some(fix) = finding.fix.as_mut() {
                    fix.edits.push(Edit { span: at, text: by.clone() });
                }
            }
            None => {
                self.indentation_findings.insert(character, self.output.findings.len());
                let name = invisible_name(character).unwrap_or(SPACE);
                let finding = messages::invisible_character(at, character, name, words!("the indentation", "缩进里"));
                let is_certain = character != '\t' || self.tabs.is_certain;
                let title = words!("use ordinary spaces", "改为普通空格");
                self.report(if is_certain { finding.fix(title, at, by.clone()) } else { finding });
            }
        }
        self.replace(length, &by);
    }

    /// Repairs a comment that YAML reads as text, `＃ 待补`; returns whether the line is one.
    fn repair_full_width_comment(&mut self) -> bool {
        if self.peek() != Some('＃') {
            return false;
        }
        let message = words!("full-width hash before a comment", "注释前面是全角井号");
        self.report_full_width('＃', "# ", message, "# ");
        self.replace('＃'.len_utf8(), "#");
        self.copy_rest_of_line();
        true
    }

    /// Drops a line of backticks, as around an example on a page; returns whether this is one.
    fn drop_backticks(&mut self) -> bool {
        let line = self.rest_of_line();
        if !line.starts_with("```") {
            return false;
        }
        if !self.reported_backticks {
            self.reported_backticks = true;
            self.report(messages::backticks_line(self.span(line.len())));
        }
        self.drop_rest_of_line();
        true
    }

    /// Drops a line `...` with more below it, which ends the document to YAML; returns whether this is one.
    fn drop_dots(&mut self) -> bool {
        let line = self.rest_of_line();
        if line.trim_end() != "..." || self.rest()[line.len()..].trim().is_empty() {
            return false;
        }
        self.report(messages::ellipsis_line(self.span(line.len())));
        self.drop_rest_of_line();
        true
    }

    /// Repairs fields in braces that YAML reads as letters, `｛id：counter，name：收银台｝`; returns whether there are any. The
    /// fix is certain only where fields `may_stand_here`.
    pub(super) fn repair_full_width_braces(&mut self, may_stand_here: bool) -> bool {
        let line = self.rest_of_line();
        if !line.strip_prefix('｛').is_some_and(|fields| self.begins_with_field(fields)) {
            return false;
        }
        let half_width = half_width_braces(line);
        let whole = half_width.clone().filter(|_| may_stand_here).map(|text| (self.span(line.len()), text));
        self.report(full_width_bracket(self.span('｛'.len_utf8()), '｛', "{", whole));
        let half_width = half_width
            .unwrap_or_else(|| line.replace('｛', "{").replace('｝', "}").replace('，', ", ").replace('：', ": "));
        self.replace(line.len(), &half_width);
        self.may_open_block = false;
        self.text_may_continue = false;
        self.copy_break();
        true
    }

    /// Whether the first colon of the line is half-width.
    fn has_half_width_colon(&self) -> bool {
        let line = self.rest_of_line();
        line.find([':', '：']).is_some_and(|colon| line[colon..].starts_with(':'))
    }

    /// Whether a line is a list item or a field, whatever characters indent it.
    fn is_item_or_field(&self, line: &str) -> bool {
        let line = without_indentation(line);
        let field = line.find([':', '：']).is_some_and(|colon| {
            let half_width = line[colon..].strip_prefix(':');
            half_width.is_some_and(|after| after.is_empty() || after.starts_with(' '))
                || self.is_field_name(&visible(&line[..colon]))
        });
        field || line == "-" || line.starts_with("- ")
    }

    /// Whether a text begins with a field, or with fields in braces of whatever width.
    fn begins_with_item(&self, text: &str) -> bool {
        self.begins_with_field(without_indentation(text).trim_start_matches(['｛', '{']))
    }

    /// Repairs a field that YAML reads as a continuation of the text above, because its colon is full-width. A Chinese word
    /// may be the text's: `客户：我等了一个钟头`.
    fn repair_field_in_text(&mut self) {
        let line = self.rest_of_line();
        let colon = line.find([':', '：']).filter(|&colon| line[colon..].starts_with('：'));
        if let Some(colon) = colon
            && is_field_name(&visible(&line[..colon]))
        {
            self.copy_bytes(colon);
            self.report_full_width_colon(&visible(&line[..colon]));
        }
    }
}

const DOCUMENT_START: &str = "---";

/// Whether a line declares the version of YAML, which no map depends on: `%YAML 1.2`.
pub fn is_version(line: &str) -> bool {
    line.starts_with("%YAML ")
}

/// What a character is called that stands in place of a list item's dash.
fn wrong_dash_name(character: char) -> Option<Phrase> {
    match character {
        '－' => Some(phrase!("a full-width dash", "全角短横线")),
        '—' | '–' | '―' => Some(phrase!("a long dash", "破折号")),
        '•' | '●' | '·' | '▪' => Some(phrase!("a bullet", "项目符号")),
        _ => None,
    }
}
