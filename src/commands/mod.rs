//! What each command does, from its arguments to its exit code.

mod baseline;
mod build;
mod build_summary;
mod case;
mod check;
mod depfile;
mod explain;
mod find_by_name;
mod fix;
mod graph;
mod init;
mod last_readable;
mod paths;
mod result_file;
mod scope;
mod site_folder;
mod up_to_date;
mod watch;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::checks;
use crate::cli::{self, CaseCommand, Cli, Command, SchemaKind};
use crate::emit;
use crate::failure::Failure;
use crate::load::raw::{RawCase, RawMap};
use crate::load::schema::{config_schema, schema_in};
use crate::pipeline::{self, FindingCounts, Reading, SiteCounts};
use crate::words;
use crate::words::{Lang, Words};
use crate::workspace::Workspace;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done and clean.
    Clean,
    /// Findings that fail the run.
    Findings,
    /// It could not run.
    CouldNotRun,
}

impl Exit {
    /// The exit code.
    pub const fn code(self) -> u8 {
        self as u8
    }
}

/// Where a command speaks to.
pub struct Terminal<'a> {
    /// Results.
    pub out: &'a mut dyn Write,
    /// Messages.
    pub messages: &'a mut dyn Write,
    /// Whether results are shown on a screen, and not passed on to a file or a program.
    pub is_screen: bool,
    /// The language that was asked for, if any; else, once a workspace has been read, its own.
    pub language: Option<Lang>,
}

/// Why a command stopped.
pub enum Stop {
    /// It could not run.
    Failure(Failure),
    /// Nobody reads on.
    Output(io::Error),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Stop::Failure(failure)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Stop::Output(error)
    }
}

impl Terminal<'_> {
    /// The language of messages: what was asked for, else the workspace's that has been read, else English.
    fn lang(&self) -> Lang {
        self.language.unwrap_or_default()
    }

    /// Speaks the language of a workspace from here on, unless another was asked for.
    fn adopt(&mut self, reading: &Reading) -> Lang {
        self.adopt_language(reading.language())
    }

    fn adopt_language(&mut self, of_workspace: Option<Lang>) -> Lang {
        self.language = self.language.or(of_workspace);
        self.lang()
    }

    fn say(&mut self, lang: Lang, words: &Words) -> io::Result<()> {
        writeln!(self.messages, "{}", words.get(lang))
    }
}

/// Does what was asked.
pub fn run(cli: Cli, terminal: &mut Terminal<'_>) -> Exit {
    let start = cli.directory.unwrap_or_else(|| PathBuf::from("."));
    match begin_in(&start, &cli.command).and_then(|()| dispatch(cli.command, &start, terminal)) {
        Ok(exit) => exit,
        Err(Stop::Failure(failure)) => {
            let lang = terminal.lang();
            // There is nobody left to tell if this fails too.
            let _ = writeln!(terminal.messages, "motmap: {}", failure.0.get(lang));
            Exit::CouldNotRun
        }
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(Stop::Output(error)) => {
            let _ = writeln!(terminal.messages, "motmap: {error}");
            Exit::CouldNotRun
        }
    }
}

/// Whether one can start in the folder that was named; `init` makes it.
fn begin_in(start: &Path, command: &Command) -> Result<(), Stop> {
    if start.is_dir() || matches!(command, Command::Init(_)) {
        return Ok(());
    }
    let at = start.display();
    Err(Failure::new(words!("there is no folder {at} to run in (`-C {at}`)", "没有 {at} 这个目录（`-C {at}`）")).into())
}

fn dispatch(command: Command, start: &Path, terminal: &mut Terminal<'_>) -> Result<Exit, Stop> {
    match command {
        Command::Init(args) => init::run(&args, start, terminal),
        Command::Check(args) => check::run(&args, start, terminal),
        Command::Build(args) => build::run(&args, start, terminal),
        Command::Watch(args) => watch::run(&args, start, terminal),
        Command::Graph(args) => graph::run(&args, start, terminal),
        Command::Case(args) => match args.command {
            CaseCommand::New(args) => case::run(&args, start, terminal),
        },
        Command::Explain(args) => explain::run(&args, terminal),
        Command::Schema(args) => {
            let lang = terminal.lang();
            let schema = match args.what {
                SchemaKind::Map => schema_in::<RawMap>(lang),
                SchemaKind::Workspace => config_schema(checks::rules().map(|rule| rule.name), lang),
                SchemaKind::Case => schema_in::<RawCase>(lang),
                SchemaKind::Findings => emit::json::schema().to_value(),
            };
            let schema = serde_json::to_string_pretty(&schema).map_err(io::Error::other)?;
            writeln!(terminal.out, "{schema}")?;
            Ok(Exit::Clean)
        }
        Command::Completions(args) => {
            let mut script = Vec::new();
            clap_complete::generate(args.shell, &mut cli::command(terminal.lang()), "motmap", &mut script);
            terminal.out.write_all(&script)?;
            Ok(Exit::Clean)
        }
    }
}

/// The workspace that `start` lies in, with one map at least.
fn workspace_at(start: &Path, terminal: &mut Terminal<'_>) -> Result<Workspace, Failure> {
    with_maps(Workspace::load(start)?, terminal)
}

/// The workspace, if it has a map; else why nothing can be done, in its language.
fn with_maps(workspace: Workspace, terminal: &mut Terminal<'_>) -> Result<Workspace, Failure> {
    let Some(lack) = workspace.missing_maps() else { return Ok(workspace) };
    terminal.adopt(&pipeline::read(&workspace));
    Err(lack)
}

/// `3 maps, 58 touchpoints, 47 of 48 cells covered, 1 waived`.
fn summary(counts: &SiteCounts) -> Words {
    let SiteCounts { maps, touchpoints, cells, covered, waived, .. } = *counts;
    let mut words = words!(
        "{}, {}, {covered} of {cells} cells covered",
        "{} 张图，{} 个接触点，{} 格中已覆盖 {} 格",
        plural(maps, "map"), plural(touchpoints, "touchpoint");
        maps, touchpoints, cells, covered
    );
    if waived > 0 {
        words.push(&words!(", {waived} waived", "，不适用 {waived} 格"));
    }
    words
}

/// `2 errors, 5 warnings`, or that there is nothing.
fn findings_in_words(counts: FindingCounts) -> Words {
    let FindingCounts { errors, warnings, notes } = counts;
    if counts.are_none() {
        return words!("no findings", "没有发现问题");
    }
    let mut words = words!("{}, {}", "{} 个错误，{} 个警告", plural(errors, "error"), plural(warnings, "warning"); errors, warnings);
    if notes > 0 {
        words.push(&words!(", {}", "，{} 个提示", plural(notes, "note"); notes));
    }
    words
}

/// `2 errors, 5 warnings; 1 allowed by comments, 12 known before`.
fn with_what_is_not_told(mut words: Words, silenced: usize, known: usize) -> Words {
    let mut also = Vec::new();
    if silenced > 0 {
        also.push(words!("{silenced} allowed by comments", "注释放行 {silenced} 个"));
    }
    if known > 0 {
        also.push(words!("{known} known before", "原有 {known} 个"));
    }
    for (number, part) in also.into_iter().enumerate() {
        words.push(&if number == 0 { words!("; ", "；") } else { words!(", ", "，") });
        words.push(&part);
    }
    words
}

fn plural(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}
