//! Slips of the keyboard that break or bend YAML: full-width punctuation, spaces that are not spaces, a colon without
//! its space.
//!
//! Each is told, and the text is read on as if it were mended. What is mended remembers where it stood, so that every
//! place found later is a place in the author's own text. Texts are left alone: only where structure is expected
//! (indentation, field names, what parts the entries of brackets) is a sign taken for a slip.

use std::ops::Range;

use crate::checks::shape::{FULL_WIDTH_PUNCTUATION, INVALID_YAML, INVISIBLE_CHARACTER};
use crate::diagnostic::Diagnostic;
use crate::model::Tag;
use crate::source::{SourceId, Span};
use crate::words::{Lang, Phrase, Words};
use crate::{phrase, words};

use super::fields;

/// A text as it should have been typed.
pub struct Mended {
    /// The text.
    pub text: String,
    /// What was wrong with it.
    pub findings: Vec<Diagnostic>,
    replaced: Vec<Replaced>,
}

/// One stretch that is not as it was typed.
struct Replaced {
    mended: Range<usize>,
    typed: Range<usize>,
}

impl Mended {
    /// Where a byte of the mended text stands in the text as typed.
    pub fn typed_at(&self, byte: usize) -> usize {
        match self.replaced.partition_point(|replaced| replaced.mended.start <= byte).checked_sub(1) {
            None => byte,
            Some(last) => {
                let Replaced { mended, typed } = &self.replaced[last];
                if byte < mended.end { typed.start } else { typed.end + (byte - mended.end) }
            }
        }
    }
}

/// Mends `text`, which begins at `offset` in its file.
pub fn mend(id: SourceId, text: &str, offset: usize) -> Mended {
    let mended = Mended { text: String::with_capacity(text.len()), findings: Vec::new(), replaced: Vec::new() };
    let spaces_indent = text.lines().any(|line| line.starts_with(' ') && !line.trim().is_empty());
    let mut mender = Mender { id, offset, typed: text, at: 0, outer: 0, in_text: false, spaces_indent, mended };
    while mender.at < text.len() {
        mender.line();
    }
    mender.mended
}

/// A walk through the text, line by line where it is a block, entry by entry inside brackets.
struct Mender<'t> {
    id: SourceId,
    offset: usize,
    typed: &'t str,
    at: usize,
    /// The column of the last field or list item: a text that goes on stands further in.
    outer: usize,
    /// Whether a plain text may go on in the next line.
    in_text: bool,
    /// Whether some line is indented by spaces.
    spaces_indent: bool,
    mended: Mended,
}

/// No field's name is longer, in bytes.
const LONGEST_NAME: usize = 100;

impl<'t> Mender<'t> {
    fn rest(&self) -> &'t str {
        &self.typed[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// What is left of the line, without its break.
    fn line_rest(&self) -> &'t str {
        let rest = self.rest();
        &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())]
    }

    fn span(&self, length: usize) -> Span {
        let start = self.offset + self.at;
        Span::new(self.id, start..start + length)
    }

    /// Takes one character over as it is, unless it is one that no text can hold.
    fn copy(&mut self) {
        let Some(character) = self.peek() else { return };
        match unprintable(character) {
            Some(name) => {
                let span = self.span(character.len_utf8());
                self.mended.findings.push(invisible_at(span, character, name, words!("the text", "文字里")));
                self.replace(character.len_utf8(), if breaks_lines(character) { " " } else { "" });
            }
            None => {
                self.mended.text.push(character);
                self.at += character.len_utf8();
            }
        }
    }

    fn copy_bytes(&mut self, length: usize) {
        let end = self.at + length;
        while self.at < end {
            self.copy();
        }
    }

    /// Takes over what is left of the line and its break.
    fn copy_line(&mut self) {
        self.copy_bytes(self.line_rest().len());
        self.copy_break();
    }

    fn copy_break(&mut self) {
        let length = match self.rest().as_bytes() {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        };
        self.copy_bytes(length);
    }

    /// Puts `by` where `length` bytes were typed.
    fn replace(&mut self, length: usize, by: &str) {
        let from = self.mended.text.len();
        self.mended.text.push_str(by);
        let typed = self.at..self.at + length;
        self.mended.replaced.push(Replaced { mended: from..self.mended.text.len(), typed });
        self.at += length;
    }

    /// One line of a block: its indentation and dashes, its field, its value with all further lines that belong to it.
    fn line(&mut self) {
        let line = self.line_rest();
        if visible(line).is_empty() {
            self.replace(line.len(), "");
            return self.copy_break();
        }
        let start = self.mended.text.len();
        let mut dash = None;
        let is_structure = begins_structure(line);
        while let Some(character) = self.peek() {
            let column = self.mended.text.len() - start;
            let after = self.rest().chars().nth(1).filter(|after| !matches!(after, '\n' | '\r'));
            match character {
                ' ' => self.copy(),
                '-' if after.is_none_or(is_space) => {
                    dash = Some(column);
                    self.copy();
                }
                '－' if after.is_some_and(is_space) => {
                    dash = Some(column);
                    let message = words!("full-width dash before a list item", "列表项前面是全角短横线");
                    self.full_width('－', "-", message, "- ");
                    self.replace(character.len_utf8(), "-");
                }
                _ if invisible(character).is_some() => {
                    if dash.is_none() && column > self.outer && !is_structure {
                        return self.copy_line();
                    }
                    self.indentation(character);
                }
                _ => break,
            }
        }
        let column = self.mended.text.len() - start;
        if self.peek() == Some('#') {
            return self.copy_line();
        }
        if self.in_text && column > self.outer {
            self.field_in_text();
            return self.copy_line();
        }
        let is_field = self.field(self.line_rest());
        let parent = if is_field { column } else { dash.unwrap_or(column) };
        if is_field || dash.is_some() {
            self.outer = parent;
        }
        self.value(parent);
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

    /// A run of one invisible character in the indentation.
    fn indentation(&mut self, character: char) {
        let run = self.rest().chars().take_while(|next| *next == character).count();
        let width = match character {
            '\t' | '\u{3000}' => 2,
            '\u{a0}' => 1,
            _ => 0,
        };
        // After a dash one space is enough, whatever the width: the lines below stand two further in.
        let by = if self.mended.text.ends_with('-') { " ".to_owned() } else { " ".repeat(width * run) };
        let at = self.span(run * character.len_utf8());
        let name = invisible(character).unwrap_or(SPACE);
        let finding = invisible_at(at, character, name, words!("the indentation", "缩进里"));
        // How wide a tab was meant to be is certain only where nothing is indented by spaces.
        let certain = character != '\t' || !self.spaces_indent;
        let cure = || words!("use ordinary spaces", "改为普通空格");
        self.mended.findings.push(if certain { finding.fix(cure(), at, by.clone()) } else { finding });
        self.replace(run * character.len_utf8(), &by);
    }

    /// A field's name and its colon, mended where the slip is certain; whether there is one. `within` is how far it may
    /// reach.
    fn field(&mut self, within: &str) -> bool {
        if within.starts_with(['"', '\'', '[', '{']) {
            return false;
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
        let spaces = after.len() - after.trim_start_matches(|next| is_space(next) || is_zero_width(next)).len();
        if typed == "：" {
            self.full_width_colon(&name);
            self.replace(typed.len() + spaces, ": ");
        } else if !proper {
            self.copy();
            match after.chars().next().and_then(|next| Some((next, invisible(next)?))) {
                Some((next, called)) => {
                    self.mended.findings.push(
                        invisible_at(self.span(next.len_utf8()), next, called, words!("place of a space", "冒号后面"))
                            .fix(words!("type a space", "改为空格"), self.span(spaces), " "),
                    )
                }
                None => self.mended.findings.push(no_space(self.span(0), &name)),
            }
            self.replace(spaces, " ");
        } else {
            self.copy();
            self.blanks_that_look_like_nothing();
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
                    self.mended.findings.push(
                        invisible_at(at, character, called, words!("a field name", "字段名里")).fix(
                            words!("delete it", "删掉它"),
                            at,
                            "",
                        ),
                    );
                    self.replace(character.len_utf8(), "");
                }
                _ => self.copy(),
            }
        }
    }

    /// After a field's colon nothing but spaces, some of which YAML would take for a text.
    fn blanks_that_look_like_nothing(&mut self) {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(|next| is_space(next) || is_zero_width(next)).len();
        let (blank, after) = rest.split_at(length);
        if !(after.is_empty() || after.starts_with(['\n', '\r'])) {
            return;
        }
        let odd = blank.char_indices().find_map(|(at, next)| Some((at, next, invisible(next)?)));
        if let Some((at, character, called)) = odd.filter(|(_, character, _)| *character != '\t') {
            self.copy_bytes(at);
            let within = words!("place of a space", "冒号后面");
            self.mended.findings.push(invisible_at(self.span(character.len_utf8()), character, called, within).fix(
                words!("delete it", "删掉它"),
                self.span(length - at),
                "",
            ));
            self.replace(length - at, "");
        }
    }

    fn full_width_colon(&mut self, name: &str) {
        let message = words!("full-width colon after `{name}`", "`{name}` 后面是全角冒号");
        self.full_width('：', ": ", message, &format!("{name}: "));
    }

    fn full_width(&mut self, typed: char, half: &str, message: Words, instead: &str) {
        let at = self.span(typed.len_utf8());
        let sign = half.trim();
        // A space that is there already is not typed twice.
        let spaced = self.rest()[typed.len_utf8()..].starts_with(is_space);
        let by = if spaced { sign } else { half };
        self.mended.findings.push(
            FULL_WIDTH_PUNCTUATION
                .at(at, message)
                .label(words!("YAML needs `{sign}` and a space here", "这里要用半角 `{sign}` 加一个空格"))
                .help(words!("type `{instead}`", "请输入 `{instead}`"))
                .fix(words!("write `{half}`", "改为 `{half}`"), at, by),
        );
    }

    /// What stands after a field's colon or a dash; `parent` is the column that a block of text stands deeper than.
    fn value(&mut self, parent: usize) {
        self.before_value();
        // What is quoted may be a field's name, and its value quoted again.
        while let Some(mark @ ('"' | '\'')) = self.peek() {
            self.quoted(mark);
            if self.peek() != Some(':') {
                return self.copy_line();
            }
            self.copy();
            self.before_value();
        }
        match self.peek() {
            Some('[' | '{') => self.brackets(),
            Some('|' | '>') if is_block_header(self.line_rest()) => {
                self.copy_line();
                return self.block_text(parent);
            }
            Some('#' | '\n' | '\r') | None => {}
            Some(_) => self.in_text = true,
        }
        self.copy_line();
    }

    /// Spaces and anchors in front of a value.
    fn before_value(&mut self) {
        self.in_text = false;
        loop {
            match self.peek() {
                Some(' ' | '\t') => self.copy(),
                Some('&') => self.copy_bytes(self.line_rest().find(' ').unwrap_or(self.line_rest().len())),
                _ => return,
            }
        }
    }

    fn quoted(&mut self, mark: char) {
        self.copy();
        while let Some(character) = self.peek() {
            self.copy();
            match (mark, character) {
                ('"', '\\') => self.copy(),
                ('\'', '\'') if self.rest().starts_with('\'') => self.copy(),
                _ if character == mark => return,
                _ => {}
            }
        }
    }

    /// The lines of a `|` or `>`: whatever stands deeper than its field.
    fn block_text(&mut self, parent: usize) {
        while self.at < self.typed.len() {
            let line = self.line_rest();
            let indent = line.len() - line.trim_start_matches(' ').len();
            if indent > parent {
                self.copy_line();
            } else if visible(line).is_empty() {
                self.replace(line.len(), "");
                self.copy_break();
            } else {
                return;
            }
        }
    }

    /// From an opening bracket to the one that closes it, over as many lines as it takes.
    fn brackets(&mut self) {
        let mut depth = 0usize;
        let (mut entry_begins, mut value_begins) = (true, true);
        while let Some(character) = self.peek() {
            let line_begins = self.mended.text.ends_with(['\n', '\r']);
            match character {
                '[' | '{' => {
                    depth += 1;
                    (entry_begins, value_begins) = (true, true);
                    self.copy();
                }
                ']' | '}' => {
                    depth -= 1;
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
                '#' if self.mended.text.ends_with([' ', '\n', '\r', '\t']) => self.copy_line(),
                '\t' if line_begins => self.indentation(character),
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
                    value_begins = false;
                }
            }
        }
    }

    /// The entry of a bracket that begins here, as far as its name may reach.
    fn entry(&self) -> &'t str {
        let near = &self.rest()[..self.rest().floor_char_boundary(LONGEST_NAME)];
        let colon = near.find([':', '：']).unwrap_or(near.len());
        match near[..colon].find([',', '，', '[', ']', '{', '}', '\n', '\r']) {
            Some(end) => &near[..end],
            None => near,
        }
    }

    /// Whether a full-width comma stands where the next field begins: `{id: counter，name: ...}`.
    fn comma_parts_fields(&self) -> bool {
        let near = &self.rest()[..self.rest().floor_char_boundary(LONGEST_NAME)];
        let near = near.trim_start_matches(|next| next == '，' || is_space(next));
        near.find([':', '：']).is_some_and(|colon| is_name(&visible(&near[..colon])))
    }
}

/// Whether a word is surely meant as a field's name: one of the format, or a language of the program.
fn is_name(word: &str) -> bool {
    fields::is_known(word) || Tag::parse(word).is_some_and(|tag| Lang::of(tag.as_str()).is_some())
}

/// Whether a line, after what cannot be seen in front of it, is a list item or a field.
fn begins_structure(line: &str) -> bool {
    let line = line.trim_start_matches(|next| next == ' ' || invisible(next).is_some());
    let field = line.find([':', '：']).is_some_and(|colon| {
        let half_width = line[colon..].strip_prefix(':');
        half_width.is_some_and(|after| after.is_empty() || after.starts_with(' ')) || is_name(&visible(&line[..colon]))
    });
    field || line == "-" || line.starts_with("- ")
}

fn is_block_header(line: &str) -> bool {
    let line = line.split(" #").next().unwrap_or(line).trim_end();
    line[1..].chars().all(|next| matches!(next, '+' | '-') || next.is_ascii_digit())
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\u{3000}' | '\u{a0}')
}

fn is_zero_width(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{feff}')
}

const SPACE: Phrase = phrase!("a space", "空格");

/// What a character is called that looks like nothing or like a space.
fn invisible(character: char) -> Option<Phrase> {
    match character {
        '\t' => Some(phrase!("a tab", "制表符")),
        '\u{3000}' => Some(phrase!("a full-width space", "全角空格")),
        '\u{a0}' => Some(phrase!("a no-break space", "不换行空格")),
        '\u{200b}' => Some(phrase!("a zero-width space", "零宽空格")),
        '\u{feff}' => Some(phrase!("a byte order mark", "字节顺序标记")),
        _ => None,
    }
}

/// What a character is called that no text can hold, not even a quoted one.
fn unprintable(character: char) -> Option<Phrase> {
    match character {
        '\t' | '\n' | '\r' => None,
        '\u{85}' | '\u{2028}' => Some(phrase!("a line separator", "行分隔符")),
        '\u{2029}' => Some(phrase!("a paragraph separator", "段落分隔符")),
        _ if character.is_control() => Some(phrase!("a control character", "控制字符")),
        _ => None,
    }
}

fn breaks_lines(character: char) -> bool {
    matches!(character, '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A word without what cannot be seen in it or around it.
pub fn visible(word: &str) -> String {
    let seen: String = word.chars().filter(|character| invisible(*character).is_none()).collect();
    seen.trim().to_owned()
}

/// The finding for the first character of a word that cannot be seen; `span` is the word's, and has its length if
/// nothing in it is quoted or folded.
pub fn invisible_in_word(word: &str, span: Span) -> Option<Diagnostic> {
    let (at, character, called) =
        word.trim().char_indices().find_map(|(at, character)| Some((at, character, invisible(character)?)))?;
    let plain = span.range().len() == word.len();
    let lead = word.len() - word.trim_start().len();
    let start = span.start as usize + lead + at;
    let at = if plain { Span::new(span.source, start..start + character.len_utf8()) } else { span };
    Some(invisible_at(at, character, called, words!("the word `{}`", "`{}` 里", visible(word))))
}

fn invisible_at(at: Span, character: char, called: Phrase, within: Words) -> Diagnostic {
    let code = u32::from(character);
    let advice = match character {
        '\t' => words!("use two ordinary spaces for each tab", "每个制表符请改成两个普通空格"),
        '\u{3000}' => words!("type two ordinary spaces in its place", "请换成两个普通空格"),
        '\u{a0}' => words!("type an ordinary space in its place", "请换成普通空格"),
        _ if breaks_lines(character) => {
            words!("delete it; for a new line press Enter", "请删掉它；要换行请按回车键")
        }
        _ => words!("delete it", "请删掉它"),
    };
    INVISIBLE_CHARACTER
        .at(
            at,
            words!(
                "{} (U+{code:04X}) in {}", "{}有{}（U+{code:04X}）",
                called.en, within.en; within.zh, called.zh
            ),
        )
        .label(words!("it cannot be seen here", "这里有一个看不见的字符"))
        .help(advice)
}

fn no_space(at: Span, name: &str) -> Diagnostic {
    INVALID_YAML
        .at(at, words!("there is no space after the colon of `{name}`", "`{name}` 的冒号后面少了一个空格"))
        .label(words!("a space belongs here", "这里要空一格"))
        .help(words!("type `{name}: `", "请输入 `{name}: `"))
        .fix(words!("type a space", "加一个空格"), at, " ")
}
