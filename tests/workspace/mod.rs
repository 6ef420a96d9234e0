//! A workspace in a temporary folder, and the real program run in it.

// Each test file takes from here what it needs.
#![allow(dead_code)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A workspace that goes away with its value.
pub struct Workspace {
    folder: TempDir,
}

/// What a run of the program said, and how it ended.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub messages: String,
}

impl Workspace {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder") }
    }

    /// A workspace of these files: path, text.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let workspace = Self::empty();
        for (path, text) in files {
            workspace.write(path, text);
        }
        workspace
    }

    /// A copy of a folder of the repository.
    pub fn copy_of(folder: &Path) -> Self {
        let workspace = Self::empty();
        for (path, bytes) in files_below(folder) {
            workspace.write(&path, bytes);
        }
        workspace
    }

    /// A small workspace in two languages, of one map without any finding.
    pub fn coffee_shop() -> Self {
        Self::copy_of(&repository("tests/coffee-shop"))
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file of the workspace.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a path has a parent")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }

    /// Reads a file of the workspace.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path} should be there: {error}"))
    }

    /// Runs `motmap` here, in English.
    pub fn run(&self, arguments: &[&str]) -> Run {
        run_in(self.path(), &[("LANG", "en_US.UTF-8")], arguments)
    }

    /// The findings of `check`, each as `path:line:column rule`.
    pub fn findings(&self, arguments: &[&str]) -> Vec<String> {
        let mut all = vec!["check", "--format", "short"];
        all.extend(arguments);
        self.run(&all).out.lines().map(place_and_rule).collect()
    }
}

/// Runs `motmap` in a folder with just these variables of the locale.
pub fn run_in(folder: &Path, locale: &[(&str, &str)], arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_motmap"));
    for name in ["LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    let output = command
        .envs(locale.iter().copied())
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("motmap runs");
    Run {
        code: output.status.code().expect("motmap ends by itself"),
        out: String::from_utf8(output.stdout).expect("results are UTF-8"),
        messages: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}

/// `maps/a.yaml:3:5: error[empty-cell]: …` as `maps/a.yaml:3:5 empty-cell`.
fn place_and_rule(line: &str) -> String {
    let (place, rest) = line.split_once(": ").unwrap_or_else(|| panic!("no place in `{line}`"));
    let rule = rest.split(['[', ']']).nth(1).unwrap_or_else(|| panic!("no rule in `{line}`"));
    format!("{place} {rule}")
}

/// Every file below a folder: its path from there, with forward slashes, and its bytes; sorted.
pub fn files_below(folder: &Path) -> Vec<(String, Vec<u8>)> {
    fn collect(folder: &Path, below: &str, files: &mut Vec<(String, Vec<u8>)>) {
        for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let entry = entry.expect("a folder can be read");
            let path = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.file_type().expect("a file has a type").is_dir() {
                collect(&entry.path(), &format!("{path}/"), files);
            } else {
                files.push((path, fs::read(entry.path()).expect("a file can be read")));
            }
        }
    }
    let mut files = Vec::new();
    collect(folder, "", &mut files);
    files.sort();
    files
}

/// A path in the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
