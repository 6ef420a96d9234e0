//! A field's name and the colon after it.

use super::invisible::{blank_length, invisible, is_space, unindented, visible};
use super::quotes::clever_name;
use super::walk::first_line;
use super::{Mender, slips};
use crate::checks::shape::{FULL_WIDTH_PUNCTUATION, INVALID_YAML};
use crate::diagnostic::{Edit, Fix};
use crate::load::fields;
use crate::model::Tag;
use crate::words;
use crate::words::{Lang, Words};

impl Mender<'_> {
    /// A field's name and its colon, mended where the slip is certain; whether there is one. `within` is how far it may
    /// reach.
    pub(super) fn field(&mut self, within: &str) -> bool {
        if within.starts_with(['"', '\'', '[', '{']) {
            return false;
        }
        if let Some(name) = clever_name(within) {
            self.cleverly_quoted(name);
            return true;
        }
        let Some(colon) = within.find([':', '：']) else { return false };
        let (typed, after) =
            within[colon..].split_at(if within[colon..].starts_with(':') { 1 } else { '：'.len_utf8() });
        let name = visible(&within[..colon]);
        let proper = typed == ":" && (after.is_empty() || after.starts_with([' ', '\t', '\n', '\r', ',', ']', '}']));
        if !proper && !is_name(&name) {
            return false;
        }
        self.name(colon);
        self.field_name.clear();
        self.field_name.push_str(&name);
        if typed == "：" {
            self.full_width_colon(&name);
            self.replace(typed.len() + blank_length(after), ": ");
        } else if proper {
            self.copy();
            self.blanks_that_look_like_nothing();
        } else {
            self.copy();
            self.no_space_after_colon(&name, after);
        }
        true
    }

    /// A field's name, without what cannot be seen in it.
    fn name(&mut self, length: usize) {
        let end = self.at + length;
        while self.at < end {
            let Some(character) = self.peek() else { return };
            match invisible(character) {
                // A tab or a space before the colon is allowed, if odd.
                Some(called) if character != '\t' => {
                    let at = self.span(character.len_utf8());
                    let finding = slips::invisible_at(at, character, called, words!("a field name", "字段名里"));
                    self.tell(finding.fix(words!("delete it", "删掉它"), at, ""));
                    self.replace(character.len_utf8(), "");
                }
                _ => self.copy(),
            }
        }
    }

    /// `title:收银台`: something else than a space after the colon of a field.
    fn no_space_after_colon(&mut self, name: &str, after: &str) {
        let blanks = blank_length(after);
        match after.chars().next().and_then(|next| Some((next, invisible(next)?))) {
            Some((next, called)) => {
                let within = words!("place of a space", "冒号后面");
                let finding = slips::invisible_at(self.span(next.len_utf8()), next, called, within);
                self.tell(finding.fix(words!("type a space", "改为空格"), self.span(blanks), " "));
            }
            None if self.told_in_line() => {
                // One slip of the keyboard, and one cure for all of them.
                let at = self.span(0);
                let last = self.mended.findings.last_mut().and_then(|last| last.fix.as_mut());
                if let Some(fix) = last.filter(|fix| fix.edits.iter().all(|edit| edit.text == " ")) {
                    fix.edits.push(Edit { span: at, text: " ".to_owned() });
                }
            }
            None => {
                let value = after.split([',', '}', '\n', '\r']).next().unwrap_or_default();
                // What stands before the name in its line: a dash, or fields in braces.
                let line = self.mended.text.rsplit('\n').next().unwrap_or_default();
                let before = line.strip_suffix(':').and_then(|line| line.strip_suffix(name)).map(str::trim_start);
                let before =
                    before.filter(|before| before.chars().all(|next| matches!(next, '-' | ' '))).map(str::to_owned);
                self.tell(slips::no_space(self.span(0), before.as_deref(), name, value.trim()));
            }
        }
        self.replace(blanks, " ");
    }

    /// Whether the last finding tells of a slip of this kind in this line already.
    fn told_in_line(&self) -> bool {
        self.mended.findings.last().is_some_and(|last| *last.rule == INVALID_YAML && self.is_in_line(last.primary.span))
    }

    /// After a field's colon nothing but spaces, some of which YAML would take for a text.
    fn blanks_that_look_like_nothing(&mut self) {
        let rest = self.rest();
        let length = blank_length(rest);
        let (blank, after) = rest.split_at(length);
        if !(after.is_empty() || after.starts_with(['\n', '\r'])) {
            return;
        }
        let odd = blank.char_indices().find_map(|(at, next)| Some((at, next, invisible(next)?)));
        if let Some((at, character, called)) = odd.filter(|(_, character, _)| *character != '\t') {
            self.copy_bytes(at);
            let within = words!("place of a space", "冒号后面");
            let finding = slips::invisible_at(self.span(character.len_utf8()), character, called, within);
            self.tell(finding.fix(words!("delete it", "删掉它"), self.span(length - at), ""));
            self.replace(length - at, "");
        }
    }

    /// `“title”: `: a name in quotation marks that YAML takes for letters.
    fn cleverly_quoted(&mut self, name: &str) {
        let mark = |rest: &str| rest.chars().next().map_or(0, char::len_utf8);
        let opening = mark(self.rest());
        let length = opening + name.len() + mark(&self.rest()[opening + name.len()..]);
        self.tell(slips::clever_quotes(self.span(length), name));
        self.replace(opening, "");
        self.copy_bytes(name.len());
        self.replace(length - opening - name.len(), "");
        self.copy();
    }

    /// Whether the line begins with a field whose name is in quotation marks.
    pub(super) fn is_quoted_field(&self) -> bool {
        let line = self.line_rest();
        let Some(mark) = line.chars().next().filter(|first| matches!(first, '"' | '\'')) else { return false };
        line[1..].find(mark).is_some_and(|end| line[end + 2..].starts_with(':'))
    }

    /// `name；收银台`, `name = The counter`: whether a known name is followed by a sign that was meant as its colon.
    pub(super) fn another_sign_than_a_colon(&mut self) -> bool {
        let line = self.line_rest();
        let Some(at) = line.find(['；', ';', '=', '＝']) else { return false };
        let name = visible(&line[..at]);
        let Some(sign) = line[at..].chars().next().filter(|_| is_name(&name)) else { return false };
        let written = line[..at].trim_end().len();
        self.copy_bytes(written);
        let blank = at - written;
        let after = &line[at + sign.len_utf8()..];
        let spaces = after.len() - after.trim_start().len();
        let whole = self.span(blank + sign.len_utf8() + spaces);
        self.tell(slips::another_sign_than_a_colon(self.span_after(blank, sign.len_utf8()), whole, sign, &name));
        self.replace(blank + sign.len_utf8() + spaces, ": ");
        true
    }

    /// Tells of a full-width colon after a name; what takes its place is for the caller to write.
    pub(super) fn full_width_colon(&mut self, name: &str) {
        let message = words!("full-width colon after `{name}`", "`{name}` 后面是全角冒号");
        self.full_width('：', ": ", message, &format!("{name}: "));
    }

    /// Tells of a full-width sign where `half` belongs; `instead` is what to type.
    pub(super) fn full_width(&mut self, typed: char, half: &str, message: Words, instead: &str) {
        let at = self.span(typed.len_utf8());
        // A space that is there already is not typed twice.
        let spaced = self.rest()[typed.len_utf8()..].starts_with(is_space);
        let by = if spaced { half.trim() } else { half };
        match self.same_slip_in_line() {
            Some(fix) => fix.edits.push(Edit { span: at, text: by.to_owned() }),
            None => self.tell(slips::full_width(at, message, half, instead, by)),
        }
    }

    /// The cure of the last finding, if it is about another full-width sign in this line: one slip of the keyboard.
    fn same_slip_in_line(&mut self) -> Option<&mut Fix> {
        let place = self.mended.findings.last()?.primary.span;
        let in_line = self.is_in_line(place);
        let finding = self.mended.findings.last_mut()?;
        let same = in_line && *finding.rule == FULL_WIDTH_PUNCTUATION;
        finding.fix.as_mut().filter(|_| same)
    }
}

/// Whether a word is surely meant as a field's name: one of the format, or a language of the program.
pub fn is_name(word: &str) -> bool {
    fields::is_known(word) || is_language(word)
}

/// Whether a word is the tag of a language of the program.
pub fn is_language(word: &str) -> bool {
    Tag::parse(word).is_some_and(|tag| Lang::of(tag.as_str()).is_some())
}

/// The known field that a text begins with.
pub(super) fn known_field_at(text: &str) -> Option<&str> {
    let text = unindented(text);
    let line = first_line(text);
    let name = line[..line.find([':', '：'])?].trim();
    is_name(&visible(name)).then_some(name)
}

pub(super) fn begins_known_field(text: &str) -> bool {
    known_field_at(text).is_some()
}
