//! Where a drawing or a sheet goes: to the program or file that the output leads to, or into a new file where it would
//! fill somebody's screen.

use std::path::Path;

use super::paths::without_dot;
use super::{Stop, Terminal};
use crate::id::with_number;
use crate::output;
use crate::words;
use crate::words::Lang;

/// Prints a result, or writes it to a new file in `folder`, named by its `stem` and, if need be, a number; then the path
/// is printed.
pub(super) fn print_or_write(
    text: &str,
    (stem, ending): (&str, &str),
    folder: &Path,
    lang: Lang,
    terminal: &mut Terminal<'_>,
) -> Result<(), Stop> {
    if !terminal.is_screen {
        terminal.out.write_all(text.as_bytes())?;
        return Ok(());
    }
    let names = std::iter::once(stem.to_owned()).chain((2..).map(|number| with_number(stem, number)));
    for name in names {
        let path = without_dot(folder.join(format!("{name}.{ending}")));
        if output::write_new(&path, text.as_bytes())? {
            writeln!(terminal.out, "{}", path.display())?;
            break;
        }
    }
    terminal.say(
        lang,
        &words!("Written to this file; `> FILE` writes to another.", "已写入这个文件；用 `> 文件名` 可写到别处。"),
    )?;
    Ok(())
}
