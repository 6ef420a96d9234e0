//! How long the real program takes and how much memory it needs, from one map to ten thousand, beside a plain program
//! that writes as much and beside the generators that one could take instead. `benches/README.md` says how to run and
//! read it.

#[path = "../figures/mod.rs"]
mod figures;
#[path = "../generator/mod.rs"]
mod generator;
mod peer;
mod plain;
mod round;
mod tables;
mod weight;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Parser, ValueEnum};

use figures::arguments::Common;
use figures::{machine, readme};
use peer::Peer;
use round::{Bench, Size};

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// `build` into a folder that is not there yet.
    Cold,
    /// `build` again, nothing changed.
    Unchanged,
    /// `check` alone.
    Check,
    /// Reading and writing as much by a program that does nothing else.
    Plain,
    /// Hugo and mdBook on the same content.
    Peers,
    /// How long it takes to do next to nothing.
    Start,
}

const SIZES: [usize; 5] = [1, 10, 100, 1_000, 10_000];

/// Measures the release program.
#[derive(Parser)]
#[command(name = "scale")]
struct Arguments {
    #[command(flatten)]
    common: Common,
    /// cold, unchanged, check, plain, peers, start (all if none is named), and numbers of maps (1 to 10000 if none)
    what_and_sizes: Vec<String>,
    /// How often each is measured, in turn with the others
    #[arg(long, default_value_t = 10)]
    pairs: usize,
    /// Hugo, if it is not on the PATH
    #[arg(long, default_value = "hugo")]
    hugo: PathBuf,
    /// mdBook, if it is not on the PATH
    #[arg(long, default_value = "mdbook")]
    mdbook: PathBuf,
    /// The folder to write to, with room for several gigabytes
    #[arg(long, default_value_os_t = std::env::temp_dir())]
    scratch: PathBuf,
    /// The plain program itself: workspace, site, folder to write to.
    #[arg(long, hide = true, num_args = 3)]
    copy: Vec<PathBuf>,
}

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    if let [workspace, site, fresh] = &arguments.copy[..] {
        return plain::copy(workspace, site, fresh);
    }
    let (what, sizes) = wanted(&arguments.what_and_sizes)?;
    let scratch = tempfile::Builder::new().prefix("motmap-scale-").tempdir_in(&arguments.scratch)?;
    let peers = if what.contains(&What::Peers) { peers(&arguments)? } else { Vec::new() };
    let bench = Bench { program: &arguments.common.program, peers: &peers, what: &what, pairs: arguments.pairs };

    let versions: Vec<_> = peers.iter().map(|peer| (peer.name, peer.version.clone())).collect();
    let mut report = machine::described(&arguments.common.program, &versions, scratch.path())?;
    report += &missing(&what, &peers);
    if what.contains(&What::Start) {
        report += &tables::start(&bench.start()?);
    }
    let mut measured: Vec<Size> = Vec::new();
    for maps in sizes {
        // Nothing is deleted before the end: large deletions keep a disk busy long afterwards.
        measured.push(bench.measure(&scratch.path().join(maps.to_string()), maps)?);
    }
    report += &tables::motmap(&measured);
    report += &tables::growth(&measured);
    report += &tables::peers(&measured);
    io::stdout().write_all(report.as_bytes())?;
    if arguments.common.readme {
        readme::put("scale", &report)?;
    }
    Ok(())
}

/// The words and the numbers of the command line.
fn wanted(words: &[String]) -> io::Result<(Vec<What>, Vec<usize>)> {
    let (mut what, mut sizes) = (Vec::new(), Vec::new());
    for word in words {
        match word.replace(['_', ','], "").parse() {
            Ok(maps) => sizes.push(maps),
            Err(_) => what.push(What::from_str(word, true).map_err(io::Error::other)?),
        }
    }
    if what.is_empty() {
        what = What::value_variants().to_vec();
    }
    if sizes.is_empty() && what != [What::Start] {
        sizes = SIZES.to_vec();
    }
    sizes.sort_unstable();
    Ok((what, sizes))
}

/// The generators that are on this machine.
fn peers(arguments: &Arguments) -> io::Result<Vec<Peer>> {
    let found = [Peer::hugo(&arguments.hugo)?, Peer::mdbook(&arguments.mdbook)?];
    Ok(found.into_iter().flatten().collect())
}

fn missing(what: &[What], peers: &[Peer]) -> String {
    let wanted = what.contains(&What::Peers);
    let missing = ["Hugo", "mdBook"].into_iter().filter(|name| wanted && peers.iter().all(|peer| peer.name != *name));
    missing
        .map(|name| {
            format!("{name} was not found and is not compared; `--{}` says where it is.\n\n", name.to_lowercase())
        })
        .collect()
}

/// A folder that is not there yet, its parents made.
fn fresh(folder: &Path, name: &str) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    Ok(folder.join(name))
}
