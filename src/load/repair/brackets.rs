//! Repairs lists and fields in brackets, over as many lines as they take.

use super::field_name::is_field_name;
use super::invisible_characters::{is_space, visible};
use super::quotes::{ends_block, find_closing_quote, in_one_line};
use super::{MAX_DEPTH, Repairer, messages};
use crate::load::format_fields;
use crate::words;
use crate::words::Words;
use crate::yaml::flow_scalar;

/// The longest list of words in one line, in bytes.
const MAX_LIST_LENGTH: usize = 400;

/// The longest name of a field, in bytes.
const MAX_NAME_LENGTH: usize = 100;

impl<'t> Repairer<'t> {
    /// Repairs a list or fields in brackets; `parent` is the column of their field. Missing closing brackets are added before
    /// the next line that stands no deeper.
    pub(super) fn repair_bracketed(&mut self, parent: usize) {
        if self.too_deep {
            return self.copy_rest_of_line();
        }
        // A map that is in brackets as a whole is inside no block.
        let parent = (!self.open_blocks.is_empty()).then_some(parent);
        match find_bracket_end(self.rest(), parent) {
            BracketEnd::Closed(end) => self.repair_closed_brackets(end),
            BracketEnd::Missing { end, closing } => {
                let (opening, last) = (self.peek().unwrap_or('['), closing.chars().next_back().unwrap_or(']'));
                let line = self.rest().lines().next().unwrap_or_default();
                let is_in_comment = line.split_once(" #").is_some_and(|(_, comment)| comment.contains(last));
                let never_closed = if is_in_comment { messages::closed_in_comment } else { messages::never_closed };
                self.report(never_closed(self.span(1), opening, last));
                self.copy_brackets(self.at + end);
                self.replace(0, &closing);
            }
            BracketEnd::TooDeep => {
                self.too_deep = true;
                self.copy_rest_of_line();
            }
        }
    }

    /// Repairs brackets that are closed `end` bytes further on, and what follows them in their line.
    fn repair_closed_brackets(&mut self, end: usize) {
        let after = self.rest()[end..].split(['\n', '\r']).next().unwrap_or_default();
        let more = after.trim_start();
        let is_text = !more.is_empty() && !more.starts_with(['#', ':', ',', ']', '}']);
        if is_text && in_one_line(&self.rest()[..end]) {
            let opening = self.peek().unwrap_or('[');
            let text = self.rest_of_text();
            self.report(messages::reserved_start(self.span(1), opening, self.span(text.len()), text));
            return self.quote_rest_of_line();
        }
        let closed = self.at + end;
        self.copy_brackets(closed);
        // A quotation mark that is never closed may have been copied further.
        if self.at != closed {
            return;
        }
        if let Some(extra @ (']' | '}' | ',')) = more.chars().next() {
            self.copy_bytes(after.len() - more.len());
            self.report(messages::extra_character(self.span(1), extra));
            self.replace(1, "");
        }
    }

    /// Copies from an opening bracket to the closing one, which is before `until`, and repairs keys and commas in between.
    fn copy_brackets(&mut self, until: usize) {
        let mut open = Vec::new();
        let mut commas_separate_names = false;
        let mut expected = Expected::Entry;
        while let Some(character) = self.peek().filter(|_| self.at < until) {
            expected = match character {
                '[' | '{' => {
                    open.push(character);
                    commas_separate_names = self.has_names_with_commas(character);
                    self.copy();
                    Expected::Entry
                }
                ']' | '}' => {
                    open.pop();
                    commas_separate_names = false;
                    self.copy();
                    if open.is_empty() {
                        return;
                    }
                    Expected::RestOfValue
                }
                ',' => {
                    self.copy();
                    Expected::Entry
                }
                '，' | '、' if commas_separate_names => {
                    self.replace_comma_between_items(character);
                    Expected::Entry
                }
                '，' if self.is_comma_between_fields() => {
                    self.replace_comma(
                        character,
                        words!("full-width comma between two fields", "两个字段之间是全角逗号"),
                    );
                    Expected::Entry
                }
                _ if self.copy_blank_or_comment(character) => expected,
                _ => self.copy_part_of_entry(character, expected, open.last() == Some(&'['), until),
            };
        }
    }

    /// Copies a blank, or a comment between brackets; returns whether there was one.
    fn copy_blank_or_comment(&mut self, character: char) -> bool {
        match character {
            '#' if self.output.text.ends_with([' ', '\n', '\r', '\t']) => self.copy_rest_of_line(),
            '\t' if self.output.text.ends_with(['\n', '\r']) => self.repair_indentation(character, 0),
            ' ' | '\t' | '\n' | '\r' => self.copy(),
            _ => return false,
        }
        true
    }

    /// Copies the key of an entry, its colon, or a piece of its value; returns what may come next.
    fn copy_part_of_entry(&mut self, character: char, expected: Expected, in_list: bool, until: usize) -> Expected {
        match character {
            '"' | '\'' if expected != Expected::RestOfValue => self.copy_quoted(character),
            '&' | '!' if expected != Expected::RestOfValue && (self.copy_anchor() || self.copy_tag()) => {
                return Expected::Value;
            }
            _ if expected == Expected::Entry => {
                if self.repair_key(self.rest_of_entry(), in_list) {
                    return Expected::Value;
                }
                self.copy();
            }
            ':' => {
                self.copy();
                return Expected::Value;
            }
            _ => {
                self.copy();
                self.copy_word(until);
            }
        }
        Expected::RestOfValue
    }

    /// Whether the list in brackets that begins here holds names that full-width commas separate. Reports such a comma
    /// where it may belong to a sentence.
    fn has_names_with_commas(&mut self, opening: char) -> bool {
        let has_commas = opening == '[' && is_one_text_with_commas(self.rest());
        let are_names = has_commas && format_fields::lists_names(&self.field_name);
        if has_commas && !are_names {
            self.report_ambiguous_comma();
        }
        are_names
    }

    fn replace_comma_between_items(&mut self, comma: char) {
        let message = if comma == '，' {
            words!("full-width comma between the items of a list", "列表各项之间是全角逗号")
        } else {
            words!("enumeration comma `、` between the items of a list", "列表各项之间是顿号 `、`")
        };
        self.replace_comma(comma, message);
    }

    fn replace_comma(&mut self, comma: char, message: Words) {
        self.report_full_width(comma, ", ", message, ", ");
        self.replace(comma.len_utf8(), ", ");
    }

    /// Reports a full-width comma that separates two items or belongs to the one text: `[先听完，再补救]`.
    fn report_ambiguous_comma(&mut self) {
        let list = self.rest();
        let Some(text) = list[1..].split(']').next() else { return };
        let Some((at, comma)) = text.char_indices().find(|(_, next)| matches!(next, '，' | '、')) else { return };
        let items: Vec<&str> = text.split(['，', '、']).map(str::trim).filter(|item| !item.is_empty()).collect();
        let whole = self.span(1 + text.len() + 1);
        self.report(messages::ambiguous_comma(
            self.span_after(1 + at, comma.len_utf8()),
            comma,
            whole,
            text.trim(),
            &items,
        ));
    }

    /// Copies up to the next character that may be syntax in brackets.
    fn copy_word(&mut self, until: usize) {
        let rest = self.typed.get(self.at..until).unwrap_or_default();
        let may_be_syntax =
            |next: char| matches!(next, '，' | '、') || next.is_ascii() && !next.is_ascii_alphanumeric();
        self.copy_bytes(rest.find(may_be_syntax).unwrap_or(rest.len()));
    }

    /// The entry that begins here, as far as its name may reach.
    fn rest_of_entry(&self) -> &'t str {
        let near = self.nearby();
        let colon = near.find([':', '：']).unwrap_or(near.len());
        match near[..colon].find([',', '，', '[', ']', '{', '}', '\n', '\r']) {
            Some(end) => &near[..end],
            None => near,
        }
    }

    /// Whether a field begins after the full-width comma here: `{id: counter，name: ...}`.
    fn is_comma_between_fields(&self) -> bool {
        let near = self.nearby().trim_start_matches(|next| next == '，' || is_space(next));
        near.find([':', '：']).is_some_and(|colon| self.is_field_name(&visible(&near[..colon])))
    }

    /// As much of the text as a field's name may take.
    fn nearby(&self) -> &'t str {
        &self.rest()[..self.rest().floor_char_boundary(MAX_NAME_LENGTH)]
    }
}

/// What may come next inside brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    /// A key, or a value without one.
    Entry,
    /// The value of a key.
    Value,
    /// The rest of a value, or a comma.
    RestOfValue,
}

/// Where brackets end.
enum BracketEnd {
    /// After so many bytes.
    Closed(usize),
    /// At the end of the line that ends after so many bytes, where these brackets are missing.
    Missing { end: usize, closing: String },
    /// Deeper than any list can be nested: the parser reports it.
    TooDeep,
}

/// Finds the end of the brackets that a text begins with. In a block, a line that stands no deeper than the field in column
/// `parent` does not belong to them.
fn find_bracket_end(text: &str, parent: Option<usize>) -> BracketEnd {
    let mut closing = Vec::new();
    let mut before = ' ';
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let mut next = at + character.len_utf8();
        match character {
            '[' | '{' if closing.len() == MAX_DEPTH => return BracketEnd::TooDeep,
            '[' => closing.push(']'),
            '{' => closing.push('}'),
            ']' | '}' => {
                closing.pop();
                if closing.is_empty() {
                    return BracketEnd::Closed(next);
                }
            }
            '"' | '\'' if matches!(before, '[' | '{' | ',' | ':' | '，' | '：') => {
                next = at + find_closing_quote(&text[at..], character, parent.unwrap_or(0)).unwrap_or(1);
            }
            '&' | '!' if matches!(before, '[' | '{' | ',' | ':') => {
                at += text[at..].find([' ', '\n', ',', '[', ']', '{', '}']).unwrap_or(1);
                // What follows an anchor or a tag may be in quotation marks, so `before` stays.
                continue;
            }
            '#' if text[..at].ends_with([' ', '\n']) => next = at + text[at..].find('\n').unwrap_or(text.len() - at),
            '\n' if parent.is_some_and(|parent| leaves_brackets(&text[next..], parent)) => break,
            _ => {}
        }
        if !character.is_whitespace() {
            before = character;
        }
        at = next;
    }
    BracketEnd::Missing { end: text[..at].trim_end().len(), closing: closing.into_iter().rev().collect() }
}

fn leaves_brackets(text: &str, parent: usize) -> bool {
    ends_block(text, parent) && !text.trim_start().starts_with([']', '}'])
}

/// Whether a list holds one text with Chinese commas in it: `[售后服务，快速支援]`.
fn is_one_text_with_commas(list: &str) -> bool {
    // Each bracket of a nested list comes here, so this must not look far.
    if list[1..].starts_with(['[', '{']) {
        return false;
    }
    let list = &list[..list.floor_char_boundary(MAX_LIST_LENGTH)];
    let Some(end) = list.find([']', '\n']).filter(|&end| list[end..].starts_with(']')) else { return false };
    let text = &list[1..end];
    text.contains(['，', '、']) && !text.contains(['[', '{', ',', '"', '\'', '#', ':', '：', '。'])
}

/// The content of a list in full-width brackets, `［甲，乙］`, unless it holds other syntax.
pub fn in_full_width_brackets(typed: &str) -> Option<&str> {
    let inner = typed.trim().strip_prefix(['［', '【', '['])?.strip_suffix(['］', '】', ']'])?;
    let is_plain = !inner.contains(['[', ']', '{', '}', '"', '\'', '#', ':', '\n', '［', '］', '【', '】', '｛', '｝']);
    is_plain.then_some(inner)
}

/// Fields in full-width braces, `｛id：counter，name：收银台｝`, in half-width ones. `None` unless a known field follows each
/// comma: another comma may belong to a text.
pub fn half_width_braces(typed: &str) -> Option<String> {
    let inner = typed.trim().strip_prefix(['｛', '【', '{'])?.strip_suffix(['｝', '】', '}'])?;
    if inner.contains(['[', ']', '{', '}', '"', '\'', '#', '\n', '［', '］', '【', '】', '｛', '｝']) {
        return None;
    }
    let fields: Option<Vec<String>> = inner.split(['，', ',']).map(half_width_field).collect();
    Some(format!("{{{}}}", fields?.join(", ")))
}

fn half_width_field(typed: &str) -> Option<String> {
    let (name, value) = typed.split_once(['：', ':'])?;
    let name = visible(name);
    let value = value.trim_matches(is_space);
    let is_name = is_field_name(&name) || format_fields::is_known_in_any_language(&name);
    is_name.then(|| format!("{name}: {}", flow_scalar(value)))
}
