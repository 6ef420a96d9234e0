//! Bytes to text: the size, the encoding, and characters that no one can see.

use std::borrow::Cow;

use bytes::Bytes;
use bytestring::ByteString;
use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::checks::shape::{BAD_ENCODING, INVALID_YAML};
use crate::diagnostic::Diagnostic;
use crate::model::is_han;
use crate::source::{Source, SourceId, Sources, Span};
use crate::words;

/// The largest file that is read, in bytes: ten times a large map, and little enough to answer at once whatever is in it.
pub const LARGEST_FILE: usize = 1024 * 1024;

/// Adds a file to the sources as text. What keeps it from being read further comes back as a finding; the text is then
/// the nearest to what its author sees, for the excerpt.
pub fn read(sources: &mut Sources, path: &str, bytes: &Bytes) -> Result<SourceId, (SourceId, Box<Diagnostic>)> {
    if bytes.len() > LARGEST_FILE {
        let id = sources.add(Source::new(path, ""));
        return Err((id, Box::new(too_large(Span::new(id, 0..0), bytes.len()))));
    }
    let read = ByteString::try_from(bytes.clone());
    if let Ok(whole) = &read
        && !whole.contains('\0')
    {
        let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
        return Ok(sources.add(Source::new(path, whole.slice_ref(text))));
    }
    let guess = guess_encoding(bytes);
    let (text, at) = match (guess, &read) {
        (Some(Guess::Utf16(encoding)), _) => (encoding.decode(bytes).0, 0),
        (Some(Guess::Chinese(encoding)), Err(error)) => (encoding.decode(bytes).0, error.valid_up_to()),
        (_, Err(error)) => (String::from_utf8_lossy(bytes), error.valid_up_to()),
        (_, Ok(text)) => ((&**text).into(), text.find('\0').unwrap_or(0)),
    };
    // Up to the first byte that is wrong every reading is the same, but for a byte order mark.
    let at = text.floor_char_boundary(at);
    let (before, after) = (text[..at].replace('\u{feff}', ""), text[at..].replace(['\0', '\u{feff}'], ""));
    let end = before.len() + after.chars().next().map_or(0, char::len_utf8);
    let id = sources.add(Source::new(path, before.clone() + &after));
    Err((id, Box::new(bad_encoding(Span::new(id, before.len()..end), guess))))
}

/// What a file that is not UTF-8 seems to be.
#[derive(Clone, Copy)]
enum Guess {
    /// Two bytes a character.
    Utf16(&'static Encoding),
    /// GBK or Big5.
    Chinese(&'static Encoding),
    /// No text at all: a picture, an archive.
    NoText,
}

fn guess_encoding(bytes: &[u8]) -> Option<Guess> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes)
        && (encoding == UTF_16LE || encoding == UTF_16BE)
    {
        return Some(Guess::Utf16(encoding));
    }
    let zeros_at = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros_at(0), zeros_at(1));
    if even.max(odd) > bytes.len() / 8 && even.min(odd) * 8 < even.max(odd) {
        return Some(Guess::Utf16(if odd > even { UTF_16LE } else { UTF_16BE }));
    }
    if even + odd > 0 {
        return Some(Guess::NoText);
    }
    let reads =
        |encoding: &'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    match (reads(GB18030), reads(BIG5)) {
        (true, true) if everyday_pairs(bytes, is_everyday_big5) > everyday_pairs(bytes, is_everyday_gbk) => {
            Some(Guess::Chinese(BIG5))
        }
        (true, _) => Some(Guess::Chinese(GB18030)),
        (false, true) => Some(Guess::Chinese(BIG5)),
        (false, false) => None,
    }
}

/// How many characters of two bytes are everyday ones, by that measure.
fn everyday_pairs(bytes: &[u8], is_everyday: fn(u8, u8) -> bool) -> usize {
    let (mut at, mut count) = (0, 0);
    while let [first, second, ..] = bytes[at..] {
        if first < 0x80 {
            at += 1;
        } else {
            count += usize::from(is_everyday(first, second));
            at += 2;
        }
    }
    count
}

/// The first level of GB 2312: 3755 characters, nearly all of a text.
fn is_everyday_gbk(first: u8, second: u8) -> bool {
    (0xb0..=0xd7).contains(&first) && second >= 0xa1
}

/// The first level of Big5: 5401 characters.
fn is_everyday_big5(first: u8, _: u8) -> bool {
    (0xa4..=0xc6).contains(&first)
}

fn too_large(at: Span, bytes: usize) -> Diagnostic {
    let megabytes = |bytes: usize| bytes as f64 / 1024.0 / 1024.0;
    let (found, most) = (megabytes(bytes), megabytes(LARGEST_FILE));
    INVALID_YAML
        .at(at, words!("the file has {found:.1} MB, more than can be read", "文件有 {found:.1} MB，太大，读不了"))
        .help(words!(
            "split it into several; a file may have up to {most:.0} MB",
            "请把它拆成几个文件；每个文件不超过 {most:.0} MB"
        ))
}

fn bad_encoding(span: Span, guess: Option<Guess>) -> Diagnostic {
    let seems = |name: &str| words!("the file seems to be {name}, not UTF-8", "文件看来是 {name} 编码，不是 UTF-8");
    let message = match guess {
        Some(Guess::Utf16(encoding)) => seems(encoding.name()),
        Some(Guess::Chinese(encoding)) if encoding == BIG5 => seems("Big5"),
        Some(Guess::Chinese(_)) => seems("GBK"),
        Some(Guess::NoText) => words!(
            "the file is no text: it holds a NUL character, as pictures and archives do",
            "文件不是文本：里面有 NUL 字符，像是图片或压缩包"
        ),
        None => words!("the file is not UTF-8 text", "文件不是 UTF-8 文本"),
    };
    BAD_ENCODING.at(span, message).label(words!("from here on", "从这里开始")).help(words!(
        "open it in your editor and save it again with the encoding UTF-8 (in Notepad: Save As, Encoding: UTF-8)",
        "用编辑器打开，另存为 UTF-8 编码（记事本：另存为 → 编码 → UTF-8）"
    ))
}

/// Joins what folding took apart: a line break inside Chinese text becomes a space in YAML, where Chinese has none.
pub fn join_folded_han(text: &str) -> Cow<'_, str> {
    if !text.contains(' ') || text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let characters: Vec<char> = text.chars().collect();
    let between_han =
        |at: usize| at > 0 && is_wide(characters[at - 1]) && characters.get(at + 1).is_some_and(|next| is_wide(*next));
    Cow::Owned(
        characters
            .iter()
            .enumerate()
            .filter(|(at, character)| **character != ' ' || !between_han(*at))
            .map(|(_, character)| *character)
            .collect(),
    )
}

/// Whether a character is written without spaces around it: Han, kana, and full-width punctuation.
fn is_wide(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}'
        | '\u{2018}'..='\u{201d}' | '\u{2026}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a text holds a Han character.
pub fn has_han(text: &str) -> bool {
    text.chars().any(is_han)
}
