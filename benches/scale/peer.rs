//! The generators that one could take instead, on the same content.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::figures::run::Run;
use crate::generator;

/// A generator on this machine.
pub struct Peer {
    pub name: &'static str,
    /// What it says of itself.
    pub version: String,
    program: PathBuf,
    /// Writes what it is to build.
    write: fn(&Path, usize) -> io::Result<()>,
    arguments: fn(&Path, &Path, &mut Command),
}

impl Peer {
    /// Hugo, if it can be run.
    pub fn hugo(program: &Path) -> io::Result<Option<Self>> {
        let Some(version) = version(program, "version") else { return Ok(None) };
        Ok(Some(Peer {
            name: "Hugo",
            version,
            program: program.to_owned(),
            write: generator::hugo::write,
            arguments: |source, out, command| {
                command.arg("--source").arg(source).arg("--destination").arg(out).arg("--quiet");
            },
        }))
    }

    /// mdBook, if it can be run.
    pub fn mdbook(program: &Path) -> io::Result<Option<Self>> {
        let Some(version) = version(program, "--version") else { return Ok(None) };
        Ok(Some(Peer {
            name: "mdBook",
            version,
            program: program.to_owned(),
            write: generator::mdbook::write,
            arguments: |source, out, command| {
                command.arg("build").arg(source).arg("--dest-dir").arg(out);
            },
        }))
    }

    /// Writes what it is to build into a folder.
    pub fn prepare(&self, folder: &Path, maps: usize) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        (self.write)(folder, maps)
    }

    /// Builds what was written into a folder that is not there yet.
    pub fn build(&self, source: &Path, out: &Path) -> io::Result<Run> {
        let mut command = Command::new(&self.program);
        (self.arguments)(source, out, &mut command);
        Run::of(&mut command)
    }
}

/// The first line that tells a version; none where there is no such program.
fn version(program: &Path, ask: &str) -> Option<String> {
    let output =
        Command::new(program).arg(ask).stderr(Stdio::null()).output().ok().filter(|told| told.status.success())?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = told.lines().find(|line| line.chars().any(|char| char.is_ascii_digit()))?;
    Some(line.split_whitespace().take(2).collect::<Vec<_>>().join(" "))
}
