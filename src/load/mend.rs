//! Slips of the keyboard that break or bend YAML: full-width punctuation, spaces that are not spaces, a colon without
//! its space.
//!
//! Each is told, and the text is read on as if it were mended. What is mended remembers where it stood, so that every
//! place found later is a place in the author's own text. Texts are left alone: only where structure is expected
//! (indentation, field names, what parts the entries of brackets) is a sign taken for a slip.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::checks::shape::{FULL_WIDTH_PUNCTUATION, INVALID_YAML, INVISIBLE_CHARACTER};
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::model::Tag;
use crate::source::{SourceId, Span};
use crate::words::{Lang, Phrase, Words};
use crate::{phrase, words};

use super::decode::full_width_bracket;
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
    let mut mender = Mender {
        id,
        offset,
        typed: text,
        at: 0,
        outer: 0,
        in_text: false,
        spaces_indent,
        levels: Vec::new(),
        opens: true,
        shifted: None,
        named: anchors_and_aliases(text),
        indented_by: BTreeMap::new(),
        mended,
    };
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
    /// Where fields and list items begin whose level has not ended yet.
    levels: Vec<Level>,
    /// Whether the next line may begin a level of its own: the last one says nothing after its name or dash.
    opens: bool,
    /// Since which column, as typed, lines stand that many columns too far to the right (or left).
    shifted: Option<(usize, isize)>,
    /// Anchors and aliases that have their other half somewhere: `&a` and `*a`.
    named: BTreeSet<&'t str>,
    /// Which finding tells of a character in the indentation: an editor puts it into every line.
    indented_by: BTreeMap<char, usize>,
    mended: Mended,
}

/// A level of the file's structure.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Level {
    column: usize,
    /// Whether its lines begin with dashes.
    listed: bool,
}

/// No list of words in one line is longer, in bytes.
const LONGEST_LIST: usize = 400;

/// No level is deeper, nor are brackets.
const DEEPEST: usize = 64;

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
        let end = (self.at + length).min(self.typed.len());
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
        let length = length.min(self.typed.len() - self.at);
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
        let mut dashes = Vec::new();
        let is_structure = begins_structure(line);
        while let Some(character) = self.peek() {
            let column = self.mended.text.len() - start;
            let after = &self.rest()[character.len_utf8()..];
            match character {
                ' ' => self.copy(),
                '-' if after.is_empty() || after.starts_with(|next| is_space(next) || matches!(next, '\n' | '\r')) => {
                    dashes.push(column);
                    self.copy();
                }
                '-' if begins_known_field(after) => {
                    dashes.push(self.dash_without_space(column, line));
                }
                _ if let Some(called) = mistaken_dash(character).filter(|_| begins_known_field(after)) => {
                    dashes.push(column);
                    self.not_a_dash(character, called);
                }
                _ if invisible(character).is_some() => {
                    if dashes.is_empty() && column > self.outer && !is_structure {
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
        let known_field = dashes.is_empty() && begins_known_field(self.rest());
        // A list item stands where its dash stands; further in it is text that goes on.
        let begins = dashes.first().copied().unwrap_or(column);
        if self.in_text && begins > self.outer && !(known_field && self.half_width_colon()) {
            self.field_in_text();
            return self.copy_line();
        }
        if self.peek() == Some('＃') && dashes.is_empty() {
            let message = words!("full-width hash before a comment", "注释前面是全角井号");
            self.full_width('＃', "# ", message, "# ");
            self.replace('＃'.len_utf8(), "#");
            return self.copy_line();
        }
        if column == 0 && self.rest().starts_with("```") {
            let line = self.line_rest();
            if !self.mended.findings.iter().any(|told| told.message == pasted(self.span(0)).message) {
                self.mended.findings.push(pasted(self.span(line.len())));
            }
            self.replace(line.len(), "");
            return self.copy_break();
        }
        if let Some(('｛', close)) = self.rest().chars().next().map(|first| (first, '｝'))
            && begins_known_field(&self.rest()['｛'.len_utf8()..])
        {
            let line = self.line_rest();
            self.mended.findings.push(full_width_bracket(self.span('｛'.len_utf8()), '｛', "{"));
            let half = line.replace('｛', "{").replace(close, "}").replace('，', ", ").replace('：', ": ");
            self.replace(line.len(), &half);
            self.opens = false;
            self.in_text = false;
            return self.copy_break();
        }
        let moved = self.align(start, begins, !dashes.is_empty(), known_field);
        let (column, dashes) = (moved(column), dashes.into_iter().map(&moved).collect::<Vec<_>>());
        if !dashes.is_empty() && self.anchored() {
            while self.peek() == Some(' ') {
                self.copy();
            }
        }
        let is_field = self.field(self.line_rest()) || self.is_quoted_field() || self.another_sign_than_a_colon();
        let dash = dashes.last().copied();
        self.enter(&dashes, is_field.then_some(column));
        let parent = if is_field { column } else { dash.unwrap_or(column) };
        if is_field || dash.is_some() {
            self.outer = parent;
        }
        self.value(parent, is_field);
    }

    /// Whether the first colon of the line is one that YAML knows.
    fn half_width_colon(&self) -> bool {
        let line = self.line_rest();
        line.find([':', '：']).is_some_and(|colon| line[colon..].starts_with(':'))
    }

    /// Whether the line begins with a field whose name is in quotation marks.
    fn is_quoted_field(&self) -> bool {
        let line = self.line_rest();
        let Some(mark) = line.chars().next().filter(|first| matches!(first, '"' | '\'')) else { return false };
        line[1..].find(mark).is_some_and(|end| line[end + 2..].starts_with(':'))
    }

    /// Puts a line where the level it must belong to begins, if it stands beside every level: one space too far in, or
    /// half-way out. What is returned moves columns of the line along.
    fn align(&mut self, start: usize, column: usize, listed: bool, certain: bool) -> impl Fn(usize) -> usize + use<> {
        if self.shifted.is_some_and(|(since, _)| column <= since) {
            self.shifted = None;
        }
        let mut by = self.shifted.map_or(0, |(_, by)| by);
        let fits = self.levels.iter().any(|level| level.column == column)
            || self.opens && self.levels.last().is_none_or(|level| column > level.column);
        if by == 0 && !fits && (listed || certain) {
            let nearest = self.levels.iter().filter(|level| level.listed == listed);
            let nearest =
                nearest.min_by_key(|level| (level.column.abs_diff(column), usize::MAX - level.column)).copied();
            if let Some(level) = nearest.filter(|level| level.column.abs_diff(column) <= 2 || column > level.column) {
                by = level.column as isize - column as isize;
                self.shifted = Some((column, by));
                let name: String = self.line_rest().chars().take_while(|next| !matches!(next, ':' | '：')).collect();
                let at = Span { end: self.span(name.len()).end, ..self.span(0) };
                self.mended.findings.push(misaligned(at, &name, listed, column, level.column));
            }
        }
        let removed = self.move_by(start, by);
        move |column| column.saturating_add_signed(removed)
    }

    /// Moves a line whose indentation has been taken over; says by how much that was possible.
    fn move_by(&mut self, start: usize, by: isize) -> isize {
        let spaces = self.mended.text[start..].len() - self.mended.text[start..].trim_start_matches(' ').len();
        let by = by.max(-(spaces as isize));
        if by == 0 {
            return 0;
        }
        let written = self.mended.text.split_off(start);
        let indentation = " ".repeat(spaces.saturating_add_signed(by));
        self.mended.text.push_str(&indentation);
        self.mended.text.push_str(&written[spaces..]);
        while self.mended.replaced.last().is_some_and(|replaced| replaced.mended.start >= start) {
            self.mended.replaced.pop();
        }
        let (end, typed_line) = (self.mended.text.len(), self.at);
        self.mended.replaced.push(Replaced { mended: start..end, typed: typed_line..typed_line });
        by
    }

    /// Ends the levels that lie further in than this line, and begins those that it opens.
    fn enter(&mut self, dashes: &[usize], field: Option<usize>) {
        let outermost = dashes.first().copied().or(field);
        let Some(outermost) = outermost else { return };
        self.levels
            .retain(|level| level.column < outermost || level.column == outermost && level.listed != dashes.is_empty());
        let listed = dashes.iter().take(DEEPEST).map(|&column| Level { column, listed: true });
        for level in listed.chain(field.map(|column| Level { column, listed: false })) {
            if !self.levels.contains(&level) {
                self.levels.push(level);
            }
        }
    }

    /// `-id: counter`: a dash that YAML takes for a letter of the name. Says in which column it stands then.
    fn dash_without_space(&mut self, column: usize, line: &str) -> usize {
        let name = known_field_at(&self.rest()[1..]).unwrap_or_default();
        let at = self.span(1);
        self.mended.findings.push(
            INVALID_YAML
                .at(
                    Span { start: at.end, ..at },
                    words!("there is no space after the `-` of a list item", "列表项的短横线 `-` 后面少了一个空格"),
                )
                .label(words!("a space belongs here", "这里要空一格"))
                .help(words!("type `- {name}: `", "请输入 `- {name}: `"))
                .fix(words!("type a space", "加一个空格"), Span { start: at.end, ..at }, " "),
        );
        // The lines below stand under the name: the dash makes room for the space.
        let below = self.rest()[line.len() - column.min(line.len())..].trim_start_matches(['\r', '\n']);
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
    fn not_a_dash(&mut self, typed: char, called: Phrase) {
        let at = self.span(typed.len_utf8());
        self.mended.findings.push(
            FULL_WIDTH_PUNCTUATION
                .at(at, words!("{} before a list item", "列表项前面是{}", called.en; called.zh))
                .label(words!("YAML needs `-` and a space here", "这里要用短横线 `-` 加一个空格"))
                .help(words!("type `- `, an ordinary hyphen and a space", "请输入 `- `（普通短横线加一个空格）"))
                .fix(words!("write `- `", "改为 `- `"), at, "- "),
        );
        let spaced = self.rest()[typed.len_utf8()..].starts_with(is_space);
        self.replace(typed.len_utf8(), if spaced { "-" } else { "- " });
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
        // An editor that indents with tabs does so in every line: one finding, whose cure is for all.
        if let Some(told) = self.indented_by.get(&character).and_then(|&told| self.mended.findings.get_mut(told)) {
            if let Some(fix) = told.fix.as_mut() {
                fix.edits.push(Edit { span: at, text: by.clone() });
            }
            return self.replace(run * character.len_utf8(), &by);
        }
        self.indented_by.insert(character, self.mended.findings.len());
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
                None => {
                    let same = self.mended.findings.last().is_some_and(|last| {
                        let since = last.primary.span.start as usize - self.offset;
                        last.help == no_space(last.primary.span, &name).help
                            || in_one_line(&self.typed[since..self.at]) && *last.rule == INVALID_YAML
                    });
                    if !same {
                        let value = after.split([',', '}', '\n', '\r']).next().unwrap_or_default();
                        self.mended.findings.push(no_space(self.span(0), &name).help(words!(
                            "the line is then: `{name}: {}`",
                            "整行写成：`{name}: {}`",
                            value.trim()
                        )));
                    }
                }
            }
            self.replace(spaces, " ");
        } else {
            self.copy();
            self.blanks_that_look_like_nothing();
        }
        true
    }

    /// `name；收银台`, `name = The counter`: whether a known name is followed by a sign that was meant as its colon.
    fn another_sign_than_a_colon(&mut self) -> bool {
        let line = self.line_rest();
        let Some(at) = line.find(['；', ';', '=', '＝']) else { return false };
        let name = visible(&line[..at]);
        let Some(sign) = line[at..].chars().next().filter(|_| is_name(&name)) else { return false };
        self.copy_bytes(line[..at].trim_end().len());
        let blank = line[..at].len() - line[..at].trim_end().len();
        let span = Span { start: self.span(blank).end, end: self.span(blank + sign.len_utf8()).end, ..self.span(0) };
        let rule = if sign.is_ascii() { &INVALID_YAML } else { &FULL_WIDTH_PUNCTUATION };
        let called = if matches!(sign, '；' | ';') {
            words!("a semicolon", "分号")
        } else {
            words!("an equals sign", "等号")
        };
        self.mended.findings.push(
            rule.at(
                span,
                words!("{} after `{name}` in place of a colon", "`{name}` 后面是{}，不是冒号", called.en; called.zh),
            )
            .label(words!("YAML needs `:` and a space here", "这里要用半角 `:` 加一个空格"))
            .help(words!("type `{name}: `, with a colon", "请输入 `{name}: `")),
        );
        let after = &line[at + sign.len_utf8()..];
        let spaces = after.len() - after.trim_start().len();
        self.replace(blank + sign.len_utf8() + spaces, ": ");
        true
    }

    /// `“title”: `: a name in quotation marks that YAML takes for letters.
    fn cleverly_quoted(&mut self, name: &str) {
        let mark = |rest: &str| rest.chars().next().map_or(0, char::len_utf8);
        let opening = mark(self.rest());
        let length = opening + name.len() + mark(&self.rest()[opening + name.len()..]);
        self.mended.findings.push(clever_quotes(self.span(length), name));
        self.replace(opening, "");
        self.copy_bytes(name.len());
        self.replace(length - opening - name.len(), "");
        self.copy();
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
        if let Some(fix) = self.same_slip_in_line() {
            return fix.edits.push(Edit { span: at, text: by.to_owned() });
        }
        self.mended.findings.push(
            FULL_WIDTH_PUNCTUATION
                .at(at, message)
                .label(words!("YAML needs `{sign}` and a space here", "这里要用半角 `{sign}` 加一个空格"))
                .help(words!("type `{instead}`", "请输入 `{instead}`"))
                .fix(words!("write `{half}`", "改为 `{half}`"), at, by),
        );
    }

    /// The cure of the last finding, if it is about another full-width sign in this line: one slip of the keyboard.
    fn same_slip_in_line(&mut self) -> Option<&mut Fix> {
        let finding = self.mended.findings.last_mut()?;
        let since = (finding.primary.span.start as usize).checked_sub(self.offset)?;
        let same = *finding.rule == FULL_WIDTH_PUNCTUATION && !self.typed[since..self.at].contains(['\n', '\r']);
        finding.fix.as_mut().filter(|_| same)
    }

    /// What stands after a field's colon or a dash; `parent` is the column that a block of text stands deeper than.
    fn value(&mut self, parent: usize, is_field: bool) {
        let mut is_field = is_field;
        self.before_value();
        // What is quoted may be a field's name, and its value quoted again; more than that is nothing that YAML reads.
        for _ in 0..2 {
            let Some(mark @ ('"' | '\'')) = self.peek() else { break };
            self.quoted_value(mark, parent);
            if self.peek() != Some(':') {
                return self.copy_line();
            }
            self.copy();
            self.before_value();
            is_field = true;
        }
        if matches!(self.peek(), Some('"' | '\'')) {
            return self.copy_line();
        }
        match self.peek() {
            Some('[' | '{') => self.bracketed_value(parent),
            Some('|' | '>') if is_block_header(self.line_rest()) => {
                self.copy_line();
                return self.block_text(parent);
            }
            Some('#' | '\n' | '\r') | None => self.opens = true,
            Some('“') if self.closed_by_another_mark() => {
                let message =
                    words!("opened by the quotation mark `“` and closed by `\"`", "引号以 `“` 开头，却以 `\"` 收尾");
                self.full_width('“', "\"", message, "\"");
                self.replace('“'.len_utf8(), "\"");
            }
            Some(first) if self.cannot_begin_a_text(first) => {
                self.mended.findings.push(cannot_begin(self.span(first.len_utf8()), first, self.line_rest()));
                self.take_as_text();
            }
            Some(_) if is_field && let Some(colon) = colon_in_text(self.line_rest()) => {
                let line = self.line_rest();
                let at = Span { start: self.span(colon).end, end: self.span(colon + 1).end, ..self.span(0) };
                self.mended.findings.push(colon_inside(at, line));
                self.take_as_text();
            }
            Some(_) => self.in_text = true,
        }
        self.copy_line();
    }

    /// Spaces and anchors in front of a value.
    fn before_value(&mut self) {
        self.in_text = false;
        self.opens = false;
        loop {
            match self.peek() {
                Some(' ' | '\t') => self.copy(),
                Some('&') if self.anchored() => {}
                _ => return,
            }
        }
    }

    /// An anchor that some alias names; whether there was one.
    fn anchored(&mut self) -> bool {
        let line = self.line_rest();
        let Some(name) = line.strip_prefix('&').and_then(|rest| rest.split(char::is_whitespace).next()) else {
            return false;
        };
        let is_named = self.named.contains(&line[..1 + name.len()]);
        if is_named {
            self.copy_bytes(1 + name.len());
        }
        is_named
    }

    /// Whether YAML refuses a text that begins so.
    fn cannot_begin_a_text(&self, first: char) -> bool {
        let line = self.line_rest();
        let word = &line[first.len_utf8()..];
        match first {
            '@' | '`' | '%' | '|' | '>' => true,
            '&' => true,
            '*' => word.split_whitespace().count() != 1 || !self.named.contains(line.trim_end()),
            '!' => !word.starts_with('!'),
            '-' | '?' => word.starts_with(' '),
            _ => false,
        }
    }

    /// Takes what is left of the line over as one text, whatever stands in it.
    fn take_as_text(&mut self) {
        let line = self.line_rest();
        let text = line.find(" #").map_or(line, |comment| &line[..comment]).trim_end();
        let end = self.at + text.len();
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

    /// `“收银台"`: a text that a word processor opened and a keyboard closed.
    fn closed_by_another_mark(&self) -> bool {
        let line = self.line_rest().trim_end();
        line.ends_with('"') && line.matches('"').count() == 1 && !line.contains('”')
    }

    /// A text in quotation marks, which may go on over further lines as long as they stand deeper than its field.
    fn quoted_value(&mut self, mark: char, parent: usize) {
        let line = self.line_rest();
        let Some(end) = closing_mark(self.rest(), mark, parent) else {
            let last = line.trim_end().chars().next_back().filter(|last| matches!(last, '”' | '’' | '“' | '＂'));
            if let Some(clever) = last {
                self.copy_bytes(line.trim_end().len() - clever.len_utf8());
                let message = words!(
                    "opened by the quotation mark `{mark}` and closed by `{clever}`",
                    "引号以 `{mark}` 开头，却以 `{clever}` 收尾"
                );
                self.full_width(clever, &mark.to_string(), message, &mark.to_string());
                return self.replace(clever.len_utf8(), &mark.to_string());
            }
            self.mended.findings.push(never_closed(self.span(1), mark, mark));
            self.copy_bytes(line.trim_end().len());
            return self.replace(0, &mark.to_string());
        };
        let text = &self.rest()[..end];
        let after = self.rest()[end..].split(['\n', '\r']).next().unwrap_or_default();
        let more = after.trim();
        if more.is_empty() || more.starts_with([':', '#']) || !in_one_line(text) {
            return self.quoted(mark);
        }
        let gap = after.len() - after.trim_start().len();
        let at =
            Span { start: self.span(end + gap).end, end: self.span(end + after.trim_end().len()).end, ..self.span(0) };
        if more == "," {
            self.mended.findings.push(trailing_comma(at));
            self.quoted(mark);
            return self.replace(after.len(), "");
        }
        self.mended.findings.push(after_quotes(at, mark, line.trim_end()));
        self.take_as_text();
    }

    /// A list or fields in brackets, closed before the next line that stands no deeper than its field.
    fn bracketed_value(&mut self, parent: usize) {
        let opening = self.peek().unwrap_or('[');
        // A map that is in brackets as a whole is inside no level.
        let parent = (!self.levels.is_empty()).then_some(parent);
        match closing_bracket(self.rest(), parent) {
            Brackets::Closed(end) => {
                let after = self.rest()[end..].split(['\n', '\r']).next().unwrap_or_default();
                let more = after.trim_start();
                let is_text = !more.is_empty() && !more.starts_with(['#', ':', ',', ']', '}']);
                if is_text && in_one_line(&self.rest()[..end]) {
                    self.mended.findings.push(cannot_begin(self.span(1), opening, self.line_rest()));
                    return self.take_as_text();
                }
                let closed = self.at + end;
                self.brackets(closed);
                // A quotation mark that is never closed may have led further.
                if self.at != closed {
                    return;
                }
                if let Some(extra @ (']' | '}' | ',')) = more.chars().next() {
                    let gap = after.len() - more.len();
                    self.copy_bytes(gap);
                    self.mended.findings.push(one_too_many(self.span(1), extra));
                    self.replace(1, "");
                }
            }
            // Deeper than any list can be nested: the reader says so.
            Brackets::Open { closing, .. } if closing.len() > DEEPEST => self.copy_line(),
            Brackets::Open { end, closing } => {
                let last = closing.chars().next_back().unwrap_or(']');
                self.mended.findings.push(never_closed(self.span(1), opening, last));
                self.brackets(self.at + end);
                self.replace(0, &closing);
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
    fn brackets(&mut self, until: usize) {
        let mut depth = 0usize;
        let mut parted = false;
        let (mut entry_begins, mut value_begins) = (true, true);
        while let Some(character) = self.peek().filter(|_| self.at < until) {
            let line_begins = self.mended.text.ends_with(['\n', '\r']);
            match character {
                '[' | '{' => {
                    depth += 1;
                    (entry_begins, value_begins) = (true, true);
                    parted = character == '[' && is_one_text_with_commas(self.rest());
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

/// The known field that a text begins with.
fn known_field_at(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(|next| next == ' ' || invisible(next).is_some());
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    let name = line[..line.find([':', '：'])?].trim();
    is_name(&visible(name)).then_some(name)
}

fn begins_known_field(text: &str) -> bool {
    known_field_at(text).is_some()
}

/// Every `&a` and `*a` of a text whose other half stands in it too.
fn anchors_and_aliases(text: &str) -> BTreeSet<&str> {
    let marked = |mark: char| -> BTreeSet<&str> {
        let words = text.split([' ', '\t', '\n', '\r', ',', '[', ']', '{', '}']);
        words.filter_map(|word| word.strip_prefix(mark)).collect()
    };
    let (anchors, aliases) = (marked('&'), marked('*'));
    let words = text.split([' ', '\t', '\n', '\r', ',', '[', ']', '{', '}']);
    words
        .filter(|word| {
            word.strip_prefix(['&', '*']).is_some_and(|name| anchors.contains(name) && aliases.contains(name))
        })
        .collect()
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

/// The name in quotation marks of a word processor that a field begins with.
fn clever_name(within: &str) -> Option<&str> {
    let (_, closing) = CLEVER_QUOTES.iter().find(|(open, _)| within.starts_with(*open))?;
    let inner = within.strip_prefix(|_| true)?;
    let name = &inner[..inner.find(*closing)?];
    let after = &inner[name.len() + closing.len_utf8()..];
    (is_name(name) && after.starts_with(':')).then_some(name)
}

fn in_one_line(text: &str) -> bool {
    !text.contains(['\n', '\r'])
}

/// Where a colon and a space stand inside a text, up to a comment.
fn colon_in_text(line: &str) -> Option<usize> {
    let text = line.find(" #").map_or(line, |comment| &line[..comment]).trim_end();
    text.find(": ").or_else(|| text.ends_with(':').then(|| text.len() - 1))
}

/// Where a text ends that begins with a quotation mark, the mark included; none if a line that stands no deeper than
/// `parent` comes first.
fn closing_mark(text: &str, mark: char, parent: usize) -> Option<usize> {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' if mark == '"' => _ = characters.next(),
            '\n' if ends_level(&text[at + 1..], parent) => return None,
            _ if character == mark => match characters.peek() {
                Some((_, '\'')) if mark == '\'' => _ = characters.next(),
                _ => return Some(at + 1),
            },
            _ => {}
        }
    }
    None
}

/// Whether the next line with something in it stands no deeper than `parent`.
fn ends_level(text: &str, parent: usize) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let indent = line.len() - line.trim_start_matches(' ').len();
    indent <= parent && !line.trim().is_empty()
}

/// How brackets end.
enum Brackets {
    /// After so many bytes.
    Closed(usize),
    /// Not before the line that ends after so many bytes, where these brackets are missing.
    Open { end: usize, closing: String },
}

/// Where brackets end. Inside a level, a line that stands no deeper than its field, in column `parent`, is of another.
fn closing_bracket(text: &str, parent: Option<usize>) -> Brackets {
    let mut closing = String::new();
    let mut before = ' ';
    let mut characters = text.char_indices();
    let mut end = text.trim_end().len();
    while let Some((at, character)) = characters.next() {
        match character {
            '[' => closing.push(']'),
            '{' => closing.push('}'),
            ']' | '}' => {
                closing.pop();
                if closing.is_empty() {
                    return Brackets::Closed(at + 1);
                }
            }
            '"' | '\'' if matches!(before, '[' | '{' | ',' | ':' | '，' | '：') => {
                let length = closing_mark(&text[at..], character, parent.unwrap_or(0)).unwrap_or(1);
                while characters.clone().next().is_some_and(|(next, _)| next < at + length) {
                    characters.next();
                }
            }
            '#' if text[..at].ends_with([' ', '\n']) => {
                let length = text[at..].find('\n').unwrap_or(text.len() - at);
                while characters.clone().next().is_some_and(|(next, _)| next < at + length) {
                    characters.next();
                }
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

fn misaligned(at: Span, name: &str, listed: bool, column: usize, level: usize) -> Diagnostic {
    let (many, further) = (column.abs_diff(level), column > level);
    let name = name.trim();
    let message = match (listed, further) {
        (true, true) => words!("this list item is indented too far", "这个列表项缩进多了"),
        (true, false) => words!("this list item is not indented far enough", "这个列表项缩进少了"),
        (false, true) => words!("`{name}` is indented too far", "`{name}` 缩进多了"),
        (false, false) => words!("`{name}` is not indented far enough", "`{name}` 缩进少了"),
    };
    let (verb_en, verb_zh) = if further { ("delete", "删去") } else { ("add", "增加") };
    INVALID_YAML.at(at, message).label(words!("begins beside its neighbours", "没有与同一层的行对齐")).help(words!(
        "{verb_en} spaces in front ({many}), so that it begins in column {}, like its neighbours",
        "请在行首{verb_zh}空格（{many} 个），与同一层的行对齐，从第 {} 列开始",
        level + 1
    ))
}

fn cannot_begin(at: Span, first: char, line: &str) -> Diagnostic {
    let text = line.find(" #").map_or(line, |comment| &line[..comment]).trim_end();
    let mark = if text.contains('"') { '\'' } else { '"' };
    let called = if first == '`' { words!("a backtick", "反引号") } else { words!("`{first}`", "`{first}`") };
    INVALID_YAML
        .at(at, words!("a text cannot begin with {}", "文字不能以 {} 开头", called.en; called.zh))
        .label(words!("it means something else in YAML", "它在 YAML 里另有含义"))
        .help(words!(
            "put the whole text in quotation marks: `{mark}{text}{mark}`",
            "请给整段文字加上半角引号：`{mark}{text}{mark}`"
        ))
}

fn colon_inside(at: Span, line: &str) -> Diagnostic {
    let text = line.find(" #").map_or(line, |comment| &line[..comment]).trim_end();
    let mark = if text.contains('"') { '\'' } else { '"' };
    INVALID_YAML
        .at(at, words!("a colon followed by a space stands inside a text", "文字中间出现了半角冒号加空格"))
        .label(words!("to YAML a field begins here", "YAML 以为这里是字段名"))
        .help(words!(
            "put the whole text in quotation marks: `{mark}{text}{mark}`",
            "请给整段文字加上半角引号：`{mark}{text}{mark}`；或把冒号改成全角"
        ))
}

fn pasted(at: Span) -> Diagnostic {
    INVALID_YAML
        .at(
            at,
            words!(
                "a line of three backticks, as around an example on a page",
                "一行反引号 ```，像是从网页的示例里带来的"
            ),
        )
        .label(words!("not part of a map", "不属于图的内容"))
        .help(words!("delete this line, and the one at the end", "请删掉这一行，末尾若也有一行 ```，一并删掉"))
}

fn never_closed(at: Span, opening: char, closing: char) -> Diagnostic {
    let called = match opening {
        '"' | '\'' => words!("quotation mark", "引号"),
        _ => words!("bracket", "括号"),
    };
    INVALID_YAML
        .at(at, words!("the {} `{opening}` is never closed", "{} `{opening}` 没有收尾", called.en; called.zh))
        .label(words!("opened here", "从这里开始"))
        .help(words!("type `{closing}` at its end", "请在末尾加上半角 `{closing}`"))
}

fn trailing_comma(at: Span) -> Diagnostic {
    INVALID_YAML
        .at(at, words!("a comma after the quotation marks", "引号后面多了一个逗号"))
        .label(words!("not needed at the end of a line", "行末不需要"))
        .help(words!("delete the comma", "请删掉这个逗号"))
        .fix(words!("delete it", "删掉它"), at, "")
}

fn after_quotes(at: Span, mark: char, line: &str) -> Diagnostic {
    let finding = INVALID_YAML
        .at(at, words!("text goes on after the closing quotation mark", "引号收尾之后还有文字"))
        .label(words!("no longer inside the quotation marks", "已在引号之外"));
    if mark == '\'' {
        return finding.help(words!(
            "an apostrophe ends a text in '...': write it twice, `''`, or put the text in \"...\"",
            "单引号里的撇号会结束文字：请写两个 `''`，或改用双引号括起来"
        ));
    }
    let inner = if line.contains('\'') { line.replace('\'', "''") } else { line.to_owned() };
    finding.help(words!(
        "put the whole text in quotation marks of the other kind: `'{inner}'`; or use “ ” inside",
        "请用单引号把整段文字括起来：`'{inner}'`；文字中的引号也可以改用“ ”"
    ))
}

fn one_too_many(at: Span, extra: char) -> Diagnostic {
    INVALID_YAML
        .at(at, words!("one `{extra}` too many", "多了一个 `{extra}`"))
        .label(words!("nothing is open here", "前面的括号已经收尾"))
        .help(words!("delete it", "请删掉它"))
        .fix(words!("delete it", "删掉它"), at, "")
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

/// Quotation marks as word processors make them, opening and closing.
const CLEVER_QUOTES: [(char, char); 5] = [('“', '”'), ('‘', '’'), ('「', '」'), ('＂', '＂'), ('＇', '＇')];

/// A word without the quotation marks around it that YAML takes for letters, and the finding for them.
pub fn quoted_word(word: &str, span: Span) -> Option<(&str, Diagnostic)> {
    let inner = CLEVER_QUOTES.iter().find_map(|(open, close)| {
        let marks = [*open, *close];
        word.trim().strip_prefix(marks)?.strip_suffix(marks)
    })?;
    Some((inner, clever_quotes(span, inner)))
}

fn clever_quotes(at: Span, inner: &str) -> Diagnostic {
    FULL_WIDTH_PUNCTUATION
        .at(at, words!("full-width quotation marks around `{inner}`", "`{inner}` 外面是全角引号"))
        .label(words!("no quotation marks are needed here", "这里不需要引号"))
        .help(words!("type `{inner}`", "请输入 `{inner}`"))
        .fix(words!("write `{inner}`", "改为 `{inner}`"), at, inner)
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
