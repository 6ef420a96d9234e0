//! The least that any generator must do: reads every file of a workspace, and writes as many files of the same names
//! and lengths as a site has, on two threads. No program that does the same work can be faster.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use walkdir::WalkDir;

use crate::figures::run::Run;

const THREADS: usize = 2;

/// Runs the plain program as a process of its own. The time is the one that it takes itself, after it has looked up
/// what it is to write.
pub fn run(workspace: &Path, site: &Path, fresh: &Path) -> io::Result<Run> {
    let time = fresh.with_extension("time");
    let run = Run::of(Command::new(std::env::current_exe()?).arg("--copy").args([workspace, site, fresh]))?;
    let nanoseconds = fs::read_to_string(time)?.parse().map_err(io::Error::other)?;
    Ok(run.taking(Duration::from_nanos(nanoseconds)))
}

/// The plain program: writes to the folder `fresh` and, beside it, how many nanoseconds that took.
pub fn copy(workspace: &Path, site: &Path, fresh: &Path) -> io::Result<()> {
    let sources: Vec<PathBuf> = files(workspace)?.into_iter().map(|(path, _)| path).collect();
    let site_files = files(site)?;
    let targets: Vec<(PathBuf, usize)> = site_files
        .into_iter()
        .map(|(path, length)| (fresh.join(path.strip_prefix(site).unwrap_or(&path)), length))
        .collect();
    let longest = targets.iter().map(|(_, length)| *length).max().unwrap_or(0);
    let begun = Instant::now();
    in_shares(&sources, |path| {
        let mut text = Vec::new();
        File::open(path)?.read_to_end(&mut text).map(drop)
    })?;
    let mut folders: Vec<&Path> = targets.iter().filter_map(|(path, _)| path.parent()).collect();
    folders.dedup();
    folders.into_iter().try_for_each(fs::create_dir_all)?;
    let filler = vec![b'm'; longest];
    in_shares(&targets, |(path, length)| File::create_new(path)?.write_all(&filler[..*length]))?;
    let taken = begun.elapsed();
    fs::write(fresh.with_extension("time"), taken.as_nanos().to_string())
}

/// Does something with everything, each thread with its share.
fn in_shares<T: Sync>(all: &[T], each: impl Fn(&T) -> io::Result<()> + Sync) -> io::Result<()> {
    let share = all.len().div_ceil(THREADS).max(1);
    thread::scope(|scope| {
        let working: Vec<_> = all.chunks(share).map(|share| scope.spawn(|| share.iter().try_for_each(&each))).collect();
        working
            .into_iter()
            .try_for_each(|thread| thread.join().unwrap_or_else(|_| Err(io::Error::other("a thread failed"))))
    })
}

/// Every file below a folder and its length, sorted.
fn files(folder: &Path) -> io::Result<Vec<(PathBuf, usize)>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            let length = entry.metadata()?.len() as usize;
            files.push((entry.into_path(), length));
        }
    }
    Ok(files)
}
