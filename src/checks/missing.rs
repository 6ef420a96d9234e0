//! Findings about touchpoints that lack something: one for the whole map while no touchpoint has it, so that authors are
//! asked for the next step and not for everything; one at each once some have it.

use crate::diagnostic::Diagnostic;
use crate::model::{Importance, Touchpoint};

/// How much of a map lacks something.
pub enum Missing {
    /// No touchpoint has it yet; so many lack it.
    Everywhere(usize),
    /// This touchpoint lacks it.
    Here,
}

/// The findings for the touchpoints that are `lacking` something; `begun` tells whether another touchpoint of the map has
/// it. The finding for the whole map is at the first touchpoint of high importance.
pub fn report_missing<'m>(
    lacking: impl Iterator<Item = &'m Touchpoint>,
    begun: bool,
    finding: impl Fn(&Touchpoint, Missing) -> Diagnostic,
) -> Vec<Diagnostic> {
    let lacking: Vec<&Touchpoint> = lacking.collect();
    if begun || lacking.len() < 2 {
        return lacking.into_iter().map(|touchpoint| finding(touchpoint, Missing::Here)).collect();
    }
    let important = lacking.iter().find(|touchpoint| touchpoint.importance == Importance::High);
    let first = important.unwrap_or(&lacking[0]);
    vec![Diagnostic { of_whole_map: true, ..finding(first, Missing::Everywhere(lacking.len())) }]
}
