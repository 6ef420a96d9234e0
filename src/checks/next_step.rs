//! Findings ask for the next step, not for everything: what a map has nowhere yet is told once, at the touchpoint to begin
//! with; what it has somewhere is told wherever it is missing.

use crate::model::{Importance, Touchpoint};

/// Where something is missing.
pub enum Missing<'m> {
    /// The map has it nowhere: of so many touchpoints that lack it, this is the one to begin with.
    Everywhere(&'m Touchpoint, usize),
    /// The map has it somewhere: these lack it.
    At(Vec<&'m Touchpoint>),
}

/// What to tell of the touchpoints that lack something; `begun` tells whether some touchpoint of the map has it. To begin
/// with is the first on which most hangs.
pub fn missing<'m>(lacking: impl Iterator<Item = &'m Touchpoint>, begun: bool) -> Missing<'m> {
    let lacking: Vec<&Touchpoint> = lacking.collect();
    let decisive = lacking.iter().find(|touchpoint| touchpoint.importance == Importance::High);
    match decisive.or(lacking.first()) {
        Some(&first) if !begun && lacking.len() > 1 => Missing::Everywhere(first, lacking.len()),
        _ => Missing::At(lacking),
    }
}
