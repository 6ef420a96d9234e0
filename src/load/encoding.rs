//! Reads the bytes of a file as text, and refuses files that are too large or not in UTF-8.

use bytes::Bytes;
use bytestring::ByteString;
use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::diagnostic::Diagnostic;
use crate::rule::shape::{BAD_ENCODING, INVALID_YAML};
use crate::source::{Source, SourceId, Sources, Span};
use crate::words;

/// The largest file that is read, in bytes: ten times a large map, and small enough to be read at once whatever it holds.
pub const MAX_FILE_SIZE: usize = 1024 * 1024;

/// Adds a file to the sources as text.
///
/// # Errors
/// Where the file is too large or not in UTF-8. Its text is then the nearest to what its author sees, for the excerpt.
pub fn read_text(sources: &mut Sources, path: &str, bytes: &Bytes) -> Result<SourceId, (SourceId, Box<Diagnostic>)> {
    if bytes.len() > MAX_FILE_SIZE {
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
    let (text, wrong_at) = match (guess, &read) {
        (Some(GuessedEncoding::Utf16(encoding)), _) => (encoding.decode(bytes).0, 0),
        (Some(GuessedEncoding::Chinese(encoding)), Err(error)) => (encoding.decode(bytes).0, error.valid_up_to()),
        (_, Err(error)) => (String::from_utf8_lossy(bytes), error.valid_up_to()),
        (_, Ok(text)) => ((&**text).into(), text.find('\0').unwrap_or(0)),
    };
    // Every encoding reads the bytes before the first wrong one alike, but for a byte order mark.
    let wrong_at = text.floor_char_boundary(wrong_at);
    let (before, after) = (text[..wrong_at].replace('\u{feff}', ""), text[wrong_at..].replace(['\0', '\u{feff}'], ""));
    let end = before.len() + after.chars().next().map_or(0, char::len_utf8);
    let id = sources.add(Source::new(path, before.clone() + &after));
    Err((id, Box::new(bad_encoding(Span::new(id, before.len()..end), guess))))
}

/// What a file that is not in UTF-8 seems to be.
#[derive(Clone, Copy)]
enum GuessedEncoding {
    /// Two bytes a character.
    Utf16(&'static Encoding),
    /// GBK or Big5.
    Chinese(&'static Encoding),
    /// No text at all: a picture, an archive.
    NoText,
}

fn guess_encoding(bytes: &[u8]) -> Option<GuessedEncoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes)
        && (encoding == UTF_16LE || encoding == UTF_16BE)
    {
        return Some(GuessedEncoding::Utf16(encoding));
    }
    let zeros_at = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros_at(0), zeros_at(1));
    if even.max(odd) > bytes.len() / 8 && even.min(odd) * 8 < even.max(odd) {
        return Some(GuessedEncoding::Utf16(if odd > even { UTF_16LE } else { UTF_16BE }));
    }
    if even + odd > 0 {
        return Some(GuessedEncoding::NoText);
    }
    let reads =
        |encoding: &'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    match (reads(GB18030), reads(BIG5)) {
        (true, true) if common_pairs(bytes, is_common_big5) > common_pairs(bytes, is_common_gbk) => {
            Some(GuessedEncoding::Chinese(BIG5))
        }
        (true, _) => Some(GuessedEncoding::Chinese(GB18030)),
        (false, true) => Some(GuessedEncoding::Chinese(BIG5)),
        (false, false) => None,
    }
}

/// Counts the characters of two bytes that are common ones.
fn common_pairs(bytes: &[u8], is_common: fn(u8, u8) -> bool) -> usize {
    let (mut at, mut count) = (0, 0);
    while let [first, second, ..] = bytes[at..] {
        if first < 0x80 {
            at += 1;
        } else {
            count += usize::from(is_common(first, second));
            at += 2;
        }
    }
    count
}

/// The first level of GB 2312: 3755 characters, nearly all of a text.
fn is_common_gbk(first: u8, second: u8) -> bool {
    (0xb0..=0xd7).contains(&first) && second >= 0xa1
}

/// The first level of Big5: 5401 characters.
fn is_common_big5(first: u8, _: u8) -> bool {
    (0xa4..=0xc6).contains(&first)
}

fn too_large(at: Span, bytes: usize) -> Diagnostic {
    let megabytes = |bytes: usize| bytes as f64 / 1024.0 / 1024.0;
    let (found, most) = (megabytes(bytes), megabytes(MAX_FILE_SIZE));
    INVALID_YAML
        .at(at, words!("the file has {found:.1} MB, more than can be read", "文件有 {found:.1} MB，太大，读不了"))
        .help(words!(
            "split it into several; a file may have up to {most:.0} MB",
            "请把它拆成几个文件；每个文件不超过 {most:.0} MB"
        ))
}

fn bad_encoding(span: Span, guess: Option<GuessedEncoding>) -> Diagnostic {
    let seems = |name: &str| words!("the file seems to be {name}, not UTF-8", "文件看来是 {name} 编码，不是 UTF-8");
    let message = match guess {
        Some(GuessedEncoding::Utf16(encoding)) => seems(encoding.name()),
        Some(GuessedEncoding::Chinese(encoding)) if encoding == BIG5 => seems("Big5"),
        Some(GuessedEncoding::Chinese(_)) => seems("GBK"),
        Some(GuessedEncoding::NoText) => words!(
            "the file is not text: it holds a NUL character, as pictures and archives do",
            "文件不是文本：里面有 NUL 字符，像是图片或压缩包"
        ),
        None => words!("the file is not UTF-8 text", "文件不是 UTF-8 文本"),
    };
    BAD_ENCODING.at(span, message).label(words!("from here on", "从这里开始")).help(words!(
        "open it in your editor and save it again with the encoding UTF-8 (in Notepad: Save As, Encoding: UTF-8)",
        "用编辑器打开，另存为 UTF-8 编码（记事本：另存为 → 编码 → UTF-8）"
    ))
}
