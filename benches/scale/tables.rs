//! What was measured, as Markdown.

use std::fmt::Write as _;

use crate::figures::run::Run;
use crate::figures::spread::{Spread, digits};
use crate::round::{Round, Size, Start};
use crate::weight::Weight;

const MEGABYTE: f64 = 1e6;

/// How long it takes to do next to nothing.
pub fn start(start: &Start) -> String {
    let row = |what: &str, runs: &[Run]| {
        let time = Spread::of(runs.iter().map(|run| run.wall * 1e3));
        let memory = Spread::of(runs.iter().map(|run| run.memory / MEGABYTE));
        format!("| {what} | {} | {} |\n", cell(time), cell(memory))
    };
    let rows = row("`--version`", &start.version) + &row("`explain empty-cell`", &start.explain);
    format!("Starting, in milliseconds, with the most memory in MB:\n\n| | ms | MB |\n|---|---|---|\n{rows}\n")
}

/// The program alone.
pub fn motmap(sizes: &[Size]) -> String {
    if sizes.is_empty() {
        return String::new();
    }
    let mut table = String::from(
        "The program, in seconds, with the most memory in MB, and its time as a multiple of the plain program's:\n\n\
         | maps | files | MB | cold build | × plain | memory | plain | unchanged | memory | check | memory | rounds |\n\
         |---|---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for size in sizes {
        let wall = |of: fn(&Round) -> Option<Run>| cell(Spread::of(runs(size, of).map(|run| run.wall)));
        let memory = |of: fn(&Round) -> Option<Run>| {
            Spread::of(runs(size, of).map(|run| run.memory / MEGABYTE))
                .map_or("–".into(), |spread| digits(spread.median))
        };
        let ratio = Spread::of(size.rounds.iter().filter_map(|round| Some(round.cold?.wall / round.plain?.wall)));
        _ = writeln!(
            table,
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            size.maps,
            size.site.files,
            digits(size.site.bytes as f64 / MEGABYTE),
            wall(|round| round.cold),
            cell(ratio),
            memory(|round| round.cold),
            wall(|round| round.plain),
            wall(|round| round.unchanged),
            memory(|round| round.unchanged),
            wall(|round| round.check),
            memory(|round| round.check),
            size.rounds.len(),
        );
    }
    table + "\n"
}

/// What one map takes, from a hundred on.
pub fn growth(sizes: &[Size]) -> String {
    let large: Vec<&Size> = sizes.iter().filter(|size| size.maps >= 100).collect();
    let Some(first) = large.first().filter(|_| large.len() > 1) else { return String::new() };
    let mut table = String::from(
        "Growth: what one map takes, and how many times that of the first line; 1 is growth in step with the maps:\n\n\
         | maps | cold ms | × | memory kB | × | check ms | × | memory kB | × |\n\
         |---|---|---|---|---|---|---|---|---|\n",
    );
    for size in &large {
        let mut row = format!("| {} ", size.maps);
        for (of, unit, what) in [
            ((|round| round.cold) as fn(&Round) -> Option<Run>, 1e3, (|run| run.wall) as fn(Run) -> f64),
            (|round| round.cold, 1e-3, |run| run.memory),
            (|round| round.check, 1e3, |run| run.wall),
            (|round| round.check, 1e-3, |run| run.memory),
        ] {
            let a_map = |size: &Size| {
                Spread::of(runs(size, of).map(what)).map(|spread| spread.times(unit / size.maps as f64).median)
            };
            match (a_map(size), a_map(first)) {
                (Some(here), Some(there)) => _ = write!(row, "| {} | {} ", digits(here), digits(here / there)),
                _ => row += "| – | – ",
            }
        }
        table += &(row + "|\n");
    }
    table + "\n"
}

/// The program beside others: rates, and how many times theirs its own are.
pub fn peers(sizes: &[Size]) -> String {
    if sizes.iter().all(|size| size.peers.is_empty()) {
        return String::new();
    }
    let mut table = String::from(
        "Beside others, on the same content. Rates are of what each writes in a second; × is motmap's rate as a \
         multiple of theirs (more than 1: motmap is faster), of memory theirs as a multiple of motmap's (more than 1: \
         motmap needs less); `processor` is MB of HTML by the time on all processors, which other work on the machine \
         disturbs least.\n\n\
         | maps | | pages | MB of HTML | seconds | pages/s | × | MB/s | × | processor × | memory MB | × |\n\
         |---|---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for size in sizes {
        let own: Vec<Run> = runs(size, |round| round.cold).collect();
        table += &peer_row(size.maps, "motmap", &size.site, &own, None);
        for (number, (name, weight)) in size.peers.iter().enumerate() {
            let runs: Vec<Run> = size.rounds.iter().filter_map(|round| round.peers.get(number).copied()).collect();
            table += &peer_row(size.maps, name, weight, &runs, Some((&size.site, &own)));
        }
    }
    table + "\n"
}

fn peer_row(maps: usize, name: &str, weight: &Weight, runs: &[Run], own: Option<(&Weight, &[Run])>) -> String {
    let (pages, html) = (weight.pages as f64, weight.html as f64 / MEGABYTE);
    let median =
        |measure: fn(&Run) -> f64| Spread::of(runs.iter().map(measure)).map_or(f64::NAN, |spread| spread.median);
    let against =
        |ratio: &dyn Fn(&Run, &Run, &Weight) -> f64| {
            cell(own.and_then(|(site, own)| {
                Spread::of(own.iter().zip(runs).map(|(ours, theirs)| ratio(ours, theirs, site)))
            }))
        };
    format!(
        "| {maps} | {name} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
        weight.pages,
        digits(html),
        cell(Spread::of(runs.iter().map(|run| run.wall))),
        digits(pages / median(|run| run.wall)),
        against(&|ours, theirs, site| (site.pages as f64 / ours.wall) / (pages / theirs.wall)),
        digits(html / median(|run| run.wall)),
        against(&|ours, theirs, site| (site.html as f64 / MEGABYTE / ours.wall) / (html / theirs.wall)),
        against(&|ours, theirs, site| (site.html as f64 / MEGABYTE / ours.processor) / (html / theirs.processor)),
        digits(median(|run| run.memory) / MEGABYTE),
        against(&|ours, theirs, _| theirs.memory / ours.memory),
    )
}

fn runs(size: &Size, of: fn(&Round) -> Option<Run>) -> impl Iterator<Item = Run> + '_ {
    size.rounds.iter().filter_map(of)
}

fn cell(spread: Option<Spread>) -> String {
    spread.map_or("–".into(), |spread| spread.to_string())
}
