//! Slips of the keyboard that break or bend YAML: full-width punctuation, spaces that are not spaces.
//!
//! Each is reported, and the text is read on as if it were mended. The replacements have the same length in bytes, so that
//! every place found later is a place in the author's own text.

use std::borrow::Cow;

use crate::checks::shape::{FULL_WIDTH_PUNCTUATION, INVISIBLE_CHARACTER};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};
use crate::words::Phrase;
use crate::{phrase, words};

use super::fields;

/// The text as it should have been typed, and what was wrong with it. `offset` is where `text` begins in its file.
pub fn mend(id: SourceId, text: &str, offset: usize) -> (Cow<'_, str>, Vec<Diagnostic>) {
    let suspicious = |character| invisible(character).is_some() || matches!(character, '：' | '，' | '－');
    if !text.contains(suspicious) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut mended = String::with_capacity(text.len());
    let mut findings = Vec::new();
    let mut block: Option<usize> = None;
    let mut at = offset;
    for line in text.split_inclusive('\n') {
        let indent = line.chars().take_while(|character| *character == ' ').count();
        let blank = line.trim().is_empty();
        if block.is_some_and(|parent| blank || indent > parent) {
            mended.push_str(line);
        } else {
            block = opens_block(line).then_some(indent);
            mend_line(id, line, at, &mut mended, &mut findings);
        }
        at += line.len();
    }
    // How wide a tab was meant to be is certain only where nothing is indented by spaces.
    if text.lines().any(|line| line.starts_with(' ') && !line.trim().is_empty()) {
        let is_tab = |span: Span| text[span.start as usize - offset..].starts_with('\t');
        findings.iter_mut().filter(|finding| is_tab(finding.primary.span)).for_each(|finding| finding.fix = None);
    }
    (Cow::Owned(mended), findings)
}

/// Whether a line ends in a block scalar's header, so that deeper lines are text: `say: |`, `- >-`.
fn opens_block(line: &str) -> bool {
    let content = line.split(" #").next().unwrap_or(line).trim_end();
    let header =
        content.trim_end_matches(|character: char| matches!(character, '+' | '-') || character.is_ascii_digit());
    header.ends_with(": |") || header.ends_with(": >") || header.ends_with("- |") || header.ends_with("- >")
}

/// One line, up to and with its first key.
fn mend_line(id: SourceId, line: &str, start: usize, mended: &mut String, findings: &mut Vec<Diagnostic>) {
    let span = |at: usize, character: char| Span::new(id, start + at..start + at + character.len_utf8());
    let mut rest = line.char_indices().peekable();
    // Indentation and list dashes.
    while let Some(&(at, character)) = rest.peek() {
        match character {
            ' ' => mended.push(' '),
            '-' if line[at + 1..].starts_with([' ', '\u{3000}', '\u{a0}']) => mended.push('-'),
            _ if invisible(character).is_some() => {
                if line.trim().is_empty() {
                    mended.push_str(&line[at..]);
                    return;
                }
                findings.push(invisible_in_indentation(span(at, character), character));
                mended.extend(std::iter::repeat_n(' ', character.len_utf8()));
            }
            _ => break,
        }
        rest.next();
    }
    let Some(&(content, _)) = rest.peek() else { return };
    let body = &line[content..];
    if body.starts_with('#') {
        mended.push_str(body);
        return;
    }
    let key_length = body.find(['：', ':']).unwrap_or(0);
    let key = body[..key_length].trim_start_matches(['{', ' ', '"']).trim_end();
    if body[key_length..].starts_with('：') && fields::is_known(key) {
        let colon = content + key_length;
        let at = span(colon, '：');
        let at_end = colon + '：'.len_utf8();
        findings.push(
            FULL_WIDTH_PUNCTUATION
                .at(at, words!("full-width colon after `{key}`", "`{key}` 后面是全角冒号"))
                .label(words!("YAML needs `:` and a space here", "这里要用半角 `:` 加一个空格"))
                .help(words!("type `{key}: `", "请输入 `{key}: `"))
                .fix(words!("write `: `", "改为 `: `"), at, if line[at_end..].starts_with(' ') { ":" } else { ": " }),
        );
        mended.push_str(&body[..key_length]);
        // Three bytes for three.
        mended.push_str(":  ");
        mended.push_str(&body[key_length + '：'.len_utf8()..]);
        return;
    }
    for (at, character) in body[..key_length].char_indices() {
        if let Some(name) = invisible(character)
            && body[key_length..].starts_with(": ")
        {
            let at = span(content + at, character);
            let code = u32::from(character);
            findings.push(
                INVISIBLE_CHARACTER
                    .at(
                        at,
                        words!(
                            "{} (U+{:04X}) in a field name", "字段名里有{}（U+{:04X}）",
                            name.en, code; name.zh, code
                        ),
                    )
                    .help(words!("delete it", "请删掉它"))
                    .fix(words!("delete it", "删掉它"), at, ""),
            );
        }
    }
    mended.push_str(body);
}

fn invisible_in_indentation(at: Span, character: char) -> Diagnostic {
    let (name, code) = (invisible(character).unwrap_or(SPACE), u32::from(character));
    let (replacement, advice) = match character {
        '\t' => ("  ", words!("use two spaces for each tab", "每个制表符请改成两个空格")),
        '\u{3000}' => ("  ", words!("type two ordinary spaces", "请换成两个普通空格")),
        '\u{a0}' => (" ", words!("type an ordinary space", "请换成普通空格")),
        _ => ("", words!("delete it", "请删掉它")),
    };
    INVISIBLE_CHARACTER
        .at(at, words!("{} (U+{:04X}) in the indentation", "缩进里有{}（U+{:04X}）", name.en, code; name.zh, code))
        .help(advice)
        .fix(words!("use ordinary spaces", "改为普通空格"), at, replacement)
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

/// A key without characters that cannot be seen; they have been reported.
pub fn without_invisible(key: &str) -> String {
    key.trim().chars().filter(|character| invisible(*character).is_none()).collect()
}
