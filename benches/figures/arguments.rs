//! What every benchmark of the program is told.

use std::path::PathBuf;

use clap::Args;

/// The program, and what becomes of the figures.
#[derive(Args)]
pub struct Common {
    /// The program to measure
    #[arg(long, default_value = env!("CARGO_BIN_EXE_motmap"))]
    pub program: PathBuf,
    /// Put the tables into benches/README.md too
    #[arg(long)]
    pub readme: bool,
    /// What cargo adds.
    #[arg(long, hide = true)]
    bench: bool,
}
