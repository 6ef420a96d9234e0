//! Bytes to text: the size, the encoding, and characters that no one can see.

use std::borrow::Cow;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE};

use crate::checks::shape::{BAD_ENCODING, INVALID_YAML};
use crate::diagnostic::Diagnostic;
use crate::model::is_han;
use crate::source::{Source, SourceId, Sources, Span};
use crate::words;

/// The largest file that is read, in bytes: generous for a map, and little enough to answer at once.
pub const LARGEST_FILE: usize = 5 * 1024 * 1024;

/// Adds a file to the sources as text. What keeps it from being read further comes back as a finding; the text is then
/// the nearest to what its author sees, for the excerpt.
pub fn read(sources: &mut Sources, path: &str, bytes: &[u8]) -> Result<SourceId, (SourceId, Diagnostic)> {
    if bytes.len() > LARGEST_FILE {
        let id = sources.add(Source::new(path, ""));
        let found = bytes.len() / 1024 / 1024;
        let finding = INVALID_YAML
            .at(
                Span::new(id, 0..0),
                words!("the file is larger than can be read ({found} MB)", "文件太大（{found} MB），无法读取"),
            )
            .help(words!(
                "split the map; a file may have up to {} MB",
                "请把图拆成几份；每个文件不超过 {} MB",
                LARGEST_FILE / 1024 / 1024
            ));
        return Err((id, finding));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => {
            Ok(sources.add(Source::new(path, text.strip_prefix('\u{feff}').unwrap_or(text))))
        }
        read => {
            let valid = read.err().map_or(0, |error| error.valid_up_to());
            let guess = guess_encoding(bytes);
            let text = guess.map_or_else(|| String::from_utf8_lossy(bytes), |encoding| encoding.decode(bytes).0);
            // Up to the first byte that is wrong the text is the same in both readings, unless it is UTF-16.
            let at = if text.is_char_boundary(valid) { valid } else { 0 };
            let text: String = text.chars().filter(|character| *character != '\0').collect();
            let end = text[at.min(text.len())..].chars().next().map_or(at, |next| at + next.len_utf8());
            let id = sources.add(Source::new(path, text));
            Err((id, bad_encoding(Span::new(id, at..end), guess)))
        }
    }
}

fn guess_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some(encoding);
    }
    let zeros_at = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let half = bytes.len() / 2;
    if zeros_at(1) > half / 4 || zeros_at(0) > half / 4 {
        return Some(if zeros_at(1) > zeros_at(0) { UTF_16LE } else { UTF_16BE });
    }
    [GB18030, BIG5]
        .into_iter()
        .find(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some())
}

fn bad_encoding(span: Span, guess: Option<&'static Encoding>) -> Diagnostic {
    let message = match guess.map(Encoding::name) {
        Some("gb18030") => words!("the file seems to be GBK, not UTF-8", "文件看来是 GBK 编码，不是 UTF-8"),
        Some(name) => words!("the file seems to be {name}, not UTF-8", "文件看来是 {name} 编码，不是 UTF-8"),
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
