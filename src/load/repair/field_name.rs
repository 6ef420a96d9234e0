//! Repairs a field's name and the colon after it.

use super::cursor::first_line;
use super::invisible_characters::{invisible_name, is_space, leading_blank_length, visible, without_indentation};
use super::quotes::name_in_smart_quotes;
use super::{Repairer, messages};
use crate::diagnostic::{Edit, Fix};
use crate::load::format_fields;
use crate::load::names::are_mostly_chinese;
use crate::model::Tag;
use crate::rule::shape::{FULL_WIDTH_PUNCTUATION, INVALID_YAML};
use crate::words;
use crate::words::{Lang, Words};

impl Repairer<'_> {
    /// Repairs a field's name and its colon, if the text `within` which it must end begins with one; returns whether it does.
    /// Where it `may_be_text`, a Chinese word with a full-width colon stays: `说：对不起`.
    pub(super) fn repair_key(&mut self, within: &str, may_be_text: bool) -> bool {
        if within.starts_with(['"', '\'', '[', '{']) {
            return false;
        }
        if let Some(name) = name_in_smart_quotes(within).filter(|name| self.is_field_name(name)) {
            self.remove_smart_quotes(name);
            return true;
        }
        let Some(colon) = within.find([':', '：']) else { return false };
        let (typed, after) =
            within[colon..].split_at(if within[colon..].starts_with(':') { 1 } else { '：'.len_utf8() });
        let name = visible(&within[..colon]);
        let is_valid = typed == ":" && (after.is_empty() || after.starts_with([' ', '\t', '\n', '\r', ',', ']', '}']));
        if !is_valid && (!self.is_field_name(&name) || may_be_text && !is_field_name(&name)) {
            return false;
        }
        self.copy_name(colon);
        self.field_name.clear();
        self.field_name.push_str(&name);
        if typed == "：" {
            self.report_full_width_colon(&name);
            self.replace(typed.len() + leading_blank_length(after), ": ");
        } else if is_valid {
            self.copy();
            self.remove_invisible_blanks();
        } else {
            self.copy();
            self.add_space_after_colon(&name, after);
        }
        true
    }

    /// Copies a field's name without the invisible characters in it.
    fn copy_name(&mut self, length: usize) {
        let end = self.at + length;
        while self.at < end {
            let Some(character) = self.peek() else { return };
            match invisible_name(character) {
                // A tab or a space before the colon is allowed, if odd.
                Some(called) if character != '\t' => {
                    let at = self.span(character.len_utf8());
                    let finding =
                        messages::invisible_character(at, character, called, words!("a field name", "字段名里"));
                    self.report(finding.fix(words!("delete it", "删掉它"), at, ""));
                    self.replace(character.len_utf8(), "");
                }
                _ => self.copy(),
            }
        }
    }

    /// Repairs a colon without a space after it: `title:收银台`.
    fn add_space_after_colon(&mut self, name: &str, after: &str) {
        let blanks = leading_blank_length(after);
        match after.chars().next().and_then(|next| Some((next, invisible_name(next)?))) {
            Some((next, called)) => {
                let within = words!("place of a space", "冒号后面");
                let finding = messages::invisible_character(self.span(next.len_utf8()), next, called, within);
                self.report(finding.fix(words!("type a space", "改为空格"), self.span(blanks), " "));
            }
            None if self.has_finding_in_line() => {
                // Colons of one line get one finding, with one fix.
                let at = self.span(0);
                let last = self.output.findings.last_mut().and_then(|last| last.fix.as_mut());
                if let Some(fix) = last.filter(|fix| fix.edits.iter().all(|edit| edit.text == " ")) {
                    fix.edits.push(Edit { span: at, text: " ".to_owned() });
                }
            }
            None => {
                let value = after.split([',', '}', '\n', '\r']).next().unwrap_or_default();
                // Either dashes stand before the name in its line, or fields in braces.
                let line = self.output.text.rsplit('\n').next().unwrap_or_default();
                let before = line.strip_suffix(':').and_then(|line| line.strip_suffix(name)).map(str::trim_start);
                let before =
                    before.filter(|before| before.chars().all(|next| matches!(next, '-' | ' '))).map(str::to_owned);
                self.report(messages::missing_space_after_colon(self.span(0), before.as_deref(), name, value.trim()));
            }
        }
        self.replace(blanks, " ");
    }

    /// Whether the last finding is about a missing space in this line.
    fn has_finding_in_line(&self) -> bool {
        self.output
            .findings
            .last()
            .is_some_and(|last| *last.rule == INVALID_YAML && self.is_in_current_line(last.primary.span))
    }

    /// Removes invisible characters after a field's colon, where nothing else follows: YAML would read them as text.
    fn remove_invisible_blanks(&mut self) {
        let rest = self.rest();
        let length = leading_blank_length(rest);
        let (blank, after) = rest.split_at(length);
        if !(after.is_empty() || after.starts_with(['\n', '\r'])) {
            return;
        }
        let odd = blank.char_indices().find_map(|(at, next)| Some((at, next, invisible_name(next)?)));
        if let Some((at, character, called)) = odd.filter(|(_, character, _)| *character != '\t') {
            self.copy_bytes(at);
            let within = words!("place of a space", "冒号后面");
            let finding = messages::invisible_character(self.span(character.len_utf8()), character, called, within);
            self.report(finding.fix(words!("delete it", "删掉它"), self.span(length - at), ""));
            self.replace(length - at, "");
        }
    }

    /// Removes quotation marks around a name that YAML reads as letters: `“title”: `.
    fn remove_smart_quotes(&mut self, name: &str) {
        let mark = |rest: &str| rest.chars().next().map_or(0, char::len_utf8);
        let opening = mark(self.rest());
        let length = opening + name.len() + mark(&self.rest()[opening + name.len()..]);
        self.report(messages::smart_quotes(self.span(length), name));
        self.replace(opening, "");
        self.copy_bytes(name.len());
        self.replace(length - opening - name.len(), "");
        self.copy();
    }

    /// Whether the line begins with a field whose name is in quotation marks.
    pub(super) fn is_quoted_field(&self) -> bool {
        let line = self.rest_of_line();
        let Some(mark) = line.chars().next().filter(|first| matches!(first, '"' | '\'')) else { return false };
        line[1..].find(mark).is_some_and(|end| line[end + 2..].starts_with(':'))
    }

    /// Repairs another character in place of a colon, `name；收银台`, `name = The counter`; returns whether there is one.
    pub(super) fn replace_wrong_colon(&mut self) -> bool {
        let line = self.rest_of_line();
        let Some(at) = line.find(['；', ';', '=', '＝']) else { return false };
        let name = visible(&line[..at]);
        let Some(sign) = line[at..].chars().next().filter(|_| self.is_field_name(&name)) else { return false };
        let written = line[..at].trim_end().len();
        self.copy_bytes(written);
        let blank = at - written;
        let after = &line[at + sign.len_utf8()..];
        let spaces = after.len() - after.trim_start().len();
        let whole = self.span(blank + sign.len_utf8() + spaces);
        self.report(messages::wrong_colon(self.span_after(blank, sign.len_utf8()), whole, sign, &name));
        self.replace(blank + sign.len_utf8() + spaces, ": ");
        true
    }

    /// Reports a full-width colon after a name; the caller replaces it.
    pub(super) fn report_full_width_colon(&mut self, name: &str) {
        let message = words!("full-width colon after `{name}`", "`{name}` 后面是全角冒号");
        self.report_full_width('：', ": ", message, &format!("{name}: "));
    }

    /// Reports a full-width character where `half` belongs; `instead` is what to type.
    pub(super) fn report_full_width(&mut self, typed: char, half: &str, message: Words, instead: &str) {
        let at = self.span(typed.len_utf8());
        // A space that follows already is not added again.
        let spaced = self.rest()[typed.len_utf8()..].starts_with(is_space);
        let by = if spaced { half.trim() } else { half };
        match self.full_width_fix_in_line() {
            Some(fix) => fix.edits.push(Edit { span: at, text: by.to_owned() }),
            None => self.report(messages::full_width(at, message, half, instead, by)),
        }
    }

    /// The fix of the last finding, if that is about a full-width character in this line: they get one finding.
    fn full_width_fix_in_line(&mut self) -> Option<&mut Fix> {
        let place = self.output.findings.last()?.primary.span;
        let in_line = self.is_in_current_line(place);
        let finding = self.output.findings.last_mut()?;
        let is_alike = in_line && *finding.rule == FULL_WIDTH_PUNCTUATION;
        finding.fix.as_mut().filter(|_| is_alike)
    }
}

impl Repairer<'_> {
    /// Whether a word is a field's name in this file. Chinese names are words of many texts: only where the file uses them
    /// are they taken for names.
    pub(super) fn is_field_name(&self, word: &str) -> bool {
        let has_chinese_names = || *self.has_chinese_names.get_or_init(|| are_mostly_chinese(self.typed));
        is_field_name(word) || format_fields::is_known_in_any_language(word) && has_chinese_names()
    }

    /// The known field name that a text begins with.
    pub(super) fn leading_field_name<'n>(&self, text: &'n str) -> Option<&'n str> {
        let text = without_indentation(text);
        let line = first_line(text);
        let name = line[..line.find([':', '：'])?].trim();
        self.is_field_name(&visible(name)).then_some(name)
    }

    pub(super) fn begins_with_field(&self, text: &str) -> bool {
        self.leading_field_name(text).is_some()
    }
}

/// Whether a word is certainly a field's name: an English one of the format, or a language of the program.
pub fn is_field_name(word: &str) -> bool {
    format_fields::is_known(word) || is_language(word)
}

/// Whether a word is the tag of a language of the program.
pub fn is_language(word: &str) -> bool {
    Tag::parse(word).is_some_and(|tag| Lang::of(tag.as_str()).is_some())
}
