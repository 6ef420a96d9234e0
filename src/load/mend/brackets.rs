//! Lists and fields in brackets, over as many lines as it takes.

use super::invisible::{is_space, visible};
use super::name::is_name;
use super::quotes::{closing_mark, ends_level, in_one_line};
use super::{DEEPEST, Mender, slips};
use crate::load::fields;
use crate::words;
use crate::yaml::flow_scalar;

/// No list of words in one line is longer, in bytes.
const LONGEST_LIST: usize = 400;

/// No field's name is longer, in bytes.
const LONGEST_NAME: usize = 100;

impl<'t> Mender<'t> {
    /// A list or fields in brackets, closed before the next line that stands no deeper than its field.
    pub(super) fn bracketed_value(&mut self, parent: usize) {
        if self.too_deep {
            return self.copy_line();
        }
        // A map that is in brackets as a whole is inside no level.
        let parent = (!self.levels.is_empty()).then_some(parent);
        match closing_bracket(self.rest(), parent) {
            Brackets::Closed(end) => self.closed_brackets(end),
            Brackets::Open { end, closing } => {
                let (opening, last) = (self.peek().unwrap_or('['), closing.chars().next_back().unwrap_or(']'));
                self.tell(slips::never_closed(self.span(1), opening, last));
                self.brackets(self.at + end);
                self.replace(0, &closing);
            }
            Brackets::TooDeep => {
                self.too_deep = true;
                self.copy_line();
            }
        }
    }

    /// Brackets that are closed `end` bytes further on, and what follows them in their line.
    fn closed_brackets(&mut self, end: usize) {
        let after = self.rest()[end..].split(['\n', '\r']).next().unwrap_or_default();
        let more = after.trim_start();
        let is_text = !more.is_empty() && !more.starts_with(['#', ':', ',', ']', '}']);
        if is_text && in_one_line(&self.rest()[..end]) {
            let opening = self.peek().unwrap_or('[');
            self.tell(slips::cannot_begin(self.span(1), opening, self.line_rest()));
            return self.take_as_text();
        }
        let closed = self.at + end;
        self.brackets(closed);
        // A quotation mark that is never closed may have led further.
        if self.at != closed {
            return;
        }
        if let Some(extra @ (']' | '}' | ',')) = more.chars().next() {
            self.copy_bytes(after.len() - more.len());
            self.tell(slips::one_too_many(self.span(1), extra));
            self.replace(1, "");
        }
    }

    /// From an opening bracket to the one that closes it.
    fn brackets(&mut self, until: usize) {
        let mut depth = 0usize;
        let mut parted = false;
        let (mut entry_begins, mut value_begins) = (true, true);
        while let Some(character) = self.peek().filter(|_| self.at < until) {
            match character {
                '[' | '{' => {
                    depth += 1;
                    (entry_begins, value_begins) = (true, true);
                    let one_text = character == '[' && is_one_text_with_commas(self.rest());
                    // A comma between names parts them; one in a sentence may belong to it.
                    parted = one_text && fields::lists_names(&self.field_name);
                    if one_text && !parted {
                        self.comma_in_prose();
                    }
                    self.copy();
                }
                '，' | '、' if parted => {
                    let message = if character == '，' {
                        words!("full-width comma between the items of a list", "列表各项之间是全角逗号")
                    } else {
                        words!("enumeration comma `、` between the items of a list", "列表各项之间是顿号 `、`")
                    };
                    self.full_width(character, ", ", message, ", ");
                    self.replace(character.len_utf8(), ", ");
                    (entry_begins, value_begins) = (true, true);
                }
                ']' | '}' => {
                    depth = depth.saturating_sub(1);
                    parted = false;
                    (entry_begins, value_begins) = (false, false);
                    self.copy();
                    if depth == 0 {
                        return;
                    }
                }
                ',' => {
                    (entry_begins, value_begins) = (true, true);
                    self.copy();
                }
                '，' if self.comma_parts_fields() => {
                    let message = words!("full-width comma between two fields", "两个字段之间是全角逗号");
                    self.full_width('，', ", ", message, ", ");
                    self.replace('，'.len_utf8(), ", ");
                    (entry_begins, value_begins) = (true, true);
                }
                '"' | '\'' if value_begins => {
                    self.quoted(character);
                    (entry_begins, value_begins) = (false, false);
                }
                '&' | '!' if value_begins && (self.anchored() || self.tagged()) => entry_begins = false,
                '#' if self.mended.text.ends_with([' ', '\n', '\r', '\t']) => self.copy_line(),
                '\t' if self.mended.text.ends_with(['\n', '\r']) => self.indentation(character, 0),
                ' ' | '\t' | '\n' | '\r' => self.copy(),
                _ if entry_begins => {
                    entry_begins = false;
                    value_begins = self.field(self.entry());
                    if !value_begins {
                        self.copy();
                    }
                }
                ':' => {
                    self.copy();
                    value_begins = true;
                }
                _ => {
                    self.copy();
                    self.copy_word(until);
                    value_begins = false;
                }
            }
        }
    }

    /// `[先听完，再补救]`: a full-width comma that parts two items, or belongs to the one text.
    fn comma_in_prose(&mut self) {
        let list = self.rest();
        let Some(text) = list[1..].split(']').next() else { return };
        let Some((at, comma)) = text.char_indices().find(|(_, next)| matches!(next, '，' | '、')) else { return };
        let items: Vec<&str> = text.split(['，', '、']).map(str::trim).filter(|item| !item.is_empty()).collect();
        let whole = self.span(1 + text.len() + 1);
        self.tell(slips::comma_in_prose(self.span_after(1 + at, comma.len_utf8()), comma, whole, text.trim(), &items));
    }

    /// The rest of a word, up to any sign or blank that may mean something in brackets.
    fn copy_word(&mut self, until: usize) {
        let rest = self.typed.get(self.at..until).unwrap_or_default();
        let may_mean_something =
            |next: char| matches!(next, '，' | '、') || next.is_ascii() && !next.is_ascii_alphanumeric();
        self.copy_bytes(rest.find(may_mean_something).unwrap_or(rest.len()));
    }

    /// The entry of a bracket that begins here, as far as its name may reach.
    fn entry(&self) -> &'t str {
        let near = self.near();
        let colon = near.find([':', '：']).unwrap_or(near.len());
        match near[..colon].find([',', '，', '[', ']', '{', '}', '\n', '\r']) {
            Some(end) => &near[..end],
            None => near,
        }
    }

    /// Whether a full-width comma stands where the next field begins: `{id: counter，name: ...}`.
    fn comma_parts_fields(&self) -> bool {
        let near = self.near().trim_start_matches(|next| next == '，' || is_space(next));
        near.find([':', '：']).is_some_and(|colon| is_name(&visible(&near[..colon])))
    }

    fn near(&self) -> &'t str {
        &self.rest()[..self.rest().floor_char_boundary(LONGEST_NAME)]
    }
}

/// How brackets end.
enum Brackets {
    /// After so many bytes.
    Closed(usize),
    /// Not before the line that ends after so many bytes, where these brackets are missing.
    Open { end: usize, closing: String },
    /// Deeper than any list can be nested: the reader says so.
    TooDeep,
}

/// Where brackets end. Inside a level, a line that stands no deeper than its field, in column `parent`, is of another.
fn closing_bracket(text: &str, parent: Option<usize>) -> Brackets {
    let mut closing = String::new();
    let mut before = ' ';
    let mut characters = text.char_indices();
    let mut end = text.trim_end().len();
    while let Some((at, character)) = characters.next() {
        let mut skip_to = |end: usize| {
            while characters.clone().next().is_some_and(|(next, _)| next < end) {
                characters.next();
            }
        };
        match character {
            '[' | '{' if closing.len() == DEEPEST => return Brackets::TooDeep,
            '[' => closing.push(']'),
            '{' => closing.push('}'),
            ']' | '}' => {
                closing.pop();
                if closing.is_empty() {
                    return Brackets::Closed(at + 1);
                }
            }
            '"' | '\'' if matches!(before, '[' | '{' | ',' | ':' | '，' | '：') => {
                skip_to(at + closing_mark(&text[at..], character, parent.unwrap_or(0)).unwrap_or(1));
            }
            // An anchor or a tag: what follows it may be in quotation marks.
            '&' | '!' if matches!(before, '[' | '{' | ',' | ':') => {
                skip_to(at + text[at..].find([' ', '\n', ',', '[', ']', '{', '}']).unwrap_or(1));
                continue;
            }
            '#' if text[..at].ends_with([' ', '\n']) => {
                skip_to(at + text[at..].find('\n').unwrap_or(text.len() - at));
            }
            '\n' if parent.is_some_and(|parent| ends_level(&text[at + 1..], parent))
                && !text[at + 1..].trim_start().starts_with([']', '}']) =>
            {
                end = text[..at].trim_end().len();
                break;
            }
            _ => {}
        }
        if !character.is_whitespace() {
            before = character;
        }
    }
    Brackets::Open { end, closing: closing.chars().rev().collect() }
}

/// Whether brackets hold one text with Chinese commas in it: `[售后服务，快速支援]`.
fn is_one_text_with_commas(list: &str) -> bool {
    // What is nested in brackets is looked at once for each of them: no further than a line of words goes.
    if list[1..].starts_with(['[', '{']) {
        return false;
    }
    let list = &list[..list.floor_char_boundary(LONGEST_LIST)];
    let Some(end) = list.find([']', '\n']).filter(|&end| list[end..].starts_with(']')) else { return false };
    let text = &list[1..end];
    text.contains(['，', '、']) && !text.contains(['[', '{', ',', '"', '\'', '#', ':', '：', '。'])
}

/// What stands in a list in full-width brackets, `［甲，乙］`, if that is plain.
pub fn in_full_width_brackets(typed: &str) -> Option<&str> {
    let inner = typed.trim().strip_prefix(['［', '【', '['])?.strip_suffix(['］', '】', ']'])?;
    let is_plain = !inner.contains(['[', ']', '{', '}', '"', '\'', '#', ':', '\n', '［', '］', '【', '】', '｛', '｝']);
    is_plain.then_some(inner)
}

/// Fields in full-width braces as they were meant, `｛id：counter，name：收银台｝`; none unless a known field begins after
/// each comma: another may belong to a text.
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
    is_name(&name).then(|| format!("{name}: {}", flow_scalar(value)))
}
