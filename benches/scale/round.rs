//! The measuring itself: at each size so many rounds, in each of which everything has its turn. A ratio is of two runs
//! of one round, so that a machine that is slower for a minute is slower for both.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::figures::machine;
use crate::figures::run::Run;
use crate::peer::Peer;
use crate::weight::Weight;
use crate::{What, fresh, generator, plain};

/// What is measured, and with what.
pub struct Bench<'a> {
    pub program: &'a Path,
    pub peers: &'a [Peer],
    pub what: &'a [What],
    pub pairs: usize,
}

/// One size, measured.
pub struct Size {
    pub maps: usize,
    pub rounds: Vec<Round>,
    /// What a site holds.
    pub site: Weight,
    /// Name of a peer, what it writes.
    pub peers: Vec<(&'static str, Weight)>,
}

/// One run of each.
#[derive(Default)]
pub struct Round {
    pub cold: Option<Run>,
    pub unchanged: Option<Run>,
    pub check: Option<Run>,
    pub plain: Option<Run>,
    pub peers: Vec<Run>,
}

/// Runs that do next to nothing.
pub struct Start {
    pub version: Vec<Run>,
    pub explain: Vec<Run>,
}

impl Bench<'_> {
    /// Measures one size in a folder of its own.
    pub fn measure(&self, folder: &Path, maps: usize) -> io::Result<Size> {
        let workspace = folder.join("workspace");
        generator::write(&workspace, maps)?;
        let sources: Vec<PathBuf> = self.peers.iter().map(|peer| folder.join(peer.name)).collect();
        self.peers.iter().zip(&sources).try_for_each(|(peer, source)| peer.prepare(source, maps))?;

        let mut size = Size { maps, rounds: Vec::new(), site: Weight::default(), peers: Vec::new() };
        let mut affordable = self.pairs;
        while size.rounds.len() < affordable {
            let number = size.rounds.len();
            eprintln!("{maps} maps, {} of {affordable}", number + 1);
            let out = folder.join(format!("round-{number}"));
            size.rounds.push(self.round(&workspace, &sources, &out)?);
            if number == 0 {
                size.site = Weight::of(&out.join("editions"))?;
                let written = self.peers.iter().map(|peer| Ok((peer.name, Weight::of(&out.join(peer.name))?)));
                size.peers = written.collect::<io::Result<_>>()?;
                affordable = affordable.min(1 + further_rounds(folder, &out)?);
            }
        }
        Ok(size)
    }

    fn round(&self, workspace: &Path, sources: &[PathBuf], out: &Path) -> io::Result<Round> {
        // The site for readers, and beside it that for trainers.
        let editions = fresh(out, "editions")?;
        let build = || Run::of(self.motmap(workspace).arg("build").arg("--out").arg(editions.join("site")));
        let wants = |what| self.what.contains(&what);
        let mut round = Round::default();
        // Everything but `check` needs a site.
        if self.what.iter().any(|what| !matches!(what, What::Check | What::Start)) {
            round.cold = Some(build()?);
        }
        for (peer, source) in self.peers.iter().zip(sources) {
            round.peers.push(peer.build(source, &out.join(peer.name))?);
        }
        if wants(What::Plain) {
            round.plain = Some(plain::run(workspace, &editions, &out.join("plain"))?);
        }
        if wants(What::Unchanged) {
            round.unchanged = Some(build()?);
        }
        if wants(What::Check) {
            round.check = Some(Run::of(self.motmap(workspace).arg("check"))?);
        }
        Ok(round)
    }

    /// Measures what the program needs to begin and end.
    pub fn start(&self) -> io::Result<Start> {
        let mut start = Start { version: Vec::new(), explain: Vec::new() };
        for _ in 0..self.pairs * 3 {
            start.version.push(Run::of(Command::new(self.program).arg("--version"))?);
            start.explain.push(Run::of(Command::new(self.program).args(["explain", "empty-cell"]))?);
        }
        Ok(start)
    }

    fn motmap(&self, workspace: &Path) -> Command {
        let mut command = Command::new(self.program);
        command.arg("-C").arg(workspace);
        command
    }
}

/// How many more rounds as this one the disk has room for, with a fifth of it left.
fn further_rounds(folder: &Path, round: &Path) -> io::Result<usize> {
    let Some(free) = machine::free_space(folder) else { return Ok(usize::MAX - 1) };
    let written = Weight::of(round)?;
    // A file takes up whole blocks.
    let taken = written.bytes + written.files as u64 * 4096;
    Ok((free / 5 * 4 / taken.max(1)) as usize)
}
