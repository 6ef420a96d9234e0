//! Arguments in, exit code out: 0 clean, 1 findings that fail the run, 2 could not run.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;
use mimalloc::MiMalloc;
use motmap::cli;
use motmap::commands::{self, Terminal};
use motmap::words::Lang;

/// Pages are made of very many small allocations; the system's allocator takes a third of a build's time for them.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let language = language_of_arguments(&arguments).or_else(language_of_environment);
    match cli::parse(&arguments, language.unwrap_or_default()) {
        Ok(cli) => {
            let (mut out, mut messages) = (anstream::stdout().lock(), anstream::stderr().lock());
            let is_screen = io::stdout().is_terminal();
            let mut terminal = Terminal { out: &mut out, messages: &mut messages, is_screen, language };
            ExitCode::from(commands::run(cli, &mut terminal).code())
        }
        Err(error) => ExitCode::from(print_unparsed(&error, language.unwrap_or_default())),
    }
}

/// Prints the help or the version, or in one line what is wrong with the arguments; returns the exit code.
fn print_unparsed(error: &clap::Error, lang: Lang) -> u8 {
    let is_answer = !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    let printed = match is_answer {
        true => write!(anstream::stdout(), "{}", cli::in_language(error, lang)),
        false => writeln!(anstream::stderr(), "motmap: {}", cli::explain(error).get(lang)),
    };
    // A closed pipe is no error.
    let _: io::Result<()> = printed;
    if is_answer { 0 } else { 2 }
}

fn language_of_arguments(arguments: &[OsString]) -> Option<Lang> {
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(word) = words.next() {
        match word.strip_prefix("--lang") {
            Some("") => return words.next().and_then(Lang::of),
            Some(value) => return value.strip_prefix('=').and_then(Lang::of),
            None => {}
        }
    }
    None
}

/// The first variable that is set decides, as in other programs; `C` and `POSIX` are no language.
fn language_of_environment() -> Option<Lang> {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).and_then(|locale| Lang::of(&locale))
}
