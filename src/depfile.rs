//! What a build has read, in the form that make and ninja read: `target: file file ...`.
//!
//! Chinese names stand as they are. A space, a `#` and a `$` in a name are written as ninja reads them. Characters that
//! ninja has no writing for (quotes, `;`, `*`, `?`, `&`, `|`, `<`, `>`, `^`, a line break) stand as they are too: it
//! then looks for files that are not there, and builds every time.

use std::path::{Path, PathBuf};

/// The text of a depfile: one target, and a line for each file that it is made from.
pub fn text(target: &Path, files: &[PathBuf]) -> Vec<u8> {
    let mut text = escaped(target);
    text.push(b':');
    for file in files {
        text.extend_from_slice(b" \\\n  ");
        text.extend(escaped(file));
    }
    text.push(b'\n');
    text
}

fn escaped(path: &Path) -> Vec<u8> {
    let mut escaped = Vec::new();
    // Backslashes mean themselves, unless they stand before something that is escaped.
    let mut backslashes = 0;
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b' ' => escaped.extend(std::iter::repeat_n(b'\\', backslashes + 1)),
            b'#' => escaped.push(b'\\'),
            b':' if backslashes > 0 => escaped.push(b'\\'),
            b'$' => escaped.push(b'$'),
            _ => {}
        }
        escaped.push(byte);
        backslashes = if byte == b'\\' { backslashes + 1 } else { 0 };
    }
    escaped
}
