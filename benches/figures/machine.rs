//! Where it was measured: the machine, its disk, and the version of everything.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

/// A table of machine and versions.
pub fn described(program: &Path, others: &[(&'static str, String)], scratch: &Path) -> io::Result<String> {
    let processor = fs::read_to_string("/proc/cpuinfo").ok().and_then(|text| field(&text, "model name"));
    let memory = fs::read_to_string("/proc/meminfo").ok().and_then(|text| field(&text, "MemTotal"));
    let cores = std::thread::available_parallelism()?;
    let mut rows = vec![
        ("processor", format!("{} × {}", cores, processor.unwrap_or_default())),
        ("memory", memory.map(gigabytes).unwrap_or_default()),
        ("system", said("uname", &["-sr"])),
        ("file system", last_line(said("df", &["--output=fstype", &scratch.to_string_lossy()]))),
        ("rustc", said("rustc", &["--version"])),
        (
            "motmap",
            format!("{}, commit {}", said(program, &["--version"]), said("git", &["describe", "--always", "--dirty"])),
        ),
    ];
    rows.extend_from_slice(others);
    let rows = rows.into_iter().map(|(what, which)| format!("| {what} | {which} |\n"));
    Ok(format!("| where | |\n|---|---|\n{}\n", rows.collect::<String>()))
}

/// How many bytes can still be written to the disk of a folder; none where nobody tells.
pub fn free_space(folder: &Path) -> Option<u64> {
    let told = said("df", &["-Pk", &folder.to_string_lossy()]);
    let kilobytes: u64 = last_line(told).split_whitespace().nth(3)?.parse().ok()?;
    Some(kilobytes * 1024)
}

fn field(text: &str, name: &str) -> Option<String> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

fn gigabytes(kilobytes: String) -> String {
    let number = kilobytes.split_whitespace().next().and_then(|number| number.parse::<f64>().ok());
    number.map_or(kilobytes, |number| format!("{:.0} GB", number / 1e6))
}

fn last_line(said: String) -> String {
    said.lines().last().unwrap_or_default().to_owned()
}

/// What a program says; nothing where it cannot be asked.
fn said(program: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}
